"""All rules over one atlas: one file a rule, one folder a family. The folders are the list."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cxmap.rule import Rule

FAMILIES: tuple[str, ...] = (
    "files",
    "identity",
    "references",
    "flow",
    "ownership",
    "continuity",
    "measurement",
    "plurality",
    "change",
    "suppression",
)
"""The families in the order in which they run: suppressions are judged last, when all else has been found."""


@cache
def all_rules() -> dict[str, Rule]:
    """Return every rule by its id, family by family, in alphabetical order within one."""
    rules = {}
    for family in FAMILIES:
        package = import_module(f"{__name__}.{family}")
        for module in sorted(info.name for info in iter_modules(package.__path__)):
            found = getattr(import_module(f"{package.__name__}.{module}"), module)
            rules[found.id] = found
    return rules

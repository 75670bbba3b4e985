"""All kinds of change, over a pair of revisions: one file a kind. The folder is the list."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cxmap.comparison import Kind


@cache
def all_kinds() -> dict[str, Kind]:
    """Return every kind of change by its id, in alphabetical order."""
    kinds = {}
    for module in sorted(info.name for info in iter_modules(__path__)):
        found = getattr(import_module(f"{__name__}.{module}"), module)
        kinds[found.id] = found
    return kinds

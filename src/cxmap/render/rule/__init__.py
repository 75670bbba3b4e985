"""The formats in which `cxmap rule` explains rules: every module of this folder is one.

Each has `render` for the page of one rule, and `index` for the list of all.
"""

import pkgutil
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from cxmap.render.look import Look
from cxmap.report.validation import RulePage


def formats() -> tuple[str, ...]:
    """Return the names of the formats in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load(name: str) -> Callable[[RulePage, Look], str]:
    """Return what writes the page of one rule in a format."""
    return cast("Callable[[RulePage, Look], str]", import_module(f"{__name__}.{name}").render)


def index(name: str) -> Callable[[Sequence[RulePage], Look], str]:
    """Return what writes the list of all rules in a format."""
    return cast("Callable[[Sequence[RulePage], Look], str]", import_module(f"{__name__}.{name}").index)

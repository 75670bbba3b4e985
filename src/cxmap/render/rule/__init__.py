"""The formats in which `cxmap rule` explains rules and kinds of change: every module of this folder is one.

Each has `render` for the page of one rule or kind, and `index` for the list of all.
"""

import pkgutil
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from cxmap.render.look import Look
from cxmap.report.validation import KindPage, RulePage

Render = Callable[[RulePage | KindPage, Look], str]
Index = Callable[[Sequence[RulePage], Sequence[KindPage], Look], str]


def formats() -> tuple[str, ...]:
    """Return the names of the formats in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load(name: str) -> Render:
    """Return what writes the page of one rule or kind of change in a format."""
    return cast("Render", import_module(f"{__name__}.{name}").render)


def index(name: str) -> Index:
    """Return what writes the list of all rules and all kinds of change in a format."""
    return cast("Index", import_module(f"{__name__}.{name}").index)

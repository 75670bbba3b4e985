"""The formats in which the outcome of `cxmap raci` comes: every module of this folder is one."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import cast

from cxmap.render.look import Look
from cxmap.report.raci import RaciReport
from cxmap.words import Words

Render = Callable[[RaciReport, Words, Look], str | bytes]
"""Puts a report in words; the same report, words and look make the same output, byte for byte."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load(name: str) -> Render:
    """Return the renderer of a format, one of `formats()`, and import no other."""
    return cast("Render", import_module(f"{__name__}.{name}").render)

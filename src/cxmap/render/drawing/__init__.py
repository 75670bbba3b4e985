"""The formats in which `cxmap draw` draws: every module of this folder is one."""

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple, cast

from cxmap.render.look import Look
from cxmap.render.picture.theme import Theme
from cxmap.report.drawing import Drawing
from cxmap.words import Words


class Style(NamedTuple):
    """What a picture looks like, whatever it shows. `scale` is how many times larger a PNG is than the picture."""

    theme: Theme = "auto"
    scale: float = 1.0


PLAIN = Style()

Render = Callable[[Drawing, Words, Look, Style], str | bytes]
"""Draws a picture; the same drawing, words and style make the same bytes."""


def formats() -> tuple[str, ...]:
    """Return the names of the formats in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def load(name: str) -> Render:
    """Return the renderer of a format, one of `formats()`, and import no other."""
    return cast("Render", import_module(f"{__name__}.{name}").render)

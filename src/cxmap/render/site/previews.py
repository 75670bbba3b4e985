"""The upper left part of a picture, which a document shows in place of all of it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Path, Shape, Symbol

WIDTH, HEIGHT = 1344, 416
"""The size of the part: as wide as a document, and not so high that one would not look further."""


def preview(canvas: Canvas) -> Canvas:
    """Return what is seen of a picture through a window at its upper left, in the size of that window."""
    width, height = min(WIDTH, canvas.width), min(HEIGHT, canvas.height)
    return replace(canvas, width=width, height=height, shapes=tuple(_within(canvas.shapes, width, height)))


def _within(shapes: Iterable[Shape], width: int, height: int) -> Iterator[Shape]:
    for shape in shapes:
        if isinstance(shape, Group):
            inner = tuple(_within(shape.shapes, width, height))
            if inner:
                yield shape._replace(shapes=inner)
        elif _begins_within(shape, width, height):
            yield shape


def _begins_within(shape: Box | Label | Path | Symbol, width: int, height: int) -> bool:
    if isinstance(shape, Path):
        start = _START.match(shape.d)
        return bool(start and int(start[1]) < width and int(start[2]) < height)
    first = shape.y - shape.step if isinstance(shape, Label) else shape.y
    return shape.x < width and first < height


_START = re.compile(r"M\s*(-?\d+)[\s,]+(-?\d+)")

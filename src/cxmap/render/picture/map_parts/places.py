"""Where the columns of a strip are, and what a row of a journey map is."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from cxmap.render.picture.canvas import Shape
from cxmap.render.picture.map_parts.plan import Segment, Slot, Strip

TITLES = 176
"""How wide the column with the titles of the rows is."""
BETWEEN = 10
"""Between the columns of one stage and those of the next."""
PADDING = 10
"""Between the side of a column and what stands in it."""


class Column(NamedTuple):
    """A column in its place."""

    slot: Slot
    x: int
    width: int

    @property
    def left(self) -> int:
        """Where its content begins."""
        return self.x + PADDING

    @property
    def room(self) -> int:
        """How wide its content may be."""
        return self.width - 2 * PADDING

    @property
    def middle(self) -> int:
        """The middle of the column."""
        return self.x + self.width // 2


class Stretch(NamedTuple):
    """A segment in its place."""

    segment: Segment
    x: int
    width: int
    columns: tuple[Column, ...]


class Row(NamedTuple):
    """A row: its title, in words, with a symbol; its height; and what stands in it, given where it begins."""

    title: str
    symbol: str
    height: int
    shapes: Callable[[int], Iterable[Shape]]


def placed(strip: Strip, x: int, width: int) -> tuple[Stretch, ...]:
    """Return the columns of a strip side by side from `x` on, each of the same width."""
    stretches: list[Stretch] = []
    for segment in strip:
        columns = tuple(Column(slot, x + number * width, width) for number, slot in enumerate(segment.slots))
        stretches.append(Stretch(segment, x, width * len(columns), columns))
        x += width * len(columns) + BETWEEN
    return tuple(stretches)


def columns(stretches: Iterable[Stretch]) -> tuple[Column, ...]:
    """Return all columns in their order."""
    return tuple(column for stretch in stretches for column in stretch.columns)

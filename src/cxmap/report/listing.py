"""Things of one kind, side by side."""

from dataclasses import dataclass

from cxmap.message import Named
from cxmap.report.map_info import MapInfo

Cell = str | float | bool | Named | tuple[Named, ...] | tuple[str, ...] | None
"""What stands in a column: a text, a figure, yes or no, a thing or several; None where nothing is said."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing, and what is in each of the columns. `path` is the file in which it is declared."""

    thing: Named
    path: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """The outcome of `cxmap list`.

    `columns` are the names of the cells of each item, of which the first `shown` are those that people look at first.
    `total` is how many things of the kind there are.
    """

    about: MapInfo
    kind: str
    columns: tuple[str, ...]
    shown: int
    items: tuple[Item, ...]
    total: int

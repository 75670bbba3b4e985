"""What is drawn, what may be chosen, and where everything went: the plain values that go into and come out of a layout.

All measures are whole pixels; x grows to the right and y downwards.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A place in the picture."""

    x: int
    y: int


class Size(NamedTuple):
    """How wide and high something is."""

    width: int
    height: int


class Box(NamedTuple):
    """A rectangle: its upper left corner, and its size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of its lower side."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Node:
    """A card to be placed.

    Attributes:
        id: What edges call it; no two nodes have the same.
        width: How much room its texts need across. All cards of a column become as wide as the widest of them.
        height: How much room its texts need downwards. A card with many arrows at one side becomes higher than this.
        lane: The number of the lane it belongs to, from 0 at the top.
        column: The number of its column, from 0 at the left; None lets the edges decide. All nodes say it, or none.
    """

    id: str
    width: int
    height: int
    lane: int = 0
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow to be drawn from one card to another, or back to the same card.

    Attributes:
        start: The id of the node it leaves.
        end: The id of the node it leads to.
        label: The room its text needs; None when it says nothing.
        short: The room of what may stand there instead when there is no room for the label, such as a number that a
            legend explains; None when nothing may.
        back: Whether it is known to lead back, so that the columns need not let it lead on.
    """

    start: str
    end: str
    label: Size | None = None
    short: Size | None = None
    back: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What may be chosen about a layout.

    Attributes:
        margin: The empty border around the picture.
        track: How far apart two arrows are that run side by side, and two that touch the same side of a card.
        clearance: How far arrows that pass by stay away from cards.
        column_gap: The least distance between two columns; it grows with the arrows between them.
        card_gap: The least distance between two rows of cards in a lane; it grows with the arrows between them.
        lane_gap: The least distance between the cards of two lanes; it grows with the arrows between them.
        lane_title: The width of the strip that is kept free for the lanes' titles, to the left of the cards.
        column_title: The height of the strip that is kept free for the columns' titles, above the cards.
        lane_heights: The least height of each lane, such as its title needs; 0 for the lanes beyond.
        most_in_cell: How many cards may stand above one another in one column of one lane when the edges decide on
            the columns; None for any number.
        keep_order: Whether the cards of a cell stand in the order in which they were given, from the top, rather than
            where they make the arrows short and straight.
    """

    margin: int = 24
    track: int = 10
    clearance: int = 14
    column_gap: int = 64
    card_gap: int = 28
    lane_gap: int = 44
    lane_title: int = 0
    column_title: int = 0
    lane_heights: tuple[int, ...] = ()
    most_in_cell: int | None = 12
    keep_order: bool = False


class Label(NamedTuple):
    """Where the text of an arrow stands: on its line, over no card, no title and no other label.

    Attributes:
        box: The place, just as large as was asked.
        short: Whether there was only room for what is short.
    """

    box: Box
    short: bool


@dataclass(frozen=True, slots=True)
class Route:
    """The way of an arrow.

    Attributes:
        points: Where it begins, each corner, and where it ends. The segments between them lie across or upright. The
            first point is on the border of the card it leaves, the last on the border of the card it leads to.
        back: Whether it leads to a column further left.
        label: Where its text stands; None when it has none, or when there is no room for it.
    """

    points: tuple[Point, ...]
    back: bool
    label: Label | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything goes.

    Attributes:
        boxes: The card of each node by its id, in the order in which the nodes were given.
        routes: The way of each edge, in the order in which the edges were given.
        lanes: The band of each lane over the whole width, its title's strip included; bands touch one another.
        lane_titles: The part of each band that is kept free for its title; its width is 0 when none was asked for.
        columns: The band of each column over the whole height, its title's strip included; arrows run between them.
        column_titles: The part of each band that is kept free for its title; its height is 0 when none was asked for.
        column_of: The number of each node's column by the node's id.
        width: The width of the whole picture, margins included.
        height: The height of the whole picture, margins included.
    """

    boxes: Mapping[str, Box]
    routes: tuple[Route, ...]
    lanes: tuple[Box, ...]
    lane_titles: tuple[Box, ...]
    columns: tuple[Box, ...]
    column_titles: tuple[Box, ...]
    column_of: Mapping[str, int]
    width: int
    height: int

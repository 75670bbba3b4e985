"""Side by side: which of the lines that run in the same gutter takes which track, with few crossings and few tracks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Piece(NamedTuple):
    """A straight line in a gutter.

    In a gutter between columns lines are upright, "along" is downwards, and the tracks are numbered from the left. In
    one between rows they lie across, "along" is to the right, and the tracks are numbered from the top.

    Attributes:
        low: Where it begins along the gutter.
        high: Where it ends along the gutter; not less than `low`.
        low_side: To which side of the gutter its way goes on where it begins: -1 towards the first track, 1 towards the
            last.
        high_side: The same where it ends.
    """

    low: float
    high: float
    low_side: int
    high_side: int


def tracks(pieces: Sequence[Piece], apart: float = 0) -> list[int]:
    """Return the track of each piece, from 0; pieces that are less than `apart` from one another get different ones."""
    order = _ordered(pieces)
    reach = [(piece.low - apart / 2, piece.high + apart / 2) for piece in pieces]
    skyline = Skyline()
    found = [0] * len(pieces)
    for number in order:
        found[number] = skyline.height(*reach[number])
        skyline.lift(*reach[number], found[number] + 1)
    count = max(found, default=0) + 1
    skyline = Skyline()
    for number in reversed(order):
        piece = pieces[number]
        if piece.low_side + piece.high_side > 0:
            found[number] = count - 1 - skyline.height(*reach[number])
        skyline.lift(*reach[number], count - found[number])
    return found


class Skyline:
    """How high it is built over each stretch of a line."""

    def __init__(self) -> None:
        self._starts = [float("-inf")]
        self._heights = [0]

    def height(self, low: float, high: float) -> int:
        """Return how high it is at the highest place between the two, both included."""
        return max(self._heights[bisect_right(self._starts, low) - 1 : bisect_right(self._starts, high)])

    def lift(self, low: float, high: float, height: int) -> None:
        """Let it be this high between the two, both included; no place there may be higher."""
        first = bisect_left(self._starts, low)
        behind = bisect_right(self._starts, high)
        rest = self._heights[behind - 1]
        beyond = high + _EPSILON
        if behind < len(self._starts) and self._starts[behind] <= beyond:
            self._starts[first:behind] = [low]
            self._heights[first:behind] = [height]
        else:
            self._starts[first:behind] = [low, beyond]
            self._heights[first:behind] = [height, rest]


_EPSILON = 1e-6
_MOST_COMPARED = 120
"""Among more pieces than this in one gutter, only neighbours are compared: everybody with everybody takes too long."""


def _ordered(pieces: Sequence[Piece]) -> list[int]:
    """Return the places of the pieces, from the first side to the last, so that their ways cross little."""
    order = sorted(range(len(pieces)), key=lambda number: (*_rough(pieces[number]), number))
    return _sifted(pieces, order) if len(order) <= _MOST_COMPARED else order


def _rough(piece: Piece) -> tuple[int, float]:
    """Return what orders pieces of one shape among one another: loops lie in loops, and steps beside steps."""
    side = piece.low_side + piece.high_side
    if side:
        return side, (piece.high - piece.low) * -side
    return (0, -piece.low) if piece.low_side < 0 else (0, piece.high)


def _sifted(pieces: Sequence[Piece], order: Sequence[int]) -> list[int]:
    """Put one piece after the other to where it crosses least those that have been put already."""
    placed: list[int] = []
    for number in order:
        piece = pieces[number]
        cost = sum(_crossings(pieces[other], piece) for other in placed)
        best, at = cost, len(placed)
        for place in range(len(placed) - 1, -1, -1):
            other = pieces[placed[place]]
            cost += _crossings(piece, other) - _crossings(other, piece)
            if cost < best:
                best, at = cost, place
        placed.insert(at, number)
    return placed


def _crossings(first: Piece, second: Piece) -> int:
    """Return how often the ways of two pieces cross when the first one lies nearer to the first side."""
    return (
        (first.low_side > 0 and second.low < first.low < second.high)
        + (first.high_side > 0 and second.low < first.high < second.high)
        + (second.low_side < 0 and first.low < second.low < first.high)
        + (second.high_side < 0 and first.low < second.high < first.high)
    )

"""Where the texts of arrows stand: on their lines, where nothing else is."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from cxmap.render.geometry.shapes import Box, Edge, Label, Point, Size


def labelled(
    edges: Sequence[Edge], lines: Sequence[Sequence[Point]], solids: Sequence[Box], picture: Size
) -> list[Label | None]:
    """Return a place for the text of each edge, or None where it has none or there is no room.

    A label never covers a card, a title or another label, and no other arrow. What is short may cover other arrows
    where it cannot be helped.

    Args:
        edges: The edges with the sizes of their texts.
        lines: The points of each.
        solids: What no text may cover.
        picture: How large the picture is that no text may stand out of.
    """
    taken = _Taken(solids, picture)
    drawn = _Drawn(lines)
    found: list[Label | None] = [None] * len(edges)
    for number in sorted(range(len(edges)), key=lambda number: (_length(lines[number]), number)):
        label = _label(number, edges[number], lines[number], taken, drawn)
        if label is not None:
            taken.add(label.box)
            found[number] = label
    return found


_END = 12
"""How much of a segment is left free at its ends, for corners and the heads of arrows."""
_STEPS = 16
_BESIDE = 2


class _Taken:
    """Boxes, found by where they are, and the border of the picture."""

    _CELL = 128

    def __init__(self, boxes: Sequence[Box], picture: Size) -> None:
        self._picture = picture
        self._cells: dict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        for cell in self._under(box):
            self._cells[cell].append(box)

    def touches(self, box: Box) -> bool:
        """Return whether a box lies over one of these or less than a little beside it, or stands out of the picture."""
        if box.x < 0 or box.y < 0 or box.right > self._picture.width or box.bottom > self._picture.height:
            return True
        box = Box(box.x - _BESIDE, box.y - _BESIDE, box.width + 2 * _BESIDE, box.height + 2 * _BESIDE)
        return any(
            box.x < other.right and other.x < box.right and box.y < other.bottom and other.y < box.bottom
            for cell in self._under(box)
            for other in self._cells.get(cell, ())
        )

    def _under(self, box: Box) -> Iterator[tuple[int, int]]:
        for x in range(box.x // self._CELL, box.right // self._CELL + 1):
            for y in range(box.y // self._CELL, box.bottom // self._CELL + 1):
                yield x, y


class _Segment(NamedTuple):
    """From where to where along its row or column of pixels a line runs, and which line it is."""

    low: int
    high: int
    line: int


class _Drawn:
    """The segments of all lines, found by the height of those across and the x of those upright."""

    def __init__(self, lines: Sequence[Sequence[Point]]) -> None:
        self._across: dict[int, list[_Segment]] = defaultdict(list)
        self._upright: dict[int, list[_Segment]] = defaultdict(list)
        for number, line in enumerate(lines):
            for one, other in pairwise(line):
                if one.y == other.y:
                    self._across[one.y].append(_Segment(min(one.x, other.x), max(one.x, other.x), number))
                else:
                    self._upright[one.x].append(_Segment(min(one.y, other.y), max(one.y, other.y), number))
        for segments in (*self._across.values(), *self._upright.values()):
            segments.sort()

    def others(self, box: Box, own: int) -> int:
        """Return how many segments of other lines than this run through a box or along its border."""
        across = (self._across.get(y) for y in range(box.y, box.bottom + 1))
        upright = (self._upright.get(x) for x in range(box.x, box.right + 1))
        return sum(_between(segments, box.x, box.right, own) for segments in across if segments) + sum(
            _between(segments, box.y, box.bottom, own) for segments in upright if segments
        )


def _between(segments: Sequence[_Segment], low: int, high: int, own: int) -> int:
    """Return how many segments of other lines lie at least partly between the two; segments never overlap."""
    count = 0
    for place in range(bisect_right(segments, (high, inf, 0)) - 1, -1, -1):
        if segments[place].high < low:
            break
        count += segments[place].line != own
    return count


def _length(line: Sequence[Point]) -> int:
    return sum(abs(one.x - other.x) + abs(one.y - other.y) for one, other in pairwise(line))


def _label(number: int, edge: Edge, line: Sequence[Point], taken: _Taken, drawn: _Drawn) -> Label | None:
    if edge.label is None:
        return None
    for box in _candidates(line, edge.label):
        if not taken.touches(box) and not drawn.others(box, number):
            return Label(box, short=False)
    if edge.short is None:
        return None
    least: tuple[int, Box] | None = None
    for box in _candidates(line, edge.short):
        if taken.touches(box):
            continue
        covered = drawn.others(box, number)
        if not covered:
            return Label(box, short=True)
        if least is None or covered < least[0]:
            least = covered, box
    return Label(least[1], short=True) if least else None


def _candidates(line: Sequence[Point], size: Size) -> Iterator[Box]:
    """Yield places on the segments across, then on those upright, long ones first, each from its middle outwards."""
    segments = sorted(pairwise(line), key=lambda ends: (ends[0].x == ends[1].x, -_length(ends)))
    for one, other in segments:
        across = one.y == other.y
        room = _length((one, other)) - 2 * _END - (size.width if across else size.height)
        if room < 0:
            continue
        middle = Point((one.x + other.x) // 2, (one.y + other.y) // 2)
        for shift in _outwards(room // 2):
            x, y = (middle.x + shift, middle.y) if across else (middle.x, middle.y + shift)
            yield Box(x - size.width // 2, y - size.height // 2, size.width, size.height)


def _outwards(most: int) -> Iterator[int]:
    yield 0
    step = max(most // _STEPS, 8)
    for far in range(step, most + 1, step):
        yield far
        yield -far

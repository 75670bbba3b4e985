"""Through which gutters each arrow goes: runs along rows and gutters, and turns from run to run; no pixels yet.

Gutters between columns are numbered like the column to the right of them, those between rows like the row below; there
is one more of each than of columns and rows.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

Link = tuple[int, int]


class Run(NamedTuple):
    """A line across, in a row of cards or in the gutter between two rows.

    Attributes:
        band: `2 * row + 1` in a row, `2 * gutter` in a gutter: bands are numbered downwards.
        first: The first gutter between columns it reaches.
        last: The last one; it passes no card from the one to the other.
        cards: The cards whose sides it touches.
        wish: What orders the runs of a row from top to bottom.
    """

    band: int
    first: int
    last: int
    cards: tuple[int, ...]
    wish: tuple[float, ...]


class Turn(NamedTuple):
    """A line upright from run to run in the gutter between two columns, and on which side of it either run lies."""

    gutter: int
    start: int
    end: int
    start_side: int
    end_side: int


class Way(NamedTuple):
    """The runs and turns of an arrow by their numbers, in its order; which sides of the cards it leaves and reaches."""

    runs: tuple[int, ...]
    turns: tuple[int, ...]
    start_side: int
    end_side: int


class Drop(NamedTuple):
    """An arrow straight down or up between neighbours in a column: which one of how many it is, from 0."""

    place: int
    among: int


class Plan(NamedTuple):
    """The way of each edge, and all runs and turns."""

    ways: list[Way | Drop]
    runs: list[Run]
    turns: list[Turn]


def planned(columns: Sequence[int], rows: Sequence[int], links: Sequence[Link], drops: Sequence[int]) -> Plan:
    """Return how all edges go.

    Args:
        columns: The column of each node.
        rows: The row of each node.
        links: The edges.
        drops: For each column, how many arrows have room side by side between two of its cards.
    """
    return _Planner(columns, rows, links, drops).plan()


class _Planner:
    """What is where, what has been planned, and how full the gutters are by now."""

    def __init__(
        self, columns: Sequence[int], rows: Sequence[int], links: Sequence[Link], drops: Sequence[int]
    ) -> None:
        self._columns, self._rows, self._links, self._most_drops = columns, rows, links, drops
        self._in_row: dict[int, list[int]] = defaultdict(list)
        self._in_column: dict[int, list[int]] = defaultdict(list)
        for column, row in sorted(zip(columns, rows, strict=True)):
            self._in_row[row].append(column)
            self._in_column[column].append(row)
        width = max(columns, default=0) + 2
        self._load = [[0] * width for _ in range(max(rows, default=0) + 2)]
        self._degree = [0] * len(columns)
        for start, end in links:
            self._degree[start] += 1
            self._degree[end] += 1
        self._runs: list[Run] = []
        self._turns: list[Turn] = []

    def plan(self) -> Plan:
        ways: list[Way | Drop] = [Drop(0, 0)] * len(self._links)
        dropped = self._dropped()
        for pair in dropped:
            for place, number in enumerate(pair):
                ways[number] = Drop(place, len(pair))
        straight = {number for pair in dropped for number in pair}
        for number in sorted(set(range(len(self._links))) - straight, key=lambda number: (self._span(number), number)):
            ways[number] = self._way(number)
        return Plan(ways, self._runs, self._turns)

    def _span(self, number: int) -> int:
        start, end = self._links[number]
        return abs(self._columns[start] - self._columns[end])

    def _dropped(self) -> list[list[int]]:
        """Return the edges between neighbours in a column, as many as there is room for, by their cards."""
        pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (start, end) in enumerate(self._links):
            if start != end and self._columns[start] == self._columns[end]:
                upper, lower = sorted((start, end), key=self._rows.__getitem__)
                column = self._in_column[self._columns[start]]
                if column[bisect_right(column, self._rows[upper])] == self._rows[lower]:
                    pairs[upper, lower].append(number)
        return [numbers[: self._most_drops[self._columns[upper]]] for (upper, _), numbers in pairs.items()]

    def _way(self, number: int) -> Way:
        start, end = self._links[number]
        if self._columns[start] == self._columns[end]:
            return self._around(number, start, end)
        if self._columns[start] < self._columns[end]:
            runs, turns = self._across(number, start, end)
            return Way(runs, turns, 1, -1)
        runs, turns = self._across(number, end, start)
        return Way(runs[::-1], turns[::-1], -1, 1)

    def _around(self, number: int, start: int, end: int) -> Way:
        """Go out and in on the same side: on the right downwards, on the left upwards."""
        top, bottom = self._rows[start], self._rows[end]
        side = 1 if top <= bottom else -1
        gutter = self._columns[start] + (side > 0)
        far = abs(top - bottom)
        outwards = 1 if top <= bottom else -1
        first = self._run(Run(2 * top + 1, gutter, gutter, (start,), (outwards * (_BEYOND - far), number, 0)))
        inwards = outwards if start == end else -outwards
        last = self._run(Run(2 * bottom + 1, gutter, gutter, (end,), (inwards * (_BEYOND - far), number, 1)))
        return Way((first, last), (self._turn(Turn(gutter, first, last, -side, -side)),), side, side)

    def _across(self, number: int, left: int, right: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Go from the right side of one card to the left side of another further right, with few turns."""
        first, last = self._columns[left] + 1, self._columns[right]
        top, bottom = self._rows[left], self._rows[right]
        latest = min(self._next_right(left), last)
        earliest = max(self._next_left(right) + 1, first)
        if top == bottom and latest == last:
            return (self._run(Run(2 * top + 1, first, last, (left, right), (2 * top + 1, 0, number))),), ()
        if earliest <= latest and top != bottom:
            at = earliest if self._degree[left] >= self._degree[right] else latest
            one = self._run(Run(2 * top + 1, first, at, (left,), (2 * bottom + 1, last, number)))
            two = self._run(Run(2 * bottom + 1, at, last, (right,), (2 * top + 1, -first, number)))
            return (one, two), (self._turn(Turn(at, one, two, -1, 1)),)
        through = self._gutter(top, bottom, first, last)
        one = self._run(Run(2 * top + 1, first, first, (left,), (2 * through, bottom, number)))
        two = self._run(Run(2 * through, first, last, (), (top, bottom, number)))
        three = self._run(Run(2 * bottom + 1, last, last, (right,), (2 * through, top, number)))
        return (one, two, three), (self._turn(Turn(first, one, two, -1, 1)), self._turn(Turn(last, two, three, -1, 1)))

    def _next_right(self, node: int) -> int:
        """Return the column of the next card to the right in the same row."""
        row = self._in_row[self._rows[node]]
        place = bisect_right(row, self._columns[node])
        return row[place] if place < len(row) else len(self._load[0])

    def _next_left(self, node: int) -> int:
        row = self._in_row[self._rows[node]]
        place = bisect_left(row, self._columns[node]) - 1
        return row[place] if place >= 0 else -1

    def _gutter(self, top: int, bottom: int, first: int, last: int) -> int:
        """Return the gutter between rows that is the shortest way round and not too full."""

        def dearness(gutter: int) -> tuple[float, int]:
            detour = abs(gutter - top - _MIDDLE) + abs(gutter - bottom - _MIDDLE)
            return detour + _FULL * max(self._load[gutter][first : last + 1]), gutter

        gutter = min({top, top + 1, bottom, bottom + 1}, key=dearness)
        for place in range(first, last + 1):
            self._load[gutter][place] += 1
        return gutter

    def _run(self, run: Run) -> int:
        self._runs.append(run)
        return len(self._runs) - 1

    def _turn(self, turn: Turn) -> int:
        self._turns.append(turn)
        return len(self._turns) - 1


_BEYOND = 1e9
_MIDDLE = 0.5
_FULL = 0.1

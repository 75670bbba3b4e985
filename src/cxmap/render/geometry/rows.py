"""Which row each node stands in, so that arrows are short, straight and cross little.

Rows run through all columns. Each lane has as many as its fullest column needs; they are numbered from 0 at the top of
the picture. Nodes are numbers from 0, edges pairs of them.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

Link = tuple[int, int]


class Rows(NamedTuple):
    """The row of each node, and how many rows each lane has: one at least."""

    of: list[int]
    depths: list[int]


def rows(columns: Sequence[int], lanes: Sequence[int], links: Sequence[Link], count: int, *, keep_order: bool) -> Rows:
    """Return the row of each node, no two nodes of a column in the same.

    Args:
        columns: The column of each node.
        lanes: The lane of each node.
        links: The edges.
        count: How many lanes there are.
        keep_order: Whether the nodes of a cell stay in the order in which they come, without gaps from the top.
    """
    inside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node, where in enumerate(zip(columns, lanes, strict=True)):
        inside[where].append(node)
    depths = [1] * count
    for (_, lane), nodes in inside.items():
        depths[lane] = max(depths[lane], len(nodes))
    tops = list(accumulate(depths, initial=0))
    cells = [_Cell(nodes, tops[lane], depths[lane]) for (_, lane), nodes in sorted(inside.items())]
    of = [0] * len(columns)
    for cell in cells:
        lift = 0 if keep_order else (cell.depth - len(cell.nodes)) // 2
        for place, node in enumerate(cell.nodes):
            of[node] = cell.top + lift + place
    if not keep_order:
        of = _swept(columns, links, cells, of)
    return Rows(of, depths)


class _Cell(NamedTuple):
    """The nodes of one column of a lane, the first row of the lane, and how many rows it has."""

    nodes: list[int]
    top: int
    depth: int


_SWEEPS = 12
_ONE_SIDED = 4
"""In this many sweeps first, each column only follows those that have just been gone over."""
_MANY = 2_000
"""With more nodes than this there are no further sweeps."""
_MOST_PLACES = 40_000
"""Up to this many pairs of a node and a row the best rows for a cell are looked for; beyond, it is filled in order."""
_MOST_PASSED = 200_000
"""Up to this many places that edges pass they are kept free, if possible."""
_IN_THE_WAY = 0.8
"""How many rows a node goes out of the way of a straight edge."""
_OWN_COLUMN = 1.0
"""How strongly what follows in the same column pulls, where a neighbour in the next column pulls with 1."""


class _Pull(NamedTuple):
    """The node that another follows, how strongly, and how many rows below it that one wants to be."""

    to: int
    strength: float
    below: int


_Pulls = list[list[_Pull]]


def _swept(columns: Sequence[int], links: Sequence[Link], cells: Sequence[_Cell], of: list[int]) -> list[int]:
    """Go over the columns to and fro, and let each cell follow its neighbours; return the best rows that were seen."""
    left, right = _pulls(columns, links)
    both = [one + other for one, other in zip(left, right, strict=True)]
    best, lowest = list(of), _cost(of, right)
    for sweep in range(_SWEEPS if len(columns) <= _MANY else _ONE_SIDED):
        pulls = both if sweep >= _ONE_SIDED else (left, right)[sweep % 2]
        passed = _passed(columns, links, of)
        for cell in cells if sweep % 2 == 0 else reversed(cells):
            column = columns[cell.nodes[0]]
            wishes = {node: _wish(pulls[node], of, of[node]) for node in cell.nodes}
            nodes = sorted(cell.nodes, key=lambda node: (wishes[node], of[node]))
            free = [passed.get((column, cell.top + place), 0) for place in range(cell.depth)]
            for node, place in zip(nodes, _places([wishes[node] - cell.top for node in nodes], free), strict=True):
                of[node] = cell.top + place
        cost = _cost(of, right)
        if cost < lowest:
            best, lowest = list(of), cost
    return best


def _pulls(columns: Sequence[int], links: Sequence[Link]) -> tuple[_Pulls, _Pulls]:
    """Return which nodes each wants to be near to, in its own column and to the left, and in its own and to the right.

    What follows in the same column wants to be the next one below.
    """
    left: _Pulls = [[] for _ in columns]
    right: _Pulls = [[] for _ in columns]
    for start, end in links:
        if start == end:
            continue
        if columns[start] == columns[end]:
            for pulls in left, right:
                pulls[start].append(_Pull(end, _OWN_COLUMN, -1))
                pulls[end].append(_Pull(start, _OWN_COLUMN, 1))
            continue
        one, other = (start, end) if columns[start] < columns[end] else (end, start)
        strength = 1 / (columns[other] - columns[one])
        right[one].append(_Pull(other, strength, 0))
        left[other].append(_Pull(one, strength, 0))
    return left, right


def _cost(of: Sequence[int], right: _Pulls) -> float:
    return sum(
        pull.strength * abs(of[node] - of[pull.to] - pull.below) for node, pulls in enumerate(right) for pull in pulls
    )


def _wish(pulls: Sequence[_Pull], of: Sequence[int], otherwise: float) -> float:
    weight = sum(pull.strength for pull in pulls)
    return sum((of[pull.to] + pull.below) * pull.strength for pull in pulls) / weight if weight else otherwise


def _passed(columns: Sequence[int], links: Sequence[Link], of: Sequence[int]) -> Mapping[tuple[int, int], float]:
    """Return the places that edges would pass which lie in one row, and by how much a node there is in their way."""
    found: Counter[tuple[int, int]] = Counter()
    left = _MOST_PASSED
    for start, end in links:
        first, last = sorted((columns[start], columns[end]))
        if of[start] == of[end] and last - first - 1 <= left:
            found.update((column, of[start]) for column in range(first + 1, last))
            left -= max(last - first - 1, 0)
    return {place: _IN_THE_WAY * count for place, count in found.items()}


def _places(wishes: Sequence[float], hindered: Sequence[float]) -> Sequence[int]:
    """Return a place for each of these, in this order, as near to what is wished as possible and least hindered."""
    slack = len(hindered) - len(wishes)
    if slack == 0 or len(wishes) * (slack + 1) > _MOST_PLACES:
        return range(len(wishes))
    totals, choices = [0.0] * (slack + 1), []
    for number, wish in enumerate(wishes):
        least, at = float("inf"), 0
        chosen = []
        for shift in range(slack + 1):
            if totals[shift] < least:
                least, at = totals[shift], shift
            chosen.append(at)
            totals[shift] = least + abs(number + shift - wish) + hindered[number + shift]
        choices.append(chosen)
    shift = min(range(slack + 1), key=totals.__getitem__)
    places = []
    for number in reversed(range(len(wishes))):
        places.append(number + shift)
        shift = choices[number][shift]
    return places[::-1]

"""Which column each node stands in, so that most edges lead right, columns are few and edges short.

Nodes are numbers from 0, edges pairs of them.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush

Link = tuple[int, int]


def ranks(size: int, links: Sequence[Link], back: Collection[int] = ()) -> list[int]:
    """Return the column of each of `size` nodes, from 0; each edge on no circle leads right.

    Args:
        size: How many nodes there are. Their order says which edges of a circle lead back, where it is any help.
        links: The edges; circles, loops and repetitions are all right.
        back: The places in `links` of edges that are known to lead back.
    """
    weights = _weights(size, links, back)
    before, after = _neighbours(size, weights)
    order = _topological(before, after)
    found = [0] * size
    for node in order:
        found[node] = max((found[other] + 1 for other in before[node]), default=0)
    for _ in range(_PASSES):
        moved = _tightened(order, before, after, weights, found)
        if not moved:
            break
    used = {rank: number for number, rank in enumerate(sorted(set(found)))}
    return [used[rank] for rank in found]


def spread(found: Sequence[int], links: Sequence[Link], lanes: Sequence[int], most: int | None) -> list[int]:
    """Return the columns again so that no column of a lane holds more than `most` nodes, if there is a `most`.

    What is too much moves right, and so does what comes after it. Nodes without any edge fill the columns that hold
    least.
    """
    linked = {node for start, end in links if start != end for node in (start, end)}
    leading = [(start, end) for start, end in links if found[start] < found[end]]
    before: list[list[int]] = [[] for _ in found]
    for start, end in leading:
        before[end].append(start)
    held: Counter[tuple[int, int]] = Counter()
    room: dict[tuple[int, int], int] = {}
    columns = list(found)
    for node in sorted(linked, key=lambda node: (found[node], node)):
        earliest = max((columns[other] + 1 for other in before[node]), default=0)
        column = _with_room(room, lanes[node], max(earliest, found[node]))
        columns[node] = column
        held[column, lanes[node]] += 1
        if held[column, lanes[node]] == most:
            room[lanes[node], column] = column + 1
    _fill([node for node in range(len(found)) if node not in linked], columns, held, lanes, most)
    return columns


_PASSES = 8


def _weights(size: int, links: Sequence[Link], back: Collection[int]) -> dict[Link, int]:
    """Return the edges without loops, turned so that there is no circle, and how often each is there."""
    known = set(back)
    ways = [(end, start) if number in known else (start, end) for number, (start, end) in enumerate(links)]
    weights = Counter((start, end) for start, end in ways if start != end)
    turned: Counter[Link] = Counter()
    against = _against(size, weights)
    for (start, end), weight in weights.items():
        turned[(end, start) if (start, end) in against else (start, end)] += weight
    return dict(turned)


def _against(size: int, weights: Collection[Link]) -> set[Link]:
    """Return edges whose turning leaves no circle: those against the order of nodes, or fewer if there are."""
    before, after = _neighbours(size, weights)
    closing, finished = _search(before, after)
    if not closing:
        return closing
    circle = _circles(before, finished)
    against = {(start, end) for start, end in weights if end < start and circle[start] == circle[end]}
    return against if len(against) <= len(closing) else closing


def _search(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]]) -> tuple[set[Link], list[int]]:
    """Go as deep as possible from node to node: return the edges that close circles, and the order of coming back."""
    size = len(after)
    starts = [node for node in range(size) if not before[node]] + [node for node in range(size) if before[node]]
    closing: set[Link] = set()
    finished: list[int] = []
    new, open_, done = 0, 1, 2
    state = [new] * size
    for root in starts:
        if state[root] != new:
            continue
        state[root] = open_
        path = [(root, iter(after[root]))]
        while path:
            node, rest = path[-1]
            following = next(rest, None)
            if following is None:
                state[node] = done
                finished.append(node)
                path.pop()
            elif state[following] == new:
                state[following] = open_
                path.append((following, iter(after[following])))
            elif state[following] == open_:
                closing.add((node, following))
    return closing, finished


def _circles(before: Sequence[Sequence[int]], finished: Sequence[int]) -> list[int]:
    """Return a number for each node, the same for two nodes if they lie on a circle together."""
    circle = [-1] * len(before)
    for root in reversed(finished):
        if circle[root] >= 0:
            continue
        circle[root] = root
        waiting = [root]
        while waiting:
            for other in before[waiting.pop()]:
                if circle[other] < 0:
                    circle[other] = root
                    waiting.append(other)
    return circle


def _neighbours(size: int, links: Collection[Link]) -> tuple[list[list[int]], list[list[int]]]:
    before: list[list[int]] = [[] for _ in range(size)]
    after: list[list[int]] = [[] for _ in range(size)]
    for start, end in links:
        after[start].append(end)
        before[end].append(start)
    return before, after


def _topological(before: Sequence[Sequence[int]], after: Sequence[Sequence[int]]) -> list[int]:
    missing = [len(others) for others in before]
    order = [node for node, count in enumerate(missing) if not count]
    for node in order:
        for other in after[node]:
            missing[other] -= 1
            if not missing[other]:
                order.append(other)
    return order


def _tightened(
    order: Sequence[int],
    before: Sequence[Sequence[int]],
    after: Sequence[Sequence[int]],
    weights: dict[Link, int],
    found: list[int],
) -> bool:
    """Move each node to where its edges are shortest together, as far as its neighbours let it; say if any moved."""
    moved = False
    pull = [0] * len(found)
    for (start, end), weight in weights.items():
        pull[start] += weight
        pull[end] -= weight
    for node in reversed(order):
        if pull[node] > 0:
            latest = min(found[other] for other in after[node]) - 1
            moved |= latest != found[node]
            found[node] = latest
    for node in order:
        if pull[node] < 0:
            earliest = max(found[other] for other in before[node]) + 1
            moved |= earliest != found[node]
            found[node] = earliest
    return moved


def _with_room(room: dict[tuple[int, int], int], lane: int, column: int) -> int:
    """Return the first column from this one on that is not full, and shorten the way to it for the next time."""
    passed = list(_full(room, lane, column))
    column = room[lane, passed[-1]] if passed else column
    for full in passed:
        room[lane, full] = column
    return column


def _full(room: dict[tuple[int, int], int], lane: int, column: int) -> Iterator[int]:
    while (lane, column) in room:
        yield column
        column = room[lane, column]


def _fill(
    alone: Sequence[int],
    columns: list[int],
    held: Counter[tuple[int, int]],
    lanes: Sequence[int],
    most: int | None,
) -> None:
    width = max((column for column, _ in held), default=0) + 1
    cells: dict[int, list[tuple[int, int]]] = {}
    for node in alone:
        lane = lanes[node]
        if lane not in cells:
            cells[lane] = sorted((held[column, lane], column) for column in range(width))
        count, column = cells[lane][0]
        if most is not None and count >= most:
            count, column = 0, max(column for _, column in cells[lane]) + 1
        else:
            heappop(cells[lane])
        heappush(cells[lane], (count + 1, column))
        columns[node] = column

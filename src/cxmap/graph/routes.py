"""The ways from one touchpoint to another that pass no touchpoint twice, shortest first."""

from collections import deque
from collections.abc import Collection, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from cxmap.graph.ways import Budget

Route = tuple[str, ...]
"""The touchpoints of a way, both ends included."""


class Routes(NamedTuple):
    """Ways in the order of their length and then of ids.

    `complete` says that there are no more of them. `stopped` says that looking on would have cost too much: the ways
    are ways, but there may be shorter ones than the last of them.
    """

    found: tuple[Route, ...]
    complete: bool
    stopped: bool


class Ground(NamedTuple):
    """Where ways may run: along transitions, of which each touchpoint has some after and before it.

    A way has at most `depth` transitions, and does not touch what is in `avoiding`, but for its ends.
    """

    following: Mapping[str, Collection[str]]
    leading: Mapping[str, Collection[str]]
    avoiding: Collection[str] = ()
    depth: int | None = None


def shortest_route(start: str, goal: str, ground: Ground) -> Route:
    """Return the shortest way to another touchpoint, of several the first by ids; empty where there is none."""
    return _Search(start, goal, ground).shortest((start,), (), None)


def routes(start: str, goal: str, ground: Ground, most: int, steps: int = 2_000_000) -> Routes:
    """Return the `most` shortest ways to another touchpoint.

    `steps` bounds how many transitions are looked at; the very shortest way is found in any case, which never takes
    more than to look at each once.

    Each way found divides those still to be found: the ones that leave it after its first touchpoint, after its second,
    and so on. The shortest of each part waits its turn (Yen, 1971; Lawler, 1972), so that the work for a way is
    bounded and no way comes twice.
    """
    search, budget = _Search(start, goal, ground), Budget(steps)
    first = search.shortest((start,), (), None)
    waiting: list[tuple[int, Route, int, frozenset[str]]] = [(len(first), first, 0, frozenset())] if first else []
    found: list[Route] = []
    while waiting and len(found) < most:
        _, way, left_at, closed = heappop(waiting)
        found.append(way)
        for place in range(left_at, len(way) - 1):
            taken = {*closed, way[place + 1]} if place == left_at else {way[place + 1]}
            other = search.shortest(way[: place + 1], taken, budget)
            if other:
                heappush(waiting, (len(other), other, place, frozenset(taken)))
            if budget.left < 0:
                rest = sorted(entry[:2] for entry in waiting)
                found += [way for _, way in rest[: most - len(found)]]
                return Routes(tuple(found), complete=False, stopped=True)
    return Routes(tuple(found), complete=not waiting, stopped=False)


def _distances(goal: str, leading: Mapping[str, Collection[str]], avoiding: Collection[str]) -> dict[str, int]:
    """Return how many transitions it takes at least to the goal, for everything from which one gets there."""
    distance = {goal: 0}
    waiting = deque([goal])
    while waiting:
        node = waiting.popleft()
        for before in leading.get(node, ()):
            if before not in distance and before not in avoiding:
                distance[before] = distance[node] + 1
                waiting.append(before)
    return distance


class _Search:
    """Looks for the shortest way to a goal behind a given beginning."""

    def __init__(self, start: str, goal: str, ground: Ground) -> None:
        self._goal = goal
        self._following = ground.following
        self._left = _distances(goal, ground.leading, {*ground.avoiding} - {start})
        self._depth = len(self._left) if ground.depth is None else ground.depth

    def shortest(self, beginning: Route, closed: Collection[str], budget: Budget | None) -> Route:
        """Return the shortest way that goes on from a beginning, of several the first by ids; empty if there is none.

        `closed` are the touchpoints that may not come right after it.
        """
        passed = set(beginning)
        came_from: dict[str, str] = {}
        level = [beginning[-1]]
        for gone in range(len(beginning), self._depth + 1):
            after_this: list[str] = []
            for node in level:
                for after in sorted(self._following.get(node, ())):
                    if budget and not budget.spend():
                        return ()
                    if after in passed or (node == beginning[-1] and after in closed):
                        continue
                    # What cannot arrive in time, even if nothing were in its way, leads nowhere.
                    if after not in self._left or gone + self._left[after] > self._depth:
                        continue
                    passed.add(after)
                    came_from[after] = node
                    if after == self._goal:
                        return (*beginning, *_way_to(after, came_from))
                    after_this.append(after)
            level = after_this
            if not level:
                break
        return ()


def _way_to(goal: str, came_from: Mapping[str, str]) -> list[str]:
    way = []
    node = goal
    while node in came_from:
        way.append(node)
        node = came_from[node]
    return way[::-1]

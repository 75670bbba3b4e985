"""Walking plain adjacency lists: reach, shortest ways, circles. Everything here is linear in what it walks."""

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

Following = Mapping[str, Collection[str]]
"""For each node, the nodes right after it."""


class Budget:
    """How many more arrows may be looked at, for questions that would cost too much on hostile maps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def spend(self, steps: int = 1) -> bool:
        """Take something out, and return whether it was there."""
        self.left -= steps
        return self.left >= 0


def reach(starts: Iterable[str], following: Following, avoiding: Collection[str] = ()) -> set[str]:
    """Return everything that can be reached from some nodes, these included, without touching some others."""
    found = {start for start in starts if start not in avoiding}
    waiting = list(found)
    while waiting:
        for after in following.get(waiting.pop(), ()):
            if after not in found and after not in avoiding:
                found.add(after)
                waiting.append(after)
    return found


def nearest(
    start: Node, step: Callable[[Node], Iterable[Node]], wanted: Callable[[Node], bool], budget: Budget | None = None
) -> tuple[Node, ...]:
    """Return a shortest way from a node to one that is wanted, both included; the node itself may be.

    It is empty where there is none, or where none was found before the budget was spent.
    """
    if wanted(start):
        return (start,)
    came_from = {start: start}
    waiting = deque(came_from)
    while waiting:
        node = waiting.popleft()
        for after in step(node):
            if budget and not budget.spend():
                return ()
            if after not in came_from:
                came_from[after] = node
                if wanted(after):
                    return trace(after, came_from)
                waiting.append(after)
    return ()


def shortest_way(start: str, goal: str, following: Following, budget: Budget | None = None) -> tuple[str, ...]:
    """Return a shortest way from one node to another, both included; empty as in `nearest`."""
    return nearest(start, lambda node: following.get(node, ()), lambda node: node == goal, budget)


def trace(node: Node, came_from: Mapping[Node, Node]) -> tuple[Node, ...]:
    """Return the way back from a node to where `came_from` begins, in walking order."""
    way = [node]
    while came_from[node] != node:
        node = came_from[node]
        way.append(node)
    return tuple(reversed(way))


def breadth_first(
    starts: Iterable[Node],
    step: Callable[[Node], Iterable[Node]],
    goals: Collection[Node] | None = None,
    budget: Budget | None = None,
) -> dict[Node, Node]:
    """Return for every node that can be reached where a shortest way to it comes from; starts come from themselves.

    The walk ends early when all goals are found, or the budget is spent.
    """
    came_from = {start: start for start in starts}
    missing = None if goals is None else {goal for goal in goals if goal not in came_from}
    waiting = deque(came_from)
    while waiting and (missing is None or missing):
        node = waiting.popleft()
        for after in step(node):
            if budget and not budget.spend():
                return came_from
            if after not in came_from:
                came_from[after] = node
                waiting.append(after)
                if missing:
                    missing.discard(after)
    return came_from


def in_walking_order(starts: Iterable[Node], following: Mapping[Node, Collection[Node]]) -> list[Node]:
    """Return everything that can be reached, each node before those after it as far as circles allow."""
    found: set[Node] = set()
    finished: list[Node] = []
    for start in starts:
        if start in found:
            continue
        found.add(start)
        stack: list[tuple[Node, Iterator[Node]]] = [(start, iter(following.get(start, ())))]
        while stack:
            node, afters = stack[-1]
            after = next((after for after in afters if after not in found), None)
            if after is None:
                finished.append(node)
                stack.pop()
            else:
                found.add(after)
                stack.append((after, iter(following.get(after, ()))))
    return finished[::-1]


def circles(following: Following) -> list[list[str]]:
    """Return the groups of nodes from which one gets back to oneself, each sorted.

    First everything is set aside that no circle can run through, so that the components, and the library that finds
    them, are asked for only where there is one.
    """
    left = _peeled(following)
    if not left:
        return []
    from cxmap.graph.components import components  # noqa: PLC0415 - networkx takes longer to load than all else here

    return sorted(
        group
        for group in components(sorted(left), following)
        if len(group) > 1 or group[0] in following.get(group[0], ())
    )


def _peeled(following: Following) -> set[str]:
    """Return the nodes that are left when those that lead nowhere are taken away, again and again."""
    before: dict[str, list[str]] = {}
    waiting_for: dict[str, int] = {}
    for node, afters in following.items():
        distinct = set(afters)
        waiting_for[node] = len(distinct)
        for after in distinct:
            before.setdefault(after, []).append(node)
            waiting_for.setdefault(after, 0)
    ends = [node for node, count in waiting_for.items() if not count]
    left = set(waiting_for)
    while ends:
        node = ends.pop()
        left.discard(node)
        for other in before.get(node, ()):
            waiting_for[other] -= 1
            if not waiting_for[other]:
                ends.append(other)
    return left

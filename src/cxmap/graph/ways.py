"""Walking plain adjacency lists: reach, shortest ways, circles. Everything here is linear in what it walks."""

from collections import deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)

Following = Mapping[str, Collection[str]]
"""For each node, the nodes right after it."""


def reach(starts: Iterable[str], following: Following) -> set[str]:
    """Return everything that can be reached from some nodes, these included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for after in following.get(waiting.pop(), ()):
            if after not in found:
                found.add(after)
                waiting.append(after)
    return found


def shortest_way(start: str, goal: str, following: Following, most: int = 10_000) -> tuple[str, ...]:
    """Return a shortest way from one node to another, both included; empty where there is none.

    At most `most` nodes are looked at, so that a suggestion never costs more than it is worth.
    """
    came_from: dict[str, str] = {start: start}
    waiting = deque([start])
    while waiting and len(came_from) <= most:
        node = waiting.popleft()
        for after in following.get(node, ()):
            if after not in came_from:
                came_from[after] = node
                waiting.append(after)
                if after == goal:
                    return trace(goal, came_from)
    return ()


def trace(node: Node, came_from: Mapping[Node, Node]) -> tuple[Node, ...]:
    """Return the way back from a node to where `came_from` begins, in walking order."""
    way = [node]
    while came_from[node] != node:
        node = came_from[node]
        way.append(node)
    return tuple(reversed(way))


def circles(following: Following) -> list[list[str]]:
    """Return the groups of nodes from which one gets back to oneself, each sorted.

    First everything is set aside that no circle can run through, so that the components, and the library that finds
    them, are asked for only where there is one.
    """
    left = _peeled(following)
    if not left:
        return []
    from cxmap.graph.components import components  # noqa: PLC0415 - networkx takes longer to load than all else here

    found, _ = components(sorted(left), following)
    return sorted(group for group in found if len(group) > 1 or group[0] in following.get(group[0], ()))


def _peeled(following: Following) -> set[str]:
    """Return the nodes that are left when those that lead nowhere are taken away, again and again."""
    before: dict[str, list[str]] = {}
    waiting_for: dict[str, int] = {}
    for node, after in following.items():
        waiting_for[node] = len(set(after))
        for other in set(after):
            before.setdefault(other, []).append(node)
            waiting_for.setdefault(other, 0)
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


def breadth_first(starts: Iterable[Node], step: Callable[[Node], Iterable[Node]]) -> dict[Node, Node]:
    """Return for every node that can be reached where a shortest way to it comes from; starts come from themselves."""
    came_from = {start: start for start in starts}
    waiting = deque(came_from)
    while waiting:
        node = waiting.popleft()
        for after in step(node):
            if after not in came_from:
                came_from[after] = node
                waiting.append(after)
    return came_from

"""Spreading sets over a graph until nothing changes: forward data-flow analysis with whole numbers as sets.

A set is a whole number, one bit a member, so that joining two is one operation. Nodes are looked at in walking order,
and again only when what comes into them has changed: linear in practice, and safe on circles.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from typing import NamedTuple

from cxmap.graph.ways import circles, in_walking_order


class Arrows(NamedTuple):
    """A graph over which sets spread.

    `added` is what joins them at a node, `passed` what those arrows let through that do not pass `everything`.
    """

    following: Mapping[str, Collection[str]]
    added: Mapping[str, int]
    passed: Mapping[tuple[str, str], int]
    everything: int


def on_every_way(starts: Iterable[str], arrows: Arrows) -> dict[str, int]:
    """Return for every node that can be reached what has arrived there on whatever way one came."""
    return _spread(starts, arrows, shrinking=True)


def on_some_way(starts: Iterable[str], arrows: Arrows) -> dict[str, int]:
    """Return for every node that can be reached what has arrived there on at least one way.

    In a circle that passes everything, whatever arrives or is added anywhere arrives everywhere. Such circles are
    walked as one node, or else each of their nodes would be looked at again for everything added on the others.
    """
    starts = list(starts)
    groups = _passing_all(arrows) if len(arrows.following) > _WORTH_GROUPING else []
    if not groups:
        return _spread(starts, arrows, shrinking=False)
    first_of = {name: group[0] for group in groups for name in group}
    known = _spread([first_of.get(name, name) for name in starts], _joined(arrows, first_of), shrinking=False)
    added_in = dict.fromkeys((group[0] for group in groups), 0)
    for name, first in first_of.items():
        added_in[first] |= arrows.added.get(name, 0)
    everywhere = {first: known[first] | added for first, added in added_in.items() if first in known}
    return {
        **{name: value for name, value in known.items() if name not in added_in},
        **{name: everywhere[first] for name, first in first_of.items() if first in everywhere},
    }


_WORTH_GROUPING = 500
"""On smaller graphs looking for circles costs more than it saves."""


def _spread(starts: Iterable[str], arrows: Arrows, *, shrinking: bool) -> dict[str, int]:
    following, added, passed, everything = arrows
    known = dict.fromkeys(starts, 0)
    order = in_walking_order(known, following)
    position = {node: number for number, node in enumerate(order)}
    queued = set(known)
    this_round, next_round = sorted(position[node] for node in known), list[int]()
    while this_round:
        node = order[heappop(this_round)]
        queued.discard(node)
        leaving = known[node] | added.get(node, 0)
        for after in following.get(node, ()):
            arriving = leaving & passed.get((node, after), everything)
            before = known.get(after)
            if before is not None:
                arriving = before & arriving if shrinking else before | arriving
            if arriving != before:
                known[after] = arriving
                if after not in queued:
                    queued.add(after)
                    # What lies behind in walking order waits until the whole round has been walked.
                    heappush(this_round if position[after] > position[node] else next_round, position[after])
        if not this_round:
            this_round, next_round = next_round, this_round
    return known


def _passing_all(arrows: Arrows) -> list[list[str]]:
    passed = arrows.passed
    return circles(
        {node: [after for after in afters if (node, after) not in passed] for node, afters in arrows.following.items()}
    )


def _joined(arrows: Arrows, first_of: Mapping[str, str]) -> Arrows:
    """Return the graph in which the first of each group stands for all of it."""
    following: dict[str, dict[str, None]] = {}
    added: dict[str, int] = {}
    passed: dict[tuple[str, str], int] = {}
    for node, value in arrows.added.items():
        first = first_of.get(node, node)
        added[first] = added.get(first, 0) | value
    for node, after in _pairs(arrows.following):
        ends = (first_of.get(node, node), first_of.get(after, after))
        if ends[0] == ends[1] and node in first_of:
            continue
        here = arrows.passed.get((node, after), arrows.everything)
        if ends[1] in following.setdefault(ends[0], {}):
            here |= passed.get(ends, arrows.everything)
        following[ends[0]][ends[1]] = None
        if here == arrows.everything:
            passed.pop(ends, None)
        else:
            passed[ends] = here
    return Arrows(following, added, passed, arrows.everything)


def _pairs(following: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    return ((node, after) for node, afters in following.items() for after in afters)

"""How large journeys are: their touchpoints and hand-overs, those of nested journeys included.

Sets are whole numbers, one bit a member, so that journeys nested in many others cost little.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby

from cxmap.atlas.atlas import Atlas
from cxmap.graph.flow import Flow
from cxmap.graph.journeys import Journeys


def joined(journeys: Journeys, names: Iterable[str], own: Callable[[str], int]) -> dict[str, int]:
    """Return for some journeys, and for all that they nest, a set of their own joined with those of nested ones.

    A journey that nests itself counts for no more than its own.
    """
    wanted = with_nested(journeys, names)
    sets = {name: own(name) for name in sorted(wanted)}
    for name in journeys.innermost_first:
        if name in wanted:
            for inner in journeys.inner(name):
                sets[name] |= sets[inner]
    return sets


def with_nested(journeys: Journeys, names: Iterable[str]) -> set[str]:
    """Return some journeys and all that they nest, however deep."""
    wanted: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(journeys.inner(name))
    return wanted


def touchpoints(flow: Flow, names: Iterable[str]) -> dict[str, int]:
    """Return how many touchpoints journeys have."""
    bits = _Bits()
    return _counts(joined(flow.journeys, names, lambda name: bits.of(flow.journeys.touchpoints(name))))


def handovers(flow: Flow, names: Iterable[str]) -> dict[str, int]:
    """Return how many hand-overs lie on the ways of journeys, from one step to the next.

    A way is a hand-over where accountability passes from one owner to another, or where somebody else owns the
    transition than whoever is accountable where it begins.
    """
    bits = _Bits()
    takers: dict[str, frozenset[str]] = {}
    return _counts(joined(flow.journeys, names, lambda name: bits.of(_passed_on(flow, name, takers))))


def _counts(sets: Mapping[str, int]) -> dict[str, int]:
    return {name: members.bit_count() for name, members in sets.items()}


class _Bits:
    """Gives each thing a bit when it is first seen."""

    def __init__(self) -> None:
        self._positions: dict[object, int] = {}

    def of(self, things: Iterable[object]) -> int:
        """Return a set of things as a whole number."""
        members = 0
        for thing in set(things):
            members |= 1 << self._positions.setdefault(thing, len(self._positions))
        return members


def _passed_on(flow: Flow, journey: str, takers: dict[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """Yield the hand-overs of a journey. `takers` keeps for each touchpoint those to which it hands customers over."""
    for _, group in groupby(flow.journeys.legs(journey), key=lambda leg: leg.first):
        legs = list(group)
        arriving = frozenset[str]().union(*(leg.arriving for leg in legs))
        for start in legs[0].leaving:
            if start not in takers:
                following = flow.following.get(start, ())
                takers[start] = frozenset(end for end in following if _is_handover(flow, start, end))
            yield from ((start, end) for end in takers[start] & arriving)


def _is_handover(flow: Flow, start: str, end: str) -> bool:
    giver, taker = _accountable(flow.atlas, start), _accountable(flow.atlas, end)
    if giver and taker and giver != taker:
        return True
    return any(each.value.owner not in (None, giver) for each in flow.between[start, end])


def _accountable(atlas: Atlas, touchpoint: str) -> str | None:
    placed = atlas.touchpoints.get(touchpoint)
    return placed.value.raci.accountable if placed and placed.value.raci else None

"""The journeys that run through what changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from cxmap.graph.flow import Flow
from cxmap.impact.both import Both

Pairs = Mapping[str, Mapping[str, str]]
"""Changed transitions as one side names their ends: from there, to there, by id."""


def through(both: Both, touchpoints: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the journeys that step through one of some touchpoints themselves, in either revision, each with it."""
    for touchpoint in touchpoints:
        for flow, old in both.flows:
            name = both.then("touchpoint", touchpoint) if old else touchpoint
            for journey in flow.journeys_by_touchpoint.get(name, ()):
                yield (both.now("journey", journey) if old else journey), touchpoint


def over(both: Both, transitions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the journeys that get from a step to the next over one of some transitions, each with it."""
    for flow, old in both.flows:
        pairs = pairs_of(both, transitions, old=old)
        by_touchpoint = flow.journeys_by_touchpoint
        near = [journey for start in pairs for journey in by_touchpoint.get(start, ())]
        for journey in sorted(_nesting(flow, near)):
            for _, transition in legs_over(flow, journey, pairs):
                yield (both.now("journey", journey) if old else journey), transition


def pairs_of(both: Both, transitions: Iterable[str], *, old: bool) -> Pairs:
    """Return the ends of some transitions as they are named in the base or in the head."""
    pairs: dict[str, dict[str, str]] = defaultdict(dict)
    for name in transitions:
        placed = both.before("transition", name) if old else both.after("transition", name)
        if placed:
            pairs[placed.value.from_].setdefault(placed.value.to, name)
    return pairs


def legs_over(flow: Flow, journey: str, pairs: Pairs) -> Iterator[tuple[int, str]]:
    """Yield the steps, counted from 0, to which a journey gets over some transitions, each with the first of them."""
    if not pairs:
        return
    for leg in flow.journeys.legs(journey):
        for start in sorted(leg.leaving & pairs.keys()):
            ends = leg.arriving & pairs[start].keys()
            if ends:
                yield leg.then, pairs[start][min(ends)]
                break


def nesting(both: Both, journeys: Iterable[str]) -> dict[str, list[str]]:
    """Return, for some journeys and for all that nest them however deep, those that nest each, in either revision."""
    outer: dict[str, set[str]] = {}
    for flow, old in both.flows:
        names = [both.then("journey", name) for name in journeys] if old else journeys
        for name, others in _nesting(flow, names).items():
            key = both.now("journey", name) if old else name
            outer.setdefault(key, set()).update(both.now("journey", other) if old else other for other in others)
    return {name: sorted(others) for name, others in outer.items()}


def _nesting(flow: Flow, journeys: Iterable[str]) -> dict[str, list[str]]:
    waiting = [name for name in journeys if name in flow.atlas.journeys]
    if not waiting:
        return {}
    outer: dict[str, list[str]] = defaultdict(list)
    for name in flow.atlas.journeys:
        for inner in flow.journeys.inner(name):
            outer[inner].append(name)
    found: dict[str, list[str]] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = outer.get(name, [])
            waiting.extend(found[name])
    return found

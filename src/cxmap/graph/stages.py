"""The stages that journeys visit, and those that they jump over."""

from collections.abc import Iterator, Mapping
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.journeys import Journeys
from cxmap.model.journey import Journey, Step

MOST_SKIPPED = 20
"""How many of the stages that a journey jumps over are named."""


class Jump(NamedTuple):
    """A journey that jumps over stages: first at the step `then`, right after the one before."""

    journey: Placed[Journey]
    then: int
    skipped: tuple[str, ...]


def jumps(atlas: Atlas, journeys: Journeys, order: Mapping[str, int]) -> Iterator[Jump]:
    """Yield the journeys that go on from a stage to a later one and visit some stage between them nowhere.

    Stages without touchpoints cannot be visited and do not count; retired touchpoints do not fill one. Journeys of
    which a step, or its stage, is unknown are left out. Sets of stages are whole numbers, one bit a stage.
    """
    names = list(order)
    stages = {name: placed.value.stage for name, placed in atlas.touchpoints.items() if placed.value.stage in order}
    filled = {stage for name, stage in stages.items() if atlas.touchpoints[name].value.status != "retired"}
    inhabited = reduce(or_, (1 << order[stage] for stage in filled), 0)
    visited: dict[str, int] = {}

    def at(step: Step) -> int:
        """Return the stages of a step; none at all if one is unknown."""
        if step.journey is not None:
            return visited.get(step.journey, 0)
        if not all(name in stages for name in step.touchpoints):
            return 0
        return reduce(or_, (1 << order[stages[name]] for name in step.touchpoints), 0)

    for name in journeys.innermost_first:
        journey = atlas.journeys[name]
        steps = [at(step) for step in journey.value.steps]
        if not all(steps):
            continue
        visited[name] = reduce(or_, steps)
        possible = inhabited & ~visited[name]
        over = [_between(before, after) & possible for before, after in pairwise(steps)]
        skipped = reduce(or_, over, 0)
        if skipped:
            then = next(position for position, between in enumerate(over, 1) if between)
            yield Jump(journey, then, tuple(names[position] for position in _positions(skipped)))


def _between(before: int, after: int) -> int:
    """Return the stages between the last of some and the first of others, where these come later."""
    last, first = before.bit_length(), (after & -after).bit_length() - 1
    return (1 << first) - (1 << last) if first > last else 0


def _positions(stages: int) -> Iterator[int]:
    for _ in range(MOST_SKIPPED):
        if stages:
            lowest = stages & -stages
            yield lowest.bit_length() - 1
            stages ^= lowest

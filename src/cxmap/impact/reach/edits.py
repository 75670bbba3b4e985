"""What changed in the steps of a journey."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from cxmap.diff.renames import translated
from cxmap.impact.both import Both, Thing
from cxmap.model.journey import Journey, Step


class Edited(NamedTuple):
    """What changed in the steps of a journey that both revisions have.

    `steps` are those of the head, counted from 0, that are new, say something else or come in another place; where
    steps are only gone it is the one after them, or the last. `stops` are the touchpoints and the nested journeys that
    it comes to visit, visits no longer or visits in another order.
    """

    steps: frozenset[int]
    stops: frozenset[Thing]


def edited(both: Both, journey: str) -> Edited:
    """Return what changed in the steps of a journey. Where only one revision has it, it stops everywhere anew."""
    before, after = both.before("journey", journey), both.after("journey", journey)
    if after is None:
        steps = translated(before.value, both.diff.renames).steps if before else ()
        return Edited(frozenset(), frozenset(_stops(steps)))
    if before is None:
        return Edited(frozenset(range(len(after.value.steps))), frozenset(_stops(after.value.steps)))
    return _between(translated(before.value, both.diff.renames), after.value)


def _between(before: Journey, after: Journey) -> Edited:
    last = len(after.steps) - 1
    steps: set[int] = set()
    for _, here in _differing([_said(step) for step in before.steps], [_said(step) for step in after.steps]):
        steps.update(here or (min(here.start, last),))
    visited: set[Thing] = set()
    for gone, here in _differing([_stop(step) for step in before.steps], [_stop(step) for step in after.steps]):
        visited.update(_stops(before.steps[number] for number in gone))
        visited.update(_stops(after.steps[number] for number in here))
    return Edited(frozenset(steps), frozenset(visited))


def _said(step: Step) -> Hashable:
    return _stop(step), step.optional, step.does, step.thinks, step.feels, step.pains


def _stop(step: Step) -> frozenset[Thing]:
    return frozenset(_stops([step]))


def _stops(steps: Iterable[Step]) -> Iterator[Thing]:
    for step in steps:
        if step.journey is not None:
            yield "journey", step.journey
        for name in step.touchpoints:
            yield "touchpoint", name


def _differing(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[range, range]]:
    """Yield the stretches of two lists that take each other's place, by position.

    What they have in common at both ends is left out first. Between, they are compared closely only where that takes
    a bounded time: nobody writes longer journeys.
    """
    first = _common(old, new)
    behind = _common(old[first:][::-1], new[first:][::-1])
    gone, here = range(first, len(old) - behind), range(first, len(new) - behind)
    if not gone and not here:
        return
    if len(gone) * len(here) > _MOST_COMPARED:
        yield gone, here
        return
    matcher = SequenceMatcher(None, old[gone.start : gone.stop], new[here.start : here.stop], autojunk=False)
    for tag, *ends in matcher.get_opcodes():
        start, end, other_start, other_end = (end + first for end in ends)
        if tag != "equal":
            yield range(start, end), range(other_start, other_end)


_MOST_COMPARED = 40_000


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Return how many items are the same from the beginning on."""
    number = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        number += 1
    return number

"""What customers do, think or feel at a step of a journey, or what hurts them there, is told anew.

Why: a step can stay where it is and still become a joy or a nuisance. Whoever works there should know how customers
feel now.

Before:
  touchpoints:
    checkout: {stage: purchase, channel: web}
  journeys:
    buy-online:
      steps:
        - {touchpoint: checkout, feels: 0, does: Fills in nine fields.}

After:
  touchpoints:
    checkout: {stage: purchase, channel: web}
  journeys:
    buy-online:
      steps:
        - {touchpoint: checkout, feels: 1, does: Fills in six fields.}

Note: the steps that come or go, and their order, are `path-changed`; both are seen where both happened.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.diff.plain import meaning
from cxmap.message import Message, Named, said
from cxmap.model.journey import Step

_FIELDS = {"journey": ("steps",)}


@change(Grade.NOTABLE, "What customers live through in {entity} is told anew for {steps}.", fields=_FIELDS)
def experience_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the journeys of which a step that stays is lived otherwise."""
    for pair, field in comparison.pairs(_FIELDS):
        other = [(old, new) for old, new in _kept(pair) if _lived(old) != _lived(new)]
        if other:
            steps = tuple(dict.fromkeys(named for _, new in other for named in _named(comparison, new)))
            yield Seen(
                pair.after,
                field=field,
                before=pair.before.value.steps,
                after=pair.after.value.steps,
                message=_message(pair, other, steps),
                steps=steps,
            )


def _kept(pair: Pair) -> Iterator[tuple[Step, Step]]:
    """Yield the steps that lead to the same place before and after, the first with the first."""
    old: dict[Any, list[Step]] = defaultdict(list)
    for step in reversed(pair.value.steps):
        old[frozenset(step.touchpoints), step.journey].append(step)
    for step in pair.after.value.steps:
        same = old[frozenset(step.touchpoints), step.journey]
        if same:
            yield same.pop(), step


def _lived(step: Step) -> tuple[Any, ...]:
    return (*_told(step), step.feels)


def _told(step: Step) -> tuple[Any, ...]:
    return meaning(step.does or ""), meaning(step.thinks or ""), meaning(step.pains)


def _named(comparison: Comparison, step: Step) -> tuple[Named, ...]:
    if step.journey is not None:
        return (comparison.head.named("journey", step.journey),)
    return tuple(comparison.head.named("touchpoint", name) for name in step.touchpoints)


def _message(pair: Pair, other: list[tuple[Step, Step]], steps: tuple[Named, ...]) -> Message | None:
    """Return what is said where only feelings changed, and all of them in one direction."""
    if all(_told(old) == _told(new) and old.feels is not None and new.feels is not None for old, new in other):
        turns = {(new.feels or 0) > (old.feels or 0) for old, new in other}
        if turns == {True}:
            return said("In {entity} customers now feel better at {steps}.", entity=pair.after.named, steps=steps)
        if turns == {False}:
            return said("In {entity} customers now feel worse at {steps}.", entity=pair.after.named, steps=steps)
    return None

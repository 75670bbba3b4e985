"""A journey takes other steps, or it is another sort of journey.

Why: everybody who works along a journey relies on what comes before and after them. When a step moves, the customer
arrives with other questions and another mood.

Before:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web}
    gift-wrapping: {stage: purchase, channel: web}
    checkout: {stage: purchase, channel: web}
  transitions:
    - {from: basket, to: gift-wrapping}
    - {from: basket, to: checkout}
    - {from: gift-wrapping, to: checkout}
  journeys:
    buy-online: {steps: [basket, gift-wrapping, checkout]}

After:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web}
    gift-wrapping: {stage: purchase, channel: web}
    checkout: {stage: purchase, channel: web}
  transitions:
    - {from: basket, to: gift-wrapping}
    - {from: basket, to: checkout}
    - {from: gift-wrapping, to: checkout}
  journeys:
    buy-online: {steps: [basket, checkout]}

Note: other steps of an ideal journey are disruptive; those of a journey that tells how it is today are notable, and so
are steps at touchpoints that are only planned, or retired. It is breaking where customers cannot get to a touchpoint
any more because no journey begins there, cannot finish any more because none ends there, or start where they are led to
something that needs what they have not been asked for. Whether a journey is ideal, and of which it is a variant or a
part, is notable. What customers do and feel at a step is `experience-changed`.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, is_journey_live, is_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.graph.flow import Flow
from cxmap.message import Message, Named, said
from cxmap.model.journey import Journey, Step
from cxmap.turns import Turn, one

_PARTS = {"journey": ("kind", "variant_of", "parent")}
_FIELDS = {"journey": ("steps", *_PARTS["journey"])}

_Target = tuple[frozenset[str], str | None]
"""Where a step leads: one of some touchpoints, or a nested journey."""


@change(Grade.DISRUPTIVE, "{entity} takes other steps.", fields=_FIELDS)
def path_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the journeys that lead elsewhere, and those of another sort."""
    for pair, field in comparison.pairs({"journey": ("steps",)}):
        if _path(pair.value.steps) != _path(pair.after.value.steps):
            yield Seen(
                pair.after,
                field=field,
                before=pair.before.value.steps,
                after=pair.after.value.steps,
                message=_message(comparison, pair),
                weight=_weight(comparison, pair),
            )
    for pair, field in comparison.pairs(_PARTS):
        before, after = getattr(pair.before.value, field), getattr(pair.after.value, field)
        yield Seen(
            pair.after,
            field=field,
            before=before,
            after=after,
            message=_sort(comparison, pair, field),
            weight=weigh(Grade.NOTABLE),
        )


def _path(steps: tuple[Step, ...]) -> list[tuple[_Target, bool]]:
    return [(_target(step), step.optional) for step in steps]


def _target(step: Step) -> _Target:
    return frozenset(step.touchpoints), step.journey


def _weight(comparison: Comparison, pair: Pair) -> Weight:
    lost = consequences(comparison).of_journey(pair.before.id, pair.after.id)
    ideal = "ideal" in (pair.before.value.kind, pair.after.value.kind)
    before = list(_live_path(comparison.base_flow, pair.before, comparison.diff.id_now))
    after = list(_live_path(comparison.head_flow, pair.after, lambda _, name: name))
    return weigh(Grade.DISRUPTIVE if ideal else Grade.NOTABLE, lost, live=before != after)


def _live_path(
    flow: Flow, journey: Placed[Journey], call: Callable[[str, str], str]
) -> Iterator[tuple[frozenset[str], str | None, bool]]:
    """Yield the path of a journey as customers meet it today, with the names that things are to be called by."""
    touchpoints = flow.atlas.touchpoints
    for step in journey.value.steps:
        places = (touchpoints[name] for name in step.touchpoints if name in touchpoints)
        live = frozenset(call("touchpoint", placed.id) for placed in places if is_live(placed))
        nested = step.journey if step.journey and is_journey_live(flow, step.journey) else None
        if live or nested:
            yield live, nested and call("journey", nested), step.optional


def _message(comparison: Comparison, pair: Pair) -> Message:
    old, new = pair.value.steps, pair.after.value.steps
    called = dict(zip(_through(old), _through(pair.before.value.steps), strict=True))
    lost = tuple(
        comparison.base.named(*called[thing]) for thing in dict.fromkeys(_through(old)) if thing not in _through(new)
    )
    gained = tuple(
        comparison.head.named(*thing) for thing in dict.fromkeys(_through(new)) if thing not in _through(old)
    )
    if lost or gained:
        return _STEPS.of(pair, lost, gained)
    if Counter(map(_target, old)) != Counter(map(_target, new)):
        return said("{entity} puts the same steps together in another way.", entity=pair.after.named)
    if list(map(_target, old)) != list(map(_target, new)):
        return said("{entity} takes the same steps in another order.", entity=pair.after.named)
    return _optional(comparison, pair)


def _sort(comparison: Comparison, pair: Pair, field: str) -> Message:
    before, after = getattr(pair.before.value, field), getattr(pair.after.value, field)
    if field == "kind":
        return Message(_KINDS[after].text, {"entity": pair.after.named})
    return _TURNS[field].of(pair, one(comparison.base, "journey", before), one(comparison.head, "journey", after))


def _optional(comparison: Comparison, pair: Pair) -> Message:
    turned = [
        (step, before.optional)
        for before, step in zip(pair.value.steps, pair.after.value.steps, strict=True)
        if before.optional != step.optional
    ]

    def those(*, optional: bool) -> tuple[Named, ...]:
        steps = tuple(step for step, was in turned if was == optional)
        return tuple(comparison.head.named(*thing) for thing in dict.fromkeys(_through(steps)))

    return _SKIPPED.of(pair, those(optional=True), those(optional=False))


def _through(steps: tuple[Step, ...]) -> list[tuple[str, str]]:
    """Return the touchpoints and journeys of some steps, by kind and id."""
    return [
        thing
        for step in steps
        for thing in (
            *(("touchpoint", name) for name in step.touchpoints),
            *((("journey", step.journey),) if step.journey else ()),
        )
    ]


_STEPS = Turn(
    said("{entity} now leads through {gained} and no longer through {lost}."),
    said("{entity} now leads through {gained} as well."),
    said("{entity} no longer leads through {lost}."),
)
_SKIPPED = Turn(
    said("In {entity} customers may now pass by {gained}, and no longer {lost}."),
    said("In {entity} customers may now pass by {gained}."),
    said("In {entity} customers may no longer pass by {lost}."),
)
_KINDS = {
    "ideal": said("{entity} now tells how it should be, and not how it is today."),
    "current": said("{entity} now tells how it is today, and not how it should be."),
}
_TURNS = {
    "variant_of": Turn(
        said("{entity} is now a variant of {after} instead of {before}."),
        said("{entity} is now a variant of {after}."),
        said("{entity} is no longer a variant of {before}."),
    ),
    "parent": Turn(
        said("{entity} is now part of {after} instead of {before}."),
        said("{entity} is now part of {after}."),
        said("{entity} is no longer part of {before}."),
    ),
}

"""Two neighbouring steps of a journey between which a transition is missing.

Why: the journey promises a way that the map does not have. Nobody has agreed how the customer gets from the one to the
other, what is handed over and who sees to it.

Flagged:
    stages: {buy: }
    touchpoints:
      product-page: {stage: buy, channel: web}
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: product-page, to: basket}
      - {from: basket, to: checkout}
    journeys:
      buy-online: {steps: [product-page, checkout]}

Clean:
    stages: {buy: }
    touchpoints:
      product-page: {stage: buy, channel: web}
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: product-page, to: basket}
      - {from: basket, to: checkout}
    journeys:
      buy-online: {steps: [product-page, basket, checkout]}

Note: an optional step may be passed by, so the one before it needs a transition to the one after it as well. Of an
`any_of` every member needs a transition to some member of the next step, and one from some member of the step before.
A nested journey is entered wherever it can begin; where it can end without a way on is reported as
`nested-journey-exit`. A transition that several journeys miss is reported once.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas
from cxmap.findings import Severity
from cxmap.graph.flow import Flow
from cxmap.graph.steps import Broken
from cxmap.message import Message, Named, Value, said
from cxmap.model.journey import Step
from cxmap.rule import Context, Hit, rule

_MOST_LISTED = 20
_MOST_SEARCHED = 1_000
_MOST_WAYS = 1_000


@rule(Severity.ERROR, "Journey {journey} goes from {before} to {after}, but no transition leads there.", absence=True)
def broken_step(context: Context) -> Iterator[Hit]:
    """Yield every pair of steps without transition, at the second of them, once for all journeys that miss it."""
    steps = context.flow.steps
    missing: dict[tuple[tuple[str, ...], ...], list[Broken]] = {}
    for name in sorted(context.atlas.journeys):
        for broken in steps.broken(name):
            missing.setdefault(broken[1:], []).append(broken)
    for number, alike in enumerate(missing.values()):
        first, *others = sorted(alike, key=lambda broken: bool(broken.leg.skipped))
        journeys = {broken.leg.journey.id for broken in others} - {first.leg.journey.id}
        yield Hit(
            first.leg.journey.at("steps", first.leg.then),
            entity=first.leg.journey,
            message=_message(context.atlas, first, len(journeys)),
            hint=_hint(context.flow, first, searching=number < _MOST_WAYS),
            related=[
                (
                    broken.leg.journey.at("steps", broken.leg.then),
                    said("Journey {journey} misses it here.", journey=broken.leg.journey.named),
                )
                for broken in others[:_MOST_LISTED]
            ],
        )


def _message(atlas: Atlas, broken: Broken, more: int) -> Message:
    def shown(names: tuple[str, ...]) -> Value:
        named = tuple(atlas.named("touchpoint", name) for name in names)
        return named[0] if len(named) == 1 else named

    leg = broken.leg
    journey = leg.journey.named
    if not broken.altogether:
        if broken.stuck:
            return said(
                "In journey {journey} no transition leads from {stuck} to the next step, {after}.",
                journey=journey,
                stuck=shown(broken.stuck),
                after=shown(broken.arriving),
            )
        return said(
            "In journey {journey} no transition leads to {unreached} from the step before, {before}.",
            journey=journey,
            unreached=shown(broken.unreached),
            before=shown(broken.leaving),
        )
    before, after = shown(broken.leaving), shown(broken.arriving)
    if leg.skipped:
        return said(
            "Customers may skip {skipped} in journey {journey}, but no transition leads from {before} to {after}.",
            journey=journey,
            skipped=tuple(named for step in leg.skipped for named in _named(atlas, step)),
            before=before,
            after=after,
        )
    if more:
        return said(
            "Journey {journey} and {number} more go from {before} to {after}, but no transition leads there.",
            journey=journey,
            number=more,
            before=before,
            after=after,
        )
    return said(
        "Journey {journey} goes from {before} to {after}, but no transition leads there.",
        journey=journey,
        before=before,
        after=after,
    )


def _named(atlas: Atlas, step: Step) -> Iterator[Named]:
    if step.journey is not None:
        yield atlas.named("journey", step.journey)
    for name in step.touchpoints:
        yield atlas.named("touchpoint", name)


def _hint(flow: Flow, broken: Broken, *, searching: bool) -> Message:
    if len(broken.leaving) == len(broken.arriving) == 1:
        before, after = broken.leaving[0], broken.arriving[0]
        way = flow.way(before, after, most=_MOST_SEARCHED) if searching and not broken.leg.skipped else ()
        if way:
            between = tuple(flow.atlas.named("touchpoint", name) for name in way)
            return said("There is the way {way:way}: name the steps between, or add the transition.", way=between)
        return said("Add the transition `{{from: {before}, to: {after}}}`.", before=before, after=after)
    return said("Add the transitions, or take out of the step what it cannot be.")

"""A journey is measured at its touchpoints, but not as a whole.

Why: each touchpoint can score well while the customer takes four weeks and three calls to get there. What the customer
remembers is the whole way, so at least one figure has to be about it.

Flagged:
    stages: {buy: , receive: }
    touchpoints:
      checkout: {stage: buy, channel: web, metrics: [checkout-ces]}
      home-delivery: {stage: receive, channel: home}
    transitions:
      - {from: checkout, to: home-delivery}
    journeys:
      buy-online: {steps: [checkout, home-delivery]}
    metrics:
      checkout-ces: {kind: ces, scale: 1-7, target: 6, better: higher}

Clean:
    stages: {buy: , receive: }
    touchpoints:
      checkout: {stage: buy, channel: web, metrics: [checkout-ces]}
      home-delivery: {stage: receive, channel: home}
    transitions:
      - {from: checkout, to: home-delivery}
    journeys:
      buy-online: {steps: [checkout, home-delivery], metrics: [order-to-home]}
    metrics:
      checkout-ces: {kind: ces, scale: 1-7, target: 6, better: higher}
      order-to-home: {kind: time, target: 5, better: lower}

Note: a journey of a single step is measured by its touchpoint. One that is part of a larger journey, or a variant of
one that has a metric, needs none of its own.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Journey {journey} is measured at single touchpoints, but nothing measures it from end to end.",
    absent_field=("metrics", "variant_of", "parent"),
)
def siloed_metrics(context: Context) -> Iterator[Hit]:
    """Yield every journey with measured touchpoints and no metric, unless another journey stands for it."""
    atlas, journeys = context.atlas, context.flow.journeys
    parts, measured = journeys.parts, _measured(context)
    for name, journey in atlas.journeys.items():
        steps = journey.value.steps
        original = atlas.journeys.get(journey.value.variant_of or "")
        if journey.value.metrics or name in parts or (original and original.value.metrics):
            continue
        if name in measured and (len(steps) > 1 or steps[0].journey):
            yield Hit(
                journey,
                journey=journey,
                hint=said("Add `metrics:` to the journey: one figure for the whole way, such as how long it takes."),
            )


def _measured(context: Context) -> set[str]:
    """Return the journeys with a touchpoint that is measured, be it in a journey that they nest."""
    touchpoints = context.atlas.touchpoints
    watched = {
        name for name, placed in touchpoints.items() if placed.value.metrics and placed.value.status != "retired"
    }
    found: set[str] = set()
    journeys = context.flow.journeys
    for name in (*sorted(journeys.looping), *journeys.innermost_first):
        steps = context.atlas.journeys[name].value.steps
        if any(step.journey in found or not watched.isdisjoint(step.touchpoints) for step in steps):
            found.add(name)
    return found

"""One journey is measured by the same kind of survey on different scales.

Why: a four is good where five is the best and poor where it is ten. Whoever compares the two mends the wrong moment,
and the customers at the other one go on suffering.

Flagged:
    stages: {buy: , receive: }
    touchpoints:
      checkout: {stage: buy, channel: web, metrics: [checkout-csat]}
      home-delivery: {stage: receive, channel: home, metrics: [delivery-csat]}
    transitions:
      - {from: checkout, to: home-delivery}
    journeys:
      buy-online: {steps: [checkout, home-delivery]}
    metrics:
      checkout-csat: {kind: csat, scale: 1-5, target: 4, better: higher}
      delivery-csat: {kind: csat, scale: 1-10, target: 9, better: higher}

Clean:
    stages: {buy: , receive: }
    touchpoints:
      checkout: {stage: buy, channel: web, metrics: [checkout-csat]}
      home-delivery: {stage: receive, channel: home, metrics: [delivery-csat]}
    transitions:
      - {from: checkout, to: home-delivery}
    journeys:
      buy-online: {steps: [checkout, home-delivery]}
    metrics:
      checkout-csat: {kind: csat, scale: 1-5, target: 4, better: higher}
      delivery-csat: {kind: csat, scale: 1 to 5, target: 4.5, better: higher}

Note: surveys are nps, csat and ces. Only those compare whose `scale` is written down. Touchpoints of nested journeys
count as well, and what is mixed within a nested journey is reported there only.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from cxmap.atlas.atlas import Placed
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.backstage import Metric
from cxmap.model.journey import Journey
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Journey {journey} is measured by {survey} on different scales: {metric} on {scale}, {other} on {other_scale}.",
)
def mixed_scales(context: Context) -> Iterator[Hit]:
    """Yield every journey and kind of survey for which two metrics have different scales."""
    surveys: dict[str, _Surveys] = {}
    journeys = context.flow.journeys
    for name in (*sorted(journeys.looping), *journeys.innermost_first):
        journey = context.atlas.journeys[name]
        nested = [surveys[step.journey] for step in journey.value.steps if step.journey in surveys]
        surveys[name] = _surveys(context, journey, nested)
        for kind, scales in surveys[name].items():
            if len(scales) > 1 and not any(len(inner.get(kind, ())) > 1 for inner in nested):
                yield _hit(journey, kind, *scales.values())


_Surveys = dict[str, dict[tuple[str, ...], Placed[Metric]]]
"""For each kind of survey one or two different scales, each with the first metric that has it."""

_SURVEYS = ("nps", "csat", "ces")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _surveys(context: Context, journey: Placed[Journey], nested: Iterable[_Surveys]) -> _Surveys:
    """Return the scales on which a journey is asked about, given those of the journeys that it nests."""
    found: _Surveys = {}
    inner = (metric for surveys in nested for scales in surveys.values() for metric in scales.values())
    for metric in chain(_own_metrics(context, journey), inner):
        if metric.value.kind in _SURVEYS and metric.value.scale:
            scales = found.setdefault(metric.value.kind, {})
            if len(scales) < 2:  # noqa: PLR2004 - two are enough to differ
                scales.setdefault(_ends(metric.value.scale), metric)
    return found


def _own_metrics(context: Context, journey: Placed[Journey]) -> Iterator[Placed[Metric]]:
    """Yield the metrics of a journey as a whole, then those of its touchpoints that are not retired."""
    touchpoints = (context.atlas.touchpoints.get(name) for step in journey.value.steps for name in step.touchpoints)
    at_steps = (placed.value.metrics for placed in touchpoints if placed and placed.value.status != "retired")
    for name in chain(journey.value.metrics, chain.from_iterable(at_steps)):
        if name in context.atlas.metrics:
            yield context.atlas.metrics[name]


def _ends(scale: str) -> tuple[str, ...]:
    """Return what tells a scale from others: its lowest and highest answer, else its text."""
    numbers = _NUMBER.findall(scale)
    return (numbers[0], numbers[-1]) if len(numbers) > 1 else (" ".join(scale.casefold().split()),)


def _hit(journey: Placed[Journey], kind: str, metric: Placed[Metric], other: Placed[Metric]) -> Hit:
    return Hit(
        journey,
        journey=journey,
        survey=kind.upper(),
        metric=metric,
        scale=metric.value.scale or "",
        other=other,
        other_scale=other.value.scale or "",
        hint=said("Ask both on the same scale."),
        related=[(metric.at("scale"), said("One scale.")), (other.at("scale"), said("The other scale."))],
    )

"""A moment of truth or of pain that nobody measures.

Why: these are the moments that win or lose the customer. Without a figure the company hears of a bad one from the
customers who have already left.

Flagged:
    stages: {receive: }
    touchpoints:
      home-delivery: {stage: receive, channel: home, moment: truth}

Clean:
    stages: {receive: }
    touchpoints:
      home-delivery: {stage: receive, channel: home, moment: truth, metrics: [delivery-csat]}
    metrics:
      delivery-csat: {kind: csat, scale: 1-5, target: 4.5, better: higher}

Note: planned touchpoints have nothing to measure yet, retired ones no more.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Touchpoint {touchpoint} is a moment of truth, and nothing measures it.",
    absent_field=("metrics", "status"),
)
def unmeasured_moment(context: Context) -> Iterator[Hit]:
    """Yield every live moment of truth or pain without a metric."""
    for touchpoint in context.atlas.touchpoints.values():
        moment = touchpoint.value.moment
        if moment and touchpoint.value.status == "live" and not touchpoint.value.metrics:
            pain = said(
                "Touchpoint {touchpoint} is a moment of pain, and nothing measures it.", touchpoint=touchpoint.named
            )
            yield Hit(
                touchpoint.at("moment"),
                entity=touchpoint,
                message=pain if moment == "pain" else None,
                touchpoint=touchpoint,
                hint=said("Add `metrics:` with the figure that would show first that it goes wrong."),
            )

"""A touchpoint was reviewed longer ago than the limit.

Why: the page has been rebuilt twice since and the map still shows the old one. Decisions for the customer are then made
about a journey that no customer goes any more.

Flagged:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web, reviewed: 2025-03-01}

Clean:
    stages: {buy: }
    touchpoints:
      checkout: {stage: buy, channel: web, reviewed: 2026-10-01}

Note: the limit is `review_days` under `rules: limits:` in `cxmap.yaml`, and 180 where nothing is written there. Days
are counted up to today, or up to `--today`. Touchpoints without `reviewed`, and those that are planned or retired, are
left alone.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.INFO,
    "Touchpoint {touchpoint} was last reviewed on {date}, {days} days ago, where the limit is {limit}.",
)
def stale_review(context: Context) -> Iterator[Hit]:
    """Yield every live touchpoint whose review is older than the limit."""
    limit = context.settings.config.rules.limits.review_days
    for touchpoint in context.atlas.touchpoints.values():
        reviewed = touchpoint.value.reviewed
        if reviewed is None or touchpoint.value.status != "live":
            continue
        days = (context.today - reviewed).days
        if days > limit:
            yield Hit(
                touchpoint.at("reviewed"),
                entity=touchpoint,
                touchpoint=touchpoint,
                date=reviewed.isoformat(),
                days=days,
                limit=limit,
                hint=said("Check with its team that it is still true, and write today's date."),
            )

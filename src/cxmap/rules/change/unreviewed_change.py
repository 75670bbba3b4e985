"""A change has been live for more than 90 days and nobody has looked back at it.

Why: whether it helped the customer is only known now. Without a review the next change repeats what went wrong with
this one.

Flagged:
    owners:
      digital: {kind: team, lead: Ann}
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        status: live
        live_on: 2026-03-02

Clean:
    owners:
      digital: {kind: team, lead: Ann}
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        status: live
        live_on: 2026-03-02
        review:
          on: 2026-06-01
          successes: [Two in ten customers leave now.]
          lessons: [Ask the contact centre before choosing the day.]

Note: days are counted up to today, or up to `--today`. A review of which only the day is given counts as one. Live
changes without `live_on` are left alone.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.change import Review
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Change {change} has been live since {date}, and no review has been held.",
    absent_field=("review",),
)
def unreviewed_change(context: Context) -> Iterator[Hit]:
    """Yield every change that has been live for too long without a review."""
    for change in context.atlas.changes.values():
        since = change.value.live_on
        if change.value.status != "live" or since is None or _is_written(change.value.review):
            continue
        if (context.today - since).days > _DAYS:
            yield Hit(
                change.at("live_on"),
                entity=change,
                change=change,
                date=since.isoformat(),
                hint=said("Ask what went well, what did not and what was learned, and add it as `review:`."),
            )


_DAYS = 90


def _is_written(review: Review | None) -> bool:
    return review is not None and bool(review.on or review.successes or review.failures or review.lessons)

"""A touchpoint belongs to another stage of the journey.

Why: customers are in another mood and want something else in another stage, and another team usually looks after it.
What the touchpoint says and asks has to fit there.

Before:
  touchpoints:
    delivery-choice:
      stage: purchase
      channel: web

After:
  touchpoints:
    delivery-choice:
      stage: delivery
      channel: web

Note: for a touchpoint that is planned or retired, before and after, it is notable. A stage with a new id that is the
same stage moves nothing.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import is_live, weigh
from cxmap.diff.grade import Grade

_FIELDS = {"touchpoint": ("stage",)}


@change(Grade.DISRUPTIVE, "{entity} now belongs to the stage {new} instead of {old}.", fields=_FIELDS)
def moved_stage(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that are in another stage."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.stage, pair.after.value.stage
        yield Seen(
            pair.after,
            field=field,
            before=before,
            after=after,
            old=comparison.base.named("stage", before),
            new=comparison.head.named("stage", after),
            weight=weigh(Grade.DISRUPTIVE, live=is_live(pair.before, pair.after)),
        )

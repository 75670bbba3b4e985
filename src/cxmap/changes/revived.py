"""A touchpoint or an owner that was retired is back.

Why: customers can come there again, and somebody has to be there when they do: what was closed for a while has no
people, no budget and no up-to-date texts any more.

Before:
  stages: {purchase: }
  touchpoints:
    order-line:
      stage: purchase
      channel: telephone
      status: retired

After:
  stages: {purchase: }
  touchpoints:
    order-line:
      stage: purchase
      channel: telephone

Note: a touchpoint that is only planned again is notable, and so is an owner. It is breaking where ways that open again
lead customers to a touchpoint that needs what they have not been asked for on them.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, is_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.message import Message, said

_FIELDS = {"touchpoint": ("status",), "owner": ("status",)}


@change(Grade.DISRUPTIVE, "{entity} is back.", fields=_FIELDS, mirror="retired")
def revived(comparison: Comparison) -> Iterator[Seen]:
    """Yield what was retired, and is live, planned or active."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.status, pair.after.value.status
        if before == "retired":
            weight = _weight(comparison, pair)
            yield Seen(pair.after, field=field, before=before, after=after, message=_message(pair), weight=weight)


def _weight(comparison: Comparison, pair: Pair) -> Weight:
    if pair.after.kind == "touchpoint":
        gained = consequences(comparison).of_place_gained(pair.after.id)
        return weigh(Grade.DISRUPTIVE, gained, live=is_live(pair.after))
    return weigh(Grade.NOTABLE)


def _message(pair: Pair) -> Message:
    if pair.after.value.status == "planned":
        return said("{entity} was retired, and is planned again.", entity=pair.after.named)
    return said("{entity} was retired, and is back.", entity=pair.after.named)

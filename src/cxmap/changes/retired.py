"""A touchpoint or an owner is retired.

Why: customers who come as they always did find nothing there, or people who no longer answer. They need another way,
and have to be told of it before they stand in front of a closed door.

Before:
  stages: {purchase: }
  touchpoints:
    order-line:
      stage: purchase
      channel: telephone
      entry: true

After:
  stages: {purchase: }
  touchpoints:
    order-line:
      stage: purchase
      channel: telephone
      entry: true
      status: retired

Note: a touchpoint that was live and that customers came through is breaking, one that was only planned is notable. An
owner is disruptive where something named them, for somebody has to take over, and else notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, is_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.message import Message, said

_FIELDS = {"touchpoint": ("status",), "owner": ("status",)}


@change(Grade.DISRUPTIVE, "{entity} is retired.", fields=_FIELDS, mirror="revived")
def retired(comparison: Comparison) -> Iterator[Seen]:
    """Yield what was planned, live or active, and is retired."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.status, pair.after.value.status
        if after == "retired":
            weight = _weight(comparison, pair)
            yield Seen(pair.after, field=field, before=before, after=after, message=_message(pair), weight=weight)


def _weight(comparison: Comparison, pair: Pair) -> Weight:
    if pair.after.kind == "touchpoint":
        lost = consequences(comparison).of_place_lost(pair.before)
        return weigh(Grade.DISRUPTIVE, lost, live=is_live(pair.before))
    return weigh(Grade.DISRUPTIVE if consequences(comparison).in_use(pair.before) else Grade.NOTABLE)


def _message(pair: Pair) -> Message:
    if pair.before.value.status == "planned":
        return said("{entity} was planned, and is given up.", entity=pair.after.named)
    return said("{entity} is retired.", entity=pair.after.named)

"""A touchpoint goes live or back to being planned, or an opportunity or a change record has come further.

Why: on the day on which a touchpoint goes live customers come, and the people who serve them have to know what to do.
How far an improvement has come tells whom customers have to thank, or to wait for.

Before:
  stages: {purchase: }
  touchpoints:
    click-and-collect:
      stage: purchase
      channel: store
      status: planned

After:
  stages: {purchase: }
  touchpoints:
    click-and-collect:
      stage: purchase
      channel: store
      status: live

Note: to take back a live touchpoint that customers came through is breaking. So is to go live where the new ways lead
customers to a touchpoint that needs what they have not been asked for on them. Opportunities and change records are
notable. What is retired, or back from that, is `retired` and `revived`.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.message import Message, said

_FIELDS = {"touchpoint": ("status",), "opportunity": ("status",), "change": ("status",)}


@change(Grade.DISRUPTIVE, "{entity} is now `{after}` instead of `{before}`.", fields=_FIELDS)
def status_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield what is in another state, retirement aside."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.status, pair.after.value.status
        if "retired" not in (before, after):
            weight = _weight(comparison, pair)
            yield Seen(pair.after, field=field, before=before, after=after, message=_message(pair), weight=weight)


def _weight(comparison: Comparison, pair: Pair) -> Weight:
    if pair.after.kind != "touchpoint":
        return weigh(Grade.NOTABLE)
    follows = consequences(comparison)
    if pair.after.value.status == "live":
        return weigh(Grade.DISRUPTIVE, follows.of_place_gained(pair.after.id))
    return weigh(Grade.DISRUPTIVE, follows.of_place_lost(pair.before))


def _message(pair: Pair) -> Message | None:
    if pair.after.kind != "touchpoint":
        return None
    if pair.after.value.status == "live":
        return said("{entity} was planned, and is live now.", entity=pair.after.named)
    return said("{entity} was live, and is only planned now.", entity=pair.after.named)

"""Customers are asked for something else at a touchpoint.

Why: every question more costs customers time and trust, and every question less is missed by whoever relied on the
answer further on.

Before:
  data: {loyalty-number: , telephone-number: }
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      captures: [telephone-number]

After:
  data: {loyalty-number: , telephone-number: }
  touchpoints:
    checkout:
      stage: purchase
      channel: web
      captures: [loyalty-number]

Note: it is breaking where something that is no longer asked for does not reach a live touchpoint any more that needs
it. For a touchpoint that is planned or retired, before and after, it is notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import consequences, is_live, weigh
from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.turns import Turn, listed

_FIELDS = {"touchpoint": ("captures",)}


@change(Grade.DISRUPTIVE, "{entity} asks for something else.", fields=_FIELDS)
def captures_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that ask for other data."""
    for pair, field in comparison.pairs(_FIELDS):
        lost, gained = listed(comparison, pair, field, "data")
        no_longer = [comparison.diff.id_now("data", datum.id) for datum in lost]
        missing = consequences(comparison).of_data_not_asked(pair.after.id, no_longer)
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.captures,
            after=pair.after.value.captures,
            message=_TURN.of(pair, lost, gained),
            weight=weigh(Grade.DISRUPTIVE, missing, live=is_live(pair.before, pair.after)),
        )


_TURN = Turn(
    said("{entity} now asks for {gained} and no longer for {lost}."),
    said("{entity} now asks for {gained}."),
    said("{entity} no longer asks for {lost}."),
)

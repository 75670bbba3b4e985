"""A touchpoint needs to know something else about its customers.

Why: what a touchpoint needs has to be asked for before, and handed over on every way to it. Else the customer is asked
again, or is sent back.

Before:
  data: {order-number: , receipt: }
  touchpoints:
    returns-desk:
      stage: support
      channel: store
      needs: [receipt]

After:
  data: {order-number: , receipt: }
  touchpoints:
    returns-desk:
      stage: support
      channel: store
      needs: [order-number]

Note: it is breaking where something that is needed now does not reach a live touchpoint that customers come to already.
It is notable where less is needed, and for a touchpoint that is planned or retired, before and after.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import consequences, is_live, weigh
from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.turns import Turn, listed

_FIELDS = {"touchpoint": ("needs",)}


@change(Grade.DISRUPTIVE, "{entity} needs something else.", fields=_FIELDS)
def needs_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that need other data."""
    for pair, field in comparison.pairs(_FIELDS):
        lost, gained = listed(comparison, pair, field, "data")
        missing = consequences(comparison).of_data_needed(pair.after.id, [datum.id for datum in gained])
        usual = Grade.DISRUPTIVE if gained else Grade.NOTABLE
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.needs,
            after=pair.after.value.needs,
            message=_TURN.of(pair, lost, gained),
            weight=weigh(usual, missing, live=is_live(pair.before, pair.after)),
        )


_TURN = Turn(
    said("{entity} now needs {gained} and no longer {lost}."),
    said("{entity} now needs {gained}."),
    said("{entity} no longer needs {lost}."),
)

"""Customers may start at a touchpoint, or no longer do.

Why: a closed entrance turns away customers who come by themselves, and a new one brings customers of whom nothing is
known yet.

Before:
  touchpoints:
    order-line:
      stage: purchase
      channel: telephone
      entry: true

After:
  touchpoints:
    order-line:
      stage: purchase
      channel: telephone

Note: to lose a live entry is breaking, unless a journey begins there as well. A new one is notable, and breaking where
it leads customers to a touchpoint that needs what they have not been asked for. For a touchpoint that is planned or
retired it is notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import consequences, weigh
from cxmap.diff.grade import Grade
from cxmap.message import said

_FIELDS = {"touchpoint": ("entry",)}


@change(Grade.NOTABLE, "Customers may now start at {entity}.", fields=_FIELDS)
def entry_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that are an entry now, and those that are none any more."""
    for pair, field in comparison.pairs(_FIELDS):
        after = pair.after.value.entry
        follows = consequences(comparison)
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.entry,
            after=after,
            message=None if after else said("Customers no longer start at {entity}.", entity=pair.after.named),
            weight=weigh(
                Grade.NOTABLE,
                follows.of_place_gained(pair.after.id) if after else follows.of_entry_lost(pair.after.id),
            ),
        )

"""Customers may rightly finish at a touchpoint, or no longer do.

Why: where nobody may finish any more customers have to be led on. Where they may, somebody has to make sure that they
have what they came for.

Before:
  touchpoints:
    newsletter-thanks:
      stage: discovery
      channel: web
      exit: true

After:
  touchpoints:
    newsletter-thanks:
      stage: discovery
      channel: web

Note: to lose a live exit is breaking, unless a journey ends there as well. A new one is notable, and so is every change
of this kind to a touchpoint that is planned or retired.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import consequences, weigh
from cxmap.diff.grade import Grade
from cxmap.message import said

_FIELDS = {"touchpoint": ("exit",)}


@change(Grade.NOTABLE, "Customers may now finish at {entity}.", fields=_FIELDS)
def exit_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that are an exit now, and those that are none any more."""
    for pair, field in comparison.pairs(_FIELDS):
        after = pair.after.value.exit
        lost = None if after else consequences(comparison).of_exit_lost(pair.after.id)
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.exit,
            after=after,
            message=None if after else said("Customers no longer finish at {entity}.", entity=pair.after.named),
            weight=weigh(Grade.NOTABLE, lost),
        )

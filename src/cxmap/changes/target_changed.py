"""The value that a metric is to reach is another one.

Why: a target tells teams how good is good enough for the customer. Raised or lowered, it is a promise that somebody has
changed.

Before:
  metrics:
    delivery-on-time: {kind: rate, target: 0.95, better: higher}

After:
  metrics:
    delivery-on-time: {kind: rate, target: 0.9, better: higher}
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.turns import Turn

_FIELDS = {"metric": ("target",)}


@change(Grade.NOTABLE, "{entity} has another target.", fields=_FIELDS)
def target_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the metrics with another target."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value.target, pair.after.value.target
        yield Seen(pair.after, field=field, before=before, after=after, message=_TURN.of(pair, before, after))


_TURN = Turn(
    said("The target of {entity} is now {after} instead of {before}."),
    said("The target of {entity} is now {after}."),
    said("The target of {entity} is no longer {before}, and there is no other."),
)

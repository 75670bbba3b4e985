"""The stages follow each other in another order.

Why: the order of the stages is how everybody pictures what customers go through. What led onwards leads back now, and
whoever thought of themselves as the first may be the second.

Before:
  stages:
    delivery: {}
    purchase: {}

After:
  stages:
    purchase: {}
    delivery: {}

Note: only stages that are on the map before and after count. They have an order where they stand in one file. The
change is told of the first stage, by id, that has another place.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade
from cxmap.turns import named


@change(Grade.NOTABLE, "The stages now follow each other in this order: {order:way}.")
def order_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield one change where stages follow each other in another order."""
    if not comparison.diff.stages_reordered:
        return
    called = {comparison.diff.id_now("stage", name): name for name in comparison.base.stages}
    old = [name for name in called if name in comparison.head.stages]
    new = [name for name in comparison.head.stages if name in called]
    moved = min(after for before, after in zip(old, new, strict=True) if before != after)
    order = named(comparison.head, "stage", tuple(new))
    yield Seen(
        comparison.head.stages[moved],
        before=tuple(called[name] for name in old),
        after=tuple(new),
        order=order,
    )

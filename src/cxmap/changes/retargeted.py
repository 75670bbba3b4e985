"""A transition leads from the same touchpoint to another one.

Why: customers who take a way they know end up somewhere else, and whoever received them there waits in vain.

Before:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web, entry: true}
    checkout: {stage: purchase, channel: web, exit: true}
    sign-in: {stage: purchase, channel: web, exit: true}
  transitions:
    - {from: basket, to: checkout}

After:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web, entry: true}
    checkout: {stage: purchase, channel: web, exit: true}
    sign-in: {stage: purchase, channel: web, exit: true}
  transitions:
    - {from: basket, to: sign-in}

Note: it is the transition that begins at the same touchpoint and bears the same id, or none as before; where several
could be meant, those that agree in most else. It is breaking where without the old way an ideal journey cannot go on, a
touchpoint cannot be got to or nobody can finish any more, and where the new way leads customers to a touchpoint that
needs what they have not been asked for. Where neither way joins live touchpoints it is notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import consequences, is_pair_of_ways_live, weigh
from cxmap.diff.grade import Grade

_FIELDS = {"transition": ("from", "to")}


@change(Grade.DISRUPTIVE, "From {start} customers now get to {new} instead of {old}.", fields=_FIELDS)
def retargeted(comparison: Comparison) -> Iterator[Seen]:
    """Yield the transitions that lead elsewhere."""
    for pair, field in comparison.pairs(_FIELDS):
        before, after = pair.before.value, pair.after.value
        follows = consequences(comparison)
        lost = follows.of_way_lost(pair.value.from_, pair.value.to)
        yield Seen(
            pair.after,
            previous=pair.before,
            field=field,
            before=before.to,
            after=after.to,
            start=comparison.head.named("touchpoint", after.from_),
            old=comparison.base.named("touchpoint", before.to),
            new=comparison.head.named("touchpoint", after.to),
            weight=weigh(
                Grade.DISRUPTIVE,
                lost or follows.of_way_gained(after),
                live=is_pair_of_ways_live(comparison, pair),
            ),
        )

"""A touchpoint uses other systems, or something that customers have told is kept in other systems.

Why: a system remembers for the customer. Where it is no longer at hand people ask again for what the company knows.

Before:
  systems: {customer-file: , order-system: }
  touchpoints:
    repair-counter:
      stage: support
      channel: store
      systems: [customer-file]

After:
  systems: {customer-file: , order-system: }
  touchpoints:
    repair-counter:
      stage: support
      channel: store
      systems: [order-system]

Note: it is breaking where something that a touchpoint needs was known from a system, and no longer is. For a touchpoint
that is planned or retired, before and after, it is notable.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, is_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.diff.plain import value_of
from cxmap.message import Named, said
from cxmap.turns import Turn, listed

_FIELDS = {"touchpoint": ("systems",), "data": ("held_in",)}


@change(Grade.DISRUPTIVE, "{entity} uses other systems.", fields=_FIELDS)
def systems_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the touchpoints that use other systems, and the data that others hold."""
    for pair, field in comparison.pairs(_FIELDS):
        lost, gained = listed(comparison, pair, field, "system")
        yield Seen(
            pair.after,
            field=field,
            before=value_of(pair.before.value, field),
            after=value_of(pair.after.value, field),
            message=_TURNS[field].of(pair, lost, gained),
            weight=_weight(comparison, pair, lost),
        )


def _weight(comparison: Comparison, pair: Pair, lost: tuple[Named, ...]) -> Weight:
    follows, systems = consequences(comparison), [system.id for system in lost]
    if pair.after.kind == "data":
        return weigh(Grade.DISRUPTIVE, follows.of_data_not_kept(pair.after.id, systems))
    missing = follows.of_system_not_used(pair.after.id, systems)
    return weigh(Grade.DISRUPTIVE, missing, live=is_live(pair.before, pair.after))


_TURNS = {
    "systems": Turn(
        said("{entity} now uses {gained} and no longer {lost}."),
        said("{entity} now uses {gained}."),
        said("{entity} no longer uses {lost}."),
    ),
    "held_in": Turn(
        said("{entity} is now kept in {gained} and no longer in {lost}."),
        said("{entity} is now kept in {gained}."),
        said("{entity} is no longer kept in {lost}."),
    ),
}

"""Something else is handed over from one touchpoint to the next.

Why: what is not handed over has to be asked for again, or is missing where it is needed. The customer notices first
that two teams no longer tell each other.

Before:
  data: {measurements: , budget: }
  transitions:
    - {from: room-planner, to: design-meeting, carries: [measurements, budget]}

After:
  data: {measurements: , budget: }
  transitions:
    - {from: room-planner, to: design-meeting, carries: [measurements]}

Note: it is breaking where something that is no longer handed over does not reach a live touchpoint any more that needs
it. It is notable where not both touchpoints are live, before or after. To leave `carries` out hands over everything.
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.consequences import consequences, is_pair_of_ways_live, weigh
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.message import Message, said
from cxmap.turns import Turn, listed, named

_FIELDS = {"transition": ("carries",)}


@change(Grade.DISRUPTIVE, "Transition {entity} hands over something else.", fields=_FIELDS)
def carries_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the transitions that hand over other data."""
    for pair, field in comparison.pairs(_FIELDS):
        missing = consequences(comparison).of_data_dropped(pair)
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.carries,
            after=pair.after.value.carries,
            message=_message(comparison, pair, field),
            weight=weigh(Grade.DISRUPTIVE, missing, live=is_pair_of_ways_live(comparison, pair)),
        )


def _message(comparison: Comparison, pair: Pair, field: str) -> Message:
    after = pair.after.value.carries
    if after is None:
        return said("Transition {entity} now hands over everything that is known.", entity=pair.after.named)
    if pair.before.value.carries is not None:
        return _TURN.of(pair, *listed(comparison, pair, field, "data"))
    if after:
        kept = named(comparison.head, "data", after)
        return said("Transition {entity} now hands over {kept} and nothing else.", entity=pair.after.named, kept=kept)
    return said("Transition {entity} no longer hands over anything.", entity=pair.after.named)


_TURN = Turn(
    said("Transition {entity} now hands over {gained} and no longer {lost}."),
    said("Transition {entity} now hands over {gained}."),
    said("Transition {entity} no longer hands over {lost}."),
)

"""Other personas go a journey.

Why: a journey is built for somebody. When it is for somebody else, the others need another way to their goal, and what
it says has to fit the new ones.

Before:
  personas: {first-home: , moving-on: }
  journeys:
    furnish:
      steps: [room-planner]
      personas: [first-home]

After:
  personas: {first-home: , moving-on: }
  journeys:
    furnish:
      steps: [room-planner]
      personas: [first-home, moving-on]
"""

from collections.abc import Iterator

from cxmap.comparison import Comparison, Seen, change
from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.turns import Turn, listed

_FIELDS = {"journey": ("personas",)}


@change(Grade.NOTABLE, "{entity} is for other personas.", fields=_FIELDS)
def personas_changed(comparison: Comparison) -> Iterator[Seen]:
    """Yield the journeys that other personas go."""
    for pair, field in comparison.pairs(_FIELDS):
        yield Seen(
            pair.after,
            field=field,
            before=pair.before.value.personas,
            after=pair.after.value.personas,
            message=_TURN.of(pair, *listed(comparison, pair, field, "persona")),
        )


_TURN = Turn(
    said("{entity} is now for {gained} and no longer for {lost}."),
    said("{entity} is now for {gained} as well."),
    said("{entity} is no longer for {lost}."),
)

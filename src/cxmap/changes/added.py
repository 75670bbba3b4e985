"""Something is on the map that was not there.

Why: customers can do something that they could not, or colleagues have something more to look after. Whoever delivers
it has to be ready on the day on which the first customer comes.

Before:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web, entry: true, exit: true}

After:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web, entry: true, exit: true}
    checkout: {stage: purchase, channel: web, exit: true}
  transitions:
    - {from: basket, to: checkout}

Note: a new touchpoint that is live at once, and a new transition between live touchpoints, are disruptive: somebody has
to serve them. What is only planned, and everything else, is notable; a note from a brainstorm is wording. A new way is
breaking where it leads customers to a touchpoint that needs what they have not been asked for on it.
"""

from collections.abc import Iterator
from typing import Any

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, is_live, is_way_live, weigh
from cxmap.diff.grade import Grade
from cxmap.message import Message, said
from cxmap.model.transition import Transition


@change(Grade.NOTABLE, "{entity} is new.", mirror="removed")
def added(comparison: Comparison) -> Iterator[Seen]:
    """Yield what only the head has."""
    for things in comparison.diff.added.values():
        for placed in things:
            yield Seen(
                placed, after=placed.value, message=_message(comparison, placed), weight=_weight(comparison, placed)
            )


def _weight(comparison: Comparison, placed: Placed[Any]) -> Weight:
    follows = consequences(comparison)
    match placed.kind:
        case "touchpoint":
            return weigh(Grade.DISRUPTIVE, follows.of_place_gained(placed.id), live=is_live(placed))
        case "transition":
            live = is_way_live(comparison.head, placed)
            return weigh(Grade.DISRUPTIVE, follows.of_way_gained(placed.value), live=live)
        case "journey":
            return weigh(Grade.NOTABLE, follows.of_journey(None, placed.id))
        case "interaction":
            return weigh(Grade.WORDING)
    return weigh(Grade.NOTABLE)


def _message(comparison: Comparison, placed: Placed[Any]) -> Message:
    match placed.kind:
        case "touchpoint" if placed.value.status == "planned":
            return said("There is to be a new touchpoint, {entity}.", entity=placed.named)
        case "touchpoint" if placed.value.status == "retired":
            return said("The touchpoint {entity} is on the map now, as retired.", entity=placed.named)
        case "transition":
            return _way(comparison, placed)
        case "interaction":
            return said('Somebody has noted this: "{text}"', text=placed.value.text)
    return Message(_SENTENCES[placed.kind].text, {"entity": placed.named})


def _way(comparison: Comparison, placed: Placed[Transition]) -> Message:
    now, transition = comparison.diff.id_now, placed.value
    ends = {
        "start": comparison.head.named("touchpoint", transition.from_),
        "end": comparison.head.named("touchpoint", transition.to),
    }
    before = ((now("touchpoint", start), now("touchpoint", end)) for start, end in comparison.base_flow.between)
    if (transition.from_, transition.to) in set(before):
        return said("There is another way from {start} to {end}.", **ends)
    return said("There is a new way from {start} to {end}.", **ends)


_SENTENCES = {
    "stage": said("There is a new stage, {entity}."),
    "touchpoint": said("There is a new touchpoint, {entity}."),
    "journey": said("There is a new journey, {entity}."),
    "persona": said("There is a new persona, {entity}."),
    "owner": said("There is a new owner, {entity}."),
    "data": said("There is something new that customers may be asked for, {entity}."),
    "system": said("There is a new system, {entity}."),
    "metric": said("There is a new metric, {entity}."),
    "opportunity": said("There is a new opportunity, {entity}."),
    "source": said("There is a new source of operational data, {entity}."),
    "change": said("There is a new change record, {entity}."),
}

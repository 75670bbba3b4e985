"""Something that was on the map is there no longer.

Why: what is taken from the map is taken from the customer, if it was live: a step of a journey, a way onwards, a datum
that a colleague needed. Nobody should lose it by accident.

Before:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web, entry: true, exit: true}
    gift-wrapping: {stage: purchase, channel: store, exit: true}
  transitions:
    - {from: basket, to: gift-wrapping}

After:
  stages: {purchase: }
  touchpoints:
    basket: {stage: purchase, channel: web, entry: true, exit: true}

Note: a live touchpoint that customers came through is breaking: one in a journey, or one to which they got from an
entry. So is a transition without which an ideal journey cannot go on, a touchpoint cannot be got to or nobody can
finish any more, an ideal journey, and a system without which a datum no longer reaches whoever needs it. Else a live
touchpoint or transition is disruptive, and so are a stage, an owner, a datum and a system that something named. What
was only planned or retired already, and everything else, is notable; a note from a brainstorm is wording.
"""

from collections.abc import Iterator
from typing import Any

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison, Seen, Weight, change
from cxmap.consequences import consequences, is_journey_live, is_live, is_way_live, weigh
from cxmap.diff.grade import Grade
from cxmap.message import Message, said
from cxmap.model.transition import Transition


@change(Grade.NOTABLE, "{entity} is gone.", mirror="added")
def removed(comparison: Comparison) -> Iterator[Seen]:
    """Yield what only the base has."""
    for things in comparison.diff.removed.values():
        for placed in things:
            yield Seen(
                placed, before=placed.value, message=_message(comparison, placed), weight=_weight(comparison, placed)
            )


def _weight(comparison: Comparison, placed: Placed[Any]) -> Weight:
    follows, base = consequences(comparison), comparison.base
    match placed.kind:
        case "touchpoint":
            return weigh(Grade.DISRUPTIVE, follows.of_place_lost(placed), live=is_live(placed))
        case "transition":
            ends = (comparison.diff.id_now("touchpoint", end) for end in (placed.value.from_, placed.value.to))
            return weigh(Grade.DISRUPTIVE, follows.of_way_lost(*ends), live=is_way_live(base, placed))
        case "journey":
            ideal = placed.value.kind == "ideal" and is_journey_live(comparison.base_flow, placed.id)
            lost = said("Customers lose an ideal way to their goal.") if ideal else None
            return weigh(Grade.NOTABLE, lost or follows.of_journey(placed.id, None))
        case "interaction":
            return weigh(Grade.WORDING)
        case "stage" | "owner" | "data" | "system" if follows.in_use(placed):
            lost = follows.of_system_lost([placed.id]) if placed.kind == "system" else None
            return weigh(Grade.DISRUPTIVE, lost)
    return weigh(Grade.NOTABLE)


def _message(comparison: Comparison, placed: Placed[Any]) -> Message:
    match placed.kind:
        case "touchpoint" if placed.value.status == "planned":
            return said("The touchpoint {entity} is no longer planned.", entity=placed.named)
        case "touchpoint" if placed.value.status == "retired":
            return said("The retired touchpoint {entity} is off the map now.", entity=placed.named)
        case "transition":
            return _way(comparison, placed)
        case "interaction":
            return said('This is no longer noted: "{text}"', text=placed.value.text)
    return Message(_SENTENCES[placed.kind].text, {"entity": placed.named})


def _way(comparison: Comparison, placed: Placed[Transition]) -> Message:
    now, transition = comparison.diff.id_now, placed.value
    ends = {
        "start": comparison.base.named("touchpoint", transition.from_),
        "end": comparison.base.named("touchpoint", transition.to),
    }
    if (now("touchpoint", transition.from_), now("touchpoint", transition.to)) in comparison.head_flow.between:
        return said("One of the ways from {start} to {end} is gone.", **ends)
    return said("There is no way from {start} to {end} any more.", **ends)


_SENTENCES = {
    "stage": said("The stage {entity} is gone."),
    "touchpoint": said("The touchpoint {entity} is gone."),
    "journey": said("The journey {entity} is gone."),
    "persona": said("The persona {entity} is gone."),
    "owner": said("The owner {entity} is gone."),
    "data": said("{entity} is no longer among what customers may be asked for."),
    "system": said("The system {entity} is gone."),
    "metric": said("The metric {entity} is gone."),
    "opportunity": said("The opportunity {entity} is gone."),
    "source": said("The source of operational data {entity} is gone."),
    "change": said("The change record {entity} is gone."),
}

"""A retired touchpoint or owner that something live still refers to.

Why: customers are sent to something that is gone, or wait for people who no longer answer.

Flagged:
    stages: {help: }
    touchpoints:
      help-pages: {stage: help, channel: web, entry: true}
      fax-form: {stage: help, channel: fax, status: retired}
      call: {stage: help, channel: phone, exit: true}
    transitions:
      - {from: help-pages, to: fax-form}
      - {from: help-pages, to: call}

Clean:
    stages: {help: }
    touchpoints:
      help-pages: {stage: help, channel: web, entry: true}
      fax-form: {stage: help, channel: fax, status: retired}
      call: {stage: help, channel: phone, exit: true}
    transitions:
      - {from: help-pages, to: call}

Note: what is history may go on naming it: a retired touchpoint and the transitions that leave it, retired owners, an
opportunity that is done or dropped, brainstormed notes, changes that were rejected or reviewed, and in any change what
was decided, said or told already. A change may name the touchpoints that it retires.
"""

from collections.abc import Iterator
from typing import Any

from cxmap.atlas.atlas import Atlas, Mention, Placed
from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.model.change import Change
from cxmap.rule import Context, Hit, rule
from cxmap.source.span import Route


@rule(Severity.ERROR, "{source} refers to {retired}, which is retired.")
def retired_in_use(context: Context) -> Iterator[Hit]:
    """Yield one finding for everything live that refers to something retired, at the first place where it does."""
    atlas = context.atlas
    owners = {name: owner for name, owner in atlas.owners.items() if owner.value.status == "retired"}
    touchpoints = {name: place for name, place in atlas.touchpoints.items() if place.value.status == "retired"}
    seen: set[tuple[str, str]] = set()
    for kind, retired in (("touchpoint", touchpoints), ("owner", owners)):
        for mention in atlas.referring(kind, retired):
            thing, source = retired[mention.reference.id], mention.source
            if (source.entity, thing.entity) not in seen and _live(atlas, mention):
                seen.add((source.entity, thing.entity))
                yield Hit(
                    source.at(*mention.reference.route),
                    entity=source,
                    message=_message(source, thing),
                    hint=said("Name what has taken its place, or take it out."),
                    related=[(thing.at("status"), said("It is retired here."))],
                )


def _live(atlas: Atlas, mention: Mention) -> bool:
    """Return whether a reference is more than history."""
    source, reference = mention
    value: Any = source.value
    match source.kind:
        case "touchpoint" | "owner":
            return bool(value.status != "retired")
        case "transition":
            ends = (value.from_,) if reference.kind == "touchpoint" else (value.from_, value.to)
            places = (atlas.touchpoints.get(name) for name in ends)
            return not any(place and place.value.status == "retired" for place in places)
        case "opportunity":
            return value.status in ("open", "doing")
        case "change":
            return value.status not in ("rejected", "reviewed") and _to_come(value, reference.route)
    return source.kind != "interaction"


def _to_come(change: Change, route: Route) -> bool:
    """Return whether a reference in a change is about something that is still to be done."""
    match route:
        case ("owner",):
            return True
        case ("communications", int(position), *_):
            return change.communications[position].done is None
        case ("disagreements", int(position), "settled_by"):
            return change.disagreements[position].resolution is None
    return False


def _message(source: Placed[Any], thing: Placed[Any]) -> Message:
    return Message(_SENTENCES[source.kind, thing.kind].text, {"source": source.named, "retired": thing.named})


_SENTENCES = {
    ("transition", "touchpoint"): said("Transition {source} leads to touchpoint {retired}, which is retired."),
    ("journey", "touchpoint"): said("Journey {source} steps through touchpoint {retired}, which is retired."),
    ("opportunity", "touchpoint"): said("Opportunity {source} is about touchpoint {retired}, which is retired."),
    ("touchpoint", "owner"): said("Touchpoint {source} names the owner {retired}, who is retired."),
    ("transition", "owner"): said("Transition {source} names the owner {retired}, who is retired."),
    ("journey", "owner"): said("Journey {source} names the owner {retired}, who is retired."),
    ("owner", "owner"): said("Owner {source} names the owner {retired}, who is retired."),
    ("system", "owner"): said("System {source} names the owner {retired}, who is retired."),
    ("opportunity", "owner"): said("Opportunity {source} names the owner {retired}, who is retired."),
    ("change", "owner"): said("Change {source} names the owner {retired}, who is retired."),
}
"""What is said of each kind of thing that can refer to something retired."""

"""An id that is used and declared nowhere.

Why: the map points at something that is not there. A customer sent that way arrives nowhere, and a team that is meant
does not know that it is.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: chekout}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout}

Note: a change that was rejected or reviewed is history, and may name what no longer exists. One that is under way names
the touchpoints that it takes away, too: such an id is flagged only where it looks like a misspelt one. A lead, and the
audience of a communication, may be anybody: what is no id is read as a name.
"""

from collections.abc import Iterator

from cxmap.atlas.atlas import Atlas, Mention, Placed
from cxmap.atlas.wording import did_you_mean, nearest
from cxmap.findings import Severity
from cxmap.message import Message, Named, said
from cxmap.model.change import Change
from cxmap.model.entity import Entity
from cxmap.model.file import SECTION_OF
from cxmap.rule import Context, Hit, rule

# So many ids are compared with all that are declared to find the one that was meant. Where more are unknown, it is
# hardly their spelling that is wrong.
_MOST_SUGGESTIONS = 100
_MOST_RELATED = 20


@rule(Severity.ERROR, "{source} refers to `{id}`, which is not declared.", absence=True)
def unknown_reference(context: Context) -> Iterator[Hit]:
    """Yield every id that an entity uses and nobody declares, once an entity."""
    atlas = context.atlas
    mentions: dict[tuple[str, str, str], list[Mention]] = {}
    for mention in atlas.unresolved:
        source, reference = mention
        if not _is_history(source) and not _may_be_taken_away(atlas, mention):
            mentions.setdefault((source.entity, reference.kind, reference.id), []).append(mention)
    hints: dict[tuple[str, str], Message] = {}
    for (_, kind, identifier), (mention, *others) in mentions.items():
        if (kind, identifier) not in hints:
            hints[kind, identifier] = _hint(atlas, kind, identifier, suggest=len(hints) < _MOST_SUGGESTIONS)
        shown = identifier.replace("->", " -> ") if kind == "transition" else identifier
        values: dict[str, str | Named] = {"source": mention.source.named, "id": shown}
        place = (mention.source.kind, str(mention.reference.route[0]))
        yield Hit(
            mention.source.at(*mention.reference.route),
            entity=mention.source,
            message=Message((_SENTENCES_AT.get(place) or _SENTENCES[kind]).text, values),
            hint=hints[kind, identifier],
            related=[
                (source.at(*reference.route), said("It is used here as well."))
                for source, reference in others[:_MOST_RELATED]
            ],
        )


def _is_history(source: Placed[Entity]) -> bool:
    return isinstance(source.value, Change) and source.value.status in ("rejected", "reviewed")


def _may_be_taken_away(atlas: Atlas, mention: Mention) -> bool:
    """Return whether a change names a touchpoint that may be gone because of it, and is not merely misspelt."""
    source, reference = mention
    if not isinstance(source.value, Change) or reference.route[0] != "touchpoints":
        return False
    elsewhere = any(atlas.declares(kind, reference.id) for kind in atlas.things if kind not in _NEVER_MEANT)
    return not elsewhere and nearest(reference.id, atlas.touchpoints) is None


_NEVER_MEANT = ("touchpoint", "interaction")


def _hint(atlas: Atlas, kind: str, identifier: str, *, suggest: bool) -> Message:
    if kind == "transition":
        return _hint_for_transition(atlas, identifier, suggest=suggest)
    other = next(
        (name for name in atlas.things if name not in (kind, "interaction") and atlas.declares(name, identifier)), ""
    )
    if other:
        found, wanted = SECTION_OF[other], SECTION_OF[kind]
        return said(
            "`{id}` stands under `{found}`; what is meant here stands under `{wanted}`.",
            id=identifier,
            found=found,
            wanted=wanted,
        )
    known = (*atlas.things[kind], *atlas.lost.get(kind, ())) if suggest else ()
    return did_you_mean(identifier, known) or said("Declare it under `{section}`.", section=SECTION_OF[kind])


def _hint_for_transition(atlas: Atlas, key: str, *, suggest: bool) -> Message:
    if "->" not in key:
        return said("Write both ends of the transition: `from -> to`.")
    known = (name.replace("->", " -> ") for name in atlas.transitions) if suggest else ()
    return did_you_mean(key.replace("->", " -> "), known) or said("Declare it under `transitions`.")


_SENTENCES_AT = {
    ("transition", "from"): said("Transition {source} starts at touchpoint `{id}`, which is not declared."),
    ("transition", "to"): said("Transition {source} leads to touchpoint `{id}`, which is not declared."),
    ("interaction", "by"): said("A note was written by owner `{id}`, who is not declared."),
    ("interaction", "touchpoint"): said("A note is mapped to touchpoint `{id}`, which is not declared."),
}
"""What is said of a field of a kind of thing, where there is more to say than what is not declared."""

_SENTENCES = {
    "stage": said("{source} refers to stage `{id}`, which is not declared."),
    "touchpoint": said("{source} refers to touchpoint `{id}`, which is not declared."),
    "transition": said("{source} refers to transition `{id}`, which is not declared."),
    "journey": said("{source} refers to journey `{id}`, which is not declared."),
    "persona": said("{source} refers to persona `{id}`, which is not declared."),
    "owner": said("{source} refers to owner `{id}`, who is not declared."),
    "data": said("{source} refers to data `{id}`, which is not declared."),
    "system": said("{source} refers to system `{id}`, which is not declared."),
    "metric": said("{source} refers to metric `{id}`, which is not declared."),
}
"""What is said of a reference to a kind of thing."""

"""Where a touchpoint happens, who stands behind it, and with which systems: as things for the bars of a blueprint."""

from collections.abc import Mapping, Sequence

from cxmap.render.picture.blueprint_parts.bars import Thing
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.symbols import channel_symbol
from cxmap.report.drawing import Card
from cxmap.visible import visible
from cxmap.words import Words

STARTS: Mapping[str, str] = {
    "customer": "arrow",
    "company": "arrow-handover",
    "partner": "arrow-recovery",
    "": "leader",
}
"""The looks of the lines between customer and touchpoint, by who starts it."""

ACCOUNTABLE, RESPONSIBLE, BOTH = "A", "R", "A/R"
"""The letters of the roles, as in a RACI matrix."""


def channel(card: Card) -> Sequence[Thing]:
    """Return where a touchpoint happens."""
    text = visible(" ".join(card.channel.split()))
    return [Thing(text, "chip", channel_symbol(card.channel))] if text else []


def accountable(card: Card, words: Words) -> Sequence[Thing]:
    """Return who is accountable; who does the work too, unless somebody else is named for that."""
    if card.owner is None:
        return [Thing(words.sentence("Nobody accountable"), "chip-warn", "warning", "icon-warning")]
    both = not card.responsible or card.owner in card.responsible
    role = BOTH if both else ACCOUNTABLE
    return [Thing(called(card.owner), "chip-accent", role=role, key=card.owner.entity)]


def responsible(card: Card) -> Sequence[Thing]:
    """Return who else does the work."""
    others = [owner for owner in dict.fromkeys(card.responsible) if owner != card.owner]
    return [Thing(called(owner), "card", role=RESPONSIBLE, key=owner.entity) for owner in others]


def systems(card: Card) -> Sequence[Thing]:
    """Return the systems of a touchpoint."""
    return [Thing(called(system), "card", "system", key=system.entity) for system in card.systems]

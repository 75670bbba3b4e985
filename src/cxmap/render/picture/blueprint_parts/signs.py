"""The legend of the view `blueprint`: only what occurs in the picture."""

from collections.abc import Iterator, Sequence

from cxmap.message import said
from cxmap.render.picture.blueprint_parts.backstage import (
    ACCOUNTABLE,
    BOTH,
    RESPONSIBLE,
    STARTS,
    accountable,
    responsible,
)
from cxmap.render.picture.blueprint_parts.columns import Column
from cxmap.render.picture.parts.legend import Sign, box, letters, upright
from cxmap.render.picture.parts.signs import card_signs, feelings
from cxmap.words import Words, say


def signs(columns: Sequence[Column], words: Words) -> Iterator[Sign]:
    """Yield the signs from the top of the picture to the bottom."""
    if any(column.step and column.step.optional for column in columns):
        yield box("card-planned", words.sentence("Optional step"))
    yield from feelings((column.step.feels for column in columns if column.step), words)
    who = {column.card.initiated_by for column in columns}
    for starter, text in _STARTERS.items():
        if starter in who:
            yield upright(STARTS[starter], say(text, words), down=starter == "customer")
    cards = [column.card for column in columns]
    yield from card_signs(cards, words)
    held = {thing.role for card in cards for thing in (*accountable(card, words), *responsible(card))}
    for role, text in _ROLES.items():
        if role in held:
            yield letters(role, say(text, words))


_STARTERS = {
    "customer": said("The customer starts it"),
    "company": said("The company starts it"),
    "partner": said("A partner starts it"),
}
_ROLES = {
    ACCOUNTABLE: said("Accountable: answers for it"),
    RESPONSIBLE: said("Responsible: does the work"),
    BOTH: said("Accountable and responsible"),
}

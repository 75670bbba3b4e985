"""The legend of a journey map: only what occurs in it."""

from collections.abc import Iterator

from cxmap.render.picture.map_parts.plan import Plan
from cxmap.render.picture.parts.legend import Sign, letters, symbol
from cxmap.render.picture.parts.signs import card_signs
from cxmap.report.drawing import Drawing
from cxmap.words import Words


def signs(drawing: Drawing, made: Plan, words: Words) -> Iterator[Sign]:
    """Yield the signs on cards, then those of the other rows."""
    yield from card_signs(drawing.cards, words)
    if any(card.owner for card in drawing.cards):
        yield symbol("owner", "icon", words.sentence("Who is accountable"))
    if made.numbered:
        yield letters("7", words.sentence("The number of a touchpoint, also below the curve"))
    if drawing.ideas:
        text = "V4 E2: value and effort of an opportunity, from 1 to 5"
        yield symbol("opportunity", "icon-strong", words.sentence(text))

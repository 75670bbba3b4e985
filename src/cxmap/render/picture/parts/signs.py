"""The signs on cards and at steps that occur in a picture, for its legend."""

from collections.abc import Iterable, Iterator, Sequence

from cxmap.message import said
from cxmap.render.picture.parts.legend import Sign, box, symbol
from cxmap.render.picture.symbols import face
from cxmap.report.drawing import Card
from cxmap.words import Words, say


def card_signs(cards: Sequence[Card], words: Words) -> Iterator[Sign]:
    """Yield the signs that occur on cards."""
    occurs = {
        "entry": any(card.entry for card in cards),
        "exit": any(card.exit for card in cards),
        "error": any(card.errors for card in cards),
        "warning": any(card.warnings for card in cards),
    }
    occurs |= {card.moment: True for card in cards} | {card.status: True for card in cards}
    for name, (look, text) in _SYMBOLS.items():
        if occurs.get(name):
            yield symbol(name, look, say(text, words))
    marks = {card.mark for card in cards}
    for mark, text in MARKED.items():
        if mark in marks:
            yield box(f"card-{mark}", say(text, words))


def feelings(feels: Iterable[float | None], words: Words) -> Iterator[Sign]:
    """Yield the faces that occur at steps, the happiest first."""
    faces = {face(value) for value in feels if value is not None}
    for name, text in _FEELINGS.items():
        if name in faces:
            yield symbol(name, FACES[name], say(text, words))


FACES = {
    "awful": "face-bad",
    "bad": "face-bad",
    "neutral": "face-neutral",
    "good": "face-good",
    "delighted": "face-good",
}
"""The looks of the faces."""

MARKED = {
    "added": said("New since the base"),
    "changed": said("Changed since the base"),
    "removed": said("Gone since the base"),
}
"""What happened to something since the base."""

_SYMBOLS = {
    "entry": ("icon-good", said("Customers may start here")),
    "exit": ("icon-strong", said("Customers may finish here")),
    "truth": ("icon-truth", said("Moment of truth: it wins or loses the customer")),
    "pain": ("icon-pain", said("Moment of pain: it hurts")),
    "planned": ("icon", said("Planned, not there yet")),
    "retired": ("icon", said("Retired, no longer there")),
    "error": ("icon-error", said("Number of errors to mend")),
    "warning": ("icon-warning", said("Number of warnings to look at")),
}
_FEELINGS = {
    "delighted": said("The customer is delighted"),
    "good": said("The customer is content"),
    "neutral": said("The customer feels neither good nor bad"),
    "bad": said("The customer is annoyed"),
    "awful": said("The customer is angry or in despair"),
}

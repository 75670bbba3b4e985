"""What cards and arrows say in words: what they are called, what is special about them, what happened to them."""

from collections.abc import Iterator, Mapping

from cxmap.findings import Severity
from cxmap.message import Message, Named, said
from cxmap.render.mermaid import WORDS
from cxmap.render.phrases import of
from cxmap.report.drawing import Arrow, Card, Mark
from cxmap.words import Words, say


def called(thing: Named) -> str:
    """Return the name of a thing, or its id where it has none that could be seen."""
    return thing.name if thing.name.strip() else thing.id


def card_words(card: Card, words: Words) -> tuple[str, ...]:
    """Return what a card says, line by line: its name first, then its channel and owner, then its signs."""
    owner = called(card.owner) if card.owner else ""
    return _told((called(card.touchpoint), card.channel, owner, ", ".join(_signs(card, words))))


def arrow_words(arrow: Arrow, words: Words) -> tuple[str, ...]:
    """Return what an arrow says, line by line: when customers go that way, then its signs."""
    return _told((arrow.when, ", ".join(_arrow_signs(arrow, words))))


def mark_words(mark: Mark, words: Words) -> tuple[str, ...]:
    """Return what happened to something, if anything did."""
    return (say(WORDS[mark], words),) if mark else ()


def _signs(card: Card, words: Words) -> Iterator[str]:
    yield from mark_words(card.mark, words)
    for value in (card.moment, card.status):
        if value in _SIGNS:
            yield say(_SIGNS[value], words)
    yield from _findings(card.errors, card.warnings, words)


def _arrow_signs(arrow: Arrow, words: Words) -> Iterator[str]:
    yield from mark_words(arrow.mark, words)
    if arrow.kind in _SIGNS:
        yield say(_SIGNS[arrow.kind], words)
    if arrow.handover:
        yield say(said("hand-over"), words)
    yield from _findings(arrow.errors, arrow.warnings, words)


def _findings(errors: int, warnings: int, words: Words) -> Iterator[str]:
    for severity, number in ((Severity.ERROR, errors), (Severity.WARNING, warnings)):
        if number:
            yield of(severity, number, words)


def _told(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


_SIGNS: Mapping[str, Message] = {
    "truth": said("moment of truth"),
    "pain": said("moment of pain"),
    "planned": said("planned"),
    "retired": said("retired"),
    "back": said("way back"),
    "recovery": said("way out of trouble"),
}

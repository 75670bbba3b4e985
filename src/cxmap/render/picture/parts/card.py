"""The card of a touchpoint: its channel or owner, its name, and the signs of what is special about it."""

from collections.abc import Iterator
from typing import NamedTuple

from cxmap.message import Message, Named, said
from cxmap.render.picture.canvas import Box, Group, Label, Shape, Symbol
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts.legend import badge, badge_width
from cxmap.render.picture.parts.rows import ROW, Piece, Row, drawn, flowed, high, text
from cxmap.render.picture.symbols import channel_symbol
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Card, Mark
from cxmap.visible import visible
from cxmap.words import Words, count, say


class Make(NamedTuple):
    """How cards are made in a picture.

    `channel` and `owner` say whether these are shown; a channel that is not still has its symbol where there is room.
    `moment` says whether a moment of truth or pain is told in words besides its symbol.
    """

    width: int
    padding: int = 11
    most_lines: int = 4
    name: str = "strong"
    channel: bool = True
    owner: bool = False
    moment: bool = False


class Face(NamedTuple):
    """What stands on a card, and how high that makes it."""

    card: Card
    make: Make
    head: tuple[Row, ...]
    signs: tuple[tuple[str, str], ...]
    name: tuple[str, ...]
    owner: tuple[Row, ...]
    foot: tuple[Row, ...]
    number: str = ""

    @property
    def height(self) -> int:
        """How high the card is at least."""
        name = len(self.name) * font(self.make.name).step
        top = ROW if self.head or self.signs or self.number else 0
        gaps = _GAP * (bool(top) + bool(self.owner) + bool(self.foot))
        return 2 * self.make.padding + top + name + high(self.owner) + high(self.foot) + gaps


def face(card: Card, make: Make, words: Words, number: str = "") -> Face:
    """Return what stands on the card of a touchpoint; it may have a number, which stands in the upper right corner."""
    room = make.width - 2 * make.padding
    signs = tuple(_signs(card))
    left = room - _SIGN * len(signs) - (badge_width(number) + _NUMBER if number else 0)
    head = text(card.channel, "small", left, 1, symbol=channel_symbol(card.channel)) if make.channel else ()
    owner: tuple[Row, ...] = ()
    if make.owner and not make.channel:
        head = _owner(card.owner, left, words)
    elif make.owner:
        owner = _owner(card.owner, room, words)
    name = wrapped(called(card.touchpoint), room, make.most_lines, font(make.name))
    return Face(card, make, head, signs, name, owner, flowed(_foot(card, make, words), room), number)


def shown(face: Face, box: Box, words: Words) -> Group:
    """Return a card in its place; a place that is higher than the card needs leaves room at its foot."""
    return Group(
        (box._replace(look=ground(face.card), radius=_RADIUS), *_inside(face, box)),
        told(face.card, words),
        key(face.card),
    )


def ground(card: Card) -> str:
    """Return the look of a card's box: what happened to it counts more than what it is."""
    if card.mark:
        return f"card-{card.mark}"
    if card.status != "live":
        return f"card-{card.status}"
    return f"card-{card.moment}" if card.moment else "card"


def called(thing: Named) -> str:
    """Return what a thing is called, fit to show."""
    return visible(thing.name or thing.id)


def key(card: Card) -> str:
    """Return what a card shows."""
    return card.touchpoint.entity


def told(card: Card, words: Words) -> str:
    """Return what a card says, for those who hear it or point at it."""
    return " ".join((called(card.touchpoint) + ".", *_told(card, words)))


MARKS: dict[Mark, Message] = {"added": said("new"), "changed": said("changed"), "removed": said("gone")}
"""What happened to something since the base, in a word."""

_RADIUS = 8
_GAP = 3
_SIGN = 19
_NUMBER = 5
_STATUS = {"planned": said("planned"), "retired": said("retired")}
_MOMENT_WORDS = {"truth": said("moment of truth"), "pain": said("moment of pain")}
_MOMENTS = {"truth": said("Moment of truth."), "pain": said("Moment of pain.")}


def _signs(card: Card) -> Iterator[tuple[str, str]]:
    """Yield the symbols in the upper right corner, and their looks."""
    if card.entry:
        yield "entry", "icon-good"
    if card.exit:
        yield "exit", "icon-strong"
    if card.moment:
        yield card.moment, f"icon-{card.moment}"


def _owner(owner: Named | None, room: int, words: Words) -> tuple[Row, ...]:
    if owner is None:
        nobody = words.sentence("nobody accountable")
        return text(nobody, "small", room, 1, symbol="warning", symbol_look="icon-warning")
    return text(called(owner), "small", room, 1, symbol="owner")


def _foot(card: Card, make: Make, words: Words) -> Iterator[Piece]:
    if make.moment and card.moment:
        look = "accent" if card.moment == "truth" else "bad"
        yield Piece(say(_MOMENT_WORDS[card.moment], words), look)
    if card.mark:
        yield Piece(say(MARKS[card.mark], words), card.mark)
    if card.status != "live":
        yield Piece(say(_STATUS[card.status], words), "small", card.status)
    yield from findings(card.errors, card.warnings)


def findings(errors: int, warnings: int) -> Iterator[Piece]:
    """Yield how many findings something has, each severity with its symbol."""
    if errors:
        yield Piece(str(errors), "bad", "error", "icon-error")
    if warnings:
        yield Piece(str(warnings), "warn", "warning", "icon-warning")


def _inside(face: Face, box: Box) -> Iterator[Shape]:
    make = face.make
    x, y = box.x + make.padding, box.y + make.padding
    yield from drawn(face.head, x, y)
    right = box.x + box.width - make.padding
    if face.number:
        right -= badge_width(face.number)
        yield from badge(face.number, right, y)
        right -= _NUMBER
    for position, (symbol, look) in enumerate(reversed(face.signs)):
        yield Symbol(symbol, right - 14 - position * _SIGN, y, 15, look)
    y += ROW + _GAP if face.head or face.signs or face.number else 0
    letters = font(make.name)
    look = "struck" if face.card.mark == "removed" else make.name
    yield Label(x, y + letters.rise, face.name, look, step=letters.step)
    y += len(face.name) * letters.step + _GAP
    yield from drawn(face.owner, x, y)
    y += high(face.owner) + (_GAP if face.owner else 0)
    yield from drawn(face.foot, x, y)


def _told(card: Card, words: Words) -> Iterator[str]:
    if card.channel:
        yield say(said("Channel: {channel}.", channel=card.channel), words)
    if card.owner:
        yield say(said("Accountable: {owner}.", owner=called(card.owner)), words)
    else:
        yield words.sentence("Nobody is accountable.")
    if card.moment:
        yield say(_MOMENTS[card.moment], words)
    if card.entry:
        yield words.sentence("Customers may start here.")
    if card.exit:
        yield words.sentence("Customers may finish here.")
    if card.status != "live":
        yield _sentence(say(_STATUS[card.status], words))
    if card.errors:
        yield count(card.errors, "{number} error.", "{number} errors.", words)
    if card.warnings:
        yield count(card.warnings, "{number} warning.", "{number} warnings.", words)
    if card.mark:
        yield _sentence(say(MARKS[card.mark], words))


def _sentence(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}."

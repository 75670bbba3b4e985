"""What arrows look like and what is said at them: when customers go, who sees them over, and what is wrong."""

from collections.abc import Iterator
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.geometry import Box as Place
from cxmap.render.geometry import Size
from cxmap.render.picture.canvas import Box, Shape
from cxmap.render.picture.parts.card import MARKS, called, findings
from cxmap.render.picture.parts.legend import badge, badge_width
from cxmap.render.picture.parts.rows import Piece, Row, drawn, high, hung, text, widest
from cxmap.report.drawing import Arrow
from cxmap.words import Words, say


class Note(NamedTuple):
    """What stands at an arrow."""

    rows: tuple[Row, ...]

    @property
    def size(self) -> Size:
        """The room it needs, its ground included."""
        return Size(widest(self.rows) + 2 * _SIDE, high(self.rows) + 2 * _ABOVE)


def look(arrow: Arrow) -> str:
    """Return the look of an arrow: what happened to it counts most, then whether customers are handed over."""
    if arrow.mark:
        return f"arrow-{arrow.mark}"
    kind = "" if arrow.kind == "forward" else f"-{arrow.kind}"
    return f"arrow-handover{kind}" if arrow.handover else f"arrow{kind}"


def note(arrow: Arrow, words: Words) -> Note | None:
    """Return all that is said at an arrow; None where that is nothing."""
    rows = [
        *text(arrow.when, "label", _ROOM, _MOST_LINES),
        *(_handover(arrow, words) if arrow.handover else ()),
        *marked(arrow, words),
    ]
    return Note(tuple(rows)) if rows else None


def signs(arrow: Arrow, words: Words) -> Note | None:
    """Return the signs at an arrow without any words but how it changed; None where it has none."""
    pieces = []
    if arrow.handover and not arrow.owner:
        pieces.append(UNOWNED)
    elif arrow.handover:
        pieces.append(OWNED)
    row = (*pieces, *(piece for row in marked(arrow, words) for piece in row))
    return Note((row,)) if row else None


def weighty(arrow: Arrow) -> bool:
    """Return whether there is something about an arrow that must not get lost."""
    return bool(arrow.mark or arrow.errors or arrow.warnings or (arrow.handover and not arrow.owner))


def short(number: int) -> Size:
    """Return the room of a number that stands for a note."""
    return Size(badge_width(str(number)) + 2, 19)


def shown(note: Note, place: Place) -> Iterator[Shape]:
    """Yield a note in its place."""
    yield Box(*place, "label-ground", 5)
    yield from drawn(note.rows, place.x + _SIDE, place.y + _ABOVE)


def numbered(number: int, place: Place) -> Iterator[Shape]:
    """Yield the number that stands for a note in its place."""
    yield from badge(str(number), place.x + 1, place.y + 1)


def sees_over(arrow: Arrow, words: Words) -> str:
    """Return the sentence about who hands customers over at an arrow; empty where nobody has to."""
    if not arrow.handover:
        return ""
    if arrow.owner is None:
        return words.sentence("Nobody sees customers over.")
    return say(said("{owner} sees customers over.", owner=called(arrow.owner)), words)


def marked(arrow: Arrow, words: Words) -> Iterator[Row]:
    """Yield the row that says how an arrow changed and what is wrong with it, if there is anything to say."""
    mark = [Piece(say(MARKS[arrow.mark], words), arrow.mark)] if arrow.mark else []
    row = (*mark, *findings(arrow.errors, arrow.warnings))
    if row:
        yield row


OWNED = Piece(symbol="handover", symbol_look="icon-strong")
UNOWNED = Piece("?", "bad", "handover", "icon-error")
"""The sign of a hand-over that nobody owns."""

_ROOM = 132
_MOST_LINES = 3
_SIDE = 5
_ABOVE = 2


def _handover(arrow: Arrow, words: Words) -> tuple[Row, ...]:
    sign = OWNED if arrow.owner else UNOWNED
    told, look = (called(arrow.owner), "small") if arrow.owner else (words.sentence("no owner"), "bad")
    return hung(text(told, look, _ROOM, 2, symbol=sign.symbol, symbol_look=sign.symbol_look))

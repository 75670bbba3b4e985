"""Short texts and symbols side by side in rows, such as stand in a card, at an arrow or in a legend."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cxmap.render.picture.canvas import Label, Shape, Symbol
from cxmap.render.picture.letters import width, wrapped
from cxmap.render.picture.theme import font
from cxmap.visible import visible

ROW = 17
"""How high a row is: texts of up to 13 fit."""

_SYMBOL = 14
_NEAR = 4
"""Between a symbol and its text."""
HANG = _SYMBOL + _NEAR
"""How far a text stands to the right of its symbol's left side."""
_APART = 9
"""Between one piece and the next."""


class Piece(NamedTuple):
    """A symbol, a text, or a symbol with its text, moved in by `indent`. The text is fit to show."""

    text: str = ""
    look: str = "small"
    symbol: str = ""
    symbol_look: str = "icon"
    indent: int = 0

    @property
    def width(self) -> int:
        """How wide it is at most."""
        own = _SYMBOL if self.symbol else 0
        return self.indent + own + (_NEAR if own and self.text else 0) + ceiled(width(self.text, font(self.look)))


Row = tuple[Piece, ...]


def wide(row: Row) -> int:
    """Return how wide a row is at most."""
    return sum(piece.width for piece in row) + _APART * max(0, len(row) - 1)


def widest(rows: Iterable[Row]) -> int:
    """Return how wide the widest of some rows is at most."""
    return max((wide(row) for row in rows), default=0)


def high(rows: Sequence[Row]) -> int:
    """Return how high some rows are."""
    return ROW * len(rows)


def text(  # noqa: PLR0913 - a symbol has a name and a look
    raw: str, look: str, room: int, most: int, *, symbol: str = "", symbol_look: str = "icon"
) -> tuple[Row, ...]:
    """Return any text as rows that are not wider than `room`, at most so many; a symbol stands before the first."""
    hang = HANG if symbol else 0
    lines = wrapped(visible(raw), room - hang, most, font(look))
    return tuple((Piece(line, look, "" if number else symbol, symbol_look),) for number, line in enumerate(lines))


def hung(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a text that has a symbol, its later rows moved in to where the first begins to speak."""
    return (*rows[:1], *((row[0]._replace(indent=HANG), *row[1:]) for row in rows[1:]))


def flowed(pieces: Iterable[Piece], room: int) -> tuple[Row, ...]:
    """Return pieces in as many rows as they need."""
    rows: list[Row] = []
    for piece in pieces:
        if rows and wide((*rows[-1], piece)) <= room:
            rows[-1] = (*rows[-1], piece)
        else:
            rows.append((piece,))
    return tuple(rows)


def drawn(rows: Sequence[Row], x: int, y: int, *, hang: int = 0) -> Iterator[Shape]:
    """Yield rows from their upper left corner. Rows without a symbol are moved in by `hang`."""
    for number, row in enumerate(rows):
        at = x if row and row[0].symbol else x + hang
        for piece in row:
            yield from _piece(piece, at + piece.indent, y + number * ROW)
            at += piece.width + _APART


def baseline(look: str) -> int:
    """Return how far below the upper side of a row the base line of its text is."""
    return (ROW + font(look).size) // 2 - 2


def ceiled(number: float) -> int:
    """Return the next whole number."""
    return int(-(-number // 1))


def _piece(piece: Piece, x: int, y: int) -> Iterator[Shape]:
    if piece.symbol:
        yield Symbol(piece.symbol, x, y + 1, _SYMBOL, piece.symbol_look)
        x += _SYMBOL + _NEAR
    if piece.text:
        yield Label(x, y + baseline(piece.look), (piece.text,), piece.look)

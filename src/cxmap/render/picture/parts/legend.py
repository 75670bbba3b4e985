"""The legend below a picture: the signs that occur in it, each with its meaning."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cxmap.render.picture.canvas import Box, Label, Path, Shape, Symbol
from cxmap.render.picture.letters import widest, wrapped
from cxmap.render.picture.parts.rows import baseline, ceiled
from cxmap.render.picture.theme import font


class Sign(NamedTuple):
    """A sign with what it means: a symbol, a line or a box by its look, or a few letters.

    `text` is in words already.
    """

    kind: str
    look: str
    text: str
    name: str = ""


def symbol(name: str, look: str, text: str) -> Sign:
    """Return a symbol with its meaning."""
    return Sign("symbol", look, text, name)


def line(look: str, text: str) -> Sign:
    """Return an arrow with its meaning."""
    return Sign("arrow", look, text)


def box(look: str, text: str) -> Sign:
    """Return a box with its meaning."""
    return Sign("box", look, text)


def upright(look: str, text: str, *, down: bool) -> Sign:
    """Return an arrow that leads down or up, with its meaning."""
    return Sign("down" if down else "up", look, text)


def letters(name: str, text: str) -> Sign:
    """Return letters on a badge, with their meaning."""
    return Sign("letters", "number", text, name)


class Legend(NamedTuple):
    """A legend, and how high it is."""

    shapes: tuple[Shape, ...]
    height: int


def legend(title: str, signs: Iterable[Sign], x: int, y: int, room: int) -> Legend:
    """Return signs in columns of the same width, at most `room` wide, below a title; nothing where there are none."""
    found = tuple(signs)
    if not found:
        return Legend((), 0)
    texts = [wrapped(sign.text, _MOST_TEXT, 3, font("label")) for sign in found]
    wide = _SIGN + max(ceiled(widest(lines, font("label"))) for lines in texts) + _APART
    columns = max(1, min(len(found), (room + _APART) // wide))
    shapes: list[Shape] = [Label(x, y + 14, (title,), "row")]
    at = y + _TITLE
    for start in range(0, len(found), columns):
        together = range(start, min(start + columns, len(found)))
        for number in together:
            left = x + (number - start) * wide
            shapes += _sign(found[number], left, at)
            shapes.append(Label(left + _SIGN, at + baseline("label"), texts[number], "label", step=font("label").step))
        at += max(len(texts[number]) for number in together) * font("label").step + 8
    return Legend(tuple(shapes), at - y)


_TITLE = 30
_SIGN = 46
_APART = 26
_MOST_TEXT = 230


def _sign(sign: Sign, x: int, y: int) -> Iterator[Shape]:
    match sign.kind:
        case "symbol":
            yield Symbol(sign.name, x + 11, y + 1, 15, sign.look)
        case "box":
            yield Box(x + 1, y, 34, 16, sign.look, 4)
        case "letters":
            yield from badge(sign.name, x + (36 - badge_width(sign.name)) // 2, y)
        case "down" | "up":
            start, end = (y - 1, y + 18) if sign.kind == "down" else (y + 18, y - 1)
            yield Path(f"M{x + 18} {start} L{x + 18} {end}", sign.look, arrow=True)
        case _:
            yield Path(f"M{x} {y + 8} L{x + 36} {y + 8}", sign.look, arrow=sign.kind == "arrow")


def badge(text: str, x: int, y: int) -> Sequence[Shape]:
    """Return a few letters on a dark ground, 17 high, from the upper left corner."""
    wide = badge_width(text)
    return (Box(x, y, wide, 17, "badge", 5), Label(x + wide // 2, y + 13, (text,), "number", "middle"))


def badge_width(text: str) -> int:
    """Return how wide a badge is."""
    return max(18, ceiled(widest((text,), font("number"))) + 8)

"""The list below a picture: what could not be said at the arrows for want of room, by their numbers."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.picture.canvas import Group, Label, Shape
from cxmap.render.picture.flow_parts.notes import marked, sees_over
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts.legend import badge
from cxmap.render.picture.parts.rows import Row, drawn, high
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Arrow
from cxmap.visible import visible
from cxmap.words import Words, say


class Entry(NamedTuple):
    """An arrow by its number, 0 for none: the lines that say from where to where, those of the rest, and signs."""

    number: int
    way: tuple[str, ...]
    rest: tuple[str, ...]
    signs: tuple[Row, ...]
    key: str

    @property
    def height(self) -> int:
        """How high it is, with the room below it."""
        texts = len(self.way) * font(_WAY).step + len(self.rest) * font(_REST).step
        return texts + high(self.signs) + _APART


class Listed(NamedTuple):
    """A list, and how high it is."""

    shapes: tuple[Shape, ...]
    height: int


def entry(number: int, arrow: Arrow, names: Mapping[str, str], words: Words) -> Entry:
    """Return the entry of an arrow; `names` are those of the cards, fit to show."""
    way = say(said("{start} → {end}", start=names[arrow.start], end=names[arrow.end]), words)
    sentences = (visible(" ".join(arrow.when.split())), sees_over(arrow, words))
    rest = [line for text in sentences for line in wrapped(text, _COLUMN - _HANG, 4, font(_REST))]
    return Entry(
        number,
        wrapped(way, _COLUMN - _HANG, 3, font(_WAY)),
        tuple(rest),
        tuple(marked(arrow, words)),
        arrow.transition.entity,
    )


def listed(title: str, entries: Sequence[Entry], x: int, y: int, room: int) -> Listed:
    """Return entries below a title, in as many columns of about the same height as there is room for."""
    if not entries:
        return Listed((), 0)
    columns = max(1, min(len(entries), (room + _BETWEEN) // (_COLUMN + _BETWEEN)))
    shapes: list[Shape] = [Label(x, y + 14, (title,), "row")]
    bottom = y
    for number, column in enumerate(_columns(entries, columns)):
        at = y + _TITLE
        for one in column:
            shapes.append(_shown(one, x + number * (_COLUMN + _BETWEEN), at))
            at += one.height
        bottom = max(bottom, at)
    return Listed(tuple(shapes), bottom - y)


_WAY = "strong"
_REST = "soft"
_COLUMN = 330
_BETWEEN = 36
_HANG = 38
_APART = 10
_TITLE = 32


def _columns(entries: Sequence[Entry], number: int) -> Sequence[Sequence[Entry]]:
    """Return the entries of each column, in order: each takes its share of the whole height."""
    columns: list[list[Entry]] = [[] for _ in range(number)]
    whole, used = sum(one.height for one in entries), 0
    for one in entries:
        columns[used * number // whole].append(one)
        used += one.height
    return columns


def _shown(one: Entry, x: int, y: int) -> Group:
    shapes: list[Shape] = list(badge(str(one.number), x, y)) if one.number else []
    way, rest = font(_WAY), font(_REST)
    shapes.append(Label(x + _HANG, y + way.rise, one.way, _WAY, step=way.step))
    shapes.append(Label(x + _HANG, y + len(one.way) * way.step + rest.rise, one.rest, _REST, step=rest.step))
    below = y + len(one.way) * way.step + len(one.rest) * rest.step
    shapes += drawn(one.signs, x + _HANG, below)
    return Group(tuple(shapes), key=one.key)

"""The points of journeys on a curve: each journey has its own shape besides its own colour."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.render.picture.canvas import Group, Label, Path, Shape
from cxmap.render.picture.letters import width, wrapped
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.theme import font, hue
from cxmap.report.drawing import Line
from cxmap.words import Words

MOST = 12
"""So many journeys can be told apart."""
APART = 12
"""Between points that would lie on each other."""
LINE = 22
"""How high a line of the key is."""


def marker(number: int, x: int, y: int) -> Path:
    """Return the point of the journey with a number, counted from 0, around a place."""
    outline = _SHAPES[number % len(_SHAPES)].format(x=x, y=y)
    filled = number < len(_SHAPES)
    return Path(outline, f"{'point' if filled else 'dot'}-{hue(number)}")


class Entry(NamedTuple):
    """A journey in the key, or the mean, which has no number; `x` is how far to the right it stands."""

    number: int | None
    x: int
    text: str
    entity: str


def key(lines: Sequence[Line], room: int, words: Words) -> tuple[tuple[Entry, ...], ...]:
    """Return what the points of the journeys are, in as many lines as they need."""
    named: list[tuple[int | None, str, str]] = [(None, words.sentence("Mean of the journeys"), "")]
    named += [(number, called(line.journey), line.journey.entity) for number, line in enumerate(lines)]
    found: list[list[Entry]] = [[]]
    at = 0
    for number, text, entity in named:
        own = _SAMPLE if number is None else _SIGN
        shown = "".join(wrapped(text, min(room - own, _MOST_NAME), 1, font("label")))
        wide = own + int(width(shown, font("label"))) + 1
        if found[-1] and at + wide > room:
            found.append([])
            at = 0
        found[-1].append(Entry(number, at, shown, entity))
        at += wide + _BETWEEN
    return tuple(map(tuple, found))


def key_shapes(entries: Sequence[Sequence[Entry]], x: int, y: int) -> Iterator[Shape]:
    """Yield the key from its upper left corner."""
    for line, together in enumerate(entries):
        middle = y + line * LINE + LINE // 2
        for entry in together:
            left = x + entry.x
            if entry.number is None:
                sign, own = Path(f"M{left} {middle}H{left + _SAMPLE - 8}", "curve"), _SAMPLE
            else:
                sign, own = marker(entry.number, left + 6, middle), _SIGN
            yield Group((sign, Label(left + own, middle + 4, (entry.text,), "label")), entry.text, entry.entity)


_SIGN = 18
_SAMPLE = 40
_BETWEEN = 24
_MOST_NAME = 360
_SHAPES = (
    "M{x} {y}m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z",
    "M{x} {y}m-5 -5h10v10h-10Z",
    "M{x} {y}m0 -6l6 11h-12Z",
    "M{x} {y}m0 -6l6 6l-6 6l-6 -6Z",
    "M{x} {y}m0 6l6 -11h-12Z",
    "M{x} {y}m-2 -6h4v4h4v4h-4v4h-4v-4h-4v-4h4Z",
)

"""The row of feelings: a curve over the touchpoints, as the steps of journeys say."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.picture.canvas import Group, Label, Path, Shape, Symbol
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.map_parts import markers
from cxmap.render.picture.map_parts.curve import smooth
from cxmap.render.picture.map_parts.places import TITLES, Column, Row, Stretch, columns
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.symbols import face, face_look
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Drawing, Line
from cxmap.words import Words, say

LEVEL = 36
"""Between one feeling and the next."""
FACE = 20

_TOP = 40
_BOTTOM = 24
_NUMBERS = 42
_MOST_POINTS = 6
"""A column with more touchpoints has one point for all of them."""


class Felt(NamedTuple):
    """A feeling in its place: what is felt on average, what each journey says, by its number, where, and its number."""

    x: int
    feels: float | None
    by: tuple[tuple[int, float], ...]
    where: str
    number: str


def feelings(drawing: Drawing, stretches: Sequence[Stretch], numbers: Mapping[str, int], words: Words) -> Row | None:
    """Return the row with the curve, or None where nobody says how anything feels.

    With several journeys the curve is the mean, and every journey has its own small points. `numbers` are those that
    touchpoints show on their cards.
    """
    felt = [point for column in columns(stretches) for point in _felt(drawing.lines, column, numbers)]
    if all(point.feels is None for point in felt):
        return None
    several = 1 < len(drawing.lines) <= markers.MOST
    start, end = stretches[0].x, stretches[-1].x + stretches[-1].width
    key = markers.key(drawing.lines, end - start - 20, words) if several else ()
    top = _TOP + len(key) * markers.LINE
    height = top + 4 * LEVEL + (_NUMBERS if any(point.number for point in felt) else _BOTTOM)

    def shapes(y: int) -> Iterator[Shape]:
        yield from markers.key_shapes(key, start + 10, y + 10)
        yield from grid(start, end, y + top, words)
        yield from _line(felt, y + top)
        if several:
            for point in felt:
                yield from _journeys(point, drawing.lines, y + top, words)
        else:
            yield from _faces(felt, y + top, words)
        for point in felt:
            if point.number:
                yield Label(point.x, y + height - 9, (point.number,), "axis", "middle")

    return Row(words.sentence("How it feels"), "feels", height, shapes)


def names(words: Words) -> dict[int, str]:
    """Return what feelings are called, from 2 to -2."""
    return {
        2: words.sentence("Delighted"),
        1: words.sentence("Good"),
        0: words.sentence("Neutral"),
        -1: words.sentence("Bad"),
        -2: words.sentence("Awful"),
    }


def felt_as(feels: float, words: Words) -> str:
    """Return a feeling as a word."""
    return names(words)[max(-2, min(2, int(feels + (0.5 if feels >= 0 else -0.5))))]


def level(feels: float) -> int:
    """Return how far below the best feeling another one is drawn."""
    return round((2 - feels) * LEVEL)


# What is felt where.


def _felt(lines: Sequence[Line], column: Column, numbers: Mapping[str, int]) -> Iterator[Felt]:
    slot = column.slot
    if slot.step is not None:
        where = " / ".join(called(card.touchpoint) for card in slot.cards)
        yield Felt(column.middle, slot.step.feels, (), where, "")
        return
    together = len(slot.cards) > _MOST_POINTS
    groups = [slot.cards] if together else [(card,) for card in slot.cards]
    for position, group in enumerate(groups):
        x = column.x + round(column.width * (position + 0.5) / len(groups))
        by = tuple(_by(lines, {card.touchpoint.id for card in group}))
        mean = sum(feels for _, feels in by) / len(by) if by else None
        number = "" if together else str(numbers.get(group[0].touchpoint.id, ""))
        yield Felt(x, mean, by, " / ".join(called(card.touchpoint) for card in group[:_MOST_POINTS]), number)


def _by(lines: Sequence[Line], touchpoints: set[str]) -> Iterator[tuple[int, float]]:
    """Yield what each journey says of some touchpoints, on average where it says more than one thing."""
    for number, line in enumerate(lines):
        said_here = [
            step.feels for step in line.steps if step.feels is not None and not touchpoints.isdisjoint(step.touchpoints)
        ]
        if said_here:
            yield number, sum(said_here) / len(said_here)


# Shapes.


def grid(start: int, end: int, top: int, words: Words) -> Iterator[Shape]:
    """Yield a level line for each feeling, named to the left of where the lines start."""
    for feels, name in names(words).items():
        y = top + level(feels)
        yield Path(f"M{start} {y}H{end}", "grid" if feels else "zero")
        yield Symbol(face(feels), start - 12 - 16, y - 8, 16, face_look(feels))
        room = TITLES - 44
        yield Label(start - 34, y + 4, wrapped(name, room, 1, font("axis")), "axis", "end")


def _line(felt: Sequence[Felt], top: int) -> Iterator[Shape]:
    """Yield the curve; where nobody says how the touchpoints in between feel, it is dotted."""
    known = [(number, point) for number, point in enumerate(felt) if point.feels is not None]
    whole = smooth([_place(point, top) for _, point in known])
    if not whole:
        return
    start, *bends = whole.split("C")
    at = start.removeprefix("M")
    for bend, ((one, _), (other, _)) in zip(bends, pairwise(known), strict=True):
        yield Path(f"M{at}C{bend}", "curve" if other == one + 1 else "curve-gap")
        at = " ".join(bend.split()[-2:])


def _place(point: Felt, top: int) -> tuple[int, int]:
    return point.x, top + level(point.feels or 0)


def _faces(felt: Sequence[Felt], top: int, words: Words) -> Iterator[Shape]:
    for point in felt:
        if point.feels is not None:
            x, y = _place(point, top)
            symbol = Symbol(face(point.feels), x - FACE // 2, y - FACE // 2, FACE, face_look(point.feels))
            yield Group((Path(circle(x, y, FACE // 2), "face-ground"), symbol), _told(point.where, point.feels, words))


def _journeys(point: Felt, lines: Sequence[Line], top: int, words: Words) -> Iterator[Shape]:
    """Yield what each journey says of a touchpoint; those that say the same stand side by side."""
    levels: dict[int, list[tuple[int, float]]] = {}
    for number, feels in point.by:
        levels.setdefault(level(feels), []).append((number, feels))
    for y, together in levels.items():
        start = point.x - (len(together) - 1) * markers.APART // 2
        for position, (number, feels) in enumerate(together):
            shape = markers.marker(number, start + position * markers.APART, top + y)
            journey = lines[number].journey
            yield Group((shape,), f"{called(journey)}. {_told(point.where, feels, words)}", journey.entity)


def _told(where: str, feels: float, words: Words) -> str:
    return say(said("{where}: {feeling}.", where=where, feeling=felt_as(feels, words).lower()), words)


def circle(x: int, y: int, radius: int) -> str:
    """Return a circle in the words of SVG."""
    return f"M{x - radius} {y}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 {-2 * radius} 0Z"

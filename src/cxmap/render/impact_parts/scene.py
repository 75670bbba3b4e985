"""The affected part of the map laid out for drawing: stages as columns, touchpoints as cards, arrows in between.

All measures are in pixels at a font of 13. A text never runs out of its card: how wide it is is judged from above.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cxmap.render.nearest import nearest
from cxmap.render.picture.letters import wrapped
from cxmap.report.impact import Arrow, Card, Mark
from cxmap.visible import visible

MOST_CARDS = 200
"""How many cards are drawn at most; more could not be followed with the eye."""


class Column(NamedTuple):
    """A stage: the lines of its name, and the box behind its cards."""

    x: int
    width: int
    height: int
    lines: tuple[str, ...]


class Box(NamedTuple):
    """A card: where it is, the lines of its name, its channel, and how it changed."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]
    channel: str
    mark: Mark
    title: str


class Curve(NamedTuple):
    """An arrow: its path in the words of SVG, how it changed, and what it says."""

    path: str
    mark: Mark
    title: str


class Scene(NamedTuple):
    """Everything to draw, and how much was too much to draw."""

    width: int
    height: int
    columns: tuple[Column, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    cards_left: int
    arrows_left: int


def scene(cards: Sequence[Card], arrows: Sequence[Arrow]) -> Scene:
    """Return where everything goes; the same cards and arrows always go to the same places."""
    drawn = nearest(cards, arrows, MOST_CARDS)
    stages = {stage: [card for card in drawn.cards if card.stage == stage] for stage in _stages(drawn.cards)}
    heads = {stage: wrapped(visible(stage), _COLUMN - 2 * _PADDING, _MOST_LINES) for stage in stages}
    top = _PADDING + _LINE * max((len(lines) for lines in heads.values()), default=0) + _PADDING
    boxes = {
        card.touchpoint.id: box
        for number, inside in enumerate(stages.values())
        for card, box in zip(inside, _boxes(inside, _MARGIN + number * (_COLUMN + _BETWEEN), top), strict=True)
    }
    height = max((box.y + box.height for box in boxes.values()), default=0) + _PADDING
    made = tuple(
        Column(_MARGIN + number * (_COLUMN + _BETWEEN), _COLUMN, height, heads[stage])
        for number, stage in enumerate(stages)
    )
    width = 2 * _MARGIN + len(made) * (_COLUMN + _BETWEEN) - _BETWEEN
    names = {card.touchpoint.id: visible(card.touchpoint.name or card.touchpoint.id) for card in drawn.cards}
    curves = tuple(_curve(arrow, boxes, names) for arrow in drawn.arrows)
    return Scene(width, height, made, tuple(boxes.values()), curves, drawn.cards_left, drawn.arrows_left)


_COLUMN = 190
_BETWEEN = 72
_MARGIN = 44
_PADDING = 10
_CARD = _COLUMN - 2 * _PADDING
_LINE = 17
_APART = 30
_MOST_LINES = 3


def _stages(cards: Sequence[Card]) -> dict[str, None]:
    return dict.fromkeys(card.stage for card in cards)


def _boxes(cards: Sequence[Card], x: int, top: int) -> Iterator[Box]:
    y = top
    for card in cards:
        title = visible(card.touchpoint.name or card.touchpoint.id)
        lines = wrapped(title, _CARD - 2 * _PADDING, _MOST_LINES)
        channel = "".join(wrapped(visible(card.channel), _CARD - 2 * _PADDING, 1))
        height = 2 * _PADDING + _LINE * (len(lines) + bool(channel) + bool(card.mark))
        yield Box(x + _PADDING, y, _CARD, height, lines, channel, card.mark, title)
        y += height + _APART


# Arrows leave and arrive at a third of a card's height when they lead on, lower down when they lead back.

_ON, _BACK = 0.35, 0.7


def _curve(arrow: Arrow, boxes: Mapping[str, Box], names: Mapping[str, str]) -> Curve:
    start, end = boxes[arrow.start], boxes[arrow.end]
    ways = f"{names[arrow.start]} -> {names[arrow.end]}"
    title = f"{ways}: {visible(arrow.label)}" if arrow.label else ways
    if start.x < end.x:
        path = _across(start.x + start.width, _at(start, _ON), end.x, _at(end, _ON))
    elif start.x > end.x:
        path = _across(start.x, _at(start, _BACK), end.x + end.width, _at(end, _BACK))
    elif start.y < end.y <= start.y + start.height + _APART:
        path = f"M{_middle(start)} {start.y + start.height} L{_middle(end)} {end.y}"
    elif start.y < end.y:
        path = _around(start.x + start.width, _at(start, _BACK), _at(end, _ON), 1)
    else:
        path = _around(start.x, _at(start, _ON), _at(end, _BACK), -1)
    return Curve(path, arrow.mark, title)


def _at(box: Box, share: float) -> int:
    return box.y + round(box.height * share)


def _middle(box: Box) -> int:
    return box.x + box.width // 2


def _across(x1: int, y1: int, x2: int, y2: int) -> str:
    bend = max(_BETWEEN // 2, abs(x2 - x1) // 2) * (1 if x2 > x1 else -1)
    return f"M{x1} {y1} C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"


def _around(x: int, y1: int, y2: int, side: int) -> str:
    # Three quarters of this is how far the curve comes out: never as far as the next column.
    out = min(20 + abs(y2 - y1) // 8, _MARGIN + 6) * side
    return f"M{x} {y1} C{x + out} {y1} {x + out} {y2} {x} {y2}"

"""What the customer does in a blueprint, step by step."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from cxmap.render.picture.blueprint_parts.columns import Column, stretches
from cxmap.render.picture.blueprint_parts.grid import Grid
from cxmap.render.picture.canvas import Box, Group, Label, Path, Shape, Symbol
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.parts.legend import badge, badge_width
from cxmap.render.picture.parts.signs import FACES
from cxmap.render.picture.symbols import face
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Arrow, Step
from cxmap.visible import visible
from cxmap.words import Words

Ways = Mapping[tuple[str, str], Arrow]
"""The transitions by the ids of the touchpoints where they start and end."""


class Action(NamedTuple):
    """What the customer does over the columns from `first` to `last`; `own` is false where only its place is known."""

    first: int
    last: int
    lines: tuple[str, ...]
    own: bool
    step: Step | None
    key: str


def actions(band: Sequence[Column], grid: Grid, words: Words) -> tuple[Action, ...]:
    """Return the actions of a band of columns."""
    found = []
    for first, last in stretches([column.action for column in band]):
        step = band[first].step
        names = [called(column.card.touchpoint) for column in band[first : last + 1]]
        text = visible(" ".join(step.does.split())) if step else ""
        instead = f" {words.sentence('or')} ".join(names)
        lines = wrapped(text or instead, grid.wide(first, last) - 2 * _PADDING, _MOST_LINES, font(_TEXT))
        found.append(Action(first, last, lines, bool(text), step, band[first].card.touchpoint.entity))
    return tuple(found)


def high(found: Sequence[Action]) -> int:
    """Return how high the boxes of actions are."""
    lines = max(len(action.lines) for action in found)
    return 2 * _PADDING + lines * font(_TEXT).step + (_HEAD if any(map(_headed, found)) else 0)


def shown(found: Sequence[Action], grid: Grid, y: int, words: Words) -> Iterator[Shape]:
    """Yield the boxes of actions from the top, all as high as the highest."""
    height, headed = high(found), any(map(_headed, found))
    for action in found:
        x, wide = grid.left(action.first), grid.wide(action.first, action.last)
        optional = action.step is not None and action.step.optional
        shapes: list[Shape] = [Box(x, y, wide, height, "card-planned" if optional else "card", 16)]
        if action.step:
            shapes += _head(action.step, x, y, wide, words)
        top = y + _PADDING + (_HEAD if headed else 0)
        look = _TEXT if action.own else _INSTEAD
        shapes.append(Label(x + _PADDING, top + font(_TEXT).rise, action.lines, look, step=font(_TEXT).step))
        yield Group(tuple(shapes), " ".join(action.lines), action.key)


def between(found: Sequence[Action], band: Sequence[Column], ways: Ways, grid: Grid, y: int) -> Iterator[Shape]:
    """Yield the arrows from each action to the next: along the journey, or where a transition leads there."""
    middle = y + high(found) // 2
    for before, after in pairwise(found):
        arrow = ways.get((band[before.last].card.touchpoint.id, band[after.first].card.touchpoint.id))
        if before.step or arrow:
            end = grid.left(after.first)
            start = end - (grid.left(1) - grid.left(0) - grid.wide(0, 0))
            way = Path(f"M{start} {middle} L{end} {middle}", "arrow", arrow=True)
            yield Group((way,), _told(arrow), arrow.transition.entity) if arrow else way


_PADDING = 12
_HEAD = 23
_TEXT = "text"
_INSTEAD = "soft"
_MOST_LINES = 7
_FACE = 17


def _headed(action: Action) -> bool:
    return action.step is not None


def _head(step: Step, x: int, y: int, wide: int, words: Words) -> Iterator[Shape]:
    number = str(step.number)
    yield from badge(number, x + _PADDING, y + _PADDING - 1)
    if step.optional:
        at = x + _PADDING + badge_width(number) + 7
        yield Label(at, y + _PADDING + 12, (words.sentence("optional"),), "small")
    if step.feels is not None:
        name = face(step.feels)
        yield Symbol(name, x + wide - _PADDING - _FACE, y + _PADDING - 1, _FACE, FACES[name])


def _told(arrow: Arrow) -> str:
    return visible(" ".join(arrow.when.split())) or visible(arrow.transition.name or arrow.transition.id)

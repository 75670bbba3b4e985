"""The heads of a journey map: the stages as chevrons with their goals, and the numbers of steps."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cxmap.message import said
from cxmap.render.picture.canvas import Group, Label, Path, Shape
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.map_parts.places import Column, Row, Stretch, columns
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.parts.legend import badge, badge_width
from cxmap.render.picture.theme import font
from cxmap.words import Words, say


def heads(stretches: Sequence[Stretch], words: Words) -> Row:
    """Return the row of stages: a chevron each, with name and goal."""
    texts = [_texts(stretch) for stretch in stretches]
    inside = max((len(name) * _NAME.step + len(goal) * _GOAL.step for name, goal in texts), default=0)
    height = inside + 2 * _PADDING

    def shapes(y: int) -> Iterator[Shape]:
        for number, (stretch, (name, goal)) in enumerate(zip(stretches, texts, strict=True)):
            segment = stretch.segment
            outline = _chevron(stretch, y, height, first=number == 0)
            x = stretch.x + _SLANT + 8
            at = y + (height - len(name) * _NAME.step - len(goal) * _GOAL.step) // 2
            yield Group(
                (
                    Path(outline, f"chevron-{segment.hue}"),
                    Label(x, at + _NAME.rise, name, "stage", step=_NAME.step),
                    Label(x, at + len(name) * _NAME.step + _GOAL.rise + 1, goal, "goal", step=_GOAL.step),
                ),
                f"{segment.name}. {segment.goal}".strip(),
            )

    return Row(words.sentence("Stages"), "journey", height, shapes)


def steps(stretches: Sequence[Stretch], words: Words) -> Row:
    """Return the row with the numbers of steps, which are optional, and the journeys that are nested."""
    every = [column for column in columns(stretches) if column.slot.step]
    nested = any(column.slot.step and column.slot.step.within for column in every)
    height = _STEP + (_NESTED if nested else 0)

    def shapes(y: int) -> Iterator[Shape]:
        top = y
        if nested:
            yield from _brackets(every, y, words)
            top += _NESTED
        for column in every:
            if column.slot.step is not None:
                number = str(column.slot.step.number)
                yield from badge(number, column.left, top + 6)
                if column.slot.step.optional:
                    x = column.left + badge_width(number) + 7
                    yield Label(x, top + 19, (words.sentence("optional"),), "soft")

    return Row(words.sentence("Steps"), "", height, shapes)


_SLANT = 16
_PADDING = 12
_STEP = 28
_NESTED = 26
_MOST_NAME = 3
_MOST_GOAL = 7
_NAME, _GOAL = font("stage"), font("goal")


def _texts(stretch: Stretch) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = stretch.width - 2 * _SLANT - 8
    segment = stretch.segment
    return wrapped(segment.name, room, _MOST_NAME, _NAME), wrapped(segment.goal, min(room, 420), _MOST_GOAL, _GOAL)


def _chevron(stretch: Stretch, y: int, height: int, *, first: bool) -> str:
    left, right, middle, low = stretch.x, stretch.x + stretch.width, y + height // 2, y + height
    notch = "" if first else f"L{left + _SLANT} {middle}"
    return f"M{left} {y}H{right - 4}L{right + _SLANT - 4} {middle}L{right - 4} {low}H{left}{notch}Z"


def _brackets(every: Sequence[Column], y: int, words: Words) -> Iterator[Shape]:
    for journey, together in groupby(every, lambda column: column.slot.step and column.slot.step.within):
        if journey:
            inside = tuple(together)
            start, end = inside[0].left, inside[-1].x + inside[-1].width - 10
            text = say(said("Part: {journey}", journey=called(journey)), words)
            lines = wrapped(text, end - start - 4, 1, font("soft"))
            yield Group(
                (
                    Label(start + 2, y + 14, lines, "soft"),
                    Path(f"M{start} {y + 26}V{y + 20}H{end}V{y + 26}", "bracket"),
                ),
                called(journey),
                journey.entity,
            )

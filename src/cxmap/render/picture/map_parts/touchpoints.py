"""The row of touchpoints, as cards on top of each other."""

from collections.abc import Iterator, Mapping, Sequence

from cxmap.render.picture.canvas import Box, Label, Shape
from cxmap.render.picture.map_parts.places import PADDING, Row, Stretch, columns
from cxmap.render.picture.parts import card as cards
from cxmap.words import Words


def touchpoints(stretches: Sequence[Stretch], make: cards.Make, numbers: Mapping[str, int], words: Words) -> Row:
    """Return the row of cards. Those that have a number show it; those of one step are joined by "or"."""
    every = columns(stretches)
    faces = [
        [cards.face(card, make, words, number=_number(card.touchpoint.id, numbers)) for card in column.slot.cards]
        for column in every
    ]
    deep = max(map(len, faces), default=0)
    heights = [max(stack[level].height for stack in faces if len(stack) > level) for level in range(deep)]
    choices = any(column.slot.step and len(column.slot.cards) > 1 for column in every)
    apart = _OR if choices else _APART
    height = 2 * PADDING + sum(heights) + apart * max(0, deep - 1)

    def shapes(y: int) -> Iterator[Shape]:
        for column, stack in zip(every, faces, strict=True):
            at = y + PADDING
            for level, face in enumerate(stack):
                box = Box(column.left, at, make.width, heights[level], "card")
                yield cards.shown(face, box, words)
                at += heights[level] + apart
                if column.slot.step and level + 1 < len(stack):
                    yield Label(column.middle, at - 7, (words.sentence("or"),), "soft", "middle")

    return Row(words.sentence("Touchpoints"), "touchpoint", height, shapes)


_APART = 10
_OR = 22


def _number(name: str, numbers: Mapping[str, int]) -> str:
    return str(numbers[name]) if name in numbers else ""

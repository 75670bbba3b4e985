"""The columns of a service blueprint: one for each touchpoint of a journey or of the map, in order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.report.drawing import Card, Drawing, Step

MOST = 40
"""How many columns stand side by side; more are broken into bands below one another."""


class Column(NamedTuple):
    """A touchpoint, and the step of the journey that leads to it. A step with alternatives has a column for each."""

    card: Card
    step: Step | None = None

    @property
    def action(self) -> tuple[int, str]:
        """What tells the customer's action in this column from those beside it."""
        return (self.step.number, "") if self.step else (0, self.card.touchpoint.id)


def columns(drawing: Drawing) -> tuple[Column, ...]:
    """Return the columns: the steps of the journey that is followed, else the touchpoints, stage by stage."""
    followed = drawing.followed
    if followed is None:
        return tuple(Column(card) for card in drawing.cards)
    known = {card.touchpoint.id: card for card in drawing.cards}
    return tuple(
        Column(known[name], step)
        for step in followed.steps
        for name in dict.fromkeys(step.touchpoints)
        if name in known
    )


def bands(found: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """Yield the columns in bands of about the same length, broken where a stage ends if one does near by."""
    number = -(-len(found) // MOST)
    start = 0
    for band in range(1, number):
        end = _cut(found, start, band * len(found) // number)
        if end > start:
            yield found[start:end]
            start = end
    if found:
        yield found[start:]


def stretches(keys: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last position of each stretch of keys that are the same."""
    start = 0
    for position in range(1, len(keys) + 1):
        if position == len(keys) or keys[position] != keys[start]:
            yield start, position - 1
            start = position


_NEAR = 4


def _cut(found: Sequence[Column], start: int, wanted: int) -> int:
    """Return where to break near `wanted`: not within a step."""
    near = range(max(start + 1, wanted - _NEAR), min(len(found) - 1, wanted + _NEAR) + 1)
    whole = [place for place in near if found[place - 1].action != found[place].action]
    return min(whole, key=lambda place: (not _ends_stage(found, place), abs(place - wanted)), default=wanted)


def _ends_stage(found: Sequence[Column], place: int) -> bool:
    return found[place - 1].card.stage != found[place].card.stage

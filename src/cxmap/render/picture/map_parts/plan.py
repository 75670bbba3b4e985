"""What stands in which column of a journey map.

The map of several journeys has its touchpoints below their stages, as many on top of each other as keep it a poster
and not a tape. The map of one journey has its steps in order, and a stage comes again where the steps go back to it;
a long journey is broken into strips, one below the other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil, log
from typing import NamedTuple

from cxmap.message import Named
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.theme import hue
from cxmap.report.drawing import Card, Drawing, Line, Step
from cxmap.visible import visible
from cxmap.words import Words


class Slot(NamedTuple):
    """A column: the touchpoints on top of each other. `step` is which step it is on the map of one journey."""

    cards: tuple[Card, ...]
    step: Step | None = None


class Segment(NamedTuple):
    """A stretch of columns below one head. Its name and goal are fit to show."""

    name: str
    goal: str
    hue: str
    slots: tuple[Slot, ...]


Strip = tuple[Segment, ...]


class Plan(NamedTuple):
    """The strips of a map. `line` is the one journey it is of; `deep` how many cards stand on top of each other."""

    strips: tuple[Strip, ...]
    line: Line | None
    deep: int

    @property
    def numbered(self) -> bool:
        """Whether touchpoints need numbers, because it does not show which is meant below them."""
        return self.line is None and self.deep > 1

    @property
    def numbers(self) -> dict[str, int]:
        """The numbers of touchpoints, by their ids, in the order in which they stand."""
        slots = (slot for strip in self.strips for segment in strip for slot in segment.slots)
        names = dict.fromkeys(card.touchpoint.id for slot in slots for card in slot.cards)
        return {name: number for number, name in enumerate(names, 1)}


def plan(drawing: Drawing, words: Words) -> Plan:
    """Return what stands where: step by step for one journey, else stage by stage."""
    stages = _Stages(drawing, words)
    line = drawing.followed
    if line is None:
        return _by_stages(drawing, stages)
    return _by_steps(drawing, line, stages, words)


_MOST_STEPS = 24
"""So many columns a strip may have on the map of one journey."""
_POSTER = 1.9
"""How much wider than high a map should be."""
_CARD = 1.7
"""How much wider than high a card is."""
_REST = 7
"""How many cards the rows below them are high."""


class _Stages:
    """The heads of stages."""

    def __init__(self, drawing: Drawing, words: Words) -> None:
        self._words = words
        self._phases = {phase.stage: (number, phase) for number, phase in enumerate(drawing.phases)}

    def segment(self, stage: Named | None, slots: Sequence[Slot]) -> Segment:
        """Return the columns of a stage; those of a stage that nobody declares have no hue."""
        number, phase = self._phases.get(stage, (None, None))
        if stage is None:
            return Segment(self._words.sentence("No stage"), "", hue(None), tuple(slots))
        return Segment(called(stage), visible(phase.goal) if phase else "", hue(number), tuple(slots))


# Several journeys, or none.


def _by_stages(drawing: Drawing, stages: _Stages) -> Plan:
    groups = [(stage, tuple(cards)) for stage, cards in groupby(drawing.cards, lambda card: card.stage)]
    deep = _depth([len(cards) for _, cards in groups])
    strip = tuple(stages.segment(stage, tuple(Slot(part) for part in _parts(cards, deep))) for stage, cards in groups)
    return Plan((strip,) if strip else (), None, deep)


def _depth(sizes: Sequence[int]) -> int:
    """Return how many cards on top of each other make the map the most like a poster; the fewer the better."""

    def unlike(deep: int) -> float:
        columns = sum(ceil(size / deep) for size in sizes)
        return abs(log(columns / (_REST + deep) * _CARD / _POSTER))

    return min(range(1, max(sizes, default=1) + 1), key=unlike)


def _parts(cards: tuple[Card, ...], deep: int) -> Iterator[tuple[Card, ...]]:
    """Yield cards in as few columns as they need, of heights as even as can be."""
    columns = ceil(len(cards) / deep)
    least, more = divmod(len(cards), columns)
    start = 0
    for number in range(columns):
        end = start + least + (number < more)
        yield cards[start:end]
        start = end


# One journey.


def _by_steps(drawing: Drawing, line: Line, stages: _Stages, words: Words) -> Plan:
    cards = {card.touchpoint.id: card for card in drawing.cards}
    slots = [Slot(tuple(cards[name] for name in step.touchpoints if name in cards), step) for step in line.steps]
    deep = max((len(slot.cards) for slot in slots), default=1) or 1
    strips = [
        tuple(stages.segment(stage, tuple(together)) for stage, together in groupby(part, _stage))
        for part in _even(slots, _MOST_STEPS)
    ]
    beside = _beside(drawing, line, deep, words)
    if beside and len(strips[-1]) and sum(len(s.slots) for s in strips[-1]) + len(beside.slots) <= _MOST_STEPS:
        strips[-1] = (*strips[-1], beside)
    elif beside:
        strips += [(beside._replace(slots=part),) for part in _even(beside.slots, _MOST_STEPS)]
    return Plan(tuple(strips), line, deep)


def _beside(drawing: Drawing, line: Line, deep: int, words: Words) -> Segment | None:
    """Return the touchpoints that are shown and on none of the steps."""
    on = {name for step in line.steps for name in step.touchpoints}
    cards = tuple(card for card in drawing.cards if card.touchpoint.id not in on)
    if not cards:
        return None
    slots = tuple(Slot(part) for part in _parts(cards, max(deep, 3)))
    return Segment(words.sentence("Not on this journey"), "", hue(None), slots)


def _stage(slot: Slot) -> Named | None:
    return slot.cards[0].stage if slot.cards else None


def _even(slots: Sequence[Slot], most: int) -> Iterator[tuple[Slot, ...]]:
    """Yield columns in as few strips as they need, of lengths as even as can be."""
    number = ceil(len(slots) / most)
    size = ceil(len(slots) / number)
    for start in range(0, len(slots), size):
        yield tuple(slots[start : start + size])

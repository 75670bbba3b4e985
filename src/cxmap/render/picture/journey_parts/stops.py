"""The stops of a journey, each with what is known of it, in lines of text that can be read."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil
from typing import NamedTuple

from cxmap.message import Named
from cxmap.report.drawing import Card, Drawing, Line, Step


class Stop(NamedTuple):
    """A step with its touchpoints, how customers feel, and whether somebody says so or it lies in between."""

    step: Step
    cards: tuple[Card, ...]
    feels: float
    known: bool

    @property
    def owners(self) -> frozenset[Named]:
        """Who is accountable here."""
        return frozenset(card.owner for card in self.cards if card.owner)


class Span(NamedTuple):
    """Stops, by their positions, that follow each other and have something in common."""

    first: int
    last: int
    thing: Named


def stops(drawing: Drawing, line: Line) -> tuple[Stop, ...]:
    """Return the stops of a journey. Where nobody says how customers feel, that lies between what is said around."""
    cards = {card.touchpoint.id: card for card in drawing.cards}
    feels = _filled([step.feels for step in line.steps])
    return tuple(
        Stop(step, tuple(cards[name] for name in step.touchpoints if name in cards), felt, step.feels is not None)
        for step, felt in zip(line.steps, feels, strict=True)
    )


def stretches(found: Sequence[Stop], most: int) -> Iterator[tuple[Stop, ...]]:
    """Yield stops in as few stretches as they need, of lengths as even as can be.

    All but the first begin with the last stop of the one before, so that nobody loses the line.
    """
    number = max(1, ceil((len(found) - 1) / (most - 1)))
    size = max(1, ceil((len(found) - 1) / number))
    for position in range(number):
        part = tuple(found[position * size : (position + 1) * size + 1])
        if part:
            yield part


def handovers(found: Sequence[Stop]) -> Iterator[int]:
    """Yield the positions of stops after which nobody who was accountable still is."""
    for position, (one, other) in enumerate(pairwise(found)):
        if one.owners and other.owners and one.owners.isdisjoint(other.owners):
            yield position


def owned(found: Sequence[Stop]) -> Iterator[Span]:
    """Yield who is accountable from where to where; of several at one stop, the first."""
    yield from _spans([stop.cards[0].owner if stop.cards else None for stop in found])


def nested(found: Sequence[Stop]) -> Iterator[Span]:
    """Yield the journeys that stand in the place of a step, from where to where."""
    yield from _spans([stop.step.within for stop in found])


def _spans(things: Sequence[Named | None]) -> Iterator[Span]:
    start = 0
    for thing, together in groupby(things):
        end = start + len(list(together))
        if thing is not None:
            yield Span(start, end - 1, thing)
        start = end


def _filled(feels: Sequence[float | None]) -> list[float]:
    known = [(number, value) for number, value in enumerate(feels) if value is not None]
    if not known:
        return [0.0] * len(feels)
    return [_between(known, number) for number in range(len(feels))]


def _between(known: Sequence[tuple[int, float]], number: int) -> float:
    before = next(((at, value) for at, value in reversed(known) if at <= number), known[0])
    after = next(((at, value) for at, value in known if at >= number), known[-1])
    if before[0] >= after[0]:
        return before[1] if before[0] <= number else after[1]
    return before[1] + (after[1] - before[1]) * (number - before[0]) / (after[0] - before[0])

"""The rows that say something below each column: what customers do and think, what hurts, what is watched, ideas."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cxmap.message import Message, said
from cxmap.render.picture.canvas import Group, Shape
from cxmap.render.picture.map_parts.places import PADDING, Column, Row, Stretch
from cxmap.render.picture.parts import rows as parts
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.parts.rows import Piece
from cxmap.report.drawing import Drawing, Gauge, Idea
from cxmap.words import Words, count, say


class Item(NamedTuple):
    """Something said in a column: its rows, and the name of the thing that it is about."""

    rows: tuple[parts.Row, ...]
    title: str = ""
    key: str = ""


class Known(NamedTuple):
    """What a map says of its touchpoints, by their ids: what hurts, and whether a step says so; metrics; ideas."""

    pains: Mapping[str, Mapping[str, bool]]
    gauges: Mapping[str, Sequence[Gauge]]
    ideas: Mapping[str, Sequence[Idea]]


def known(drawing: Drawing) -> Known:
    """Return what a map says of its touchpoints; ideas come in the order of their worth."""
    gauges: dict[str, list[Gauge]] = {}
    for gauge in drawing.gauges:
        for name in gauge.touchpoints:
            gauges.setdefault(name, []).append(gauge)
    ideas: dict[str, list[Idea]] = {}
    for idea in sorted(drawing.ideas, key=_worth):
        ideas.setdefault(idea.touchpoint, []).append(idea)
    return Known(_pains(drawing), gauges, ideas)


def does(stretches: Sequence[Stretch], words: Words) -> Row | None:
    """Return the row of what the customer does at each step, or None where nobody says."""

    def items(column: Column) -> Iterator[Item]:
        if column.slot.step and column.slot.step.does:
            yield Item(parts.text(column.slot.step.does, "text", column.room, _MOST_LINES))

    return _row(words.sentence("What customers do"), "does", items, stretches, words)


def thinks(stretches: Sequence[Stretch], words: Words) -> Row | None:
    """Return the row of what the customer thinks at each step, or None where nobody says."""

    def items(column: Column) -> Iterator[Item]:
        if column.slot.step and column.slot.step.thinks:
            yield Item(parts.text(f"“{column.slot.step.thinks}”", "quote", column.room, _MOST_LINES))

    return _row(words.sentence("What they think"), "thinks", items, stretches, words)


def pains(known: Known, stretches: Sequence[Stretch], words: Words) -> Row | None:
    """Return the row of what hurts, as the steps of journeys and the opportunities say, or None for nothing."""

    def items(column: Column) -> Iterator[Item]:
        own = dict.fromkeys(column.slot.step.pains, "") if column.slot.step else {}
        for card in column.slot.cards:
            at_it = known.pains.get(card.touchpoint.id, {})
            fitting = [text for text, of_a_step in at_it.items() if not (column.slot.step and of_a_step)]
            own |= dict.fromkeys(fitting, _where(column, called(card.touchpoint)))
        for text, where in own.items():
            yield Item(_pointed(text, "text", column.room, "pain", "icon-pain", where))

    return _row(words.sentence("What hurts"), "pain", items, stretches, words)


def metrics(known: Known, stretches: Sequence[Stretch], words: Words) -> Row | None:
    """Return the row of the metrics, each once in a stage, or None where nothing is watched."""
    first = _first_columns(known.gauges, stretches)

    def items(column: Column) -> Iterator[Item]:
        for gauge in first[column.x].values():
            name = _pointed(called(gauge.metric), "text", column.room, "metric", "icon-strong")
            target = parts.text(_target(gauge, words), "small", column.room - parts.HANG, 2)
            yield Item((*name, *target), called(gauge.metric), gauge.metric.entity)

    return _row(words.sentence("Metrics"), "metric", items, stretches, words)


def ideas(known: Known, stretches: Sequence[Stretch], words: Words) -> Row | None:
    """Return the row of opportunities with their value and effort, or None where there are none."""
    shown: set[str] = set()

    def items(column: Column) -> Iterator[Item]:
        for card in column.slot.cards:
            for idea in known.ideas.get(card.touchpoint.id, ()):
                if idea.opportunity.id not in shown:
                    shown.add(idea.opportunity.id)
                    yield _idea(idea, column, called(card.touchpoint), words)

    return _row(words.sentence("Opportunities"), "opportunity", items, stretches, words)


_MOST_LINES = 8
_MOST_ITEMS = 8
_GAP = 7


def _row(
    title: str, symbol: str, items: Callable[[Column], Iterable[Item]], stretches: Sequence[Stretch], words: Words
) -> Row | None:
    """Return a row of items below each other in each column."""
    cells = [cell for stretch in stretches for cell in _cells(stretch, items, words)]
    height = max((_high(cell) for _, cell in cells), default=0)

    def shapes(y: int) -> Iterator[Shape]:
        for column, cell in cells:
            at = y + PADDING
            for item in cell:
                hang = parts.HANG if item.rows and item.rows[0] and item.rows[0][0].symbol else 0
                inside = tuple(parts.drawn(item.rows, column.left, at, hang=hang))
                yield Group(inside, item.title, item.key)
                at += parts.high(item.rows) + _GAP

    return Row(title, symbol, height + 2 * PADDING, shapes) if height else None


def _cells(
    stretch: Stretch, items: Callable[[Column], Iterable[Item]], words: Words
) -> list[tuple[Column, Sequence[Item]]]:
    """Return what stands in the columns of a stage: below the step it belongs to, or else where there is room."""
    own = [list(items(column)) for column in stretch.columns]
    if any(column.slot.step for column in stretch.columns):
        cells = zip(stretch.columns, own, strict=True)
        return [(column, _shortened(cell, _MOST_ITEMS, column, words)) for column, cell in cells]
    together = [item for cell in own for item in cell]
    balanced: list[list[Item]] = [[] for _ in stretch.columns]
    for item in _shortened(together, _MOST_ITEMS * len(own), stretch.columns[0], words):
        min(balanced, key=_high).append(item)
    return list(zip(stretch.columns, balanced, strict=True))


def _shortened(items: Sequence[Item], most: int, column: Column, words: Words) -> Sequence[Item]:
    """Return items, of very many the first and how many more there are."""
    if len(items) <= most:
        return items
    more = count(len(items) - most + 1, "and {number} more", "and {number} more", words)
    return (*items[: most - 1], Item(parts.text(more, "soft", column.room, 1)))


def _high(items: Sequence[Item]) -> int:
    return sum(parts.high(item.rows) for item in items) + _GAP * max(0, len(items) - 1)


def _pointed(  # noqa: PLR0913, PLR0917 - a text, how it looks and how much room there is
    text: str, look: str, room: int, symbol: str, symbol_look: str, where: str = ""
) -> tuple[parts.Row, ...]:
    """Return a text behind a symbol, and below it, softly, where that is."""
    rows = parts.text(text, look, room, _MOST_LINES, symbol=symbol, symbol_look=symbol_look)
    return (*rows, *parts.text(where, "small", room - parts.HANG, 1))


def _where(column: Column, name: str) -> str:
    """Return the name of a touchpoint where a column does not tell."""
    return "" if column.slot.step and len(column.slot.cards) == 1 else name


def _pains(drawing: Drawing) -> Mapping[str, Mapping[str, bool]]:
    """Return what hurts at each touchpoint, and whether a step says so; else it is an opportunity that does."""
    found: dict[str, dict[str, bool]] = {}
    for line in drawing.lines:
        for step in line.steps:
            for name in step.touchpoints[:1]:
                found.setdefault(name, {}).update(dict.fromkeys(step.pains, True))
    for idea in drawing.ideas:
        if idea.pain:
            found.setdefault(idea.touchpoint, {}).setdefault(idea.pain, False)
    return found


# Metrics.


def _first_columns(gauges: Mapping[str, Sequence[Gauge]], stretches: Sequence[Stretch]) -> dict[int, dict[str, Gauge]]:
    """Return the metrics of each column, by where it begins: in a stage a metric is shown where it first watches."""
    found: dict[int, dict[str, Gauge]] = {}
    for stretch in stretches:
        shown: set[str] = set()
        for column in stretch.columns:
            here = [gauge for card in column.slot.cards for gauge in gauges.get(card.touchpoint.id, ())]
            found[column.x] = {gauge.metric.id: gauge for gauge in here if gauge.metric.id not in shown}
            shown |= set(found[column.x])
    return found


_KINDS: Mapping[str, Message] = {
    "nps": said("NPS"),
    "csat": said("CSAT"),
    "ces": said("CES"),
    "rate": said("rate"),
    "time": said("time"),
    "count": said("count"),
    "money": said("money"),
}


def _target(gauge: Gauge, words: Words) -> str:
    kind = say(_KINDS[gauge.kind], words) if gauge.kind in _KINDS else gauge.kind
    if gauge.target is None:
        return say(said("{kind}, no target", kind=kind), words)
    if gauge.better == "higher":
        return say(said("{kind}, target ≥ {target}", kind=kind, target=gauge.target), words)
    if gauge.better == "lower":
        return say(said("{kind}, target ≤ {target}", kind=kind, target=gauge.target), words)
    return say(said("{kind}, target {target}", kind=kind, target=gauge.target), words)


# Opportunities.


def _worth(idea: Idea) -> tuple[int, int, str]:
    return -(idea.value or 0), idea.effort or 9, idea.opportunity.id


def _idea(idea: Idea, column: Column, where: str, words: Words) -> Item:
    name = _pointed(called(idea.opportunity), "text", column.room, "opportunity", "icon-strong")
    room = column.room - parts.HANG
    grades = parts.flowed(_grades(idea, words), room)
    below = parts.text(_where(column, where), "small", room, 1)
    return Item((*name, *grades, *below), called(idea.opportunity), idea.opportunity.entity)


def _grades(idea: Idea, words: Words) -> Iterator[Piece]:
    if idea.value is not None:
        yield Piece(say(said("V{value}", value=idea.value), words), "accent")
    if idea.effort is not None:
        yield Piece(say(said("E{effort}", effort=idea.effort), words), "soft")
    if idea.status == "doing":
        yield Piece(words.sentence("being done"), "good")

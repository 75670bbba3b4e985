"""The view `journey`: each journey as a line with its stops, higher where customers feel better."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Path, Shape, Symbol
from cxmap.render.picture.journey_parts import stops as journeys
from cxmap.render.picture.journey_parts.stops import Span, Stop
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.map_parts.curve import smooth
from cxmap.render.picture.map_parts.feelings import LEVEL, circle, felt_as, grid, level
from cxmap.render.picture.parts import rows as parts
from cxmap.render.picture.parts.card import called, told
from cxmap.render.picture.parts.heading import heading, title, wanting
from cxmap.render.picture.parts.legend import Sign, legend, symbol
from cxmap.render.picture.parts.signs import card_signs
from cxmap.render.picture.symbols import channel_symbol, face, face_look
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Card, Drawing, Line
from cxmap.words import Words, count, say


def canvas(drawing: Drawing, words: Words) -> Canvas:
    """Return the picture of the journeys, one below the other."""
    found = [(line, _stretched(drawing, line, words)) for line in drawing.lines if line.steps]
    longest = max((len(stretch.stops) for _, stretches in found for stretch in stretches), default=0)
    wide = max(_LEAST_WIDTH, _START + longest * _APART + _MARGIN)
    room = wide - 2 * _MARGIN
    head = heading(title(drawing, words), _sentences(drawing, words), _MARGIN, _MARGIN, room)
    shapes: list[Shape] = list(head.shapes)
    y = _MARGIN + head.height + 20
    for line, stretches in found:
        about = tuple(_about(line, words))
        shapes += [Path(f"M{_MARGIN} {y}H{wide - _MARGIN}", "rule-line"), *_named(line, about, y + 12, room)]
        y += 12 + _named_height(line, about, room)
        for stretch in stretches:
            shapes += stretch.shapes(y)
            y += stretch.height
    below = legend(words.sentence("Legend"), _signs(drawing, words), _MARGIN, y + 8, room)
    y += 8 + below.height + _MARGIN
    sentences = " ".join(_sentences(drawing, words))
    return Canvas(wide, y, title(drawing, words), sentences, (Box(0, 0, wide, y, "page"), *shapes, *below.shapes))


_MARGIN = 30
_LEAST_WIDTH = 900
_MOST = 16
"""So many stops stand side by side."""
_APART = 164
"""From one stop to the next."""
_ROOM = 146
_AXIS = 130
_START = _MARGIN + _AXIS
_STOP = 13
_FACE = 20


def _sentences(drawing: Drawing, words: Words) -> Iterator[str]:
    number = count(len(drawing.lines), "{number} journey", "{number} journeys", words)
    yield say(said("Step by step, higher where customers feel better: {journeys}.", journeys=number), words)
    yield from wanting(drawing, words)


def _stretched(drawing: Drawing, line: Line, words: Words) -> list["_Stretch"]:
    stops = journeys.stops(drawing, line)
    felt = any(stop.known for stop in stops)
    return [_Stretch(stretch, words, felt=felt) for stretch in journeys.stretches(stops, _MOST)]


# What stands above a line.


def _about(line: Line, words: Words) -> Iterator[parts.Piece]:
    kind = "As it should be" if line.kind == "ideal" else "As it is today"
    yield parts.Piece(words.sentence(kind), "text")
    for persona in line.personas:
        yield parts.Piece(_short(called(persona)), "text", "persona")
    if line.owner:
        yield parts.Piece(_short(called(line.owner)), "text", "owner")


def _short(text: str) -> str:
    return "".join(wrapped(text, 420, 1, font("text")))


def _texts(line: Line, room: int) -> tuple[tuple[str, ...], tuple[parts.Row, ...]]:
    goal = parts.text(line.goal, "text", min(room, 900), 3) if line.goal else ()
    return wrapped(called(line.journey), room, 3, font("stage")), goal


def _named(line: Line, about: Sequence[parts.Piece], y: int, room: int) -> Iterator[Shape]:
    name, goal = _texts(line, room)
    inside: list[Shape] = [Label(_MARGIN, y + font("stage").rise, name, "stage", step=font("stage").step)]
    y += len(name) * font("stage").step + 4
    inside += parts.drawn(goal, _MARGIN, y)
    inside += parts.drawn(parts.flowed(about, room), _MARGIN, y + parts.high(goal) + 2)
    yield Group(tuple(inside), called(line.journey), line.journey.entity)


def _named_height(line: Line, about: Sequence[parts.Piece], room: int) -> int:
    name, goal = _texts(line, room)
    return len(name) * font("stage").step + parts.high(goal) + parts.high(parts.flowed(about, room)) + 14


# The line.


class _Text(NamedTuple):
    """What stands below a stop about one of its touchpoints."""

    card: Card
    name: tuple[str, ...]
    channel: tuple[parts.Row, ...]

    @property
    def height(self) -> int:
        return len(self.name) * font("strong").step + parts.high(self.channel) + 3


class _Stretch:
    """Some stops side by side: the line above, what the stops are below, and who is accountable at the foot.

    Where nobody says how any stop of the journey feels, the line is level and narrow.
    """

    def __init__(self, stops: Sequence[Stop], words: Words, *, felt: bool) -> None:
        self.stops = stops
        self._felt = felt
        self._words = words
        self._texts = [[_text(card) for card in stop.cards] for stop in stops]
        self._nested = tuple(journeys.nested(stops))
        self._owned = tuple(journeys.owned(stops))
        self._owners = [wrapped(called(span.thing), _span_room(span) - 26, 2, font("small")) for span in self._owned]
        self._texts_high = max((self._below(number) for number in range(len(stops))), default=0)

    @property
    def height(self) -> int:
        """How high it all is."""
        owners = max(map(len, self._owners), default=0)
        return self._top + self._deep + _LABELS + self._texts_high + (18 + owners * font("small").step) + 26

    @property
    def _top(self) -> int:
        return (_OVER if self._felt else _STOP + 10) + (_NESTED + 8 if self._nested else 0)

    @property
    def _deep(self) -> int:
        return 4 * LEVEL if self._felt else 0

    def shapes(self, y: int) -> Iterator[Shape]:
        """Yield everything, from the upper left corner."""
        end = _START + len(self.stops) * _APART
        top = y + self._top
        if self._felt:
            yield from grid(_START, end, top, self._words)
        for span in self._nested:
            yield from _bracket(span, y + 8, self._words)
        low = top + self._deep + _LABELS
        places = [(_x(number), top + self._level(stop)) for number, stop in enumerate(self.stops)]
        for (x, at), texts in zip(places, self._texts, strict=True):
            if texts:
                yield Path(f"M{x} {at}V{low - 4}", "leader")
        yield Path(smooth(places), "metro")
        for position in journeys.handovers(self.stops):
            yield from self._handover(position, places)
        for number, (x, at) in enumerate(places):
            yield from self._stop(number, x, at, low)
        for span, lines in zip(self._owned, self._owners, strict=True):
            yield from _owner(span, lines, low + self._texts_high + 8)

    def _level(self, stop: Stop) -> int:
        return level(stop.feels) if self._felt else 0

    def _below(self, number: int) -> int:
        texts = self._texts[number]
        choice = _OR * max(0, len(texts) - 1)
        return sum(text.height for text in texts) + choice + (parts.ROW if self.stops[number].step.optional else 0)

    def _stop(self, number: int, x: int, at: int, low: int) -> Iterator[Shape]:
        stop = self.stops[number]
        optional = stop.step.optional
        inside: list[Shape] = [
            Path(circle(x, at, _STOP), "stop" if optional else "stop-full"),
            Label(x, at + 4, (str(stop.step.number),), "strong-small" if optional else "number", "middle"),
        ]
        if stop.known:
            place = (x - _FACE // 2, at - _STOP - _FACE - 5)
            inside += [
                Path(circle(x, place[1] + _FACE // 2, _FACE // 2), "face-ground"),
                Symbol(face(stop.feels), *place, _FACE, face_look(stop.feels)),
            ]
        feeling = felt_as(stop.feels, self._words) if stop.known else ""
        yield Group(tuple(inside), feeling)
        for position, text in enumerate(self._texts[number]):
            if position:
                yield Label(x, low + 13, (self._words.sentence("or"),), "soft", "middle")
                low += _OR
            yield _below(text, x, low, self._words)
            low += text.height
        if optional:
            yield Label(x, low + 13, (self._words.sentence("optional"),), "soft", "middle")

    def _handover(self, position: int, places: Sequence[tuple[int, int]]) -> Iterator[Shape]:
        (one, high), (other, low) = places[position], places[position + 1]
        x, y = (one + other) // 2, (high + low) // 2
        before, after = self.stops[position], self.stops[position + 1]
        way = said("Hand-over from {one} to {other}.", one=_names(before), other=_names(after))
        ground = Path(circle(x, y, 13), "stop")
        yield Group((ground, Symbol("handover", x - 8, y - 8, 16, "icon-strong")), say(way, self._words))


_OVER = 52
"""Between the upper side and the best feeling: room for a face."""
_NESTED = 26
_LABELS = 26
_OR = 20


def _x(number: int) -> int:
    return _START + number * _APART + _APART // 2


def _span_room(span: Span) -> int:
    return (span.last - span.first) * _APART + _ROOM


def _names(stop: Stop) -> tuple[str, ...]:
    return tuple(sorted({called(owner) for owner in stop.owners}))


def _text(card: Card) -> _Text:
    name = wrapped(called(card.touchpoint), _ROOM, 3, font("strong"))
    channel = parts.text(card.channel, "small", _ROOM, 1, symbol=channel_symbol(card.channel))
    signs = [parts.Piece("", "small", name, look) for name, look in _signs_of(card)]
    return _Text(card, name, tuple(parts.flowed([*(channel[0] if channel else ()), *signs], _ROOM)))


def _signs_of(card: Card) -> Iterator[tuple[str, str]]:
    if card.moment:
        yield card.moment, f"icon-{card.moment}"
    if card.errors:
        yield "error", "icon-error"
    if card.warnings:
        yield "warning", "icon-warning"
    if card.status != "live":
        yield card.status, "icon"


def _below(text: _Text, x: int, y: int, words: Words) -> Group:
    step = font("strong").step
    inside: list[Shape] = [Label(x, y + font("strong").rise, text.name, "strong", "middle", step)]
    y += len(text.name) * step + 2
    for number, row in enumerate(text.channel):
        inside += parts.drawn((row,), x - parts.wide(row) // 2, y + number * parts.ROW)
    return Group(tuple(inside), told(text.card, words), text.card.touchpoint.entity)


def _bracket(span: Span, y: int, words: Words) -> Iterator[Shape]:
    start, end = _x(span.first) - _ROOM // 2, _x(span.last) + _ROOM // 2
    text = say(said("Part: {journey}", journey=called(span.thing)), words)
    lines = wrapped(text, end - start - 8, 1, font("soft"))
    bracket = Path(f"M{start} {y + 28}V{y + 20}H{end}V{y + 28}", "bracket")
    yield Group((Label(start + 2, y + 14, lines, "soft"), bracket), called(span.thing), span.thing.entity)


def _owner(span: Span, lines: tuple[str, ...], y: int) -> Iterator[Shape]:
    start, end = _x(span.first) - _ROOM // 2, _x(span.last) + _ROOM // 2
    bracket = Path(f"M{start} {y}V{y + 7}H{end}V{y}", "bracket")
    label = Label(start + 20, y + 14 + font("small").rise, lines, "small", step=font("small").step)
    inside = (bracket, Symbol("owner", start + 2, y + 13, 14, "icon"), label)
    yield Group(inside, called(span.thing), span.thing.entity)


# The legend.


def _signs(drawing: Drawing, words: Words) -> Iterator[Sign]:
    found = [journeys.stops(drawing, line) for line in drawing.lines]
    if any(stop.step.optional for stops in found for stop in stops):
        yield symbol("ring", "icon-strong", words.sentence("Optional step"))
    if any(stop.known for stops in found for stop in stops):
        yield symbol("good", "face-good", words.sentence("How customers feel, where the step says so"))
    if any(True for stops in found for _ in journeys.handovers(stops)):
        yield symbol("handover", "icon-strong", words.sentence("Hand-over from one owner to another"))
    if any(stop.owners for stops in found for stop in stops):
        yield symbol("owner", "icon", words.sentence("Who is accountable"))
    plain = tuple(card._replace(entry=False, exit=False, mark="") for card in drawing.cards)
    yield from card_signs(plain, words)

"""The view `map`: the journey map to put on a wall, with its stages, touchpoints, curve, pains and opportunities."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.picture.canvas import Box, Canvas, Label, Path, Shape, Symbol
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.map_parts.feelings import feelings
from cxmap.render.picture.map_parts.heads import heads, steps
from cxmap.render.picture.map_parts.listed import Known, does, ideas, known, metrics, pains, thinks
from cxmap.render.picture.map_parts.places import TITLES, Row, Stretch, columns, placed
from cxmap.render.picture.map_parts.plan import Plan, Strip, plan
from cxmap.render.picture.map_parts.signs import signs
from cxmap.render.picture.map_parts.touchpoints import touchpoints
from cxmap.render.picture.parts import rows as parts
from cxmap.render.picture.parts.card import Make, called
from cxmap.render.picture.parts.heading import heading, title, wanting
from cxmap.render.picture.parts.heading import touchpoints as counted
from cxmap.render.picture.parts.legend import legend
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Drawing, Line
from cxmap.words import Words, count, say


def canvas(drawing: Drawing, words: Words) -> Canvas:
    """Return the journey map."""
    made = plan(drawing, words)
    size = _size(made)
    wide = max([_LEAST_WIDTH, *(_width(strip, size) for strip in made.strips)])
    room = wide - 2 * _MARGIN
    name = _title(drawing, made.line, words)
    sentences = tuple(_sentences(drawing, made.line, words))
    head = heading(name, sentences, _MARGIN, _MARGIN, room)
    shapes: list[Shape] = list(head.shapes)
    y = _MARGIN + head.height
    people = parts.flowed(_people(drawing, made.line), room)
    shapes += parts.drawn(people, _MARGIN, y + 6)
    y += parts.high(people) + _APART
    facts = known(drawing)
    for strip in made.strips:
        stretches = placed(strip, _MARGIN + TITLES, size.column)
        rows = tuple(_rows(drawing, made, size, facts, stretches, words))
        shapes += _strip(stretches, rows, y)
        y += sum(row.height for row in rows) + _APART
    below = legend(words.sentence("Legend"), signs(drawing, made, words), _MARGIN, y, room)
    y += below.height + _MARGIN
    ground = Box(0, 0, wide, y, "page")
    return Canvas(wide, y, name, " ".join(sentences), (ground, *shapes, *below.shapes))


class _Size(NamedTuple):
    """How wide columns are, and how their cards are made."""

    column: int
    make: Make


_MARGIN = 30
_APART = 24
_LEAST_WIDTH = 900
_TIP = 14
"""How far the last chevron comes out of its column."""
_DEEP = 7
"""With so many cards on top of each other, they are smaller."""
_PLAIN = _Size(196, Make(176, owner=True, moment=True))
_NUMBERED = _Size(220, Make(200, owner=True, moment=True))
_SMALL = _Size(190, Make(170, padding=8, most_lines=3, owner=True))


def _size(made: Plan) -> _Size:
    if made.deep >= _DEEP:
        return _SMALL
    return _NUMBERED if made.numbered else _PLAIN


def _width(strip: Strip, size: _Size) -> int:
    last = placed(strip, _MARGIN + TITLES, size.column)[-1]
    return last.x + last.width + _TIP + _MARGIN


# The heading.


def _title(drawing: Drawing, line: Line | None, words: Words) -> str:
    return called(line.journey) if line else title(drawing, words)


def _sentences(drawing: Drawing, line: Line | None, words: Words) -> Iterator[str]:
    """Yield what the map is of, and what it does not show."""
    number = counted(drawing.cards, words)
    if line is None:
        stages = count(len(drawing.phases), "{number} stage", "{number} stages", words)
        nested = {step.within for line in drawing.lines for step in line.steps if step.within}
        shown = nested.union(line.journey for line in drawing.lines)
        journeys = count(len(shown), "{number} journey", "{number} journeys", words)
        yield say(said("Journey map: {all}.", all=(number, stages, journeys)), words)
    else:
        text = "Journey map as it should be: {all}." if line.kind == "ideal" else "Journey map as it is today: {all}."
        stops = count(len(line.steps), "{number} step", "{number} steps", words)
        yield f"{title(drawing, words)}. {say(said(text, all=(stops, number)), words)}"
        if line.goal:
            yield say(said("Goal: {goal}", goal=line.goal), words)
    yield from wanting(drawing, words)


def _people(drawing: Drawing, line: Line | None) -> Iterator[parts.Piece]:
    """Yield whose journey it is, who is accountable for it, and what it is measured by."""
    personas = line.personas if line else drawing.personas
    for persona in personas:
        yield parts.Piece(_short(called(persona)), "strong", "persona", "icon-strong")
    if line and line.owner:
        yield parts.Piece(_short(called(line.owner)), "text", "owner")
    for metric in line.metrics if line else ():
        yield parts.Piece(_short(called(metric)), "text", "metric")


def _short(text: str) -> str:
    return "".join(wrapped(text, _MOST_NAME, 1, font("strong")))


_MOST_NAME = 420


# The strips.


def _rows(  # noqa: PLR0913, PLR0917 - what is drawn, how, and where
    drawing: Drawing, made: Plan, size: _Size, facts: Known, stretches: Sequence[Stretch], words: Words
) -> Iterator[Row]:
    numbers = made.numbers if made.numbered else {}
    yield heads(stretches, words)
    if any(column.slot.step for column in columns(stretches)):
        yield steps(stretches, words)
    rows = (
        does(stretches, words),
        touchpoints(stretches, size.make, numbers, words),
        thinks(stretches, words),
        feelings(drawing, stretches, numbers, words),
        pains(facts, stretches, words),
        metrics(facts, stretches, words),
        ideas(facts, stretches, words),
    )
    yield from (row._replace(height=max(row.height, _title_height(row))) for row in rows if row)


def _strip(stretches: Sequence[Stretch], rows: Sequence[Row], y: int) -> Iterator[Shape]:
    """Yield the grounds of the columns, then row by row its title and what stands in it."""
    top = y + rows[0].height
    end = y + sum(row.height for row in rows)
    for stretch in stretches:
        yield Box(stretch.x, top, stretch.width, end - top, f"tint-{stretch.segment.hue}")
    right = stretches[-1].x + stretches[-1].width
    for number, row in enumerate(rows):
        if number > 1:
            yield Path(f"M{_MARGIN} {y}H{right}", "rule-line")
        yield from _row_title(row, y)
        yield from row.shapes(y)
        y += row.height


def _title_lines(row: Row) -> tuple[str, ...]:
    return wrapped(row.title, TITLES - 24 - 26, 3, font("row"))


def _title_height(row: Row) -> int:
    return len(_title_lines(row)) * font("row").step + 24


def _row_title(row: Row, y: int) -> Iterator[Shape]:
    lines = _title_lines(row)
    top = y + min(12, max(0, (row.height - len(lines) * font("row").step) // 2))
    if row.symbol:
        yield Symbol(row.symbol, _MARGIN, top, 18, "icon-strong")
    yield Label(_MARGIN + (26 if row.symbol else 0), top + font("row").rise, lines, "row", step=font("row").step)

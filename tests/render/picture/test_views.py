"""In no picture does a text overlap another, run out of its card or leave the picture, whatever is drawn."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render.picture import samples

from cxmap.languages import words_for
from cxmap.render.picture.canvas import Box, Group, Label, Path, Symbol
from cxmap.render.picture.letters import width
from cxmap.render.picture.map_parts.curve import smooth
from cxmap.render.picture.svg import svg
from cxmap.render.picture.symbols import SYMBOLS
from cxmap.render.picture.theme import BOXES, LINES, SYMBOL_LOOKS, TEXTS, font
from cxmap.render.picture.views import load, views
from cxmap.words import ENGLISH

CASES = {
    "bare": samples.bare,
    "10": lambda: samples.made(10),
    "60": lambda: samples.made(60),
    "300": lambda: samples.made(300, 14),
    "no journey": lambda: samples.made(30, 0),
    "one journey": lambda: samples.one_journey(17),
    "long journey": lambda: samples.one_journey(60),
    "hostile": samples.hostile,
    "hostile journey": lambda: samples.one_journey(34, samples.HOSTILE),
    "retail": samples.retail,
    "retail journey": lambda: samples.retail("map", "furnish-first-home-today"),
    "retail in Spanish": lambda: samples.retail(language="es"),
}
OWN = ("map", "journey")


class Area(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other):
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other):
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


@cache
def drawn(view, case):
    drawing = CASES[case]()
    return load(view)(drawing, words_for(drawing.language)), drawing


def each(shapes, group=None):
    for shape in shapes:
        yield shape, group
        if isinstance(shape, Group):
            yield from each(shape.shapes, shape)


def texts(label):
    """Yield the area of each line: from the top of its letters to its base line."""
    letters = font(label.look)
    for number, line in enumerate(label.lines):
        wide = width(line, letters)
        left = label.x - {"start": 0, "middle": wide / 2, "end": wide}[label.anchor]
        base = label.y + number * label.step
        yield Area(left, base - 0.75 * letters.size, left + wide, base + 0.2 * letters.size, line)


def cards(canvas):
    found = [shape for shape, _ in each(canvas.shapes) if isinstance(shape, Box) and shape.look.startswith("card")]
    return [Area(box.x, box.y, box.x + box.width, box.y + box.height, "card") for box in found]


def in_rows(areas):
    """Yield pairs that can meet, of areas in the order of their upper sides."""
    ordered = sorted(areas, key=lambda area: area.top)
    for number, area in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.top >= area.bottom:
                break
            yield area, other


EVERY = pytest.mark.parametrize(("view", "case"), [(view, case) for view in OWN for case in CASES])


@EVERY
def test_no_text_overlaps_another_or_leaves_the_picture(view, case):
    canvas, _ = drawn(view, case)
    areas = [area for shape, _ in each(canvas.shapes) if isinstance(shape, Label) for area in texts(shape)]
    page = Area(0, 0, canvas.width, canvas.height, "page")
    assert [area for area in areas if not page.holds(area)] == []
    assert [pair for pair in in_rows(areas) if pair[0].meets(pair[1])] == []


@EVERY
def test_no_card_overlaps_another_and_texts_stay_in_theirs(view, case):
    canvas, _ = drawn(view, case)
    assert [pair for pair in in_rows(cards(canvas)) if pair[0].meets(pair[1])] == []
    for shape, group in each(canvas.shapes):
        box = group and next((s for s in group.shapes if isinstance(s, Box) and s.look.startswith("card")), None)
        if box and isinstance(shape, Label):
            card = Area(box.x, box.y, box.x + box.width, box.y + box.height, "card")
            assert all(card.holds(area) for area in texts(shape))


@EVERY
def test_every_look_and_symbol_is_there(view, case):
    kinds = {Label: TEXTS, Box: BOXES, Path: LINES, Symbol: SYMBOL_LOOKS}
    for shape, _ in each(drawn(view, case)[0].shapes):
        if not isinstance(shape, Group):
            assert shape.look in kinds[type(shape)]
        if isinstance(shape, Symbol):
            assert shape.name in SYMBOLS


@pytest.mark.parametrize("view", OWN)
def test_the_same_drawing_makes_the_same_bytes(view):
    one, other = (svg(load(view)(samples.hostile(), ENGLISH)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("case", CASES)
def test_a_map_shows_every_touchpoint_as_a_card(case):
    canvas, drawing = drawn("map", case)
    keys = {shape.key for shape, _ in each(canvas.shapes) if isinstance(shape, Group)}
    assert {card.touchpoint.entity for card in drawing.cards} <= keys


def shown(canvas):
    return [" ".join(shape.lines) for shape, _ in each(canvas.shapes) if isinstance(shape, Label)]


def test_a_map_of_one_journey_goes_step_by_step_and_back_to_a_stage():
    canvas, drawing = drawn("map", "retail journey")
    line = drawing.lines[0]
    first = min(line.steps, key=lambda step: step.number)
    at = {
        shape.key: box.x
        for shape, _ in each(canvas.shapes)
        if isinstance(shape, Group)
        for box in shape.shapes[:1]
        if isinstance(box, Box)
    }
    assert at[f"touchpoint:{first.touchpoints[0]}"] == min(at.values())
    texts = shown(canvas)
    assert line.journey.name in texts
    assert "What customers do" in texts
    assert "“Nobody rang.”" in texts
    heads = [shape.title for shape, _ in each(canvas.shapes) if isinstance(shape, Group) and _is_head(shape)]
    stages = [cards_of(drawing)[step.touchpoints[0]].stage.name for step in line.steps]
    assert [head.partition(".")[0] for head in heads] == [stages[0]] + [b for a, b in pairwise(stages) if a != b]


def _is_head(group):
    return isinstance(group.shapes[0], Path) and group.shapes[0].look.startswith("chevron")


def cards_of(drawing):
    return {card.touchpoint.id: card for card in drawing.cards}


def test_a_map_says_what_it_is_about_and_shows_only_rows_that_say_something():
    texts = shown(drawn("map", "retail")[0])
    rows = {"Stages", "Touchpoints", "How it feels", "What hurts", "Metrics", "Opportunities", "Legend"}
    assert rows <= set(texts)
    assert "What customers do" not in texts
    assert "How it feels" not in shown(drawn("map", "no journey")[0])
    assert "No stage" in shown(drawn("map", "bare")[0])


def test_a_journey_has_its_stops_in_order_with_hand_overs_between_owners():
    canvas, drawing = drawn("journey", "retail journey")
    titles = [shape.title for shape, _ in each(canvas.shapes) if isinstance(shape, Group)]
    assert "Hand-over from Brand marketing to Digital products." in titles
    numbers = [s.lines[0] for s, _ in each(canvas.shapes) if isinstance(s, Label) and s.look == "number"]
    assert [number for number, _ in zip(numbers, drawing.lines[0].steps, strict=False)][:3] == ["1", "2", "3"]


def test_views_are_found_by_their_names():
    assert {"map", "journey"} <= set(views())
    with pytest.raises(KeyError):
        load("nonsense")


@given(st.lists(st.integers(0, 200), min_size=2, max_size=12))
def test_the_curve_goes_through_its_points_and_never_beyond_them(levels):
    points = [(number * 50, level) for number, level in enumerate(levels)]
    numbers = list(map(int, re.findall(r"-?\d+", smooth(points))))
    found = list(zip(numbers[::2], numbers[1::2], strict=True))
    assert found[::3] == points
    for (_, one), (_, other), bends in zip(
        points, points[1:], zip(found[1::3], found[2::3], strict=True), strict=False
    ):
        assert all(min(one, other) - 1 <= y <= max(one, other) + 1 for _, y in bends)

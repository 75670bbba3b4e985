"""The pictures before and after: nothing is in the way of anything, and what is the same stands in the same place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render import impact_samples as samples
from render.picture import drawings
from render.picture.looking import area, cards, check, corners, everything, groups, read, ways

from cxmap.message import Named
from cxmap.render.impact_parts.drawn import MOST_CARDS, canvases
from cxmap.render.impact_parts.placed import Side
from cxmap.render.nearest import nearest
from cxmap.render.picture.canvas import Box
from cxmap.render.picture.svg import inline
from cxmap.report.impact import Arrow, Card, Picture
from cxmap.words import ENGLISH


def drawn(picture):
    return canvases([Side(name, nearest(*getattr(picture, name), MOST_CARDS)) for name in Picture._fields[:2]], ENGLISH)


def of_drawing(drawing):
    """Return a part of the map as `impact` has it."""
    found = tuple(
        Card(one.touchpoint, one.stage.name if one.stage else "", one.channel, one.mark) for one in drawing.cards
    )
    arrows = {(one.start, one.end): Arrow(one.start, one.end, one.when, one.mark) for one in drawing.arrows}
    return found, tuple(arrows.values())


def only(cards, arrows=()):
    """Return the picture of a map that looks the same before and after."""
    return drawn(Picture((cards, arrows), (cards, arrows)))[1]


PICTURES = {
    "rich": samples.picture(),
    "hostile": samples.hostile().picture,
    "many": samples.many(300).picture,
    "one stage": Picture(((), ()), of_drawing(drawings.chain(40, stages=1))),
    "a circle of everything": Picture(of_drawing(drawings.circle_of_everything(7)), ((), ())),
    "nothing in common": Picture(of_drawing(drawings.chain(12)), samples.picture().after),
    "nothing": Picture(),
}


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_in_the_way_of_anything(name):
    picture = PICTURES[name]
    for canvas, (found, arrows) in zip(drawn(picture), picture[:2], strict=True):
        check(canvas)
        assert len(cards(canvas)) == min(len(found), MOST_CARDS)
        assert len(ways(canvas)) <= len(arrows)


@given(drawings.drawings(), drawings.drawings())
@settings(max_examples=40)
def test_nothing_is_in_the_way_of_anything_in_any_picture(before, after):
    for canvas in drawn(Picture(of_drawing(before), of_drawing(after))):
        check(canvas)


@given(st.permutations(range(9)))
@settings(max_examples=10)
def test_arrows_lead_from_card_to_card(order):
    found = [Card(Named("touchpoint", f"t{n}"), f"s{n % 3}", "web", "") for n in range(9)]
    arrows = [Arrow(f"t{n}", f"t{other}", "goes on", "added") for n, other in enumerate(order)]
    canvas = only(found, arrows)
    places, paths = cards(canvas), ways(canvas)
    for one in arrows:
        points = corners(paths[f"{one.start}->{one.end}"])
        for (x, y), place in ((points[0], places[one.start]), (points[-1], places[one.end])):
            assert x in (place.left, place.right) or y in (place.top, place.bottom)
            assert place.left <= x <= place.right
            assert place.top <= y <= place.bottom


def test_what_is_the_same_stands_in_the_same_place_before_and_after():
    before, after = map(cards, drawn(samples.picture()))
    common = before.keys() & after.keys()
    assert common == {"basket", "checkout", "returns-desk"}
    assert [before[name] for name in common] == [after[name] for name in common]
    before, after = map(ways, drawn(samples.picture()))
    assert before["basket->checkout"] == after["basket->checkout"]


def test_one_that_moves_to_another_stage_stands_elsewhere():
    thing = Named("touchpoint", "a", "A")
    sides = [((Card(thing, stage, "web", "changed"),), ()) for stage in ("Look", "Buy")]
    before, after = map(cards, drawn(Picture(*sides)))
    assert before["a"].right < after["a"].left


def test_stages_stand_in_their_order_and_their_cards_within_them():
    names = {"a": "Look", "b": "Look", "c": "Buy", "d": ""}
    canvas = only([Card(Named("touchpoint", name), stage, "web", "") for name, stage in names.items()])
    grounds = [area(shape) for shape in canvas.shapes if isinstance(shape, Box) and shape.look == "lane"]
    assert [one.left for one in grounds] == sorted(one.left for one in grounds)
    places = cards(canvas)
    for name, number in (("a", 0), ("b", 0), ("c", 1), ("d", 2)):
        assert grounds[number].holds(places[name])
    assert read(canvas).startswith("Look Buy No stage")


@pytest.mark.parametrize(
    ("before", "after", "both"),
    [
        ("ACD", "ABD", "A C B D"),
        ("AD", "ABCD", "A B C D"),
        ("BC", "ABCD", "A B C D"),
        ("A", "B", "A B"),
        ("", "AB", "A B"),
        ("AB", "BA", "A B"),
    ],
)
def test_stages_of_one_side_have_their_place_in_both(before, after, both):
    sides = [
        tuple(Card(Named("touchpoint", f"{name}{n}", "x"), name, "", "") for n, name in enumerate(stages))
        for stages in (before, after)
    ]
    for canvas in drawn(Picture(*((side, ()) for side in sides))):
        assert read(canvas).replace("x", "").split() == both.split()


@pytest.mark.parametrize(("mark", "word"), [("added", "new"), ("changed", "changed"), ("removed", "gone")])
def test_what_happened_shows_in_look_and_word(mark, word):
    found = [Card(Named("touchpoint", "a"), "Look", "web", mark), Card(Named("touchpoint", "b"), "Buy", "web", "")]
    canvas = only(found, [Arrow("a", "b", "pays", mark)])
    shown = {kind: dict(groups(canvas, kind)) for kind in ("touchpoint", "transition")}
    assert shown["touchpoint"]["a"].shapes[0].look == f"card-{mark}"
    assert shown["touchpoint"]["b"].shapes[0].look == "card"
    assert ways(canvas)["a->b"].look == f"arrow-{mark}"
    assert shown["touchpoint"]["a"].title == f"a. Channel: web. {word.capitalize()}."
    assert shown["transition"]["a->b"].title == f"a → b: pays. {word.capitalize()}."
    assert read(canvas).split().count(word) == 2
    assert "pays" in read(canvas)


def test_arrows_that_did_not_change_say_when_only_to_those_who_point_at_them():
    found = [Card(Named("touchpoint", "a"), "Look", "web", ""), Card(Named("touchpoint", "b"), "Buy", "web", "")]
    canvas = only(found, [Arrow("a", "b", "presses\npay", "")])
    assert "pay" not in read(canvas)
    assert dict(groups(canvas, "transition"))["a->b"].title == "a → b: presses pay."


def test_a_long_text_at_an_arrow_is_cut_and_told_in_full():
    found = [Card(Named("touchpoint", "a"), "Look", "web", ""), Card(Named("touchpoint", "b"), "Buy", "web", "")]
    canvas = only(found, [Arrow("a", "b", "wants it now " * 20, "added")])
    assert "…" in read(canvas)
    assert ("wants it now " * 20).strip() in dict(groups(canvas, "transition"))["a->b"].title


def test_what_is_too_much_is_counted():
    near = nearest(*PICTURES["many"].after, MOST_CARDS)
    assert len(near.cards) == MOST_CARDS
    assert (near.cards_left, len(near.arrows) + near.arrows_left) == (100, 299)


def test_those_who_cannot_see_a_picture_hear_what_it_is():
    before, after = drawn(samples.picture())
    assert (before.title, after.title) == ("before", "after")
    assert after.description == "4 touchpoints, 2 of them are marked."
    assert sum(bool(getattr(shape, "title", "")) for shape in everything(after.shapes)) >= 4


def test_the_same_pictures_make_the_same_bytes():
    for name in ("rich", "hostile", "many"):
        one, other = ([inline(canvas) for canvas in drawn(PICTURES[name])] for _ in range(2))
        assert one == other

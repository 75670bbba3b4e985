"""The view `blueprint`: what customers do, what they meet, who stands behind it, and with which systems."""

import pytest
from hypothesis import given, settings
from render.picture import drawings, samples
from render.picture.drawings import arrow, card, chain, drawing, line, thing
from render.picture.looking import area, cards, check, corners, everything, groups, read, written

from cxmap.message import Named
from cxmap.render.picture.canvas import Box, Label, Path, Symbol
from cxmap.render.picture.svg import svg
from cxmap.render.picture.views.blueprint import canvas
from cxmap.report.drawing import Step
from cxmap.words import ENGLISH


def blueprint(*args, **more):
    return canvas(drawing(*args, view="blueprint", **more), ENGLISH)


def top(picture, text):
    """Return how high up a text stands, the first time."""
    return min(one.top for one in written(picture) if one.what == text)


def bars(picture, kind):
    """Return the boxes of the bars of owners or systems, by id, with all that is written on them."""
    return [
        (name, area(group.shapes[0]), [one for shape in group.shapes for one in getattr(shape, "lines", ())])
        for name, group in groups(picture, kind)
    ]


def starts(picture):
    """Return the upright lines between customer and touchpoint from the left: look, arrow, whether they lead down."""
    paths = [shape for shape in everything(picture.shapes) if isinstance(shape, Path)]
    found = [(corners(path), path) for path in paths]
    upright = [(ends, path) for ends, path in found if len(ends) == 2 and ends[0][0] == ends[1][0]]
    # Those of the legend are short.
    real = [(ends, path) for ends, path in upright if abs(ends[0][1] - ends[1][1]) > 25]
    return [(path.look, path.arrow, ends[0][1] < ends[1][1]) for ends, path in sorted(real, key=lambda one: one[0])]


@pytest.mark.parametrize("name", drawings.NAMED)
def test_nothing_is_in_the_way_of_anything(name):
    found = drawings.NAMED[name]
    picture = canvas(found, ENGLISH)
    check(picture)
    assert len(cards(picture)) == len(found.cards)


@given(drawings.drawings())
@settings(max_examples=40)
def test_nothing_is_in_the_way_of_anything_in_any_drawing(found):
    check(canvas(found, ENGLISH))


def test_a_journey_of_the_example_is_drawn_whole():
    found = samples.retail("blueprint", "furnish-first-home")
    picture = canvas(found, ENGLISH)
    check(picture)
    assert len(cards(picture)) == len({name for step in found.lines[0].steps for name in step.touchpoints})
    assert "Furnish the first home" in read(picture)


@pytest.mark.parametrize("names", [(), samples.HOSTILE])
def test_a_long_journey_with_something_of_everything_is_drawn(names):
    check(canvas(samples.one_journey(90, names), ENGLISH))


def test_the_same_drawing_makes_the_same_bytes():
    assert svg(canvas(chain(50), ENGLISH)) == svg(canvas(chain(50), ENGLISH))


def test_rows_and_lines_stand_in_the_order_of_a_service_blueprint():
    picture = blueprint([card("a", systems=(thing("system", "till"),))])
    titles = (
        *("Channel", "Customer", "Line of interaction", "Frontstage", "Line of visibility"),
        *("Backstage", "Line of internal interaction", "Systems"),
    )
    heights = [top(picture, title) for title in titles]
    assert heights == sorted(heights)
    looks = [shape.look for shape in everything(picture.shapes) if isinstance(shape, Path)]
    assert looks.count("interaction") == 1
    assert looks.count("visibility") == 2


def test_the_only_journey_is_followed_step_by_step():
    found = [card("a"), card("b"), card("c"), card("d", stage="use")]
    way = line("d", Step(0, ("a",), does="Looks at it", feels=-2), "a")
    picture = blueprint(found, lines=[way], narrowed=True)
    lefts = {name: one.left for name, one in cards(picture).items()}
    assert lefts["d"] < lefts["a"]
    assert {"b", "c"}.isdisjoint(lefts)
    shown = read(picture)
    assert "First order" in shown
    assert "Looks at it" in shown
    assert "2 touchpoints are not on this journey and are not shown." in shown
    symbols = [shape.name for shape in everything(picture.shapes) if isinstance(shape, Symbol)]
    assert "awful" in symbols
    heads = [name for name, _ in groups(picture, "stage")]
    assert heads == ["use", "buy"]


def test_a_journey_that_nobody_asked_for_hides_nothing():
    found = [card("a"), card("b"), card("c")]
    assert cards(blueprint(found, lines=[line("b")])).keys() == {"a", "b", "c"}
    lefts = {name: one.left for name, one in cards(blueprint(found, lines=[line("c", "b", "a")])).items()}
    assert lefts["c"] < lefts["b"] < lefts["a"], "where it leads everywhere, it is followed"


def test_without_a_single_journey_touchpoints_stand_in_their_order():
    found = [card("a"), card("b"), card("c", stage="use")]
    for lines in ((), (line("c", "a"), line("b")), (line("elsewhere"),)):
        places = cards(blueprint(found, lines=lines))
        assert places["a"].left < places["b"].left < places["c"].left


def test_alternatives_of_a_step_stand_side_by_side_below_one_action():
    way = line("a", Step(0, ("b", "c"), does="Pays somehow"), Step(0, ("c", "a")))
    picture = blueprint([card("a"), card("b"), card("c")], lines=[way])
    action = next(area(group.shapes[0]) for _, group in groups(picture, "touchpoint") if group.title == "Pays somehow")
    places = cards(picture)
    assert action.left == places["b"].left
    assert action.right > places["b"].right
    assert "C or A" in read(picture)


def test_a_step_of_a_nested_journey_and_one_that_is_optional_say_so():
    inner = Named("journey", "inner", "Return an item")
    way = line("a", Step(0, ("b",), within=inner), Step(0, ("c",), within=inner), Step(0, ("a",), optional=True))
    picture = blueprint([card("a"), card("b"), card("c")], lines=[way])
    assert [name for name, _ in groups(picture, "journey")] == ["inner"]
    assert "Return an item" in read(picture)
    assert "optional" in read(picture)
    assert "Optional step" in read(picture)


def test_the_arrow_between_customer_and_touchpoint_says_who_starts():
    who = ("customer", "company", "partner", "")
    picture = blueprint([card(f"t{place}", initiated_by=name) for place, name in enumerate(who)])
    assert starts(picture) == [
        ("arrow", True, True),
        ("arrow-handover", True, False),
        ("arrow-recovery", True, False),
        ("leader", False, True),
    ]
    for sentence in ("The customer starts it", "The company starts it", "A partner starts it"):
        assert sentence in read(picture)


def test_what_neighbours_share_is_one_long_bar():
    crm, till = thing("system", "crm"), thing("system", "till")
    found = [
        card("a", systems=(crm, till)),
        card("b", systems=(crm,)),
        card("c"),
        card("d", systems=(crm,)),
    ]
    picture = blueprint(found)
    places = cards(picture)
    reach = sorted((name, one.left, one.right) for name, one, _ in bars(picture, "system"))
    assert reach == sorted(
        [
            ("crm", places["a"].left, places["b"].right),
            ("crm", places["d"].left, places["d"].right),
            ("till", places["a"].left, places["a"].right),
        ]
    )


def test_a_long_bar_says_again_and_again_what_it_is():
    crm = thing("system", "crm")
    picture = blueprint([card(f"t{place}", systems=(crm,)) for place in range(13)])
    ((_, _, texts),) = bars(picture, "system")
    assert texts == ["Crm"] * 3


def test_owners_have_their_roles():
    shop, vans = thing("owner", "shop"), thing("owner", "vans")
    found = [
        card("a", owner="shop"),
        card("b", owner="shop", responsible=(vans,)),
        card("c", owner="shop", responsible=(shop, vans)),
        card("d", owner=None, responsible=(vans,)),
    ]
    picture = blueprint(found)
    places = cards(picture)
    told = {(name, texts[0], one.left, one.right) for name, one, texts in bars(picture, "owner")}
    assert told == {
        ("shop", "A/R", places["a"].left, places["a"].right),
        ("shop", "A", places["b"].left, places["b"].right),
        ("shop", "A/R", places["c"].left, places["c"].right),
        ("vans", "R", places["b"].left, places["d"].right),
    }
    assert "Nobody accountable" in read(picture)
    assert "Responsible: does the work" in read(picture)


def test_who_is_accountable_stands_above_who_does_the_work():
    picture = canvas(chain(20), ENGLISH)
    rows = {}
    for _, one, texts in bars(picture, "owner"):
        rows.setdefault(texts[0], []).append(one.top)
    assert max([*rows["A"], *rows["A/R"]]) < min(rows["R"])


def test_actions_are_joined_where_a_way_leads_from_one_to_the_next():
    picture = blueprint([card("a"), card("b"), card("c")], [arrow("a", "b"), arrow("a", "c")])
    assert [name for name, group in groups(picture, "transition")] == ["a->b"]
    (x1, y1), (x2, y2) = corners(next(group.shapes[0] for _, group in groups(picture, "transition")))
    places = cards(picture)
    assert (x1, x2) == (places["a"].right, places["b"].left)
    assert y1 == y2


def test_more_columns_than_can_be_printed_are_broken_into_bands():
    picture = canvas(chain(130, stages=3), ENGLISH)
    places = cards(picture)
    assert len(places) == 130
    tops = sorted({one.top for one in places.values()})
    assert len(tops) == 4
    assert [one.what for one in written(picture)].count("Frontstage") == 4
    assert len(groups(picture, "stage")) > 3
    assert max(sum(one.top == height for one in places.values()) for height in tops) <= 40
    assert read(picture).count("Legend") == 1


def test_a_band_ends_where_a_stage_does_when_one_does_near_by():
    found = [card(f"t{place}", stage="see" if place < 27 else "buy") for place in range(50)]
    places = cards(blueprint(found))
    first = min(one.top for one in places.values())
    assert sum(one.top == first for one in places.values()) == 27


def test_alternatives_of_a_step_stay_in_one_band():
    names = [f"t{place}" for place in range(60)]
    steps = [*names[:28], tuple(names[28:33]), *names[33:]]
    picture = blueprint([card(name) for name in names], lines=[line(*steps)])
    places = cards(picture)
    assert len({places[name].top for name in names[28:33]}) == 1


def test_a_row_of_which_nothing_is_known_says_so():
    assert "Nothing is known here." in read(blueprint([card("a")]))


def test_grounds_lie_below_everything():
    picture = blueprint([card("a")])
    assert isinstance(picture.shapes[0], Box)
    assert picture.shapes[0] == Box(0, 0, picture.width, picture.height, "page")
    assert all(isinstance(shape, Label | Box) for shape in picture.shapes[:3])

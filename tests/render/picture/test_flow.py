"""The view `flow`: touchpoints in lanes, ways between them, hand-overs, and whatever the map may hold."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from render.picture import drawings as samples
from render.picture.drawings import arrow, card, chain, drawing, thing
from render.picture.looking import area, cards, check, corners, everything, groups, lines, read, ways, written

from cxmap.languages import LANGUAGES, words_for
from cxmap.render.picture.canvas import Box, Label, Path, Symbol
from cxmap.render.picture.svg import svg
from cxmap.render.picture.views.flow import canvas
from cxmap.words import ENGLISH


def flow(*args, **more):
    return canvas(drawing(*args, **more), ENGLISH)


def lane_titles(picture, kind="owner"):
    """Return the titles of the lanes from the top."""
    found = [group.title.partition(":")[0] for _, group in groups(picture, kind)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("by", ["owner", "channel", "stage"])
@pytest.mark.parametrize("name", samples.NAMED)
def test_nothing_is_in_the_way_of_anything(name, by):
    found = replace(samples.NAMED[name], by=by)
    picture = canvas(found, ENGLISH)
    check(picture)
    assert len(cards(picture)) == len(found.cards)
    assert len(ways(picture)) == len({one.transition.id for one in found.arrows})


@given(samples.drawings())
@settings(max_examples=40)
def test_nothing_is_in_the_way_of_anything_in_any_drawing(found):
    check(canvas(found, ENGLISH))


def test_the_same_drawing_makes_the_same_bytes():
    assert svg(canvas(chain(30), ENGLISH)) == svg(canvas(chain(30), ENGLISH))


def test_lanes_stand_in_the_order_in_which_customers_come_to_them_and_nobody_last():
    found = [card("a", owner="shop"), card("b", owner=None), card("c", owner="vans"), card("d", owner="shop")]
    picture = flow(found)
    assert lane_titles(picture) == ["Shop", "Vans"]
    places = cards(picture)
    assert places["a"].top < places["c"].top < places["b"].top
    assert "Nobody accountable" in read(picture)
    assert "2 touchpoints" in read(picture)


def test_a_channel_is_one_lane_however_it_is_written():
    picture = flow([card("a", channel="Web "), card("b", channel="web"), card("c", channel="")], by="channel")
    assert [one.what for one in written(picture)].count("Web") == 1
    assert "No channel" in read(picture)


def test_stages_are_lanes_in_their_own_order():
    picture = flow([card("a", stage="see"), card("b", stage="buy"), card("c", stage=None)], by="stage")
    assert lane_titles(picture, "stage") == ["See", "Buy"]
    assert "No stage" in read(picture)


def test_ways_lead_to_the_right_within_a_stage_and_from_one_to_the_next():
    found = [card("a", "see"), card("b", "see"), card("c", "buy"), card("d", "buy")]
    picture = flow(found, [arrow("a", "b"), arrow("b", "a", kind="back"), arrow("d", "a", kind="back")])
    places = cards(picture)
    assert places["a"].right < places["b"].left
    assert places["b"].right < places["c"].left
    assert places["c"].left == places["d"].left
    heads = {name: area(group.shapes[0]) for name, group in groups(picture, "stage")}
    assert heads["see"].left <= places["a"].left
    assert heads["see"].right < heads["buy"].left <= places["c"].left


def test_a_long_way_does_not_make_the_picture_endless():
    picture = canvas(chain(300, stages=1), ENGLISH)
    assert picture.width < 12_000
    check(picture)


def test_many_touchpoints_of_one_owner_in_one_stage_stand_in_several_columns():
    places = cards(flow([card(f"t{place}") for place in range(50)]))
    assert len({one.left for one in places.values()}) == 5


def test_what_kind_of_way_it_is_shows():
    found = [card("a", owner="shop"), card("b", owner="vans"), card("c", owner="vans")]
    vans = thing("owner", "vans")
    picture = flow(
        found,
        [
            arrow("a", "b", handover=True, owner=vans),
            arrow("b", "a", handover=True, kind="back"),
            arrow("b", "c"),
            arrow("c", "b", kind="back"),
            arrow("a", "c", handover=True, kind="recovery", owner=vans),
            arrow("c", "c", kind="recovery"),
        ],
    )
    assert {name: path.look for name, path in ways(picture).items()} == {
        "a->b": "arrow-handover",
        "b->a": "arrow-handover-back",
        "b->c": "arrow",
        "c->b": "arrow-back",
        "a->c": "arrow-handover-recovery",
        "c->c": "arrow-recovery",
    }
    assert all(path.arrow for path in ways(picture).values())


def test_a_hand_over_says_who_sees_customers_over_or_that_nobody_does():
    found = [card("a", owner="shop"), card("b", owner="vans"), card("c", owner="shop")]
    owned = arrow("a", "b", handover=True, owner=thing("owner", "depot"))
    picture = flow(found, [owned, arrow("b", "c", handover=True)])
    assert _said_at(picture, "a->b") >= {"Depot", "handover"}
    assert _said_at(picture, "b->c") >= {"no owner", "handover"}
    assert "Nobody owns 1 of the hand-overs." in read(picture)


def _said_at(picture, name):
    """Return the texts and symbols at an arrow, those in the list below included."""
    shapes = [shape for key, group in groups(picture, "transition") if key == name for shape in everything([group])]
    texts = {line for shape in shapes for line in getattr(shape, "lines", ())}
    return texts | {shape.name for shape in shapes if isinstance(shape, Symbol)}


def _numbers(picture, name):
    """Return the numbers of an arrow: none, or one that stands both at the arrow and in the list."""
    shapes = [shape for key, group in groups(picture, "transition") if key == name for shape in everything([group])]
    return [int(shape.lines[0]) for shape in shapes if getattr(shape, "look", "") == "number"]


@pytest.mark.parametrize("name", ["ten", "a circle of everything", "sixty"])
def test_whatever_is_said_at_an_arrow_stands_there_or_in_the_list_by_its_number(name):
    found = samples.NAMED[name]
    picture = canvas(found, ENGLISH)
    numbers = []
    for one in found.arrows:
        texts = _said_at(picture, one.transition.id)
        assert set(one.when.split()) <= set(" ".join(texts).split())
        numbers += _numbers(picture, one.transition.id)
    assert sorted(numbers) == sorted([*range(1, len(numbers) // 2 + 1)] * 2)


def test_with_many_cards_nothing_is_said_at_arrows_and_cards_are_smaller():
    few, many = canvas(chain(60), ENGLISH), canvas(chain(61), ENGLISH)
    assert "Touchpoint number 7" in " ".join(_said_at(few, "t7->t8"))
    widths = [next(iter(cards(picture).values())) for picture in (few, many)]
    assert widths[0].right - widths[0].left > widths[1].right - widths[1].left
    said = [_said_at(many, f"t{place}->t{place + 1}") for place in range(0, 60, 4)]
    assert all("handover" in texts for texts in said[:2])
    assert "Touchpoint" not in " ".join(text for texts in said for text in texts)


def test_small_cards_have_names_of_two_lines():
    found = [card(f"t{place}", called="name " * 40) for place in range(61)]
    group = dict(groups(flow(found), "touchpoint"))["t0"]
    name = next(shape for shape in group.shapes if getattr(shape, "look", "") == "strong")
    assert len(name.lines) == 2
    assert name.lines[-1].endswith("…")


def test_cards_say_what_is_special_about_them():
    found = card("a", entry=True, exit=True, moment="pain", errors=3, warnings=2, status="planned", mark="changed")
    group = dict(groups(flow([found]), "touchpoint"))["a"]
    symbols = {shape.name for shape in group.shapes if isinstance(shape, Symbol)}
    assert symbols >= {"entry", "exit", "pain", "error", "warning", "planned", "web"}
    assert {"3", "2", "changed", "planned"} <= {line for shape in group.shapes for line in getattr(shape, "lines", ())}
    assert group.shapes[0].look == "card-changed"
    for told in ("Channel: web.", "Accountable: Shop.", "Moment of pain.", "3 errors.", "2 warnings.", "Changed."):
        assert told in group.title


@pytest.mark.parametrize(("mark", "word"), [("added", "new"), ("changed", "changed"), ("removed", "gone")])
def test_what_happened_to_ways_shows_in_look_and_word(mark, word):
    picture = flow([card("a"), card("b")], [arrow("a", "b", mark=mark)])
    assert ways(picture)["a->b"].look == f"arrow-{mark}"
    assert word in _said_at(picture, "a->b")


def test_what_is_wrong_with_a_way_stands_at_it():
    picture = flow([card("a"), card("b")], [arrow("a", "b", errors=2, warnings=1)])
    assert _said_at(picture, "a->b") >= {"2", "error", "1", "warning"}


def test_a_way_tells_all_that_is_known_of_it():
    found = arrow("a", "b", when="pays", handover=True, owner=thing("owner", "vans"), share=0.25, kind="recovery")
    titles = [group.title for name, group in groups(flow([card("a"), card("b")], [found]), "transition")]
    assert titles[0] == "A → B: pays. Vans sees customers over. Expected of 25 % of customers. It puts something right."


def test_the_legend_has_only_what_occurs():
    plain = read(flow([card("a"), card("b")], [arrow("a", "b")]))
    assert "Customers go on" in plain
    for absent in ("Moment of", "Hand-over", "go back", "since the base", "Planned", "errors", "may start", "list"):
        assert absent not in plain
    full = read(canvas(chain(40), ENGLISH))
    for present in ("Moment of", "Hand-over", "go back", "since the base", "Planned", "errors", "may start", "list"):
        assert present in full


def test_what_is_not_drawn_is_said():
    picture = flow([card("a")], left_out=3)
    assert "3 more touchpoints are left out." in read(picture)
    assert "3 more touchpoints are left out." in picture.description


def test_lanes_reach_over_the_whole_picture():
    picture = flow([card("a"), card("b", owner="vans")])
    lanes = [shape for shape in everything(picture.shapes) if isinstance(shape, Box) and shape.look.startswith("lane")]
    grounds = [area(one) for one in lanes if one.look in ("lane", "lane-alt")]
    assert len(grounds) == 2
    for one in cards(picture).values():
        assert any(ground.holds(one) for ground in grounds)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_a_lane_stays_in_its_strip(language):
    found = drawing([card("b", status="retired"), *(card(f"c{number}") for number in range(30))])
    picture = canvas(found, words_for(language))
    strips = [
        area(one) for one in everything(picture.shapes) if isinstance(one, Box) and one.look == "lane-title-ground"
    ]
    said = [
        line
        for _, lane in groups(picture, "owner")
        for one in lane.shapes
        if isinstance(one, Label)
        for line in lines(one)
    ]
    assert len(said) >= 2
    assert all(any(strip.holds(line) for strip in strips) for line in said)


def test_arrows_lead_from_card_to_card():
    found = chain(25)
    picture = canvas(found, ENGLISH)
    places, paths = cards(picture), ways(picture)
    for one in found.arrows:
        points = corners(paths[one.transition.id])
        assert isinstance(paths[one.transition.id], Path)
        for (x, y), name in ((points[0], one.start), (points[-1], one.end)):
            place = places[name]
            assert place.left <= x <= place.right
            assert place.top <= y <= place.bottom

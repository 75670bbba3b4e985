"""Who does what: the rows in the order of the journey, the columns, the groups, and what follows from them."""

import pytest
from hypothesis import given
from maps_of import atlas_of, maps
from raci.matrices import SHOP, cells, ids, matrix

from cxmap.app.raci import groups
from cxmap.errors import CxmapError
from cxmap.findings import Severity
from cxmap.graph.along import along
from cxmap.graph.flow import Flow
from cxmap.words import say


def test_touchpoints_come_in_the_order_in_which_customers_come_to_them():
    assert ids(matrix()) == {"find": ["search"], "buy": ["basket", "checkout", "pay"], "use": ["help"]}


def test_cells_say_who_does_what_and_hand_overs_who_gives_and_takes():
    assert cells(matrix()) == {
        "search": {"digital": "A/R"},
        "basket": {"digital": "A/R", "web": "R"},
        "checkout": {"digital": "A", "web": "R", "legal": "C"},
        "checkout->pay": {"payments": "H/T", "digital": "G"},
        "pay": {"payments": "A/R", "legal": "I", "web": "I"},
        "pay->help": {"payments": "G", "web": "T"},
        "help": {"web": "A/R"},
    }


def test_columns_come_in_the_order_in_which_owners_are_first_accountable():
    assert [column.key for column in matrix().columns] == ["digital", "payments", "web", "legal"]


def test_a_hand_over_that_nobody_owns_is_a_gap_in_its_row():
    report = matrix()
    assert [(gap.rule, gap.entity) for gap in report.gaps] == [("unowned-handover", "transition:pay->help")]
    [handover] = report.groups[1].rows[2].handovers
    assert handover.owner is None
    assert handover.gravest is Severity.WARNING  # help is only planned
    assert report.groups[1].rows[1].handovers[0].gravest is None


def test_what_is_retired_is_left_out_and_that_is_said():
    report = matrix()
    assert [say(note) for note in report.notes] == ["One touchpoint is left out because it is retired."]
    assert (report.shown, report.total) == (5, 5)
    assert matrix(selectors=["fax"]).groups == ()


def test_loads_count_every_role_and_hand_over():
    found = {load.owner.id: load[2:] for load in matrix().loads}
    assert found == {
        "digital": (3, 2, 0, 0, 0),
        "payments": (1, 1, 0, 0, 1),
        "web": (1, 3, 0, 1, 0),
        "legal": (0, 0, 1, 1, 0),
    }


def test_a_function_has_as_many_seats_as_touchpoints_however_it_is_written():
    found = [(seat.function, len(seat.touchpoints), seat.delivering) for seat in matrix().seats]
    assert found == [("IT", 5, 4), ("Finance", 1, 1), ("", 2, 0)]


def test_by_function_the_roles_of_its_owners_are_united():
    report = matrix(by="function")
    assert [(column.key, [owner.id for owner in column.owners]) for column in report.columns] == [
        ("it", ["digital", "web"]),
        ("finance", ["payments"]),
        ("", ["legal"]),
    ]
    assert cells(report)["checkout"] == {"it": "A/R", "": "C"}
    assert cells(report)["pay"] == {"finance": "A/R", "it": "I", "": "I"}


def test_by_owner_rows_are_grouped_by_who_is_accountable():
    nobody = "  ghost: {stage: use, channel: web, entry: true}\ntransitions:"
    report = matrix(SHOP.replace("transitions:", nobody), by="owner")
    assert ids(report) == {
        "digital": ["search", "basket", "checkout"],
        "payments": ["pay"],
        "web": ["help"],
        None: ["ghost"],
    }
    assert report.groups[-1].rows[0].gravest is Severity.ERROR


JOURNEYS = """
journeys:
  outer: {steps: [help, {journey: inner}, search]}
  inner: {steps: [pay, {any_of: [basket, help]}]}
"""


def test_by_journey_rows_come_in_the_order_of_steps_with_nested_ones_in_their_place():
    assert ids(matrix(SHOP + JOURNEYS, by="journey")) == {
        "outer": ["help", "pay", "basket", "search"],
        None: ["checkout"],
    }


def test_journeys_that_only_nest_each_other_are_not_lost():
    text = SHOP + "journeys:\n  b: {steps: [pay, {journey: a}]}\n  a: {steps: [search, {journey: b}]}\n"
    assert ids(matrix(text, by="journey")) == {"a": ["search", "pay"], None: ["basket", "checkout", "help"]}


def test_a_matrix_that_nobody_could_read_is_refused(monkeypatch):
    monkeypatch.setattr(groups, "MOST_ROWS", 3)
    with pytest.raises(CxmapError, match="more than 3 rows"):
        matrix(SHOP + JOURNEYS, by="journey")


def test_a_selection_shows_its_rows_and_the_gaps_that_concern_them():
    nobody = "  ghost: {stage: find, channel: web, entry: true, exit: true}\ntransitions:"
    text = SHOP.replace("transitions:", nobody)
    report = matrix(text, selectors=["pay"])
    assert ids(report) == {"buy": ["pay"]}
    assert (report.shown, report.total) == (1, 6)
    assert [gap.entity for gap in report.gaps] == ["transition:pay->help"]
    assert {gap.entity for gap in matrix(text).gaps} == {"transition:pay->help", "touchpoint:ghost"}


def test_owners_who_are_retired_or_declared_nowhere_keep_their_column_and_are_gaps():
    text = SHOP.replace("lead: Dina", "lead: Dina, status: retired").replace(
        "informed: [legal, web]", "informed: [wbe]"
    )
    report = matrix(text)
    columns = {column.key: column for column in report.columns}
    assert columns["legal"].retired
    assert columns["wbe"].thing.name == ""
    assert {gap.rule for gap in report.gaps} == {"retired-in-use", "unknown-reference", "unowned-handover"}


def test_only_unknown_owners_are_gaps_and_not_unknown_data():
    assert not [
        gap
        for gap in matrix(SHOP.replace("channel: fax", "channel: fax, needs: [nothing]")).gaps
        if gap.rule == "unknown-reference"
    ]


def test_where_something_cannot_be_read_there_may_be_more_gaps():
    report = matrix(SHOP + "metrics: nonsense\n")
    assert "There may be more gaps than these: something in the files could not be read." in map(say, report.notes)
    assert not report.about.whole


def test_things_are_called_in_the_language_that_was_asked_for():
    text = SHOP.replace("name: Pay,", "name: Pay, translations: {es: {name: Pagar}},")
    [_, buying, _] = matrix(text, language="es").groups
    assert buying.rows[2].touchpoint.name == "Pagar"
    assert buying.rows[1].handovers[0].end.name == "Pagar"


@given(maps)
def test_every_touchpoint_stands_in_the_order_once(drawn):
    atlas = atlas_of(drawn)
    order = along(Flow(atlas), atlas.touchpoints)
    assert sorted(order) == sorted(atlas.touchpoints)
    stages = [list(atlas.stages).index(atlas.touchpoints[name].value.stage) for name in order]
    assert stages == sorted(stages)


def test_a_circle_is_entered_where_it_is_nearest_to_an_entry():
    text = "stages: {s: }\ntouchpoints:\n" + "".join(
        f"  {name}: {{stage: s, channel: web{', entry: true' if name == 'z' else ''}}}\n" for name in "abcz"
    )
    ways = ["z c", "c b", "b a", "a c", "a z"]
    text += "transitions:\n" + "".join(f"  - {{from: {way[0]}, to: {way[2]}}}\n" for way in ways)
    assert ids(matrix(text)) == {"s": ["z", "c", "b", "a"]}

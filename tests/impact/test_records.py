"""Which change records belong to a change."""

import pytest
from impact.compared import changed, comparison_of

from cxmap.impact.records.records import records

MAP = """
stages: {buy: }
touchpoints:
  basket: {stage: buy, channel: web}
  checkout: {stage: buy, channel: web}
"""


def found(before: str, after: str, *changes) -> list[str]:
    return [record.id for record in records(comparison_of(MAP + before, MAP + after), changes)]


def test_a_record_that_comes_with_the_change():
    assert found("", "changes: {new: {status: live}}") == ["new"]


def test_a_record_that_is_edited():
    assert found("changes: {one: {why: A}}", "changes: {one: {why: B}}") == ["one"]


def test_other_records_are_left_alone():
    text = "changes: {one: {touchpoints: [basket]}, two: {touchpoints: [checkout]}}"
    assert found(text, text, changed("touchpoint:checkout")) == ["two"]


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("proposed", True),
        ("agreed", True),
        ("announced", True),
        ("live", False),
        ("reviewed", False),
        ("rejected", False),
    ],
)
def test_records_under_way_that_name_what_changed(status, counts):
    text = f"changes: {{one: {{status: {status}, touchpoints: [basket]}}}}"
    assert found(text, text, changed("touchpoint:basket")) == (["one"] if counts else [])


def test_a_review_looks_back():
    assert found("changes: {one: {status: live}}", "changes: {one: {status: reviewed}}") == []


@pytest.mark.parametrize("before", ["", "changes: {one: {status: announced}}"])
def test_a_record_that_was_carried_out_and_reviewed_meanwhile_counts(before):
    assert found(before, "changes: {one: {status: reviewed}}") == ["one"]


def test_an_end_of_a_transition_counts():
    text = "changes: {one: {touchpoints: [checkout]}}"
    assert found(text, text, changed("transition:basket->checkout#fast")) == ["one"]


def test_an_old_name_counts():
    before = "stages: {buy: }\ntouchpoints: {basket: {stage: buy, channel: web, name: The basket}}\n"
    after = "stages: {buy: }\ntouchpoints: {cart: {stage: buy, channel: web, name: The basket}}\n"
    record = "changes: {one: {touchpoints: [basket]}}\n"
    change = changed("touchpoint:cart", previous="touchpoint:basket")
    assert [placed.id for placed in records(comparison_of(before + record, after + record), [change])] == ["one"]

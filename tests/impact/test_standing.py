"""What a change record lacks for how far it has come."""

import datetime as dt

import pytest
from impact.compared import comparison_of, settings_of

from cxmap.impact.records.standing import missing
from cxmap.words import say

MAP = """
stages: {buy: }
personas: {shopper: }
owners: {digital: {kind: team}, legal: {kind: team}, cx: {kind: committee}}
touchpoints: {basket: {stage: buy, channel: web}}
"""
TODAY = dt.date(2026, 11, 2)
BASIS = "owner: digital, why: Because, touchpoints: [basket]"
AGREED = f"{BASIS}, live_on: 2027-02-01, communications: [{{audience: legal, wave: peers, on: 2026-12-01}}]"


def lacking(record: str, settings: str = "") -> list[str]:
    atlas = comparison_of(MAP, f"{MAP}changes: {{one: {{{record}}}}}\n").head
    governance = settings_of(settings).config.governance
    return [say(message) for message in missing(atlas, atlas.changes["one"], governance, TODAY)]


@pytest.mark.parametrize(
    "record",
    [
        "status: rejected",
        BASIS,
        f"{BASIS}, disagreements: [{{raised_by: legal}}], live_on: 2026-11-02",
        f"status: agreed, {AGREED}",
        f"status: announced, {AGREED}",
        f"status: live, {AGREED}".replace("2027-02-01", "2026-09-01"),
        f"status: live, {AGREED}, review: {{on: 2026-10-01}}".replace("2027-02-01", "2025-09-01"),
        f"status: reviewed, {BASIS}, review: {{on: 2026-10-01}}",
    ],
)
def test_nothing_is_missing(record):
    assert lacking(record) == []


def test_what_is_needed_from_the_first_day():
    assert lacking("reason: customer") == [
        "It has no `owner`, who leads it and settles disagreements.",
        "It does not say `why`: what gets better for the customer and for the company.",
        "It names no `touchpoints` that it means to touch.",
    ]
    assert lacking(BASIS.replace("digital", "nobody")) == ["Its owner `nobody` is not declared."]


def test_what_is_needed_once_it_is_agreed():
    record = f"status: agreed, {BASIS}, disagreements: [{{raised_by: legal}}, {{position: No}}, {{resolution: Yes}}]"
    assert lacking(record) == [
        "It does not say from which day customers meet it (`live_on`).",
        "The disagreement with `legal` is not settled.",
        "A disagreement is not settled.",
        "It does not say who is told of it (`communications`).",
    ]


@pytest.mark.parametrize(
    ("settings", "decisions", "message"),
    [
        ("governance: {require_change: any, committee: cx}\n", "", "`cx` has not approved change `one`."),
        ("governance: {require_change: any, committee: cx}\n", "{by: cx, outcome: approved}", None),
        ("governance: {require_change: any}\n", "{by: legal, outcome: rejected}", "Nobody has approved it."),
        ("governance: {require_change: any}\n", "{by: legal, outcome: approved}", None),
        ("governance: {committee: cx}\n", "", None),
    ],
)
def test_approvals(settings, decisions, message):
    assert lacking(f"status: agreed, {AGREED}, decisions: [{decisions}]", settings) == ([message] if message else [])
    assert lacking(f"{BASIS}, decisions: [{decisions}]", settings) == []


@pytest.mark.parametrize("status", ["proposed", "agreed", "announced"])
def test_the_day_has_passed(status):
    record = f"status: {status}, {AGREED}".replace("2027-02-01", "2026-11-01")
    assert lacking(record) == [
        f"It was to go live on 2026-11-01 and is still `{status}`: set the status, or move the day."
    ]


def test_a_review_is_due():
    record = f"status: live, {AGREED}".replace("2027-02-01", "2026-08-03")
    assert lacking(record) == ["It has been live since 2026-08-03, and no review has been held."]
    assert lacking(f"status: reviewed, {BASIS}") == ["It is `reviewed`, and does not say what was learned."]


def test_who_was_not_told():
    record = AGREED.replace("on: 2026-12-01", "on: 2026-11-01")
    assert lacking(f"status: agreed, {record}") == [
        "Word was to go to `legal` by 2026-11-01 (wave `peers`), and nothing says that it did."
    ]
    assert lacking(f"status: reviewed, review: {{on: 2026-10-01}}, {record}") == []


def test_customers_come_last():
    record = AGREED.replace("wave: peers", "wave: support").replace(
        "}]", "}, {audience: shopper, wave: customers, on: 2026-11-20}]"
    )
    assert lacking(f"status: agreed, {record}") == ["On 2026-11-20 word goes to `shopper`, before it goes to `legal`."]

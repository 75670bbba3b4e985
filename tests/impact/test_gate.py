"""The gate: what governance asks for before a change goes ahead."""

import datetime as dt

import pytest
from impact.compared import changed, comparison_of, settings_of

from cxmap.impact.records.gate import gate
from cxmap.impact.records.records import records
from cxmap.words import say

MAP = """
stages: {buy: }
owners:
  company: {kind: team}
  digital: {kind: team, part_of: company, lead: ann}
  ann: {kind: person}
  legal: {kind: team}
  old: {kind: team, status: retired}
  cx: {kind: committee, name: CX circle}
touchpoints:
  basket: {stage: buy, channel: web, raci: {accountable: digital}}
  checkout: {stage: buy, channel: web, raci: {accountable: legal}}
  fax: {stage: buy, channel: fax, raci: {accountable: old}}
  bare: {stage: buy, channel: web}
transitions: [{from: basket, to: checkout}]
"""
TODAY = dt.date(2026, 11, 2)
BASKET = changed("touchpoint:basket", "breaking", field="channel")
ASKED = "governance: {require_change: breaking, committee: cx}\n"
ANY = "governance: {require_change: any}\n"


def judged(*named: str, changes=(BASKET,), settings: str = ASKED, before: str = MAP, after: str = MAP):
    text = after + (
        "changes:\n" + "".join(f"  c{number}: {one}\n" for number, one in enumerate(named)) if named else ""
    )
    comparison = comparison_of(before, text)
    return gate(comparison, changes, records(comparison, changes), settings_of(settings), TODAY)


def reasons(*named: str, **options) -> list[str]:
    outcome = judged(*named, **options)
    assert outcome.required
    return [say(message) for message in outcome.closed]


NO_RECORD = "No change record covers this: `cxmap change new` writes one for you to complete."


@pytest.mark.parametrize(
    ("require", "change", "required"),
    [
        ("never", BASKET, False),
        ("breaking", BASKET, True),
        ("breaking", changed("touchpoint:basket", "disruptive"), False),
        ("breaking", changed("change:c0", "breaking"), False),
        ("any", changed("touchpoint:basket", "disruptive"), True),
        ("any", changed("touchpoint:basket", "wording"), True),
        ("any", changed("change:c0", "notable"), False),
    ],
)
def test_what_needs_a_record(require, change, required):
    outcome = judged(changes=(change,), settings=f"governance: {{require_change: {require}}}\n")
    assert outcome.required is required
    assert [say(message) for message in outcome.closed] == ([NO_RECORD] if required else [])


def test_nothing_changed():
    assert not judged(changes=(), settings=ANY).required


APPROVED = "decisions: [{by: cx, on: 2026-10-01, outcome: approved}, {by: digital, on: 2026-10-01, outcome: approved}]"


def test_open():
    outcome = judged(f"{{touchpoints: [basket], {APPROVED}}}")
    assert (outcome.required, outcome.closed) == (True, ())
    assert [record.id for record in outcome.records] == ["c0"]
    assert (outcome.unrecorded, outcome.unchanged) == ((), ())


def test_the_scope_does_not_match():
    outcome = judged(f"{{touchpoints: [checkout, bare], {APPROVED}}}")
    assert [say(message) for message in outcome.closed] == [
        "No change record names `basket`, where something changed.",
        "Change `c0` names `bare` and `checkout`, and nothing changed there.",
    ]
    assert [one.id for one in outcome.unrecorded] == ["basket"]
    assert [one.id for one in outcome.unchanged] == ["bare", "checkout"]


def test_the_scope_is_shown_where_no_record_is_needed():
    outcome = judged("{touchpoints: [checkout]}", settings="")
    assert (outcome.required, outcome.closed) == (False, ())
    assert [one.id for one in outcome.unrecorded] == ["basket"]
    assert [one.id for one in outcome.unchanged] == ["checkout"]
    assert judged(settings="").unrecorded == ()


def test_one_end_of_a_transition_is_enough():
    way = changed("transition:basket->checkout", "disruptive")
    for named in ("basket", "checkout", "basket, checkout"):
        assert not reasons(f"{{touchpoints: [{named}]}}", changes=(way,), settings=ANY)
    assert reasons("{touchpoints: [bare]}", changes=(way,), settings=ANY) == [
        "No change record names `basket`, where something changed.",
        "Change `c0` names `bare`, and nothing changed there.",
    ]


def test_other_words_need_not_be_named_but_may():
    words = changed("touchpoint:bare", "wording", field="name")
    for scope in ("basket", "basket, bare"):
        assert not reasons(f"{{touchpoints: [{scope}], {APPROVED}}}", changes=(BASKET, words))
    assert reasons("{touchpoints: [basket]}", changes=(BASKET, words), settings=ANY)[0].startswith(
        "No change record names `bare`"
    )


def test_what_touches_no_touchpoint_only_needs_some_record():
    journey = changed("journey:buying", "breaking")
    assert reasons(changes=(journey,)) == [NO_RECORD]
    assert not reasons("{decisions: [{by: cx, outcome: approved}]}", changes=(journey,))


def test_several_records_cover_it_together():
    both = (BASKET, changed("touchpoint:bare", "breaking"))
    assert not reasons(
        f"{{touchpoints: [basket], {APPROVED}}}",
        "{touchpoints: [bare], decisions: [{by: cx, outcome: approved}]}",
        changes=both,
    )


def test_a_record_edited_on_the_way_is_not_about_this():
    before = MAP + "changes:\n  c1: {touchpoints: [bare]}\n"
    edited = "{touchpoints: [bare], why: Because}"
    assert not reasons(f"{{touchpoints: [basket], {APPROVED}}}", edited, before=before)


def test_a_record_edited_on_the_way_while_another_is_under_way():
    under_way = f"{{touchpoints: [basket], {APPROVED}}}"
    before = MAP + f"changes:\n  c0: {under_way}\n  c1: {{touchpoints: [bare]}}\n"
    assert not reasons(under_way, "{touchpoints: [bare], why: Because}", before=before)


def test_a_record_under_way_covers_what_is_left():
    under_way = f"{{touchpoints: [basket], {APPROVED}}}"
    before = MAP + f"changes:\n  c0: {under_way}\n"
    assert not reasons(under_way, before=before)
    # It also names what this change leaves alone; the change brings a record of its own, so that is no matter.
    wide = f"{{touchpoints: [basket, bare], {APPROVED}}}"
    before = MAP + f"changes:\n  c0: {wide}\n"
    assert not reasons(wide, under_way, before=before)
    assert reasons(wide, before=before) == ["Change `c0` names `bare`, and nothing changed there."]


def test_rejected():
    assert reasons(f"{{status: rejected, touchpoints: [basket], {APPROVED}}}") == [
        "Change `c0` was rejected.",
        NO_RECORD,
    ]


DIGITAL = "{by: digital, outcome: approved}"


@pytest.mark.parametrize(
    ("decisions", "reason"),
    [
        ("", "CX circle (`cx`) has not approved change `c0`."),
        ("{by: cx, outcome: approved}", None),
        ("{by: cx, on: 2026-11-02, outcome: approved}", None),
        ("{by: cx, on: 2026-11-03, outcome: approved}", "CX circle (`cx`) has not approved change `c0`."),
        (
            "{by: cx, on: 2026-10-02, outcome: rejected}, {by: cx, on: 2026-10-01, outcome: approved}",
            "CX circle (`cx`) has rejected change `c0`.",
        ),
        (
            "{by: cx, on: 2026-10-01, outcome: approved}, {by: cx, on: 2026-10-02, outcome: deferred}",
            "CX circle (`cx`) has deferred change `c0`.",
        ),
        ("{by: cx, on: 2026-10-01, outcome: deferred}, {by: cx, on: 2026-10-02, outcome: approved}", None),
        (
            "{by: cx, on: 2026-10-01, outcome: rejected}, {by: cx, outcome: approved}",
            "CX circle (`cx`) has rejected change `c0`.",
        ),
        ("{by: cx, outcome: rejected}, {by: cx, outcome: approved}", None),
        ("{by: cx, on: 2026-10-01, outcome: approved}, {by: cx, on: 2026-12-01, outcome: rejected}", None),
        ("{by: legal, outcome: approved}", "CX circle (`cx`) has not approved change `c0`."),
    ],
)
def test_the_committee_approves(decisions, reason):
    both = ", ".join(filter(None, (decisions, DIGITAL)))
    found = reasons(f"{{touchpoints: [basket], decisions: [{both}]}}")
    assert found == ([reason] if reason else [])


def test_without_a_committee_nobody_waits_for_it():
    settings = "governance: {require_change: breaking}\n"
    assert not reasons(f"{{touchpoints: [basket], decisions: [{DIGITAL}]}}", settings=settings)


NOT_APPROVED = "`digital` is accountable for `basket` and has not approved the change."


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("", NOT_APPROVED),
        ("decisions: [{by: legal, outcome: approved}]", NOT_APPROVED),
        ("decisions: [{by: digital, outcome: approved}]", None),
        ("decisions: [{by: company, outcome: approved}]", None),
        ("decisions: [{by: ann, outcome: approved}]", None),
        ("owner: digital", None),
        (
            "owner: digital, decisions: [{by: digital, outcome: rejected}]",
            "`digital` is accountable for `basket` and has rejected the change.",
        ),
        (
            "decisions: [{by: digital, outcome: deferred}]",
            "`digital` is accountable for `basket` and has deferred the change.",
        ),
    ],
)
def test_the_accountable_owner_approves(fields, reason):
    settings = "governance: {require_change: breaking}\n"
    rest = f", {fields}" if fields else ""
    assert reasons(f"{{touchpoints: [basket]{rest}}}", settings=settings) == ([reason] if reason else [])


def test_nobody_is_passed_over_by_being_replaced():
    after = MAP.replace("raci: {accountable: digital}", "raci: {accountable: legal}")
    record = "{touchpoints: [basket], owner: legal, decisions: [{by: legal, outcome: approved}]}"
    settings = "governance: {require_change: breaking}\n"
    assert reasons(record, after=after, settings=settings) == [NOT_APPROVED]
    away = after.replace("  digital: {kind: team, part_of: company, lead: ann}\n", "")
    assert reasons(record, after=away, settings=settings) == [NOT_APPROVED]
    above = after.replace("  legal: {kind: team}", "  legal: {kind: team, members: [digital]}").replace(
        "part_of: company", "part_of: legal"
    )
    assert reasons(record, after=above, settings=settings) == [NOT_APPROVED]


def test_only_what_breaks_asks_for_those_accountable():
    settings = "governance: {require_change: any}\n"
    disruptive = changed("touchpoint:basket", "disruptive")
    assert not reasons("{touchpoints: [basket]}", changes=(disruptive,), settings=settings)


@pytest.mark.parametrize("name", ["fax", "bare"])
def test_nobody_who_could_be_asked(name):
    settings = "governance: {require_change: breaking}\n"
    change = changed(f"touchpoint:{name}", "breaking")
    assert not reasons(f"{{touchpoints: [{name}]}}", changes=(change,), settings=settings)


def test_a_way_that_breaks_asks_where_customers_leave():
    way = changed("transition:basket->checkout", "breaking", side="base")
    settings = "governance: {require_change: breaking}\n"
    assert reasons("{touchpoints: [checkout]}", changes=(way,), settings=settings) == [NOT_APPROVED]


def test_each_approves_the_record_that_is_about_it():
    both = (BASKET, changed("touchpoint:checkout", "breaking"))
    settings = "governance: {require_change: breaking}\n"
    found = reasons(
        "{touchpoints: [basket], decisions: [{by: legal, outcome: approved}]}",
        "{touchpoints: [checkout], decisions: [{by: digital, outcome: approved}]}",
        changes=both,
        settings=settings,
    )
    assert found == [NOT_APPROVED, "`legal` is accountable for `checkout` and has not approved the change."]


def test_owners_above_in_a_circle():
    circle = MAP.replace("  company: {kind: team}", "  company: {kind: team, part_of: digital}")
    settings = "governance: {require_change: breaking}\n"
    assert reasons("{touchpoints: [basket]}", before=circle, after=circle, settings=settings) == [NOT_APPROVED]

"""The communication plan: wave by wave, and never customers before colleagues."""

import datetime as dt
from dataclasses import replace

import pytest
from impact.compared import changed, comparison_of, engaged, settings_of

from cxmap.impact.plan.plan import plan
from cxmap.impact.records.records import records
from cxmap.message import Named, said
from cxmap.words import say

MAP = """
stages: {buy: }
personas: {shopper: {name: Online shopper}, visitor: }
owners:
  company: {kind: team, language: it}
  digital: {kind: team, part_of: company, lead: ann, contact: {email: d@acme.example, chat: "#d"}}
  ann: {kind: person, language: es}
  legal: {kind: team, contact: {email: l@acme.example}}
  contact-centre: {kind: team, language: pt-BR, contact: {phone: "1"}}
  cx: {kind: committee}
  basket-team: {kind: team, members: [digital, legal]}
touchpoints:
  basket: {stage: buy, channel: web, team: basket-team, raci: {accountable: digital}}
  checkout: {stage: buy, channel: app, raci: {accountable: digital, consulted: [legal], informed: [contact-centre]}}
  store: {stage: buy, channel: store, raci: {accountable: ann}}
transitions: [{from: basket, to: checkout}]
journeys:
  buying: {steps: [basket, checkout], personas: [shopper]}
  visiting: {steps: [store], personas: [visitor]}
"""
TODAY = dt.date(2026, 11, 2)
BASKET = changed("touchpoint:basket", field="channel")
EVERYBODY = (
    engaged("digital", "accountable", "basket"),
    engaged("ann", "responsible", "basket"),
    engaged("legal", "consulted", "checkout"),
    engaged("contact-centre", "informed", "checkout"),
)


def planned(record: str = "", changes=(BASKET,), people=EVERYBODY, settings: str = "", before: str = MAP):
    text = MAP + (f"changes:\n  one: {record}\n" if record else "")
    comparison = comparison_of(before, text)
    found = records(comparison, changes)
    return plan(comparison, changes, people, found, settings_of(settings), TODAY)


def rows(outcome):
    return [(told.wave, told.audience.id, str(told.on or "")) for told in outcome.rows]


def said_by(messages):
    return [say(message) for message in messages]


def test_everybody_wave_by_wave():
    assert rows(planned("{live_on: 2027-02-01}")) == [
        ("peers", "ann", "2026-12-21"),
        ("peers", "digital", "2026-12-21"),
        ("teams", "basket-team", "2027-01-04"),
        ("teams", "digital", "2027-01-04"),
        ("support", "contact-centre", "2027-01-11"),
        ("support", "legal", "2027-01-11"),
        ("customers", "shopper", "2027-01-25"),
    ]


def test_days_are_counted_as_the_settings_say():
    settings = "communication: {lead_days: {peers: 3, teams: 2, support: 1, customers: 0}, holidays: [2027-01-29]}\n"
    outcome = planned("{live_on: 2027-02-01}", settings=settings)
    assert {(told.wave, str(told.on)) for told in outcome.rows} == {
        ("peers", "2027-01-26"),
        ("teams", "2027-01-27"),
        ("support", "2027-01-28"),
        ("customers", "2027-02-01"),
    }


def test_without_a_day_to_go_live_there_are_no_days():
    outcome = planned("{why: Because}")
    assert {told.on for told in outcome.rows} == {None}
    assert outcome.live_on is None
    assert said_by(outcome.notes) == [
        "No change record says in `live_on` when this goes live, so the proposals have no day."
    ]


def test_nothing_changed_and_nothing_is_planned():
    outcome = planned(changes=(), people=())
    assert (outcome.rows, outcome.refused, outcome.notes) == ((), (), ())


def test_what_is_written_stands():
    record = """{live_on: 2027-02-01, owner: digital, communications: [
      {audience: digital, wave: peers, channel: walk, message: Have a look, owner: legal, on: 2026-12-01}]}"""
    outcome = planned(record)
    [told] = [told for told in outcome.rows if told.planned]
    assert rows(outcome)[0] == ("peers", "digital", "2026-12-01")
    assert [row for row in rows(outcome) if row[:2] == ("peers", "digital")] == [rows(outcome)[0]]
    assert (told.channel, told.message, told.owner.id, told.record.id) == ("walk", "Have a look", "legal", "one")
    assert all(told.record is None for told in outcome.rows if not told.planned)


def test_who_is_told_earlier_than_needed_is_not_told_again():
    record = "{live_on: 2027-02-01, communications: [{audience: legal, wave: peers, on: 2026-12-01}]}"
    assert [wave for wave, who, _ in rows(planned(record)) if who == "legal"] == ["peers"]


def test_audiences_in_words_and_customers():
    record = """{live_on: 2027-02-01, communications: [
      {audience: The print shop, wave: support, on: 2026-12-01},
      {audience: shopper, wave: customers, on: 2027-01-29}]}"""
    outcome = planned(record)
    assert "The print shop" in [told.audience for told in outcome.rows]
    assert [told.audience.kind for told in outcome.rows if told.wave == "customers"] == ["persona"]


def test_channels_are_proposed_from_the_contacts():
    channels = {(told.wave, told.audience.id): told.channel for told in planned("{live_on: 2027-02-01}").rows}
    assert channels == {
        ("peers", "ann"): "meeting",
        ("peers", "digital"): "meeting",
        ("teams", "basket-team"): "meeting",
        ("teams", "digital"): "chat",
        ("support", "contact-centre"): "phone",
        ("support", "legal"): "email",
        ("customers", "shopper"): "web",
    }


def test_who_tells_whom():
    tellers = {(told.wave, told.audience.id): told.owner.id for told in planned("{owner: legal}").rows}
    assert tellers["peers", "digital"] == "legal"
    assert tellers["teams", "digital"] == "digital"
    assert tellers["teams", "basket-team"] == "digital"
    assert tellers["customers", "shopper"] == "legal"
    assert {told.owner.id for told in planned().rows} == {"digital"}


def test_the_language_of_each():
    outcome = planned(settings="language: pt\n")
    assert {told.audience.id: told.language for told in outcome.rows} == {
        "ann": "es",
        "digital": "it",
        "legal": "pt",
        "contact-centre": "pt-BR",
        "basket-team": "pt",
        "shopper": "pt",
    }


def test_owners_in_a_circle_have_no_language():
    circle = "stages: {buy: }\nowners: {a: {kind: team, part_of: b}, b: {kind: team, part_of: a}}\n"
    outcome = plan(comparison_of(circle, circle), (BASKET,), [engaged("a")], (), settings_of(), TODAY)
    assert {told.language for told in outcome.rows} == {"en"}


@pytest.mark.parametrize(
    "change",
    [
        changed("touchpoint:basket", "notable", field="volume"),
        changed("touchpoint:basket", "disruptive", field="raci.accountable"),
        changed("touchpoint:basket", "disruptive", field="stage"),
        changed("touchpoint:basket", "notable"),
        changed("transition:basket->checkout", "disruptive", field="carries"),
        changed("journey:buying", "disruptive", field="owner"),
        changed("touchpoint:basket", "wording", field="name"),
        changed("owner:digital", "disruptive"),
    ],
)
def test_customers_are_not_told_what_they_do_not_notice(change):
    assert "customers" not in {told.wave for told in planned(changes=(change,)).rows}


@pytest.mark.parametrize(
    "change",
    [
        changed("transition:basket->checkout", "breaking", field="carries"),
        changed("journey:buying", "disruptive", field="steps"),
        changed("transition:basket->checkout", "disruptive", side="base"),
    ],
)
def test_customers_are_told_what_they_notice(change):
    news = changed("touchpoint:checkout", "notable")
    [told] = [told for told in planned(changes=(change, news)).rows if told.wave == "customers"]
    assert (told.audience.id, told.about) == ("shopper", (change, news))


def test_customers_are_told_of_what_was_live():
    retired = MAP.replace("basket: {stage: buy", "basket: {status: retired, stage: buy")
    comparison = comparison_of(MAP, retired)
    change = changed("touchpoint:basket", "breaking", field="status")
    outcome = plan(comparison, (change,), (), (), settings_of(), TODAY)
    assert rows(outcome)[-1][:2] == ("customers", "shopper")
    never = MAP.replace("basket: {stage: buy", "basket: {status: planned, stage: buy")
    outcome = plan(comparison_of(never, never), (change,), (), (), settings_of(), TODAY)
    assert "customers" not in {told.wave for told in outcome.rows}


def test_what_each_is_told_about():
    store = changed("touchpoint:store", field="channel")
    way = changed("transition:basket->checkout", "breaking", side="base")
    outcome = planned(changes=(way, BASKET, store))
    about = {(told.wave, told.audience.id): [one.entity.id for one in told.about] for told in outcome.rows}
    assert about["peers", "digital"] == ["basket->checkout", "basket"]
    assert about["peers", "ann"] == ["store"]
    assert about["customers", "shopper"] == ["basket->checkout", "basket"]
    assert about["customers", "visitor"] == ["store"]
    assert about["support", "legal"] == ["basket->checkout"]


def test_whoever_has_nothing_of_it_is_told_all_but_the_record():
    record = "{communications: [{audience: The print shop, wave: support}]}"
    outcome = planned(record, changes=(BASKET, changed("change:one", "notable")))
    [told] = [told for told in outcome.rows if told.planned]
    assert told.about == (BASKET,)


def test_a_rejected_record_plans_nothing():
    record = "{status: rejected, live_on: 2027-02-01, communications: [{audience: legal, wave: peers, on: 2026-12-01}]}"
    outcome = planned(record)
    assert outcome.live_on is None
    assert not any(told.planned for told in outcome.rows)


def refused(*communications: str):
    record = f"{{live_on: 2027-02-01, communications: [{', '.join(communications)}]}}"
    outcome = planned(record, changes=(changed("touchpoint:checkout"),), people=())
    return said_by(outcome.refused)


INSIDE = "{audience: legal, wave: support, on: 2026-12-10}"


def test_refused_when_customers_come_before_colleagues():
    early = "{audience: shopper, wave: customers, on: 2026-12-09}"
    assert refused(INSIDE, early) == [
        "On 2026-12-09 word goes to Online shopper (`shopper`), before it goes to `legal`."
    ]


def test_the_day_on_which_it_was_done_counts():
    assert refused(
        "{audience: legal, wave: support, on: 2026-12-01, done: 2026-12-12}",
        "{audience: shopper, wave: customers, on: 2026-12-30, done: 2026-12-11}",
    ) == ["On 2026-12-11 word goes to Online shopper (`shopper`), before it goes to `legal`."]


def test_the_same_day_and_unknown_days_are_fine():
    assert not refused(INSIDE, "{audience: shopper, wave: customers, on: 2026-12-10}")
    assert not refused("{audience: legal, wave: peers}", "{audience: shopper, wave: customers, on: 2026-12-10}")
    assert not refused(INSIDE, "{audience: shopper, wave: customers}")


def test_refused_when_customers_know_and_colleagues_do_not():
    assert refused(
        "{audience: legal, wave: support, on: 2026-12-01}", "{audience: shopper, wave: customers, done: 2026-12-05}"
    ) == ["Word has gone to Online shopper (`shopper`) already, and not to `legal`."]


def test_refused_when_nobody_inside_is_told():
    outcome = planned(
        "{communications: [{audience: visitor, wave: customers, on: 2026-12-09}]}",
        changes=(changed("change:one"),),
        people=(),
    )
    assert said_by(outcome.refused) == ["Word goes to `visitor`, and to nobody inside."]


def test_proposals_never_come_after_customers_who_are_told_early():
    record = "{live_on: 2027-02-01, communications: [{audience: shopper, wave: customers, on: 2026-12-15}]}"
    outcome = planned(record)
    assert not outcome.refused
    assert {str(told.on) for told in outcome.rows} == {"2026-12-15"}


def test_colleagues_forgotten_while_customers_know():
    record = "{live_on: 2027-02-01, communications: [{audience: shopper, wave: customers, done: 2026-10-15}]}"
    [message] = said_by(planned(record, people=(engaged("legal", "consulted", "checkout"),)).refused)
    assert message.startswith("Word has gone to Online shopper (`shopper`) already, and not to `basket-team`")


def test_what_is_late():
    outcome = planned(
        "{live_on: 2026-11-30, communications: [{audience: legal, wave: support, on: 2026-10-30}]}",
        people=(engaged("digital", "accountable", "basket"),),
    )
    assert said_by(outcome.notes) == [
        "Word should have gone to `digital` by 2026-10-19 (wave `peers`): tell them now, or go live later.",
        "Word was to go to `legal` by 2026-10-30 (wave `support`), and nothing says that it did.",
    ]


def test_the_first_record_to_go_live_counts():
    text = MAP + "changes: {one: {live_on: 2027-03-01}, two: {live_on: 2027-02-01}}"
    comparison = comparison_of(MAP, text)
    outcome = plan(comparison, (BASKET,), EVERYBODY, records(comparison, (BASKET,)), settings_of(), TODAY)
    assert outcome.live_on == dt.date(2027, 2, 1)


def test_a_reason_that_names_one_touchpoint_or_several_says_whom_it_concerns():
    help_, mail = Named("touchpoint", "help"), Named("touchpoint", "mail")
    basket = changed("touchpoint:basket")
    lost = replace(basket, why=said("{touchpoint} needs {datum}.", touchpoint=help_, datum="phone"))
    both = replace(basket, why=said("{touchpoints} need {datum}.", touchpoints=(help_, mail), datum="phone"))
    assert (lost.suffering, both.suffering) == ((help_,), (help_, mail))
    assert basket.suffering == ()

"""Who to engage, in which role and when, and who need not be engaged yet."""

import json
from copy import deepcopy

import pytest
from impact.shop import SHOP, changed_shop, people, roles

from cxmap.words import say

CHANNEL = ("touchpoints.checkout.channel", "app")


def test_everybody_with_a_role_where_something_new_has_to_be_done():
    assert roles(CHANNEL) == {
        "digital": "ask-first accountable: checkout",
        "payments": "ask-first responsible: checkout",
        "legal": "consult consulted: checkout",
        "insight": "inform informed: checkout",
    }


@pytest.mark.parametrize(
    "edit",
    [
        ("touchpoints.checkout.name", "Paying"),
        ("touchpoints.checkout.moment", "truth"),
        ("touchpoints.checkout.metrics", ["nps"]),
        ("touchpoints.checkout.reviewed", "2026-01-01"),
        ("metrics.ease.target", 6),
    ],
)
def test_what_is_only_worth_knowing_is_told_to_whoever_is_accountable(edit):
    assert roles(edit) == {"digital": "inform accountable: checkout"}


def test_who_is_accountable_until_now_and_from_now_on():
    engaged, _ = people(SHOP, changed_shop(("touchpoints.checkout.raci.accountable", "stores")))
    assert [(item.when, item.role) for item in (engaged["digital"], engaged["stores"])] == [
        ("ask-first", "accountable")
    ] * 2
    assert say(engaged["digital"].reason) == "Was accountable for `checkout` until now."
    assert say(engaged["stores"].reason) == "Becomes accountable for `checkout`."
    assert engaged.keys() == {"digital", "stores", "payments", "legal", "insight"}


def test_who_is_no_longer_consulted_and_who_is_from_now_on():
    engaged, _ = people(SHOP, changed_shop(("touchpoints.checkout.raci.consulted", ["office"])))
    assert roles(("touchpoints.checkout.raci.consulted", ["office"])) == {
        "legal": "consult consulted: checkout",
        "office": "consult consulted: checkout",
        "digital": "inform accountable: checkout",
    }
    assert say(engaged["legal"].reason) == "Was consulted about `checkout` until now."
    assert say(engaged["office"].reason) == "Is consulted about `checkout` from now on."


def test_whoever_gets_a_stronger_role_is_engaged_in_that():
    edits = ("touchpoints.checkout.raci.accountable", "legal"), ("touchpoints.checkout.raci.consulted", ["digital"])
    engaged, _ = people(SHOP, changed_shop(*edits))
    assert (engaged["legal"].role, say(engaged["legal"].reason)) == (
        "accountable",
        "Becomes accountable for `checkout`.",
    )
    assert (engaged["digital"].role, say(engaged["digital"].reason)) == (
        "accountable",
        "Was accountable for `checkout` until now.",
    )


def test_a_touchpoint_team_that_comes_or_goes():
    before = changed_shop(("touchpoints.checkout.team", "office"))
    engaged, _ = people(before, changed_shop(("touchpoints.checkout.team", "insight")))
    assert say(engaged["office"].reason) == "Was the touchpoint team of `checkout` until now."
    assert say(engaged["insight"].reason) == "Becomes the touchpoint team of `checkout`."
    assert {item.when for item in engaged.values()} == {"inform"}
    assert engaged.keys() == {"digital", "office", "insight"}


def test_data_that_no_longer_get_there_are_a_matter_of_whoever_is_accountable_there():
    engaged, not_needed = people(SHOP, changed_shop(("touchpoints.checkout.captures", ["address"])))
    stores = engaged["stores"]
    assert (stores.when, stores.role, [touchpoint.id for touchpoint in stores.touchpoints]) == (
        "ask-first",
        "accountable",
        ["returns-desk"],
    )
    assert (
        say(stores.reason)
        == "Accountable for `returns-desk`, where data are needed that no longer get there: `receipt`."
    )
    assert "logistics" not in engaged  # only responsible at the returns desk
    assert not_needed == {
        "logistics": "One step away: `delivery` stays as it is and only lies beside `checkout`.",
        "office": "Two steps away: `unboxing` is concerned only if `delivery` changes as well.",
    }


def test_data_that_still_get_there_are_no_reason_to_be_engaged():
    before = changed_shop(("touchpoints.basket.captures", ["receipt"]))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["captures"] = ["address"]
    engaged, not_needed = people(before, after)
    assert "stores" not in engaged
    assert not_needed["stores"] == "Accountable for `returns-desk`, which needs `receipt` and still gets it."


def test_the_owner_of_a_hand_over_and_those_at_both_its_ends():
    assert roles(("transitions.1.within", "2d")) == {
        "logistics": "ask-first handover: checkout delivery",
        "digital": "consult accountable: checkout",
    }


def test_a_hand_over_without_owner_is_asked_of_both_ends():
    assert roles(("transitions.2.within", "2d")) == {
        "logistics": "ask-first accountable: delivery",
        "office": "ask-first accountable: unboxing",
    }


def test_a_hand_over_that_passes_to_somebody_else():
    engaged, _ = people(SHOP, changed_shop(("transitions.1.owner", "stores")))
    assert say(engaged["stores"].reason) == "Comes to own the hand-over checkout -> delivery."
    assert say(engaged["logistics"].reason) == "Owned the hand-over checkout -> delivery until now."
    assert (engaged["logistics"].when, engaged["stores"].when) == ("ask-first", "ask-first")
    assert (engaged["digital"].when, engaged["digital"].role) == ("consult", "accountable")


def test_what_is_worth_knowing_about_a_hand_over_is_told_to_its_owner():
    assert roles(("transitions.1.share", 0.5)) == {"logistics": "inform handover: checkout delivery"}
    assert roles(("transitions.2.share", 0.5)) == {"logistics": "inform accountable: delivery"}


def test_a_touchpoint_that_is_retired_breaks_the_hand_overs_to_and_from_it():
    engaged, _ = people(SHOP, changed_shop(("touchpoints.unboxing.status", "retired")))
    assert (engaged["stores"].when, engaged["stores"].role) == ("ask-first", "handover")
    assert (
        say(engaged["stores"].reason)
        == "Owns the hand-over unboxing -> returns-desk, of which one end goes: `unboxing`."
    )
    assert engaged["office"].role == "accountable"
    assert "logistics" not in engaged


def test_a_touchpoint_that_goes():
    after = changed_shop(
        ("touchpoints.unboxing", None),
        ("transitions.2.to", "returns-desk"),
        ("transitions.3", None),
        ("journeys.regret.steps", [{"journey": "order"}, "returns-desk"]),
    )
    engaged, _ = people(SHOP, after)
    assert engaged["office"].role == "accountable"
    assert "unboxing" in [touchpoint.id for touchpoint in engaged["office"].touchpoints]
    assert (engaged["stores"].when, engaged["stores"].role) == ("ask-first", "accountable")
    assert engaged["logistics"].role == "accountable"


def test_a_new_touchpoint_asks_everybody_who_holds_a_role_in_it():
    raci = {"accountable": "stores", "responsible": ["logistics"], "consulted": ["legal"], "informed": ["insight"]}
    after = changed_shop(("touchpoints.gift-desk", {"stage": "buy", "channel": "store", "raci": raci, "entry": True}))
    engaged, _ = people(SHOP, after)
    assert {owner: item.when for owner, item in engaged.items()} == {
        "stores": "ask-first",
        "logistics": "ask-first",
        "legal": "consult",
        "insight": "inform",
    }


def test_what_is_only_planned_is_told_to_whoever_is_accountable():
    raci = {"accountable": "stores", "responsible": ["logistics"]}
    planned = {"stage": "buy", "channel": "store", "raci": raci, "status": "planned"}
    assert roles(("touchpoints.gift-desk", planned)) == {"stores": "inform accountable: gift-desk"}


def test_the_owner_of_a_journey_that_is_cut_is_asked_first():
    engaged, _ = people(SHOP, changed_shop(("transitions.1", None)))
    assert (engaged["office"].when, engaged["office"].role) == ("ask-first", "accountable")
    assert say(engaged["office"].reason) == "Accountable end to end for `order`, where customers can no longer go on."


def test_the_owner_of_a_journey_that_takes_other_steps_is_consulted():
    assert roles(("journeys.order.steps", ["basket", "checkout"]))["office"] == "consult accountable: delivery"


def test_a_journey_that_passes_to_somebody_else():
    engaged, _ = people(SHOP, changed_shop(("journeys.order.owner", "digital")))
    assert say(engaged["office"].reason) == "Was accountable end to end for `order` until now."
    assert say(engaged["digital"].reason) == "Becomes accountable end to end for `order`."


def test_a_system_concerns_whoever_looks_after_it():
    looked_after = {"stores": "ask-first responsible:", "digital": "ask-first responsible:"}
    assert roles(("systems.till.owner", "digital")) == looked_after
    assert roles(("systems.till.name", "Tills")) == {"stores": "inform responsible:"}


def test_a_system_that_goes_is_a_matter_of_where_it_is_used():
    engaged, _ = people(SHOP, changed_shop(("systems.till", None), ("touchpoints.checkout.systems", [])))
    assert engaged["stores"].role == "responsible"
    assert engaged["digital"].when == "ask-first"
    still_named, _ = people(SHOP, changed_shop(("systems.till", None)))
    assert (still_named["digital"].when, still_named["digital"].role) == ("consult", "accountable")
    assert say(still_named["digital"].reason) == "Accountable for `checkout`, behind which something changes: `till`."


def test_a_persona_is_told_to_the_owner_of_its_journeys():
    assert roles(("personas.family.share", 0.5)) == {"office": "inform accountable:"}


def test_a_datum_is_told_where_it_is_captured_needed_or_handed_over():
    assert roles(("data.receipt.personal", True)) == {
        "digital": "inform accountable: checkout",
        "stores": "inform accountable: returns-desk unboxing",
    }


def test_an_opportunity_is_told_to_whoever_is_accountable_for_what_it_is_about():
    engaged, _ = people(SHOP, changed_shop(("opportunities", {"one-click": {"touchpoint": "checkout"}})))
    assert {owner: item.when for owner, item in engaged.items()} == {"digital": "inform"}
    assert say(engaged["digital"].reason) == "Accountable for `checkout`, behind which something changes: `one-click`."


def test_an_owner_with_another_contact_is_told_itself():
    engaged, _ = people(SHOP, changed_shop(("owners.legal.contact", {"email": "legal@example.com"})))
    assert engaged.keys() == {"legal"}
    assert (engaged["legal"].when, engaged["legal"].role) == ("inform", "informed")
    assert say(engaged["legal"].reason) == "What the map says about `legal` itself changes."


def test_lead_contact_language_and_function_come_from_the_owner():
    engaged, _ = people(SHOP, changed_shop(CHANNEL))
    digital = engaged["digital"]
    assert digital.lead == "Ann Arkwright"
    assert dict(digital.contact) == {"email": "web@example.com", "chat": "#web"}
    assert (digital.language, digital.function) == ("es", "IT")
    assert (engaged["legal"].lead, dict(engaged["legal"].contact)) == ("Cleo", {"phone": "555 0100"})
    assert (engaged["payments"].lead, dict(engaged["payments"].contact), engaged["payments"].language) == (
        "Ben",
        {},
        "",
    )


def test_an_owner_that_is_retired_is_told_with_the_larger_one():
    shop = changed_shop(
        ("owners.payments.status", "retired"),
        ("owners.payments.part_of", "digital"),
        ("owners.legal.status", "retired"),
    )
    after = deepcopy(shop)
    after["touchpoints"]["checkout"]["channel"] = "app"
    engaged, not_needed = people(shop, after)
    assert say(engaged["payments"].reason) == "Still has a role at `checkout`, but is retired. Turn to `digital`."
    assert say(engaged["legal"].reason) == (
        "Still has a role at `checkout`, but is retired. Nobody is named in its place."
    )
    assert not {"payments", "legal"} & not_needed.keys()


def test_an_owner_that_nobody_declared():
    shop = changed_shop(("touchpoints.checkout.raci.accountable", "somebody"))
    after = deepcopy(shop)
    after["touchpoints"]["checkout"]["channel"] = "app"
    engaged, _ = people(shop, after)
    somebody = engaged["somebody"]
    assert say(somebody.reason) == "Has a role at `checkout`, but is not declared among the owners."
    assert (somebody.lead, dict(somebody.contact), somebody.role) == ("", {}, "accountable")


def test_an_owner_that_goes_with_its_last_role():
    after = changed_shop(("owners.legal", None), ("touchpoints.checkout.raci.consulted", []))
    engaged, _ = people(SHOP, after)
    assert say(engaged["legal"].reason) == "Was consulted about `checkout` until now."


def test_an_owner_with_a_new_id_is_the_same():
    after = json.loads(json.dumps(SHOP).replace('"digital"', '"online"'))
    after["owners"]["online"]["name"] = "Digital"
    after["touchpoints"]["checkout"]["channel"] = "app"
    engaged, _ = people(SHOP, after)
    assert "digital" not in engaged
    assert say(engaged["online"].reason) == "Accountable for `checkout` and answers for what changes there."


def test_each_owner_stands_there_once_the_most_urgent_first_and_the_most_touched_before_others():
    after = changed_shop(
        CHANNEL,
        ("touchpoints.basket.channel", "app"),
        ("touchpoints.returns-desk.channel", "app"),
        ("touchpoints.basket.raci", {"accountable": "digital", "consulted": ["logistics", "legal"]}),
    )
    engaged, _ = people(SHOP, after)
    assert [(owner, item.when, item.role) for owner, item in engaged.items()] == [
        ("digital", "ask-first", "accountable"),
        ("stores", "ask-first", "accountable"),
        ("logistics", "ask-first", "responsible"),
        ("payments", "ask-first", "responsible"),
        ("legal", "consult", "consulted"),
        ("insight", "inform", "informed"),
    ]
    assert [touchpoint.id for touchpoint in engaged["logistics"].touchpoints] == ["returns-desk", "basket"]


def test_what_a_change_record_names_and_has_not_changed_yet():
    record = {"status": "proposed", "owner": "office", "touchpoints": ["checkout", "returns-desk"]}
    before = changed_shop(("changes", {"no-paper": record}))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["channel"] = "app"
    engaged, not_needed = people(before, after)
    assert "stores" not in engaged
    assert not_needed["stores"] == (
        "Accountable for `returns-desk`, which `no-paper` means to change and which is as it was so far."
    )


def test_nobody_is_both_engaged_and_not_needed_and_nobody_is_called_by_being_only_consulted_nearby():
    before = changed_shop(("touchpoints.delivery.raci", {"accountable": "logistics", "consulted": ["legal"]}))
    after = deepcopy(before)
    after["touchpoints"]["basket"]["channel"] = "app"
    engaged, not_needed = people(before, after)
    assert engaged.keys() == {"digital"}
    assert not_needed == {"logistics": "Two steps away: `delivery` is concerned only if `checkout` changes as well."}

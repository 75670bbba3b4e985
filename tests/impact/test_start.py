"""Where to start: the stages touched, and the journeys from the simplest on."""

import json
from copy import deepcopy

from impact.compared import comparison_of
from impact.shop import SHOP, Map, changed_shop, compared

from cxmap.impact.reach.reach import reach
from cxmap.impact.seen import see_all
from cxmap.impact.start import journeys, stages
from cxmap.report.impact import JourneyTouched

CHANNEL = ("touchpoints.checkout.channel", "app")


def staged(before: Map, after: Map) -> list[tuple[str, list[str], list[str]]]:
    comparison, changes = compared(before, after)
    return [
        (item.stage.id, [named.id for named in item.direct], [named.id for named in item.reached])
        for item in stages(comparison, changes, reach(comparison, changes))
    ]


def started(before: Map, after: Map) -> dict[str, JourneyTouched]:
    comparison, changes = compared(before, after)
    return {item.journey.id: item for item in journeys(comparison, changes, reach(comparison, changes))}


def test_stages_in_their_order_with_what_changed_and_what_is_reached():
    assert staged(SHOP, changed_shop(CHANNEL, ("touchpoints.checkout.captures", ["address"]))) == [
        ("buy", ["checkout"], ["basket"]),
        ("receive", [], ["delivery"]),
        ("return", [], ["returns-desk"]),
    ]


def test_other_words_touch_no_stage_and_no_journey():
    after = changed_shop(("touchpoints.checkout.description", "Where customers pay."))
    assert staged(SHOP, after) == []
    assert started(SHOP, after) == {}


def test_a_touchpoint_that_moves_counts_in_both_stages():
    moved = staged(SHOP, changed_shop(("touchpoints.unboxing.stage", "return")))
    assert moved == [("receive", ["unboxing"], []), ("return", ["unboxing"], [])]


def test_a_stage_that_changes_itself_and_one_that_is_gone_come_too():
    before = changed_shop(("stages", {"dream": {}, **SHOP["stages"]}))
    assert staged(before, SHOP) == [("dream", [], [])]
    assert staged(SHOP, before) == [("dream", [], [])]


def test_the_steps_at_which_something_changes_counted_from_1():
    order, regret = started(SHOP, changed_shop(CHANNEL)).values()
    assert (order.journey.id, order.changed_steps, [named.id for named in order.changed]) == (
        "order",
        (2,),
        ["checkout"],
    )
    assert (regret.journey.id, regret.changed_steps, [named.id for named in regret.changed]) == (
        "regret",
        (1,),
        ["checkout"],
    )


def test_the_simplest_journey_comes_first_and_nested_touchpoints_count():
    order, regret = started(SHOP, changed_shop(CHANNEL)).values()
    assert (order.journey.id, order.touchpoints, order.handovers) == ("order", 3, 1)
    assert (regret.journey.id, regret.touchpoints, regret.handovers) == ("regret", 5, 3)


def test_a_way_that_another_owner_than_the_one_before_it_looks_after_is_a_hand_over():
    before = changed_shop(("transitions.0.owner", "insight"))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["channel"] = "app"
    assert started(before, after)["order"].handovers == 2


def test_with_as_many_touchpoints_the_fewest_hand_overs_and_then_the_id_decide():
    ways = {"steps": ["checkout", "delivery"]}, {"steps": ["basket", "checkout"]}
    before = changed_shop(("journeys", {"a": ways[0], "b": ways[1], "c": ways[1]}))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["channel"] = "app"
    assert list(started(before, after)) == ["b", "c", "a"]


def test_who_facilitates():
    found = started(SHOP, changed_shop(CHANNEL))
    assert found["order"].facilitator.id == "office"
    assert found["regret"].facilitator.id == "digital"  # nobody owns it: who is accountable where it changes first
    before = changed_shop(("journeys.regret.variant_of", "order"))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["channel"] = "app"
    assert started(before, after)["regret"].facilitator.id == "office"


def test_nobody_facilitates_where_nobody_is_accountable():
    before = changed_shop(("touchpoints.basket", {"stage": "buy", "channel": "web"}))
    before["journeys"] = {"a": {"steps": ["basket"], "parent": "b"}, "b": {"steps": ["basket"], "parent": "a"}}
    after = deepcopy(before)
    after["touchpoints"]["basket"]["channel"] = "app"
    assert started(before, after)["a"].facilitator is None


def test_steps_that_are_new_gone_or_lived_otherwise():
    steps = ["basket", "checkout", "delivery", "unboxing"]

    def between(old: list, new: list) -> tuple[int, ...]:
        before = changed_shop(("journeys", {"a": {"steps": old}}))
        return started(before, {**before, "journeys": {"a": {"steps": new}}})["a"].changed_steps

    assert between(steps[:3], steps) == (4,)
    assert between(steps, steps[:3]) == (3,)
    assert between(steps, [*steps[:1], *steps[2:]]) == (2,)
    assert between(steps, ["returns-desk", *steps]) == (1,)
    assert between(steps, [{"touchpoint": "basket", "feels": 1}, *steps[1:]]) == (1,)
    assert between(steps, ["checkout", "basket", *steps[2:]]) == (1, 3)  # one moved: there, and where it is gone
    assert between(steps, [*steps[:2], {"any_of": ["delivery", "unboxing"]}, steps[3]]) == (3,)


def test_journeys_too_long_to_be_held_closely_against_each_other_differ_between_what_they_share():
    names = ["basket", "checkout"] * 150
    before = changed_shop(("journeys", {"a": {"steps": ["delivery", *names, "unboxing"]}}))
    after = deepcopy(before)
    after["journeys"]["a"]["steps"] = ["delivery", *names[1:], "basket", "unboxing"]
    assert started(before, after)["a"].changed_steps == tuple(range(2, 302))


def test_the_step_that_customers_can_no_longer_get_to():
    found = started(SHOP, changed_shop(("transitions.1", None)))
    assert found["order"].changed_steps == (3,)
    assert [named.id for named in found["order"].changed] == ["delivery"]
    assert found["regret"].changed_steps == (1,)


def test_the_step_to_which_the_way_is_another():
    found = started(SHOP, changed_shop(("transitions.3.owner", "office")))
    assert {name: item.changed_steps for name, item in found.items()} == {"regret": (3,)}


def test_a_new_journey_changes_in_every_step():
    found = started(SHOP, changed_shop(("journeys.quick", {"steps": ["basket", "checkout"], "owner": "office"})))
    assert (found["quick"].changed_steps, found["quick"].before) == ((1, 2), False)


def test_a_journey_that_is_gone_comes_last():
    shop = changed_shop(("journeys.quick", {"steps": ["basket", "checkout"], "owner": "office"}))
    found = started(shop, changed_shop(CHANNEL))
    assert list(found) == ["order", "regret", "quick"]
    quick = found["quick"]
    assert (quick.before, quick.changed_steps, quick.touchpoints, quick.facilitator.id) == (True, (2,), 2, "office")


def test_other_personas_make_a_journey_one_to_talk_about_without_changed_steps():
    found = started(SHOP, changed_shop(("journeys.order.personas", ["student"])))
    assert {name: item.changed_steps for name, item in found.items()} == {"order": ()}


def test_a_journey_that_is_only_watched_by_another_target_is_nowhere_to_start():
    assert started(SHOP, changed_shop(("metrics.nps.target", 30))) == {}


def test_a_touchpoint_that_is_renamed_and_changed_stands_there_under_its_new_id():
    after = json.loads(json.dumps(SHOP).replace('"checkout"', '"payment"'))
    after["touchpoints"]["payment"]["aliases"] = ["Checkout"]
    after["touchpoints"]["payment"]["channel"] = "app"
    comparison = comparison_of(json.dumps(SHOP), json.dumps(after))
    changes = see_all(comparison)
    order, *_ = journeys(comparison, changes, reach(comparison, changes))
    assert ([named.id for named in order.changed], order.changed_steps) == (["payment"], (2,))

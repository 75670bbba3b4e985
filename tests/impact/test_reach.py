"""What a change reaches, and why."""

import json
from copy import deepcopy
from itertools import pairwise

import pytest
from impact.compared import comparison_of
from impact.shop import SHOP, changed_shop, compared, reached_by, told

from cxmap.impact.both import Both
from cxmap.impact.reach.extent import extents
from cxmap.impact.reach.needing import needing
from cxmap.impact.reach.reach import FARTHEST, reach
from cxmap.impact.seen import see_all

NO_RECEIPT = ("touchpoints.checkout.captures", ["address"])
CHANNEL = ("touchpoints.checkout.channel", "app")


def test_whoever_needs_what_is_no_longer_asked_for_is_reached_however_far_away():
    reached = reached_by(NO_RECEIPT)
    assert reached["touchpoint:returns-desk"] == "needs receipt <- captured at checkout (changed)"
    assert "touchpoint:unboxing" not in reached


def test_what_is_asked_for_as_before_is_not_affected():
    before = changed_shop(("touchpoints.unboxing.needs", ["address"]), ("data.address", {}))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["captures"] = ["address"]
    comparison, changes = compared(before, after)
    reached = {item.entity.entity for item in reach(comparison, changes)}
    assert "touchpoint:returns-desk" in reached
    assert "touchpoint:unboxing" not in reached


def test_a_channel_matters_to_neighbours_journeys_personas_stage_systems_and_metrics():
    assert reached_by(CHANNEL) == {
        "touchpoint:checkout": "changed",
        "stage:buy": "is the stage of checkout (changed)",
        "touchpoint:basket": "is the touchpoint before checkout (changed)",
        "touchpoint:delivery": "is the next touchpoint after checkout (changed)",
        "journey:order": "steps through checkout (changed)",
        "system:till": "is used at checkout (changed)",
        "metric:ease": "watches checkout (changed)",
        "journey:regret": "nests order <- steps through checkout (changed)",
        "persona:family": "walks order <- steps through checkout (changed)",
        "metric:nps": "watches order <- steps through checkout (changed)",
        "persona:student": "walks regret <- nests order <- steps through checkout (changed)",
    }


def test_a_moment_is_no_matter_of_the_neighbours():
    reached = reached_by(("touchpoints.checkout.moment", "truth"))
    assert [name for name in reached if name.startswith("touchpoint:")] == ["touchpoint:checkout"]
    assert "journey:order" in reached


@pytest.mark.parametrize(
    "edit",
    [
        ("touchpoints.checkout.name", "Paying"),
        ("touchpoints.checkout.description", "Where customers pay."),
        ("touchpoints.checkout.reviewed", "2026-01-01"),
        ("touchpoints.checkout.volume", 5),
        ("touchpoints.checkout.tags", ["regulated"]),
        ("journeys.order.name", "Ordering"),
        ("systems.till.name", "Tills"),
        ("owners.digital.contact", {"email": "new@example.com"}),
        ("owners.digital.lead", "Cleo"),
    ],
)
def test_wording_and_bookkeeping_reach_nothing_else(edit):
    kind, name, _ = edit[0].split(".")
    assert list(reached_by(edit)) == [f"{kind.removesuffix('s')}:{name}"]


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (0, ["basket"]),
        (1, ["basket", "checkout"]),
        (2, ["basket", "checkout", "delivery"]),
        (3, ["basket", "checkout", "delivery", "unboxing"]),
        (10_000, ["basket", "checkout", "delivery", "unboxing", "returns-desk"]),
    ],
)
def test_neighbours_are_followed_as_far_as_asked_for(depth, expected):
    reached = reached_by(("touchpoints.basket.channel", "app"), depth=depth)
    assert [name.partition(":")[2] for name in reached if name.startswith("touchpoint:")] == expected
    assert list(reached.values()).count("changed") == 1


def test_two_transitions_away_the_way_there_is_told():
    reached = reached_by(("touchpoints.basket.channel", "app"), depth=2)
    step = "is the next touchpoint after"
    assert reached["touchpoint:delivery"] == f"{step} checkout <- {step} basket (changed)"


def test_a_transition_reaches_both_its_ends_and_the_journeys_that_go_over_it():
    reached = reached_by(("transitions.1.owner", "payments"))
    transition = "transition:checkout->delivery"
    assert reached[transition] == "changed"
    assert reached["touchpoint:checkout"] == "is the start of checkout->delivery (changed)"
    assert reached["touchpoint:delivery"] == "is the end of checkout->delivery (changed)"
    assert reached["journey:order"] == "goes over checkout->delivery (changed)"
    assert reached["journey:regret"] == "nests order <- goes over checkout->delivery (changed)"
    assert "touchpoint:basket" not in reached
    assert "touchpoint:basket" in reached_by(("transitions.1.owner", "payments"), depth=2)
    assert "touchpoint:basket" not in reached_by(("transitions.1.share", 0.5), depth=2)


def test_a_journey_goes_over_a_transition_out_of_one_that_it_nests():
    reached = reached_by(("transitions.2.owner", "payments"))
    assert reached["journey:regret"] == "goes over delivery->unboxing (changed)"
    assert "journey:order" not in reached


def test_only_what_a_transition_no_longer_hands_over_is_affected():
    before = changed_shop(("touchpoints.returns-desk.captures", ["card"]), ("touchpoints.unboxing.needs", ["card"]))
    after = deepcopy(before)
    after["transitions"][1]["carries"] = ["address"]
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["touchpoint:returns-desk"] == "needs receipt <- handed over by checkout->delivery (changed)"
    assert reached["touchpoint:unboxing"] == "needs card <- handed over by checkout->delivery (changed)"
    assert reached["touchpoint:delivery"] == "is the end of checkout->delivery (changed)"


def test_a_datum_that_is_asked_for_again_on_the_way_is_not_followed_on():
    before = changed_shop(("touchpoints.unboxing.captures", ["receipt"]))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["captures"] = ["address"]
    comparison, changes = compared(before, after)
    assert "touchpoint:returns-desk" not in {item.entity.entity for item in reach(comparison, changes)}


def test_the_nearest_source_of_a_datum_is_the_reason():
    before = changed_shop(("touchpoints.basket.captures", ["receipt"]), ("touchpoints.checkout.captures", ["receipt"]))
    after = deepcopy(before)
    del after["touchpoints"]["basket"]["captures"], after["touchpoints"]["checkout"]["captures"]
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["touchpoint:returns-desk"] == "needs receipt <- captured at checkout (changed)"


def test_a_new_way_on_which_a_datum_is_not_known_reaches_whoever_needs_it():
    shortcut = {"from": "basket", "to": "unboxing"}
    before = changed_shop(("transitions.3.carries", None))
    after = deepcopy(before)
    after["transitions"].append(shortcut)
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["touchpoint:returns-desk"] == "needs receipt <- no longer known after basket->unboxing (changed)"


def test_a_new_entry_at_which_a_datum_is_not_known_reaches_whoever_needs_it():
    before = changed_shop(("transitions.3.carries", None))
    after = deepcopy(before)
    after["touchpoints"]["delivery"]["entry"] = True
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["touchpoint:returns-desk"] == "needs receipt <- no longer known after delivery (changed)"


def test_a_journey_that_begins_elsewhere_reaches_whoever_needs_what_is_not_known_there():
    after = changed_shop(("journeys.short", {"steps": ["unboxing"]}), ("transitions.3.carries", None))
    before = changed_shop(("transitions.3.carries", None))
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["touchpoint:returns-desk"] == "needs receipt <- no longer known after short (changed)"


def test_a_touchpoint_that_goes_keeps_its_id_and_reaches_what_was_around_it():
    after = changed_shop(
        ("touchpoints.checkout", None),
        ("transitions.1", None),
        ("transitions.0.to", "delivery"),
        ("journeys.order.steps", ["basket", "delivery"]),
    )
    comparison, changes = compared(SHOP, after)
    items = {item.entity.entity: item for item in reach(comparison, changes)}
    assert told(items["touchpoint:checkout"]) == "changed"
    assert items["touchpoint:checkout"].volume == 400
    assert told(items["touchpoint:returns-desk"]) == "needs receipt <- captured at checkout (changed)"
    assert told(items["metric:ease"]) == "watches checkout (changed)"
    assert {"touchpoint:basket", "touchpoint:delivery", "system:till"} <= items.keys()


def test_a_new_name_and_id_is_one_thing_whose_ways_of_before_count():
    before, after = deepcopy(SHOP), json.loads(json.dumps(SHOP).replace('"checkout"', '"payment"'))
    after["touchpoints"]["payment"]["aliases"] = ["Checkout"]
    after["touchpoints"]["payment"]["channel"] = "app"
    before["transitions"].append({"from": "checkout", "to": "unboxing"})
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["touchpoint:payment"] == "changed"
    assert reached["touchpoint:basket"] == "is the touchpoint before payment (changed)"
    assert reached["touchpoint:unboxing"] == "is the end of checkout->unboxing (changed)"
    assert reached["journey:order"] == "steps through payment (changed)"
    assert "touchpoint:checkout" not in reached


def test_a_journey_reaches_the_touchpoints_that_it_comes_to_visit_or_visits_no_longer():
    reached = reached_by(("journeys.order.steps", ["checkout", "delivery", "unboxing"]))
    assert reached["journey:order"] == "changed"
    assert reached["touchpoint:basket"] == "is a step of order (changed)"
    assert reached["touchpoint:unboxing"] == "is a step of order (changed)"
    assert reached["journey:regret"] == "nests order (changed)"
    assert reached["persona:family"] == "walks order (changed)"
    assert not {"touchpoint:checkout", "touchpoint:delivery"} & reached.keys()


def test_other_personas_of_a_journey_are_no_matter_of_the_journeys_that_nest_it():
    reached = reached_by(("journeys.order.personas", ["student"]))
    assert reached["persona:student"] == "walks order (changed)"
    assert reached["persona:family"] == "walks order (changed)"
    assert "journey:regret" not in reached


def test_feelings_on_the_same_steps_reach_no_touchpoint():
    steps = ["basket", {"touchpoint": "checkout", "feels": -2}, "delivery"]
    reached = reached_by(("journeys.order.steps", steps))
    assert not [name for name in reached if name.startswith("touchpoint:")]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("owners.legal.status", "retired"), {"touchpoint:checkout": "is delivered by legal"}),
        (
            ("owners.office.status", "retired"),
            {"touchpoint:unboxing": "is delivered by office", "journey:order": "is looked after by office"},
        ),
        (("owners.insight.status", "retired"), {"touchpoint:checkout": "is delivered by insight"}),
        (("systems.till", None), {"touchpoint:checkout": "uses till"}),
        (("systems.crm", None), {"data:address": "held in crm"}),
        (
            ("data.receipt.personal", True),
            {
                "touchpoint:checkout": "captures receipt",
                "touchpoint:returns-desk": "needs receipt",
                "transition:unboxing->returns-desk": "hands over receipt",
            },
        ),
        (
            ("data.address.held_in", []),
            {"touchpoint:checkout": "captures address", "touchpoint:delivery": "needs address"},
        ),
        (("metrics.ease.target", 5), {"touchpoint:checkout": "is watched by ease"}),
        (("metrics.nps.target", 5), {"journey:order": "is watched by nps"}),
        (("personas.family.share", 0.5), {"journey:order": "is walked by family"}),
        (
            ("stages.return", None),
            {"touchpoint:returns-desk": "belongs to stage return"},
        ),
        (
            ("opportunities", {"one-click": {"touchpoint": "checkout"}}),
            {"touchpoint:checkout": "is to be improved by one-click"},
        ),
    ],
)
def test_what_stands_behind_the_map_climbs_to_what_names_it(edit, expected):
    reached = reached_by(edit)
    climbed = {name: reason.removesuffix(" (changed)") for name, reason in reached.items() if reason != "changed"}
    assert climbed == expected


def test_a_system_that_goes_and_held_what_somebody_needs():
    before = changed_shop(
        ("touchpoints.delivery.systems", ["crm"]),
        ("transitions.1.carries", []),
        ("touchpoints.checkout.captures", ["receipt", "address"]),
    )
    after = deepcopy(before)
    del after["systems"]["crm"]
    after["touchpoints"]["delivery"]["systems"] = []
    after["data"]["address"] = {}
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["data:address"] == "changed"
    assert reached["touchpoint:delivery"] == "changed"
    assert reached["touchpoint:checkout"] == "captures address (changed)"


def test_volumes_come_with_touchpoints_where_they_are_known():
    comparison, changes = compared(SHOP, changed_shop(CHANNEL))
    volumes = {item.entity.entity: item.volume for item in reach(comparison, changes)}
    assert volumes["touchpoint:checkout"] == 400
    assert volumes["touchpoint:basket"] == 900
    assert volumes["touchpoint:delivery"] is None
    assert volumes["journey:order"] is None


def test_nothing_that_changed_reaches_nothing():
    assert reached_by() == {}


def big(size: int) -> dict:
    names = [f"t{number:05}" for number in range(size)]
    data = [f"d{number}" for number in range(40)]
    touchpoints = {
        name: {
            "stage": f"s{number * 10 // size}",
            "channel": "web",
            "captures": [data[number % 40]],
            "needs": [data[(number + 35) % 40]],
            "entry": number % 10 == 0,
        }
        for number, name in enumerate(names)
    }
    ways = [{"from": start, "to": end} for start, end in pairwise(names)]
    ways += [{"from": start, "to": end, "carries": []} for start, end in zip(names, names[17:], strict=False)]
    return {
        "stages": {f"s{number}": {} for number in range(10)},
        "data": {name: {} for name in data},
        "touchpoints": touchpoints,
        "transitions": ways,
        "journeys": {f"j{number}": {"steps": names[number * 100 : number * 100 + 8]} for number in range(size // 100)},
    }


def test_on_a_large_map_one_line_reaches_little():
    before, after = big(2000), big(2000)
    after["touchpoints"]["t00502"]["channel"] = "app"
    after["touchpoints"]["t00502"]["captures"] = []
    comparison, changes = compared(before, after)
    reached = reach(comparison, changes)
    assert {item.entity.id for item in reached if item.distance == 0} == {"t00502"}
    assert {"t00501", "t00503", "t00485", "t00519", "s2", "j5"} <= {item.entity.id for item in reached}
    assert len(reached) < 10


def test_all_of_a_large_map_can_change():
    before, after = big(2000), big(2000)
    for touchpoint in after["touchpoints"].values():
        touchpoint["channel"] = "app"
        touchpoint["captures"] = []
    comparison, changes = compared(before, after)
    distances = [item.distance for item in reach(comparison, changes)]
    assert distances == sorted(distances)
    assert distances.count(0) == 2000


def test_the_search_for_data_is_bounded():
    comparison, changes = compared(changed_shop(NO_RECEIPT), SHOP)
    both = Both(comparison, changes)
    assert [needed.touchpoint for needed in needing(both, changes, extents(changes))] == ["returns-desk"]
    assert list(needing(both, changes, extents(changes), most=1)) == []


def test_journeys_nested_without_end_are_followed_only_so_far():
    size = FARTHEST * 2
    nested = {f"j{number:03}": {"steps": [{"journey": f"j{number - 1:03}"}]} for number in range(1, size)}
    journeys = {"j000": {"steps": ["basket"]}, **nested}
    shop = json.dumps({**SHOP, "journeys": journeys})
    comparison = comparison_of(shop, shop.replace('"entry": true', '"entry": false'))
    reached = reach(comparison, see_all(comparison))
    assert max(item.distance for item in reached) == FARTHEST + 1


def test_journeys_that_nest_each_other_come_to_an_end():
    circle = {"a": {"steps": [{"journey": "b"}, "basket"]}, "b": {"steps": [{"journey": "a"}]}}
    before = {**SHOP, "journeys": circle}
    after = deepcopy(before)
    after["touchpoints"]["basket"]["channel"] = "app"
    comparison, changes = compared(before, after)
    reached = {item.entity.entity: told(item) for item in reach(comparison, changes)}
    assert reached["journey:a"] == "steps through basket (changed)"
    assert reached["journey:b"] == "nests a <- steps through basket (changed)"

"""The picture of a change, before and after."""

import json
from copy import deepcopy

from impact.shop import SHOP, Map, changed_shop, compared

from cxmap.impact.picture import MOST_ARROWS, MOST_CARDS, picture
from cxmap.impact.reach.reach import reach
from cxmap.report.impact import Picture

CHANNEL = ("touchpoints.checkout.channel", "app")


def drawn(before: Map, after: Map) -> Picture:
    comparison, changes = compared(before, after)
    return picture(comparison, changes, reach(comparison, changes))


def cards(side) -> dict[str, str]:
    return {card.touchpoint.id: card.mark for card in side[0]}


def arrows(side) -> dict[tuple[str, str], str]:
    return {(arrow.start, arrow.end): arrow.mark for arrow in side[1]}


def test_what_changed_and_its_neighbours_before_and_after():
    found = drawn(SHOP, changed_shop(CHANNEL))
    assert cards(found.before) == cards(found.after) == {"basket": "", "checkout": "changed", "delivery": ""}
    assert arrows(found.after) == {("basket", "checkout"): "", ("checkout", "delivery"): ""}
    assert found.left_out == 0
    before, after = (next(card for card in side[0] if card.mark) for side in (found.before, found.after))
    assert (before.channel, after.channel) == ("web", "app")
    assert (after.stage, after.touchpoint.name) == ("Buy", "Checkout")


def test_what_data_no_longer_get_to_is_drawn_too():
    found = drawn(SHOP, changed_shop(("touchpoints.checkout.captures", ["address"])))
    assert list(cards(found.after)) == ["basket", "checkout", "delivery", "returns-desk"]


def test_a_touchpoint_and_a_way_that_are_new_or_gone():
    after = changed_shop(
        ("touchpoints.gift-desk", {"stage": "buy", "channel": "store"}),
        ("transitions.4", {"from": "basket", "to": "gift-desk", "when": "it is a gift"}),
    )
    found = drawn(SHOP, after)
    assert cards(found.before) == {"basket": ""}
    assert cards(found.after) == {"basket": "", "gift-desk": "added"}
    assert found.after[1][0] == ("basket", "gift-desk", "it is a gift", "added")
    mirrored = drawn(after, SHOP)
    assert cards(mirrored.before) == {"basket": "", "gift-desk": "removed"}
    assert cards(mirrored.after) == {"basket": ""}
    assert arrows(mirrored.before) == {("basket", "gift-desk"): "removed"}


def test_a_touchpoint_that_is_retired_is_marked_as_gone():
    found = drawn(SHOP, changed_shop(("touchpoints.unboxing.status", "retired")))
    assert cards(found.before)["unboxing"] == cards(found.after)["unboxing"] == "removed"


def test_a_touchpoint_with_a_new_id_is_one_card_with_the_id_of_each_side():
    after = json.loads(json.dumps(SHOP).replace('"checkout"', '"payment"'))
    after["touchpoints"]["payment"]["aliases"] = ["Checkout"]
    after["touchpoints"]["payment"]["channel"] = "app"
    found = drawn(SHOP, after)
    assert cards(found.before) == {"basket": "", "delivery": "", "checkout": "changed"}
    assert cards(found.after) == {"basket": "", "delivery": "", "payment": "changed"}
    assert arrows(found.before) == {("basket", "checkout"): "", ("checkout", "delivery"): ""}
    assert arrows(found.after) == {("basket", "payment"): "", ("payment", "delivery"): ""}


def test_ends_of_ways_that_changed_and_stops_of_journeys_are_drawn_without_what_lies_around_them():
    found = drawn(SHOP, changed_shop(("transitions.2.owner", "stores")))
    assert cards(found.after) == {"delivery": "", "unboxing": ""}
    assert arrows(found.after) == {("delivery", "unboxing"): "changed"}
    found = drawn(SHOP, changed_shop(("journeys.order.steps", ["basket", "checkout"])))
    assert cards(found.after) == {"delivery": ""}


def test_a_way_that_leads_elsewhere_is_marked_on_both_sides():
    found = drawn(SHOP, changed_shop(("transitions.2.to", "returns-desk")))
    assert arrows(found.before)["delivery", "unboxing"] == "changed"
    assert arrows(found.after)["delivery", "returns-desk"] == "changed"
    assert ("delivery", "unboxing") not in arrows(found.after)


def test_ways_between_the_same_two_touchpoints_are_one_arrow():
    before = changed_shop(
        ("transitions.4", {"from": "basket", "to": "checkout", "id": "guest", "when": "as a guest", "share": 0.1}),
        ("transitions.0.when", "signs in"),
    )
    after = deepcopy(before)
    after["transitions"][4]["share"] = 0.3
    (arrow,) = drawn(before, after).after[1]
    assert arrow == ("basket", "checkout", "signs in / as a guest", "changed")


def test_neighbours_are_not_joined_with_each_other():
    before = changed_shop(("transitions.4", {"from": "basket", "to": "delivery"}))
    after = deepcopy(before)
    after["touchpoints"]["checkout"]["channel"] = "app"
    assert ("basket", "delivery") not in arrows(drawn(before, after).after)


def test_cards_stand_in_the_order_of_the_stages():
    stages = {"return": {}, "receive": {}, "buy": {}}
    before = {**SHOP, "stages": stages}
    after = {**changed_shop(CHANNEL), "stages": stages}
    assert list(cards(drawn(before, after).after)) == ["delivery", "basket", "checkout"]


def test_where_only_words_or_what_stands_behind_the_map_change_there_is_nothing_to_draw():
    for edit in (("touchpoints.checkout.name", "Paying"), ("metrics.ease.target", 5), ("owners.digital.lead", "Cleo")):
        assert drawn(SHOP, changed_shop(edit)) == Picture()


def test_a_picture_with_too_much_in_it_keeps_what_changed_and_counts_the_rest():
    names = [f"t{number:03}" for number in range(100)]
    before = changed_shop()
    before["touchpoints"] |= {name: {"stage": "buy", "channel": "web"} for name in names}
    before["transitions"] += [{"from": "unboxing", "to": name} for name in names]
    after = deepcopy(before)
    after["touchpoints"]["unboxing"]["channel"] = "app"
    after["touchpoints"]["t099"]["channel"] = "app"
    found = drawn(before, after)
    assert len(found.after[0]) == MOST_CARDS
    assert cards(found.after)["unboxing"] == cards(found.after)["t099"] == "changed"
    assert found.left_out == 100 + 3 - MOST_CARDS


def test_a_picture_keeps_the_ways_that_changed_where_there_are_too_many():
    names = [f"t{number:02}" for number in range(30)]
    before = changed_shop()
    before["touchpoints"] = {name: {"stage": "buy", "channel": "web"} for name in names}
    before["journeys"] = {}
    before["transitions"] = [{"from": start, "to": end, "share": 0} for start in names for end in names]
    after = deepcopy(before)
    for touchpoint in after["touchpoints"].values():
        touchpoint["channel"] = "app"
    after["transitions"][-1]["share"] = 1
    found = drawn(before, after)
    assert len(found.after[1]) == MOST_ARROWS
    assert arrows(found.after)["t29", "t29"] == "changed"

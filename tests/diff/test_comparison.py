"""What customers lose between two revisions, as far as it can be told."""

import json

import pytest
from trees import MemoryTree

from cxmap.atlas.load import load
from cxmap.comparison import Comparison, CutLeg, Missing
from cxmap.diff.diff import Diff
from cxmap.diff.grade import Grade
from cxmap.impact.seen import see_all

SHOP = {
    "stages": {"buy": {}},
    "data": {"card": {}, "name": {}},
    "touchpoints": {
        "basket": {"stage": "buy", "channel": "web", "entry": True, "captures": ["card"]},
        "checkout": {"stage": "buy", "channel": "web"},
        "thanks": {"stage": "buy", "channel": "web", "exit": True, "needs": ["card"]},
        "kiosk": {"stage": "buy", "channel": "store", "status": "planned"},
    },
    "transitions": [{"from": "basket", "to": "checkout"}, {"from": "checkout", "to": "thanks"}],
    "journeys": {"buy-online": {"steps": ["basket", "checkout", "thanks"]}},
}


def compared(edit, **more_files) -> Comparison:
    """Compare the shop with what an edit makes of it."""
    after = json.loads(json.dumps(SHOP))
    edit(after)

    def atlas(shop, files):
        return load(MemoryTree({"map.yaml": json.dumps(shop), **files}), lambda path: path != "cxmap.yaml")

    return Comparison(Diff(atlas(SHOP, {}), atlas(after, more_files)))


def lost(comparison) -> tuple[object, ...]:
    return comparison.missing, comparison.cut, comparison.cut_off, comparison.trapped


NOTHING = (frozenset(), (), frozenset(), frozenset())


def without_last_way(shop):
    del shop["transitions"][1]


def test_a_way_that_is_gone_cuts_the_journey_and_what_lies_behind():
    comparison = compared(without_last_way)
    assert lost(comparison) == (
        frozenset(),
        (CutLeg("buy-online", 2, ("checkout",), ("thanks",)),),
        {"thanks"},
        {"basket", "checkout"},
    )


def test_a_journey_that_is_new_is_not_cut():
    def edit(shop):
        shop["journeys"]["back"] = {"steps": ["thanks", "basket"]}

    assert not compared(edit).cut


def test_a_journey_as_it_is_today_is_not_cut():
    def edit(shop):
        shop["journeys"]["buy-online"]["kind"] = "current"
        without_last_way(shop)

    assert not compared(edit).cut


def test_what_is_only_planned_takes_nothing_from_customers():
    def edit(shop):
        shop["touchpoints"]["kiosk"] |= {"entry": True, "needs": ["name"]}
        shop["transitions"].append({"from": "kiosk", "to": "thanks"})

    assert lost(compared(edit)) == NOTHING


def test_a_new_touchpoint_lacks_nothing_that_it_had():
    def edit(shop):
        shop["touchpoints"]["desk"] = {"stage": "buy", "channel": "store", "needs": ["name"], "exit": True}
        shop["transitions"].append({"from": "basket", "to": "desk"})

    assert lost(compared(edit)) == NOTHING


def test_a_datum_that_was_named_and_not_declared_is_not_missing_once_it_is():
    def before(shop):
        shop["touchpoints"]["thanks"]["needs"] = ["card", "street"]

    def after(shop):
        before(shop)
        shop["data"]["street"] = {}

    assert not Comparison(Diff(compared(before).head, compared(after).head)).missing


def test_what_is_needed_and_was_not_is_missing_where_it_is_not_known():
    def edit(shop):
        shop["touchpoints"]["thanks"]["needs"] = ["card", "name"]

    assert compared(edit).missing == {Missing("thanks", "name")}


@pytest.mark.parametrize(
    "wrong",
    [
        {"touchpoints": {"basket": {"stage": "buy", "channel": "web", "entry": "yes", "captures": ["card"]}}},
        {"touchpoints": {"basket": {"stage": "buy", "channel": "web", "entree": True, "captures": ["card"]}}},
        {"touchpoints": {"basket": {"stage": None, "channel": "web"}}},
        {"transitions": {"from": "basket"}},
        {"journeys": {"buy-online": {"steps": ["basket", {"touchpoint": ["thanks"]}]}}},
        {"data": {"card": {"held_in": "vault"}}},
    ],
)
def test_nothing_is_concluded_from_what_could_not_be_read(wrong):
    def edit(shop):
        without_last_way(shop)
        for section, things in wrong.items():
            shop[section] = things if section == "transitions" else {**shop[section], **things}

    comparison = compared(edit)
    assert lost(comparison) == NOTHING
    assert all(changed.grade is not Grade.BREAKING for changed in see_all(comparison))


def test_a_mistake_that_has_nothing_to_do_with_ways_hides_nothing():
    def edit(shop):
        shop["touchpoints"]["basket"]["volume"] = "many"
        without_last_way(shop)

    assert compared(edit).cut


def test_a_file_that_cannot_be_read_makes_nothing_breaking():
    comparison = compared(without_last_way, **{"other.yaml": "touchpoints: ["})
    assert lost(comparison) == NOTHING
    assert not any(changed.grade is Grade.BREAKING for changed in see_all(comparison))


def test_what_was_worked_out_once_is_kept():
    comparison, asked = compared(without_last_way), []

    def work_out(given):
        asked.append(given)
        return len(asked)

    assert (comparison.once(work_out), comparison.once(work_out)) == (1, 1)
    assert asked == [comparison]

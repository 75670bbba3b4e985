"""What would be: every verb of `--what-if`, on a small map and on the example."""

from pathlib import Path

import pytest
from trees import MemoryTree, tree_of

from cxmap.app.repository import open_repository
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import assemble, load
from cxmap.diff.diff import Diff
from cxmap.errors import CxmapError
from cxmap.impact.supposition import suppose
from cxmap.model.file import SECTION_OF
from cxmap.words import say

EXAMPLE = Path(__file__).parents[2] / "examples" / "retail"

MAP = """
stages: {buy: {}, use: {}}
owners: {web: {kind: team}, shop: {kind: team}, desk: {kind: team, lead: shop}}
data: {address: {held_in: [crm]}, phone: {}}
systems: {crm: {owner: web}}
touchpoints:
  basket: {stage: buy, channel: web, raci: {accountable: web, consulted: [shop]}, entry: true}
  checkout: {stage: buy, channel: web, captures: [address, phone], raci: {accountable: web, informed: [web, shop]}}
  till: {stage: buy, channel: store, captures: [phone], raci: {accountable: shop}, systems: [crm]}
  help:
    {stage: use, channel: telephone, needs: [phone], raci: {accountable: shop, responsible: [web, shop]}, exit: true}
transitions:
- {from: basket, to: checkout, carries: [address]}
- {from: basket, to: till}
- {from: checkout, to: help, owner: shop}
- {from: till, to: help}
- {from: till, to: checkout}
journeys:
  online: {steps: [basket, {any_of: [checkout, till]}, {touchpoint: help, optional: true}]}
  ask: {steps: [help]}
opportunities:
  faster: {transition: till -> help}
interactions:
- {text: "Where is my parcel?", touchpoint: help, by: shop}
"""


def small() -> Atlas:
    return load(MemoryTree({"map.yaml": MAP}), lambda path: path == "map.yaml")


def removed(atlas: Atlas, supposed: Atlas) -> set[str]:
    diff = Diff(atlas, supposed)
    return {placed.entity for things in diff.removed.values() for placed in things}


def test_nothing_supposed_is_nothing_changed():
    atlas = small()
    assert suppose(atlas, []) is atlas


def test_retiring_a_touchpoint_changes_its_status_and_nothing_else():
    atlas = small()
    diff = Diff(atlas, suppose(atlas, ["retire touchpoint:till"]))
    assert [(pair.after.entity, pair.fields) for pair in diff.differing["touchpoint"]] == [
        ("touchpoint:till", ("status",))
    ]
    assert not removed(atlas, diff.head)
    assert [kind for kind, pairs in diff.differing.items() if pairs] == ["touchpoint"]


def test_removing_a_touchpoint_takes_its_transitions_steps_and_opportunities_along():
    atlas = small()
    supposed = suppose(atlas, ["remove touchpoint:till"])
    assert removed(atlas, supposed) == {
        "touchpoint:till",
        "transition:basket->till",
        "transition:till->help",
        "transition:till->checkout",
        "opportunity:faster",
    }
    assert supposed.journeys["online"].value.steps[1].any_of == ("checkout",)


def test_a_journey_without_a_step_left_goes():
    atlas = small()
    supposed = suppose(atlas, ["remove touchpoint:help"])
    assert "journey:ask" in removed(atlas, supposed)
    assert len(supposed.journeys["online"].value.steps) == 2
    assert supposed.interactions["1"].value.touchpoint is None


def test_removing_a_system_clears_what_names_it():
    supposed = suppose(small(), ["remove system:crm"])
    assert supposed.touchpoints["till"].value.systems == ()
    assert supposed.data["address"].value.held_in == ()
    assert "crm" not in supposed.systems


def test_removing_an_owner_leaves_gaps_and_words():
    supposed = suppose(small(), ["remove owner:shop"])
    assert supposed.touchpoints["till"].value.raci.accountable is None
    assert supposed.touchpoints["basket"].value.raci.consulted == ()
    assert supposed.transitions["checkout->help"].value.owner is None
    assert supposed.owners["desk"].value.lead == "shop"  # which may as well be a name


def test_removing_a_stage_takes_its_touchpoints_along():
    atlas = small()
    gone = removed(atlas, suppose(atlas, ["remove stage:use"]))
    assert {"stage:use", "touchpoint:help", "transition:till->help", "opportunity:faster", "journey:ask"} <= gone


def test_merging_joins_what_both_did_and_leads_no_way_back_to_itself():
    atlas = small()
    supposed = suppose(atlas, ["merge touchpoint:till into touchpoint:checkout"])
    kept = supposed.touchpoints["checkout"].value
    assert set(kept.captures) == {"address", "phone"}
    assert kept.systems == ("crm",)
    assert kept.aliases == ("till",)
    assert set(supposed.transitions) == {"basket->checkout", "checkout->help"}
    assert supposed.opportunities["faster"].value.transition == "checkout->help"
    assert not supposed.unresolved


def test_reowning_leaves_each_owner_in_its_strongest_role():
    supposed = suppose(small(), ["reown owner:shop to owner:web"])
    assert supposed.touchpoints["till"].value.raci.accountable == "web"
    assert supposed.touchpoints["help"].value.raci.responsible == ("web",)
    assert supposed.touchpoints["checkout"].value.raci.informed == ("web",)
    assert "shop" in supposed.owners
    assert "shop" not in supposed.used["owner"]


def test_closing_a_channel_retires_everything_on_it():
    supposed = suppose(small(), ["close channel:web"])
    assert [name for name, placed in supposed.touchpoints.items() if placed.value.status == "retired"] == [
        "basket",
        "checkout",
    ]


def test_several_are_done_one_after_the_other():
    supposed = suppose(small(), ["merge touchpoint:till into touchpoint:checkout", "retire  touchpoint:checkout"])
    assert supposed.touchpoints["checkout"].value.status == "retired"
    with pytest.raises(CxmapError, match="no touchpoint `till`"):
        suppose(supposed, ["retire touchpoint:till"])


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("sell touchpoint:till", "cannot be understood", "retire touchpoint:ID"),
        ("retire till", "cannot be understood", "retire touchpoint:ID"),
        ("", "cannot be understood", "retire touchpoint:ID"),
        ("retire touchpoint:til", "no touchpoint `til`", "Did you mean `till`"),
        ("remove sytem:crm", "no kind of thing called `sytem`", "Did you mean `system`"),
        ("retire system:crm", "`system:crm` cannot be retired", "remove system:crm"),
        ("merge touchpoint:till into touchpoint:till", "the same thing twice", "two different ones"),
        ("merge owner:web into owner:shop", "cannot be understood", "merge touchpoint:A"),
        ("reown owner:web to owner:nobody", "no owner `nobody`", "spelling"),
        ("close channel:wap", "no touchpoint is on the channel `wap`", "store, telephone and web"),
        ("retire touchpoint:\x1b[31m", r"`\\u001b\[31m`", "spelling"),
    ],
)
def test_what_cannot_be_supposed_says_what_can(text, message, hint):
    with pytest.raises(CxmapError, match=message) as caught:
        suppose(small(), [text])
    assert hint in say(caught.value.hint)


@pytest.mark.parametrize("kind", SECTION_OF)
def test_whatever_is_not_on_the_map_is_said(kind):
    with pytest.raises(CxmapError, match=rf"^`remove {kind}:nobody`: There (is no|are no) {kind} `nobody`\.$"):
        suppose(small(), [f"remove {kind}:nobody"])


@pytest.mark.parametrize("kind", ["touchpoint", "owner", "system", "data", "metric", "persona", "journey", "stage"])
def test_whatever_is_removed_from_the_example_nothing_strict_leads_nowhere(kind):
    opened = open_repository(tree_of(EXAMPLE))
    atlas = assemble(opened.files)
    for name in sorted(atlas.things[kind])[:12]:
        assert not suppose(atlas, [f"remove {kind}:{name}"]).unresolved, name

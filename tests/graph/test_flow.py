"""What is cut off, dead or a trap, held against definitions worked out by brute force."""

import networkx as nx
import pytest
from graph.maps import NAMES, atlas_of, flow_of, flows, ids
from hypothesis import given
from trees import MemoryTree

from cxmap.atlas.load import load
from cxmap.graph.flow import Flow


def graph_of(flow):
    graph = nx.DiGraph(list(flow.between))
    graph.add_nodes_from(NAMES)
    return graph


def behind(graph, names):
    return set(names).union(*(nx.descendants(graph, name) for name in names))


@given(flows())
def test_every_touchpoint_cut_off_is_in_one_region(flow):
    graph = graph_of(flow)
    orphans = set(nx.isolates(graph))
    assert {placed.id for placed in flow.orphans()} == orphans
    regions = flow.cut_off()
    members = [name for region in regions for name in ids(region)]
    assert len(members) == len(set(members))
    assert set(members) == (set(NAMES) - behind(graph, flow.entries) - orphans if flow.entries else set())
    for region in regions:
        assert ids(region) <= behind(graph, [region.root.id])


@given(flows())
def test_nothing_that_is_cut_off_leads_to_the_root_of_a_region_but_its_own_circle(flow):
    graph = graph_of(flow)
    for region in flow.cut_off():
        root = region.root.id
        before = nx.ancestors(graph, root)
        assert before <= nx.descendants(graph, root) | {root}
        assert root == min(before | {root})


@given(flows())
def test_dead_ends(flow):
    graph = graph_of(flow)
    reached = behind(graph, flow.entries) if flow.entries else set(NAMES)
    expected = {
        name
        for name in reached
        if flow.exits and graph.in_degree(name) and not graph.out_degree(name) and name not in flow.exits
    }
    assert {placed.id for placed in flow.dead_ends()} == expected


@given(flows())
def test_what_reaches_neither_exit_nor_dead_end_is_in_or_before_a_trap(flow):
    graph = graph_of(flow)
    traps = [ids(trap) for trap in flow.traps()]
    if not flow.exits:
        assert traps == []
        return
    ends = flow.exits | {name for name in NAMES if not graph.out_degree(name)}
    caught = {name for name in NAMES if not ends & behind(graph, [name])}
    if flow.entries:
        caught &= behind(graph, flow.entries)
    trapped = set().union(*traps)
    assert trapped <= caught
    assert all(trapped & behind(graph, [name]) for name in caught)
    for trap in traps:
        assert all(behind(graph, [name]) == trap for name in trap)
    assert sum(map(len, traps)) == len(trapped)


def test_an_untidy_region_begins_at_its_earliest_stage():
    stages = {"early": {}, "late": {}}
    touchpoints = {
        "start": {"stage": "early", "entry": True},
        "a": {"stage": "late"},
        "b": {"stage": "early"},
        "c": {"stage": "late"},
    }
    flow = flow_of(touchpoints, [("a", "b"), ("b", "a"), ("a", "c"), ("c", "start")], stages=stages)
    (region,) = flow.cut_off()
    assert region.root.id == "b"
    assert [placed.id for placed in region.others] == ["a", "c"]


def test_journeys_are_taken_at_their_word():
    flow = flow_of("abc", [("a", "b")], journeys={"j": {"steps": ["a", "b", "c"]}})
    assert (flow.entries, flow.exits, flow.reachable) == ({"a"}, {"c"}, {"a", "b"})
    assert flow.cut_off() == flow.traps() == list(flow.dead_ends()) == list(flow.orphans()) == []


def test_a_beginning_that_no_journey_leads_to_is_cut_off():
    journeys = {"outer": {"steps": ["a", {"journey": "inner"}]}, "inner": {"steps": [{"any_of": ["b", "c"]}, "d"]}}
    flow = flow_of("abcd", [("a", "b"), ("b", "d"), ("c", "d")], journeys=journeys)
    assert [region.root.id for region in flow.cut_off()] == ["c"]


@pytest.mark.parametrize("status", ["live", "planned"])
def test_retired_touchpoints_are_no_entries_and_nothing_is_said_of_them(status):
    touchpoints = {
        "start": {"entry": True},
        "end": {"exit": True},
        "old": {"entry": True, "status": "retired"},
        "a": {"status": status},
        "gone": {"status": "retired"},
        "alone": {"status": "retired"},
    }
    flow = flow_of(touchpoints, [("start", "end"), ("old", "a"), ("a", "end"), ("start", "gone")])
    (region,) = flow.cut_off()
    assert (region.root.id, region.others, region.planned) == ("a", (), status == "planned")
    assert list(flow.dead_ends()) == list(flow.orphans()) == []


def test_a_retired_circle_is_no_trap():
    touchpoints = {"start": {"entry": True, "exit": True}, "old": {"status": "retired"}}
    assert flow_of(touchpoints, [("start", "old"), ("old", "old")]).traps() == []


def test_what_a_misspelt_id_may_mean_is_left_alone():
    touchpoints = {"home-page": {"entry": True}, "check-out": {}, "receipt": {"exit": True}}
    flow = flow_of(touchpoints, [("home-page", "chekc-out"), ("check-out", "receipt")])
    assert flow.cut_off() == list(flow.dead_ends()) == list(flow.orphans()) == []


def test_what_could_not_be_read_is_left_alone():
    given = {"stage": "only", "channel": "web"}
    atlas = atlas_of(
        touchpoints={"a": {**given, "entry": "yes"}, "b": given, "c": {**given, "exit": "yes"}},
        transitions=[{"from": "a", "to": "b"}, {"from": "b", "to": "c"}],
    )
    flow = Flow(atlas)
    assert (flow.entries, flow.exits) == (set(), set())
    assert (flow.possible_entries, flow.possible_exits) == ({"a"}, {"c"})
    assert flow.cut_off() == list(flow.dead_ends()) == []


def test_journeys_in_a_loop_accuse_nobody():
    journeys = {"j": {"steps": ["a", {"journey": "k"}]}, "k": {"steps": ["b", {"journey": "j"}]}}
    flow = flow_of({"a": {}, "b": {}, "c": {"exit": True}}, [("a", "b"), ("b", "a"), ("a", "c")], journeys=journeys)
    assert flow.entries == set()
    assert flow.possible_entries == {"a", "b"}
    assert flow.cut_off() == flow.traps() == []


def test_stages_in_several_files_have_no_order():
    assert flow_of("a", stages={"first": {}, "only": {}}).stage_order == {"first": 0, "only": 1}
    tree = MemoryTree({"a.yaml": "stages: {first: }", "b.yaml": "stages: {second: }"})
    assert Flow(load(tree, lambda _: True)).stage_order == {}


def test_a_way_and_its_limit():
    flow = flow_of("abc", [("a", "b"), ("b", "c")])
    assert flow.way("a", "c") == ("a", "b", "c")
    assert flow.way("a", "a") == ("a",)
    assert flow.way("a", "c", most=1) == flow.way("c", "a") == ()

"""Walking adjacency lists, held against networkx."""

from itertools import pairwise

import networkx as nx
import pytest
from graph.maps import NAMES, pairs, some_names, some_pairs
from hypothesis import given
from hypothesis import strategies as st

from cxmap.graph.components import components
from cxmap.graph.ways import (
    Budget,
    breadth_first,
    circles,
    in_walking_order,
    nearest,
    reach,
    shortest_way,
    trace,
)


def following_of(arrows):
    return {name: [end for start, end in arrows if start == name] for name in NAMES}


def graph_of(arrows):
    graph = nx.DiGraph(arrows)
    graph.add_nodes_from(NAMES)
    return graph


@given(some_pairs, some_names, some_names)
def test_reach(arrows, starts, avoiding):
    graph = graph_of(arrows)
    assert reach(starts, following_of(arrows)) == starts.union(*(nx.descendants(graph, name) for name in starts))
    graph.remove_nodes_from(avoiding)
    left = starts - avoiding
    expected = left.union(*(nx.descendants(graph, name) for name in left))
    assert reach(starts, following_of(arrows), avoiding) == expected


@given(some_pairs, pairs)
def test_shortest_way(arrows, ends):
    way = shortest_way(*ends, following_of(arrows))
    graph = graph_of(arrows)
    if not nx.has_path(graph, *ends):
        assert way == ()
        return
    assert (way[0], way[-1]) == ends
    assert len(way) == nx.shortest_path_length(graph, *ends) + 1
    assert all(arrow in arrows for arrow in pairwise(way))


@given(some_pairs)
def test_circles(arrows):
    graph = graph_of(arrows)
    expected = [
        sorted(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*(list(group) * 2))
    ]
    assert circles(following_of(arrows)) == sorted(expected)


@given(some_pairs, some_names)
def test_components_within_some_nodes(arrows, nodes):
    found = components(sorted(nodes), following_of(arrows))
    assert sorted(found) == sorted(map(sorted, nx.strongly_connected_components(graph_of(arrows).subgraph(nodes))))
    assert all(
        found.index(group) <= found.index(other)
        for group in found
        for other in found
        if any((a, b) in arrows for a in other for b in group)
    )


@given(some_pairs, some_names)
def test_walking_order(arrows, starts):
    order = in_walking_order(sorted(starts), following_of(arrows))
    assert len(order) == len(set(order))
    assert set(order) == reach(starts, following_of(arrows))
    graph = graph_of(arrows).subgraph(order)
    if nx.is_directed_acyclic_graph(graph):
        assert all(order.index(start) < order.index(end) for start, end in graph.edges)


@given(some_pairs, some_names, st.none() | some_names)
def test_breadth_first_leads_back_on_shortest_ways(arrows, starts, goals):
    following = following_of(arrows)
    came_from = breadth_first(sorted(starts), following.__getitem__, goals)
    reached = reach(starts, following)
    assert came_from.keys() <= reached
    assert (goals is None) <= (came_from.keys() == reached)
    assert (goals or set()) & reached <= came_from.keys()
    graph = graph_of(arrows)
    for node in came_from:
        way = trace(node, came_from)
        assert way[0] in starts
        distance = min(
            nx.shortest_path_length(graph, start, node) for start in starts if nx.has_path(graph, start, node)
        )
        assert len(way) == distance + 1


def test_nearest_may_be_the_start():
    assert nearest("a", following_of([("a", "b")]).__getitem__, lambda node: node == "a") == ("a",)


@pytest.mark.parametrize(("steps", "way"), [(2, ()), (3, ("a", "b", "c", "d"))])
def test_a_budget_ends_the_search(steps, way):
    following = following_of([("a", "b"), ("b", "c"), ("c", "d")])
    assert shortest_way("a", "d", following, Budget(steps)) == way
    assert len(breadth_first(["a"], following.__getitem__, budget=Budget(steps))) == steps + 1


def test_a_million_deep_is_no_recursion():
    deep = {number: [number + 1] for number in range(100_000)}
    assert len(in_walking_order([0], deep)) == 100_001

"""The ways from one touchpoint to another, held against trying everything."""

import itertools

from graph.maps import NAMES, flow_of, flows
from hypothesis import given
from hypothesis import strategies as st

from cxmap.graph.routes import Ground, routes, shortest_route


def all_ways(flow, start, goal, avoiding=(), depth=None):
    """Every way without repetition, found by trying all orders of touchpoints."""
    inner = [name for name in NAMES if name not in (start, goal, *avoiding)]
    for size in range(len(inner) + 1):
        for middle in itertools.permutations(inner, size):
            way = (start, *middle, goal)
            if (depth is None or len(way) - 1 <= depth) and all(
                pair in flow.between for pair in itertools.pairwise(way)
            ):
                yield way


@given(
    flows(),
    st.permutations(NAMES),
    st.sets(st.sampled_from(NAMES), max_size=2),
    st.one_of(st.none(), st.integers(1, 5)),
    st.integers(1, 6),
)
def test_routes_against_trying_everything(flow, order, avoiding, depth, most):
    start, goal = order[:2]
    ground = Ground(flow.following, flow.leading, avoiding, depth)
    expected = sorted(all_ways(flow, start, goal, avoiding, depth), key=lambda way: (len(way), way))
    found = routes(start, goal, ground, most)
    assert list(found.found) == expected[:most]
    assert found.complete == (len(expected) <= most)
    assert not found.stopped
    assert shortest_route(start, goal, ground) == (expected[0] if expected else ())


@given(flows(), st.permutations(NAMES), st.integers(0, 40))
def test_what_is_found_before_it_gets_too_dear_are_ways(flow, order, steps):
    start, goal = order[:2]
    ground = Ground(flow.following, flow.leading)
    found = routes(start, goal, ground, 100, steps)
    expected = sorted(all_ways(flow, start, goal), key=lambda way: (len(way), way))
    assert set(found.found) <= set(expected)
    assert len(set(found.found)) == len(found.found)
    assert found.found[:1] == tuple(expected[:1])
    assert found.stopped or list(found.found) == expected
    assert not (found.stopped and found.complete)


def test_a_map_with_more_ways_than_could_ever_be_listed():
    layers = 40
    names = [f"{layer:02}{side}" for layer in range(layers) for side in "ab"]
    pairs = [
        (f"{layer:02}{one}", f"{layer + 1:02}{other}")
        for layer in range(layers - 1)
        for one, other in itertools.product("ab", repeat=2)
    ]
    flow = flow_of(names, pairs)
    ground = Ground(flow.following, flow.leading)
    found = routes("00a", "39b", ground, 50)
    assert len(set(found.found)) == 50
    assert not found.complete
    assert {len(way) for way in found.found} == {layers}


def test_a_map_that_hides_its_only_other_way():
    """Every touchpoint leads to every other, and only one to the goal: no way is longer than it must be."""
    names = [f"t{number:02}" for number in range(60)]
    flow = flow_of([*names, "goal"], [*itertools.permutations(names, 2), ("t59", "goal")])
    found = routes("t00", "goal", Ground(flow.following, flow.leading), 500)
    assert [len(way) for way in found.found[:60]] == [3, *[4] * 58, 5]
    assert not found.complete

"""Which column each node gets."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.geometry.ranks import ranks, spread


@st.composite
def graphs(draw):
    size = draw(st.integers(1, 15))
    node = st.integers(0, size - 1)
    return size, draw(st.lists(st.tuples(node, node), max_size=40))


def reachable(size, links):
    """For each node, every node that ways lead to."""
    found = [{end for start, end in links if start == node} for node in range(size)]
    for middle in range(size):
        for node in range(size):
            if middle in found[node]:
                found[node] |= found[middle]
    return found


@given(graphs())
def test_an_edge_on_no_circle_leads_right_and_no_column_is_empty(graph):
    size, links = graph
    found = ranks(size, links)
    reach = reachable(size, links)
    assert all(found[start] < found[end] for start, end in links if start not in reach[end])
    assert all(found[start] != found[end] for start, end in links if start != end)
    assert set(found) == set(range(max(found) + 1))


@given(graphs(), st.integers(1, 4))
def test_cells_are_not_fuller_than_allowed_and_edges_lead_right_still(graph, most):
    size, links = graph
    lanes = [node % 2 for node in range(size)]
    first = ranks(size, links)
    found = spread(first, links, lanes, most)
    assert max(Counter(zip(found, lanes, strict=True)).values()) <= most
    assert all(found[start] < found[end] for start, end in links if first[start] < first[end])


def test_the_given_order_says_what_leads_back():
    assert ranks(3, [(2, 0), (0, 1), (1, 2)]) == [0, 1, 2]


def test_a_bad_order_does_not_turn_more_than_needed():
    circle = [4, 2, 0, 3, 1]
    found = ranks(5, [(start, circle[(place + 1) % 5]) for place, start in enumerate(circle)])
    assert sum(found[start] > found[circle[(place + 1) % 5]] for place, start in enumerate(circle)) == 1


def test_what_is_known_to_lead_back_does():
    assert ranks(2, [(0, 1), (1, 0)], back=[0]) == [1, 0]


def test_a_late_entry_stands_right_before_where_it_leads():
    assert ranks(5, [(0, 1), (1, 2), (2, 3), (4, 3)]) == [0, 1, 2, 3, 2]


def test_nodes_without_edges_fill_what_is_empty():
    assert spread(ranks(5, [(0, 1), (1, 2)]), [(0, 1), (1, 2)], [0, 0, 0, 1, 1], 12) == [0, 1, 2, 0, 1]
    assert max(spread([0] * 10, [], [0] * 10, 4)) == 2


def test_a_long_chain_needs_no_deep_stack():
    size = 5000
    assert max(ranks(size, [(node, node + 1) for node in range(size - 1)] + [(size - 1, 0)])) == size - 1

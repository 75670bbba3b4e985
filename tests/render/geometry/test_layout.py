"""Layouts of all kinds of maps: what must always hold, and how simple ones look."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.geometry.geometry_checks import checked, crossings

from cxmap.render.geometry import Edge, Node, Options, Point, Size, laid_out

TEXT, NUMBER = Size(70, 16), Size(18, 14)


def cards(count, lanes=1, columns=None):
    return [
        Node(f"n{number}", 150, 48, number % lanes, None if columns is None else number % columns)
        for number in range(count)
    ]


def arrows(*pairs):
    return [Edge(f"n{start}", f"n{end}", TEXT, NUMBER) for start, end in pairs]


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 12))
    lanes = draw(st.integers(1, 4))
    fixed = draw(st.booleans())
    nodes = [
        Node(
            f"n{number}",
            draw(st.integers(0, 200)),
            draw(st.integers(0, 90)),
            draw(st.integers(0, lanes - 1)),
            draw(st.integers(0, 4)) if fixed else None,
        )
        for number in range(count)
    ]
    sizes = st.none() | st.builds(Size, st.integers(2, 120), st.integers(2, 30))
    name = st.integers(0, count - 1).map("n{}".format)
    edges = draw(st.lists(st.builds(Edge, name, name, sizes, sizes, st.booleans()), max_size=30))
    return nodes, edges


options = st.builds(
    Options,
    margin=st.integers(0, 30),
    track=st.integers(4, 14),
    clearance=st.integers(4, 20),
    column_gap=st.integers(4, 120),
    card_gap=st.integers(4, 40),
    lane_gap=st.integers(4, 60),
    lane_title=st.sampled_from((0, 90)),
    column_title=st.sampled_from((0, 30)),
    lane_heights=st.sampled_from(((), (150,), (0, 300, 20, 20, 20, 20))),
    most_in_cell=st.sampled_from((None, 1, 3)),
    keep_order=st.booleans(),
)


@settings(max_examples=150)
@given(graphs(), options)
def test_any_graph(graph, chosen):
    nodes, edges = graph
    layout = checked(nodes, edges, chosen)
    assert layout == laid_out(nodes, edges, chosen)
    checked(nodes, edges[::-1], chosen)


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(cards(1), arrows((0, 0)), id="one card, one loop"),
        pytest.param(cards(1), arrows(*[(0, 0)] * 30), id="many loops"),
        pytest.param(cards(2), arrows(*[(0, 1), (1, 0)] * 20), id="to and fro"),
        pytest.param(cards(60, 3), arrows(*[(n, (n + 1) % 60) for n in range(60)]), id="a cycle of everything"),
        pytest.param(cards(301), arrows(*[(0, n) for n in range(1, 301)]), id="a star"),
        pytest.param(cards(120, 4), arrows(*[(n, 7) for n in range(120)]), id="a star inwards, in lanes"),
        pytest.param(cards(14, 2), arrows(*[(n, m) for n in range(14) for m in range(14)]), id="everything with all"),
        pytest.param(cards(30, 1, 1), arrows(*[(n, n * 7 % 30) for n in range(30)]), id="one column"),
        pytest.param(cards(40, 5, 4), arrows(*[(n, n * 3 % 40) for n in range(40)]), id="columns that are given"),
        pytest.param(cards(40, 40), arrows(*[(n, n * 11 % 40) for n in range(40)]), id="a lane each"),
        pytest.param(cards(80), [], id="no arrows"),
    ],
)
def test_hostile_graphs(nodes, edges):
    checked(nodes, edges, Options(lane_title=100, column_title=24))
    checked(nodes, edges[::-1], Options(most_in_cell=None))


def test_a_card_stays_in_its_lane_where_a_single_line_runs_along_a_narrow_border():
    nodes = [Node(f"n{number}", 10, 10, lane) for number, lane in enumerate((0, 1, 0, 0, 1))]
    edges = [*[Edge("n0", "n0")] * 7, Edge("n0", "n1"), Edge("n0", "n4"), Edge("n1", "n4")]
    checked(nodes, edges, Options(track=10, clearance=4, column_gap=4, card_gap=4, lane_gap=4))


def test_arrows_on_either_side_of_a_card_without_width_do_not_touch():
    edges = [Edge("n0", "n0"), Edge("n0", "n1"), Edge("n0", "n2", back=True)]
    checked([Node(f"n{number}", 0, 0) for number in range(3)], edges, Options(track=4, clearance=4, column_gap=4))


def test_a_line_is_straight():
    layout = checked(cards(5), arrows((0, 1), (1, 2), (2, 3), (3, 4)))
    assert [len(route.points) for route in layout.routes] == [2, 2, 2, 2]
    assert len({route.points[0].y for route in layout.routes}) == 1


def test_arrows_leave_on_the_right_and_arrive_on_the_left_or_lead_back_the_other_way():
    layout = checked(cards(2), [Edge("n0", "n1"), Edge("n1", "n0", back=True)])
    first, second = layout.boxes["n0"], layout.boxes["n1"]
    on, back = layout.routes
    assert (on.points[0].x, on.points[-1].x, on.back) == (first.right, second.x, False)
    assert (back.points[0].x, back.points[-1].x, back.back) == (second.x, first.right, True)


def test_neighbours_in_a_column_are_joined_upright_and_others_around_the_side():
    stack = [Node(f"n{number}", 150, 48, column=0) for number in range(3)]
    layout = checked(stack, arrows((0, 1), (0, 2), (2, 0)), Options(keep_order=True))
    down, around, up = (route.points for route in layout.routes)
    assert [point.x for point in down] == [layout.boxes["n0"].x + 75] * 2
    assert {around[0].x, around[-1].x} == {layout.boxes["n0"].right}
    assert {up[0].x, up[-1].x} == {layout.boxes["n0"].x}


def test_what_follows_in_a_column_stands_below_unless_the_order_is_kept():
    stack = [Node("later", 150, 48, column=0), Node("first", 150, 48, column=0)]
    edges = [Edge("first", "later")]
    free, kept = checked(stack, edges), checked(stack, edges, Options(keep_order=True))
    assert free.boxes["first"].y < free.boxes["later"].y
    assert kept.boxes["first"].y > kept.boxes["later"].y


def test_a_fan_does_not_cross_itself():
    fan = [(0, number) for number in range(1, 7)] + [(number, 7) for number in range(1, 7)]
    assert crossings(checked(cards(8), arrows(*fan))) == 0


def test_two_lines_in_the_wrong_order_are_untangled():
    nodes = [Node(name, 150, 48) for name in ("a", "b", "y", "x")]
    edges = [Edge("a", "x"), Edge("b", "y")]
    layout = checked(nodes, edges)
    assert [len(route.points) for route in layout.routes] == [2, 2]


def test_a_card_grows_with_its_arrows():
    layout = checked(cards(41), arrows(*[(0, number) for number in range(1, 41)]))
    assert layout.boxes["n0"].height > 150
    assert layout.boxes["n40"].height == 48


def test_gutters_grow_with_their_arrows():
    narrow = checked(cards(12, 1, 2), arrows((0, 1)))
    wide = checked(cards(12, 1, 2), arrows(*[(n, m) for n in range(0, 12, 2) for m in range(1, 12, 2)]))
    assert wide.width > narrow.width


def test_labels_are_short_where_there_is_no_room():
    long, number = Size(100, 16), Size(18, 14)
    close = checked(cards(2), [Edge("n0", "n1", long, number)], Options(column_gap=64))
    far = checked(cards(2), [Edge("n0", "n1", long, number)], Options(column_gap=140))
    none = checked(cards(2), [Edge("n0", "n1", long)], Options(column_gap=64))
    assert [layout.routes[0].label and layout.routes[0].label.short for layout in (close, far, none)] == [
        True,
        False,
        None,
    ]


def test_lanes_are_as_high_as_their_titles_even_when_empty():
    layout = checked(cards(3, 2), arrows((0, 1)), Options(lane_heights=(200, 0, 90), lane_title=80))
    assert len(layout.lanes) == 3
    assert layout.lanes[0].height >= 200
    assert layout.lanes[2].height >= 90
    assert {title.width for title in layout.lane_titles} == {80}
    assert layout.boxes["n0"].x > layout.lane_titles[0].right


def test_an_empty_column_keeps_its_place():
    nodes = [Node("a", 150, 48, column=0), Node("b", 120, 48, column=2)]
    layout = checked(nodes, [Edge("a", "b")], Options(column_title=20))
    assert [column.width for column in layout.columns] == [150, 150, 120]
    assert len(layout.routes[0].points) == 2


@pytest.mark.parametrize(
    ("nodes", "edges"),
    [
        ([Node("a", 1, 1), Node("a", 1, 1)], []),
        ([Node("a", 1, 1)], [Edge("a", "b")]),
        ([Node("a", 1, 1), Node("b", 1, 1, column=0)], []),
        ([Node("a", 1, 1, lane=-1)], []),
    ],
)
def test_nonsense_is_refused(nodes, edges):
    with pytest.raises(ValueError):
        laid_out(nodes, edges)


def test_hundreds_of_cards():
    nodes = [Node(f"n{number}", 150, 48, number * 7 % 6) for number in range(300)]
    edges = arrows(*[(n, min(n + step, 299)) for n in range(300) for step in (1, 1 + n * n % 17)])
    layout = laid_out(nodes, edges, Options(lane_title=100))
    assert len(layout.routes) == 600
    assert all(isinstance(point, Point) for route in layout.routes for point in route.points)

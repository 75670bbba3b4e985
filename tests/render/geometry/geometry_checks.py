"""What must hold of every layout, checked on the finished numbers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from cxmap.render.geometry import Box, Edge, Layout, Node, Options, Point, laid_out


def checked(nodes: Sequence[Node], edges: Sequence[Edge], options: Options | None = None) -> Layout:
    layout = laid_out(nodes, edges, options)
    boxes_are_right(layout, nodes)
    routes_are_right(layout, edges)
    lines_are_apart(layout)
    labels_are_right(layout, edges)
    return layout


def boxes_are_right(layout: Layout, nodes: Sequence[Node]):
    assert list(layout.boxes) == [node.id for node in nodes]
    picture = Box(0, 0, layout.width, layout.height)
    for node in nodes:
        box = layout.boxes[node.id]
        assert box.width >= node.width
        assert box.height >= node.height
        assert inside(box, layout.lanes[node.lane])
        column = layout.columns[layout.column_of[node.id]]
        assert (column.x, column.width) == (box.x, box.width)
        assert node.column in (None, layout.column_of[node.id])
    solids = [*layout.boxes.values(), *layout.lane_titles, *layout.column_titles]
    assert not [pair for pair in combinations(solids, 2) if overlap(*pair)]
    assert all(inside(box, picture) for box in [*solids, *layout.lanes, *layout.columns])
    assert all(upper.bottom == lower.y for upper, lower in pairwise(layout.lanes))
    assert all(left.right < right.x for left, right in pairwise(layout.columns))


def routes_are_right(layout: Layout, edges: Sequence[Edge]):
    assert len(layout.routes) == len(edges)
    for edge, route in zip(edges, layout.routes, strict=True):
        start, end = layout.boxes[edge.start], layout.boxes[edge.end]
        assert on_border(route.points[0], start)
        assert on_border(route.points[-1], end)
        assert route.back == (layout.column_of[edge.start] > layout.column_of[edge.end])
        assert all((one.x == other.x) != (one.y == other.y) for one, other in pairwise(route.points))
        assert all(
            (one.x == two.x) != (two.x == three.x)
            for one, two, three in zip(route.points, route.points[1:], route.points[2:], strict=False)
        )
        solids = [*layout.boxes.values(), *layout.lane_titles, *layout.column_titles]
        assert not [box for box in solids for ends in pairwise(route.points) if through(ends, box)]


def lines_are_apart(layout: Layout):
    """No two arrows lie on top of one another, touch the same place of a card, or bend on one another."""
    segments = defaultdict(list)
    for number, route in enumerate(layout.routes):
        for one, other in pairwise(route.points):
            across = one.y == other.y
            low, high = sorted((one.x, other.x) if across else (one.y, other.y))
            segments[across, one.y if across else one.x].append((low, high, number))
    for where in segments.values():
        assert all(one[1] < other[0] or one[2] == other[2] for one, other in pairwise(sorted(where)))
    for number, route in enumerate(layout.routes):
        for point in route.points:
            for across, here, along in ((True, point.y, point.x), (False, point.x, point.y)):
                lines = segments.get((across, here), ())
                assert not [low for low, high, other in lines if low <= along <= high and other != number]


def labels_are_right(layout: Layout, edges: Sequence[Edge]):
    solids = [*layout.boxes.values(), *layout.lane_titles, *layout.column_titles]
    labels = [route.label.box for route in layout.routes if route.label]
    assert not [pair for pair in combinations(labels, 2) if overlap(*pair)]
    for number, (edge, route) in enumerate(zip(edges, layout.routes, strict=True)):
        if not route.label:
            continue
        box, short = route.label
        assert (box.width, box.height) == (edge.short if short else edge.label)
        assert inside(box, Box(0, 0, layout.width, layout.height))
        assert not [solid for solid in solids if overlap(box, solid)]
        assert [ends for ends in pairwise(route.points) if through(ends, box)]
        if not short:
            others = (ends for ends in segments_without(layout, number) if through(ends, box))
            assert not list(others)


def segments_without(layout: Layout, number: int) -> Iterator[tuple[Point, Point]]:
    for other, route in enumerate(layout.routes):
        if other != number:
            yield from pairwise(route.points)


def inside(box: Box, around: Box) -> bool:
    return box.x >= around.x and box.y >= around.y and box.right <= around.right and box.bottom <= around.bottom


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def through(ends: tuple[Point, Point], box: Box) -> bool:
    left, right = sorted(point.x for point in ends)
    top, bottom = sorted(point.y for point in ends)
    return left < box.right and right > box.x and top < box.bottom and bottom > box.y


def on_border(point: Point, box: Box) -> bool:
    across = box.x <= point.x <= box.right and point.y in (box.y, box.bottom)
    return across or (box.y <= point.y <= box.bottom and point.x in (box.x, box.right))


def crossings(layout: Layout) -> int:
    """Return how often arrows cross."""
    segments = [(ends, number) for number, route in enumerate(layout.routes) for ends in pairwise(route.points)]
    return sum(
        min(one.x, other.x) < upper.x < max(one.x, other.x) and min(upper.y, lower.y) < one.y < max(upper.y, lower.y)
        for (one, other), number in segments
        for (upper, lower), second in segments
        if number != second and one.y == other.y and upper.x == lower.x
    )

"""Cards and arrows laid out: columns from the edges, rows in lanes, ways of the arrows, and places for their labels."""

from collections.abc import Sequence

from cxmap.render.geometry.grid import Grid, Places, gridded
from cxmap.render.geometry.labels import labelled
from cxmap.render.geometry.ranks import Link, ranks, spread
from cxmap.render.geometry.rows import rows
from cxmap.render.geometry.shapes import Box, Edge, Layout, Node, Options, Route, Size
from cxmap.render.geometry.ways import planned


def laid_out(nodes: Sequence[Node], edges: Sequence[Edge], options: Options | None = None) -> Layout:
    """Return where every card, arrow and label goes; the same input always gives the same layout.

    Cards never overlap. Arrows run across and upright only, never through a card, and never on top of one another,
    though they may cross at right angles. They leave and reach a card on the sides that face each other: an arrow that
    leads on leaves on the right and arrives on the left, one that leads back leaves on the left and arrives on the
    right. Between neighbours in a column they go straight down or up; otherwise, in a column, around on one side.

    Args:
        nodes: The cards, best in the order in which customers come to them: where edges go round in circles, this says
            which of them lead back.
        edges: The arrows; circles, loops at one card and several between the same cards are all right.
        options: Distances and strips for titles.

    Raises:
        ValueError: Two nodes have the same id, an edge names a node that is not there, a size, lane or column is
            negative, or only some of the nodes say their column.
    """
    options = options or Options()
    links = _links(nodes, edges)
    places = _places(nodes, edges, links, options)
    drops = [max((width - 2 * options.track) // options.track, 0) for width in places.widths]
    grid = gridded(nodes, links, places, planned(places.columns, places.rows, links, drops), options)
    return _layout(nodes, edges, places, grid, options)


def _links(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[Link]:
    """Return the edges with the numbers of the nodes; refuse what makes no sense."""
    numbers = {node.id: number for number, node in enumerate(nodes)}
    if len(numbers) < len(nodes):
        raise ValueError("Two nodes have the same id.")
    if len({node.column is None for node in nodes}) > 1:
        raise ValueError("Either all nodes say their column, or none.")
    if any(min(node.width, node.height, node.lane, node.column or 0) < 0 for node in nodes):
        raise ValueError("The size, the lane and the column of a node are not negative.")
    missing = next((name for edge in edges for name in (edge.start, edge.end) if name not in numbers), None)
    if missing is not None:
        raise ValueError(f"No node has the id {missing!r}.")
    return [(numbers[edge.start], numbers[edge.end]) for edge in edges]


def _places(nodes: Sequence[Node], edges: Sequence[Edge], links: Sequence[Link], options: Options) -> Places:
    lanes = [node.lane for node in nodes]
    columns = [node.column for node in nodes if node.column is not None]
    if not columns:
        back = [number for number, edge in enumerate(edges) if edge.back]
        columns = spread(ranks(len(nodes), links, back), links, lanes, options.most_in_cell)
    count = max([*lanes, len(options.lane_heights) - 1], default=-1) + 1
    placed = rows(columns, lanes, links, count, keep_order=options.keep_order)
    return Places(columns, placed.of, _widths(nodes, columns), placed.depths)


def _widths(nodes: Sequence[Node], columns: Sequence[int]) -> list[int]:
    """Return how wide each column is: like its widest card, or like the widest of all when it has none.

    It is never nothing: the arrows on either side of a card would touch.
    """
    widths = [0] * (max(columns, default=-1) + 1)
    for node, column in zip(nodes, columns, strict=True):
        widths[column] = max(widths[column], node.width)
    widest = max([1, *widths])
    return [width or widest for width in widths]


def _layout(nodes: Sequence[Node], edges: Sequence[Edge], places: Places, grid: Grid, options: Options) -> Layout:
    lane_titles = tuple(Box(lane.x, lane.y, options.lane_title, lane.height) for lane in grid.lanes)
    column_titles = tuple(Box(column.x, column.y, column.width, options.column_title) for column in grid.columns)
    size = Size(grid.width, grid.height)
    labels = labelled(edges, grid.lines, [*grid.boxes, *lane_titles, *column_titles], size)
    column_of = {node.id: column for node, column in zip(nodes, places.columns, strict=True)}
    routes = tuple(
        Route(line, column_of[edge.start] > column_of[edge.end], label)
        for edge, line, label in zip(edges, grid.lines, labels, strict=True)
    )
    boxes = {node.id: box for node, box in zip(nodes, grid.boxes, strict=True)}
    lanes, columns = tuple(grid.lanes), tuple(grid.columns)
    return Layout(boxes, routes, lanes, lane_titles, columns, column_titles, column_of, grid.width, grid.height)

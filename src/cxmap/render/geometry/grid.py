"""From rows, columns and planned ways to pixels: how wide and high everything becomes, and where it comes to lie."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cxmap.render.geometry.axis import Axis, axis
from cxmap.render.geometry.shapes import Box, Node, Options, Point
from cxmap.render.geometry.slots import slots
from cxmap.render.geometry.tracks import Piece, tracks
from cxmap.render.geometry.ways import Drop, Link, Plan, Way


@dataclass(frozen=True, slots=True)
class Places:
    """Which column and row each node is in, how wide each column is, and how many rows each lane has."""

    columns: Sequence[int]
    rows: Sequence[int]
    widths: Sequence[int]
    depths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the cards, the lines and the bands of lanes and columns are, and how large all this is."""

    boxes: list[Box]
    lines: list[tuple[Point, ...]]
    lanes: list[Box]
    columns: list[Box]
    width: int
    height: int


def gridded(nodes: Sequence[Node], links: Sequence[Link], places: Places, plan: Plan, options: Options) -> Grid:
    """Return everything in pixels: first what lies across is placed, then what stands upright in between."""
    offsets, heights = slots(plan.runs, [node.height for node in nodes], options.track)
    down = _down(places, plan, heights, options)
    levels = [
        down.middle(run.band // 2) + offsets[number] if run.band % 2 else down.lines[number]
        for number, run in enumerate(plan.runs)
    ]
    right = _right(places, plan, levels, options)
    boxes = [
        Box(right.starts[column], down.middle(row) - height // 2, places.widths[column], height)
        for column, row, height in zip(places.columns, places.rows, heights, strict=True)
    ]
    lines = [
        _dropped(boxes[start], boxes[end], way, options.track)
        if isinstance(way, Drop)
        else tuple(_line(boxes[start], boxes[end], way, levels, right.lines))
        for (start, end), way in zip(links, plan.ways, strict=True)
    ]
    width, height = right.end + options.margin, down.end + options.margin
    lanes = list(_lanes(places.depths, down, options, width))
    columns = [
        Box(start, options.margin, size, height - 2 * options.margin)
        for start, size in zip(right.starts, places.widths, strict=True)
    ]
    return Grid(boxes, lines, lanes, columns, width, height)


def _down(places: Places, plan: Plan, heights: Sequence[int], options: Options) -> Axis:
    """Return where the rows are, and the runs in the gutters between them."""
    sizes = [0] * sum(places.depths)
    for row, height in zip(places.rows, heights, strict=True):
        sizes[row] = max(sizes[row], height)
    gaps = [options.lane_gap // 2]
    for depth in places.depths:
        gaps += [options.card_gap] * (depth - 1) + [options.lane_gap]
    gaps[-1] = options.lane_gap // 2
    found = _run_tracks(plan)
    start = options.margin + options.column_title
    placed = axis(start, sizes, gaps, found, options)
    missing = [
        least - lane.height
        for lane, least in zip(_lanes(places.depths, placed, options, 0), options.lane_heights, strict=False)
    ]
    if max(missing, default=0) <= 0:
        return placed
    row = 0
    for depth, lack in zip(places.depths, missing, strict=False):
        for place in range(row, row + depth):
            sizes[place] += -(-max(lack, 0) // depth)
        row += depth
    return axis(start, sizes, gaps, found, options)


def _right(places: Places, plan: Plan, levels: Sequence[int], options: Options) -> Axis:
    """Return where the columns are, and the turns in the gutters between them."""
    gaps = [options.column_gap] * (len(places.widths) + 1)
    gaps[0] = gaps[-1] = options.clearance
    start = options.margin + options.lane_title
    return axis(start, places.widths, gaps, _turn_tracks(plan, levels, options.track), options)


def _run_tracks(plan: Plan) -> dict[int, tuple[int, int]]:
    """Return the gutter and the track of each run that is in a gutter."""
    sides: dict[int, dict[int, int]] = defaultdict(dict)
    for turn in plan.turns:
        start, end = plan.runs[turn.start].band, plan.runs[turn.end].band
        sides[turn.start][turn.gutter] = 1 if end > start else -1
        sides[turn.end][turn.gutter] = 1 if start > end else -1
    inside: dict[int, list[int]] = defaultdict(list)
    for number, run in enumerate(plan.runs):
        if run.band % 2 == 0:
            inside[run.band // 2].append(number)
    found = {}
    for gutter, numbers in inside.items():
        runs = [plan.runs[number] for number in numbers]
        pieces = [
            Piece(run.first, run.last, sides[number][run.first], sides[number][run.last])
            for number, run in zip(numbers, runs, strict=True)
        ]
        found.update({number: (gutter, track) for number, track in zip(numbers, tracks(pieces), strict=True)})
    return found


def _turn_tracks(plan: Plan, levels: Sequence[int], apart: int) -> dict[int, tuple[int, int]]:
    """Return the gutter and the track of each turn."""
    inside: dict[int, list[int]] = defaultdict(list)
    for number, turn in enumerate(plan.turns):
        inside[turn.gutter].append(number)
    found = {}
    for gutter, numbers in inside.items():
        pieces = []
        for number in numbers:
            turn = plan.turns[number]
            ends = (levels[turn.start], turn.start_side), (levels[turn.end], turn.end_side)
            (low, low_side), (high, high_side) = sorted(ends)
            pieces.append(Piece(low, high, low_side, high_side))
        found.update({number: (gutter, track) for number, track in zip(numbers, tracks(pieces, apart), strict=True)})
    return found


def _line(start: Box, end: Box, way: Way, levels: Sequence[int], turns: Mapping[int, int]) -> Iterator[Point]:
    yield Point(start.right if way.start_side > 0 else start.x, levels[way.runs[0]])
    for turn, run, following in zip(way.turns, way.runs, way.runs[1:], strict=False):
        yield Point(turns[turn], levels[run])
        yield Point(turns[turn], levels[following])
    yield Point(end.right if way.end_side > 0 else end.x, levels[way.runs[-1]])


def _dropped(start: Box, end: Box, drop: Drop, track: int) -> tuple[Point, ...]:
    x = start.x + start.width // 2 + (2 * drop.place - drop.among + 1) * track // 2
    if start.y < end.y:
        return Point(x, start.bottom), Point(x, end.y)
    return Point(x, start.y), Point(x, end.bottom)


def _lanes(depths: Sequence[int], down: Axis, options: Options, width: int) -> Iterator[Box]:
    row = 0
    top = options.margin + options.column_title
    for depth in depths:
        row += depth
        bottom = down.splits[row] if row < len(down.starts) else down.end
        yield Box(options.margin, top, width - 2 * options.margin, bottom - top)
        top = bottom

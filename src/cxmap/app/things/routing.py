"""Finds the ways from one touchpoint to another."""

from collections.abc import Collection, Iterable
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cxmap import __version__
from cxmap.app.reading import Reading
from cxmap.app.things.finding import touchpoint
from cxmap.app.things.passages import passage, stop
from cxmap.errors import CxmapError
from cxmap.graph.flow import Flow
from cxmap.graph.routes import Ground, Route, Routes, routes, shortest_route
from cxmap.graph.ways import reach
from cxmap.message import Named, said
from cxmap.report.map_info import MapInfo
from cxmap.report.passage import Stop
from cxmap.report.route import Leg, RouteReport, Way
from cxmap.selection.select import Changed, in_order, select, without_base
from cxmap.selection.selector import EVERYTHING, Selection


class Wanted(NamedTuple):
    """Which ways are wanted: the shortest one, or the `most` shortest if `everything`, of at most `depth` transitions.

    What `avoid` selects is passed by, unless it selects everything: then nothing is.
    """

    everything: bool = False
    most: int = 10
    depth: int | None = None
    avoid: Selection = EVERYTHING


SHORTEST = Wanted()


def route(
    reading: Reading,
    ends: tuple[str, str],
    wanted: Wanted = SHORTEST,
    changed: Changed = without_base,
    revision: str = "",
) -> RouteReport:
    """Return the ways from one touchpoint to another.

    They lead through no touchpoint that is retired or to be avoided; only the ends may be. Raises `CxmapError` when an
    end does not exist, both are the same, or `avoid` cannot be worked out.
    """
    atlas, flow = reading.atlas, Flow(reading.atlas)
    start, goal = (touchpoint(atlas, end) for end in ends)
    if start == goal:
        raise CxmapError(
            said("This way would begin and end at `{touchpoint}`.", touchpoint=start),
            said("Name two different touchpoints."),
        )
    avoided = set() if wanted.avoid.everything else {*select(flow, wanted.avoid, changed)} - {start, goal}
    retired = {name for name, placed in atlas.touchpoints.items() if placed.value.status == "retired"}
    ground = Ground(flow.following, flow.leading, avoided | retired, wanted.depth)
    found = _found(start, goal, ground, wanted)
    longer = () if found.found or wanted.depth is None else shortest_route(start, goal, ground._replace(depth=None))
    lost = None if found.found or longer else _Lost(flow, start, goal, ground.avoiding)
    return RouteReport(
        about=MapInfo(__version__, reading.name, revision, not atlas.flaws),
        start=stop(atlas, start),
        goal=stop(atlas, goal),
        ways=_ways(flow, found.found),
        everything=wanted.everything,
        complete=found.complete,
        stopped=found.stopped,
        avoided=len(avoided),
        depth=wanted.depth,
        shortest=len(longer) - 1 if longer else None,
        reached=lost.reached if lost else (),
        furthest=lost.furthest if lost else (),
        before=lost.before if lost else (),
    )


def _found(start: str, goal: str, ground: Ground, wanted: Wanted) -> Routes:
    if wanted.everything:
        return routes(start, goal, ground, wanted.most)
    way = shortest_route(start, goal, ground)
    return Routes((way,) if way else (), complete=True, stopped=False)


def _ways(flow: Flow, found: Iterable[Route]) -> tuple[Way, ...]:
    """Return ways with all that is known of them; many may run over the same ground."""

    @cache
    def stop_at(name: str) -> Stop:
        return stop(flow.atlas, name)

    @cache
    def leg(ends: tuple[str, str]) -> Leg:
        transitions = sorted(flow.between[ends], key=lambda placed: placed.id)
        return Leg(tuple(passage(flow.atlas, placed) for placed in transitions))

    return tuple(Way(tuple(map(stop_at, way)), tuple(map(leg, pairwise(way)))) for way in found)


class _Lost:
    """How far customers get where there is no way to the goal."""

    def __init__(self, flow: Flow, start: str, goal: str, avoiding: Collection[str]) -> None:
        known = flow.atlas.touchpoints
        around = {*avoiding} - {start}
        names = in_order(flow, (name for name in reach([start], flow.following, around) if name in known))
        others = [name for name in names if name not in (start, goal)]
        last = max((flow.stage_order.get(known[name].value.stage, -1) for name in others), default=-1)
        furthest = (name for name in others if flow.stage_order.get(known[name].value.stage, -1) == last)
        before = (name for name in flow.leading.get(goal, ()) if name not in avoiding and name in known)
        self.reached = _named(flow, others)
        self.furthest = _named(flow, furthest)
        self.before = _named(flow, in_order(flow, before))


def _named(flow: Flow, names: Iterable[str]) -> tuple[Named, ...]:
    return tuple(flow.atlas.named("touchpoint", name) for name in names)

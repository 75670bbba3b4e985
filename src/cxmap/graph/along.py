"""The order in which customers come to touchpoints: stage by stage, and within a stage along the transitions."""

from collections.abc import Collection, Iterable, Mapping
from heapq import heapify, heappop, heappush

from cxmap.graph.flow import Flow
from cxmap.graph.ways import breadth_first

Position = tuple[int, str]
"""Where a touchpoint would stand if there were no transitions within its stage: how far it is from an entry, its id."""


def along(flow: Flow, touchpoints: Iterable[str]) -> tuple[str, ...]:
    """Return declared touchpoints in the order in which customers come to them.

    Where the files do not say in which order the stages come, these stand in the order of their ids. Within a stage
    each touchpoint comes after those that lead to it; a circle is entered where it is nearest to an entry.
    """
    known, order = flow.atlas.touchpoints, flow.stage_order
    stages: dict[tuple[int, str], list[str]] = {}
    for name in touchpoints:
        stage = known[name].value.stage
        stages.setdefault((order.get(stage, len(order)), stage), []).append(name)
    forward, far = _forward(flow), _distances(flow)
    return tuple(
        name
        for key in sorted(stages)
        for name in _within({name: (far.get(name, len(known)), name) for name in stages[key]}, forward)
    )


def _forward(flow: Flow) -> dict[str, list[str]]:
    """Return for each touchpoint those to which some transition leads that goes neither back nor to recovery."""
    following: dict[str, list[str]] = {}
    for (start, end), transitions in flow.between.items():
        if start != end and any(transition.value.kind == "forward" for transition in transitions):
            following.setdefault(start, []).append(end)
    return following


def _distances(flow: Flow) -> dict[str, int]:
    """Return how many transitions each touchpoint is away from the nearest entry."""
    far: dict[str, int] = {}
    for name, before in breadth_first(sorted(flow.entries), lambda name: flow.following.get(name, ())).items():
        far[name] = 0 if before == name else far[before] + 1
    return far


def _within(positions: Mapping[str, Position], following: Mapping[str, Collection[str]]) -> Iterable[str]:
    """Yield the touchpoints of one stage, each after those that lead to it as far as circles allow."""
    waiting = dict.fromkeys(positions, 0)
    for name in positions:
        for after in following.get(name, ()):
            if after in waiting:
                waiting[after] += 1
    ready = [position for name, position in positions.items() if not waiting[name]]
    heapify(ready)
    others = iter(sorted(positions.values()))
    while waiting:
        name = heappop(ready)[1] if ready else next(name for _, name in others if name in waiting)
        if name not in waiting:
            continue
        del waiting[name]
        yield name
        for after in following.get(name, ()):
            if after in waiting:
                waiting[after] -= 1
                if not waiting[after]:
                    heappush(ready, positions[after])

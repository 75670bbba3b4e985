"""The journeys of a picture, with the steps of the journeys that they nest."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cxmap.app.drawing.calling import Calling
from cxmap.graph.flow import Flow
from cxmap.model import journey as model
from cxmap.report.drawing import Line, Step
from cxmap.selection.connections import Connections

MOST_STEPS = 20_000
"""How many steps all journeys of a picture have at most: journeys that nest each other could have any number."""

MOST_LINES = 100
"""With more journeys nobody finds one in a picture any more."""


def lines(
    flow: Flow, calling: Calling, journeys: Sequence[str], touchpoints: Collection[str]
) -> tuple[tuple[Line, ...], int]:
    """Return the journeys that step through any of some touchpoints, and how many are left out: there are too many."""
    through = Connections(flow).things("journey", touchpoints)
    wanted = [name for name in journeys if name in through]
    drawn, found, room = frozenset(touchpoints), [], MOST_STEPS
    for name in wanted[:MOST_LINES]:
        visits = _visits(flow, name, room)
        if visits is not None:
            room -= len(visits)
            steps = (_step(calling, number, visit, drawn) for number, visit in enumerate(visits, 1))
            found.append(_line(flow, calling, name, tuple(step for step in steps if step.touchpoints)))
    return tuple(found), len(wanted) - len(found)


def _line(flow: Flow, calling: Calling, name: str, steps: tuple[Step, ...]) -> Line:
    value = flow.atlas.journeys[name].value
    return Line(
        journey=calling("journey", name),
        kind=value.kind,
        goal=value.goal or "",
        owner=calling("owner", value.owner) if value.owner else None,
        personas=tuple(calling("persona", persona) for persona in value.personas),
        steps=steps,
        metrics=tuple(calling("metric", metric) for metric in value.metrics),
    )


class _Visit(NamedTuple):
    """A step that leads to touchpoints.

    `said` are the steps whose words belong to it: itself, and those that nest a journey which begins with it. `within`
    is the nested journey in which it stands, if it stands in one.
    """

    step: model.Step
    said: tuple[model.Step, ...]
    within: str
    optional: bool
    feels: float | None


class _Level(NamedTuple):
    """How far one has come in a journey, and what is said of all its steps at once."""

    journey: str
    steps: Iterator[model.Step]
    optional: bool = False
    feels: float | None = None


def _visits(flow: Flow, name: str, most: int) -> list[_Visit] | None:
    """Return the steps of a journey, with those of nested journeys in the place of the steps that nest them.

    A step that leads into a journey that is being walked already, or is not declared, is left out. None where there are
    more than so many steps.
    """
    journeys = flow.atlas.journeys
    visits: list[_Visit] = []
    levels = [_Level(name, iter(journeys[name].value.steps))]
    walking = {name}
    unsaid: list[model.Step] = []
    for _ in range(2 * most):
        if not levels:
            return visits
        level = levels[-1]
        step = next(level.steps, None)
        if step is None:
            walking.discard(levels.pop().journey)
            continue
        optional = level.optional or step.optional
        feels = level.feels if step.feels is None else step.feels
        if step.journey is None:
            within = level.journey if len(levels) > 1 else ""
            visits.append(_Visit(step, (*unsaid, step), within, optional, feels))
            unsaid.clear()
        elif step.journey in journeys and step.journey not in walking:
            levels.append(_Level(step.journey, iter(journeys[step.journey].value.steps), optional, feels))
            walking.add(step.journey)
            unsaid.append(step)
    return None


def _step(calling: Calling, number: int, visit: _Visit, drawn: Collection[str]) -> Step:
    """Return a step. What is said of a journey as a whole is said at its first step; it is felt at all of them."""
    return Step(
        number=number,
        touchpoints=tuple(name for name in dict.fromkeys(visit.step.touchpoints) if name in drawn),
        within=calling("journey", visit.within) if visit.within else None,
        optional=visit.optional,
        does=" ".join(step.does for step in visit.said if step.does),
        thinks=" ".join(step.thinks for step in visit.said if step.thinks),
        feels=visit.feels,
        pains=tuple(dict.fromkeys(pain for step in visit.said for pain in step.pains)),
    )

"""What a survey says of the journeys of a map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from cxmap.app.survey.ground import Ground
from cxmap.app.things.appearing import Appearing
from cxmap.atlas.atlas import Placed
from cxmap.graph.ways import Budget
from cxmap.message import Named
from cxmap.model.journey import Journey, Step
from cxmap.report.passage import Passage
from cxmap.report.sheets import Asked, JourneySheet, Pain, Part, TouchpointSheet, Watched

MOST_NESTED = 500_000
"""How many steps of nested journeys are looked at altogether: journeys that nest each other could have any number."""


def journeys(ground: Ground, appearing: Appearing, sheets: Mapping[str, TouchpointSheet]) -> tuple[JourneySheet, ...]:
    """Return the journeys that lead through what is wanted. `sheets` are those of the touchpoints, by id."""
    declared, budget = ground.atlas.journeys, Budget(MOST_NESTED)
    related = _Related(declared)
    return tuple(
        _journey(ground, appearing, declared[name], related, [sheets[one] for one in walked if one in sheets])
        for name in ground.wanted("journey")
        for walked in [ground.flow.journeys.walked(name, budget)]
    )


class _Related:
    """The variants of journeys, and those that are part of them: they nest these, or are named as their parents."""

    def __init__(self, declared: Mapping[str, Placed[Journey]]) -> None:
        self.variants: dict[str, list[str]] = {}
        self.children: dict[str, list[str]] = {}
        for name, placed in sorted(declared.items()):
            if placed.value.variant_of:
                self.variants.setdefault(placed.value.variant_of, []).append(name)
            if placed.value.parent:
                self.children.setdefault(placed.value.parent, []).append(name)
        for name, placed in declared.items():
            nested = (step.journey for step in placed.value.steps if step.journey)
            self.children.setdefault(name, []).extend(nested)


def _journey(
    ground: Ground,
    appearing: Appearing,
    placed: Placed[Journey],
    related: _Related,
    along: Sequence[TouchpointSheet],
) -> JourneySheet:
    value, name = placed.value, placed.id
    handovers = tuple(_handovers(along))
    return JourneySheet(
        journey=ground.named("journey", name),
        basics=ground.basics(placed),
        kind=value.kind,
        goal=value.goal or "",
        owner=ground.owner(value.owner),
        personas=ground.all_named("persona", value.personas),
        steps=appearing.steps(placed),
        touchpoints=tuple(sheet.touchpoint for sheet in along),
        variant_of=ground.named("journey", value.variant_of) if value.variant_of else None,
        parent=ground.named("journey", value.parent) if value.parent else None,
        variants=ground.all_named("journey", related.variants.get(name, ())),
        children=ground.all_named("journey", related.children.get(name, ())),
        parts=_parts(along),
        handovers=handovers,
        data=_asked(ground, along),
        metrics=_watched(ground, value, along),
        pains=tuple(_pains(ground, value.steps)),
        opportunities=tuple(dict.fromkeys(one for sheet in along for one in sheet.opportunities)),
        findings=ground.findings(placed.entity, *_entities(along)),
    )


def _handovers(along: Sequence[TouchpointSheet]) -> Iterator[Passage]:
    inside = {sheet.touchpoint.id for sheet in along}
    for sheet in along:
        yield from (one for one in sheet.departures if one.handover and one.end.id in inside)


def _entities(along: Sequence[TouchpointSheet]) -> Iterator[str]:
    inside = {sheet.touchpoint.id for sheet in along}
    for sheet in along:
        yield sheet.touchpoint.entity
        yield from (one.transition.entity for one in sheet.departures if one.end.id in inside)


def _parts(along: Iterable[TouchpointSheet]) -> tuple[Part, ...]:
    """Return who delivers a journey, in the order in which customers come to them."""
    accountable: dict[Named, list[Named]] = {}
    responsible: dict[Named, list[Named]] = {}
    for sheet in along:
        first = sheet.roles.accountable
        if first:
            accountable.setdefault(first, []).append(sheet.touchpoint)
        for owner in sheet.roles.responsible:
            if owner != first:
                responsible.setdefault(owner, []).append(sheet.touchpoint)
    owners = dict.fromkeys((*accountable, *responsible))
    return tuple(Part(one, tuple(accountable.get(one, ())), tuple(responsible.get(one, ()))) for one in owners)


def _asked(ground: Ground, along: Iterable[TouchpointSheet]) -> tuple[Asked, ...]:
    """Return what customers are asked for and what is needed along a journey, in the order in which it comes up."""
    uses: dict[Named, tuple[list[Named], list[Named], list[Named]]] = {}
    for sheet in along:
        missing = sheet.known.missing if sheet.known else ()
        for data, place in ((sheet.captures, 0), (sheet.needs, 1), (missing, 2)):
            for datum in data:
                uses.setdefault(ground.named("data", datum.id), ([], [], []))[place].append(sheet.touchpoint)
    return tuple(Asked(datum, *map(tuple, found)) for datum, found in uses.items())


def _watched(ground: Ground, value: Journey, along: Iterable[TouchpointSheet]) -> tuple[Watched, ...]:
    """Return the metrics that watch a journey: those of the whole first, then those of its touchpoints in order."""
    found: dict[Named, list[Named]] = {metric: [] for metric in ground.all_named("metric", value.metrics)}
    whole = frozenset(found)
    for sheet in along:
        for metric in sheet.metrics:
            found.setdefault(metric, []).append(sheet.touchpoint)
    return tuple(Watched(metric, metric in whole, tuple(things)) for metric, things in found.items())


def _pains(ground: Ground, steps: Iterable[Step]) -> Iterator[Pain]:
    for number, step in enumerate(steps, 1):
        stops = ground.all_named("touchpoint", step.touchpoints)
        if step.journey:
            stops = (ground.named("journey", step.journey),)
        for pain in step.pains:
            yield Pain(number, stops, pain)

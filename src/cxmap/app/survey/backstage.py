"""What a survey says of personas, data, systems and metrics."""

from collections.abc import Iterable, Sequence

from cxmap.app.survey.ground import Ground
from cxmap.message import Named
from cxmap.report.sheets import (
    DatumSheet,
    JourneySheet,
    MetricSheet,
    PersonaSheet,
    SystemSheet,
    TouchpointSheet,
)


def personas(ground: Ground, journeys: Iterable[JourneySheet]) -> tuple[PersonaSheet, ...]:
    """Return the personas, each with the journeys that they go."""
    going = _grouped((persona, sheet.journey) for sheet in journeys for persona in sheet.personas)
    known = ground.atlas.personas
    return tuple(
        PersonaSheet(
            persona=ground.named("persona", name),
            basics=ground.basics(known[name]),
            goals=known[name].value.goals,
            share=known[name].value.share,
            journeys=going.get(name, ()),
        )
        for name in ground.wanted("persona")
    )


def data(ground: Ground, sheets: Sequence[TouchpointSheet]) -> tuple[DatumSheet, ...]:
    """Return the data, each with where it is asked for and needed."""
    captured = _grouped((datum, sheet.touchpoint) for sheet in sheets for datum in sheet.captures)
    needed = _grouped((datum, sheet.touchpoint) for sheet in sheets for datum in sheet.needs)
    known = ground.atlas.data
    return tuple(
        DatumSheet(
            datum=ground.named("data", name),
            basics=ground.basics(known[name]),
            personal=known[name].value.personal,
            held_in=ground.all_named("system", known[name].value.held_in),
            captured=captured.get(name, ()),
            needed=needed.get(name, ()),
        )
        for name in ground.wanted("data")
    )


def systems(ground: Ground, sheets: Sequence[TouchpointSheet]) -> tuple[SystemSheet, ...]:
    """Return the systems, each with where it is used and what it holds."""
    using = _grouped((system, sheet.touchpoint) for sheet in sheets for system in sheet.systems)
    holding = _grouped(
        (ground.named("system", system), ground.named("data", name))
        for name, placed in sorted(ground.atlas.data.items())
        for system in dict.fromkeys(placed.value.held_in)
    )
    known = ground.atlas.systems
    return tuple(
        SystemSheet(
            system=ground.named("system", name),
            basics=ground.basics(known[name]),
            owner=ground.owner(known[name].value.owner),
            touchpoints=using.get(name, ()),
            data=holding.get(name, ()),
        )
        for name in ground.wanted("system")
    )


def metrics(
    ground: Ground, sheets: Sequence[TouchpointSheet], journeys: Iterable[JourneySheet]
) -> tuple[MetricSheet, ...]:
    """Return the metrics, each with what it watches."""
    at = _grouped((metric, sheet.touchpoint) for sheet in sheets for metric in sheet.metrics)
    along = _grouped((one.metric, sheet.journey) for sheet in journeys for one in sheet.metrics if one.whole)
    known = ground.atlas.metrics
    return tuple(
        MetricSheet(
            metric=ground.named("metric", name),
            basics=ground.basics(known[name]),
            kind=known[name].value.kind,
            target=known[name].value.target,
            better=known[name].value.better or "",
            source=known[name].value.source or "",
            scale=known[name].value.scale or "",
            touchpoints=at.get(name, ()),
            journeys=along.get(name, ()),
        )
        for name in sorted({*ground.wanted("metric"), *(along.keys() & known.keys())})
    )


def _grouped(pairs: Iterable[tuple[Named, Named]]) -> dict[str, tuple[Named, ...]]:
    """Return things by the id of what they belong to."""
    found: dict[str, list[Named]] = {}
    for thing, belonging in pairs:
        found.setdefault(thing.id, []).append(belonging)
    return {name: tuple(things) for name, things in found.items()}

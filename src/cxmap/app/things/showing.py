"""Shows one thing: what it says of itself, and what the rest of the map says of it."""

from collections.abc import Callable, Iterator
from typing import Any

from cxmap import __version__
from cxmap.app.reading import Reading
from cxmap.app.things.called import called
from cxmap.app.things.facts import facts_of, thing
from cxmap.app.things.passages import passage, stop
from cxmap.atlas.atlas import Atlas, Mention, Placed
from cxmap.diff.plain import plain
from cxmap.graph.arrivals import arrival
from cxmap.graph.flow import Flow
from cxmap.graph.ways import breadth_first
from cxmap.model import journey as model
from cxmap.model.touchpoint import Touchpoint
from cxmap.report.entity import Appearance, EntityReport, Known, Naming, Site, Step
from cxmap.report.map_info import MapInfo


def show(reading: Reading, placed: Placed[Any], revision: str = "") -> EntityReport:
    """Return everything that is known of one thing of a map."""
    atlas, flow = reading.atlas, Flow(reading.atlas)
    at_touchpoint = placed.kind == "touchpoint"
    return EntityReport(
        about=MapInfo(__version__, reading.name, revision, not atlas.flaws),
        thing=called(atlas, placed),
        description=placed.value.description or "",
        site=_site(placed),
        again=tuple(_site(other) for other, first in atlas.repeated if first is placed),
        whole=placed.entity not in atlas.partial,
        fields=plain(placed.value),
        facts=facts_of(atlas, placed),
        names=dict(sorted(_names(atlas, placed))),
        arrivals=tuple(passage(atlas, other) for other in _transitions(atlas, to=placed.id)) if at_touchpoint else (),
        departures=tuple(passage(atlas, other) for other in _departures(atlas, placed)),
        appearances=tuple(_appearances(flow, placed.id)) if at_touchpoint else (),
        steps=tuple(_steps(atlas, placed)) if placed.kind == "journey" else (),
        known=_known(flow, placed) if at_touchpoint else None,
        named_by=tuple(sorted(_namings(atlas, placed), key=_order(atlas))),
    )


def _site(placed: Placed[Any]) -> Site:
    place = placed.spot.place
    return Site(place.path, place.span.line + 1)


def _names(atlas: Atlas, placed: Placed[Any]) -> Iterator[tuple[str, str]]:
    for reference in atlas.references(placed):
        if reference.id in atlas.things[reference.kind]:
            named = thing(atlas, reference.kind, reference.id)
            yield named.entity, named.name


def _departures(atlas: Atlas, placed: Placed[Any]) -> Iterator[Placed[Any]]:
    if placed.kind == "transition":
        yield placed
    elif placed.kind == "touchpoint":
        yield from _transitions(atlas, from_=placed.id)


def _transitions(atlas: Atlas, **end: str) -> list[Placed[Any]]:
    [(field, touchpoint)] = end.items()
    found = (placed for placed in atlas.transitions.values() if getattr(placed.value, field) == touchpoint)
    return sorted(found, key=lambda placed: placed.id)


def _appearances(flow: Flow, touchpoint: str) -> Iterator[Appearance]:
    """Yield the steps of all journeys at which a touchpoint is, those of nested journeys included."""
    atlas = flow.atlas
    outer: dict[str, list[str]] = {}
    for name in atlas.journeys:
        for inner in flow.journeys.inner(name):
            outer.setdefault(inner, []).append(name)
    through = breadth_first(flow.journeys_by_touchpoint.get(touchpoint, ()), lambda name: outer.get(name, ()))
    for name in sorted(through):
        placed = atlas.journeys[name]
        for step in _steps(atlas, placed):
            here = any(stop.touchpoint.id == touchpoint for stop in step.stops)
            if here or (step.journey and step.journey.id in through):
                yield Appearance(placed.named, step, len(placed.value.steps))


def _steps(atlas: Atlas, placed: Placed[Any]) -> Iterator[Step]:
    return (_step(atlas, number, step) for number, step in enumerate(placed.value.steps, 1))


def _step(atlas: Atlas, number: int, step: model.Step) -> Step:
    return Step(
        number,
        tuple(stop(atlas, name) for name in step.touchpoints),
        atlas.named("journey", step.journey) if step.journey else None,
        step.optional,
        step.does or "",
        step.thinks or "",
        step.feels,
        step.pains,
    )


def _known(flow: Flow, placed: Placed[Touchpoint]) -> Known | None:
    found = arrival(flow, placed.id)
    if found is None:
        return None
    atlas, value = flow.atlas, placed.value
    systems = (
        (name, next((system for system in value.systems if system in datum.value.held_in), ""))
        for name, datum in sorted(atlas.data.items())
    )
    held = {name: system for name, system in systems if system}
    missing = set(value.needs).intersection(atlas.data).difference(found.always, value.captures, held)
    return Known(
        tuple(atlas.named("data", name) for name in found.always),
        tuple(atlas.named("data", name) for name in found.sometimes),
        tuple((atlas.named("data", name), atlas.named("system", system)) for name, system in held.items()),
        tuple(atlas.named("data", name) for name in sorted(missing)),
    )


def _namings(atlas: Atlas, placed: Placed[Any]) -> Iterator[Naming]:
    # An opportunity names a transition by its ends alone, however many there are between them.
    for mention in atlas.referring(placed.kind, {placed.id, placed.id.partition("#")[0]}):
        if mention.source is not placed:
            yield Naming(called(atlas, mention.source), _field(mention), mention.source.document.path)


def _field(mention: Mention) -> str:
    return ".".join(step for step in mention.reference.route if isinstance(step, str))


def _order(atlas: Atlas) -> Callable[[Naming], tuple[int, str, int, str]]:
    kinds = list(atlas.things)

    def order(naming: Naming) -> tuple[int, str, int, str]:
        thing = naming.thing
        # Notes are numbered: 10 comes after 9.
        return kinds.index(thing.kind), naming.field, len(thing.id) if thing.kind == "interaction" else 0, thing.id

    return order

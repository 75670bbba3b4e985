"""Shows one thing: what it says of itself, and what the rest of the map says of it."""

from collections.abc import Callable, Iterator
from typing import Any

from cxmap import __version__
from cxmap.app.reading import Reading
from cxmap.app.things.appearing import Appearing
from cxmap.app.things.called import called
from cxmap.app.things.facts import facts_of, thing
from cxmap.app.things.knowing import Knowing
from cxmap.app.things.passages import passage
from cxmap.atlas.atlas import Atlas, Mention, Placed
from cxmap.diff.plain import plain
from cxmap.graph.flow import Flow
from cxmap.message import Named
from cxmap.report.entity import EntityReport, Naming, Site
from cxmap.report.map_info import MapInfo


def show(reading: Reading, placed: Placed[Any], revision: str = "") -> EntityReport:
    """Return everything that is known of one thing of a map."""
    atlas, flow = reading.atlas, Flow(reading.atlas)
    appearing = Appearing(flow)
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
        names=tuple(sorted(set(_names(atlas, placed)), key=lambda named: named.entity)),
        arrivals=tuple(passage(atlas, other) for other in _transitions(atlas, to=placed.id)) if at_touchpoint else (),
        departures=tuple(passage(atlas, other) for other in _departures(atlas, placed)),
        appearances=tuple(appearing.at(placed.id)) if at_touchpoint else (),
        steps=appearing.steps(placed) if placed.kind == "journey" else (),
        known=Knowing(flow).at(placed) if at_touchpoint else None,
        named_by=tuple(sorted(_namings(atlas, placed), key=_order(atlas))),
    )


def _site(placed: Placed[Any]) -> Site:
    place = placed.spot.place
    return Site(place.path, place.span.line + 1)


def _names(atlas: Atlas, placed: Placed[Any]) -> Iterator[Named]:
    for reference in atlas.references(placed):
        if reference.id in atlas.things[reference.kind]:
            yield thing(atlas, reference.kind, reference.id)


def _departures(atlas: Atlas, placed: Placed[Any]) -> Iterator[Placed[Any]]:
    if placed.kind == "transition":
        yield placed
    elif placed.kind == "touchpoint":
        yield from _transitions(atlas, from_=placed.id)


def _transitions(atlas: Atlas, **end: str) -> list[Placed[Any]]:
    [(field, touchpoint)] = end.items()
    found = (placed for placed in atlas.transitions.values() if getattr(placed.value, field) == touchpoint)
    return sorted(found, key=lambda placed: placed.id)


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

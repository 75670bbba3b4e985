"""What a change reaches: everything on the map that it matters to, each with the path that put it there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cxmap.comparison import Comparison
from cxmap.impact.both import Both, Thing
from cxmap.impact.reach.edits import edited
from cxmap.impact.reach.extent import Extent, Extents, extents, of_kind
from cxmap.impact.reach.needing import needing
from cxmap.impact.reach.neighbours import near
from cxmap.impact.reach.relations import AROUND_JOURNEY, AROUND_TOUCHPOINT, CLIMBING, IMPROVES, NEEDS, Relation
from cxmap.impact.reach.walked import nesting, over, through
from cxmap.message import Message, said
from cxmap.model.file import SECTION_OF
from cxmap.report.impact import Changed, Link, Reached


def reach(comparison: Comparison, changes: Sequence[Changed], depth: int = 1) -> tuple[Reached, ...]:
    """Return everything that changes matter to, each thing once, with its shortest reason.

    These are, where `extent` says that a change matters so far:

    - what changed itself, at distance 0;
    - the touchpoints up to `depth` transitions away, before and after, and both ends of a transition;
    - the touchpoints that need data which are captured or handed over there, however far away;
    - the journeys that step through a touchpoint or go over a transition, the journeys that nest those, and the
      personas who walk them; the touchpoints that a journey comes to visit or visits no longer;
    - the stage, the systems and the metrics of a touchpoint, and the metrics of those journeys;
    - for what stands behind the map (owners, systems, data, metrics, personas, stages), what names it, and for an
      opportunity the touchpoint that it is about.

    It goes no further from there. They are sorted by distance, then by kind and id.
    """
    both = Both(comparison, changes)
    found = extents(changes)
    shortest: dict[Thing, _Way] = {key: _Way(key) for key in found}
    for walk in (_neighbours(both, found, depth), _needing(both, changes, found), _climbing(both, found)):
        _keep_shortest(shortest, walk)
    _keep_shortest(shortest, _journeys(both, found))
    _keep_shortest(shortest, _surroundings(both, found))
    return tuple(_reached(both, way) for way in sorted(shortest.values(), key=_order))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way from something reached, over what joins it to the next station, on to what changed."""

    thing: Thing
    by: Message | None = None
    on: "_Way | None" = None
    distance: int = 0

    def stations(self) -> Iterator["_Way"]:
        """Yield the way itself, and again from each station on it."""
        way: _Way | None = self
        while way:
            yield way
            way = way.on


FARTHEST = 100
"""No way is longer: nobody would read the reason."""


def _joined(thing: Thing, by: Message, way: _Way) -> _Way:
    return _Way(thing, by, way, way.distance + 1)


def _keep_shortest(shortest: dict[Thing, _Way], ways: Iterable[_Way]) -> None:
    for way in ways:
        known = shortest.get(way.thing)
        if known is None or way.distance < known.distance or _before(way, known):
            shortest[way.thing] = way


def _before(way: _Way, known: _Way) -> bool:
    """Return whether of two ways of the same length one is named before the other."""
    return way.distance == known.distance and _names(way) < _names(known)


def _names(way: _Way) -> list[tuple[Thing, str]]:
    return [(station.thing, station.by.text if station.by else "") for station in way.stations()]


def _order(way: _Way) -> tuple[int, int, str]:
    kind, identifier = way.thing
    return way.distance, _KINDS.index(kind), identifier


_KINDS = tuple(SECTION_OF)


def _reached(both: Both, way: _Way) -> Reached:
    links = tuple(Link(both.named(*station.thing), station.by) for station in way.stations())
    placed = both.latest(*way.thing)
    volume = placed.value.volume if placed and way.thing[0] == "touchpoint" else None
    return Reached(links[0].entity, way.distance, links, volume)


def _neighbours(both: Both, found: Extents, depth: int) -> Iterator[_Way]:
    """Yield the ends of the transitions that changed, and what lies up to `depth` transitions from what changed."""
    ways = {("touchpoint", name): _Way(("touchpoint", name)) for name in of_kind(found, "touchpoint", Extent.FLOW)}
    for step in near(both, found, min(depth, FARTHEST)):
        way = _joined(("touchpoint", step.touchpoint), step.by, ways.get(step.beside) or _Way(step.beside))
        ways.setdefault(way.thing, way)
        yield way


def _needing(both: Both, changes: Sequence[Changed], found: Extents) -> Iterator[_Way]:
    for needed in needing(both, changes, found):
        datum = _joined(("data", needed.datum), needed.by, _Way(needed.changed))
        yield _joined(("touchpoint", needed.touchpoint), NEEDS.by, datum)


def _climbing(both: Both, found: Extents) -> Iterator[_Way]:
    """Yield what names the owners, systems and so on that changed, and what opportunities are about."""
    for relation in CLIMBING:
        wanted = frozenset(of_kind(found, relation.named))
        if wanted:
            for holder, name in both.naming(relation.holder, relation.get, relation.named, wanted):
                yield _joined((relation.holder, holder), relation.by, _Way((relation.named, name)))
    for name in of_kind(found, "opportunity"):
        yield from _named_by(both, IMPROVES, _Way(("opportunity", name)))


def _named_by(both: Both, relation: Relation, way: _Way) -> Iterator[_Way]:
    """Yield what the first station of a way names."""
    for name in sorted(both.named_by(way.thing, relation.get, relation.named)):
        yield _joined((relation.named, name), relation.by, way)


def _surroundings(both: Both, found: Extents) -> Iterator[_Way]:
    """Yield the stage, the systems and the metrics of touchpoints that changed."""
    for name in of_kind(found, "touchpoint"):
        for relation in AROUND_TOUCHPOINT:
            yield from _named_by(both, relation, _Way(("touchpoint", name)))


def _journeys(both: Both, found: Extents) -> Iterator[_Way]:
    """Yield the journeys that run through what changed, those that nest them, their personas and their metrics."""
    ways = {("journey", name): _Way(("journey", name)) for name in of_kind(found, "journey")}
    for journey, touchpoint in through(both, of_kind(found, "touchpoint")):
        _keep_shortest(ways, [_joined(("journey", journey), said("steps through"), _Way(("touchpoint", touchpoint)))])
    for journey, transition in over(both, of_kind(found, "transition")):
        _keep_shortest(ways, [_joined(("journey", journey), said("goes over"), _Way(("transition", transition)))])
    for name in of_kind(found, "journey", Extent.FLOW):
        for kind, stop in sorted(edited(both, name).stops):
            yield _joined((kind, stop), _STEP_OF, _Way(("journey", name)))
    _add_nesting(both, found, ways)
    for way in ways.values():
        yield way
        for relation in AROUND_JOURNEY:
            yield from _named_by(both, relation, way)


_STEP_OF = said("is a step of")


def _add_nesting(both: Both, found: Extents, ways: dict[Thing, _Way]) -> None:
    """Add the journeys that nest others, however deep, the nearest first. Only other steps matter to them."""
    layer = [way for way in ways.values() if way.distance or found[way.thing] is Extent.FLOW]
    outer = nesting(both, [way.thing[1] for way in layer])
    for _ in range(FARTHEST):
        nested = [
            _joined(("journey", name), said("nests"), way)
            for way in sorted(layer, key=lambda way: (way.distance, way.thing))
            for name in outer.get(way.thing[1], ())
        ]
        layer = []
        for way in nested:
            if way.thing not in ways:
                ways[way.thing] = way
                layer.append(way)
        if not layer:
            return

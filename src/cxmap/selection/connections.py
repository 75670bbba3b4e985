"""What the things of a map have to do with its touchpoints: which thing belongs to which, kind by kind."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.references import transition_key
from cxmap.graph.flow import Flow
from cxmap.graph.ways import breadth_first
from cxmap.model.touchpoint import Raci
from cxmap.selection.selector import folded

Pairs = Iterator[tuple[str, str]]
"""Values or ids of things, each with a touchpoint that they belong to."""

ROLES = ("accountable", "responsible", "consulted", "informed")
FIXED: Mapping[str, tuple[str, ...]] = {
    "moment": ("truth", "pain"),
    "status": ("planned", "live", "retired"),
    "state": ("changed",),
}
"""The methods that take one of a few words, and these words."""

FREE = frozenset({"channel", "tag"})
"""The methods that take a text of which neither capitals nor the sign between two words count."""


class Connections:
    """Which touchpoints belong to what, and the other way round. Everything is worked out when first asked for."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._by_value: dict[str, dict[str, set[str]]] = {}
        self._known: dict[str, frozenset[str]] = {}

    def known(self, method: str) -> frozenset[str]:
        """Return the values that a method takes: what is declared, and what is named although it is not declared."""
        if method not in self._known:
            atlas, kind = self._flow.atlas, kind_of(method)
            declared = chain(atlas.things[kind], atlas.lost.get(kind, ())) if kind else FIXED.get(method, ())
            used = () if method in _OF_JOURNEYS or method in FIXED else self._index(method)
            self._known[method] = frozenset(chain(declared, used))
        return self._known[method]

    def touchpoints(self, method: str, values: Iterable[str]) -> set[str]:
        """Return the touchpoints that belong to any of some values, or ids of things."""
        if method == "journey":
            return self._stepped_through(values)
        if method == "persona":
            wanted = set(values)
            journeys = self._flow.atlas.journeys
            return self._stepped_through(name for name, placed in journeys.items() if wanted & {*placed.value.personas})
        index = self._index(method)
        return set().union(*(index.get(value, ()) for value in values))

    def things(self, kind: str, touchpoints: Collection[str]) -> set[str]:
        """Return the ids of the things of a kind that belong to any of some touchpoints."""
        if kind == "touchpoint":
            return set(touchpoints)
        if kind in _OF_JOURNEYS:
            journeys = self._walked(touchpoints)
            if kind == "journey":
                return journeys
            declared = self._flow.atlas.journeys
            return {persona for name in journeys for persona in declared[name].value.personas}
        return {thing for thing, members in self._index(kind).items() if not members.isdisjoint(touchpoints)}

    def _index(self, method: str) -> dict[str, set[str]]:
        if method not in self._by_value:
            known = self._flow.atlas.touchpoints
            index: dict[str, set[str]] = {}
            for value, touchpoint in _PAIRS[method](self._flow.atlas):
                if touchpoint in known:
                    index.setdefault(value, set()).add(touchpoint)
            self._by_value[method] = index
        return self._by_value[method]

    def _stepped_through(self, journeys: Iterable[str]) -> set[str]:
        """Return the touchpoints of journeys and of those nested in them; each journey is looked into once."""
        flow = self._flow
        starts = [name for name in journeys if name in flow.atlas.journeys]
        nested = breadth_first(starts, flow.journeys.inner)
        return {
            name for journey in nested for name in flow.journeys.touchpoints(journey)
        } & flow.atlas.touchpoints.keys()

    def _walked(self, touchpoints: Iterable[str]) -> set[str]:
        """Return the journeys that step through touchpoints, and those that nest them."""
        flow = self._flow
        outer: dict[str, list[str]] = {}
        for name in flow.atlas.journeys:
            for inner in flow.journeys.inner(name):
                outer.setdefault(inner, []).append(name)
        direct = (name for touchpoint in touchpoints for name in flow.journeys_by_touchpoint.get(touchpoint, ()))
        return set(breadth_first(direct, lambda name: outer.get(name, ())))


def kind_of(method: str) -> str:
    """Return the kind of thing whose ids a method takes; nothing where it takes other words."""
    if method in (*ROLES, "team"):
        return "owner"
    return "" if method in FIXED or method in FREE else method


def spelled(method: str, value: str) -> str:
    """Return a value as a method knows it, however it was written."""
    if method in FREE:
        return folded(value)
    return transition_key(value) if method == "transition" else value


def held(raci: Raci | None, *roles: str) -> set[str]:
    """Return who holds one of some roles. Without anybody responsible, the accountable owner is."""
    if raci is None:
        return set()
    found = {owner for route, owner in raci.held() if route[0] in roles}
    if "responsible" in roles and not raci.responsible and raci.accountable:
        found.add(raci.accountable)
    return found


_OF_JOURNEYS = frozenset({"journey", "persona"})
"""The kinds that belong to touchpoints by way of journeys, which may nest each other: these are walked, not listed."""


def _by_role(*roles: str) -> Callable[[Atlas], Pairs]:
    def pairs(atlas: Atlas) -> Pairs:
        for name, placed in atlas.touchpoints.items():
            for owner in held(placed.value.raci, *roles):
                yield owner, name

    return pairs


def _by_field(field: str, *, fold: bool = False) -> Callable[[Atlas], Pairs]:
    """Return what lists the touchpoints by what they say in a field, be it one text or several."""
    key = cache(folded) if fold else str

    def pairs(atlas: Atlas) -> Pairs:
        for name, placed in atlas.touchpoints.items():
            written = getattr(placed.value, field)
            for value in written if isinstance(written, tuple) else (written,):
                if value is not None:
                    yield key(value), name

    return pairs


def _themselves(atlas: Atlas) -> Pairs:
    return ((name, name) for name in atlas.touchpoints)


def _by_data(atlas: Atlas) -> Pairs:
    for name, placed in atlas.touchpoints.items():
        for datum in chain(placed.value.captures, placed.value.needs):
            yield datum, name
    for transition in atlas.transitions.values():
        for datum in transition.value.carries or ():
            yield datum, transition.value.from_
            yield datum, transition.value.to


def _by_transition(atlas: Atlas) -> Pairs:
    for name, placed in atlas.transitions.items():
        yield name, placed.value.from_
        yield name, placed.value.to


def _by_opportunity(atlas: Atlas) -> Pairs:
    for name, placed in atlas.opportunities.items():
        about = placed.value.touchpoint, *transition_key(placed.value.transition or "").partition("#")[0].split("->")
        yield from ((name, touchpoint) for touchpoint in about if touchpoint)


def _by_interaction(atlas: Atlas) -> Pairs:
    for name, placed in atlas.interactions.items():
        if placed.value.touchpoint:
            yield name, placed.value.touchpoint


def _by_change(atlas: Atlas) -> Pairs:
    return ((name, touchpoint) for name, placed in atlas.changes.items() for touchpoint in placed.value.touchpoints)


_PAIRS: Mapping[str, Callable[[Atlas], Pairs]] = {
    "touchpoint": _themselves,
    "stage": _by_field("stage"),
    "channel": _by_field("channel", fold=True),
    "owner": _by_role(*ROLES),
    **{role: _by_role(role) for role in ROLES},
    "team": _by_field("team"),
    "data": _by_data,
    "system": _by_field("systems"),
    "metric": _by_field("metrics"),
    "tag": _by_field("tags", fold=True),
    "moment": _by_field("moment"),
    "status": _by_field("status"),
    "transition": _by_transition,
    "opportunity": _by_opportunity,
    "interaction": _by_interaction,
    "change": _by_change,
}

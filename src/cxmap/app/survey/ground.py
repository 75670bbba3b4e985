"""What all parts of a survey stand on: the map, what was asked of it, and who belongs to whom, looked up once."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from cxmap.app.reading import Reading
from cxmap.app.things.called import called
from cxmap.app.things.passages import passage
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.references import transition_key
from cxmap.findings import Finding
from cxmap.graph.along import along
from cxmap.graph.flow import Flow
from cxmap.message import Named
from cxmap.model.entity import Entity
from cxmap.model.improvement import Opportunity
from cxmap.report.entity import Site
from cxmap.report.passage import Passage
from cxmap.report.sheets import Basics, Weblink
from cxmap.selection.connections import Connections

Thing = TypeVar("Thing")

Lines = Callable[[Placed[Any]], Site]
"""Says where a thing is declared."""


class Ground:
    """A map, the touchpoints of it that are wanted, and indices over it. Everything is built when first asked for.

    `everything` says that the whole map is wanted, and not a part of it.
    """

    def __init__(
        self,
        reading: Reading,
        today: datetime.date,
        touchpoints: Collection[str],
        findings: Iterable[Finding],
        site: Lines,
    ) -> None:
        self.reading = reading
        self.today = today
        self.atlas: Atlas = reading.atlas
        self.flow = Flow(reading.atlas)
        self.touchpoints = along(self.flow, touchpoints)
        """The touchpoints that are wanted, in the order of the journey."""
        self.everything = len(self.touchpoints) == len(self.atlas.touchpoints)
        self.site = site
        self._findings: dict[str, list[Finding]] = {}
        for finding in findings:
            self._findings.setdefault(finding.entity, []).append(finding)
        self._named: dict[tuple[str, str], Named] = {}

    def named(self, kind: str, identifier: str) -> Named:
        """Return a thing with its name, declared or not; the same object, however often it is named."""
        key = (kind, identifier)
        if key not in self._named:
            self._named[key] = self.atlas.named(kind, identifier)
        return self._named[key]

    def all_named(self, kind: str, identifiers: Iterable[str]) -> tuple[Named, ...]:
        """Return several things, each once."""
        return tuple(self.named(kind, name) for name in dict.fromkeys(identifiers))

    def owner(self, identifier: str | None) -> Named | None:
        """Return an owner, if one is named."""
        return self.named("owner", identifier) if identifier else None

    def basics(self, placed: Placed[Entity]) -> Basics:
        """Return what every kind of thing may say."""
        value = placed.value
        links = tuple(Weblink(link.title or link.url, link.url) for link in value.links)
        site, whole = self.site(placed), placed.entity not in self.atlas.partial
        return Basics(value.description or "", site, value.tags, links, whole)

    def findings(self, *entities: str) -> tuple[Finding, ...]:
        """Return the findings about some things, the gravest first."""
        found = [finding for entity in dict.fromkeys(entities) for finding in self._findings.get(entity, ())]
        return tuple(sorted(found, key=gravest_first))

    def wanted(self, kind: str) -> list[str]:
        """Return the ids of the things of a kind that belong to what is wanted; all there are, for the whole map."""
        known = self.atlas.things[kind]
        if self.everything:
            return list(known) if kind == "stage" else sorted(known)
        found = self._connections.things(kind, self._chosen)
        return [name for name in known if name in found] if kind == "stage" else sorted(found & known.keys())

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each wanted touchpoint stands among them."""
        return {name: number for number, name in enumerate(self.touchpoints)}

    def in_order(self, touchpoints: Iterable[str]) -> tuple[Named, ...]:
        """Return those of some touchpoints that are wanted, in the order of the journey, each once."""
        wanted = sorted((self.position[name], name) for name in set(touchpoints) if name in self.position)
        return tuple(self.named("touchpoint", name) for _, name in wanted)

    @cached_property
    def passages(self) -> Mapping[str, Passage]:
        """All transitions, by their ids."""
        return {name: passage(self.atlas, placed) for name, placed in sorted(self.atlas.transitions.items())}

    @cached_property
    def departures(self) -> Mapping[str, list[Passage]]:
        """The transitions that leave each touchpoint."""
        return _by(self.passages.values(), lambda one: [one.start.id])

    @cached_property
    def arrivals(self) -> Mapping[str, list[Passage]]:
        """The transitions that lead to each touchpoint."""
        return _by(self.passages.values(), lambda one: [one.end.id])

    @cached_property
    def opportunities(self) -> Mapping[str, list[Placed[Opportunity]]]:
        """The opportunities at each touchpoint: about it, or about a transition that leaves it."""
        known = (placed for _, placed in sorted(self.atlas.opportunities.items()))
        return _by(known, lambda placed: [start_of(placed.value)])

    @cached_property
    def changes(self) -> Mapping[str, list[Named]]:
        """The change records that mean to touch each touchpoint."""
        found: dict[str, list[Named]] = {}
        for name, placed in sorted(self.atlas.changes.items()):
            for touchpoint in dict.fromkeys(placed.value.touchpoints):
                found.setdefault(touchpoint, []).append(self.named("change", name))
        return found

    def called(self, placed: Placed[Any]) -> Named:
        """Return a thing as people call it; a transition by its ends."""
        return called(self.atlas, placed)

    @cached_property
    def _connections(self) -> Connections:
        return Connections(self.flow)

    @cached_property
    def _chosen(self) -> frozenset[str]:
        return frozenset(self.touchpoints)


def start_of(value: Opportunity) -> str:
    """Return the touchpoint that an opportunity is about, or that its transition leaves."""
    return value.touchpoint or transition_key(value.transition or "").partition("->")[0]


def gravest_first(finding: Finding) -> tuple[int, object, str]:
    """Return what sorts findings: by severity, then by place."""
    return finding.severity.rank, finding.place, finding.rule


def _by(things: Iterable[Thing], keys: Callable[[Thing], Iterable[str]]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for thing in things:
        for key in keys(thing):
            found.setdefault(key, []).append(thing)
    return found

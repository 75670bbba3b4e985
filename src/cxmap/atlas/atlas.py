"""The atlas: typed entities with their places, and who refers to whom."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from cxmap.atlas.digest import Flaw
from cxmap.atlas.document import Document, Spot
from cxmap.atlas.references import Reference, named_ids, references
from cxmap.atlas.wording import nearest
from cxmap.message import Named
from cxmap.model.backstage import Datum, Metric, System
from cxmap.model.change import Change
from cxmap.model.entity import Entity
from cxmap.model.file import SECTION_OF, SECTIONS
from cxmap.model.improvement import Interaction, Opportunity
from cxmap.model.journey import Journey
from cxmap.model.people import Owner, Persona
from cxmap.model.stage import Stage
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition
from cxmap.source.span import Route

Value_co = TypeVar("Value_co", bound=Entity, covariant=True)


class Placed(Generic[Value_co]):
    """An entity and where it is declared. `key` is its id, or its index in a section that is a list."""

    __slots__ = ("document", "id", "key", "kind", "value")

    def __init__(self, value: Value_co, kind: str, id: str, document: Document, key: str | int) -> None:  # noqa: A002
        self.value = value
        self.kind = kind
        self.id = id
        self.document = document
        self.key = key

    @property
    def entity(self) -> str:
        """The name used for it everywhere: `touchpoint:checkout`."""
        return f"{self.kind}:{self.id}"

    @property
    def name(self) -> str:
        """What people call it: its name, or its id in words."""
        return self.value.name or in_words(self.id)

    @property
    def named(self) -> Named:
        """The entity as a message shows it."""
        return Named(self.kind, self.id, self.name)

    @property
    def route(self) -> tuple[str | int, ...]:
        """Where it stands in its document."""
        return (SECTION_OF[self.kind], self.key)

    @property
    def spot(self) -> Spot:
        """The spot that a finding about the whole entity points at: its id."""
        return Spot(self.document, self.route, on_key=True)

    def at(self, *route: str | int) -> Spot:
        """Return the spot of a value inside the entity."""
        return Spot(self.document, (*self.route, *route))

    def __repr__(self) -> str:
        return f"<{self.entity} in {self.document.path}>"


def in_words(identifier: str) -> str:
    """Return an id as a name: `store-visit` is "Store visit"."""
    words = identifier.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def entity_name(route: Route) -> str:
    """Return the name of the entity that a route leads into, by its id; nothing where it has none."""
    if len(route) < 2 or route[0] not in SECTIONS or not isinstance(route[1], str):  # noqa: PLR2004
        return ""
    return f"{SECTIONS[str(route[0])].kind}:{route[1]}"


class Found(NamedTuple):
    """Something wrong in a document."""

    document: Document
    flaw: Flaw


class Mention(NamedTuple):
    """A reference, and the entity in which it stands."""

    source: Placed[Entity]
    reference: Reference


@dataclass(frozen=True)
class Atlas:
    """Everything that the files of one revision say.

    The mappings are by id; where an id is declared twice the first in the order of paths counts, and `repeated` has
    the others, each with the first. `lost` are the ids of declared things of which nothing could be read, by
    kind; `partial` the entities of which a field could not be read; `whole` is false where whole files, sections or
    entities could not be read, so that nothing may be concluded from what is not there. `unreadable` are the paths of
    files of which nothing could be read.
    """

    documents: Mapping[str, Document]
    flaws: tuple[Found, ...]
    things: Mapping[str, Mapping[str, Placed[Any]]]
    repeated: tuple[tuple[Placed[Any], Placed[Any]], ...]
    lost: Mapping[str, frozenset[str]]
    partial: frozenset[str]
    whole: bool
    unreadable: frozenset[str] = frozenset()

    @property
    def stages(self) -> Mapping[str, Placed[Stage]]:
        """The stages, in their order."""
        return self.things["stage"]

    @property
    def touchpoints(self) -> Mapping[str, Placed[Touchpoint]]:
        """The touchpoints by id."""
        return self.things["touchpoint"]

    @property
    def transitions(self) -> Mapping[str, Placed[Transition]]:
        """The transitions by `FROM->TO` or `FROM->TO#ID`."""
        return self.things["transition"]

    @property
    def journeys(self) -> Mapping[str, Placed[Journey]]:
        """The journeys by id."""
        return self.things["journey"]

    @property
    def personas(self) -> Mapping[str, Placed[Persona]]:
        """The personas by id."""
        return self.things["persona"]

    @property
    def owners(self) -> Mapping[str, Placed[Owner]]:
        """The owners by id."""
        return self.things["owner"]

    @property
    def data(self) -> Mapping[str, Placed[Datum]]:
        """The data by id."""
        return self.things["data"]

    @property
    def systems(self) -> Mapping[str, Placed[System]]:
        """The systems by id."""
        return self.things["system"]

    @property
    def metrics(self) -> Mapping[str, Placed[Metric]]:
        """The metrics by id."""
        return self.things["metric"]

    @property
    def opportunities(self) -> Mapping[str, Placed[Opportunity]]:
        """The opportunities by id."""
        return self.things["opportunity"]

    @property
    def interactions(self) -> Mapping[str, Placed[Interaction]]:
        """The interactions by their number, counted from 1."""
        return self.things["interaction"]

    @property
    def changes(self) -> Mapping[str, Placed[Change]]:
        """The changes by id."""
        return self.things["change"]

    @property
    def everything(self) -> Iterator[Placed[Entity]]:
        """Every entity, kind by kind."""
        for things in self.things.values():
            yield from things.values()

    @cached_property
    def listed(self) -> Mapping[tuple[str, Route], str]:
        """The names of what stands in lists, which have no id there, by path and route."""
        lists = (*self.transitions.values(), *self.interactions.values(), *(again for again, _ in self.repeated))
        return {(placed.document.path, placed.route): placed.entity for placed in lists if isinstance(placed.key, int)}

    def declares(self, kind: str, identifier: str) -> bool:
        """Return whether something of this kind and id is declared, readable or not."""
        if kind == "transition":
            return identifier in self._transition_keys
        return identifier in self.things[kind] or identifier in self.lost.get(kind, ())

    def may_hold(self, entity: str, field: str) -> bool:
        """Return whether a partial entity may have a field, such as `raci.accountable`, that is wrong or misspelt."""
        wanted = field.split(".")
        return any(all(map(_alike, doubtful, wanted)) for doubtful in self._doubtful.get(entity, [()]))

    def named(self, kind: str, identifier: str) -> Named:
        """Return how a message shows a thing, declared or not."""
        placed = self.things[kind].get(identifier)
        return placed.named if placed else Named(kind, identifier)

    def references(self, placed: Placed[Entity]) -> Iterator[Reference]:
        """Yield what an entity refers to. Routes are within the entity."""
        return references(placed.value)

    @cached_property
    def unresolved(self) -> tuple[Mention, ...]:
        """The references that lead nowhere."""
        return self._resolution[0]

    @cached_property
    def used(self) -> Mapping[str, set[str]]:
        """The ids that something refers to, by kind."""
        return self._resolution[1]

    def unread(self, placed: Placed[Any], *fields: str) -> bool:
        """Return whether some of an entity's fields, or anything in them, could not be read."""
        if not self._unread:
            return False
        key = (placed.document.path, SECTION_OF[placed.kind], placed.key)
        return not self._unread.get(key, frozenset()).isdisjoint(fields)

    def meant(self, kind: str) -> frozenset[str]:
        """Return the declared ids of a kind that may be meant where one is named that is not declared.

        Whoever concludes from a thing not being named should leave these alone: the misspelt name is the finding.
        """
        if kind not in self._meant:
            wrong = {mention.reference.id for mention in self.unresolved if mention.reference.kind == kind}
            known = self.things[kind].keys()
            many = len(wrong) * len(known) > _MOST_COMPARED
            near = known if many and wrong else {nearest(word, known) for word in wrong}
            self._meant[kind] = frozenset(identifier for identifier in near if identifier is not None)
        return self._meant[kind]

    def referring(self, kind: str, identifiers: Iterable[str]) -> Iterator[Mention]:
        """Yield every reference to one of some things of a kind, with the entity it stands in."""
        wanted = set(identifiers)
        if wanted:
            for placed in self.everything:
                for reference in references(placed.value):
                    if reference.kind == kind and reference.id in wanted:
                        yield Mention(placed, reference)

    @cached_property
    def _unread(self) -> Mapping[tuple[str, str | int, str | int], AbstractSet[str | int]]:
        """The fields with flaws, by path, section and key."""
        unread: dict[tuple[str, str | int, str | int], set[str | int]] = {}
        for document, flaw in self.flaws:
            match flaw.route:
                case (section, key, field, *_):
                    unread.setdefault((document.path, section, key), set()).add(field)
        return unread

    @cached_property
    def _meant(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def _doubtful(self) -> Mapping[str, list[tuple[str, ...]]]:
        """The fields of partial entities in which something is wrong, the numbers of items left out."""
        partial = (placed for placed in self.everything if placed.entity in self.partial)
        standing = {(placed.document.path, *placed.route): placed.entity for placed in partial}
        found: dict[str, list[tuple[str, ...]]] = {}
        for document, flaw in self.flaws:
            for route in (flaw.route, flaw.other or ()):
                entity = standing.get((document.path, *route[:2]))
                if entity:
                    found.setdefault(entity, []).append(tuple(step for step in route[2:] if isinstance(step, str)))
        return found

    @cached_property
    def _transition_keys(self) -> set[str]:
        return {key for transition in self.transitions for key in (transition, transition.split("#")[0])}

    @cached_property
    def _resolution(self) -> tuple[tuple[Mention, ...], dict[str, set[str]]]:
        doubtful: dict[str, Placed[Entity]] = {}
        used: dict[str, set[str]] = {kind: set() for kind in self.things}
        known = {kind: {*things, *self.lost.get(kind, ())} for kind, things in self.things.items()}
        known["transition"] = self._transition_keys
        for placed in self.everything:
            for kind, ids in named_ids(placed.value):
                used[kind].update(ids)
                # Where all is well, as nearly everywhere, it is not asked where each id stands.
                if not known[kind].issuperset(ids):
                    doubtful[placed.entity] = placed
        unresolved = (
            Mention(placed, reference)
            for placed in doubtful.values()
            for reference in references(placed.value)
            if not reference.loose and reference.id not in known[reference.kind]
        )
        return tuple(unresolved), used


_MOST_COMPARED = 1_000_000
"""How many pairs of ids are compared to find which one was meant; beyond that, any may have been."""


def _alike(written: str, field: str) -> bool:
    return written == field or nearest(written, [field]) is not None

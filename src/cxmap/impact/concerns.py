"""Whom changes concern: the touchpoints they are about, the owners who hold these, the personas who come by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.comparison import Comparison
from cxmap.diff.grade import Grade
from cxmap.graph.flow import Flow
from cxmap.impact.both import Both, Thing
from cxmap.message import Named
from cxmap.model.touchpoint import Touchpoint
from cxmap.report.impact import Changed


class Concerns:
    """Some changes, by whom they concern.

    All ids are those of the head; what only the base has keeps the one it had.
    """

    def __init__(self, comparison: Comparison, changes: Iterable[Changed]) -> None:
        self.comparison = comparison
        self.changes = tuple(changes)
        self.both = Both(comparison, self.changes)

    def touchpoints(self, changed: Changed) -> tuple[str, ...]:
        """Return the touchpoints that a change is about: the touchpoint itself, or the ends of the transition.

        Those of a transition that leads elsewhere are the former ones, too.
        """
        if changed.entity.kind == "touchpoint":
            return (self._id(changed),)
        if changed.entity.kind != "transition":
            return ()
        before = _ends(self.both.now("transition", changed.previous.id)) if changed.previous else []
        return tuple(dict.fromkeys((*_ends(self._id(changed)), *before)))

    @cached_property
    def touched(self) -> frozenset[str]:
        """The touchpoints that any of the changes is about."""
        return frozenset(name for changed in self.changes for name in self.touchpoints(changed))

    def scope(self) -> tuple[str, ...]:
        """Return the touchpoints that a change record has to name: those that changed, and one end of each transition.

        Other words for the same thing are left out, unless there is nothing else.
        """
        counted = [changed for changed in self.changes if changed.grade is not Grade.WORDING] or self.changes
        found = {self._id(changed) for changed in counted if changed.entity.kind == "touchpoint"}
        for changed in counted:
            ends = self.touchpoints(changed)
            if ends and found.isdisjoint(ends):
                found.add(ends[0])
        return tuple(sorted(found))

    def ids_now(self, kind: str, identifiers: Iterable[str | None]) -> tuple[str, ...]:
        """Return what things are called in the head that may be named as in the base, each once, sorted."""
        known = self.comparison.head.things[kind]
        return tuple(sorted({name if name in known else self.both.now(kind, name) for name in identifiers if name}))

    def touchpoint(self, name: str) -> Named:
        """Return how a message shows a touchpoint that is, or was, on the map."""
        return self.both.named("touchpoint", name)

    def of_owner(self, owner: str) -> tuple[Changed, ...]:
        """Return the changes of what an owner holds a role in, looks after or owns, and of the owner itself.

        A change elsewhere that takes something from a touchpoint of the owner's is one of them.
        """
        things = self._held.get(owner, set()) | {("owner", owner)}
        return tuple(
            changed
            for changed in self.changes
            if not things.isdisjoint(self._of(changed))
            or not things.isdisjoint((place.kind, place.id) for place in changed.suffering)
        )

    def of_persona(self, persona: str) -> tuple[Changed, ...]:
        """Return the changes on the journeys of a persona that its customers notice."""
        return tuple(changed for changed in self._about(self._met.get(persona, set())) if self._noticed(changed))

    def matters_to_customers(self, changed: Changed) -> bool:
        """Return whether customers have to be told of a change: they notice it, and it is disruptive or worse."""
        return changed.grade in (Grade.BREAKING, Grade.DISRUPTIVE) and self._noticed(changed)

    def _noticed(self, changed: Changed) -> bool:
        """Return whether customers notice a change.

        They notice what happens at a touchpoint that is or was live, and to a journey; not what is only in other words,
        and what is only about the work behind it no sooner than when something breaks.
        """
        if changed.grade is Grade.WORDING or (only_inside(changed) and changed.grade is not Grade.BREAKING):
            return False
        return changed.entity.kind == "journey" or any(map(self._is_live, self.touchpoints(changed)))

    def leader(self) -> str | None:
        """Return the owner who is accountable for the most touchpoints that change; None where nobody is."""
        owners = (self.accountable(name) for name in self.touched)
        counts = Counter(owner for owner in owners if owner)
        return min(counts, key=lambda owner: (-counts[owner], owner), default=None)

    def accountable(self, touchpoint: str) -> str | None:
        """Return who is accountable for a touchpoint now, or was for one that is gone."""
        placed = self.both.latest("touchpoint", touchpoint)
        return placed.value.raci.accountable if placed and placed.value.raci else None

    def before(self, touchpoint: str) -> Placed[Touchpoint] | None:
        """Return a touchpoint as it was in the base, if it was there."""
        return self.both.before("touchpoint", touchpoint)

    @cached_property
    def doers(self) -> frozenset[str]:
        """The owners who do the work, or answer for it, where something changed."""
        changed = self._things
        return frozenset(owner for owner, role, thing in self._holdings if role in _DOING and thing in changed)

    @cached_property
    def personas(self) -> frozenset[str]:
        """The personas on whose journeys something changed."""
        changed = self._things
        return frozenset(persona for persona, things in self._met.items() if not things.isdisjoint(changed))

    def _about(self, things: set[Thing]) -> tuple[Changed, ...]:
        return tuple(changed for changed in self.changes if not things.isdisjoint(self._of(changed)))

    def _of(self, changed: Changed) -> Iterator[Thing]:
        """Yield what a change is about: the thing itself, and touchpoints."""
        yield changed.entity.kind, self._id(changed)
        for name in self.touchpoints(changed):
            yield "touchpoint", name

    def _id(self, changed: Changed) -> str:
        kind, identifier, _ = changed.entity
        return self.both.now(kind, identifier) if changed.side == "base" else identifier

    @cached_property
    def _things(self) -> frozenset[Thing]:
        return frozenset(thing for changed in self.changes for thing in self._of(changed))

    def _is_live(self, touchpoint: str) -> bool:
        sides = (self.both.after("touchpoint", touchpoint), self.before(touchpoint))
        return any(placed is not None and placed.value.status == "live" for placed in sides)

    @cached_property
    def _holdings(self) -> list[tuple[str, str, Thing]]:
        """Who has what to do with which thing, before or after."""
        diff = self.comparison.diff
        now = list(_holdings(diff.head))
        before = (
            (self.both.now("owner", owner), role, (kind, self.both.now(kind, name)))
            for owner, role, (kind, name) in _holdings(diff.base)
        )
        return [*now, *before]

    @cached_property
    def _held(self) -> Mapping[str, set[Thing]]:
        held: defaultdict[str, set[Thing]] = defaultdict(set)
        for owner, _, thing in self._holdings:
            held[owner].add(thing)
        return held

    @cached_property
    def _met(self) -> Mapping[str, set[Thing]]:
        """The journeys of each persona and the touchpoints on them, before or after."""
        met: defaultdict[str, set[Thing]] = defaultdict(set)
        for flow, is_base in self.both.flows:
            for persona, (kind, name) in _meetings(flow):
                if is_base:
                    met[self.both.now("persona", persona)].add((kind, self.both.now(kind, name)))
                else:
                    met[persona].add((kind, name))
        return met


def only_inside(changed: Changed) -> bool:
    """Return whether a change is only about who does the work, how it is sorted or watched."""
    return (changed.field or "").partition(".")[0] in _INSIDE


_DOING = frozenset({"accountable", "responsible", "team", "owner"})

# What only colleagues notice, by the field.
_INSIDE = frozenset(
    {"raci", "team", "owner", "systems", "metrics", "contact", "reviewed", "evidence", "events", "volume", "share"}
    | {"tags", "links", "aliases", "moment", "stage", "needs", "carries"}
)


def _ends(transition: str) -> list[str]:
    return transition.partition("#")[0].split("->")


def _holdings(atlas: Atlas) -> Iterator[tuple[str, str, Thing]]:
    for touchpoint in atlas.touchpoints.values():
        for route, owner in touchpoint.value.raci.held() if touchpoint.value.raci else ():
            yield owner, str(route[0]), ("touchpoint", touchpoint.id)
        if touchpoint.value.team:
            yield touchpoint.value.team, "team", ("touchpoint", touchpoint.id)
    for kind in ("transition", "journey"):
        for placed in atlas.things[kind].values():
            if placed.value.owner:
                yield placed.value.owner, "owner", (kind, placed.id)


def _meetings(flow: Flow) -> Iterator[tuple[str, Thing]]:
    for name, journey in flow.atlas.journeys.items():
        if not journey.value.personas:
            continue
        things: list[Thing] = [("touchpoint", touchpoint) for touchpoint in flow.journeys.all_touchpoints(name)]
        things += [("journey", inner) for inner in flow.journeys.with_nested(name)]
        for persona in journey.value.personas:
            for thing in things:
                yield persona, thing

"""Both revisions at once: every thing under the id it has in the head, or under its own where only the base has it."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Any

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.diff.renames import renamed_id
from cxmap.graph.flow import Flow
from cxmap.message import Named
from cxmap.model.transition import Transition
from cxmap.report.impact import Changed

Thing = tuple[str, str]
"""The kind and the id of something."""

Get = Callable[[Any], Iterable[str]]
"""Reads the ids that an entity names in some of its fields."""


class Both:
    """What two revisions say together. All ids that go in and come out are those of the head.

    Things that only the base has keep their id. `changes` tell which transitions now lead elsewhere.
    """

    def __init__(self, comparison: Comparison, changes: Iterable[Changed] = ()) -> None:
        self.comparison = comparison
        self.diff = comparison.diff
        self._old_ids = {kind: {new: old for old, new in ids.items()} for kind, ids in self.diff.renames.items()}
        ways = [changed for changed in changes if changed.entity.kind == "transition"]
        self._before = {changed.entity.id: changed.previous.id for changed in ways if changed.previous}
        self._after = {old: new for new, old in self._before.items()}

    def now(self, kind: str, identifier: str) -> str:
        """Return the id for something that the base names."""
        new = self.diff.id_now(kind, identifier)
        if kind != "transition" or new in self.diff.head.transitions:
            return new
        return self._after.get(identifier, identifier)

    def then(self, kind: str, identifier: str) -> str:
        """Return the id that something has, or would have, in the base."""
        if kind != "transition":
            return renamed_id(self._old_ids, kind, identifier)
        if identifier not in self.diff.head.transitions:
            return identifier
        return self._before.get(identifier) or renamed_id(self._old_ids, kind, identifier)

    def before(self, kind: str, identifier: str) -> Placed[Any] | None:
        """Return a thing as it is in the base. The former id of something renamed is nothing's id any more."""
        placed = self.diff.base.things[kind].get(self.then(kind, identifier))
        renamed = placed is not None and kind != "transition" and self.now(kind, placed.id) != identifier
        return None if renamed else placed

    def after(self, kind: str, identifier: str) -> Placed[Any] | None:
        """Return a thing as it is in the head."""
        return self.diff.head.things[kind].get(identifier)

    def latest(self, kind: str, identifier: str) -> Placed[Any] | None:
        """Return a thing as it is in the head, or as it was in the base where it is gone."""
        return self.after(kind, identifier) or self.before(kind, identifier)

    def named(self, kind: str, identifier: str) -> Named:
        """Return how a message shows a thing."""
        placed = self.latest(kind, identifier)
        return placed.named if placed else Named(kind, identifier)

    def named_by(self, holder: Thing, get: Get, kind: str) -> AbstractSet[str]:
        """Return the ids of a kind that a thing names, in either revision."""
        after, before = self.after(*holder), self.before(*holder)
        now = set(get(after.value)) if after else set()
        return now | {self.now(kind, name) for name in get(before.value)} if before else now

    def naming(self, holders: str, get: Get, kind: str, wanted: AbstractSet[str]) -> Iterator[tuple[str, str]]:
        """Yield the things of a kind that name one of some others, each with the one it names, in either revision."""
        for placed in self.diff.head.things[holders].values():
            for name in get(placed.value):
                if name in wanted:
                    yield placed.id, name
        for placed in self.diff.base.things[holders].values():
            for name in get(placed.value):
                if self.now(kind, name) in wanted:
                    yield self.now(holders, placed.id), self.now(kind, name)

    @property
    def flows(self) -> tuple[tuple[Flow, bool], ...]:
        """The ways of the head and those of the base, each with whether it is the base."""
        return ((self.comparison.head_flow, False), (self.comparison.base_flow, True))

    def following(self, touchpoint: str) -> list[str]:
        """Return the touchpoints right after one, in either revision, sorted."""
        old = self.comparison.base_flow.following.get(self.then("touchpoint", touchpoint), ())
        return self._joined(self.comparison.head_flow.following.get(touchpoint, ()), old)

    def leading(self, touchpoint: str) -> list[str]:
        """Return the touchpoints right before one, in either revision, sorted."""
        old = self.comparison.base_flow.leading.get(self.then("touchpoint", touchpoint), ())
        return self._joined(self.comparison.head_flow.leading.get(touchpoint, ()), old)

    def passes(self, start: str, end: str, datum: str) -> bool:
        """Return whether some transition from one touchpoint to another hands over a datum, in either revision."""
        new = self.comparison.head_flow.between.get((start, end), ())
        old_ends = (self.then("touchpoint", start), self.then("touchpoint", end))
        old = self.comparison.base_flow.between.get(old_ends, ())
        old_datum = self.then("data", datum)
        return any(_hands_over(each, datum) for each in new) or any(_hands_over(each, old_datum) for each in old)

    def _joined(self, new: Iterable[str], old: Iterable[str]) -> list[str]:
        return sorted({*new, *(self.now("touchpoint", name) for name in old)})


def thing(named: Named) -> Thing:
    """Return what tells a thing apart from others."""
    return named.kind, named.id


def _hands_over(transition: Placed[Transition], datum: str) -> bool:
    return transition.value.carries is None or datum in transition.value.carries

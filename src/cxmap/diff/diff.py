"""Two atlases held against each other: what is on one side only, what is on both, and in which fields it differs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.plain import differing, meaning, value_of
from cxmap.diff.renames import Renames, Side, find_renames, renamed_id, translated
from cxmap.diff.unread import Unread
from cxmap.model.entity import Entity
from cxmap.model.transition import Transition


class Pair(NamedTuple):
    """One thing in both revisions.

    `before` and `after` are how it stands in each; `value` is the former with the ids that what it names has in the
    head, so that `value == after.value` where nothing changed. `fields` are the written names of those that differ.
    """

    before: Placed[Any]
    after: Placed[Any]
    value: Any
    fields: tuple[str, ...]

    @property
    def renamed(self) -> bool:
        """Whether it bears another id of its own: not the ids of a transition's ends, nor the number of a note."""
        if self.after.kind in ("transition", "interaction"):
            return "id" in self.fields
        return self.before.id != self.after.id

    def gained(self, field: str) -> tuple[Any, ...]:
        """Return the items that a list field, such as `captures` or `raci.consulted`, has now and had not before."""
        had = {*(value_of(self.value, field) or ()), *(value_of(self.before.value, field) or ())}
        return tuple(dict.fromkeys(item for item in value_of(self.after.value, field) or () if item not in had))

    def lost(self, field: str) -> tuple[Any, ...]:
        """Return the items that a list field had and has no longer, as the base called them."""
        has = set(value_of(self.after.value, field) or ())
        called = zip(value_of(self.before.value, field) or (), value_of(self.value, field) or (), strict=True)
        return tuple(dict.fromkeys(old for old, new in called if new not in has and old not in has))


class Diff:
    """What tells two revisions apart. Things are matched by kind and id, whatever file they stand in.

    Where a file could not be read on one side, nothing is concluded from what is missing there: the things that
    stand in that file on the other side are `incomparable`.
    """

    def __init__(self, base: Atlas, head: Atlas) -> None:
        self.base = base
        self.head = head
        self.renames: Renames = {}
        self.renamed: list[Pair] = []
        """The pairs of which the id changed."""
        self.differing: dict[str, list[Pair]] = {kind: [] for kind in head.things}
        """The pairs that differ in some field, by kind."""
        self.added: dict[str, list[Placed[Any]]] = {}
        """What only the head has, by kind."""
        self.removed: dict[str, list[Placed[Any]]] = {}
        """What only the base has, by kind."""
        self.incomparable: list[Placed[Any]] = []
        """What is on one side, while the file in which it should stand on the other could not be read."""
        self._unread = (Unread(base, head), Unread(head, base))
        left = {kind: self._find_renames(kind) for kind in _ORDER}
        # Only now is it known what everything that is named is called in the head.
        for kind in _ORDER:
            self._compare(kind, *left[kind])
        self._compare_transitions()
        self._compare_interactions()

    @property
    def nothing(self) -> bool:
        """Whether the two revisions mean the same, as far as they could be compared."""
        return not (
            self.renamed
            or self.stages_reordered
            or any(map(any, (self.added.values(), self.removed.values(), self.differing.values())))
        )

    @cached_property
    def stages_reordered(self) -> bool:
        """Whether stages that both sides have follow each other in another order.

        They have an order only where they stand in one file.
        """
        known = [self.id_now("stage", name) for name in self.base.stages]
        now = list(self.head.stages)
        in_order = all(
            len({placed.document.path for placed in atlas.stages.values()}) == 1 for atlas in (self.base, self.head)
        )
        return in_order and [name for name in known if name in set(now)] != [name for name in now if name in set(known)]

    def id_now(self, kind: str, identifier: str) -> str:
        """Return the id in the head of something of the base; its own where it was not renamed."""
        return renamed_id(self.renames, kind, identifier) if self.renamed else identifier

    def pairs(self, kind: str, *fields: str) -> Iterator[tuple[Pair, str]]:
        """Yield the pairs of a kind that differ in one of some fields, each with the field."""
        for pair in self.differing[kind]:
            for field in pair.fields:
                if field in fields:
                    yield pair, field

    @cached_property
    def _old_neighbours(self) -> Mapping[str, list[str]]:
        return _neighbours(self.base)

    @cached_property
    def _new_neighbours(self) -> Mapping[str, list[str]]:
        return _neighbours(self.head)

    def _find_renames(self, kind: str) -> "tuple[Sides, Matched]":
        """Return what only one side has under its id, and which of it is the same thing."""
        old, new = self.base.things[kind], self.head.things[kind]
        sides = self._sure(
            [placed for name, placed in old.items() if name not in new],
            [placed for name, placed in new.items() if name not in old],
        )
        neighbours = (self._old_neighbours, self._new_neighbours) if kind == "touchpoint" else ({}, {})
        found = list(find_renames(Side(sides[0], neighbours[0]), Side(sides[1], neighbours[1]), self.renames))
        self.renames[kind] = {before.id: after.id for before, after in found}
        return sides, found

    def _compare(self, kind: str, sides: "Sides", found: "Matched") -> None:
        old, new = self.base.things[kind], self.head.things[kind]
        self._match(kind, ((old[name], new[name]) for name in new if name in old))
        self._match(kind, found, renamed=True)
        self.removed[kind], self.added[kind] = _rest(sides, found)

    def _compare_transitions(self) -> None:
        """Match transitions by their ends and id, then by their ends, then by where they begin and their id."""
        kind = "transition"
        new = self.head.transitions
        old: dict[str, Placed[Any]] = {}
        again = []  # a name that was left behind can make one transition look like another
        for name, placed in self.base.transitions.items():
            if old.setdefault(self.id_now(kind, name), placed) is not placed:
                again.append(placed)
        self._match(kind, ((old[name], new[name]) for name in new if name in old))
        sides = self._sure(
            [placed for name, placed in old.items() if name not in new] + again,
            [placed for name, placed in new.items() if name not in old],
        )
        for same, renamed in ((_same_ends, True), (_same_beginning, False)):
            found = list(self._most_alike(sides, same))
            self._match(kind, found, renamed=renamed)
            sides = _rest(sides, found)
        self.removed[kind], self.added[kind] = sides

    def _compare_interactions(self) -> None:
        """Match raw notes by their text: they have no id, and their numbers depend on the files."""
        matched: list[Match] = []
        removed: list[Placed[Any]] = []
        added: list[Placed[Any]] = []
        old, new = (_by_text(atlas) for atlas in (self.base, self.head))
        for text in sorted(old.keys() | new.keys()):
            found, left = self._same_notes(old.get(text, []), new.get(text, []))
            matched += found
            removed += left[0]
            added += left[1]
        self._match("interaction", matched)
        self.removed["interaction"], self.added["interaction"] = self._sure(removed, added)

    def _same_notes(self, old: list[Placed[Any]], new: list[Placed[Any]]) -> "tuple[Matched, Sides]":
        """Pair notes of the same text: those in unchanged files, then those that agree in all else, then any."""
        if not old or not new:
            return [], (old, new)
        there = {_place(placed): placed for placed in new if placed.document.oid}
        found = [(placed, there[_place(placed)]) for placed in old if _place(placed) in there]
        rest = _rest((old, new), found)
        equal: dict[Any, list[Placed[Any]]] = defaultdict(list)
        for placed in rest[1]:
            equal[meaning(placed.value)].append(placed)
        means = ((placed, meaning(translated(placed.value, self.renames))) for placed in rest[0])
        found += [(placed, equal[meant].pop()) for placed, meant in means if equal[meant]]
        rest = _rest((old, new), found)
        found += zip(*rest, strict=False)
        return found, _rest(rest, found)

    def _most_alike(self, sides: "Sides", same: Callable[[Transition], Any]) -> "Iterator[Match]":
        """Yield pairs of a removed and an added transition that are the same in some way, the most alike first."""
        groups: dict[Any, tuple[list[Placed[Any]], list[Placed[Any]]]] = defaultdict(lambda: ([], []))
        for number, placed_ones in enumerate(sides):
            for placed in placed_ones:
                value: Transition = placed.value
                groups[same(value if number else translated(value, self.renames))][number].append(placed)
        for removed, added in groups.values():
            if len(removed) * len(added) > _MOST_PARALLEL:
                continue
            scored = [
                (
                    len(differing(translated(one.value, self.renames), other.value)),
                    sorted((one.id, other.id)),
                    one,
                    other,
                )
                for one in removed
                for other in added
            ]
            taken: set[Placed[Any]] = set()
            for _, _, one, other in sorted(scored, key=lambda scores: scores[:2]):
                if one not in taken and other not in taken:
                    taken |= {one, other}
                    yield one, other

    def _match(self, kind: str, pairs: "Iterable[Match]", *, renamed: bool = False) -> None:
        for before, after in pairs:
            unchanged = before.document.oid == after.document.oid and before.key == after.key and before.document.oid
            if unchanged and not renamed:
                continue
            value = translated(before.value, self.renames)
            pair = Pair(before, after, value, tuple(self._fields(before, after, value)))
            if renamed:
                self.renamed.append(pair)
            if pair.fields:
                self.differing[kind].append(pair)

    def _fields(self, before: Placed[Any], after: Placed[Any], value: Entity) -> Iterator[str]:
        if value is after.value:
            return
        # Where a thing was renamed and its old id is still named, whoever names it has not changed: it was left behind.
        as_written = differing(before.value, after.value)
        for field in as_written if value is before.value else differing(value, after.value):
            if field not in as_written or self._doubtful(before, self.base, field):
                continue
            if self._doubtful(after, self.head, field):
                continue
            if field == "name" and before.name == after.name:  # one spells out what the other leaves to the id
                continue
            yield field

    def _doubtful(self, placed: Placed[Any], atlas: Atlas, field: str) -> bool:
        """Return whether a field of a thing could not be read, or may have been meant by one that could not."""
        if atlas.unread(placed, field):
            return True
        return placed.entity in atlas.partial and atlas.may_hold(placed.entity, field)

    def _sure(self, removed: Sequence[Placed[Any]], added: Sequence[Placed[Any]]) -> "Sides":
        """Return what is surely on one side only; the rest may stand in what could not be read on the other."""
        unread_before, unread_after = self._unread
        gone = [placed for placed in removed if not unread_after.may_hold(placed)]
        new = [placed for placed in added if not unread_before.may_hold(placed)]
        if len(gone) < len(removed) or len(new) < len(added):
            self.incomparable += (placed for placed in removed if unread_after.may_hold(placed))
            self.incomparable += (placed for placed in added if unread_before.may_hold(placed))
        return gone, new


Match = tuple[Placed[Any], Placed[Any]]
"""A thing as it stands in the base, and the same thing as it stands in the head."""

Matched = Sequence[Match]

Sides = tuple[list[Placed[Any]], list[Placed[Any]]]
"""What is left on the base's side and on the head's."""

_MOST_PARALLEL = 2_500
"""So many pairs of transitions that could be each other are compared; nobody writes more."""

# What others refer to comes first, so that a new id is known where it is named.
_ORDER = (
    "owner",
    "stage",
    "persona",
    "system",
    "data",
    "metric",
    "touchpoint",
    "journey",
    "opportunity",
    "source",
    "change",
)


def _same_ends(value: Transition) -> Any:
    return value.from_, value.to


def _same_beginning(value: Transition) -> Any:
    return value.from_, value.id


def _rest(sides: Sides, found: Iterable[Match]) -> Sides:
    taken = {placed for pair in found for placed in pair}
    return [placed for placed in sides[0] if placed not in taken], [
        placed for placed in sides[1] if placed not in taken
    ]


def _place(placed: Placed[Any]) -> tuple[str, str, str | int]:
    """Return where something stands, which is the same on both sides only if its whole file is."""
    return placed.document.path, placed.document.oid, placed.key


def _by_text(atlas: Atlas) -> dict[str, list[Placed[Any]]]:
    notes: dict[str, list[Placed[Any]]] = {}
    for placed in atlas.interactions.values():
        notes.setdefault(" ".join(placed.value.text.split()), []).append(placed)
    return {text: sorted(group, key=lambda placed: repr(placed.value)) for text, group in sorted(notes.items())}


def _neighbours(atlas: Atlas) -> dict[str, list[str]]:
    neighbours: dict[str, list[str]] = {}
    for placed in atlas.transitions.values():
        before, after = placed.value.from_, placed.value.to
        neighbours.setdefault(before, []).append(f"after:{after}")
        neighbours.setdefault(after, []).append(f"before:{before}")
    return neighbours

"""Two atlases held against each other: what is on one side only, what is on both, and in which fields it differs."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.plain import differing, value_of
from cxmap.diff.renames import Renames, Side, find_renames, renamed_id, translated
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

    def gained(self, field: str) -> tuple[Any, ...]:
        """Return the items that a list field, such as `captures` or `raci.consulted`, has now and had not before."""
        return _without(value_of(self.after.value, field), value_of(self.value, field))

    def lost(self, field: str) -> tuple[Any, ...]:
        """Return the items that a list field had and has no longer, as the base called them."""
        kept = set(value_of(self.after.value, field) or ())
        written = zip(value_of(self.before.value, field) or (), value_of(self.value, field) or (), strict=True)
        return tuple(dict.fromkeys(old for old, new in written if new not in kept))


def _without(items: Iterable[Any] | None, others: Iterable[Any] | None) -> tuple[Any, ...]:
    left_out = set(others or ())
    return tuple(dict.fromkeys(item for item in items or () if item not in left_out))


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
        self._found: dict[str, list[tuple[Placed[Any], Placed[Any]]]] = {}
        for kind in _ORDER:
            self._find_renames(kind)
        # Only now is it known what everything that is named is called in the head.
        for kind in _ORDER:
            self._compare(kind)
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
        """Whether stages that both sides have follow each other in another order."""
        known = [self.id_now("stage", name) for name in self.base.stages]
        now = list(self.head.stages)
        return [name for name in known if name in self.head.stages] != [name for name in now if name in set(known)]

    def id_now(self, kind: str, identifier: str) -> str:
        """Return the id in the head of something of the base; its own where it was not renamed."""
        return renamed_id(self.renames, kind, identifier)

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

    def _find_renames(self, kind: str) -> None:
        removed, added = self._sides(kind)
        neighbours = (self._old_neighbours, self._new_neighbours) if kind == "touchpoint" else ({}, {})
        found = list(find_renames(Side(removed, neighbours[0]), Side(added, neighbours[1]), self.renames))
        self._found[kind] = found
        self.renames[kind] = {before.id: after.id for before, after in found}

    def _compare(self, kind: str) -> None:
        old, new = self.base.things[kind], self.head.things[kind]
        self._match(kind, ((old[name], new[name]) for name in new if name in old))
        self._match(kind, self._found[kind], renamed=True)
        self._one_sided(kind, *_rest(self._sides(kind), self._found[kind]))

    def _sides(self, kind: str) -> "Sides":
        """Return what only the base has under its id, and what only the head has."""
        old, new = self.base.things[kind], self.head.things[kind]
        return (
            [placed for name, placed in old.items() if name not in new],
            [placed for name, placed in new.items() if name not in old],
        )

    def _compare_transitions(self) -> None:
        """Match transitions by their ends and id, then by their ends, then by where they begin and their id."""
        kind = "transition"
        old = {self.id_now(kind, name): placed for name, placed in self.base.transitions.items()}
        new = self.head.transitions
        self._match(kind, ((old[name], new[name]) for name in new if name in old))
        sides: Sides = (
            [placed for name, placed in old.items() if name not in new],
            [placed for name, placed in new.items() if name not in old],
        )
        for same, renamed in ((_same_ends, True), (_same_beginning, False)):
            found = list(self._most_alike(sides, same))
            self._match(kind, found, renamed=renamed)
            sides = _rest(sides, found)
        self._one_sided(kind, *sides)

    def _compare_interactions(self) -> None:
        """Match raw notes by their text: they have no id, and their numbers depend on the files."""
        old, new = (_by_text(atlas) for atlas in (self.base, self.head))
        self._match("interaction", (pair for text in new for pair in zip(old.get(text, ()), new[text], strict=False)))
        removed = [placed for text, notes in old.items() for placed in notes[len(new.get(text, ())) :]]
        added = [placed for text, notes in new.items() for placed in notes[len(old.get(text, ())) :]]
        self._one_sided("interaction", removed, added)

    def _most_alike(
        self, sides: "Sides", same: Callable[[Transition], Any]
    ) -> Iterator[tuple[Placed[Any], Placed[Any]]]:
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

    def _match(self, kind: str, pairs: Iterable[tuple[Placed[Any], Placed[Any]]], *, renamed: bool = False) -> None:
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
        for field in () if value is after.value else differing(value, after.value):
            if self.base.unread(before, field) or self.head.unread(after, field):
                continue
            if field == "name" and before.name == after.name:  # one spells out what the other leaves to the id
                continue
            yield field

    def _one_sided(self, kind: str, removed: Sequence[Placed[Any]], added: Sequence[Placed[Any]]) -> None:
        self.removed[kind] = list(self._surely_missing(kind, removed, self.head))
        self.added[kind] = list(self._surely_missing(kind, added, self.base))

    def _surely_missing(self, kind: str, things: Iterable[Placed[Any]], there: Atlas) -> Iterator[Placed[Any]]:
        for placed in things:
            if placed.id in there.lost.get(kind, ()) or placed.document.path in there.unreadable:
                self.incomparable.append(placed)
            else:
                yield placed


Sides = tuple[Sequence[Placed[Any]], Sequence[Placed[Any]]]
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


def _rest(sides: Sides, found: Iterable[tuple[Placed[Any], Placed[Any]]]) -> Sides:
    taken = {placed for pair in found for placed in pair}
    return [placed for placed in sides[0] if placed not in taken], [
        placed for placed in sides[1] if placed not in taken
    ]


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

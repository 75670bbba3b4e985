"""Which removed thing and which added one are the same thing under a new id."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from cxmap.atlas.atlas import Placed
from cxmap.atlas.references import rewritten
from cxmap.diff.plain import meaning
from cxmap.model.entity import Entity

Renames = dict[str, dict[str, str]]
"""The new id of everything renamed, by kind and old id."""

Thing = TypeVar("Thing", bound=Entity)

Neighbours = Mapping[str, Iterable[str]]
"""For a touchpoint, what its transitions join it with: `before:basket`, `after:payment`."""


def renamed_id(renames: Renames, kind: str, identifier: str) -> str:
    """Return the id that something of the base has in the head."""
    if kind != "transition":
        return renames.get(kind, {}).get(identifier, identifier)
    touchpoints = renames.get("touchpoint", {})
    ends, mark, own = identifier.partition("#")
    return "->".join(touchpoints.get(end, end) for end in ends.split("->")) + mark + own


def translated(value: Thing, renames: Renames) -> Thing:
    """Return an entity of the base as it would be written in the head, where what it names has other ids."""
    if not any(renames.values()):
        return value
    return rewritten(value, lambda kind, identifier: renamed_id(renames, kind, identifier))


class Side(NamedTuple):
    """What is found on one side only, with the ids that its neighbours have in the head."""

    things: Sequence[Placed[Any]]
    neighbours: Neighbours


def find_renames(removed: Side, added: Side, renames: Renames) -> Iterator[tuple[Placed[Any], Placed[Any]]]:
    """Yield the pairs of a removed and an added thing of one kind that are the same, the surest first.

    They bear the same name, or one names the other among its aliases, or most of their fields and neighbours agree, and
    not only in what many things have alike, such as the channel. Each thing is in one pair at most, and the other way
    round the same pairs are found.
    """
    if not removed.things or not added.things:
        return
    olds = [_Traits(placed, translated(placed.value, renames), removed.neighbours) for placed in removed.things]
    news = [_Traits(placed, placed.value, added.neighbours) for placed in added.things]
    scores = {(old, new): _score(olds[old], news[new]) for old, new in _candidates(olds, news)}
    order = sorted(
        (pair for pair, score in scores.items() if score >= _ALIKE),
        key=lambda pair: (-scores[pair], sorted((olds[pair[0]].placed.id, news[pair[1]].placed.id))),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for old, new in order:
        if old not in taken[0] and new not in taken[1]:
            taken[0].add(old)
            taken[1].add(new)
            yield olds[old].placed, news[new].placed


_ALIKE = 0.6
"""From which part of all they say two things without a common name are the same."""

_LEAST_SHARED = 3
"""Two things that say next to nothing agree in most of it by chance."""

_COMMON = frozenset({
    *("stage", "channel", "raci", "team", "status", "moment", "entry", "exit", "systems", "metrics", "evidence"),
    *("initiated_by", "reviewed", "tags", "kind", "owner", "function", "language", "part_of", "personal", "better"),
    *("scale", "personas", "parent", "value", "effort", "reason", "live_on"),
})  # fmt: skip
"""The fields that many things have alike: to agree in these alone says nothing."""

_MOST_HOLDERS = 40
"""A trait that more things have says nothing about any of them."""

_MOST_COMPARED = 400_000


class _Traits:
    """What is known of a thing, as a set."""

    def __init__(self, placed: Placed[Any], value: Entity, neighbours: Neighbours) -> None:
        self.placed = placed
        called = {_folded(alias) for alias in (*getattr(value, "aliases", ()), placed.id)}
        self.known_as = called | ({_folded(value.name)} if value.name else set())
        self.said = {
            (field, item)
            for field, usual in _usual(type(value))
            if value.__dict__[field] != usual
            for item in _items(value.__dict__[field])
        } | {("", other) for other in neighbours.get(placed.id, ())}


@cache
def _usual(model: type[Entity]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a model but for the name, each with what it says where it is left out."""
    fields = model.model_fields.items()
    return tuple((name, field.get_default(call_default_factory=True)) for name, field in fields if name != "name")


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _items(value: Any) -> Iterable[Any]:
    means = meaning(value)
    if means is None or means == frozenset():
        return ()
    return means if isinstance(means, frozenset) else (means,)


def _score(old: _Traits, new: _Traits) -> float:
    """Return how surely two things are the same: above 1 by name, else the part of what they say that agrees."""
    shared = old.said & new.said
    part = len(shared) / max(len(old.said | new.said), 1)
    if old.known_as & new.known_as:
        return 1 + part
    telling = len(shared) >= _LEAST_SHARED and any(field not in _COMMON for field, _ in shared)
    return part if telling else 0.0


def _candidates(olds: Sequence[_Traits], news: Sequence[_Traits]) -> Iterator[tuple[int, int]]:
    """Yield the pairs that have anything in common that is not common to many, a bounded number of them."""
    holders: dict[Any, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, all_traits in enumerate((olds, news)):
        for number, traits in enumerate(all_traits):
            for trait in (*traits.known_as, *traits.said):
                holders[trait][side].append(number)
    groups: dict[int, list[tuple[list[int], list[int]]]] = defaultdict(list)
    for left, right in holders.values():
        if left and right and max(len(left), len(right)) <= _MOST_HOLDERS:
            groups[len(left) * len(right)].append((left, right))
    budget = _MOST_COMPARED
    seen: set[tuple[int, int]] = set()
    for size in sorted(groups):  # whole groups, so that the outcome does not hang on an order within one
        budget -= size * len(groups[size])
        if budget < 0:
            break
        seen.update((old, new) for left, right in groups[size] for old in left for new in right)
    yield from sorted(seen)

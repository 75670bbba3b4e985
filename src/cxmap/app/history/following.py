"""One thing followed back through a history, under all the ids it has had."""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from cxmap.app.history.past import Turn
from cxmap.app.history.roles import Roles
from cxmap.app.things.finding import find
from cxmap.atlas.atlas import Atlas
from cxmap.errors import CxmapError
from cxmap.message import Named, Value, said
from cxmap.report.impact import Changed


class Passage(NamedTuple):
    """What a commit did to the thing: the changes that concern it, and the roles at it since, None where unchanged.

    `before` is the id that it had before the commit, None where it was not there.
    """

    turn: Turn
    before: str | None
    roles: Roles | None
    changes: tuple[Changed, ...]


def find_thing(atlas: Atlas, turns: Sequence[Turn], text: str) -> Named:
    """Return the thing that a text means: `KIND:ID` or an id alone, on the map as it is or as it was once.

    Raises `CxmapError` when there never was such a thing, when only a kind could tell which one is meant, and for raw
    notes: they have only numbers, which others take over.
    """
    if text.startswith("interaction:"):
        raise CxmapError(
            said("Raw notes have no ids by which they could be followed."), said("Ask for another kind of thing.")
        )
    try:
        return find(atlas, text).named
    except CxmapError:
        if any(text in things for things in atlas.things.values()):
            raise
        for number in reversed(range(len(turns))):
            if found := _met(turns[number], text):
                return _now(found, turns[number:], atlas)
        raise


def follow(turns: Sequence[Turn], atlas: Atlas, thing: Named) -> Iterator[Passage]:
    """Yield what became of a thing in the commits, which are the oldest first, from the last to the first.

    `atlas` is the map after the last of them. Where something of the same id went before the thing came, it is taken
    for the same; what bore its id before and bears another one now is not.
    """
    kind, name = thing.kind, thing.id
    there = name in atlas.things[kind]
    for turn in reversed(turns):
        there = there or (kind, name) in turn.went
        before = turn.before.get((kind, name), name)
        changes = [changed for changed in turn.changes if there and _concerns(changed, kind, {before, name})]
        roles = turn.roles.get((kind, name)) if there else None
        there = there and (kind, name) not in turn.came
        yield Passage(turn, before if there else None, roles, tuple(changes))
        name = before


def _met(turn: Turn, text: str) -> Named | None:
    """Return a thing that a commit changed and that a text means, a touchpoint rather than another one."""
    known = (thing for changed in turn.changes for thing in (changed.entity, changed.previous) if thing)
    found = {thing.entity: thing for thing in known if text in (thing.entity, thing.id)}
    return min(found.values(), key=lambda thing: (thing.kind != "touchpoint", thing.entity), default=None)


def _now(thing: Named, turns: Sequence[Turn], atlas: Atlas) -> Named:
    """Return what a thing is called in the end, given the commits since it was called something."""
    name = thing.id
    for turn in turns:
        name = next((new for (kind, new), old in turn.before.items() if (kind, old) == (thing.kind, name)), name)
    return atlas.named(thing.kind, name) if name != thing.id else thing


def _concerns(changed: Changed, kind: str, names: Collection[str]) -> bool:
    """Return whether a change is about a thing, or names it, or is one of a transition from it or to it."""
    about = [thing for thing in (changed.entity, changed.previous) if thing]
    named = [*about, *(thing for value in changed.message.values.values() for thing in _things(value))]
    if any(thing.kind == kind and thing.id in names for thing in named):
        return True
    ends = (end for thing in about if thing.kind == "transition" for end in thing.id.partition("#")[0].split("->"))
    return kind == "touchpoint" and any(end in names for end in ends)


def _things(value: Value) -> Iterator[Named]:
    for item in value if isinstance(value, tuple) and not isinstance(value, Named) else (value,):
        if isinstance(item, Named):
            yield item

"""Where the data are needed that are affected by a change: told, handed over or lost at what changed."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cxmap.graph.ways import Budget
from cxmap.impact.both import Both, Thing, thing
from cxmap.impact.reach.extent import Extent, Extents, extent, of_kind
from cxmap.impact.reach.relations import NEEDS, captures, carries
from cxmap.message import Message, said
from cxmap.report.impact import Changed


class Needed(NamedTuple):
    """A touchpoint that needs a datum which a change affects; `by` joins the datum to what changed."""

    touchpoint: str
    datum: str
    by: Message
    changed: Thing


MOST_STEPS = 2_000_000
"""How many transitions are looked at for all data together. Hostile maps need more, and get a shorter list."""


def needing(both: Both, changes: Sequence[Changed], found: Extents, most: int = MOST_STEPS) -> Iterator[Needed]:
    """Yield the touchpoints that need data captured at, or handed over by, what changed, each datum once.

    What changed itself is left out. A datum is followed as far as transitions hand it over, in either revision, up to
    where it is asked for again. Affected are only the data that a field lost or gained; all of them, where the whole
    thing came or went. Then come those that lack a datum now for another reason, such as a way that is gone: the
    nearest change before them is named.
    """
    explained: set[tuple[str, str]] = set()
    budget = Budget(most)
    sources = _sources(both, changes)
    needers = _needers(both, sources.keys(), found)
    for datum in sorted(sources):
        for needed in _along(both, datum, sources[datum], needers.get(datum, set()), budget):
            explained.add((needed.touchpoint, needed.datum))
            yield needed
    lost = {
        (touchpoint, datum)
        for touchpoint, datum in both.comparison.missing
        if (touchpoint, datum) not in explained and ("touchpoint", touchpoint) not in found
    }
    yield from _lost_behind(both, found, lost)


class _Source(NamedTuple):
    """Something that changed and the touchpoints from which a datum leaves, or at which it arrives."""

    changed: Thing
    by: Message
    leaves: tuple[str, ...] = ()
    arrives: tuple[str, ...] = ()


def _sources(both: Both, changes: Iterable[Changed]) -> dict[str, list[_Source]]:
    """Return the sources of all data that changes affect."""
    sources: dict[str, dict[Thing, _Source]] = defaultdict(dict)
    for changed in changes:
        if extent(changed) is Extent.FLOW:
            key = thing(changed.entity)
            if key[0] == "touchpoint":
                source = _Source(key, said("captured at"), leaves=(key[1],))
                for datum in _told(both, changed):
                    sources[datum][key] = source
            elif key[0] == "transition":
                source = _Source(key, said("handed over by"), arrives=tuple(sorted(ends(both, key)[1])))
                for datum in _handed(both, changed):
                    sources[datum][key] = source
    return {datum: [group[key] for key in sorted(group)] for datum, group in sources.items()}


def ends(both: Both, transition: Thing) -> tuple[AbstractSet[str], AbstractSet[str]]:
    """Return the touchpoints at which a transition begins and those at which it ends, in either revision."""
    starts = both.named_by(transition, lambda value: (value.from_,), "touchpoint")
    return starts, both.named_by(transition, lambda value: (value.to,), "touchpoint")


def _told(both: Both, changed: Changed) -> AbstractSet[str]:
    """Return the data captured at a touchpoint that a change of it affects."""
    key = thing(changed.entity)
    if changed.field is None or changed.field == "status":
        return both.named_by(key, captures, "data")
    return _difference(both, key) if changed.field == "captures" else set()


def _difference(both: Both, touchpoint: Thing) -> AbstractSet[str]:
    after, before = both.after(*touchpoint), both.before(*touchpoint)
    now = set(after.value.captures) if after else set()
    return now ^ ({both.now("data", name) for name in before.value.captures} if before else set())


def _handed(both: Both, changed: Changed) -> AbstractSet[str]:
    """Return the data that a transition hands over and did not, or the other way round.

    Where it came, went or leads elsewhere, they are those that it names.
    """
    key = thing(changed.entity)
    if changed.field is None or changed.field == "to":
        return both.named_by(key, carries, "data")
    after, before = both.after(*key), both.before(*key)
    if changed.field != "carries" or after is None or before is None:
        return set()
    everything = both.diff.head.data.keys() | {both.now("data", name) for name in both.diff.base.data}
    now = everything if after.value.carries is None else set(after.value.carries)
    carried = before.value.carries
    return now ^ (everything if carried is None else {both.now("data", name) for name in carried})


def _needers(both: Both, data: AbstractSet[str], found: Extents) -> Mapping[str, set[str]]:
    """Return the touchpoints that did not change and that need each of some data, in either revision."""
    needers: dict[str, set[str]] = defaultdict(set)
    for touchpoint, datum in both.naming("touchpoint", NEEDS.get, "data", data) if data else ():
        if ("touchpoint", touchpoint) not in found:
            needers[datum].add(touchpoint)
    return needers


def _along(
    both: Both, datum: str, sources: Iterable[_Source], needers: AbstractSet[str], budget: Budget
) -> Iterator[Needed]:
    """Yield the touchpoints that need a datum and to which it comes, nearest first, each with the nearest source."""
    seen: set[str] = set()
    left = set(needers)
    waiting = deque((name, source) for source in sources for name in _arriving(both, datum, source))
    while waiting and left:
        name, source = waiting.popleft()
        if name in seen or datum in both.named_by(("touchpoint", name), captures, "data"):
            continue
        seen.add(name)
        if name in left:
            left.discard(name)
            yield Needed(name, datum, source.by, source.changed)
        following = both.following(name)
        if not budget.spend(len(following)):
            return
        waiting.extend((after, source) for after in following if both.passes(name, after, datum))


def _arriving(both: Both, datum: str, source: _Source) -> Iterator[str]:
    """Yield the touchpoints at which a datum comes first."""
    yield from source.arrives
    for name in source.leaves:
        yield from (after for after in both.following(name) if both.passes(name, after, datum))


def _lost_behind(both: Both, found: Extents, lost: AbstractSet[tuple[str, str]]) -> Iterator[Needed]:
    """Yield the touchpoints that lack a datum now, each with the nearest change before it that moves customers."""
    if not lost:
        return
    nearest: dict[str, Thing] = {}
    for key, starts in _moving(both, found):
        for name in starts:
            nearest.setdefault(name, key)
    waiting = deque(nearest)
    while waiting:
        name = waiting.popleft()
        for after in both.following(name):
            if after not in nearest:
                nearest[after] = nearest[name]
                waiting.append(after)
    for touchpoint, datum in sorted(lost):
        if touchpoint in nearest:
            yield Needed(touchpoint, datum, said("no longer known after"), nearest[touchpoint])


def _moving(both: Both, found: Extents) -> Iterator[tuple[Thing, Iterable[str]]]:
    """Yield the changes after which customers come in another way, each with where that begins."""
    for name in of_kind(found, "touchpoint", Extent.FLOW):
        yield ("touchpoint", name), (name,)
    for name in of_kind(found, "transition", Extent.FLOW):
        yield ("transition", name), sorted(ends(both, ("transition", name))[1])
    for name in of_kind(found, "journey", Extent.FLOW):
        begins = [flow.journeys.begins_of(both.then("journey", name) if old else name) for flow, old in both.flows]
        yield ("journey", name), sorted({both.now("touchpoint", begin) for group in begins for begin in group})

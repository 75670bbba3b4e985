"""What is known of the customer where: a forward data-flow analysis to a fixpoint over the transitions.

Sets of data are whole numbers, one bit a datum, so that joining two is one operation. A touchpoint is looked at
again only when what comes into it has changed: linear in practice, and safe on circles.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, reduce
from itertools import pairwise
from operator import and_, or_
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.ways import Following, breadth_first, trace
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition

Between = Mapping[tuple[str, str], list[Placed[Transition]]]


class Gap(NamedTuple):
    """A datum that is needed where it is not known, on the way shown.

    `dropped_by` is the last transition of the way that knew it and did not hand it over; None where
    it was never asked for on the way. `also` are further touchpoints that lack it for the same reason.
    """

    touchpoint: Placed[Touchpoint]
    datum: str
    way: tuple[str, ...]
    dropped_by: Placed[Transition] | None
    also: tuple[Placed[Touchpoint], ...]


class Repeat(NamedTuple):
    """A datum that is asked for although it is known: from the way shown, or from a system that holds it."""

    touchpoint: Placed[Touchpoint]
    datum: str
    way: tuple[str, ...]
    system: str | None


class Knowledge:
    """What is surely and what is possibly known at each touchpoint."""

    def __init__(self, atlas: Atlas, entries: Collection[str], following: Following, between: Between) -> None:
        self._atlas = atlas
        self._entries = [name for name in sorted(entries) if name in atlas.touchpoints]
        self._following = {
            name: [after for after in afters if after in atlas.touchpoints]
            for name, afters in following.items()
            if name in atlas.touchpoints
        }
        self._between = between
        self._bits = {name: 1 << position for position, name in enumerate(sorted(atlas.data))}
        self._everything = (1 << len(self._bits)) - 1
        self._captures = {name: self._mask(placed.value.captures) for name, placed in atlas.touchpoints.items()}

    def gaps(self) -> list[Gap]:
        """Return what is needed but not known on some way from an entry, one for each datum and cause."""
        surely = self._surely
        lacking: dict[str, list[str]] = {}
        for name in surely:
            placed = self._atlas.touchpoints[name]
            missing = self._mask(placed.value.needs) & ~(surely[name] | self._captures[name] | self._in_systems(name))
            for datum in placed.value.needs if missing else ():
                if missing & self._bits.get(datum, 0):
                    lacking.setdefault(datum, []).append(name)
        return [gap for datum in sorted(lacking) for gap in self._gaps_of(datum, lacking[datum])]

    def repeats(self) -> Iterator[Repeat]:
        """Yield what is captured although it is already known on some way from an entry."""
        possibly, met = self._possibly, self._met
        again: dict[str, list[tuple[str, str | None]]] = {}
        for name in possibly:
            captures = self._captures[name]
            carried = captures & possibly[name]
            held = captures & met[name] & self._in_systems(name) & ~carried
            for datum in self._atlas.touchpoints[name].value.captures if carried | held else ():
                bit = self._bits.get(datum, 0)
                if bit & carried:
                    again.setdefault(datum, []).append((name, None))
                elif bit & held:
                    again.setdefault(datum, []).append((name, self._system_with(name, datum)))
        for datum in sorted(again):
            yield from self._repeats_of(datum, again[datum])

    def _gaps_of(self, datum: str, names: list[str]) -> Iterator[Gap]:
        """Yield the gaps of one datum: a shortest way to each touchpoint, those with one cause together."""
        bit = self._bits[datum]
        came_from = breadth_first([(entry, False) for entry in self._entries], lambda state: self._onwards(bit, state))
        causes: dict[tuple[str, str] | None, list[tuple[str, ...]]] = {}
        for name in names:
            states = trace((name, False), came_from)
            causes.setdefault(self._dropped(bit, states), []).append(tuple(at for at, _ in states))
        for cause in sorted(causes, key=str):
            way, *others = sorted(causes[cause], key=lambda way: (len(way), way))
            dropped_by = self._dropper(bit, cause) if cause else None
            also = tuple(self._atlas.touchpoints[other[-1]] for other in others)
            yield Gap(self._atlas.touchpoints[way[-1]], datum, way, dropped_by, also)

    def _onwards(self, bit: int, state: tuple[str, bool]) -> Iterator[tuple[str, bool]]:
        """Yield where one can be next, and whether a datum is still known on arriving there."""
        name, known = state
        known = known or bool(self._captures[name] & bit)
        for after in self._following.get(name, ()):
            if known and self._some_carry(name, after) & bit:
                yield (after, True)
            if not known or not self._all_carry(name, after) & bit:
                yield (after, False)

    def _dropped(self, bit: int, states: tuple[tuple[str, bool], ...]) -> tuple[str, str] | None:
        """Return the ends of the last transition of a way that knew a datum and did not hand it over."""
        for (name, known), (after, arrived) in reversed(list(pairwise(states))):
            if (known or self._captures[name] & bit) and not arrived:
                return (name, after)
        return None

    def _dropper(self, bit: int, ends: tuple[str, str]) -> Placed[Transition]:
        return next(transition for transition in self._between[ends] if not self._carries(transition) & bit)

    def _repeats_of(self, datum: str, names: list[tuple[str, str | None]]) -> Iterator[Repeat]:
        bit = self._bits[datum]
        sources = sorted(name for name, captured in self._captures.items() if captured & bit and name in self._possibly)
        for system_knows in (False, True):
            asked = [(name, system) for name, system in names if bool(system) is system_knows]
            if not asked:
                continue
            arrived_from: dict[str, str] = {}
            waiting = deque(sources)
            while waiting:
                name = waiting.popleft()
                for after in self._following.get(name, ()):
                    if after not in arrived_from and (system_knows or self._some_carry(name, after) & bit):
                        arrived_from[after] = name
                        waiting.append(after)
            for name, system in asked:
                yield Repeat(self._atlas.touchpoints[name], datum, self._back_to_source(name, bit, arrived_from), system)

    def _back_to_source(self, name: str, bit: int, arrived_from: Mapping[str, str]) -> tuple[str, ...]:
        way = [name, arrived_from[name]]
        while not self._captures[way[-1]] & bit:
            way.append(arrived_from[way[-1]])
        return tuple(reversed(way))

    @cached_property
    def _surely(self) -> dict[str, int]:
        """What is known on arriving at each touchpoint that can be reached, on whatever way."""
        known = dict.fromkeys(self._entries, 0)
        return self._fixpoint(known, self._all_carry, and_)

    @cached_property
    def _possibly(self) -> dict[str, int]:
        """What is known on arriving at each touchpoint that can be reached, on some way."""
        known = dict.fromkeys(self._entries, 0)
        return self._fixpoint(known, self._some_carry, or_)

    @cached_property
    def _met(self) -> dict[str, int]:
        """What was asked for on some way to each touchpoint, handed over or not."""
        known = dict.fromkeys(self._entries, 0)
        return self._fixpoint(known, lambda _name, _after: self._everything, or_)

    def _fixpoint(
        self, known: dict[str, int], carried: Callable[[str, str], int], join: Callable[[int, int], int]
    ) -> dict[str, int]:
        """Spread what is known along the transitions until nothing changes. `join` is how ways come together."""
        waiting = deque(known)
        queued = set(known)
        while waiting:
            name = waiting.popleft()
            queued.discard(name)
            leaving = known[name] | self._captures[name]
            for after in self._following.get(name, ()):
                arriving = leaving & carried(name, after)
                before = known.get(after)
                joined = arriving if before is None else join(before, arriving)
                if joined != before:
                    known[after] = joined
                    if after not in queued:
                        queued.add(after)
                        waiting.append(after)
        return known

    def _all_carry(self, name: str, after: str) -> int:
        return self._carried[name, after][0]

    def _some_carry(self, name: str, after: str) -> int:
        return self._carried[name, after][1]

    @cached_property
    def _carried(self) -> dict[tuple[str, str], tuple[int, int]]:
        """What all parallel transitions between two touchpoints hand over, and what at least one does."""
        return {ends: self._both(transitions) for ends, transitions in self._between.items()}

    def _both(self, transitions: list[Placed[Transition]]) -> tuple[int, int]:
        masks = [self._carries(transition) for transition in transitions]
        return reduce(and_, masks), reduce(or_, masks)

    def _carries(self, transition: Placed[Transition]) -> int:
        carries = transition.value.carries
        return self._everything if carries is None else self._mask(carries)

    def _in_systems(self, name: str) -> int:
        """What the systems of a touchpoint hold."""
        return reduce(or_, (self._held.get(system, 0) for system in self._atlas.touchpoints[name].value.systems), 0)

    def _system_with(self, name: str, datum: str) -> str:
        systems = self._atlas.touchpoints[name].value.systems
        return next(system for system in systems if self._held.get(system, 0) & self._bits[datum])

    @cached_property
    def _held(self) -> dict[str, int]:
        held: dict[str, int] = {}
        for name, placed in self._atlas.data.items():
            for system in placed.value.held_in:
                held[system] = held.get(system, 0) | self._bits[name]
        return held

    def _mask(self, data: Iterable[str]) -> int:
        return reduce(or_, (self._bits.get(name, 0) for name in data), 0)

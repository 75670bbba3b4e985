"""What touchpoints ask customers for, what transitions hand over, and what systems hold."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import and_, or_

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.spread import Arrows
from cxmap.graph.ways import Following
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition

Bits = Mapping[str, int]
"""Some data, each with its bit in the whole numbers that stand for sets of them."""


class Handovers:
    """The data on the ways from the entries.

    What a field would say that could not be read is decided in favour of the map: nothing is missing or asked twice
    because of it.
    """

    def __init__(
        self,
        atlas: Atlas,
        entries: Iterable[str],
        following: Following,
        leading: Following,
        between: Mapping[tuple[str, str], Sequence[Placed[Transition]]],
    ) -> None:
        self.atlas = atlas
        self.entries = sorted(entries)
        self.following = following
        self.leading = leading
        self.between = between
        self._data = [name for name, placed in atlas.data.items() if not atlas.unread(placed, "held_in")]

    def told_of(self) -> Iterator[Placed[Touchpoint]]:
        """Yield the touchpoints of which something can be told: not retired, and read as far as it matters here."""
        for placed in self.atlas.touchpoints.values():
            if placed.value.status != "retired" and not self.atlas.unread(placed, "needs", "captures", "systems"):
                yield placed

    def bits(self, data: Iterable[str]) -> Bits:
        """Return a bit for each of some data. Undeclared ones have none."""
        wanted = set(data)
        return {name: 1 << position for position, name in enumerate(name for name in self._data if name in wanted)}

    def surely(self, bits: Bits) -> Arrows:
        """Return the map with what is captured, and what is handed over whichever parallel transition one takes."""
        everything = (1 << len(bits)) - 1
        unread = {
            n: everything for n, placed in self.atlas.touchpoints.items() if self.atlas.unread(placed, "captures")
        }
        passed = self._passed(lambda transition: self._carried(transition, bits, unread=everything), and_, everything)
        return Arrows(self.following, {**self._captures(bits), **unread}, passed, everything)

    def possibly(self, bits: Bits) -> Arrows:
        """Return the map with what is captured, and what is handed over by any of the parallel transitions."""
        everything = (1 << len(bits)) - 1
        passed = self._passed(lambda transition: self._carried(transition, bits, unread=0), or_, everything)
        return Arrows(self.following, self._captures(bits), passed, everything)

    def in_systems(self, placed: Placed[Touchpoint], bits: Bits) -> int:
        """Return what the systems of a touchpoint hold."""
        held = (self._held.get(system, ()) for system in placed.value.systems)
        return mask(chain.from_iterable(held), bits)

    def system_with(self, placed: Placed[Touchpoint], datum: str) -> str:
        """Return the first system of a touchpoint that holds a datum."""
        held_in = self.atlas.data[datum].value.held_in
        return next(system for system in placed.value.systems if system in held_in)

    def dropper(self, ends: tuple[str, str], datum: str) -> Placed[Transition]:
        """Return the first of the transitions between two touchpoints that does not hand over a datum."""
        bits = {datum: 1}
        return next(transition for transition in self.between[ends] if not self._carried(transition, bits, unread=1))

    def _captures(self, bits: Bits) -> dict[str, int]:
        captures = ((name, mask(placed.value.captures, bits)) for name, placed in self.atlas.touchpoints.items())
        return {name: captured for name, captured in captures if captured}

    def _passed(
        self, carried: Callable[[Placed[Transition]], int], both: Callable[[int, int], int], everything: int
    ) -> dict[tuple[str, str], int]:
        passed = {ends: reduce(both, map(carried, self.between[ends])) for ends in self._restricted}
        return {ends: value for ends, value in passed.items() if value != everything}

    def _carried(self, transition: Placed[Transition], bits: Bits, *, unread: int) -> int:
        if self.atlas.unread(transition, "carries"):
            return unread
        carries = transition.value.carries
        return (1 << len(bits)) - 1 if carries is None else mask(carries, bits)

    @cached_property
    def _restricted(self) -> list[tuple[str, str]]:
        """The pairs of touchpoints between which some transition does not simply hand over everything."""
        return [
            ends
            for ends, transitions in self.between.items()
            if any(each.value.carries is not None or self.atlas.unread(each, "carries") for each in transitions)
        ]

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        """The data that each system holds."""
        held: dict[str, list[str]] = {}
        for name in self._data:
            for system in dict.fromkeys(self.atlas.data[name].value.held_in):
                held.setdefault(system, []).append(name)
        return held


def mask(data: Iterable[str], bits: Bits) -> int:
    """Return a set of data as a whole number."""
    return reduce(or_, (bits.get(name, 0) for name in data), 0)


MOST_STEPS = 2_000_000
"""How many transitions are looked at to find witness ways for all findings of a kind together."""

"""Data that are asked for although they are already known."""

from collections.abc import Iterator
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.graph.handovers import MOST_STEPS, Bits, Handovers
from cxmap.graph.spread import Arrows, on_some_way
from cxmap.graph.ways import Budget, nearest, reach
from cxmap.model.touchpoint import Touchpoint


class Repeat(NamedTuple):
    """A datum that is asked for although it is known.

    The way leads from another touchpoint that asks for it. `system` is the one that holds the datum, or None where the
    way hands it over. The way is empty where looking for it would have cost too much.
    """

    touchpoint: Placed[Touchpoint]
    datum: str
    way: tuple[str, ...]
    system: str | None


def repeats(handovers: Handovers, most: int = MOST_STEPS) -> list[Repeat]:
    """Return what is captured although it is already known on some way from an entry.

    To meet the same touchpoint again is not to be asked again, so only ways count on which another one has asked before
    one first comes to it. What a system holds counts only then, too: somebody must have told it.
    """
    askers: dict[str, list[str]] = {}
    for name, placed in handovers.atlas.touchpoints.items():
        for datum in dict.fromkeys(placed.value.captures):
            askers.setdefault(datum, []).append(name)
    bits = handovers.bits(datum for datum, names in askers.items() if len(names) > 1)
    return list(_Askers(handovers, bits, Budget(most)).repeats()) if bits else []


class _Askers:
    """The touchpoints that ask for some data, and who has asked for them before."""

    def __init__(self, handovers: Handovers, bits: Bits, budget: Budget) -> None:
        self._handovers = handovers
        self._bits = bits
        self._budget = budget
        self._carried = handovers.possibly(bits)
        self._met = self._carried._replace(passed={})
        self._avoiding: tuple[str, set[str]] = ("", set())

    def repeats(self) -> Iterator[Repeat]:
        """Yield what is asked for again, touchpoint by touchpoint."""
        carried = on_some_way(self._handovers.entries, self._carried)
        met = on_some_way(self._handovers.entries, self._met)
        for placed in sorted(self._handovers.told_of(), key=lambda placed: placed.id):
            captured = self._carried.added.get(placed.id, 0)
            if placed.id not in met or not captured & met[placed.id]:
                continue
            held = self._handovers.in_systems(placed, self._bits)
            for datum in sorted(set(placed.value.captures).intersection(self._bits)):
                bit = self._bits[datum]
                system = None
                way = self._way_from_asker(placed.id, bit, self._carried) if carried[placed.id] & bit else None
                if way is None and met[placed.id] & held & bit:
                    system = self._handovers.system_with(placed, datum)
                    way = self._way_from_asker(placed.id, bit, self._met)
                if way is not None:
                    yield Repeat(placed, datum, way, system)

    def _way_from_asker(self, name: str, bit: int, arrows: Arrows) -> tuple[str, ...] | None:
        """Return a shortest way to a touchpoint from another one that has asked for a datum; None if there is none."""

        def asks(node: str) -> bool:
            return node != name and bool(arrows.added.get(node, 0) & bit)

        def before(node: str) -> Iterator[str]:
            if not asks(node):
                for other in self._handovers.leading.get(node, ()):
                    if arrows.passed.get((other, node), arrows.everything) & bit:
                        yield other

        way = nearest(name, before, lambda node: asks(node) and self._met_before(node, name), self._budget)
        if not way:
            return () if self._budget.left < 0 else None
        return way[::-1]

    def _met_before(self, name: str, later: str) -> bool:
        """Return whether some way from an entry leads to a touchpoint before it comes to another one."""
        if self._avoiding[0] != later:
            if self._budget.left < 0:
                return True
            found = reach(self._handovers.entries, self._handovers.following, {later})
            self._budget.spend(len(found))
            self._avoiding = (later, found)
        return name in self._avoiding[1]

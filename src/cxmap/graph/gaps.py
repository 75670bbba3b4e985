"""Data that are needed where they are not known, and why they are not."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.graph.handovers import MOST_STEPS, Handovers, mask
from cxmap.graph.spread import on_every_way, on_some_way
from cxmap.graph.ways import Budget, breadth_first, nearest, trace
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition


class Gap(NamedTuple):
    """A datum that is needed where it is not known, on the way shown.

    Where a transition did not hand it over, `dropped_by` is that transition, and the way leads from a touchpoint that
    asks for the datum over the transition to the one that needs it. Else it was never asked for on the way, which
    leads from an entry. `also` are further touchpoints that lack it for the same reason. The way is empty where
    looking for it would have cost too much.
    """

    touchpoint: Placed[Touchpoint]
    datum: str
    way: tuple[str, ...]
    dropped_by: Placed[Transition] | None
    also: tuple[Placed[Touchpoint], ...]


def gaps(handovers: Handovers, most: int = MOST_STEPS) -> list[Gap]:
    """Return what is needed but not known on some way from an entry, one for each datum and cause.

    A touchpoint may lack a datum for two causes: it is dropped on one way and never asked for on another. Of several
    transitions that drop it, the nearest is the cause.
    """
    found = lacking(handovers)
    if not found:
        return []
    causes = _Causes(handovers, found, Budget(most))
    return [gap for datum in sorted(found) for gap in causes.gaps(datum, dict.fromkeys(sorted(found[datum])))]


def lacking(handovers: Handovers) -> dict[str, list[str]]:
    """Return the touchpoints that lack a datum on some way, by datum: the gaps without their causes."""
    bits = handovers.bits(datum for placed in handovers.told_of() for datum in placed.value.needs)
    found: dict[str, list[str]] = {}
    if bits:
        surely = on_every_way(handovers.entries, handovers.surely(bits))
        for placed in handovers.told_of():
            if placed.value.needs and placed.id in surely:
                known = surely[placed.id] | mask(placed.value.captures, bits) | handovers.in_systems(placed, bits)
                for datum in dict.fromkeys(placed.value.needs):
                    if bits.get(datum, 0) & ~known:
                        found.setdefault(datum, []).append(placed.id)
    return found


class _Causes:
    """Looks for the reasons why data are not known, nearest first."""

    def __init__(self, handovers: Handovers, data: Collection[str], budget: Budget) -> None:
        self._handovers = handovers
        self._bits = handovers.bits(data)
        self._surely = handovers.surely(self._bits)
        self._possibly = handovers.possibly(self._bits)
        self._known = on_some_way(handovers.entries, self._possibly)
        self._budget = budget

    def gaps(self, datum: str, names: Mapping[str, None]) -> Iterator[Gap]:
        """Yield the gaps of one datum."""
        found: set[str] = set()
        dropping: dict[str, str] = {}
        for before, after in self._dropping(self._bits[datum]):
            dropping.setdefault(after, before)
        for root, group, way in self._lacking_behind(dropping, datum, names):
            found.update(group)
            ends = (dropping[root], root)
            asked = self._way_from_asker(ends[0], self._bits[datum])
            dropped_by = self._handovers.dropper(ends, datum)
            yield self._gap(datum, group, (*asked, *way) if asked else (), dropped_by)
        never = list(self._lacking_behind(self._handovers.entries, datum, names))
        if never:
            group = [name for _, group, _ in never for name in group]
            found.update(group)
            way = min((way for _, _, way in never), key=lambda way: (len(way), way))
            group.sort(key=lambda name: name != way[-1])
            yield self._gap(datum, group, way, None)
        unexplained = [name for name in names if name not in found]
        if unexplained:
            yield self._gap(datum, unexplained, (), None)

    def _gap(self, datum: str, names: list[str], way: tuple[str, ...], dropped_by: Placed[Transition] | None) -> Gap:
        first, *others = (self._handovers.atlas.touchpoints[name] for name in names)
        return Gap(first, datum, way, dropped_by, tuple(others))

    def _dropping(self, bit: int) -> Iterator[tuple[str, str]]:
        """Yield the neighbours of which the one may know a datum and does not hand it over to the other."""
        if self._budget.spend(len(self._surely.passed)):
            for (before, after), passed in self._surely.passed.items():
                known = self._known.get(before)
                if known is not None and (known | self._surely.added.get(before, 0)) & bit & ~passed:
                    yield before, after

    def _lacking_behind(
        self, starts: Collection[str], datum: str, names: Mapping[str, None]
    ) -> Iterator[tuple[str, list[str], tuple[str, ...]]]:
        """Yield for each start which touchpoints one comes to from there without being asked, nearest first.

        With it comes the way to the first of them. Each touchpoint goes with the start that is nearest.
        """
        bit, added = self._bits[datum], self._surely.added
        if not self._budget.spend(len(starts)):
            return

        def unasked(nodes: Collection[str]) -> list[str]:
            return [node for node in nodes if not added.get(node, 0) & bit]

        following = self._handovers.following
        came_from = breadth_first(unasked(starts), lambda node: unasked(following.get(node, ())), names, self._budget)
        root_of: dict[str, str] = {}
        groups: dict[str, list[str]] = {}
        for node, before in came_from.items():
            root_of[node] = root = root_of.get(before, node)
            if node in names:
                groups.setdefault(root, []).append(node)
        for root, group in groups.items():
            yield root, group, trace(group[0], came_from)

    def _way_from_asker(self, name: str, bit: int) -> tuple[str, ...]:
        """Return a shortest way from a touchpoint that asks for a datum to one where it may be known."""
        asked, passed, everything = self._surely.added, self._possibly.passed, self._possibly.everything

        def before(node: str) -> Iterator[str]:
            for other in self._handovers.leading.get(node, ()):
                if other in self._known and passed.get((other, node), everything) & bit:
                    yield other

        return nearest(name, before, lambda node: bool(asked.get(node, 0) & bit), self._budget)[::-1]

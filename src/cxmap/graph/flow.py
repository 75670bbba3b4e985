"""The flow: what the transitions and journeys of an atlas mean for somebody who walks through it."""

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.journeys import Journeys
from cxmap.graph.knowledge import Knowledge
from cxmap.graph.ways import circles, reach, shortest_way
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition


class Region(NamedTuple):
    """Touchpoints that share a fate: the one where it begins, and the others."""

    root: Placed[Touchpoint]
    others: tuple[Placed[Touchpoint], ...]


class Flow:
    """The ways through the touchpoints of an atlas.

    Transitions of which an end is not declared are no ways; the rule `unknown-reference` reports them.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.journeys = Journeys(atlas.journeys)
        nodes = {*atlas.touchpoints, *atlas.lost.get("touchpoint", ())}
        following: dict[str, list[str]] = {}
        leading: dict[str, list[str]] = {}
        between: dict[tuple[str, str], list[Placed[Transition]]] = {}
        for transition in atlas.transitions.values():
            ends = (transition.value.from_, transition.value.to)
            if ends[0] in nodes and ends[1] in nodes:
                if ends not in between:
                    following.setdefault(ends[0], []).append(ends[1])
                    leading.setdefault(ends[1], []).append(ends[0])
                between.setdefault(ends, []).append(transition)
        self.following = following
        """For each touchpoint with a way out, the touchpoints right after it."""
        self.leading = leading
        """For each touchpoint with a way in, the touchpoints right before it."""
        self.between = between
        """The transitions from one touchpoint to another."""
        self._nodes = nodes

    @cached_property
    def entries(self) -> set[str]:
        """The touchpoints where a customer may start: marked so, or the first of a journey that is not nested."""
        return {name for name, placed in self.atlas.touchpoints.items() if placed.value.entry} | {
            name for journey in self._outer_journeys for name in self.journeys.starts_of(journey) if name in self._nodes
        }

    @cached_property
    def exits(self) -> set[str]:
        """The touchpoints where a customer may rightly finish: marked so, or the last of a journey that is not nested."""
        return {name for name, placed in self.atlas.touchpoints.items() if placed.value.exit} | {
            name for journey in self._outer_journeys for name in self.journeys.finishes_of(journey) if name in self._nodes
        }

    @cached_property
    def reachable(self) -> set[str]:
        """The touchpoints to which a way leads from an entry."""
        return reach(self.entries, self.following)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What is known of the customer where."""
        return Knowledge(self.atlas, self.entries, self.following, self.between)

    def orphans(self) -> Iterator[Placed[Touchpoint]]:
        """Yield the touchpoints without transition and without journey."""
        for name, placed in self.atlas.touchpoints.items():
            if name not in self.following and name not in self.leading and name not in self.in_journeys:
                yield placed

    @cached_property
    def in_journeys(self) -> set[str]:
        """The touchpoints that some journey steps through."""
        return {name for journey in self.atlas.journeys for name in self.journeys.touchpoints(journey)}

    def cut_off(self) -> list[Region]:
        """Return the regions that no entry leads to, orphans aside, each with all that lies behind its root.

        A region begins where nothing else that is cut off leads to it; where it begins in a circle, the
        touchpoint of the earliest stage is its root. What lies behind several roots goes with the first of them.
        """
        if not self.entries:
            return []
        orphans = {placed.id for placed in self.orphans()}
        outside = [name for name in self.atlas.touchpoints if name not in self.reachable and name not in orphans]
        if not outside:
            return []
        beyond = set(outside)
        roots = [name for name in outside if not beyond.intersection(self.leading.get(name, ()))]
        covered = reach(roots, self.following)
        for circle in self._source_circles([name for name in outside if name not in covered]):
            root = min(circle, key=self._order)
            roots.append(root)
            covered |= reach([root], self.following)
        return self._regions(sorted(roots, key=self._order), beyond)

    def dead_ends(self) -> Iterator[Placed[Touchpoint]]:
        """Yield the touchpoints that customers get into and nothing leads on from, and that are no exit."""
        if self.exits:
            for name, placed in self.atlas.touchpoints.items():
                if name not in self.following and name not in self.exits and (
                    name in self.leading or name in self.in_journeys
                ):
                    yield placed

    def traps(self) -> list[Region]:
        """Return the groups of touchpoints from which ways lead on but never to an exit, nor to a dead end.

        Each is one circle that nothing leads out of; the root is its touchpoint of the earliest stage. Those that
        only lead into it are no trap of their own.
        """
        if not self.exits:
            return []
        ends = {*self.exits, *(name for name in self._nodes if name not in self.following)}
        caught = self._nodes - reach(ends, self.leading)
        if not caught:
            return []
        inside = {name: [after for after in self.following[name] if after in caught] for name in sorted(caught)}
        final = (
            circle
            for circle in circles(inside)
            if not any(after not in circle for name in circle for after in inside[name])
        )
        return sorted((self._region(circle) for circle in final), key=lambda region: self._order(region.root.id))

    def way(self, start: str, goal: str) -> tuple[str, ...]:
        """Return a shortest way along transitions, both ends included; empty where there is none."""
        return shortest_way(start, goal, self.following)

    @cached_property
    def stage_order(self) -> dict[str, int]:
        """The position of each stage, counted from 0."""
        return {name: position for position, name in enumerate(self.atlas.stages)}

    @cached_property
    def _outer_journeys(self) -> list[str]:
        nested = self.journeys.nested()
        return [name for name in self.atlas.journeys if name not in nested]

    def _order(self, name: str) -> tuple[int, str]:
        placed = self.atlas.touchpoints.get(name)
        stage = placed.value.stage if placed else ""
        return (self.stage_order.get(stage, len(self.stage_order)), name)

    def _source_circles(self, names: list[str]) -> Iterator[list[str]]:
        """Yield the circles among some touchpoints that no other of them leads into."""
        inside = {name: [after for after in self.following.get(name, ()) if after in set(names)] for name in names} if names else {}
        for circle in circles(inside):
            members = set(circle)
            if not any(before in inside and before not in members for name in circle for before in self.leading.get(name, ())):
                yield circle

    def _regions(self, roots: list[str], beyond: set[str]) -> list[Region]:
        taken: set[str] = set(roots)
        regions = []
        for root in roots:
            behind = sorted((reach([root], self.following) & beyond) - taken, key=self._order)
            taken.update(behind)
            regions.append(Region(self.atlas.touchpoints[root], tuple(self.atlas.touchpoints[name] for name in behind)))
        return regions

    def _region(self, circle: list[str]) -> Region:
        placed = [self.atlas.touchpoints[name] for name in sorted(circle, key=self._order) if name in self.atlas.touchpoints]
        return Region(placed[0], tuple(placed[1:]))

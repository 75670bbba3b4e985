"""The flow: what the transitions and journeys of an atlas mean for somebody who walks through it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.graph.gaps import Gap, gaps, lacking
from cxmap.graph.handovers import Handovers
from cxmap.graph.journeys import Journeys
from cxmap.graph.knowledge import Knowledge, knowledge
from cxmap.graph.repeats import Repeat, repeats
from cxmap.graph.stages import Jump, jumps
from cxmap.graph.steps import Steps
from cxmap.graph.ways import Budget, circles, reach, shortest_way
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition


class Region(NamedTuple):
    """Touchpoints that share a fate: the one where it begins, and the others."""

    root: Placed[Touchpoint]
    others: tuple[Placed[Touchpoint], ...]

    @property
    def planned(self) -> bool:
        """Whether nothing of it is there yet."""
        return all(placed.value.status == "planned" for placed in (self.root, *self.others))


class Flow:
    """The ways through the touchpoints of an atlas.

    Transitions of which an end is not declared are no ways: `unknown-reference` reports them. So that nothing else
    echoes it, the questions for what is cut off, dead or a trap leave the touchpoints alone that such a mistake, or a
    field that could not be read, may have robbed of an entry, an exit or a transition. They also take journeys at
    their word: a step leads on to the next, and where its transition is missing `broken-step` says so. Retired
    touchpoints are neither entry nor exit by themselves, and nothing is said about them.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.journeys = Journeys(atlas.journeys)
        nodes = {*atlas.touchpoints, *atlas.lost.get("touchpoint", ())}
        following: dict[str, list[str]] = {}
        leading: dict[str, list[str]] = {}
        between: dict[tuple[str, str], list[Placed[Transition]]] = {}
        halves = []
        for transition in atlas.transitions.values():
            ends = (transition.value.from_, transition.value.to)
            if ends[0] in nodes and ends[1] in nodes:
                if ends not in between:
                    following.setdefault(ends[0], []).append(ends[1])
                    leading.setdefault(ends[1], []).append(ends[0])
                between.setdefault(ends, []).append(transition)
            else:
                halves.append(ends)
        self.following = following
        """For each touchpoint with a way out, the touchpoints right after it."""
        self.leading = leading
        """For each touchpoint with a way in, the touchpoints right before it."""
        self.between = between
        """The transitions from one touchpoint to another."""
        self._nodes = nodes
        self._halves = halves

    @cached_property
    def entries(self) -> set[str]:
        """The touchpoints where a customer may start: marked so, or the first of a journey that is not nested."""
        marked = {name for name, placed in self._live.items() if placed.value.entry}
        return marked | (self.journeys.starts() & self._nodes)

    @cached_property
    def exits(self) -> set[str]:
        """The touchpoints where a customer may finish: marked so, or the last of a journey that is not nested."""
        marked = {name for name, placed in self._live.items() if placed.value.exit}
        return marked | (self.journeys.finishes() & self._nodes)

    @cached_property
    def possible_entries(self) -> set[str]:
        """The entries, and what may be one once the mistakes in the files are mended."""
        unread = {name for name, placed in self._live.items() if self.atlas.unread(placed, "entry")}
        led_to = {end for _, end in self._halves if end in self._nodes}
        return self.entries | unread | led_to | self._doubtful

    @cached_property
    def possible_exits(self) -> set[str]:
        """The exits, and what may be one, or lead on, once the mistakes in the files are mended."""
        unread = {name for name, placed in self._live.items() if self.atlas.unread(placed, "exit")}
        leading_on = {end for end, _ in self._halves if end in self._nodes}
        return self.exits | unread | leading_on | self._doubtful

    @cached_property
    def reachable(self) -> set[str]:
        """The touchpoints to which transitions lead from an entry."""
        return reach(self.entries, self.following)

    def gaps(self) -> list[Gap]:
        """Return the data that are needed where they are not known."""
        return gaps(self._handovers)

    def lacking(self) -> dict[str, list[str]]:
        """Return the touchpoints that need a datum that is not known there on some way, by datum."""
        return self._lacking

    def knowledge(self, data: Iterable[str]) -> Knowledge:
        """Return at which touchpoints some data are known, whichever way customers have come."""
        return knowledge(self._handovers, data)

    def repeats(self) -> list[Repeat]:
        """Return the data that are asked for although they are known."""
        return repeats(self._handovers)

    @cached_property
    def steps(self) -> Steps:
        """The steps of the journeys held against the transitions, retired touchpoints aside."""
        return Steps(self.journeys, self._live, self.following, self.between)

    def orphans(self) -> Iterator[Placed[Touchpoint]]:
        """Yield the touchpoints without transition and without journey."""
        mistaken = {end for ends in self._halves for end in ends} | self.atlas.meant("touchpoint")
        for name, placed in self._live.items():
            if not (name in self.following or name in self.leading or name in self.in_journeys or name in mistaken):
                yield placed

    @cached_property
    def in_journeys(self) -> set[str]:
        """The touchpoints that some journey steps through."""
        return set(self.journeys_by_touchpoint)

    @cached_property
    def journeys_by_touchpoint(self) -> Mapping[str, tuple[str, ...]]:
        """The journeys that step through each touchpoint themselves, those that nest them left out, sorted."""
        through: dict[str, dict[str, None]] = {}
        for journey in sorted(self.atlas.journeys):
            for name in self.journeys.touchpoints(journey):
                through.setdefault(name, {})[journey] = None
        return {name: tuple(journeys) for name, journeys in through.items()}

    def cut_off(self) -> list[Region]:
        """Return the regions that no entry leads to, orphans aside, each with all that lies behind its root.

        A region begins where nothing else that is cut off leads to it; where it begins in a circle, the
        touchpoint of the earliest stage is its root. What lies behind several roots goes with the first of them.
        """
        if not self.possible_entries:
            return []
        orphans = {placed.id for placed in self.orphans()}
        outside = {name: None for name in self._live if name not in self._arrived and name not in orphans}
        if not outside:
            return []
        before = {name: [other for other in self.leading.get(name, ()) if other in outside] for name in outside}
        roots = [name for name in outside if all(other == name for other in before[name])]
        roots += [min(circle, key=self._order) for circle in self._source_circles(roots, before)]
        return list(self._regions(sorted(roots, key=self._order), outside))

    def dead_ends(self) -> Iterator[Placed[Touchpoint]]:
        """Yield the touchpoints that customers get to, from which nothing leads on, and that are no exit."""
        if self.possible_exits:
            for name, placed in self._live.items():
                if (
                    name in self.leading
                    and name not in self.following
                    and name not in self.in_journeys
                    and name not in self.possible_exits
                    and (name in self._arrived or not self.possible_entries)
                ):
                    yield placed

    def traps(self) -> list[Region]:
        """Return the groups of touchpoints that customers get into and from which all ways lead back into the group.

        So no way leads to an exit, nor to a dead end. The root is the touchpoint of the earliest stage. What only
        leads into a group is no trap of its own.
        """
        if not self.possible_exits:
            return []
        ends = {*self.possible_exits, *self.in_journeys, *(name for name in self._nodes if name not in self.following)}
        caught = self._nodes - reach(ends, self.leading)
        if not caught:
            return []
        inside = {name: self.following[name] for name in sorted(caught)}
        groups = []
        for circle in circles(inside):
            members = set(circle)
            if all(after in members for name in circle for after in inside[name]):
                groups.append(sorted((name for name in circle if name in self._live), key=self._order))
        return [
            self._region(group)
            for group in sorted(groups, key=lambda group: [self._order(name) for name in group[:1]])
            if group and (group[0] in self._arrived or not self.possible_entries)
        ]

    def way(self, start: str, goal: str, most: int | None = None) -> tuple[str, ...]:
        """Return a shortest way along transitions, both ends included; empty where there is none.

        The search gives up after `most` transitions.
        """
        return shortest_way(start, goal, self.following, None if most is None else Budget(most))

    @cached_property
    def stage_order(self) -> dict[str, int]:
        """The position of each stage, counted from 0; nothing where the files do not say in which order they come."""
        stages = self.atlas.stages
        in_one_file = len({placed.document.path for placed in stages.values()}) == 1
        return {name: position for position, name in enumerate(stages)} if in_one_file else {}

    def jumps(self) -> Iterator[Jump]:
        """Yield the journeys that jump over stages which have touchpoints and which they visit nowhere."""
        return jumps(self.atlas, self.journeys, self.stage_order)

    @cached_property
    def _lacking(self) -> dict[str, list[str]]:
        return lacking(self._handovers)

    @cached_property
    def _handovers(self) -> Handovers:
        return Handovers(self.atlas, self.entries, self.following, self.leading, self.between)

    @cached_property
    def _live(self) -> dict[str, Placed[Touchpoint]]:
        """The touchpoints that are there or are to come."""
        return {name: placed for name, placed in self.atlas.touchpoints.items() if placed.value.status != "retired"}

    @cached_property
    def _arrived(self) -> set[str]:
        """Where customers get to from any possible entry, if they also get where the journeys say they do."""
        return reach(self.possible_entries | self._vouched_for, self.following)

    @cached_property
    def _vouched_for(self) -> set[str]:
        """The touchpoints of journeys. Where a nested one can begin in several places, no journey may lead to all."""
        several = (self.journeys.begins_of(name) for name in self.journeys.nested)
        return self.in_journeys.difference(*(begins for begins in several if len(begins) > 1))

    @cached_property
    def _doubtful(self) -> set[str]:
        """What an undeclared id may stand for, and what is in journeys of which beginning or end are uncertain."""
        journeys = self.atlas.journeys
        uncertain = {name for name, placed in journeys.items() if self.atlas.unread(placed, "steps")}
        for placed, reference in self.atlas.unresolved:
            if placed.kind == "journey" and reference.kind in ("touchpoint", "journey"):
                uncertain.add(placed.id)
        uncertain |= self.journeys.looping
        return {
            *self.atlas.meant("touchpoint"),
            *(name for journey in uncertain for name in self.journeys.touchpoints(journey) if name in self._nodes),
        }

    def _order(self, name: str) -> tuple[int, str]:
        placed = self.atlas.touchpoints.get(name)
        stage = placed.value.stage if placed else ""
        return (self.stage_order.get(stage, len(self.stage_order)), name)

    def _source_circles(self, roots: Iterable[str], before: dict[str, list[str]]) -> Iterator[list[str]]:
        """Yield the circles among touchpoints that nothing else of them leads into and that lie behind no root."""
        covered = reach(roots, self.following)
        inside = {
            name: [after for after in self.following.get(name, ()) if after in before and after not in covered]
            for name in before
            if name not in covered
        }
        for circle in circles(inside):
            members = set(circle)
            if all(other in members for name in circle for other in before[name]):
                yield circle

    def _regions(self, roots: Iterable[str], outside: dict[str, None]) -> Iterator[Region]:
        """Yield each root with what lies behind it; every touchpoint is walked over once."""
        taken = set(roots)
        for root in roots:
            region = [root]
            for name in region:
                for after in self.following.get(name, ()):
                    if after in outside and after not in taken:
                        taken.add(after)
                        region.append(after)
            yield self._region([root, *sorted(region[1:], key=self._order)])

    def _region(self, names: Sequence[str]) -> Region:
        root, *others = (self.atlas.touchpoints[name] for name in names)
        return Region(root, tuple(others))

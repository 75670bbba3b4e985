"""What is missing between the steps of journeys: transitions that two steps, one after the other, ask for."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.graph.journeys import Journeys, Leg
from cxmap.graph.ways import Following
from cxmap.model.journey import Journey


class Broken(NamedTuple):
    """A leg without the transitions that it needs.

    `stuck` are the touchpoints at which the first step can end and from which no transition leads to the next;
    `unreached` those at which the next can begin and to which none leads. Where both are all there are, no
    transition joins the two steps at all.
    """

    leg: Leg
    leaving: tuple[str, ...]
    arriving: tuple[str, ...]
    stuck: tuple[str, ...]
    unreached: tuple[str, ...]

    @property
    def altogether(self) -> bool:
        """Whether no transition at all leads from the one step to the other."""
        return self.stuck == self.leaving and self.unreached == self.arriving


class LostEnd(NamedTuple):
    """A nested journey that can end where the outer one cannot go on, and where it would have to go on to."""

    outer: Placed[Journey]
    step: int
    inner: str
    ends: tuple[str, ...]
    onwards: tuple[str, ...]


class Steps:
    """The steps of all journeys held against the transitions.

    Touchpoints that are not among `known` are left out: they are somebody else's finding. To stay at a touchpoint
    needs no transition.
    """

    def __init__(
        self,
        journeys: Journeys,
        known: Collection[str],
        following: Following,
        between: Collection[tuple[str, str]],
    ) -> None:
        self._journeys = journeys
        self._known = known
        self._following = following
        self._between = between

    def broken(self, name: str) -> Iterator[Broken]:
        """Yield the legs of a journey between which transitions are missing.

        A nested journey is shared: that it can also begin elsewhere is no matter of this one, and where its ends
        lead is told by `lost_ends`.
        """
        lost = {(lost.step, end) for lost in self.lost_ends(name) for end in lost.ends}
        for leg in self._journeys.legs(name):
            leaving, arriving = self._sides(leg)
            leaving = tuple(end for end in leaving if (leg.first, end) not in lost)
            if not leaving or not arriving:
                continue
            wanted = frozenset(arriving)
            led_to = {end: self._led_to(end, wanted) for end in leaving}
            reached: set[str] = set().union(*led_to.values())
            stuck = tuple(end for end in leaving if not led_to[end])
            unreached = tuple(begin for begin in arriving if begin not in reached)
            altogether = len(stuck) == len(leaving)
            if leg.before.journey is not None and not altogether:
                stuck = ()
            if leg.after.journey is not None and not altogether:
                unreached = ()
            if stuck or unreached:
                yield Broken(leg, leaving, arriving, stuck, unreached)

    def lost_ends(self, name: str) -> Iterator[LostEnd]:
        """Yield the nested journeys of a journey that can end where no transition leads to any step that may follow."""
        for first, group in groupby(self._journeys.legs(name), key=lambda leg: leg.first):
            legs = list(group)
            inner = legs[0].before.journey
            last = legs[-1]
            if inner is None or last.after.optional:  # where all that follows is optional the outer one may end too
                continue
            sides = [self._sides(leg) for leg in legs]
            if any(not arriving for _, arriving in sides):
                continue
            onwards = frozenset(begin for _, arriving in sides for begin in arriving)
            ends = tuple(end for end in sides[0][0] if not self._led_to(end, onwards))
            if ends:
                yield LostEnd(last.journey, first, inner, ends, tuple(sorted(onwards)))

    def _sides(self, leg: Leg) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the known touchpoints on both sides of a leg, in the order of their ids."""
        return (
            tuple(sorted(name for name in leg.leaving if name in self._known)),
            tuple(sorted(name for name in leg.arriving if name in self._known)),
        )

    def _led_to(self, end: str, wanted: frozenset[str]) -> set[str]:
        """Return those of some touchpoints at which one can be right after another."""
        staying = {end} & wanted
        afters = self._following.get(end, ())
        if len(wanted) <= len(afters):
            return staying | {begin for begin in wanted if (end, begin) in self._between}
        return staying | wanted.intersection(afters)

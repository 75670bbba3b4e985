"""What follows from changes for customers: the reasons why one of them is breaking.

What customers lose is worked out for the whole comparison, and each kind of change asks for what it has to answer for.
All ids are those of the head unless it is said otherwise.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.comparison import Comparison, CutLeg, Missing, Weight
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.graph.flow import Flow
from cxmap.graph.ways import reach
from cxmap.message import Message, Named, said
from cxmap.model.journey import Journey
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition


def weigh(usual: Grade, breaking: Message | None = None, *, live: bool = True) -> Weight:
    """Return the grade of a change: breaking for a reason, and at most notable where no customer meets it."""
    if breaking is not None:
        return Weight(Grade.BREAKING, breaking)
    if not live and usual.rank < Grade.NOTABLE.rank:
        return Weight(Grade.NOTABLE, said("Customers do not meet it today."))
    return Weight(usual)


def is_live(*places: Placed[Touchpoint]) -> bool:
    """Return whether one of some touchpoints is live: of a pair, before or after."""
    return any(placed.value.status == "live" for placed in places)


def is_way_live(atlas: Atlas, transition: Placed[Transition]) -> bool:
    """Return whether a transition leads from a live touchpoint to a live one."""
    ends = (atlas.touchpoints.get(name) for name in (transition.value.from_, transition.value.to))
    return all(placed is not None and placed.value.status == "live" for placed in ends)


def is_pair_of_ways_live(comparison: Comparison, pair: Pair) -> bool:
    """Return whether a transition is live before or after."""
    return is_way_live(comparison.base, pair.before) or is_way_live(comparison.head, pair.after)


def is_journey_live(atlas: Atlas, journey: Placed[Journey]) -> bool:
    """Return whether a journey steps through a live touchpoint, or leaves that to a journey nested in it."""
    steps = journey.value.steps
    places = (atlas.touchpoints.get(name) for step in steps for name in step.touchpoints)
    return any(step.journey for step in steps) or any(placed.value.status == "live" for placed in places if placed)


def consequences(comparison: Comparison) -> "Consequences":
    """Return the reasons of a comparison, which are found only once."""
    return comparison.once(Consequences)


class Consequences:
    """The reasons why changes are breaking: each method says what one sort of change takes from customers, or None."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._diff = comparison.diff
        self._upstream: dict[str, set[str]] = {}
        self._told: dict[tuple[str, ...], Message | None] = {}

    def of_place_lost(self, placed: Placed[Touchpoint]) -> Message | None:
        """Answer for a touchpoint of the base that is gone, or live no longer."""
        if placed.value.status != "live":
            return None
        return self._used(placed) or self._beside(placed) or self.of_data_lost(self._now("data", placed.value.captures))

    def of_place_gained(self, name: str) -> Message | None:
        """Answer for a touchpoint that customers come through and did not, or may start at and did not."""
        return self._anywhere_lacking(datum for datum in self._gaps if name in self._before(datum))

    def of_way_lost(self, start: str, end: str) -> Message | None:
        """Answer for a transition that no longer leads from one touchpoint to another."""
        if (start, end) not in self._comparison.lost_ways:
            return None
        names = dict.fromkeys(leg.journey for leg in self._cut.get((start, end), ()))
        journeys = tuple(self._named("journey", name) for name in names)
        ends = {"start": self._place(start), "end": self._place(end)}
        if len(journeys) == 1:
            return said("Journey {journey} can no longer go from {start} to {end}.", journey=journeys[0], **ends)
        if journeys:
            return said("The journeys {journeys} can no longer go from {start} to {end}.", journeys=journeys, **ends)
        return self._out_of_reach([end]) or self._no_way_out([start])

    def of_way_gained(self, end: str) -> Message | None:
        """Answer for a transition that leads to a touchpoint and did not."""
        return self.of_place_gained(end)

    def of_data_lost(self, data: Iterable[str]) -> Message | None:
        """Answer for data that are no longer asked for, or no longer kept, somewhere."""
        return self._anywhere_lacking(datum for datum in set(data) if datum in self._gaps)

    def of_data_dropped(self, pair: Pair) -> Message | None:
        """Answer for a transition that no longer hands over what it did."""
        before, after = pair.value.carries, pair.after.value.carries
        if after is None:
            return None
        return self._anywhere_lacking(
            datum
            for datum in (self._gaps if before is None else before)
            if datum in self._gaps and datum not in after and pair.after.value.to in self._before(datum)
        )

    def of_data_needed(self, touchpoint: str, data: Collection[str]) -> Message | None:
        """Answer for a touchpoint that needs data which it did not need."""
        lacked = self._lacked(touchpoint, data)
        if len(lacked) == 1:
            return said("{datum} does not reach it on every way.", datum=lacked[0])
        return said("{data} do not reach it on every way.", data=lacked) if lacked else None

    def of_system_lost(self, systems: Collection[str], touchpoint: str | None = None) -> Message | None:
        """Answer for systems of the base that a touchpoint, or nobody, uses any more."""
        if not self._gaps:
            return None
        held = {datum for system in systems for datum in self._held.get(system, ())}
        if touchpoint is None:
            return self.of_data_lost(held)
        lacked = self._lacked(touchpoint, held)
        return self._lacking((self._place(touchpoint),), lacked) if lacked else None

    def of_entry_lost(self, name: str) -> Message | None:
        """Answer for a live touchpoint at which customers could start, and cannot now."""
        if name in self._entries_lost:
            return said("No journey begins there either.")
        return None

    def of_exit_lost(self, name: str) -> Message | None:
        """Answer for a live touchpoint at which customers could finish, and cannot now."""
        if name in self._exits_lost:
            return said("No journey ends there either.")
        return None

    def of_journey(self, before: str | None, after: str | None) -> Message | None:
        """Answer for a journey that came, went or leads elsewhere, given its ids in the base and in the head.

        Customers start where a journey begins and finish where it ends, so other touchpoints may be cut off by it.
        """
        if not (self._gaps or self._entries_lost or self._exits_lost):
            return None
        flows = ((self._comparison.base_flow, before), (self._comparison.head_flow, after))
        old, new = (flow.journeys.all_touchpoints(name) if name else set() for flow, name in flows)
        touched = {*self._now("touchpoint", old), *new}
        started, finished = self._entries_lost & touched, self._exits_lost & touched
        gained = self._entries_gained & touched
        return (
            self._out_of_reach(started & self._comparison.cut_off)
            or self._no_way_out(finished & self._comparison.trapped)
            or self._anywhere_lacking(datum for datum in self._gaps if not gained.isdisjoint(self._before(datum)))
        )

    @cached_property
    def _gaps(self) -> Mapping[str, list[str]]:
        """The touchpoints to which a datum no longer comes, by datum."""
        gaps: dict[str, list[str]] = {}
        for gap in sorted(self._comparison.missing):
            gaps.setdefault(gap.datum, []).append(gap.touchpoint)
        return gaps

    @cached_property
    def _cut(self) -> Mapping[tuple[str, str], list[CutLeg]]:
        """The legs that are cut, by the touchpoints between which a transition is missing."""
        cut: dict[tuple[str, str], list[CutLeg]] = {}
        for leg in self._comparison.cut:
            for way in product(leg.leaving, leg.arriving):
                cut.setdefault(way, []).append(leg)
        return cut

    @cached_property
    def _held(self) -> Mapping[str, list[str]]:
        """The data that each system of the base held."""
        held: dict[str, list[str]] = {}
        for name, placed in self._comparison.base.data.items():
            for system in placed.value.held_in:
                held.setdefault(system, []).append(self._diff.id_now("data", name))
        return held

    @cached_property
    def _entries_lost(self) -> frozenset[str]:
        return self._lost(self._comparison.base_live.entries, self._comparison.head_live.entries)

    @cached_property
    def _exits_lost(self) -> frozenset[str]:
        return self._lost(self._comparison.base_live.exits, self._comparison.head_live.exits)

    @cached_property
    def _entries_gained(self) -> frozenset[str]:
        before = self._now("touchpoint", self._comparison.base_live.entries)
        return frozenset(self._comparison.head_live.entries) - frozenset(before)

    def _lost(self, before: Collection[str], after: Collection[str]) -> frozenset[str]:
        """Return what was among some touchpoints of the base, and is live but not among some of the head."""
        if not (self._comparison.base.whole and self._comparison.head.whole):
            return frozenset()
        live = self._comparison.head_live.atlas.touchpoints
        return frozenset(name for name in self._now("touchpoint", before) if name in live) - frozenset(after)

    def _used(self, placed: Placed[Touchpoint]) -> Message | None:
        """Return how customers used a live touchpoint of the base."""
        flow = self._comparison.base_live
        journeys = self._comparison.journeys_through(placed.id, before=True)
        if len(journeys) == 1:
            steps = journeys[0].value.steps
            number = next(index for index, step in enumerate(steps, 1) if placed.id in step.touchpoints)
            return said("It is step {number} of journey {journey}.", number=number, journey=journeys[0].named)
        if journeys:
            return said("It is a step of the journeys {journeys}.", journeys=tuple(one.named for one in journeys))
        if placed.id in flow.reachable or (not flow.entries and _is_joined(flow, placed.id)):
            return said("Customers come through it today.")
        return None

    def _beside(self, placed: Placed[Touchpoint]) -> Message | None:
        """Return what is lost before and behind a live touchpoint of the base."""
        flow = self._comparison.base_live
        behind = set(self._now("touchpoint", flow.following.get(placed.id, ())))
        before = set(self._now("touchpoint", flow.leading.get(placed.id, ())))
        return self._out_of_reach(behind & self._comparison.cut_off) or self._no_way_out(
            before & self._comparison.trapped
        )

    def _out_of_reach(self, names: Collection[str]) -> Message | None:
        cut_off = sorted(name for name in names if name in self._comparison.cut_off)
        if not cut_off:
            return None
        return said("Customers can no longer get to {touchpoints}.", touchpoints=self._places(cut_off))

    def _no_way_out(self, names: Collection[str]) -> Message | None:
        trapped = sorted(name for name in names if name in self._comparison.trapped)
        if not trapped:
            return None
        return said(
            "Customers who come to {touchpoints} can no longer finish anywhere.", touchpoints=self._places(trapped)
        )

    def _anywhere_lacking(self, data: Iterable[str]) -> Message | None:
        """Return which touchpoints lack some data, wherever they are."""
        which = tuple(sorted(data))
        if which not in self._told:
            places = self._places(sorted({place for datum in which for place in self._gaps[datum]}))
            self._told[which] = self._lacking(places, tuple(self._named("data", name) for name in which))
        return self._told[which]

    def _lacked(self, touchpoint: str, data: Iterable[str]) -> tuple[Named, ...]:
        """Return those of some data that a touchpoint lacks."""
        missing = self._comparison.missing
        return tuple(self._named("data", name) for name in sorted(data) if Missing(touchpoint, name) in missing)

    def _lacking(self, places: tuple[Named, ...], data: tuple[Named, ...]) -> Message | None:
        """Return which touchpoints lack which data."""
        if not data:
            return None
        if len(places) == len(data) == 1:
            return said(
                "{touchpoint} needs {datum}, which no longer reaches it on every way.",
                touchpoint=places[0],
                datum=data[0],
            )
        if len(places) == 1:
            return said(
                "{touchpoint} needs {data}, which no longer reach it on every way.", touchpoint=places[0], data=data
            )
        if len(data) == 1:
            return said(
                "{touchpoints} need {datum}, which no longer reaches them on every way.",
                touchpoints=places,
                datum=data[0],
            )
        return said(
            "{touchpoints} need {data}, which no longer reach them on every way.", touchpoints=places, data=data
        )

    def _before(self, datum: str) -> set[str]:
        """Return the touchpoints from which customers get to where a datum is missing, these included."""
        if datum not in self._upstream:
            self._upstream[datum] = reach(self._gaps[datum], self._comparison.head_live.leading)
        return self._upstream[datum]

    def _now(self, kind: str, names: Iterable[str]) -> Iterator[str]:
        return (self._diff.id_now(kind, name) for name in names)

    def _named(self, kind: str, name: str) -> Named:
        return self._comparison.head.named(kind, name)

    def _place(self, name: str) -> Named:
        return self._named("touchpoint", name)

    def _places(self, names: Iterable[str]) -> tuple[Named, ...]:
        return tuple(map(self._place, names))


def _is_joined(flow: Flow, name: str) -> bool:
    """Return whether any transition leads to a touchpoint or away from it."""
    return name in flow.following or name in flow.leading

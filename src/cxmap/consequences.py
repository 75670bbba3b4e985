"""What follows from changes for customers: the reasons why one of them is breaking.

What customers lose is worked out for the whole comparison, and each kind of change asks for what it has to answer for.
All ids are those of the head unless it is said otherwise.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.references import named_ids
from cxmap.comparison import Comparison, CutLeg, Missing, Weight
from cxmap.diff.diff import Pair
from cxmap.diff.grade import Grade
from cxmap.graph.flow import Flow
from cxmap.message import Message, Named, said
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition
from cxmap.tracing import Tracing


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


def is_journey_live(flow: Flow, name: str) -> bool:
    """Return whether a journey, or one nested in it, steps through a live touchpoint."""
    places = (flow.atlas.touchpoints.get(place) for place in flow.journeys.all_touchpoints(name))
    return any(placed is not None and placed.value.status == "live" for placed in places)


def is_pair_of_journeys_live(comparison: Comparison, pair: Pair) -> bool:
    """Return whether a journey is live before or after."""
    before, after = comparison.base_flow, comparison.head_flow
    return is_journey_live(before, pair.before.id) or is_journey_live(after, pair.after.id)


def consequences(comparison: Comparison) -> "Consequences":
    """Return the reasons of a comparison, which are found only once."""
    return comparison.once(Consequences)


class Consequences:
    """The reasons why changes are breaking: each method says what one sort of change takes from customers, or None."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._diff = comparison.diff
        self._tracing = Tracing(comparison)
        self._told: dict[tuple[str, ...], Message | None] = {}

    def of_place_lost(self, placed: Placed[Touchpoint]) -> Message | None:
        """Answer for a touchpoint of the base that is gone, or live no longer."""
        return (self._used(placed) or self._beside(placed)) if placed.value.status == "live" else None

    def of_place_gained(self, name: str) -> Message | None:
        """Answer for a touchpoint that customers come through and did not."""
        return self._lacking(self._tracing.at_new_place(name))

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

    def of_way_gained(self, transition: Transition) -> Message | None:
        """Answer for a transition of the head that leads to where none led."""
        return self._lacking(self._tracing.on_new_way(transition))

    def of_data_not_asked(self, touchpoint: str, data: Iterable[str]) -> Message | None:
        """Answer for a touchpoint that no longer asks for data."""
        return self._lacking(self._tracing.not_asked(touchpoint, data))

    def of_data_dropped(self, pair: Pair) -> Message | None:
        """Answer for a transition that hands over something else."""
        return self._lacking(self._tracing.not_handed_over(pair.value, pair.after.value))

    def of_data_needed(self, touchpoint: str, data: Iterable[str]) -> Message | None:
        """Answer for a touchpoint that needs data which it did not need."""
        missing = self._comparison.missing
        lacked = tuple(self._named("data", name) for name in sorted(data) if Missing(touchpoint, name) in missing)
        if len(lacked) == 1:
            return said("{datum} does not reach it on every way.", datum=lacked[0])
        return said("{data} do not reach it on every way.", data=lacked) if lacked else None

    def of_system_lost(self, systems: Iterable[str]) -> Message | None:
        """Answer for systems of the base that are gone."""
        return self._lacking(self._tracing.not_held(systems))

    def of_system_not_used(self, touchpoint: str, systems: Iterable[str]) -> Message | None:
        """Answer for a touchpoint that no longer uses some systems of the base."""
        data = tuple(self._named("data", name) for name in sorted(self._tracing.not_held(systems, touchpoint)))
        return _lacking((self._place(touchpoint),), data)

    def of_data_not_kept(self, datum: str, systems: Iterable[str]) -> Message | None:
        """Answer for a datum that is no longer kept in some systems of the base."""
        return self._lacking(name for name in self._tracing.not_held(systems) if name == datum)

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
        if not (self._comparison.missing or self._entries_lost or self._exits_lost):
            return None
        flows = ((self._comparison.base_flow, before), (self._comparison.head_flow, after))
        old, new = (flow.journeys.all_touchpoints(name) if name else set() for flow, name in flows)
        touched = {*self._now("touchpoint", old), *new}
        started, finished = self._entries_lost & touched, self._exits_lost & touched
        return (
            self._out_of_reach(started & self._comparison.cut_off)
            or self._no_way_out(finished & self._comparison.trapped)
            or self._lacking(self._tracing.at_new_entries(touched))
        )

    def in_use(self, placed: Placed[Any]) -> bool:
        """Return whether something of the base names a thing, touchpoints and ways that are not live left out."""
        return placed.id in self._named_in_base.get(placed.kind, ())

    @cached_property
    def _named_in_base(self) -> Mapping[str, set[str]]:
        """The ids that something of the base names, by kind."""
        base = self._comparison.base
        found: dict[str, set[str]] = {}
        for placed in base.everything:
            if placed.kind == "touchpoint" and placed.id not in self._comparison.base_live.atlas.touchpoints:
                continue
            if placed.kind == "transition" and not is_way_live(base, base.transitions[placed.id]):
                continue
            for kind, ids in named_ids(placed.value):
                found.setdefault(kind, set()).update(ids)
        return found

    @cached_property
    def _cut(self) -> Mapping[tuple[str, str], list[CutLeg]]:
        """The legs that are cut, by the touchpoints between which a transition is missing."""
        cut: dict[tuple[str, str], list[CutLeg]] = {}
        for leg in self._comparison.cut:
            for way in product(leg.leaving, leg.arriving):
                cut.setdefault(way, []).append(leg)
        return cut

    @cached_property
    def _entries_lost(self) -> frozenset[str]:
        return self._lost(self._comparison.base_live.entries, self._comparison.head_live.entries)

    @cached_property
    def _exits_lost(self) -> frozenset[str]:
        return self._lost(self._comparison.base_live.exits, self._comparison.head_live.exits)

    def _lost(self, before: Collection[str], after: Collection[str]) -> frozenset[str]:
        """Return what was among some touchpoints of the base, and is live but not among some of the head."""
        if not self._comparison.readable:
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

    def _lacking(self, data: Iterable[str]) -> Message | None:
        """Return which touchpoints lack some data."""
        which = tuple(sorted(data))
        if which not in self._told:
            names = sorted({place for datum in which for place in self._tracing.gaps[datum]})
            self._told[which] = _lacking(self._places(names), tuple(self._named("data", name) for name in which))
        return self._told[which]

    def _now(self, kind: str, names: Iterable[str]) -> Iterator[str]:
        return (self._diff.id_now(kind, name) for name in names)

    def _named(self, kind: str, name: str) -> Named:
        return self._comparison.head.named(kind, name)

    def _place(self, name: str) -> Named:
        return self._named("touchpoint", name)

    def _places(self, names: Iterable[str]) -> tuple[Named, ...]:
        return tuple(map(self._place, names))


def _lacking(places: tuple[Named, ...], data: tuple[Named, ...]) -> Message | None:
    """Return the sentence about touchpoints that lack data, in the number of each."""
    if not data:
        return None
    if len(places) == len(data) == 1:
        return said(
            "{touchpoint} needs {datum}, which no longer reaches it on every way.", touchpoint=places[0], datum=data[0]
        )
    if len(places) == 1:
        return said(
            "{touchpoint} needs {data}, which no longer reach it on every way.", touchpoint=places[0], data=data
        )
    if len(data) == 1:
        return said(
            "{touchpoints} need {datum}, which no longer reaches them on every way.", touchpoints=places, datum=data[0]
        )
    return said("{touchpoints} need {data}, which no longer reach them on every way.", touchpoints=places, data=data)


def _is_joined(flow: Flow, name: str) -> bool:
    """Return whether any transition leads to a touchpoint or away from it."""
    return name in flow.following or name in flow.leading

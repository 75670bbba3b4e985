"""Traces data that no longer reach where they are needed to the changes that let them get lost.

All ids are those of the head unless it is said otherwise.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.graph.knowledge import Knowledge
from cxmap.graph.ways import reach
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition


class Tracing:
    """The data that live touchpoints needed before, and had before, and lack now. Each method yields those of a cause.

    Seen from such a touchpoint, going back to where the datum is asked for or handed over, something must be another:
    a touchpoint no longer asks for it, a transition no longer hands it over, or there is a new way from where it is
    not known to where it always was.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._diff = comparison.diff
        self._upstream: dict[str, set[str]] = {}
        self._unasked: dict[str, set[str]] = {}

    @cached_property
    def gaps(self) -> Mapping[str, tuple[str, ...]]:
        """The touchpoints that lack a datum, by datum."""
        gaps: dict[str, list[str]] = {}
        for touchpoint, datum in sorted(self._comparison.missing):
            needed = self._places[touchpoint].value.needs
            if datum in (self._diff.id_now("data", name) for name in needed):
                gaps.setdefault(datum, []).append(touchpoint)
        return {datum: tuple(names) for datum, names in gaps.items()}

    def not_asked(self, touchpoint: str, data: Iterable[str]) -> Iterator[str]:
        """Yield those of some data that are missing because a touchpoint no longer asks for them."""
        return (datum for datum in data if datum in self.gaps and touchpoint in self._unasked_behind(datum))

    def not_handed_over(self, before: Transition, after: Transition) -> Iterator[str]:
        """Yield the data that are missing because a transition no longer hands them over."""
        for datum in self.gaps if after.carries is not None else ():
            handed_over = before.carries is None or datum in before.carries
            if handed_over and _drops(after, datum) and after.to in self._upstream_of(datum):
                yield datum

    def not_held(self, systems: Iterable[str], touchpoint: str | None = None) -> Iterator[str]:
        """Yield the data that are missing because some systems, given by their ids in the base, no longer tell them.

        They are those that a touchpoint, any or the one that is named, knew from one of these systems.
        """
        lost = set(systems)
        for datum, names in self.gaps.items():
            if not lost.isdisjoint(self._comparison.base_live.atlas.data[self._old_ids[datum]].value.held_in):
                places = (self._places[name].value.systems for name in names if touchpoint in (None, name))
                if any(not lost.isdisjoint(used) for used in places):
                    yield datum

    def on_new_way(self, transition: Transition) -> Iterator[str]:
        """Yield the data that are missing because of a transition that was not there."""
        for datum in self.gaps:
            if self._is_hole(transition, datum):
                yield datum

    def at_new_place(self, name: str) -> Iterator[str]:
        """Yield the data that are missing because of the ways through a touchpoint that was not there."""
        flow = self._comparison.head_live
        ways = (
            *((name, after) for after in flow.following.get(name, ())),
            *((before, name) for before in flow.leading.get(name, ())),
        )
        transitions = [placed.value for way in ways for placed in flow.between[way]]
        for datum in self.gaps:
            if any(self._is_hole(each, datum) for each in transitions) or datum in self.at_new_entries([name]):
                yield datum

    def at_new_entries(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the data that are missing because customers start at touchpoints at which they did not."""
        new = [name for name in names if name in self._comparison.head_live.entries and name not in self._old_entries]
        for datum in self.gaps if new else ():
            if any(self._lets_in(name, datum) for name in new):
                yield datum

    def _is_hole(self, transition: Transition, datum: str) -> bool:
        """Return whether a new transition leads customers of whom a datum is not known to where it always was."""
        start, end = transition.from_, transition.to
        unknown = _drops(transition, datum) or not self._known_after.on_leaving(start, datum)
        return unknown and start in self._known_after.arrived and self._lets_in(end, datum)

    def _lets_in(self, name: str, datum: str) -> bool:
        """Return whether a datum gets lost where customers get to a touchpoint without it, and did not before."""
        old = self._places.get(name)
        if old is None or old.id not in self._known_before.arrived:
            return name in self._upstream_of(datum)
        return name in self._unasked_behind(datum) and self._known_before.on_arrival(old.id, self._old_ids[datum])

    @cached_property
    def _places(self) -> Mapping[str, Placed[Touchpoint]]:
        """The live touchpoints of the base."""
        live = self._comparison.base_live.atlas.touchpoints if self._comparison.missing else {}
        return {self._diff.id_now("touchpoint", name): placed for name, placed in live.items()}

    @cached_property
    def _known_before(self) -> Knowledge:
        return self._comparison.base_live.knowledge(self._old_ids.values())

    @cached_property
    def _known_after(self) -> Knowledge:
        return self._comparison.head_live.knowledge(self.gaps)

    @cached_property
    def _old_ids(self) -> Mapping[str, str]:
        """The ids that the data had in the base."""
        return {self._diff.id_now("data", name): name for name in self._comparison.base_live.atlas.data}

    @cached_property
    def _old_entries(self) -> set[str]:
        return {self._diff.id_now("touchpoint", name) for name in self._comparison.base_live.entries}

    def _upstream_of(self, datum: str) -> set[str]:
        """Return the touchpoints from which customers get to where a datum is lacking, these included."""
        if datum not in self._upstream:
            self._upstream[datum] = reach(self.gaps[datum], self._comparison.head_live.leading)
        return self._upstream[datum]

    def _unasked_behind(self, datum: str) -> set[str]:
        """Return those of them from which there is a way on which nobody asks for it."""
        if datum not in self._unasked:
            asking = {
                name for name, placed in self._comparison.head_live.atlas.touchpoints.items() if _asks(placed, datum)
            }
            self._unasked[datum] = reach(self.gaps[datum], self._comparison.head_live.leading, asking)
        return self._unasked[datum]


def _asks(placed: Placed[Touchpoint], datum: str) -> bool:
    return datum in placed.value.captures


def _drops(transition: Transition, datum: str) -> bool:
    return transition.carries is not None and datum not in transition.carries

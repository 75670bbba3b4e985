"""What is known at touchpoints when customers come to them, and what is missing there."""

from collections.abc import Iterator
from functools import cached_property

from cxmap.atlas.atlas import Placed
from cxmap.graph.arrivals import Arrivals
from cxmap.graph.flow import Flow
from cxmap.message import Named
from cxmap.model.touchpoint import Touchpoint
from cxmap.report.entity import Known


class Knowing:
    """Says of any touchpoint of a map what is known there; what holds for all of them is worked out once."""

    def __init__(self, flow: Flow) -> None:
        self._atlas = flow.atlas
        self._arrivals = Arrivals(flow)
        self._sets: dict[tuple[str, ...], tuple[Named, ...]] = {}

    def at(self, placed: Placed[Touchpoint]) -> Known | None:
        """Return the data known at a touchpoint; None where no way from an entry leads there."""
        found = self._arrivals.at(placed.id)
        if found is None:
            return None
        value = placed.value
        held = dict(sorted(self._in_systems(value)))
        missing = set(value.needs).intersection(self._atlas.data).difference(found.always, value.captures, held)
        return Known(
            self._named(found.always),
            self._named(found.sometimes),
            tuple((self._atlas.named("data", name), self._atlas.named("system", held[name])) for name in held),
            tuple(self._atlas.named("data", name) for name in sorted(missing)),
        )

    def _in_systems(self, value: Touchpoint) -> Iterator[tuple[str, str]]:
        """Yield the data that are in a system of a touchpoint, each with the first that has it."""
        for system in reversed(value.systems):
            for name in self._held.get(system, ()):
                yield name, system

    @cached_property
    def _held(self) -> dict[str, list[str]]:
        held: dict[str, list[str]] = {}
        for name, datum in self._atlas.data.items():
            for system in dict.fromkeys(datum.value.held_in):
                held.setdefault(system, []).append(name)
        return held

    def _named(self, names: tuple[str, ...]) -> tuple[Named, ...]:
        if names not in self._sets:
            self._sets[names] = tuple(self._atlas.named("data", name) for name in names)
        return self._sets[names]

"""What is known of customers when they arrive at a touchpoint."""

from functools import cached_property
from typing import NamedTuple

from cxmap.graph.flow import Flow
from cxmap.graph.handovers import Bits, Handovers
from cxmap.graph.spread import on_every_way, on_some_way


class Arrival(NamedTuple):
    """The data known on arrival: on whatever way one comes from an entry, and on some ways only; sorted."""

    always: tuple[str, ...]
    sometimes: tuple[str, ...]


class Arrivals:
    """What has been told before, and handed over, when customers come to the touchpoints of a map.

    It is worked out for all of them when one is first asked for. What systems hold is not among it.
    """

    def __init__(self, flow: Flow) -> None:
        self._handovers = Handovers(flow.atlas, flow.entries, flow.following, flow.leading, flow.between)
        self._bits: Bits = self._handovers.bits(flow.atlas.data)
        self._sets: dict[int, tuple[str, ...]] = {}

    def at(self, touchpoint: str) -> Arrival | None:
        """Return what is known on arrival at a touchpoint; None where no way from an entry leads there."""
        surely = self._surely.get(touchpoint)
        if surely is None:
            return None
        possibly = self._possibly.get(touchpoint, 0)
        return Arrival(self._data(surely), self._data(possibly & ~surely))

    @cached_property
    def _surely(self) -> dict[str, int]:
        return on_every_way(self._handovers.entries, self._handovers.surely(self._bits))

    @cached_property
    def _possibly(self) -> dict[str, int]:
        return on_some_way(self._handovers.entries, self._handovers.possibly(self._bits))

    def _data(self, known: int) -> tuple[str, ...]:
        """Return a set of data as sorted ids. Touchpoints that follow each other mostly know the same."""
        if known not in self._sets:
            self._sets[known] = tuple(sorted(name for name, bit in self._bits.items() if known & bit))
        return self._sets[known]

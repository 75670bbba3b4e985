"""What is surely known at a touchpoint, whichever way a customer has come."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cxmap.graph.handovers import Bits, Handovers
from cxmap.graph.spread import on_every_way


class Knowledge(NamedTuple):
    """Some data, and at which touchpoints that customers get to they are known: to begin with, or asked for there."""

    bits: Bits
    arrived: Mapping[str, int]
    asked: Mapping[str, int]

    def on_arrival(self, touchpoint: str, datum: str) -> bool:
        """Return whether a datum is known to begin with."""
        return bool(self.arrived.get(touchpoint, 0) & self.bits.get(datum, 0))

    def on_leaving(self, touchpoint: str, datum: str) -> bool:
        """Return whether a datum is known to begin with, or asked for there."""
        known = self.arrived.get(touchpoint, 0) | self.asked.get(touchpoint, 0)
        return bool(known & self.bits.get(datum, 0))


def knowledge(handovers: Handovers, data: Iterable[str]) -> Knowledge:
    """Return where some data are known on every way."""
    bits = handovers.bits(data)
    arrows = handovers.surely(bits)
    return Knowledge(bits, on_every_way(handovers.entries, arrows), arrows.added)

"""What is known of customers when they arrive at a touchpoint."""

from typing import NamedTuple

from cxmap.graph.flow import Flow
from cxmap.graph.handovers import Bits, Handovers
from cxmap.graph.spread import on_every_way, on_some_way


class Arrival(NamedTuple):
    """The data known on arrival: on whatever way one comes from an entry, and on some ways only; sorted."""

    always: tuple[str, ...]
    sometimes: tuple[str, ...]


def arrival(flow: Flow, touchpoint: str) -> Arrival | None:
    """Return what has been told before, and handed over, when customers come to a touchpoint.

    It is None where no way from an entry leads there. What systems hold is not among it.
    """
    handovers = Handovers(flow.atlas, flow.entries, flow.following, flow.leading, flow.between)
    bits = handovers.bits(flow.atlas.data)
    surely = on_every_way(handovers.entries, handovers.surely(bits)).get(touchpoint)
    if surely is None:
        return None
    possibly = on_some_way(handovers.entries, handovers.possibly(bits)).get(touchpoint, 0)
    return Arrival(_data(surely, bits), _data(possibly & ~surely, bits))


def _data(known: int, bits: Bits) -> tuple[str, ...]:
    return tuple(sorted(name for name, bit in bits.items() if known & bit))

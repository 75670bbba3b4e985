"""The touchpoints near what changed: so many transitions away, before or after, in either revision."""

from collections.abc import Iterator
from typing import NamedTuple

from cxmap.impact.both import Both, Thing
from cxmap.impact.reach.extent import Extent, Extents, of_kind
from cxmap.impact.reach.needing import ends
from cxmap.message import Message, said


class Near(NamedTuple):
    """A touchpoint near what changed, how far away it is, what it lies beside and what joins the two."""

    touchpoint: str
    distance: int
    by: Message
    beside: Thing


def near(both: Both, found: Extents, depth: int) -> Iterator[Near]:
    """Yield both ends of the transitions that changed, and the touchpoints up to `depth` transitions away.

    The ends are one away, whatever the depth. Only around what changes the flow it goes on from there. The nearest
    come first; a touchpoint comes again only where it is an end as well.
    """
    layer = of_kind(found, "touchpoint", Extent.FLOW)
    seen = set(layer)
    beside_ends = []
    for end in _ends(both, found):
        yield end
        if found[end.beside] is Extent.FLOW and end.touchpoint not in seen:
            seen.add(end.touchpoint)
            beside_ends.append(end.touchpoint)
    for distance in range(1, depth + 1):
        following = []
        for name in layer:
            for other in _next_to(both, name, distance):
                if other.touchpoint not in seen:
                    seen.add(other.touchpoint)
                    following.append(other.touchpoint)
                    yield other
        layer = following if distance > 1 else sorted([*beside_ends, *following])
        if not layer:
            return


def _ends(both: Both, found: Extents) -> Iterator[Near]:
    for name in of_kind(found, "transition"):
        starts, finishes = ends(both, ("transition", name))
        for end in sorted(starts):
            yield Near(end, 1, said("is the start of"), ("transition", name))
        for end in sorted(finishes):
            yield Near(end, 1, said("is the end of"), ("transition", name))


def _next_to(both: Both, name: str, distance: int) -> Iterator[Near]:
    for after in both.following(name):
        yield Near(after, distance, said("is the next touchpoint after"), ("touchpoint", name))
    for before in both.leading(name):
        yield Near(before, distance, said("is the touchpoint before"), ("touchpoint", name))

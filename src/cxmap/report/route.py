"""Ways from one touchpoint to another."""

from dataclasses import dataclass

from cxmap.message import Named
from cxmap.report.map_info import MapInfo
from cxmap.report.passage import Passage, Stop


@dataclass(frozen=True, slots=True)
class Leg:
    """One move from a touchpoint to the next: the transitions by which it can be made, at least one."""

    passages: tuple[Passage, ...]

    @property
    def handover(self) -> bool:
        """Whether accountability passes from one owner to another."""
        return self.passages[0].handover


@dataclass(frozen=True, slots=True)
class Way:
    """A way: one more stop than legs."""

    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]

    @property
    def handovers(self) -> int:
        """How often accountability passes from one owner to another."""
        return sum(leg.handover for leg in self.legs)


@dataclass(frozen=True, slots=True)
class RouteReport:
    """The outcome of `cxmap route`.

    `ways` are in the order of their length and then of ids. `complete` says that there are no others that were asked
    for; `stopped` that looking for more would have taken too long. `everything` says whether all ways were asked for,
    `avoided` how many touchpoints were to be avoided, `depth` how many transitions a way may have.

    Where there is no way, `shortest` is how many transitions one would have that may be longer. Where there is none at
    all, `reached` are the touchpoints to which customers get from the start, in the order of stages, `furthest` those
    of them in the last stage, and `before` those right before the goal.
    """

    about: MapInfo
    start: Stop
    goal: Stop
    ways: tuple[Way, ...]
    everything: bool
    complete: bool
    stopped: bool
    avoided: int = 0
    depth: int | None = None
    shortest: int | None = None
    reached: tuple[Named, ...] = ()
    furthest: tuple[Named, ...] = ()
    before: tuple[Named, ...] = ()

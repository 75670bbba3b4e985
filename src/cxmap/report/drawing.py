"""What `cxmap draw` shows: a part of the map with all that any of its pictures says of it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from cxmap.message import Named
from cxmap.report.map_info import MapInfo

View = Literal["map", "flow", "blueprint", "journey"]
"""What a picture is made for: the journey map, the ways between touchpoints, who stands behind them, one journey."""

LaneBy = Literal["owner", "channel", "stage"]
"""What touchpoints share a lane for in the view `flow`."""

Mark = Literal["", "added", "changed", "removed"]
"""What happened to something since the base, where the picture compares."""


class Phase(NamedTuple):
    """A stage of the journey. `stage` is None for touchpoints whose stage nobody declares."""

    stage: Named | None
    goal: str = ""


class Card(NamedTuple):
    """A touchpoint. `owner` is who is accountable for it; `errors` and `warnings` are how many findings it has."""

    touchpoint: Named
    stage: Named | None
    channel: str
    owner: Named | None = None
    responsible: tuple[Named, ...] = ()
    initiated_by: Literal["", "customer", "company", "partner"] = ""
    moment: Literal["", "truth", "pain"] = ""
    status: Literal["planned", "live", "retired"] = "live"
    entry: bool = False
    exit: bool = False
    systems: tuple[Named, ...] = ()
    errors: int = 0
    warnings: int = 0
    mark: Mark = ""


class Arrow(NamedTuple):
    """A transition between two of the cards, by the ids of their touchpoints.

    `handover` says that accountability passes from one owner to another; `owner` is who sees customers over.
    """

    transition: Named
    start: str
    end: str
    when: str = ""
    kind: Literal["forward", "back", "recovery"] = "forward"
    owner: Named | None = None
    handover: bool = False
    share: float | None = None
    errors: int = 0
    warnings: int = 0
    mark: Mark = ""


class Step(NamedTuple):
    """A step of a journey, counted from 1: the ids of touchpoints of which it is any one.

    The steps of a nested journey stand in the place of the step that nests it; `within` is that journey. `feels` goes
    from -2 to 2 and is None where nobody says.
    """

    number: int
    touchpoints: tuple[str, ...]
    within: Named | None = None
    optional: bool = False
    does: str = ""
    thinks: str = ""
    feels: float | None = None
    pains: tuple[str, ...] = ()


class Line(NamedTuple):
    """A journey: who goes it, what for, and its steps, those of nested journeys included."""

    journey: Named
    kind: Literal["ideal", "current"]
    goal: str
    owner: Named | None
    personas: tuple[Named, ...]
    steps: tuple[Step, ...]
    metrics: tuple[Named, ...] = ()


class Gauge(NamedTuple):
    """A metric that watches some of the touchpoints. `target` is None where there is none, `better` may be empty."""

    metric: Named
    kind: str
    target: float | None
    better: Literal["", "higher", "lower"]
    scale: str
    touchpoints: tuple[str, ...]


class Idea(NamedTuple):
    """An opportunity that is open or being worked on, at one of the touchpoints, or at a transition that leaves it."""

    opportunity: Named
    touchpoint: str
    pain: str
    value: int | None
    effort: int | None
    owner: Named | None
    status: Literal["open", "doing"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A part of the map, ready to be drawn in any view.

    `phases` are the stages that have a card, in the order of the journey; `cards` are in that order too, and within a
    stage in the order in which customers come to them. `lines` are the journeys to show, and only their steps at the
    cards. `narrowed` says that only what is on certain journeys was asked for. `personas` are whose experience it is;
    empty for everybody's. `left_out` counts touchpoints that were
    selected and are not drawn, because there are too many, `journeys_left_out` such journeys.
    """

    about: MapInfo
    view: View
    by: LaneBy
    language: str
    phases: tuple[Phase, ...]
    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    lines: tuple[Line, ...] = ()
    gauges: tuple[Gauge, ...] = ()
    ideas: tuple[Idea, ...] = ()
    personas: tuple[Named, ...] = ()
    narrowed: bool = False
    left_out: int = 0
    journeys_left_out: int = 0

    @property
    def followed(self) -> Line | None:
        """The journey whose steps the picture goes by: the only one, if it was asked for or is all there is to see."""
        if len(self.lines) != 1:
            return None
        [line] = self.lines
        here = {card.touchpoint.id for card in self.cards}
        met = {name for step in line.steps for name in step.touchpoints}
        return line if met & here and (self.narrowed or here <= met) else None

"""A survey of a map: everything that its documents and its web page say of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxmap.findings import Finding
from cxmap.message import Message, Named
from cxmap.report.drawing import Drawing
from cxmap.report.map_info import MapInfo
from cxmap.report.raci import RaciReport
from cxmap.report.sheets import (
    ChangeSheet,
    DatumSheet,
    JourneySheet,
    MetricSheet,
    OpportunitySheet,
    OwnerSheet,
    PersonaSheet,
    StageSheet,
    SystemSheet,
    TouchpointSheet,
)
from cxmap.report.validation import Declined, RuleInfo


class Tally(NamedTuple):
    """How many findings there are of each severity."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0


class Health(NamedTuple):
    """How large the map is, and how much of it is as it should be.

    `touchpoints` counts those that are not retired, and of these `accounted` have an accountable owner, `measured` a
    metric, `evidenced` research, in part at least, and `reviewed` a review within the limit.
    """

    touchpoints: int
    transitions: int
    journeys: int
    owners: int
    findings: Tally
    accounted: int
    measured: int
    evidenced: int
    reviewed: int


class Overdue(NamedTuple):
    """A touchpoint whose review is out of date, or a change nobody has looked back at, since a day; who is to do it."""

    thing: Named
    since: datetime.date
    owner: Named | None


class Point(NamedTuple):
    """What was found at some time in the past, in the files of a commit, by the rules of today."""

    commit: str
    day: datetime.date
    touchpoints: int
    findings: Tally


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that documents and the web page say of a map, or of a part of it, in one language.

    Things go by their names in `language`. Touchpoints come in the order of the journey, stages in their own,
    opportunities in the order in which they are worth doing, everything else in the order of ids. Where a part was
    asked for, `touchpoints` are those of the part, and everything else is what belongs to them; `total` is how many
    there are on the whole map that are not retired.

    `picture` shows the map, `lanes` the ways between touchpoints in lanes of those who are accountable; they are None
    where there is nothing to draw.

    `commit` is the commit that says the same as what was read, for links to lines; empty without git. `edited` are
    the paths of files that say something else in it, whose lines cannot be linked. `declined` are rules that did not
    run. `trend` goes from the oldest point to the newest, and is empty where there is no past; `notes` are what
    readers should know of how the survey was made.
    """

    about: MapInfo
    language: str
    today: datetime.date
    health: Health
    total: int
    stages: tuple[StageSheet, ...]
    touchpoints: tuple[TouchpointSheet, ...]
    journeys: tuple[JourneySheet, ...]
    owners: tuple[OwnerSheet, ...]
    personas: tuple[PersonaSheet, ...]
    data: tuple[DatumSheet, ...]
    systems: tuple[SystemSheet, ...]
    metrics: tuple[MetricSheet, ...]
    opportunities: tuple[OpportunitySheet, ...]
    changes: tuple[ChangeSheet, ...]
    overdue: tuple[Overdue, ...]
    findings: tuple[Finding, ...]
    rules: Mapping[str, RuleInfo]
    declined: tuple[Declined, ...] = ()
    committee: Named | None = None
    raci: RaciReport | None = None
    picture: Drawing | None = None
    lanes: Drawing | None = None
    trend: tuple[Point, ...] = ()
    commit: str = ""
    edited: frozenset[str] = frozenset()
    notes: tuple[Message, ...] = field(default=())

    @property
    def open_opportunities(self) -> tuple[OpportunitySheet, ...]:
        """The opportunities that are open or being worked on: those of the highest worth first.

        The worth is value divided by effort; among equals the more valuable comes first, then the id decides. Those
        without both figures come last.
        """
        return tuple(sheet for sheet in self.opportunities if sheet.status in ("open", "doing"))

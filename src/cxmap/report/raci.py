"""Who does what along the journey: the RACI matrix, its hand-overs, its gaps, and what falls to whom."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cxmap.findings import Finding, Severity
from cxmap.message import Message, Named
from cxmap.report.map_info import MapInfo
from cxmap.report.validation import RuleInfo

By = Literal["stage", "journey", "owner", "function"]
"""How the matrix is arranged: rows grouped by stage, by journey or by accountable owner; or functions as columns."""

Mark = Literal["A", "R", "C", "I", "H", "G", "T"]
"""What somebody is at a touchpoint: accountable, responsible, consulted, informed; or at a hand-over: `H` sees the
customer over, `G` gives, `T` takes."""

Marks = tuple[Mark, ...]
"""All that somebody is in one row, in the order of `Mark`."""

Cells = Mapping[str, Marks]
"""What stands in a row, by the key of the column; columns that have nothing in the row are left out."""


class Column(NamedTuple):
    """An owner; or a function (of the kind `function`), whose cells unite those of its owners.

    A function without a name stands for the owners of whom none is known. `retired` is an owner who no longer exists
    and still has a role.
    """

    thing: Named
    owners: tuple[Named, ...]
    retired: bool = False

    @property
    def key(self) -> str:
        """What the cells of this column are found by."""
        return self.thing.id


@dataclass(frozen=True, slots=True)
class Handover:
    """A transition on which accountability passes from one owner, the giver, to another, the taker.

    `owner` sees the customer over; None where nobody does. `gravest` is the severity of its gravest gap.
    """

    transition: Named
    start: Named
    end: Named
    when: str
    giver: Named
    taker: Named
    owner: Named | None
    cells: Cells
    gravest: Severity | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A touchpoint, and the hand-overs that leave it.

    Whoever is accountable without anybody being responsible is both. `gravest` is the severity of its gravest gap.
    """

    touchpoint: Named
    stage: Named
    channel: str
    status: Literal["planned", "live"]
    team: Named | None
    cells: Cells
    handovers: tuple[Handover, ...] = ()
    gravest: Severity | None = None


class Group(NamedTuple):
    """Rows that belong together: those of a stage, a journey or an accountable owner.

    `thing` is None for those that are in no journey, or for which nobody is accountable.
    """

    thing: Named | None
    rows: tuple[Row, ...]


class Load(NamedTuple):
    """At how many touchpoints an owner has each role, and how many hand-overs they see customers over."""

    owner: Named
    function: str
    accountable: int
    responsible: int
    consulted: int
    informed: int
    handovers: int


class Seat(NamedTuple):
    """A function, empty where none is known, and the touchpoints in whose teams it has a seat.

    It has one where any of its owners has a role. `delivering` counts those where one of them is accountable or
    responsible.
    """

    function: str
    owners: tuple[Named, ...]
    touchpoints: tuple[Named, ...]
    delivering: int


@dataclass(frozen=True, slots=True)
class RaciReport:
    """The outcome of `cxmap raci`.

    `groups` hold the touchpoints in the order of the journey; only by journey can one stand in several of them.
    `columns` come in the order in which they first answer for something. `gaps` are findings, `rules` what is to be
    said of the rules that found them. `shown` of the `total` touchpoints that are not retired have a row. `templates`
    are the repository's own, by name.
    """

    about: MapInfo
    language: str
    today: datetime.date
    by: By
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    gaps: tuple[Finding, ...]
    loads: tuple[Load, ...]
    seats: tuple[Seat, ...]
    shown: int
    total: int
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)

"""All that is known of each thing of a map, kind by kind: what documents and the web page are made of."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cxmap.findings import Finding
from cxmap.message import Named
from cxmap.report.drawing import Drawing
from cxmap.report.entity import Appearance, Known, Site, Step
from cxmap.report.passage import Passage


class Weblink(NamedTuple):
    """A page that says more. `title` is its address where it has no other; the address is as it was written."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Basics:
    """What every kind of thing may say. `site` is None for what is named and declared nowhere.

    `whole` is false where some of its fields could not be read.
    """

    description: str = ""
    site: Site | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Weblink, ...] = ()
    whole: bool = True


class Roles(NamedTuple):
    """Who has which role. Where nobody else is responsible, whoever is accountable is among the responsible."""

    accountable: Named | None = None
    responsible: tuple[Named, ...] = ()
    consulted: tuple[Named, ...] = ()
    informed: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class TouchpointSheet:
    """A touchpoint.

    `arrivals` and `departures` are the transitions into and out of it, `appearances` the steps of journeys at which it
    is. `known` is None where no way from an entry leads there. `findings` are about it or about a transition that
    leaves it. `overdue` says that its review is longer ago than the limit.
    """

    touchpoint: Named
    basics: Basics
    stage: Named
    channel: str
    status: Literal["planned", "live", "retired"]
    roles: Roles
    team: Named | None = None
    aliases: tuple[str, ...] = ()
    moment: Literal["", "truth", "pain"] = ""
    initiated_by: Literal["", "customer", "company", "partner"] = ""
    entry: bool = False
    exit: bool = False
    volume: float | None = None
    evidence: Literal["", "assumed", "partial", "researched"] = ""
    reviewed: datetime.date | None = None
    overdue: bool = False
    captures: tuple[Named, ...] = ()
    needs: tuple[Named, ...] = ()
    systems: tuple[Named, ...] = ()
    metrics: tuple[Named, ...] = ()
    events: tuple[str, ...] = ()
    arrivals: tuple[Passage, ...] = ()
    departures: tuple[Passage, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    personas: tuple[Named, ...] = ()
    known: Known | None = None
    opportunities: tuple[Named, ...] = ()
    changes: tuple[Named, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class StageSheet:
    """A stage, and its touchpoints in the order in which customers come to them.

    `picture` is None where there is nothing to draw.
    """

    stage: Named
    basics: Basics
    goal: str
    touchpoints: tuple[Named, ...]
    findings: tuple[Finding, ...] = ()
    picture: Drawing | None = None


class Asked(NamedTuple):
    """A datum, and the touchpoints of a journey that ask for it, need it, and need it where it may not be known."""

    datum: Named
    captured: tuple[Named, ...]
    needed: tuple[Named, ...]
    missing: tuple[Named, ...]


class Part(NamedTuple):
    """What an owner does on a journey: at which of its touchpoints they are accountable, and otherwise responsible."""

    owner: Named
    accountable: tuple[Named, ...]
    responsible: tuple[Named, ...]


class Watched(NamedTuple):
    """A metric, and the touchpoints of a journey that it watches; `whole` says that it is one of the journey itself."""

    metric: Named
    whole: bool
    touchpoints: tuple[Named, ...]


class Pain(NamedTuple):
    """What hurts at a step of a journey, counted from 1."""

    step: int
    stops: tuple[Named, ...]
    pain: str


@dataclass(frozen=True, slots=True)
class JourneySheet:
    """A journey.

    `steps` are those that it has itself; `touchpoints` those of all steps, of nested journeys too, each once and in
    order. `handovers` are the transitions between them on which accountability passes. `findings` are about the
    journey, its touchpoints and the transitions between them. `picture` is None where there is nothing to draw.
    """

    journey: Named
    basics: Basics
    kind: Literal["ideal", "current"]
    goal: str
    owner: Named | None
    personas: tuple[Named, ...]
    steps: tuple[Step, ...]
    touchpoints: tuple[Named, ...]
    variant_of: Named | None = None
    parent: Named | None = None
    variants: tuple[Named, ...] = ()
    children: tuple[Named, ...] = ()
    parts: tuple[Part, ...] = ()
    handovers: tuple[Passage, ...] = ()
    data: tuple[Asked, ...] = ()
    metrics: tuple[Watched, ...] = ()
    pains: tuple[Pain, ...] = ()
    opportunities: tuple[Named, ...] = ()
    findings: tuple[Finding, ...] = ()
    picture: Drawing | None = None


class Colleague(NamedTuple):
    """Another owner, the touchpoints at which both have a role, and how many hand-overs there are between the two."""

    owner: Named
    touchpoints: tuple[Named, ...]
    handovers: int


@dataclass(frozen=True, slots=True)
class OwnerSheet:
    """An owner: a team, a person or a committee.

    The touchpoints stand in the order of the journey, each with the strongest role that the owner has there.
    `hands_over` are the transitions on which customers leave them for others, `takes_over` those on which they come
    from others, `sees_over` those that they look after. `findings` are about what they answer for. `colleagues` are
    those whom they meet most, the closest first. `picture` shows where they are accountable or responsible, and where
    customers come from and go to; it is None where that is nowhere.
    """

    owner: Named
    basics: Basics
    kind: Literal["", "team", "person", "committee"]
    function: str = ""
    lead: Named | str = ""
    members: tuple[Named, ...] = ()
    part_of: Named | None = None
    contact: Mapping[str, str] | None = None
    language: str = ""
    retired: bool = False
    accountable: tuple[Named, ...] = ()
    responsible: tuple[Named, ...] = ()
    consulted: tuple[Named, ...] = ()
    informed: tuple[Named, ...] = ()
    team_of: tuple[Named, ...] = ()
    journeys: tuple[Named, ...] = ()
    systems: tuple[Named, ...] = ()
    hands_over: tuple[Passage, ...] = ()
    takes_over: tuple[Passage, ...] = ()
    sees_over: tuple[Passage, ...] = ()
    opportunities: tuple[Named, ...] = ()
    changes: tuple[Named, ...] = ()
    findings: tuple[Finding, ...] = ()
    colleagues: tuple[Colleague, ...] = ()
    picture: Drawing | None = None


@dataclass(frozen=True, slots=True)
class PersonaSheet:
    """A persona, with the journeys that they go."""

    persona: Named
    basics: Basics
    goals: tuple[str, ...] = ()
    share: float | None = None
    journeys: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class DatumSheet:
    """A datum, with the touchpoints that ask for it and that need it."""

    datum: Named
    basics: Basics
    personal: bool = False
    held_in: tuple[Named, ...] = ()
    captured: tuple[Named, ...] = ()
    needed: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class SystemSheet:
    """A system, with the touchpoints that use it and the data that it holds."""

    system: Named
    basics: Basics
    owner: Named | None = None
    touchpoints: tuple[Named, ...] = ()
    data: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class MetricSheet:
    """A metric, with the touchpoints and journeys that it watches. `target` is None where there is none."""

    metric: Named
    basics: Basics
    kind: str
    target: float | None = None
    better: Literal["", "higher", "lower"] = ""
    source: str = ""
    scale: str = ""
    touchpoints: tuple[Named, ...] = ()
    journeys: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class OpportunitySheet:
    """An opportunity, at a touchpoint or at a transition. `touchpoint` is where the transition begins, too.

    `worth` is value divided by effort, None where one of the two is not written.
    """

    opportunity: Named
    basics: Basics
    touchpoint: Named | None
    transition: Named | None
    owner: Named | None
    pain: str
    value: int | None
    effort: int | None
    status: Literal["open", "doing", "done", "dropped"]
    worth: float | None


class Decided(NamedTuple):
    """What somebody decided about a change."""

    by: Named
    on: datetime.date | None
    outcome: Literal["approved", "rejected", "deferred"]
    note: str


class Position(NamedTuple):
    """A position against a change, and how it was settled; it is open while nobody says how."""

    raised_by: Named | None
    position: str
    resolution: str
    settled_by: Named | None


class Telling(NamedTuple):
    """What is told to whom: to an owner, a persona, or a group in words."""

    audience: Named | str
    wave: str
    channel: str
    message: str
    owner: Named | None
    on: datetime.date | None
    done: datetime.date | None


class LookBack(NamedTuple):
    """What was learned from a change."""

    on: datetime.date | None
    successes: tuple[str, ...]
    failures: tuple[str, ...]
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeSheet:
    """A change record.

    `undecided` says that it waits for a decision: it is not rejected, live or reviewed, and the last decision that
    counts is not an approval or a rejection. `overdue` says that it has been live for too long without a review.
    """

    change: Named
    basics: Basics
    reason: str
    why: str
    owner: Named | None
    status: Literal["proposed", "agreed", "announced", "live", "reviewed", "rejected"]
    live_on: datetime.date | None
    touchpoints: tuple[Named, ...]
    decisions: tuple[Decided, ...] = ()
    disagreements: tuple[Position, ...] = ()
    communications: tuple[Telling, ...] = ()
    review: LookBack | None = None
    undecided: bool = False
    overdue: bool = False
    findings: tuple[Finding, ...] = ()

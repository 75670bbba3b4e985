"""What a change means for customers and for the people who deliver."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from cxmap.diff.grade import Grade
from cxmap.findings import Finding, Place
from cxmap.message import Message, Named
from cxmap.report.names import Names
from cxmap.report.validation import RuleInfo

Side = Literal["base", "head"]
When = Literal["ask-first", "consult", "inform"]
Role = Literal["accountable", "responsible", "handover", "consulted", "informed"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One of the two revisions: what people call it, and its commit, which is empty for a folder of files.

    `called` are words of cxmap for a revision that has no name of its own, such as "the working tree".
    """

    label: str
    commit: str = ""
    called: Message | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. `before` and `after` are plain data; `side` tells in which revision `place` is."""

    kind: str
    grade: Grade
    entity: Named
    message: Message
    place: Place
    side: Side
    field: str | None = None
    before: Any = None
    after: Any = None
    previous: Named | None = None
    why: Message | None = None

    @property
    def suffering(self) -> tuple[Named, ...]:
        """The touchpoints that it takes something from, as its reason names them; none where that is about itself."""
        named: list[object] = []
        for value in self.why.values.values() if self.why else ():
            # A thing is a tuple as well: it has to be told apart from a list of things first.
            named += [value] if isinstance(value, Named) or not isinstance(value, tuple) else value
        return tuple(item for item in named if isinstance(item, Named) and item.kind == "touchpoint")


class Link(NamedTuple):
    """A station on the way from something reached to what changed, and what joins it to the next station.

    `by` is a short phrase, such as "needs" or "captured at", and None at the end of the way, which is what changed.
    """

    entity: Named
    by: Message | None = None


@dataclass(frozen=True, slots=True)
class Reached:
    """Something that the change matters to. `distance` counts the links; what changed itself is at 0.

    `volume` is how many customers a month come through, where it is known.
    """

    entity: Named
    distance: int
    reason: tuple[Link, ...]
    volume: float | None = None


@dataclass(frozen=True, slots=True)
class Engaged:
    """An owner to engage, once, in the strongest role. `touchpoints` are those because of which."""

    owner: Named
    role: Role
    when: When
    touchpoints: tuple[Named, ...]
    reason: Message
    lead: str = ""
    contact: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    function: str = ""


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """An owner near the change who need not be engaged yet, and why not."""

    owner: Named
    because: Message


@dataclass(frozen=True, slots=True)
class StageTouched:
    """A stage with touchpoints that changed or are reached. `direct` are those that changed themselves."""

    stage: Named
    direct: tuple[Named, ...]
    reached: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class JourneyTouched:
    """A journey to start with: how many touchpoints and hand-overs it has, and its changed steps, counted from 1.

    `facilitator` is its accountable owner, or the accountable owner of the first changed step where it has none.
    `changed` are the touchpoints of the changed steps. `before` tells that only the base has the journey.
    """

    journey: Named
    touchpoints: int
    handovers: int
    changed_steps: tuple[int, ...]
    changed: tuple[Named, ...]
    facilitator: Named | None = None
    before: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the communication plan: what is told to whom, when and by whom.

    `audience` is an owner or a persona, or any text a change record uses. `planned` tells a row of a change record from
    one that cxmap proposes. `about` are the changes that concern the audience, for the draft; `language` is the one to
    write to it in. `message` is what the record says, empty in proposals; `why` is why it says the change is worth it.
    """

    audience: Named | str
    wave: str
    channel: str
    owner: Named | None
    on: datetime.date | None
    done: datetime.date | None = None
    message: str = ""
    planned: bool = False
    language: str = "en"
    about: tuple[Changed, ...] = ()
    record: Named | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The communication plan, in the order of waves and days; `refused` are the reasons why it may not go ahead.

    `notes` say what is late, and why there are no dates where there are none.
    """

    rows: tuple[Told, ...] = ()
    live_on: datetime.date | None = None
    refused: tuple[Message, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """A disagreement on record: open while there is no resolution. `settles` is who has to, or did, settle it."""

    record: Named
    raised_by: Named | None
    position: str
    resolution: str
    settles: Named | None
    committee: Named | None = None

    @property
    def open(self) -> bool:
        """Whether it still has to be settled."""
        return not self.resolution


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned from an earlier change, and what it has in common with this one."""

    record: Named
    on: datetime.date | None
    successes: tuple[str, ...]
    failures: tuple[str, ...]
    lessons: tuple[str, ...]
    because: Message


@dataclass(frozen=True, slots=True)
class Branch:
    """Another open branch that changes the same touchpoints, or concerns the same owners and personas."""

    name: str
    commit: str
    touchpoints: tuple[Named, ...]
    owners: tuple[Named, ...]
    personas: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether the change may go ahead by the rules of governance.

    `records` are the change records that the diff brings or that name what changed; `closed` are the reasons why the
    gate is closed, none if it is open. `unrecorded` are touchpoints that changed and that no record names, `unchanged`
    those that a record names and that did not change.
    """

    required: bool
    records: tuple[Named, ...] = ()
    closed: tuple[Message, ...] = ()
    unrecorded: tuple[Named, ...] = ()
    unchanged: tuple[Named, ...] = ()


Mark = Literal["", "added", "removed", "changed"]


class Card(NamedTuple):
    """A touchpoint in the picture; `stage` is the name of its stage."""

    touchpoint: Named
    stage: str
    channel: str
    mark: Mark


class Arrow(NamedTuple):
    """A transition in the picture, between two of its touchpoints by id."""

    start: str
    end: str
    label: str
    mark: Mark


class Picture(NamedTuple):
    """The affected part of the map, once as it was and once as it is; `left_out` cards were too many to draw."""

    before: tuple[tuple[Card, ...], tuple[Arrow, ...]] = ((), ())
    after: tuple[tuple[Card, ...], tuple[Arrow, ...]] = ((), ())
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ImpactReport:
    """The outcome of `cxmap impact`, in the order in which a CX practitioner works.

    `changes` are sorted by grade, then kind and entity; `reach` by distance. `journeys`, `personas`, `systems` and
    `metrics` are those that are reached. `notes` say what could not be compared or is not known. `templates` are those
    of the base that replace cxmap's own, by name. `names` are what things are called in languages other than that of
    the report, by language.
    """

    version: str
    repository: str
    base: Revision
    head: Revision
    today: datetime.date
    changes: tuple[Changed, ...] = ()
    reach: tuple[Reached, ...] = ()
    engage: tuple[Engaged, ...] = ()
    not_needed: tuple[NotNeeded, ...] = ()
    stages: tuple[StageTouched, ...] = ()
    start: tuple[JourneyTouched, ...] = ()
    personas: tuple[Named, ...] = ()
    findings_new: tuple[Finding, ...] = ()
    findings_solved: tuple[Finding, ...] = ()
    rules: Mapping[str, RuleInfo] = field(default_factory=dict)
    plan: Plan = field(default_factory=Plan)
    disagreements: tuple[Position, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    branches: tuple[Branch, ...] = ()
    gate: Gate | None = None
    picture: Picture = field(default_factory=Picture)
    notes: tuple[Message, ...] = ()
    templates: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    mention: bool = False
    names: Mapping[str, Names] = field(default_factory=dict)

    @property
    def grade(self) -> Grade | None:
        """The gravest grade of all changes; None where nothing changed."""
        return min((changed.grade for changed in self.changes), key=lambda grade: grade.rank, default=None)

    @property
    def nothing(self) -> bool:
        """Whether nothing changed, and nothing has to be said about what could not be compared."""
        return not self.changes and not self.notes

    def count(self, kind: str) -> int:
        """Return how many things of a kind are reached, what changed itself included."""
        return sum(reached.entity.kind == kind for reached in self.reach)

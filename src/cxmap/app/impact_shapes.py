"""The shape of what `cxmap impact --format json` prints, described field by field: its schema is made from it."""

from typing import Any, Literal

from pydantic import Field

from cxmap.app.shapes import FindingShape, LineNumber, Shape, Tool
from cxmap.report.impact import Role, Side, When

GradeName = Literal["breaking", "disruptive", "notable", "wording"]
MarkName = Literal["added", "removed", "changed"]
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


class LabelsShape(Shape):
    """What people call the two revisions."""

    base: str = Field(description="What the one before is called, such as the name of a branch.")
    head: str = Field(description="What the one after is called.")


class GateShape(Shape):
    """Whether the change may go ahead by the rules of governance."""

    required: bool = Field(description="Whether the rules ask for a change record.")
    open: bool = Field(description="Whether it may go ahead.")
    records: list[str] = Field(description="The change records that come with the change or name what changed, by id.")
    closed: list[str] = Field(description="The reasons why it may not go ahead, in plain words.")
    unrecorded: list[str] = Field(description="The touchpoints that changed and that no change record names, by id.")
    unchanged: list[str] = Field(description="The touchpoints that a change record names and that did not change.")


class ChangeShape(Shape):
    """One change."""

    kind: str = Field(description="The id of the kind of change.")
    grade: GradeName = Field(description="How much it means to customers and to those who deliver.")
    entity: str = Field(
        description="What changed, as KIND:ID; the new one, where it bears another name or leads elsewhere."
    )
    previous: str | None = Field(description="What it was before, as KIND:ID, where that is another name.")
    field: str | None = Field(description="The field that changed, as it is written; null for the thing as a whole.")
    before: Any = Field(description="What it said before, as the file has it; null for nothing.")
    after: Any = Field(description="What it says now, as the file has it; null for nothing.")
    path: str = Field(description="The file, relative to the root of the repository, with `/`.")
    line: LineNumber = Field(description="Counted from 1.")
    side: Side = Field(description="The revision in which the file has this line.")
    message: str = Field(description="What changed, in plain words.")
    why: str | None = Field(description="Why it has its grade, or what follows for customers, in plain words.")


class ReachedShape(Shape):
    """Something that the change matters to."""

    entity: str = Field(description="What it is, as KIND:ID.")
    distance: int = Field(ge=0, description="How many links away from what changed; 0 for what changed itself.")
    reason: list[str] = Field(description="The way from it to what changed, as KIND:ID.")
    by: list[str | None] = Field(
        description="For each station of the way, what joins it to the next one, in a few words; null for the last."
    )
    volume: float | None = Field(description="How many customers a month come through, where that is known.")


class EngagedShape(Shape):
    """An owner to engage, once, in the strongest role."""

    owner: str = Field(description="The id of the owner.")
    role: Role = Field(description="The strongest role; handover for whoever owns a hand-over.")
    when: When = Field(
        description="Whether to ask them first, to consult them before deciding, or to inform them after."
    )
    touchpoints: list[str] = Field(description="The touchpoints because of which, by id.")
    reason: str = Field(description="Why, in plain words.")
    lead: str = Field(description="Who leads the owner; empty if that is not known.")
    contact: dict[str, str] = Field(description="How to reach them: email, chat, phone, github.")
    function: str = Field(description="The function of the company; empty if that is not known.")
    language: str = Field(description="The language to write to them in; empty if that is not known.")


class NotNeededShape(Shape):
    """An owner near the change who need not be engaged yet."""

    owner: str = Field(description="The id of the owner.")
    because: str = Field(description="Why not, in plain words.")


class JourneyShape(Shape):
    """A journey to start with."""

    journey: str = Field(description="The id of the journey.")
    touchpoints: int = Field(ge=0, description="How many touchpoints it has.")
    handovers: int = Field(ge=0, description="How often it goes from one accountable owner to another.")
    changed_steps: list[int] = Field(description="The steps that change, counted from 1.")
    changed: list[str] = Field(description="The touchpoints of these steps, by id.")
    facilitator: str | None = Field(description="The owner who brings people together, by id; null if nobody can.")
    before: bool = Field(description="Whether the journey is no longer there.")


class StageShape(Shape):
    """A stage with touchpoints that changed or are reached."""

    stage: str = Field(description="The id of the stage.")
    direct: list[str] = Field(description="Its touchpoints that changed, by id.")
    reached: list[str] = Field(description="Its touchpoints that are reached, by id.")


class FindingsShape(Shape):
    """What the checks find."""

    new: list[FindingShape] = Field(description="The findings that the change brings.")
    solved: list[FindingShape] = Field(description="The findings that it solves; their places are in the base.")


class CommunicationShape(Shape):
    """What is told to whom, when and by whom."""

    audience: str = Field(description="The id of an owner or a persona, or a group in words.")
    audience_kind: Literal["owner", "persona"] | None = Field(
        description="What the audience is; null for a group in words."
    )
    wave: Literal["peers", "teams", "support", "customers"] = Field(description="The wave, in this order.")
    channel: str = Field(description="How they are told.")
    owner: str | None = Field(description="The id of the owner who tells them.")
    on: str | None = Field(pattern=_DAY, description="The day it is planned for.")
    done: str | None = Field(pattern=_DAY, description="The day it was done.")
    message: str = Field(description="What they are told, as the change record has it; empty in proposals.")
    why: str = Field(description="Why the change is worth it, as the change record has it.")
    planned: bool = Field(description="Whether a change record has it; if not, cxmap proposes it.")
    record: str | None = Field(description="The id of the change record.")
    language: str = Field(description="The language to write to them in.")
    about: list[str] = Field(description="What concerns them of what changed, as KIND:ID.")
    draft: str = Field(description="A draft of what to tell them, in their language.")


class PlanShape(Shape):
    """What is to be said about the communications as a whole."""

    live_on: str | None = Field(pattern=_DAY, description="The day from which customers meet the change.")
    refused: list[str] = Field(description="The reasons why the plan cannot go ahead as it is, in plain words.")
    notes: list[str] = Field(description="What is late, what has no day, and templates that could not be used.")


class DisagreementShape(Shape):
    """A disagreement on record."""

    record: str = Field(description="The id of the change record.")
    raised_by: str | None = Field(description="The id of the owner who disagrees.")
    position: str = Field(description="What they say.")
    resolution: str = Field(description="How it was settled; empty while it is open.")
    open: bool = Field(description="Whether it still has to be settled.")
    settles: str | None = Field(description="The id of the owner who has to settle it, or did.")
    committee: str | None = Field(description="The id of the steering committee, where it has to settle it.")


class LessonShape(Shape):
    """What was learned from an earlier change."""

    record: str = Field(description="The id of its change record.")
    on: str | None = Field(pattern=_DAY, description="The day of the review.")
    successes: list[str] = Field(description="What went well.")
    failures: list[str] = Field(description="What did not.")
    lessons: list[str] = Field(description="What to do differently next time.")
    because: str = Field(description="What it has in common with this change, in plain words.")


class BranchShape(Shape):
    """Another open branch that changes the same."""

    name: str = Field(description="Its name.")
    commit: str = Field(description="Its newest commit.")
    touchpoints: list[str] = Field(description="The touchpoints that both change, by id.")
    owners: list[str] = Field(description="The owners whom both concern, by id.")
    personas: list[str] = Field(description="The personas whom both concern, by id.")


class CardShape(Shape):
    """A touchpoint in the picture."""

    touchpoint: str = Field(description="The id of the touchpoint.")
    stage: str = Field(description="The name of its stage.")
    channel: str = Field(description="Its channel.")
    mark: MarkName | None = Field(description="How it changed; null where it did not.")


class TransitionShape(Shape):
    """A transition in the picture."""

    start: str = Field(alias="from", description="The id of the touchpoint it leads from.")
    to: str = Field(description="The id of the touchpoint it leads to.")
    label: str = Field(description="When customers go this way.")
    mark: MarkName | None = Field(description="How it changed; null where it did not.")


class PictureSideShape(Shape):
    """The affected part of the map in one of the two revisions."""

    cards: list[CardShape] = Field(description="The touchpoints, in the order of the stages.")
    arrows: list[TransitionShape] = Field(description="The transitions between them.")


class PictureShape(Shape):
    """The affected part of the map, before and after."""

    before: PictureSideShape = Field(description="As it was.")
    after: PictureSideShape = Field(description="As it is.")
    left_out: int = Field(ge=0, description="How many touchpoints are left out, because they were too many to draw.")


class ImpactDocument(Shape):
    """What `cxmap impact --format json` prints."""

    version: Literal[1] = Field(description="The version of this shape.")
    tool: Tool = Field(description="What wrote the document.")
    repository: str = Field(description="The name of the repository, as cxmap.yaml has it.")
    base: str = Field(description="The commit before; worktree for a folder of files.")
    head: str = Field(description="The commit after; worktree for a folder of files.")
    labels: LabelsShape = Field(description="What people call the two revisions.")
    today: str = Field(pattern=_DAY, description="The day on which days were judged to be past or to come.")
    language: str = Field(description="The language of the sentences.")
    grade: GradeName | None = Field(description="The gravest grade of all changes; null where nothing changed.")
    verdict: list[str] = Field(description="What it means, how many are concerned and what to do next, in plain words.")
    notes: list[str] = Field(description="What could not be compared or is not known, in plain words.")
    gate: GateShape | None = Field(description="Whether the change may go ahead; null where nothing changed.")
    changes: list[ChangeShape] = Field(description="Sorted by grade, kind and entity.")
    reach: list[ReachedShape] = Field(
        description="What the change matters to, what changed itself included, the nearest first."
    )
    engage: list[EngagedShape] = Field(description="The owners to engage, those to ask first before the others.")
    not_needed: list[NotNeededShape] = Field(description="The owners near the change who need not be engaged yet.")
    start: list[JourneyShape] = Field(description="The journeys to start with, the simplest first.")
    stages: list[str] = Field(description="The stages that are touched, by id.")
    stage_touchpoints: list[StageShape] = Field(
        description="The same stages with their touchpoints that are concerned."
    )
    personas: list[str] = Field(description="The personas who are concerned, by id.")
    findings: FindingsShape = Field(
        description="What the checks find that they did not find before, and the other way round."
    )
    communications: list[CommunicationShape] = Field(
        description="The communication plan, in the order of waves and days."
    )
    plan: PlanShape = Field(description="What is to be said about the communication plan as a whole.")
    disagreements: list[DisagreementShape] = Field(description="The disagreements on record, the open ones first.")
    lessons: list[LessonShape] = Field(description="What was learned from earlier changes of the same.")
    branches: list[BranchShape] = Field(description="Other open branches that change the same.")
    picture: PictureShape = Field(description="The affected part of the map.")
    names: dict[str, str] = Field(description="What everything that is mentioned is called, by KIND:ID.")

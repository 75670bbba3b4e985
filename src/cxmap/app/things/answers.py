"""The shape of what `cxmap list`, `cxmap show` and `cxmap route` print as JSON: their schemas are made from it."""

from typing import Any, Literal

from pydantic import ConfigDict, Field

from cxmap.app.shapes import LineNumber, Shape, Tool

Status = Literal["planned", "live", "retired"]
TransitionKind = Literal["forward", "back", "recovery"]


class MapShape(Shape):
    """The map that was asked."""

    name: str = Field(description="What it is of, as cxmap.yaml has it.")
    revision: str | None = Field(description="The revision that `--rev` named; null for the files as they are.")
    whole: bool = Field(description="False where something in the files could not be read.")


class Answer(Shape):
    """What all answers have."""

    version: Literal[1] = Field(description="The version of this shape.")
    tool: Tool
    repository: MapShape


class ThingShape(Shape):
    """A thing of the map."""

    entity: str = Field(description="KIND:ID.")
    id: str
    name: str | None = Field(description="What people call it; null for something that is not declared.")


class ItemShape(ThingShape):
    """A thing in a list, with some of its fields, by kind."""

    model_config = ConfigDict(extra="allow", frozen=True)

    path: str = Field(description="The file in which it is declared.")


class ListDocument(Answer):
    """What `cxmap list --format json` prints."""

    kind: str = Field(description="The kind of the things.")
    total: int = Field(ge=0, description="How many things of this kind there are.")
    items: list[ItemShape] = Field(description="Touchpoints in the order of stages, other things in that of ids.")


class StopShape(ThingShape):
    """A touchpoint on a way."""

    stage: str | None
    channel: str | None
    accountable: str | None = Field(description="The owner who is accountable.")
    status: Status | None


class PassageShape(ThingShape):
    """A transition."""

    from_: str = Field(alias="from")
    to: str
    when: str | None = Field(description="What makes customers go this way.")
    owner: str | None
    carries: list[str] | None = Field(description="The data handed over; null where it is all that is known.")
    kind: TransitionKind
    share: float | None
    within: str | None
    handover: bool = Field(description="Whether accountability passes from one owner to another.")
    giver: str | None = Field(description="Who is accountable where it begins.")
    taker: str | None = Field(description="Who is accountable where it ends.")
    path: str = Field(description="The file in which it is declared.")


class SiteShape(Shape):
    """Where something is declared."""

    path: str
    line: LineNumber


class HeldShape(Shape):
    """A datum that a system holds."""

    data: str
    system: str


class KnownShape(Shape):
    """The data that are known when customers come to a touchpoint."""

    always: list[str] = Field(description="Whichever way they come from an entry.")
    sometimes: list[str] = Field(description="On some ways only.")
    held: list[HeldShape] = Field(description="In systems that the touchpoint uses.")
    missing: list[str] = Field(description="Needed there, and on some way nobody knows them.")


class StepShape(Shape):
    """A step of a journey."""

    step: LineNumber = Field(description="Its number, counted from 1.")
    touchpoints: list[str] = Field(description="The touchpoints that can be this step; none for a nested journey.")
    journey: str | None = Field(description="The journey that is nested in this step.")
    optional: bool
    does: str | None
    thinks: str | None
    feels: float | None
    pains: list[str]


class AppearanceShape(StepShape, ThingShape):
    """A step of a journey at which a touchpoint is, itself or in a nested journey."""

    steps: int = Field(ge=1, description="How many steps the journey has.")


class NamingShape(ThingShape):
    """Another thing that names this one."""

    field: str = Field(description="The field in which it does, such as raci.accountable.")
    path: str


class ShowDocument(Answer, ThingShape):
    """What `cxmap show --format json` prints."""

    kind: str
    whole: bool = Field(description="False where some of its fields could not be read.")
    path: str = Field(description="The file in which it is declared.")
    line: LineNumber
    declared_again: list[SiteShape] = Field(description="Other declarations of the same id, which do not count.")
    fields: dict[str, Any] = Field(description="What is written of it.")
    names: dict[str, str] = Field(description="What the things that it names are called, by KIND:ID.")
    arrivals: list[PassageShape] = Field(description="The transitions to a touchpoint.")
    departures: list[PassageShape] = Field(description="The transitions from a touchpoint; a transition itself.")
    known: KnownShape | None = Field(description="Null where no way from an entry leads, and for other things.")
    steps: list[StepShape] = Field(description="The steps of a journey.")
    journeys: list[AppearanceShape] = Field(description="The steps of journeys at which a touchpoint is.")
    named_by: list[NamingShape] = Field(description="All things that name this one.")


class LegShape(Shape):
    """One move from a touchpoint to the next."""

    handover: bool = Field(description="Whether accountability passes from one owner to another.")
    transitions: list[PassageShape] = Field(min_length=1, description="The transitions by which it can be made.")


class WayShape(Shape):
    """A way from one touchpoint to the other."""

    transitions: int = Field(ge=1, description="How long it is.")
    handovers: int = Field(ge=0, description="How often accountability passes from one owner to another.")
    touchpoints: list[StopShape] = Field(description="The touchpoints, both ends included.")
    legs: list[LegShape] = Field(description="The moves between them.")


class RouteDocument(Answer):
    """What `cxmap route --format json` prints."""

    from_: StopShape = Field(alias="from")
    to: StopShape
    ways: list[WayShape] = Field(description="The shortest first.")
    all: bool = Field(description="Whether all ways were asked for, and not only the shortest.")
    complete: bool = Field(description="Whether there are no more of those that were asked for.")
    stopped: bool = Field(description="Whether looking for more would have taken too long.")
    shortest: int | None = Field(description="How long the shortest way is, where `--depth` allows none.")
    reached: list[str] = Field(description="Where there is no way: the touchpoints that customers get to.")
    furthest: list[str] = Field(description="Those of them in the last stage.")
    before: list[str] = Field(description="The touchpoints right before the goal.")

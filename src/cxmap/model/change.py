"""Changes: what is to become different on the journey, and how people are taken along."""

from typing import Annotated, Literal

from pydantic import Field

from cxmap.model.entity import Entity, Part
from cxmap.model.fields import Date, Ref, Text
from cxmap.model.touchpoint import OwnerId
from cxmap.model.transition import TouchpointId

Wave = Literal["peers", "teams", "support", "customers"]
WAVES: tuple[str, ...] = ("peers", "teams", "support", "customers")
"""The waves of telling people, in order: customers only after everybody inside knows."""


class Decision(Part):
    """What somebody decided about a change."""

    by: OwnerId = Field(description="Who decided.")
    on: Date | None = Field(None, description="The day of the decision.")
    outcome: Literal["approved", "rejected", "deferred"] = Field(description="What was decided.")
    note: Text | None = Field(None, description="Conditions and reasons.")


class Disagreement(Part):
    """A position against a change, and how it was settled."""

    raised_by: OwnerId | None = Field(None, description="Who disagrees.")
    position: Text | None = Field(None, description="What they say.")
    resolution: Text | None = Field(None, description="How it was settled. Left out, it is still open.")
    settled_by: OwnerId | None = Field(None, description="Who settled it.")


class Communication(Part):
    """What is told to whom, when, and by whom."""

    audience: Annotated[Text, Ref("owner", loose=True), Ref("persona", loose=True)] = Field(
        description="Who is told: an owner, a persona, or a group in words."
    )
    wave: Wave = Field(description="peers, teams, support or customers, in this order.")
    channel: Text | None = Field(None, description="How they are told.")
    message: Text | None = Field(None, description="What they are told.")
    owner: OwnerId | None = Field(None, description="Who tells them.")
    on: Date | None = Field(None, description="The day it is planned for.")
    done: Date | None = Field(None, description="The day it was done.")


class Review(Part):
    """What was learned from a change after it went live."""

    on: Date | None = Field(None, description="The day of the review.")
    successes: tuple[Text, ...] = Field((), description="What went well.")
    failures: tuple[Text, ...] = Field((), description="What did not.")
    lessons: tuple[Text, ...] = Field((), description="What to do differently next time.")


class Change(Entity):
    """A change to the journey and how people are taken along."""

    reason: Literal["financial", "market", "technology", "regulatory", "customer", "organisation"] | None = Field(
        None, description="What drives it."
    )
    why: Text | None = Field(None, description="Why it is worth doing, for the customer and the company.")
    owner: OwnerId | None = Field(None, description="Who owns the change and settles disagreements.")
    status: Literal["proposed", "agreed", "announced", "live", "reviewed", "rejected"] = Field(
        "proposed", description="How far it has come."
    )
    live_on: Date | None = Field(None, description="The day from which customers meet it.")
    touchpoints: tuple[TouchpointId, ...] = Field((), description="The touchpoints it means to touch.")
    decisions: tuple[Decision, ...] = Field((), description="Who decided what, and when.")
    disagreements: tuple[Disagreement, ...] = Field((), description="Positions against it and how they were settled.")
    communications: tuple[Communication, ...] = Field((), description="Who is told what, when and by whom.")
    review: Review | None = Field(None, description="What was learned after it went live.")

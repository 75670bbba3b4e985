"""Touchpoints: the moments in which customer and company meet."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from cxmap.model.entity import Entity, Part
from cxmap.model.fields import Boolean, Count, Date, Ref, Text
from cxmap.source.span import Route

OwnerId = Annotated[Text, Ref("owner")]
DataId = Annotated[Text, Ref("data")]


class Raci(Part):
    """Who is accountable, responsible, consulted and informed."""

    accountable: OwnerId | None = Field(
        None, description="The one owner who answers for it. Exactly one, so that somebody decides."
    )
    responsible: tuple[OwnerId, ...] = Field(
        (), description="The owners who do the work. Left out, the accountable one does it too."
    )
    consulted: tuple[OwnerId, ...] = Field((), description="The owners who are asked before something changes.")
    informed: tuple[OwnerId, ...] = Field((), description="The owners who are told after something has changed.")

    def held(self) -> Iterator[tuple[Route, str]]:
        """Yield every role that somebody holds, strongest first: where it stands, beginning with the role, and who."""
        if self.accountable:
            yield ("accountable",), self.accountable
        for role in ("responsible", "consulted", "informed"):
            for index, owner in enumerate(getattr(self, role)):
                yield (role, index), owner


class Touchpoint(Entity):
    """One clearly and uniquely defined moment in which customer and company meet."""

    stage: Annotated[Text, Ref("stage")] = Field(description="The stage of the journey it belongs to.")
    channel: Text = Field(description="Where it happens: web, app, store, contact-centre ...")
    raci: Raci | None = Field(None, description="Who is accountable, responsible, consulted and informed.")
    team: OwnerId | None = Field(None, description="The cross-functional touchpoint team that looks after it.")
    aliases: tuple[Text, ...] = Field((), description="Other names people use for it.")
    initiated_by: Literal["customer", "company", "partner"] | None = Field(None, description="Who starts it.")
    moment: Literal["truth", "pain"] | None = Field(
        None, description="A moment of truth wins or loses the customer; a moment of pain is where it hurts."
    )
    entry: Boolean = Field(default=False, description="Whether a customer may start the journey here.")
    exit: Boolean = Field(default=False, description="Whether a customer may rightly finish the journey here.")
    captures: tuple[DataId, ...] = Field((), description="The data the customer is asked for here.")
    needs: tuple[DataId, ...] = Field((), description="The data that must be known here for it to work.")
    systems: tuple[Annotated[Text, Ref("system")], ...] = Field((), description="The backstage systems it uses.")
    metrics: tuple[Annotated[Text, Ref("metric")], ...] = Field((), description="The metrics that watch it.")
    status: Literal["planned", "live", "retired"] = Field(
        "live", description="Whether it is to come, is there, or is gone."
    )
    volume: Count | None = Field(None, description="How many customers come through in a month.")
    evidence: Literal["assumed", "partial", "researched"] | None = Field(
        None, description="How well it is known that customers live it this way."
    )
    reviewed: Date | None = Field(None, description="The day on which somebody last checked that this is still true.")
    events: tuple[Text, ...] = Field(
        (), description="The names it has in operational logs; `*` stands for any characters."
    )

"""Transitions: how the customer gets from one touchpoint to the next."""

from typing import Annotated, Literal

from pydantic import Field

from cxmap.model.entity import Entity
from cxmap.model.fields import Duration, Id, Ref, Share, Text
from cxmap.model.touchpoint import DataId, OwnerId

TouchpointId = Annotated[Text, Ref("touchpoint")]


class Transition(Entity):
    """The way from one touchpoint to the next, and who makes sure that the customer gets there."""

    from_: TouchpointId = Field(alias="from", description="The touchpoint the customer comes from.")
    to: TouchpointId = Field(description="The touchpoint the customer gets to.")
    id: Id | None = Field(None, description="Only to tell apart several transitions between the same two touchpoints.")
    when: Text | None = Field(None, description="What makes the customer go this way.")
    owner: OwnerId | None = Field(None, description="Who makes sure that the customer gets to the next touchpoint.")
    carries: tuple[DataId, ...] | None = Field(
        None, description="The data handed over. Left out, everything known is; `[]` hands over nothing."
    )
    kind: Literal["forward", "back", "recovery"] = Field(
        "forward", description="Onwards, back to an earlier stage, or out of something that went wrong."
    )
    share: Share | None = Field(None, description="The part of the customers expected to go this way, from 0 to 1.")
    within: Duration | None = Field(None, description="How soon the next touchpoint is promised: 30m, 2d.")

    @property
    def key(self) -> str:
        """Return `FROM->TO`, or `FROM->TO#ID` for one of several between the same two touchpoints."""
        return f"{self.from_}->{self.to}#{self.id}" if self.id else f"{self.from_}->{self.to}"

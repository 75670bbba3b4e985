"""What is to become better: opportunities, and the raw notes of a brainstorm."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cxmap.model.entity import Entity
from cxmap.model.fields import Grade, Ref, Text
from cxmap.model.touchpoint import OwnerId
from cxmap.model.transition import TouchpointId


class Opportunity(Entity):
    """An improvement in a touchpoint team's backlog: of one touchpoint, or of one transition."""

    touchpoint: TouchpointId | None = Field(None, description="The touchpoint to improve.")
    transition: Annotated[Text, Ref("transition")] | None = Field(
        None, description="The transition to improve, as `from -> to`."
    )
    owner: OwnerId | None = Field(None, description="Who drives it.")
    pain: Text | None = Field(None, description="What hurts the customer today.")
    value: Grade | None = Field(None, description="What it is worth to customers, from 1 to 5.")
    effort: Grade | None = Field(None, description="What it takes, from 1 to 5.")
    status: Literal["open", "doing", "done", "dropped"] = Field("open", description="How far it has come.")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.touchpoint is None) == (self.transition is None):
            raise PydanticCustomError("opportunity", "An opportunity is about a `touchpoint` or a `transition`")
        return self


class Interaction(Entity):
    """One raw note from a brainstorm of every possible interaction."""

    text: Text = Field(description="The note as it was written.")
    by: OwnerId | None = Field(None, description="Whose note it is; left out, it stays anonymous.")
    touchpoint: TouchpointId | None = Field(None, description="The touchpoint it was mapped to.")
    dismissed: Text | None = Field(None, description="Why it leads to no touchpoint.")

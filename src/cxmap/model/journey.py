"""Journeys: the way of one customer profile towards a goal, end to end."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cxmap.model.entity import Entity, Part
from cxmap.model.fields import Boolean, Feeling, Ref, Text
from cxmap.model.touchpoint import OwnerId
from cxmap.model.transition import TouchpointId

JourneyId = Annotated[Text, Ref("journey")]


class Step(Part):
    """One step of a journey: a touchpoint, one of several touchpoints, or a nested journey."""

    touchpoint: TouchpointId | None = Field(None, description="The touchpoint of this step.")
    any_of: tuple[TouchpointId, ...] = Field((), description="Several touchpoints, any one of which is this step.")
    journey: JourneyId | None = Field(None, description="A journey that is walked as a whole in this step.")
    optional: Boolean = Field(default=False, description="Whether customers may pass this step by.")
    does: Text | None = Field(None, description="What the customer does.")
    thinks: Text | None = Field(None, description="What the customer thinks.")
    feels: Feeling | None = Field(None, description="How the customer feels, from -2 (awful) to 2 (delighted).")
    pains: tuple[Text, ...] = Field((), description="What hurts here.")

    @model_validator(mode="after")
    def _one_of_three(self) -> Self:
        if (self.touchpoint is not None) + bool(self.any_of) + (self.journey is not None) != 1:
            raise PydanticCustomError("step", "A step is one of `touchpoint`, `any_of` or `journey`")
        return self

    @property
    def touchpoints(self) -> tuple[str, ...]:
        """Return the touchpoints that can be this step: one, several, or none for a nested journey."""
        return self.any_of if self.touchpoint is None else (self.touchpoint,)


def _spelled_out(value: Any) -> Any:
    return {"touchpoint": value} if isinstance(value, str) else value


class Journey(Entity):
    """The way of one customer profile towards a goal, end to end."""

    steps: tuple[Annotated[Step, BeforeValidator(_spelled_out, json_schema_input_type=Text | Step)], ...] = Field(
        min_length=1,
        description="The steps in order: a touchpoint's id, or `{touchpoint | any_of | journey, optional, feels ..}`.",
    )
    personas: tuple[Annotated[Text, Ref("persona")], ...] = Field((), description="The customer profiles who go it.")
    owner: OwnerId | None = Field(None, description="Who is accountable for the whole, end to end.")
    kind: Literal["ideal", "current"] = Field("ideal", description="How it should be, or how it is today.")
    goal: Text | None = Field(None, description="What the customer wants to reach.")
    metrics: tuple[Annotated[Text, Ref("metric")], ...] = Field((), description="The metrics of the whole journey.")
    variant_of: JourneyId | None = Field(None, description="The journey this is a variant of.")
    parent: JourneyId | None = Field(None, description="The larger journey this is a part of.")

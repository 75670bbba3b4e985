"""What stands behind the touchpoints: data, systems and metrics."""

from typing import Annotated, Literal

from pydantic import Field

from cxmap.model.entity import Entity
from cxmap.model.fields import Boolean, Number, Ref, Text
from cxmap.model.touchpoint import OwnerId


class Datum(Entity):
    """Something the customer tells us."""

    personal: Boolean = Field(default=False, description="Whether it is personal data.")
    held_in: tuple[Annotated[Text, Ref("system")], ...] = Field(
        (), description="The systems that keep it: where one of them is used, it need not be asked for again."
    )


class System(Entity):
    """A backstage system."""

    owner: OwnerId | None = Field(None, description="Who looks after it.")


class Metric(Entity):
    """A figure somebody watches."""

    kind: Literal["nps", "csat", "ces", "rate", "time", "count", "money"] = Field(
        description="What is measured: a survey score (nps, csat, ces), a rate, a time, a count or money."
    )
    target: Number | None = Field(None, description="The value to reach.")
    better: Literal["higher", "lower"] | None = Field(None, description="Which way is better.")
    source: Text | None = Field(None, description="Where the figure comes from.")
    scale: Text | None = Field(None, description="The lowest and highest answer of a survey: 0-10, 1-5.")

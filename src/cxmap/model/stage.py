"""Stages: the phases of the journey."""

from pydantic import Field

from cxmap.model.entity import Entity
from cxmap.model.fields import Text


class Stage(Entity):
    """A phase of the journey. Stages follow each other in the order in which they are written, all in one file."""

    goal: Text | None = Field(None, description="What the customer wants to have reached when the stage ends.")

"""The people on the map: personas, who live the journey, and owners, who deliver it."""

from typing import Annotated, Literal

from pydantic import Field

from cxmap.model.entity import Entity, Language, Part
from cxmap.model.fields import Ref, Share, Text
from cxmap.model.touchpoint import OwnerId


class Persona(Entity):
    """A customer profile."""

    goals: tuple[Text, ...] = Field((), description="What these customers want.")
    share: Share | None = Field(None, description="The part of all customers who are like this, from 0 to 1.")


class Contact(Part):
    """How to reach an owner."""

    email: Text | None = Field(None, description="An e-mail address.")
    chat: Text | None = Field(None, description="A channel or name in the chat.")
    phone: Text | None = Field(None, description="A telephone number.")
    github: Text | None = Field(None, description="A user or team on GitHub, such as @acme/web.")


class Owner(Entity):
    """Whoever delivers the experience: a team, a person or a committee."""

    kind: Literal["team", "person", "committee"] = Field(description="What sort of owner this is.")
    function: Text | None = Field(None, description="The function of the company: marketing, sales, product, IT ...")
    lead: Annotated[Text, Ref("owner", loose=True)] | None = Field(
        None, description="Who leads it: a name, or the id of an owner."
    )
    members: tuple[OwnerId, ...] = Field((), description="The owners who belong to it.")
    part_of: OwnerId | None = Field(None, description="The larger owner it belongs to.")
    contact: Contact | None = Field(None, description="How to reach it.")
    language: Language | None = Field(None, description="The language to write to it in: en, es, it, pt ...")
    status: Literal["active", "retired"] = Field("active", description="Whether it still exists.")

"""What every thing on the map has: a name, a description, tags, links and translations."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cxmap.model.fields import Text


class Part(BaseModel):
    """A mapping inside an entity. Frozen, and closed to fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Link(Part):
    """A page that says more."""

    title: Text | None = Field(None, description="What the link is called; the address if left out.")
    url: Text = Field(description="The address, starting with https:// or relative to the repository.")


class Translation(Part):
    """The texts of an entity in another language."""

    name: Text | None = Field(None, description="The name in this language.")
    description: Text | None = Field(None, description="The description in this language.")


Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]


class Entity(Part):
    """A thing on the map."""

    name: Text | None = Field(None, description="What people call it. Left out, it is the id in words.")
    description: Text | None = Field(None, description="What it is, in a sentence or two.")
    tags: tuple[Text, ...] = Field((), description="Words to find and group it by.")
    links: tuple[Link, ...] = Field((), description="Pages that say more: `{title, url}`.")
    translations: dict[Language, Translation] = Field(
        default_factory=dict,
        description="Name and description in other languages: `{es: {name: .., description: ..}}`.",
    )

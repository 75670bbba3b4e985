"""The shape of what `cxmap history` prints as JSON: its schema is made from it."""

from typing import Annotated, Any, Literal

from pydantic import Field

from cxmap.app.shapes import Shape, Tool

CommitId = Annotated[str, Field(pattern="^(?:[0-9a-f]{40}|[0-9a-f]{64})$")]


class NamedMap(Shape):
    """The map."""

    name: str | None = Field(description="What it is of, as cxmap.yaml has it.")


class BoundShape(Shape):
    """One end of the history."""

    label: str = Field(description="The revision as it was named on the command line.")
    commit: CommitId


class SubjectShape(Shape):
    """The thing that was asked about."""

    entity: str = Field(description="KIND:ID, as it is called last.")
    name: str | None


class CommitShape(Shape):
    """A commit."""

    id: CommitId
    date: str = Field(description="When it was committed, in ISO 8601 with the zone as it was written.")
    author: str
    subject: str = Field(description="The first paragraph of its message, on one line.")


class HeldShape(Shape):
    """An owner who held a role."""

    role: Literal["accountable", "responsible", "team", "owner"]
    owner: str = Field(description="The owner as KIND:ID.")
    name: str | None
    since: CommitShape | None = Field(description="Null where the owner held it before the history begins.")
    until: CommitShape | None = Field(description="Null where the owner holds it at the end.")


class ChangeShape(Shape):
    """One change."""

    kind: str = Field(description="The kind of change, as `cxmap impact` has them.")
    grade: Literal["breaking", "disruptive", "notable", "wording"]
    entity: str = Field(description="What it is about, as KIND:ID.")
    previous: str | None = Field(description="What that was called before, where it bore another id.")
    field: str | None
    before: Any
    after: Any
    message: str = Field(description="What changed, in plain words.")
    why: str | None = Field(description="Why it has this grade, where that is not the usual one of its kind.")
    path: str = Field(description="The file in which it stands, or stood.")


class HistoryStep(Shape):
    """A commit that changed the map."""

    commit: CommitShape
    begins: bool = Field(description="Whether there was no map before.")
    records: list[str] = Field(description="The change records that belong to it, as KIND:ID.")
    unread: list[str] = Field(description="Files that could not be read then; they count as they were before.")
    changes: list[ChangeShape]


class HistoryDocument(Shape):
    """What `cxmap history --format json` prints."""

    version: Literal[1] = Field(description="The version of this shape.")
    tool: Tool
    repository: NamedMap
    base: BoundShape | None = Field(description="The commit after which it begins; null for the very beginning.")
    head: BoundShape
    thing: SubjectShape | None = Field(description="Null for the whole map.")
    notes: list[str] = Field(description="What should be known about the history as a whole.")
    held: list[HeldShape] = Field(description="Who owned the thing and when: role by role, the latest first.")
    steps: list[HistoryStep] = Field(description="The newest first.")
    more: bool = Field(description="Whether older steps were left out, because of `--limit`.")

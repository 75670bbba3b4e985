"""The shape of what cxmap prints as JSON, described field by field: the schema of findings is made from it."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SeverityName = Literal["error", "warning", "info"]
LineNumber = Annotated[int, Field(ge=1)]


class Shape(BaseModel):
    """An object of the output, closed to fields that are not named here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Tool(Shape):
    """What wrote the document."""

    name: Literal["cxmap"]
    version: str = Field(description="The version of cxmap.")


class RepositorySize(Shape):
    """The repository that was checked."""

    name: str = Field(description="Its name, as cxmap.yaml has it.")
    touchpoints: int = Field(ge=0)
    transitions: int = Field(ge=0)
    journeys: int = Field(ge=0)
    files: int = Field(ge=0, description="How many journey files were read.")


class Summary(Shape):
    """How many findings there are, by severity, and how many were left out."""

    error: int = Field(ge=0)
    warning: int = Field(ge=0)
    info: int = Field(ge=0)
    suppressed: int = Field(ge=0, description="Silenced by comments.")
    baselined: int = Field(ge=0, description="Known before: in the baseline, or at the revision of `--since`.")


class RelatedShape(Shape):
    """Another place that belongs to a finding."""

    entity: str = Field(description="The thing that stands there, as KIND:ID; empty if it is none.")
    path: str
    line: LineNumber
    column: LineNumber
    message: str = Field(description="What is to be seen there.")


class FindingShape(Shape):
    """One thing that is wrong."""

    rule: str = Field(description="The id of the rule.")
    severity: SeverityName
    message: str = Field(description="What is wrong, in plain words.")
    hint: str | None = Field(description="What to do about it, when that is known.")
    entity: str = Field(description="What it is about, as KIND:ID.")
    path: str = Field(description="The file, relative to the root of the repository, with `/`.")
    line: LineNumber = Field(description="Counted from 1.")
    column: LineNumber = Field(description="Counted from 1, in Unicode characters.")
    end_line: LineNumber
    end_column: LineNumber = Field(description="The first column after it.")
    related: list[RelatedShape]
    fingerprint: str = Field(
        pattern="^[0-9a-f]{32}$", description="Tells the finding apart; survives moves, reordering and edits elsewhere."
    )


class DeclinedShape(Shape):
    """A rule that did not run."""

    rule: str
    reason: str


class FindingsDocument(Shape):
    """What `cxmap validate --format json` prints."""

    version: Literal[1] = Field(description="The version of this shape.")
    tool: Tool
    language: str = Field(description="The language of the sentences.")
    repository: RepositorySize
    summary: Summary
    findings: list[FindingShape] = Field(description="Sorted by path, place and rule.")
    declined: list[DeclinedShape] = Field(description="Rules that did not run, and why.")

"""The shape of what `cxmap raci --format json` prints, described field by field: its schema is made from it."""

from typing import Literal

from pydantic import Field

from cxmap.app.shapes import FindingShape, SeverityName, Shape
from cxmap.app.things.answers import Answer, ThingShape
from cxmap.report.raci import By

RoleMark = Literal["A", "R", "C", "I"]
PassingMark = Literal["H", "G", "T"]


class ColumnShape(Shape):
    """A column of the matrix: an owner, or a function with its owners."""

    key: str = Field(description="What the roles of a row are found by: the id of the owner, or the function.")
    name: str | None = Field(description="What people call it; null where it is declared, or known, nowhere.")
    owners: list[str] = Field(description="The owners whom it stands for, by id.")
    retired: bool = Field(description="Whether it is an owner who no longer exists and still has a role.")


class HandoverShape(ThingShape):
    """A transition on which accountability passes from one owner to another."""

    from_: str = Field(alias="from", description="The touchpoint it leaves, by id.")
    to: str = Field(description="The touchpoint it leads to, by id.")
    when: str | None = Field(description="What makes customers go this way.")
    giver: str = Field(description="Who is accountable where it begins, by id.")
    taker: str = Field(description="Who is accountable where it ends, by id.")
    owner: str | None = Field(description="Who sees the customer over, by id; null where nobody does.")
    gap: SeverityName | None = Field(description="The severity of the gravest gap; null where there is none.")
    roles: dict[str, list[PassingMark]] = Field(
        description="By the key of the column: H sees the customer over, G gives, T takes."
    )


class MatrixRowShape(ThingShape):
    """A touchpoint, and who does what there."""

    stage: str = Field(description="The id of its stage.")
    channel: str
    status: Literal["planned", "live"]
    team: str | None = Field(description="The touchpoint team that is named, by id.")
    gap: SeverityName | None = Field(description="The severity of the gravest gap; null where there is none.")
    roles: dict[str, list[RoleMark]] = Field(
        description="By the key of the column: A accountable, R responsible, C consulted, I informed. Whoever is "
        "accountable without anybody being responsible is both."
    )
    handovers: list[HandoverShape] = Field(description="The hand-overs that leave it.")


class GroupShape(Shape):
    """Touchpoints that belong together."""

    entity: str | None = Field(
        description="The stage, the journey or the accountable owner as KIND:ID; null for what is in no journey, or "
        "for which nobody is accountable."
    )
    name: str | None
    touchpoints: list[MatrixRowShape] = Field(description="In the order of the journey.")


class LoadShape(Shape):
    """What falls to an owner."""

    owner: str = Field(description="The id of the owner.")
    name: str | None
    function: str | None = Field(description="The function of the company; null if that is not known.")
    accountable: int = Field(ge=0, description="At how many touchpoints they are accountable.")
    responsible: int = Field(ge=0)
    consulted: int = Field(ge=0)
    informed: int = Field(ge=0)
    handovers: int = Field(ge=0, description="On how many hand-overs they see customers over.")


class SeatShape(Shape):
    """In how many touchpoint teams a function sits."""

    function: str | None = Field(description="The function of the company; null for owners of whom none is known.")
    seats: int = Field(ge=0, description="At how many touchpoints one of its owners has a role.")
    delivering: int = Field(ge=0, description="At how many of these one of them is accountable or responsible.")
    owners: list[str] = Field(description="Its owners who have a role, by id.")
    touchpoints: list[str] = Field(description="The touchpoints, by id.")


class RaciDocument(Answer):
    """What `cxmap raci --format json` prints."""

    language: str = Field(description="The language of names and sentences.")
    today: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="The day on which gaps were judged.")
    by: By = Field(description="How the matrix is arranged.")
    shown: int = Field(ge=0, description="How many touchpoints have a row.")
    total: int = Field(ge=0, description="How many touchpoints there are that are not retired.")
    columns: list[ColumnShape] = Field(description="In the order in which they first answer for something.")
    groups: list[GroupShape] = Field(description="By journey, a touchpoint can be in several.")
    gaps: list[FindingShape] = Field(
        description="What the checks find about owners, roles and hand-overs, the gravest first."
    )
    load: list[LoadShape] = Field(description="Whoever is accountable for most comes first.")
    seats: list[SeatShape] = Field(description="The function with most seats comes first.")
    notes: list[str] = Field(description="What was left out or could not be told, in plain words.")

"""Sources: operational data and surveys to hold against the map."""

from pydantic import Field

from cxmap.model.entity import Entity, Part
from cxmap.model.fields import Count, Duration, Text


class Clock(Part):
    """How to read the time of an event."""

    column: Text = Field(description="The column with the time.")
    timezone: Text | None = Field(None, description="The time zone, required when the column has no offset: UTC.")


class Events(Part):
    """Where the events of an operational log are and what their columns mean."""

    from_: Text | None = Field(None, alias="from", description="The files: data/events/*.parquet.")
    table: Text | None = Field(None, description="The table instead of files: schema.name.")
    case: Text = Field(description="The column that tells one customer's case from another.")
    event: Text = Field(description="The column matched with the touchpoints' `events`.")
    time: Clock | Text = Field(description="The column with the time, or `{column, timezone}`.")
    order: tuple[Text, ...] = Field((), description="The columns that break ties in time.")
    identity: tuple[Text, ...] = Field((), description="The columns that make two rows the same event.")
    channel: Text | None = Field(None, description="The column with the channel.")
    persona: Text | None = Field(None, description="The column with the persona.")
    closed_after: Duration | None = Field(None, description="After how long an unfinished case is lost, not open.")
    max_events: Count | None = Field(None, description="A case with more events is set aside and counted.")


class Surveys(Part):
    """Where the answers to surveys are and what their columns mean."""

    from_: Text | None = Field(None, alias="from", description="The files: data/surveys.csv.")
    table: Text | None = Field(None, description="The table instead of files: schema.name.")
    case: Text = Field(description="The column that tells one customer's case from another.")
    touchpoint: Text | None = Field(None, description="The column with the touchpoint; left out: the whole journey.")
    metric: Text = Field(description="The column with the metric's id.")
    score: Text = Field(description="The column with the score.")
    min_n: Count | None = Field(None, description="Below so many answers no figure is shown, only their number.")


class Source(Entity):
    """Operational data and surveys to hold against the map."""

    engine: Text | dict[Text, Text] = Field(
        "duckdb", description='What runs the queries: duckdb, or a server such as `{spark: "sc://host:15002"}`.'
    )
    events: Events | None = Field(None, description="The operational log.")
    surveys: Surveys | None = Field(None, description="The answers to surveys.")

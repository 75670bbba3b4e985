"""What a journey file may hold: its sections, and the kind of thing in each."""

from typing import NamedTuple

from pydantic import Field

from cxmap.model.backstage import Datum, Metric, System
from cxmap.model.change import Change
from cxmap.model.entity import Entity, Part
from cxmap.model.evidence import Source
from cxmap.model.fields import Id
from cxmap.model.improvement import Interaction, Opportunity
from cxmap.model.journey import Journey
from cxmap.model.people import Owner, Persona
from cxmap.model.stage import Stage
from cxmap.model.touchpoint import Touchpoint
from cxmap.model.transition import Transition


class JourneyFile(Part):
    """A file of a journey repository: any mix of sections."""

    stages: dict[Id, Stage] = Field(
        default_factory=dict, description="The phases of the journey, in order, all in one file."
    )
    touchpoints: dict[Id, Touchpoint] = Field(
        {}, description="The moments in which customer and company meet, each clearly and uniquely defined."
    )
    transitions: tuple[Transition, ...] = Field((), description="How customers get from one touchpoint to the next.")
    journeys: dict[Id, Journey] = Field(
        default_factory=dict, description="The ways of customer profiles towards their goals."
    )
    personas: dict[Id, Persona] = Field(default_factory=dict, description="Customer profiles.")
    owners: dict[Id, Owner] = Field(
        default_factory=dict, description="The teams, people and committees who deliver the experience."
    )
    data: dict[Id, Datum] = Field(default_factory=dict, description="What customers tell us.")
    systems: dict[Id, System] = Field(default_factory=dict, description="Backstage systems.")
    metrics: dict[Id, Metric] = Field(default_factory=dict, description="Figures somebody watches.")
    opportunities: dict[Id, Opportunity] = Field(
        default_factory=dict, description="Improvements in the touchpoint teams' backlogs."
    )
    interactions: tuple[Interaction, ...] = Field((), description="Raw notes from brainstorms.")
    sources: dict[Id, Source] = Field(
        default_factory=dict, description="Operational data and surveys to hold against the map."
    )
    changes: dict[Id, Change] = Field(
        default_factory=dict, description="Changes to the journey and how people are taken along."
    )


class Section(NamedTuple):
    """A section of a journey file. `kind` is what one entry is called; `keyed` tells a mapping by id from a list."""

    name: str
    kind: str
    model: type[Entity]
    keyed: bool = True


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        Section("stages", "stage", Stage),
        Section("touchpoints", "touchpoint", Touchpoint),
        Section("transitions", "transition", Transition, keyed=False),
        Section("journeys", "journey", Journey),
        Section("personas", "persona", Persona),
        Section("owners", "owner", Owner),
        Section("data", "data", Datum),
        Section("systems", "system", System),
        Section("metrics", "metric", Metric),
        Section("opportunities", "opportunity", Opportunity),
        Section("interactions", "interaction", Interaction, keyed=False),
        Section("sources", "source", Source),
        Section("changes", "change", Change),
    )
}
"""The sections by name, in the order of the schema."""

SECTION_OF: dict[str, str] = {section.kind: section.name for section in SECTIONS.values()}
"""The section in which things of a kind are declared."""

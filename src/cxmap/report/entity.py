"""Everything that is known of one thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cxmap.message import Named
from cxmap.report.map_info import MapInfo
from cxmap.report.passage import Passage, Stop


class Site(NamedTuple):
    """Where something is declared: the line is counted from 1."""

    path: str
    line: int


class Fact(NamedTuple):
    """What a field says. The field is named as it is written."""

    field: str
    value: "FactValue"


class Facts(NamedTuple):
    """What a part of a thing says, such as one decision of a change."""

    facts: tuple[Fact, ...]


FactValue = str | float | bool | Named | Facts | tuple["FactValue", ...]
"""A text, a figure, yes or no, a thing that is named, a part with fields of its own, or several of these."""


class Step(NamedTuple):
    """A step of a journey: touchpoints of which it is any one, or a nested journey. `number` counts from 1."""

    number: int
    stops: tuple[Stop, ...]
    journey: Named | None
    optional: bool
    does: str
    thinks: str
    feels: float | None
    pains: tuple[str, ...]


class Appearance(NamedTuple):
    """A step of a journey at which a touchpoint is, among `steps` in all; by way of a nested one at `step.journey`."""

    journey: Named
    step: Step
    steps: int


class Known(NamedTuple):
    """The data that are known when customers arrive at a touchpoint.

    `always` are known on whatever way they come from an entry, `sometimes` only on some ways; `held` are in one of
    the systems of the touchpoint, which comes with each. `missing` are needed there, and on some way nobody knows them.
    """

    always: tuple[Named, ...]
    sometimes: tuple[Named, ...]
    held: tuple[tuple[Named, Named], ...]
    missing: tuple[Named, ...]


class Naming(NamedTuple):
    """Another thing that names this one: in which field, as it is written, and in which file."""

    thing: Named
    field: str
    path: str


@dataclass(frozen=True, slots=True)
class EntityReport:
    """The outcome of `cxmap show`.

    `site` is the declaration that counts, `again` are others of the same id. `whole` is false where some of its fields
    could not be read. `fields` is what is written, as plain data, and `facts` the same for people; `names` are the
    things that it names, in the order of entities. What has no sense for a kind of thing is empty: `arrivals` and
    `departures` are the transitions into and out of a touchpoint (a transition has itself as its only departure),
    `appearances` the journeys of a touchpoint, `steps` those of a journey; `known` is None where no way from an entry
    leads to the touchpoint, too.
    """

    about: MapInfo
    thing: Named
    description: str
    site: Site
    again: tuple[Site, ...]
    whole: bool
    fields: Mapping[str, object]
    facts: tuple[Fact, ...]
    names: tuple[Named, ...]
    arrivals: tuple[Passage, ...] = ()
    departures: tuple[Passage, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    steps: tuple[Step, ...] = ()
    known: Known | None = None
    named_by: tuple[Naming, ...] = ()

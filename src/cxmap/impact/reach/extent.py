"""How far a change matters, by what it is that changed."""

from collections.abc import Iterable, Mapping
from enum import IntEnum

from cxmap.diff.grade import Grade
from cxmap.impact.both import Thing, thing
from cxmap.report.impact import Changed


class Extent(IntEnum):
    """How far from a thing a change of it matters."""

    ITSELF = 0
    """To nobody else: other words, who is to be called, when somebody last looked."""

    HERE = 1
    """To those who come here or work here: the journeys that step through it, its stage, its systems and metrics, and
    what names it. A moment, a metric or a role is no matter of the touchpoints next to it."""

    FLOW = 2
    """To the neighbours as well, and to whoever needs the data that are told here: customers come in another way, in
    other numbers or with other things said."""


Extents = Mapping[Thing, Extent]


def extent(changed: Changed) -> Extent:
    """Return how far a change matters.

    Other words matter to nobody else, whatever they are about. What came or went changes the flow; another id, and what
    customers live through on the same steps, do not. Otherwise the field decides, as the tables below say: who owns a
    hand-over and what it carries is a matter of the flow, a role at a touchpoint or a metric only of the touchpoint.
    """
    if changed.grade is Grade.WORDING or changed.entity.kind in _APART:
        return Extent.ITSELF
    if changed.kind in _WITHIN:
        return Extent.HERE
    if changed.field is None:
        return Extent.FLOW
    field = changed.field.partition(".")[0]
    if field in _TEXTS or field in _ITSELF.get(changed.entity.kind, ()):
        return Extent.ITSELF
    return Extent.FLOW if field in _FLOW.get(changed.entity.kind, ()) else Extent.HERE


def extents(changes: Iterable[Changed]) -> dict[Thing, Extent]:
    """Return for everything that changed how far the farthest of its changes matters."""
    found: dict[Thing, Extent] = {}
    for changed in changes:
        key = thing(changed.entity)
        found[key] = max(extent(changed), found.get(key, Extent.ITSELF))
    return found


def of_kind(found: Extents, kind: str, least: Extent = Extent.HERE) -> list[str]:
    """Return the ids of the changed things of a kind that matter at least so far, sorted."""
    return sorted(name for (known, name), reaches in found.items() if known == kind and reaches >= least)


_APART = frozenset({"change", "interaction", "source"})
"""Notes about the map, which nothing on it depends on."""

_WITHIN = frozenset({"renamed", "experience-changed"})
"""The kinds of change that leave the flow as it is, whatever the field."""

_TEXTS = frozenset({"name", "description", "tags", "links", "translations"})

_ITSELF: Mapping[str, frozenset[str]] = {
    "touchpoint": frozenset({"aliases", "evidence", "reviewed", "events", "volume"}),
    "owner": frozenset({"kind", "function", "lead", "members", "part_of", "contact", "language"}),
    "system": frozenset({"owner"}),
    "metric": frozenset({"source"}),
    "opportunity": frozenset({"owner", "pain", "value", "effort", "status"}),
}
"""The fields that matter to nobody else."""

_FLOW: Mapping[str, frozenset[str]] = {
    "touchpoint": frozenset({"channel", "status", "entry", "exit", "initiated_by", "captures", "needs"}),
    "transition": frozenset({"from", "to", "id", "owner", "carries", "kind"}),
    "journey": frozenset({"steps"}),
}
"""The fields on which the flow of customers and of what they tell depends."""

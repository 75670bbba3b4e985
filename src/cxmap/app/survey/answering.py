"""Who answers for what: whose task it is to mend what is wrong with a thing."""

from collections.abc import Callable, Mapping

from cxmap.app.survey.ground import start_of
from cxmap.atlas.atlas import Atlas


def answerable(atlas: Atlas, entity: str) -> str:
    """Return the id of the owner who answers for a thing such as `touchpoint:checkout`; empty where nobody does.

    For a touchpoint that is who is accountable. For what has an owner of its own it is this owner, else whoever is
    accountable for the touchpoint where it begins.
    """
    kind, _, name = entity.partition(":")
    find = _FINDING.get(kind)
    return find(atlas, name) if find else ""


def _of_touchpoint(atlas: Atlas, name: str) -> str:
    placed = atlas.touchpoints.get(name)
    return (placed.value.raci.accountable or "") if placed and placed.value.raci else ""


def _of_transition(atlas: Atlas, name: str) -> str:
    placed = atlas.transitions.get(name)
    return (placed.value.owner or _of_touchpoint(atlas, placed.value.from_)) if placed else ""


def _of_opportunity(atlas: Atlas, name: str) -> str:
    placed = atlas.opportunities.get(name)
    return (placed.value.owner or _of_touchpoint(atlas, start_of(placed.value))) if placed else ""


def _itself(atlas: Atlas, name: str) -> str:
    return name if name in atlas.owners else ""


def _by_owner(kind: str) -> Callable[[Atlas, str], str]:
    def find(atlas: Atlas, name: str) -> str:
        placed = atlas.things[kind].get(name)
        return (placed.value.owner or "") if placed else ""

    return find


_FINDING: Mapping[str, Callable[[Atlas, str], str]] = {
    "touchpoint": _of_touchpoint,
    "transition": _of_transition,
    "opportunity": _of_opportunity,
    "owner": _itself,
    "journey": _by_owner("journey"),
    "system": _by_owner("system"),
    "change": _by_owner("change"),
}

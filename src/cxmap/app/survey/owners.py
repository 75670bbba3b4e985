"""What a survey says of the owners of a map: what each delivers, and with whom."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, TypeVar

from cxmap.app.survey.answering import answerable
from cxmap.app.survey.ground import Ground, gravest_first
from cxmap.findings import Finding
from cxmap.message import Named
from cxmap.model.people import Contact
from cxmap.report.sheets import Basics, Colleague, OwnerSheet, Roles, TouchpointSheet

MOST_COLLEAGUES = 12
"""How many colleagues are named at most."""

MOST_AT_ONE = 60
"""Of how many owners at one touchpoint it is looked at who meets whom."""

Thing = TypeVar("Thing")
Held = Mapping[str, list[Named]]
"""What belongs to whom, by the id of the owner."""


def owners(ground: Ground, sheets: Sequence[TouchpointSheet], findings: Iterable[Finding]) -> tuple[OwnerSheet, ...]:
    """Return the owners who have to do with what is wanted, those that are named and not declared among them."""
    held = _All(ground, sheets, findings)
    names = sorted({*ground.wanted("owner"), *held.named})
    return tuple(_owner(ground, name, held) for name in names)


class _All:
    """What all owners have to do with."""

    def __init__(self, ground: Ground, sheets: Sequence[TouchpointSheet], findings: Iterable[Finding]) -> None:
        passages = [one for sheet in sheets for one in sheet.departures]
        self.roles = {role: _at(sheets, role) for role in Roles._fields}
        self.team_of = _grouped((sheet.team, sheet.touchpoint) for sheet in sheets if sheet.team)
        self.hands_over = _grouped((one.giver, one) for one in passages if one.giver and one.handover)
        arriving = (one for sheet in sheets for one in sheet.arrivals)
        self.takes_over = _grouped((one.taker, one) for one in arriving if one.taker and one.handover)
        self.sees_over = _grouped((one.owner, one) for one in passages if one.owner)
        self.owned = {kind: _owned(ground, kind) for kind in ("journey", "system", "change", "opportunity")}
        self.findings = _answered(ground, findings)
        self.meetings = _meetings(sheets)
        self.handovers = Counter(
            frozenset((one.giver.id, one.taker.id)) for one in passages if one.giver and one.taker and one.handover
        )
        self.partners = _partners(self.handovers)

    @property
    def named(self) -> set[str]:
        """The ids of all who have a role or a team at a touchpoint, or see customers over."""
        return {*self.team_of, *self.sees_over}.union(*self.roles.values())


def _at(sheets: Sequence[TouchpointSheet], role: str) -> Held:
    """Return the touchpoints at which each owner has a role, and no stronger one."""
    stronger = Roles._fields[: Roles._fields.index(role)]
    pairs = []
    for sheet in sheets:
        above = {owner for other in stronger for owner in _holding(sheet.roles, other)}
        pairs += [(owner, sheet.touchpoint) for owner in _holding(sheet.roles, role) if owner not in above]
    return _grouped(pairs)


def _holding(roles: Roles, role: str) -> tuple[Named, ...]:
    found: Named | tuple[Named, ...] | None = getattr(roles, role)
    if found is None:
        return ()
    return (found,) if isinstance(found, Named) else found


def _owned(ground: Ground, kind: str) -> Held:
    known = ground.atlas.things[kind]
    return _grouped(
        (owner, ground.named(kind, name))
        for name in ground.wanted(kind)
        if (owner := ground.owner(known[name].value.owner)) and not _is_over(kind, known[name].value)
    )


def _is_over(kind: str, value: Any) -> bool:
    return kind == "opportunity" and value.status in ("done", "dropped")


def _answered(ground: Ground, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        owner = answerable(ground.atlas, finding.entity)
        if owner:
            found.setdefault(owner, []).append(finding)
    return found


def _meetings(sheets: Sequence[TouchpointSheet]) -> dict[str, dict[str, list[Named]]]:
    """Return for each owner the others who have a role at the same touchpoints, with these."""
    found: dict[str, dict[str, list[Named]]] = {}
    for sheet in sheets:
        there = dict.fromkeys(owner.id for role in Roles._fields for owner in _holding(sheet.roles, role))
        for one, other in combinations(list(there)[:MOST_AT_ONE], 2):
            found.setdefault(one, {}).setdefault(other, []).append(sheet.touchpoint)
            found.setdefault(other, {}).setdefault(one, []).append(sheet.touchpoint)
    return found


def _partners(handovers: Iterable[frozenset[str]]) -> dict[str, set[str]]:
    """Return for each owner those to whom or from whom customers are handed over."""
    found: dict[str, set[str]] = {}
    for pair in handovers:
        for one in pair:
            found.setdefault(one, set()).update(pair - {one})
    return found


def _colleagues(ground: Ground, name: str, held: _All) -> tuple[Colleague, ...]:
    met = held.meetings.get(name, {})
    found = (
        Colleague(ground.named("owner", other), tuple(met.get(other, ())), held.handovers[frozenset((name, other))])
        for other in {*met, *held.partners.get(name, ())}
    )
    return tuple(sorted(found, key=_closest_first)[:MOST_COLLEAGUES])


def _closest_first(colleague: Colleague) -> tuple[int, int, str]:
    return -colleague.handovers - len(colleague.touchpoints), -colleague.handovers, colleague.owner.id


def _owner(ground: Ground, name: str, held: _All) -> OwnerSheet:
    placed = ground.atlas.owners.get(name)
    at = {role: tuple(held.roles[role].get(name, ())) for role in Roles._fields}
    owned = {kind: tuple(things.get(name, ())) for kind, things in held.owned.items()}
    sheet = OwnerSheet(
        owner=ground.named("owner", name),
        basics=ground.basics(placed) if placed else Basics(),
        kind=placed.value.kind if placed else "",
        accountable=at["accountable"],
        responsible=at["responsible"],
        consulted=at["consulted"],
        informed=at["informed"],
        team_of=tuple(held.team_of.get(name, ())),
        journeys=owned["journey"],
        systems=owned["system"],
        hands_over=tuple(held.hands_over.get(name, ())),
        takes_over=tuple(held.takes_over.get(name, ())),
        sees_over=tuple(held.sees_over.get(name, ())),
        opportunities=owned["opportunity"],
        changes=owned["change"],
        findings=tuple(sorted(held.findings.get(name, ()), key=gravest_first)),
        colleagues=_colleagues(ground, name, held),
    )
    if placed is None:
        return sheet
    value = placed.value
    leads = value.lead in ground.atlas.owners
    return replace(
        sheet,
        function=value.function or "",
        lead=ground.named("owner", value.lead) if leads and value.lead else value.lead or "",
        members=ground.all_named("owner", value.members),
        part_of=ground.owner(value.part_of),
        contact=_contact(value.contact),
        language=value.language or "",
        retired=value.status == "retired",
    )


def _contact(contact: Contact | None) -> dict[str, str]:
    """Return the ways to reach an owner, those that are written."""
    return {way: text for way, text in (contact.model_dump() if contact else {}).items() if text}


def _grouped(pairs: Iterable[tuple[Named | None, Thing]]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for owner, thing in pairs:
        if owner:
            found.setdefault(owner.id, []).append(thing)
    return found

"""What the checks find about who does what: owners, roles and hand-overs."""

import datetime
from typing import NamedTuple

from cxmap.app.raci.rows import Rows
from cxmap.app.reading import Reading
from cxmap.app.repository import Opened
from cxmap.app.severity import Severities
from cxmap.app.validate import Scope, check_atlas
from cxmap.atlas.atlas import Atlas
from cxmap.findings import Finding, Severity
from cxmap.graph.flow import Flow
from cxmap.message import Named

FAMILY = "ownership"
"""The family of rules that is all about who does what."""

ABOUT_OWNERS = ("duplicate-owner", "retired-in-use", "unknown-reference")
"""The rules of other families, of which what they find about owners counts as well."""


class Gaps(NamedTuple):
    """Findings, the gravest first, and whether some rules did not run because something could not be read."""

    findings: tuple[Finding, ...]
    declined: bool
    by_entity: dict[str, Severity]

    def gravest(self, thing: Named) -> Severity | None:
        """Return how grave the gravest finding about a thing is."""
        return self.by_entity.get(thing.entity)


def gaps(reading: Reading, flow: Flow, made: Rows, today: datetime.date, *, everything: bool) -> Gaps:
    """Return what is wrong with who does what in some rows; of the map as a whole only where `everything` is asked."""
    scope = Scope(today, select=frozenset({FAMILY, *ABOUT_OWNERS}))
    severities = Severities(reading.settings, scope.select, scope.ignore)
    checked = check_atlas(reading.atlas, Opened(reading.settings, ()), scope, severities)
    unknown = {
        (mention.source.entity, mention.reference.id)
        for mention in reading.atlas.unresolved
        if mention.reference.kind == "owner"
    }
    concerned = None if everything else _concerned(reading.atlas, flow, made)
    found = [
        finding
        for finding in checked.findings
        if _about_owners(finding, unknown) and (concerned is None or finding.entity in concerned)
    ]
    found.sort(key=lambda finding: finding.severity.rank)
    gravest: dict[str, Severity] = {}
    for finding in found:
        gravest.setdefault(finding.entity, finding.severity)
    return Gaps(tuple(found), bool(checked.declined), gravest)


def _about_owners(finding: Finding, unknown: set[tuple[str, str]]) -> bool:
    if finding.rule == "unknown-reference":
        return (finding.entity, str(finding.message.values["id"])) in unknown
    if finding.rule == "retired-in-use":
        retired = finding.message.values["retired"]
        return isinstance(retired, Named) and retired.kind == "owner"
    return True


def _concerned(atlas: Atlas, flow: Flow, made: Rows) -> set[str]:
    """Return the names of all that has to do with some rows: themselves, their transitions, journeys and owners."""
    owners = {owner for row in made.values() for owner in row.cells}
    owners.update(owner for row in made.values() for handover in row.handovers for owner in handover.cells)
    owners.update(row.team.id for row in made.values() if row.team)
    journeys = {journey for name in made for journey in flow.journeys_by_touchpoint.get(name, ())}
    transitions = (
        placed.entity for placed in atlas.transitions.values() if {placed.value.from_, placed.value.to} & made.keys()
    )
    return {
        *(f"touchpoint:{name}" for name in made),
        *(f"owner:{name}" for name in owners),
        *(f"journey:{name}" for name in journeys),
        *transitions,
    }

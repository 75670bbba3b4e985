"""How large a map is, and how much of it is as it should be."""

from collections import Counter
from collections.abc import Iterable, Sequence

from cxmap.app.survey.ground import Ground
from cxmap.findings import Finding, Severity
from cxmap.report.sheets import OwnerSheet, TouchpointSheet
from cxmap.report.survey import Health, Tally


def health(
    ground: Ground, sheets: Sequence[TouchpointSheet], owners: Sequence[OwnerSheet], findings: Iterable[Finding]
) -> Health:
    """Return the health of what is wanted of a map; retired touchpoints and owners do not count."""
    living = [sheet for sheet in sheets if sheet.status != "retired"]
    return Health(
        touchpoints=len(living),
        transitions=len(ground.wanted("transition")),
        journeys=len(ground.wanted("journey")),
        owners=sum(not sheet.retired and sheet.basics.site is not None for sheet in owners),
        findings=tally(findings),
        accounted=sum(sheet.roles.accountable is not None for sheet in living),
        measured=sum(bool(sheet.metrics) for sheet in living),
        evidenced=sum(sheet.evidence in ("partial", "researched") for sheet in living),
        reviewed=sum(sheet.reviewed is not None and not sheet.overdue for sheet in living),
    )


def tally(findings: Iterable[Finding]) -> Tally:
    """Return how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    return Tally(counts[Severity.ERROR], counts[Severity.WARNING], counts[Severity.INFO])

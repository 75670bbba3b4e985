"""The findings as JSON for programs: stable, versioned, described by `schemas/findings.schema.json`."""

from cxmap.findings import Finding, Place, Related, Severity
from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.report.validation import ValidationReport
from cxmap.visible import visible
from cxmap.words import Words, say

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""


def render(report: ValidationReport, words: Words, _look: Look) -> str:
    """Return the report as a JSON document."""
    repository = report.repository
    return json_document(
        {
            "version": VERSION,
            "tool": {"name": "cxmap", "version": report.version},
            "language": report.language,
            "repository": {
                "name": visible(repository.name),
                "touchpoints": repository.touchpoints,
                "transitions": repository.transitions,
                "journeys": repository.journeys,
                "files": repository.files,
            },
            "summary": {
                "error": report.count(Severity.ERROR),
                "warning": report.count(Severity.WARNING),
                "info": report.count(Severity.INFO),
                "suppressed": report.suppressed,
                "baselined": report.baselined,
            },
            "findings": [finding_fields(finding, words) for finding in report.findings],
            "declined": [
                {"rule": declined.rule, "reason": say(declined.reason, words)} for declined in report.declined
            ],
        }
    )


def finding_fields(finding: Finding, words: Words) -> dict[str, object]:
    """Return a finding as plain data."""
    span = finding.place.span
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": say(finding.message, words),
        "hint": say(finding.hint, words) if finding.hint else None,
        "entity": visible(finding.entity),
        **_start(finding.place),
        "end_line": span.end_line + 1,
        "end_column": span.end_column + 1,
        "related": [_related(related, words) for related in finding.related],
        "fingerprint": finding.fingerprint,
    }


def _related(related: Related, words: Words) -> dict[str, object]:
    return {
        "entity": visible(related.entity),
        **_start(related.place),
        "message": say(related.message, words),
    }


def _start(place: Place) -> dict[str, object]:
    return {"path": visible(place.path), "line": place.span.line + 1, "column": place.span.column + 1}

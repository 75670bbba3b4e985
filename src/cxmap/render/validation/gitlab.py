"""The findings as a GitLab Code Quality report, which GitLab shows in merge requests."""

import hashlib

from cxmap.findings import Finding, Severity
from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.report.validation import ValidationReport
from cxmap.visible import visible
from cxmap.words import Words, say


def render(report: ValidationReport, words: Words, look: Look) -> str:
    """Return the findings as a JSON array; errors are `major`, warnings `minor`, info notes `info`."""
    known: set[str] = set()
    return json_document([_issue(finding, known, words, look) for finding in report.findings])


_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def _issue(finding: Finding, known: set[str], words: Words, look: Look) -> dict[str, object]:
    sentences = [say(finding.message, words)]
    if finding.hint:
        sentences.append(say(finding.hint, words))
    span = finding.place.span
    return {
        "description": " ".join(sentences),
        "check_name": finding.rule,
        "fingerprint": _unique(finding.fingerprint, known),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": visible(look.path(finding.place.path)),
            "lines": {"begin": span.line + 1, "end": span.end_line + 1},
        },
    }


def _unique(fingerprint: str, known: set[str]) -> str:
    # GitLab shows only one issue of those that share a fingerprint.
    while fingerprint in known:
        fingerprint = hashlib.sha256(fingerprint.encode()).hexdigest()[:32]
    known.add(fingerprint)
    return fingerprint

"""Phrases that several formats share: how many there are of what, in one breath."""

from collections import Counter
from collections.abc import Iterable

from cxmap.findings import Finding, Severity
from cxmap.message import Message
from cxmap.render.columns import columns
from cxmap.report.map_info import NAMELESS
from cxmap.report.validation import RepositoryInfo, ValidationReport
from cxmap.words import Words, count, enumerated, shortened

SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
"""The severities a finding can have, gravest first."""


def tally(findings: Iterable[Finding], words: Words) -> str:
    """Return how many findings there are of each severity: `3 errors, 5 warnings and 1 info note`."""
    counts = Counter(finding.severity for finding in findings)
    return enumerated([of(severity, counts[severity], words) for severity in SEVERITIES if counts[severity]], words)


def of(severity: Severity, number: int, words: Words) -> str:
    """Return a number of findings of one severity: `1 error`, `3 warnings`."""
    one, many = _COUNTED[severity]
    return count(number, one, many, words)


def padded(severity: Severity, words: Words) -> str:
    """Return a severity, as wide as the widest of them in this language."""
    names = {one: words.sentence(one.value) for one in SEVERITIES}
    widest = max(map(columns, names.values()))
    return names[severity] + " " * (widest - columns(names[severity]))


def clean(report: ValidationReport, words: Words) -> Message:
    """Return the sentence for a report without findings, which promises no more than was checked."""
    values = {"where": name(report.repository, words), "since": report.since, "size": size(report.repository, words)}
    if report.declined:
        return Message("No problems in {where}, as far as it could be checked: {size}.", values)
    if report.since:
        return Message("No new problems in {where} since {since}: {size}.", values)
    return Message("No problems in {where}: {size}.", values)


def size(repository: RepositoryInfo, words: Words) -> str:
    """Return what was looked at: `120 touchpoints, 260 transitions, 9 journeys in 41 files`."""
    things = [
        count(repository.touchpoints, "{number} touchpoint", "{number} touchpoints", words),
        count(repository.transitions, "{number} transition", "{number} transitions", words),
        count(repository.journeys, "{number} journey", "{number} journeys", words),
    ]
    return ", ".join(things) + count(repository.files, " in {number} file", " in {number} files", words)


def name(repository: RepositoryInfo, words: Words) -> str:
    """Return what to call the repository within a sentence."""
    called = repository.name if repository.name != NAMELESS else ""
    return shortened(called) or words.sentence("this repository")


_COUNTED = {
    Severity.ERROR: ("{number} error", "{number} errors"),
    Severity.WARNING: ("{number} warning", "{number} warnings"),
    Severity.INFO: ("{number} info note", "{number} info notes"),
}

"""The findings as JUnit XML, for Jenkins, GitLab and whatever else shows test results.

A file is a test suite, and each rule with findings in it a test case, so that a problem keeps its name from run to
run while lines move. A case with an error has failed. One with warnings is skipped: readers count it and show it
apart, and the build stays green. One with info notes alone has passed and says them as its output. A rule that did
not run is a skipped case of the suite `cxmap`. A clean run has one passed case there, because readers take a result
without tests for a mistake.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cxmap.findings import Finding, Severity
from cxmap.message import said
from cxmap.render.encode import xml
from cxmap.render.look import Look
from cxmap.render.phrases import name, tally
from cxmap.report.validation import Declined, ValidationReport
from cxmap.visible import visible
from cxmap.words import Words, say


def render(report: ValidationReport, words: Words, _look: Look) -> str:
    """Return the report as a JUnit XML document."""
    suites = [
        _Suite(visible(path), tuple(_cases(visible(path), tuple(findings), words)))
        for path, findings in groupby(report.findings, key=lambda finding: finding.place.path)
    ]
    cases = [_declined(declined, words) for declined in report.declined]
    if not report.findings:
        cases.insert(0, _clean(report, words))
    if cases:
        suites.append(_Suite("cxmap", tuple(cases)))
    every = _counts([case for suite in suites for case in suite.cases])
    lines = [_DECLARATION, f'<testsuites name="cxmap" {every}>']
    for suite in suites:
        lines += _suite(suite)
    return "\n".join([*lines, "</testsuites>", ""])


_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_ELEMENTS = {Severity.ERROR: "failure", Severity.WARNING: "skipped", Severity.INFO: "system-out"}


@dataclass(frozen=True, slots=True)
class _Case:
    """A test case whose one element, if any, is `element`: `failure`, `skipped` or `system-out`."""

    group: str
    name: str
    element: str = ""
    message: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class _Suite:
    name: str
    cases: tuple[_Case, ...]


def _cases(path: str, findings: Sequence[Finding], words: Words) -> Iterator[_Case]:
    # Jenkins reads dots as the levels of a tree, and everything after the last one as a class.
    group = path.removesuffix(".yml").removesuffix(".yaml").replace("/", ".")
    for rule in sorted({finding.rule for finding in findings}):
        found = [finding for finding in findings if finding.rule == rule]
        gravest = min((finding.severity for finding in found), key=lambda severity: severity.rank)
        message = say(found[0].message, words) if len(found) == 1 else tally(found, words)
        body = "\n".join(line for finding in found for line in _lines(finding, words))
        yield _Case(group, rule, _ELEMENTS[gravest], message, body)


def _lines(finding: Finding, words: Words) -> Iterator[str]:
    span = finding.place.span
    position = f"{visible(finding.place.path)}:{span.line + 1}:{span.column + 1}"
    yield f"{position}: {words.sentence(finding.severity.value)}: {say(finding.message, words)}"
    for related in finding.related:
        start = related.place.span
        place = f"{visible(related.place.path)}:{start.line + 1}:{start.column + 1}"
        yield f"  {place}: {say(related.message, words)}"
    if finding.hint:
        yield f"  {words.sentence('hint:')} {say(finding.hint, words)}"


def _clean(report: ValidationReport, words: Words) -> _Case:
    return _Case("cxmap", say(said("No problems in {where}", where=name(report.repository, words)), words))


def _declined(declined: Declined, words: Words) -> _Case:
    return _Case("cxmap", declined.rule, "skipped", say(declined.reason, words))


def _suite(suite: _Suite) -> Iterator[str]:
    skipped = _number(suite.cases, "skipped")
    yield f'  <testsuite name="{xml(suite.name)}" {_counts(suite.cases)} skipped="{skipped}">'
    for case in suite.cases:
        start = f'<testcase classname="{xml(case.group)}" name="{xml(case.name)}"'
        yield f"    {start}>{_element(case)}</testcase>" if case.element else f"    {start}/>"
    yield "  </testsuite>"


def _element(case: _Case) -> str:
    body = "\n".join(xml(line) for line in case.body.split("\n"))
    if case.element == "system-out":
        return f"<system-out>{body}</system-out>"
    kind = ' type="error"' if case.element == "failure" else ""
    return f'<{case.element}{kind} message="{xml(case.message)}">{body}</{case.element}>'


def _counts(cases: Sequence[_Case]) -> str:
    return f'tests="{len(cases)}" failures="{_number(cases, "failure")}" errors="0"'


def _number(cases: Iterable[_Case], element: str) -> int:
    return sum(case.element == element for case in cases)

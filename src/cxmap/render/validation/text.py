"""The findings as text for people: by file, each with its line, a mark under the place, and what to do about it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from cxmap.findings import Finding, Place, Related, Severity
from cxmap.message import said
from cxmap.render.columns import columns
from cxmap.render.lines import Line, Run, styled, wrapped, written
from cxmap.render.look import Look
from cxmap.render.phrases import padded, tally
from cxmap.render.snippet import snippet
from cxmap.report.validation import ValidationReport
from cxmap.source.span import START
from cxmap.visible import visible
from cxmap.words import Words, count, parts

MOST_RELATED = 10
"""How many related places are shown of a finding; the other formats have more."""

SEVERITY_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}


def render(report: ValidationReport, words: Words, look: Look) -> str:
    """Return the findings of the report as text; nothing at all if there are none."""
    lines: list[Line] = []
    for path, group in groupby(report.findings, key=lambda finding: finding.place.path):
        lines += _file(path, tuple(group), report, words, look)
    if report.findings:
        lines += _rules(report, words, look)
    return written(lines, colour=look.colour)


def _file(path: str, findings: Sequence[Finding], report: ValidationReport, words: Words, look: Look) -> Iterator[Line]:
    yield [Run(visible(path), "bold underline"), Run("  "), Run(tally(findings, words), "dim")]
    yield []
    for finding in findings:
        yield from _finding(finding, report, words, look)
        yield []


def _finding(finding: Finding, report: ValidationReport, words: Words, look: Look) -> Iterator[Line]:
    yield [
        Run("  "),
        Run(padded(finding.severity, words), SEVERITY_STYLES[finding.severity]),
        Run("  "),
        Run(finding.rule, "bold"),
        Run("  "),
        Run(_position(finding.place), "dim"),
    ]
    yield from wrapped(styled(parts(finding.message, words)), look.width, "    ")
    yield from _source(finding.place, report, SEVERITY_STYLES[finding.severity], look)
    for related in finding.related[:MOST_RELATED]:
        yield from _related(related, words, look)
    if (left := len(finding.related) - MOST_RELATED) > 0:
        text = count(left, "and {number} more place", "and {number} more places", words)
        yield [Run("    "), Run(text, "dim")]
    if finding.hint:
        label = words.sentence("hint:") + " "
        hint = [Run(label, "green"), *styled(parts(finding.hint, words))]
        yield from wrapped(hint, look.width, "    ", "    " + " " * columns(label))


def _source(place: Place, report: ValidationReport, style: str, look: Look) -> Iterator[Line]:
    line = report.sources.get(place.path, {}).get(place.span.line)
    if line is None or not line.strip() or place.span == START:
        return
    number = f"{place.span.line + 1:>7}"
    shown = snippet(line, place.span, max(20, look.width - len(number) - 3))
    yield [Run(f"{number} | ", "dim"), Run(shown.text)]
    yield [Run(f"{'':>7} | ", "dim"), Run(" " * shown.before), Run(shown.mark, style)]


def _related(related: Related, words: Words, look: Look) -> list[list[Run]]:
    message = styled(parts(related.message, words))
    runs = [Run(_position(related.place) + ":", "dim"), Run(" "), *message]
    return wrapped(runs, look.width, "    ", "      ")


def _rules(report: ValidationReport, words: Words, look: Look) -> Iterator[Line]:
    rules = sorted({finding.rule for finding in report.findings})
    longest = max(len(rule) for rule in rules)
    example = said("Why these matter, with examples: `cxmap rule {rule}`", rule=rules[0])
    yield from wrapped(styled(parts(example, words)), look.width)
    if not look.pages:
        return
    for rule in rules:
        if page := report.rules[rule].page:
            yield [Run("  "), Run(f"{rule:<{longest}}", "bold"), Run("  "), Run(page, "dim")]


def _position(place: Place) -> str:
    return f"{visible(place.path)}:{place.span.line + 1}:{place.span.column + 1}"

"""The findings as annotations of a GitHub workflow run, and all of them as text in its log."""

from cxmap.findings import Finding, Severity
from cxmap.render import encode
from cxmap.render.look import Look
from cxmap.render.validation import text
from cxmap.render.workflow import MOST_OF_A_LEVEL, file, quoted
from cxmap.report.validation import ValidationReport
from cxmap.words import Words, count, say


def render(report: ValidationReport, words: Words, look: Look) -> str:
    """Return workflow commands, and between them the findings as text, where commands are switched off.

    Of each level there are as many annotations as GitHub shows; a last notice says how many are left out.
    """
    chosen = _chosen(report)
    lines = [_annotation(finding, words, look) for finding in chosen]
    if left := len(report.findings) - len(chosen):
        one = "{number} more problem is in the log of this step."
        many = "{number} more problems are in the log of this step."
        lines.append(f"::notice title=cxmap::{encode.github_data(count(left, one, many, words))}")
    commands = "".join(line + "\n" for line in lines)
    return quoted(text.render(report, words, look)) + commands if report.findings else ""


_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def _chosen(report: ValidationReport) -> list[Finding]:
    groups = [[finding for finding in report.findings if finding.severity is severity] for severity in _LEVELS]
    errors, warnings, notices = (group[:MOST_OF_A_LEVEL] for group in groups)
    if any(len(group) > MOST_OF_A_LEVEL for group in groups):
        # The sentence that says what is left out is a notice, too.
        notices = notices[: MOST_OF_A_LEVEL - 1]
    return errors + warnings + notices


def _annotation(finding: Finding, words: Words, look: Look) -> str:
    span = finding.place.span
    properties = {"file": file(look.path(finding.place.path)), "line": span.line + 1, "endLine": span.end_line + 1}
    if span.line == span.end_line and span.column < span.end_column:
        # The runner takes columns only for a place within one line.
        properties |= {"col": span.column + 1, "endColumn": span.end_column + 1}
    properties["title"] = f"{finding.rule} (cxmap)"
    sentences = [say(finding.message, words)]
    if finding.hint:
        sentences.append(say(finding.hint, words))
    shown = ",".join(f"{key}={encode.github_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[finding.severity]} {shown}::{encode.github_data(_NEW_LINE.join(sentences))}"


_NEW_LINE = "\n"

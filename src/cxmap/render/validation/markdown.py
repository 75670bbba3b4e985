"""The findings as Markdown for a comment on a pull request."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from cxmap.findings import Finding, Place, Severity
from cxmap.message import Message, said
from cxmap.render import encode
from cxmap.render.look import Look
from cxmap.render.phrases import SEVERITIES, clean, name, tally
from cxmap.report.validation import ValidationReport
from cxmap.visible import visible
from cxmap.words import Part, Words, count, enumerated, parts, say

MARKER = "<!-- cxmap:validate -->"
"""The first line, by which a workflow finds the comment to replace; it is not shown."""

LONGEST = 60_000
"""The most characters; GitHub takes 65,536 in a comment, and others may add to it."""


def render(report: ValidationReport, words: Words, look: Look) -> str:
    """Return the report as a comment of at most `LONGEST` characters.

    Where there is more to say, the longest list is shortened until it fits, and says how many it leaves out.
    """
    groups = {severity: _of(report, severity) for severity in SEVERITIES}
    limits = {severity: min(len(found), _MOST_IN_A_LIST) for severity, found in groups.items()}
    comment = _comment(report, groups, limits, words, look)
    while len(comment) > LONGEST and any(limits.values()):
        longest = max(limits, key=lambda severity: limits[severity])
        limits[longest] //= 2
        comment = _comment(report, groups, limits, words, look)
    return comment


_MOST_IN_A_LIST = 400
_MOST_UNFOLDED = 10
_MOST_RELATED = 3
_MOST_DECLINED = 50
_HEADINGS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Info notes"}

Groups = Mapping[Severity, Sequence[Finding]]


def _of(report: ValidationReport, severity: Severity) -> Sequence[Finding]:
    return [finding for finding in report.findings if finding.severity is severity]


def _comment(report: ValidationReport, groups: Groups, limits: Mapping[Severity, int], words: Words, look: Look) -> str:
    blocks = [MARKER, _verdict(report, words)]
    if report.findings:
        blocks.append(_table(report, words))
    for severity, findings in groups.items():
        if findings:
            blocks += _section(severity, findings, limits[severity], words, look)
    blocks += _declined(report, words)
    return "\n\n".join(blocks) + "\n"


def _verdict(report: ValidationReport, words: Words) -> str:
    left = _left_out(report, words)
    return f"**{_encoded(parts(_outcome(report, words), words))}**" + (f" {encode.markdown(left)}" if left else "")


def _outcome(report: ValidationReport, words: Words) -> Message:
    if not report.findings:
        return clean(report, words)
    text = "New in {where} since {since}: {tally}." if report.since else "{where} has {tally}."
    values = {
        "where": name(report.repository, words),
        "since": report.since,
        "tally": tally(report.findings, words),
    }
    return Message(text, values)


def _left_out(report: ValidationReport, words: Words) -> str:
    left: list[str] = []
    if report.suppressed:
        text = "{number} silenced by a comment in the files"
        left.append(count(report.suppressed, text, text, words))
    if report.baselined:
        text = "{number} known before"
        left.append(count(report.baselined, text, text, words))
    return say(said("Not shown: {left}.", left=enumerated(left, words)), words) if left else ""


def _table(report: ValidationReport, words: Words) -> str:
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    head = [words.sentence(text) for text in ("Rule", *_HEADINGS.values())]
    rows = ["| " + " | ".join(encode.markdown(cell) for cell in head) + " |", "| --- | ---: | ---: | ---: |"]
    for rule in sorted({rule for rule, _ in counts}):
        numbers = [str(counts[rule, severity] or "") for severity in SEVERITIES]
        rows.append("| " + " | ".join([_rule(rule, report), *numbers]) + " |")
    return "\n".join(rows)


def _rule(rule: str, report: ValidationReport) -> str:
    page = report.rules[rule].page
    return f"[{encode.markdown(rule)}]({page})" if page else encode.markdown(rule)


def _section(severity: Severity, findings: Sequence[Finding], limit: int, words: Words, look: Look) -> Iterator[str]:
    title = f"{words.sentence(_HEADINGS[severity])} ({len(findings)})"
    folded = len(findings) > _MOST_UNFOLDED
    yield f"<details><summary>{title}</summary>" if folded else f"### {title}"
    if limit:
        yield "\n".join(line for finding in findings[:limit] for line in _finding(finding, words, look))
    if left := len(findings) - limit:
        yield encode.markdown(count(left, "… and {number} more.", "… and {number} more.", words))
    if folded:
        yield "</details>"


def _finding(finding: Finding, words: Words, look: Look) -> Iterator[str]:
    rule = encode.markdown_code(finding.rule)
    yield f"- {_position(finding.place, look)}: {_encoded(parts(finding.message, words))} {rule}"
    if finding.hint:
        yield f"  - {encode.markdown(words.sentence('hint:'))} {_encoded(parts(finding.hint, words))}"
    for related in finding.related[:_MOST_RELATED]:
        yield f"  - {_position(related.place, look)}: {_encoded(parts(related.message, words))}"
    if (left := len(finding.related) - _MOST_RELATED) > 0:
        yield f"  - {encode.markdown(count(left, 'and {number} more', 'and {number} more', words))}"


def _position(place: Place, look: Look) -> str:
    return encode.markdown_code(f"{visible(look.path(place.path))}:{place.span.line + 1}")


def _declined(report: ValidationReport, words: Words) -> Iterator[str]:
    if not report.declined:
        return
    yield f"<details><summary>{words.sentence('Not checked')} ({len(report.declined)})</summary>"
    shown = report.declined[:_MOST_DECLINED]
    lines = [f"- {encode.markdown_code(item.rule)}: {_encoded(parts(item.reason, words))}" for item in shown]
    yield "\n".join(lines)
    if left := len(report.declined) - len(shown):
        yield encode.markdown(count(left, "… and {number} more.", "… and {number} more.", words))
    yield "</details>"


def _encoded(pieces: Sequence[Part]) -> str:
    return "".join(_encode(part) for part in pieces)


def _encode(part: Part) -> str:
    if part.role == "id":
        return encode.markdown_code(part.text)
    if part.role == "text":
        # The spaces around a gap are the sentence's own and need no protection.
        bare = part.text.strip(" ")
        return part.text.replace(bare, encode.markdown(bare)) if bare else part.text
    return encode.markdown(part.text)

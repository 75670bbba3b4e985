"""The findings as Markdown for a comment on a pull request."""

from collections import Counter
from collections.abc import Iterator, Sequence

from cxmap.findings import Finding, Place, Severity
from cxmap.message import Message, said
from cxmap.render import encode
from cxmap.render.look import Look
from cxmap.render.one_comment import Frame, comment
from cxmap.render.own_markdown import Finished, given
from cxmap.render.phrases import SEVERITIES, clean, name, tally
from cxmap.render.stretches import stretch
from cxmap.render.templating import Plain
from cxmap.report.validation import ValidationReport
from cxmap.visible import visible
from cxmap.words import Part, Words, count, enumerated, parts, say

MARKER = "<!-- cxmap:validate -->"
"""The first line, by which a workflow finds the comment to replace; it is not shown."""

TEMPLATE = "validate.md.j2"
"""The template of the comment."""

SECTIONS = ("errors", "warnings", "info", "not-checked")
"""The sections that there can be, in order."""


def render(report: ValidationReport, words: Words, look: Look) -> str:
    """Return the report as a comment of at most 60,000 characters.

    Where there is more to say, the longest list is shortened until it fits, and says how many it leaves out.
    """

    def content(notes: Sequence[str]) -> _Said:
        return _Said(report, words, look, notes)

    return comment(Frame(MARKER, TEMPLATE, SECTIONS), report.templates, content, words)


class _Said:
    """What the comment says."""

    def __init__(self, report: ValidationReport, words: Words, look: Look, notes: Sequence[str]) -> None:
        self._report = report
        self._words = words
        self._look = look
        self._groups = {severity: _of(report, severity) for severity in SEVERITIES}
        self._limits = {severity: min(len(found), _MOST_IN_A_LIST) for severity, found in self._groups.items()}
        self._around: dict[str, Plain] = {
            "kind": "validate",
            "language": encode.markdown(report.language),
            "map": encode.markdown(report.repository.name),
            "title": _encoded(parts(_outcome(report, words), words)),
            "lead": encode.markdown(_left_out(report, words)),
            "table": _table(report, words) if report.findings else "",
            "notes": [*notes, *(_encoded(parts(note, words)) for note in report.notes)],
        }

    def values(self) -> dict[str, Plain]:
        return {**self._around, **given(self._sections(), SECTIONS)}

    def shorten(self) -> bool:
        longest = max(self._limits, key=lambda severity: self._limits[severity])
        before, self._limits[longest] = self._limits[longest], self._limits[longest] // 2
        return before > 0

    def _sections(self) -> Iterator[Finished]:
        for severity, findings in self._groups.items():
            if findings:
                yield _section(severity, findings, self._limits[severity], self._words, self._look)
        if self._report.declined:
            yield _declined(self._report, self._words)


_MOST_IN_A_LIST = 400
_MOST_UNFOLDED = 10
_MOST_RELATED = 3
_MOST_DECLINED = 50
_IDS = dict(zip(SEVERITIES, SECTIONS, strict=False))
_HEADINGS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Info notes"}


def _of(report: ValidationReport, severity: Severity) -> Sequence[Finding]:
    return [finding for finding in report.findings if finding.severity is severity]


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


def _section(severity: Severity, findings: Sequence[Finding], limit: int, words: Words, look: Look) -> Finished:
    lines = [line for finding in findings[:limit] for line in _finding(finding, words, look)]
    title = f"{words.sentence(_HEADINGS[severity])} ({len(findings)})"
    body = _list(lines, len(findings) - limit, words)
    return Finished(_IDS[severity], encode.markdown(title), body, len(findings) > _MOST_UNFOLDED)


def _list(lines: Sequence[str], left: int, words: Words) -> str:
    more = encode.markdown(count(left, "… and {number} more.", "… and {number} more.", words)) if left else ""
    return "\n\n".join(block for block in ("\n".join(lines), more) if block)


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


def _declined(report: ValidationReport, words: Words) -> Finished:
    shown = report.declined[:_MOST_DECLINED]
    lines = [f"- {encode.markdown_code(item.rule)}: {_encoded(parts(item.reason, words))}" for item in shown]
    title = f"{words.sentence('Not checked')} ({len(report.declined)})"
    body = _list(lines, len(report.declined) - len(shown), words)
    return Finished("not-checked", encode.markdown(title), body, folded=True)


def _encoded(pieces: Sequence[Part]) -> str:
    return "".join(map(stretch, pieces))

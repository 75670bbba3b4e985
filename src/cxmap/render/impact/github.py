"""What changed as annotations of a GitHub workflow run, and the whole report as text in its log."""

from collections.abc import Sequence

from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.render import encode
from cxmap.render.impact import text
from cxmap.render.impact_parts import vocabulary
from cxmap.render.look import Look
from cxmap.render.workflow import MOST_OF_A_LEVEL, file, quoted
from cxmap.report.impact import Changed, ImpactReport
from cxmap.words import Words, count, say


def render(report: ImpactReport, words: Words, look: Look) -> str:
    """Return workflow commands, and before them the report as text, where commands are switched off.

    Breaking changes are warnings and disruptive ones notices; a change is no mistake, so that none is an error. Only
    those are annotated that stand in the new revision. There are as many as GitHub shows; a last notice says how many
    are left out.
    """
    if report.nothing:
        return ""
    annotated = [changed for changed in report.changes if changed.grade in _LEVELS and changed.side == "head"]
    chosen = _chosen(annotated)
    lines = [_annotation(changed, words, look) for changed in chosen]
    if left := len(annotated) - len(chosen):
        one = "{number} more change is in the log of this step."
        many = "{number} more changes are in the log of this step."
        lines.append(f"::notice title=cxmap::{encode.github_data(count(left, one, many, words))}")
    return quoted(text.render(report, words, look)) + "".join(line + "\n" for line in lines)


_LEVELS = {Grade.BREAKING: "warning", Grade.DISRUPTIVE: "notice"}


def _chosen(changes: Sequence[Changed]) -> list[Changed]:
    warnings, notices = ([changed for changed in changes if changed.grade is grade] for grade in _LEVELS)
    if len(warnings) > MOST_OF_A_LEVEL or len(notices) > MOST_OF_A_LEVEL:
        # The sentence that says what is left out is a notice, too.
        notices = notices[: MOST_OF_A_LEVEL - 1]
    return warnings[:MOST_OF_A_LEVEL] + notices


def _annotation(changed: Changed, words: Words, look: Look) -> str:
    span = changed.place.span
    title = said("{grade} ({kind})", grade=vocabulary.grade_name(changed.grade, words), kind=changed.kind)
    properties = {
        "file": file(look.path(changed.place.path)),
        "line": span.line + 1,
        "endLine": span.end_line + 1,
        "title": say(title, words),
    }
    sentences = [say(message, words) for message in (changed.message, changed.why) if message]
    shown = ",".join(f"{key}={encode.github_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[changed.grade]} {shown}::{encode.github_data(_NEW_LINE.join(sentences))}"


_NEW_LINE = "\n"

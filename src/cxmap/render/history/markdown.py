"""A history as Markdown: the changelog of the customer experience, the gravest changes first."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.diff.grade import Grade
from cxmap.message import Message, said
from cxmap.render import encode
from cxmap.render.history_phrases import (
    beginning,
    day,
    nothing,
    role_name,
    short,
    since_when,
    title,
    told_in_short,
    unread_line,
)
from cxmap.render.impact_parts.vocabulary import grade_name
from cxmap.render.look import Look
from cxmap.render.stretches import stretch
from cxmap.report.history import HistoryReport, Step
from cxmap.report.impact import Changed
from cxmap.words import Words, count, enumerated, parts, say, shortened


def render(report: HistoryReport, words: Words, _look: Look) -> str:
    """Return the changelog: what customers and colleagues notice, each with its day, commit and change record."""
    blocks = [f"# {_worded(title(report, words), words)}", _summary(report, words), *_held(report, words)]
    entries = list(_entries(report, words))
    for grade in Grade:
        blocks += _section(grade, [entry.text for entry in entries if entry.grade is grade], words)
    blocks += _others(entries, words)
    return "\n\n".join(blocks) + "\n"


class _Entry(NamedTuple):
    """A line of the changelog. What has no grade is told at the end."""

    grade: Grade | None
    text: str


def _summary(report: HistoryReport, words: Words) -> str:
    if not report.steps:
        return _worded(nothing(report), words)
    first, last = day(report.steps[-1].commit), day(report.steps[0].commit)
    number = count(len(report.steps), "{number} commit", "{number} commits", words)
    tally = said("{commits} from {first} to {last}.", commits=number, first=first, last=last)
    return _worded(tally, words) + (f" {_worded(_MORE, words)}" if report.more else "")


_MORE = said("Older ones are left out.")


def _held(report: HistoryReport, words: Words) -> Iterator[str]:
    if not report.held:
        return
    head = [encode.markdown(words.sentence(text)) for text in ("Role", "Owner", "When")]
    lines = [_row(head), _row(["---"] * len(head))]
    for held in report.held:
        when = encode.markdown(say(since_when(held), words))
        owner = encode.markdown(shortened(held.owner.name or held.owner.id))
        lines.append(_row([encode.markdown(role_name(held.role, words)), owner, when]))
    yield f"## {encode.markdown(words.sentence('Who owned it'))}"
    yield "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _entries(report: HistoryReport, words: Words) -> Iterator[_Entry]:
    for step in report.steps:
        if told_in_short(report, step):
            yield _Entry(None, f"- {_worded(beginning(step, words), words)} {_source(step, words)}")
        else:
            for changed in step.changes:
                yield _Entry(changed.grade, _change(changed, step, words))
        if step.unread:
            yield _Entry(None, f"- {_worded(unread_line(step.unread), words)} {_source(step, words)}")


def _change(changed: Changed, step: Step, words: Words) -> str:
    line = f"- {_worded(changed.message, words)} {_source(step, words)}"
    return f"{line}\n  - {_worded(changed.why, words)}" if changed.why else line


def _source(step: Step, words: Words) -> str:
    """Return where a change comes from: the day, the commit and the change records."""
    pieces = [encode.markdown(day(step.commit)), encode.markdown_code(short(step.commit))]
    if step.records:
        names = enumerated([record.name or record.id for record in step.records], words)
        pieces.append(encode.markdown(names))
    return f"({', '.join(pieces)})"


def _section(grade: Grade, entries: Sequence[str], words: Words) -> Iterator[str]:
    if not entries:
        return
    heading = encode.markdown(grade_name(grade, words))
    folded = grade is Grade.WORDING or len(entries) > _MOST_UNFOLDED
    if folded:
        yield f"<details><summary>{heading} ({len(entries)})</summary>"
    else:
        yield f"## {heading}"
    yield encode.markdown(words.sentence(_MEANINGS[grade]))
    yield "\n".join(entries)
    if folded:
        yield "</details>"


_MOST_UNFOLDED = 40

_MEANINGS = {
    Grade.BREAKING: "Customers can no longer do something that they could.",
    Grade.DISRUPTIVE: "Customers can still do everything, but somebody has to do something new.",
    Grade.NOTABLE: "Nothing breaks and nobody has to work differently, but it is worth knowing.",
    Grade.WORDING: "The same in other words.",
}


def _others(entries: Sequence[_Entry], words: Words) -> Iterator[str]:
    others = [entry.text for entry in entries if entry.grade is None]
    if others:
        yield f"## {encode.markdown(words.sentence('Besides'))}"
        yield "\n".join(others)


def _worded(message: Message, words: Words) -> str:
    return "".join(map(stretch, parts(message, words)))

"""A history as text for people: who owned the thing, then commit by commit, the newest first."""

from collections.abc import Iterator

from cxmap.render.blocks import Row, named, rows
from cxmap.render.history_phrases import (
    MOST_SHOWN,
    beginning,
    day,
    nothing,
    record_line,
    role_name,
    short,
    since_when,
    title,
    told_in_short,
    unread_line,
)
from cxmap.render.impact_parts.vocabulary import grade_name
from cxmap.render.lines import Line, Run, styled, wrapped, written
from cxmap.render.look import Look
from cxmap.report.history import HistoryReport, Step
from cxmap.report.impact import Changed
from cxmap.visible import visible
from cxmap.words import Words, count, parts, say, shortened


def render(report: HistoryReport, words: Words, look: Look) -> str:
    """Return the history, in one sentence where nothing happened."""
    lines: list[Line] = [[Run(run.text, "bold") for run in line] for line in _title(report, words, look)]
    lines += _held(report, words, look)
    for step in report.steps:
        lines += [[], *_step(report, step, words, look)]
    if not report.steps:
        lines += [[], *wrapped(styled(parts(nothing(report), words)), look.width)]
    return written(lines, colour=look.colour)


def _title(report: HistoryReport, words: Words, look: Look) -> list[list[Run]]:
    return wrapped(styled(parts(title(report, words), words)), look.width)


def _held(report: HistoryReport, words: Words, look: Look) -> list[Line]:
    if not report.held:
        return []
    given: list[Row] = []
    last = ""
    for held in report.held:
        label = role_name(held.role, words)
        when = [Run("  "), Run(say(since_when(held), words), "dim")]
        given.append(Row("" if label == last else label, [*named(held.owner), *when]))
        last = label
    return [[], *rows(given, look.width)]


def _step(report: HistoryReport, step: Step, words: Words, look: Look) -> Iterator[Line]:
    commit = step.commit
    yield [
        Run(day(commit), "bold"),
        Run("  "),
        Run(short(commit), "cyan"),
        Run("  "),
        Run(shortened(commit.author), "dim"),
    ]
    yield from wrapped([Run(visible(commit.subject), "bold")], look.width, _INDENT) if commit.subject else ()
    if step.records:
        yield from wrapped(styled(parts(record_line(step.records), words)), look.width, _INDENT, _INDENT + _INDENT)
    if step.unread:
        yield from wrapped(styled(parts(unread_line(step.unread), words)), look.width, _INDENT)
    if told_in_short(report, step):
        yield from wrapped(styled(parts(beginning(step, words), words)), look.width, _INDENT)
    else:
        yield from _changes(report, step, words, look)


_INDENT = "  "


def _changes(report: HistoryReport, step: Step, words: Words, look: Look) -> Iterator[Line]:
    shown = step.changes if report.thing else step.changes[:MOST_SHOWN]
    given = [row for changed in shown for row in _change(changed, words)]
    yield from rows(given, look.width)
    if left := len(step.changes) - len(shown):
        more = count(left, "and {number} more change", "and {number} more changes", words)
        yield [Run(_INDENT), Run(more, "dim")]


def _change(changed: Changed, words: Words) -> Iterator[Row]:
    yield Row(grade_name(changed.grade, words), styled(parts(changed.message, words)))
    if changed.why:
        yield Row("", [Run(run.text, "dim") for run in styled(parts(changed.why, words))])

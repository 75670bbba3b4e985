"""The trend of findings over the history of a map: a chart of bars, and its figures."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.document import Block, Figure, Paragraph, Table, sentence, value, worded
from cxmap.render.pages.pieces import table
from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Path, Shape
from cxmap.report.survey import Survey, Tally
from cxmap.words import Words, count, enumerated, say


def trend(survey: Survey, words: Words) -> Iterator[Block]:
    """Yield how many findings there were over time, as far as there is a past that could be looked at."""
    if survey.trend:
        bars = [_Bar(point.day.isoformat(), point.touchpoints, point.findings) for point in survey.trend]
        bars.append(_Bar(words.sentence("now"), survey.health.touchpoints, survey.health.findings))
        yield Paragraph(sentence(_told(bars[0], bars[-1], words)))
        if any(sum(bar.findings[:2]) for bar in bars):
            yield Figure("trend", _chart(bars, words))
        yield _figures(bars, words)
    yield from (Paragraph(worded(note, words)) for note in survey.notes)


class _Bar(NamedTuple):
    """What was found at some time."""

    when: str
    touchpoints: int
    findings: Tally


def _told(first: _Bar, last: _Bar, words: Words) -> str:
    before, after = (bar.findings.errors + bar.findings.warnings for bar in (first, last))
    now = count(after, "{number} error or warning", "{number} errors and warnings", words)
    if before == after:
        return say(said("{now}, as many as on {day}.", now=now, day=first.when), words)
    if after < before:
        text = "{now}, {number} fewer than on {day}."
        return count(before - after, text, text, words, now=now, day=first.when)
    text = "{now}, {number} more than on {day}."
    return count(after - before, text, text, words, now=now, day=first.when)


def _figures(bars: Sequence[_Bar], words: Words) -> Table:
    titles = ("When", "Touchpoints", "Errors", "Warnings", "Hints")
    rows = tuple(
        (value(bar.when), *(value(str(number)) for number in (bar.touchpoints, *bar.findings))) for bar in bars
    )
    head = tuple(words.sentence(title) for title in titles)
    return table(head, rows, (1, 2, 3, 4)) or Table(head, ())


# The chart.

_WIDE, _GAP, _TALL = 56, 24, 160
_LEFT, _TOP, _BELOW = 24, 64, 40
_LEGEND = 150


def _chart(bars: Sequence[_Bar], words: Words) -> Canvas:
    """Return bars of errors with warnings on top of them; a number stands in or above each."""
    most = max(bar.findings.errors + bar.findings.warnings for bar in bars) or 1
    wide = max(_LEFT * 2 + len(bars) * (_WIDE + _GAP), _LEFT * 2 + 2 * _LEGEND)
    floor = _TOP + _TALL
    shapes: list[Shape] = [Box(0, 0, wide, floor + _BELOW, "page")]
    shapes += _legend(words)
    for number, bar in enumerate(bars):
        shapes.append(_bar(bar, _LEFT + number * (_WIDE + _GAP), floor, most, words))
    shapes.append(Path(f"M{_LEFT // 2} {floor}H{wide - _LEFT // 2}", "leader"))
    told = enumerated([f"{bar.when}: {_in_words(bar.findings, words)}" for bar in bars], words)
    return Canvas(wide, floor + _BELOW, words.sentence("Errors and warnings over time"), told, tuple(shapes))


def _legend(words: Words) -> Iterator[Shape]:
    for number, (look, title) in enumerate(((_ERRORS, "Errors"), (_WARNINGS, "Warnings"))):
        start = _LEFT + number * _LEGEND
        yield Box(start, _LEFT - 12, 16, 16, look, 2)
        yield Label(start + 24, _LEFT, (words.sentence(title),), "label")


def _bar(bar: _Bar, start: int, floor: int, most: int, words: Words) -> Group:
    errors, warnings = (round(number * _TALL / most) for number in bar.findings[:2])
    middle = start + _WIDE // 2
    shapes: list[Shape] = []
    if errors:
        shapes.append(Box(start, floor - errors, _WIDE, errors, _ERRORS))
    if warnings:
        shapes.append(Box(start, floor - errors - warnings, _WIDE, warnings, _WARNINGS))
    number = f"{bar.findings.errors} + {bar.findings.warnings}"
    shapes.append(Label(middle, floor - errors - warnings - 8, (number,), "small", "middle"))
    shapes.append(Label(middle, floor + 20, (bar.when,), "small", "middle"))
    return Group(tuple(shapes), f"{bar.when}: {_in_words(bar.findings, words)}")


def _in_words(findings: Tally, words: Words) -> str:
    errors = count(findings.errors, "{number} error", "{number} errors", words)
    warnings = count(findings.warnings, "{number} warning", "{number} warnings", words)
    return enumerated([errors, warnings], words)


_ERRORS, _WARNINGS = "card-removed", "card-changed"

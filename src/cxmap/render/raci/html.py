"""A RACI matrix as one HTML file that can be read anywhere: offline, on a phone, on paper, with a screen reader."""

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from cxmap.render.document import Contact, Inline, Link, Text, Where
from cxmap.render.html import Bit, body, markup, styles
from cxmap.render.look import Look
from cxmap.render.one_file import OneFile, Part, framed
from cxmap.render.raci_parts import vocabulary
from cxmap.render.raci_parts.sections import made, sections, verdict
from cxmap.render.raci_parts.size import check_size
from cxmap.report.raci import Column, Group, Handover, RaciReport, Row
from cxmap.visible import visible
from cxmap.words import Words

UPRIGHT = 6
"""From more columns than this on, their titles stand upright."""


def render(report: RaciReport, words: Words, look: Look) -> str:
    """Return the matrix as an HTML document that holds its styles itself and runs no script.

    Raises `CxmapError` where the matrix is too large for a browser.
    """
    check_size(report)
    style = styles("page.css", "raci.css")

    def bits(text: Text) -> list[Bit]:
        return [_bit(piece, look) for piece in text]

    def drawn(_: object) -> Markup:
        return Markup()

    start = verdict(report, words)
    file = OneFile(
        kind="raci",
        language=visible(report.language),
        title=start.title,
        repository=visible(report.about.name),
        style=style,
        lead=body(start.blocks, bits, drawn),
        body=_matrix(report, start.title, words),
        sections=tuple(
            Part(section.id, section.title, body(section.blocks, bits, drawn)) for section in sections(report, words)
        ),
        notes=(made(report, words),),
    )
    return framed(file, report.templates, words)


def _matrix(report: RaciReport, title: str, words: Words) -> Markup:
    if not report.groups:
        return Markup()
    return markup(
        "raci_matrix.html",
        title=title,
        legend=vocabulary.legend(words),
        gap=vocabulary.GAP,
        corner=words.sentence("Touchpoint"),
        columns=[_Head(vocabulary.column(column, words), column.retired) for column in report.columns],
        upright=len(report.columns) > UPRIGHT,
        groups=[_group(report, group, words) for group in report.groups],
    )


class _Head(NamedTuple):
    """The head of a column."""

    title: str
    retired: bool


class _Cell(NamedTuple):
    """A cell: its marks, what they mean, and the strongest of them, by which it is coloured."""

    sign: str
    meaning: str
    look: str


class _Line(NamedTuple):
    """A row of the table."""

    title: str
    passing: bool
    gap: bool
    cells: tuple[_Cell | None, ...]


class _Lines(NamedTuple):
    """Rows under a heading of their own."""

    title: str
    lines: tuple[_Line, ...]


def _group(report: RaciReport, group: Group, words: Words) -> _Lines:
    return _Lines(vocabulary.group(group, report.by, words), tuple(_lines(report, group, words)))


def _lines(report: RaciReport, group: Group, words: Words) -> Iterator[_Line]:
    for entry in vocabulary.entries(group):
        cells = tuple(_cell(entry, column, words) for column in report.columns)
        passing = isinstance(entry, Handover)
        yield _Line(vocabulary.row(entry, words), passing, vocabulary.has_gap(entry), cells)


def _cell(entry: Row | Handover, column: Column, words: Words) -> _Cell | None:
    marks = entry.cells.get(column.key)
    if not marks:
        return None
    return _Cell(vocabulary.symbol(marks), vocabulary.meanings(marks, words), marks[0].lower())


def _bit(piece: Inline, look: Look) -> Bit:
    match piece:
        case Where():
            return Bit(f"{visible(look.path(piece.path))}:{piece.line}", "place")
        case Contact() | Link():
            return Bit(visible(piece.text), "value")
        case _:
            return Bit(piece.text, piece.role)

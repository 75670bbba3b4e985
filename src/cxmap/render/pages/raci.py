"""The RACI page: who does what at each touchpoint, stage by stage, and what is not settled."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.document import (
    Block,
    Heading,
    Link,
    Paragraph,
    Section,
    Table,
    Target,
    Text,
    sentence,
    strung,
    value,
)
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link
from cxmap.render.pages.page import Page
from cxmap.render.pages.pieces import findings, picture, section, some
from cxmap.render.raci_parts import vocabulary
from cxmap.render.raci_parts.sections import load, seats, verdict
from cxmap.report.raci import Column, Group, Handover, RaciReport, Row
from cxmap.words import Part, Words, say

MOST_COLUMNS = 7
"""How many owners stand beside each other in a table; with more it goes on below."""

MOST_ROWS = 400
"""How many touchpoints a page has; the others stand on further ones."""

NAMES = ("picture", "matrix", "gaps", "load", "seats", "pages")


def raci(known: Known, words: Words) -> Iterator[Page]:
    """Yield the pages of the RACI matrix; none where no touchpoint is to be shown."""
    report = known.survey.raci
    if report is None or not report.groups:
        return
    parts = list(_parts(report))
    for number, groups in enumerate(parts, 1):
        first = number == 1
        drawn = picture(known.survey.lanes, "owners", words) if first else None
        matrix = (block for group in groups for block in _group(report, group, words))
        legend = Paragraph(sentence(vocabulary.legend(words)))
        behind = (_gaps(report, words), load(report, words), seats(report, words)) if first else ()
        yield Page(
            target=Target("raci", part=number),
            title=_title(number, len(parts), words),
            lead=_lead(report, words),
            sections=some(
                section("picture", words.sentence("Picture"), drawn),
                section("matrix", words.sentence("The matrix"), legend, *matrix),
                *behind,
                _turning(number, len(parts), words),
            ),
            names=NAMES,
            parts=len(parts),
        )


class _Rows(NamedTuple):
    """A group, or as much of it as fits on a page."""

    group: Group
    rows: tuple[Row, ...]


def _parts(report: RaciReport) -> Iterator[list[_Rows]]:
    """Yield the groups page by page."""
    page: list[_Rows] = []
    room = MOST_ROWS
    for group in report.groups:
        rows = group.rows
        while rows:
            page.append(_Rows(group, rows[:room]))
            room, rows = room - len(rows[:room]), rows[room:]
            if not room:
                yield page
                page, room = [], MOST_ROWS
    if page:
        yield page


def _title(number: int, parts: int, words: Words) -> str:
    name = vocabulary.title(words)
    if parts == 1:
        return name
    return say(said("{name}, page {number} of {pages}", name=name, number=number, pages=parts), words)


def _lead(report: RaciReport, words: Words) -> Text:
    first = verdict(report, words).blocks[0]
    return first.text if isinstance(first, Paragraph) else ()


def _gaps(report: RaciReport, words: Words) -> Section:
    return section("gaps", words.sentence("Gaps"), *findings(report.gaps, words))


def _group(report: RaciReport, shown: _Rows, words: Words) -> Iterator[Block]:
    yield Heading(vocabulary.group(shown.group, report.by, words))
    columns = vocabulary.involved(report.columns, shown.rows)
    for first in range(0, max(len(columns), 1), MOST_COLUMNS):
        yield _matrix(shown.rows, columns[first : first + MOST_COLUMNS], words, whole=not first)


def _matrix(rows: tuple[Row, ...], columns: Sequence[Column], words: Words, *, whole: bool) -> Table:
    head = (words.sentence("Touchpoint"), *(vocabulary.column(column, words) for column in columns))
    made = []
    for entry in _entries(rows):
        signs = [vocabulary.cell(entry.cells, column) for column in columns]
        if whole or any(signs):
            made.append((_label(entry, words), *map(value, signs)))
    return Table(head, tuple(made))


def _entries(rows: tuple[Row, ...]) -> Iterator[Row | Handover]:
    for row in rows:
        yield row
        yield from row.handovers


def _label(entry: Row | Handover, words: Words) -> Text:
    gap = sentence(f"{vocabulary.GAP} ") if vocabulary.has_gap(entry) else ()
    if isinstance(entry, Handover):
        unowned = () if entry.owner else (Part(" ", "text"), *sentence(words.sentence("(unowned)")))
        return (*gap, Part(f"{vocabulary.TO} ", "text"), link(entry.end), *unowned)
    planned = (Part(" ", "text"), *sentence(words.sentence("(planned)"))) if entry.status == "planned" else ()
    return (*gap, link(entry.touchpoint), *planned)


def _turning(number: int, parts: int, words: Words) -> Section:
    pages: list[Text] = [
        sentence(str(part)) if part == number else (Link(str(part), Target("raci", part=part)),)
        for part in range(1, parts + 1)
    ]
    block = Paragraph(strung(pages, " · "), lead=say(said("{label}:", label=words.sentence("Pages")), words))
    return section("pages", words.sentence("More touchpoints"), block if parts > 1 else None)

"""A RACI matrix as a table for spreadsheets and programs: one row for each touchpoint and each hand-over."""

import csv
import io

from cxmap.render import encode
from cxmap.render.look import Look
from cxmap.render.raci_parts import vocabulary
from cxmap.render.raci_parts.keys import FIELDS, JOURNEY, kind
from cxmap.render.raci_parts.size import check_size
from cxmap.report.raci import Group, Handover, RaciReport, Row
from cxmap.words import Words, shortened


def render(report: RaciReport, _words: Words, _look: Look) -> str:
    """Return the matrix as CSV (RFC 4180).

    Its titles are keys that no language changes; behind `channel` they are the keys of the columns, the ids of owners
    or the names of functions. By journey, the first column holds the journey. Raises `CxmapError` where the matrix is
    too large for a spreadsheet.
    """
    check_size(report)
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    by_journey = report.by == "journey"
    lead = [JOURNEY] if by_journey else []
    lines = [[*lead, *FIELDS, *(column.key for column in report.columns)]]
    for group in report.groups:
        for entry in vocabulary.entries(group):
            journey = [_group(group)] if by_journey else []
            cells = [vocabulary.cell(entry.cells, column) for column in report.columns]
            lines.append([*journey, *_fields(entry), *cells])
    for line in lines:
        table.writerow([encode.csv_cell(text) for text in line])
    return written.getvalue()


def _group(group: Group) -> str:
    return vocabulary.name(group.thing) if group.thing else ""


def _fields(entry: Row | Handover) -> tuple[str, ...]:
    if isinstance(entry, Handover):
        return (kind(entry), entry.transition.id, vocabulary.way(entry), "", "")
    return (
        kind(entry),
        entry.touchpoint.id,
        vocabulary.name(entry.touchpoint),
        vocabulary.name(entry.stage),
        shortened(entry.channel),
    )

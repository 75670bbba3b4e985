"""Sheets of cells as an Excel workbook that looks well on the screen and on paper, the same bytes every time."""

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cxmap.render.columns import columns as width_of


class Cell(NamedTuple):
    """A text, fit to show, or a figure; and what it is, which says how it looks."""

    content: str | int
    style: str = ""


class Choice(NamedTuple):
    """What can be chosen in the marks of some rows, both ends included; rows are counted from 0."""

    first: int
    last: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, the titles of its columns with their keys, and its rows.

    Columns from `marks_from` on hold marks and are narrow. `keyed` says that the keys have a row of their own. `note`
    is shown with the first title.
    """

    name: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    marks_from: int | None = None
    keyed: bool = False
    choices: tuple[Choice, ...] = ()
    note: str = ""


def workbook(sheets: Sequence[Sheet], *, title: str, subject: str, made: datetime.date) -> bytes:
    """Return a workbook. Every text is a text, whatever it begins with: nothing in it is a formula or a link."""
    written = io.BytesIO()
    book = Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The day of the report and not that of the clock: then the same map makes the same file.
    book.set_properties(
        {"title": title, "subject": subject, "created": datetime.datetime(made.year, made.month, made.day)}  # noqa: DTZ001
    )
    formats = {name: book.add_format({**_ALL, **look}) for name, look in _STYLES.items()}
    taken: set[str] = set()
    for sheet in sheets:
        _put(book.add_worksheet(_free(sheet.name, taken)), sheet, formats)
    book.close()
    return written.getvalue()


_LONGEST = 32_000
"""Excel takes 32,767 characters in a cell."""

_MOST_CHOICES = 60_000
"""Excel takes 65,534 on a sheet."""

_LONGEST_NOTE = 240
"""Excel takes 255 characters above a page."""

_WIDEST, _NARROWEST = 46, 8
_MARK_WIDTH, _ROTATED_WIDTH = 14, 5
_MANY_MARKS = 6
"""From so many columns of marks on, their titles stand upright."""

_POINTS, _LOWEST_HEAD, _HIGHEST_HEAD = 6, 32, 220
"""How high a title that stands upright is for each character, at least and at most."""

_ALL: Mapping[str, Any] = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_EDGE: Mapping[str, Any] = {"border": 1, "border_color": "#C3C9D1"}
_HEAD: Mapping[str, Any] = {**_EDGE, "bold": True, "bg_color": "#E6EBF2", "text_wrap": True, "valign": "bottom"}
_MARK: Mapping[str, Any] = {**_EDGE, "align": "center"}
_STYLES: Mapping[str, Mapping[str, Any]] = {
    "": {"text_wrap": True},
    "name": {"bold": True, "text_wrap": True},
    "passing": {"italic": True, "indent": 1, "text_wrap": True},
    "key": {"font_color": "#4D5661"},
    "head": _HEAD,
    "upright": {**_HEAD, "rotation": 90, "align": "center"},
    "keys": {**_EDGE, "font_color": "#4D5661", "font_size": 8, "bg_color": "#F4F5F7"},
    "error": {"bold": True, "font_color": "#9C1F17", "bg_color": "#FCE6E4"},
    "warning": {"bold": True, "font_color": "#7A4D00", "bg_color": "#FDF1D0"},
    "info": {"font_color": "#1B1F24", "bg_color": "#F4F5F7"},
    "mark A": {**_MARK, "bold": True, "font_color": "#0A3069", "bg_color": "#CFE3FF"},
    "mark R": {**_MARK, "font_color": "#12331D", "bg_color": "#E0F4E5"},
    "mark C": {**_MARK, "font_color": "#4A3000", "bg_color": "#FDF1D0"},
    "mark I": {**_MARK, "font_color": "#1B1F24", "bg_color": "#F4F5F7"},
    "mark H": {**_MARK, "bold": True, "font_color": "#4B1D66", "bg_color": "#F0E1F8"},
    "mark G": {**_MARK, "font_color": "#4D5661"},
    "mark T": {**_MARK, "font_color": "#4D5661"},
}


def _put(page: Worksheet, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    top = 2 if sheet.keyed else 1
    _put_heads(page, sheet, formats)
    for number, row in enumerate(sheet.rows, top):
        for place, cell in enumerate(row):
            _put_cell(page, number, place, cell, formats)
    last = len(sheet.heads) - 1
    page.autofilter(top - 1, 0, max(top - 1, top - 1 + len(sheet.rows)), last)
    page.freeze_panes(top, 1)
    for choice in sheet.choices[:_MOST_CHOICES]:
        options = {"validate": "list", "source": list(choice.options), "error_type": "warning"}
        page.data_validation(top + choice.first, sheet.marks_from or 0, top + choice.last, last, options)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, top - 1)
    page.repeat_columns(0, 0)
    page.hide_gridlines(0)  # paper has them too
    if 0 < len(sheet.note) <= _LONGEST_NOTE:
        page.set_header(f"&L{sheet.note.replace('&', '&&')}")
    page.set_footer("&L&A&R&P / &N")


def _put_heads(page: Worksheet, sheet: Sheet, formats: Mapping[str, Format]) -> None:
    first_mark = len(sheet.heads) if sheet.marks_from is None else sheet.marks_from
    upright = len(sheet.heads) - first_mark > _MANY_MARKS
    for place, (title, key) in enumerate(sheet.heads):
        marks = place >= first_mark
        page.write_string(0, place, title, formats["upright" if marks and upright else "head"])
        if sheet.keyed:
            page.write_string(1, place, key, formats["keys"])
        fixed = _ROTATED_WIDTH if upright else _MARK_WIDTH
        page.set_column(place, place, fixed if marks else _width(sheet, place))
    longest = max((width_of(title) for title, _ in sheet.heads[first_mark:]), default=0)
    if upright:
        page.set_row(0, min(max(longest * _POINTS, _LOWEST_HEAD), _HIGHEST_HEAD))
    if sheet.note:
        page.write_comment(0, 0, sheet.note, {"author": "cxmap", "x_scale": 2})


def _width(sheet: Sheet, place: int) -> int:
    """Return how wide a column is: as wide as its longest text, within reason."""
    texts = (str(row[place].content) for row in sheet.rows)
    longest = max(map(width_of, (*sheet.heads[place], *texts)), default=0)
    # What opens the filter stands beside the title.
    return min(max(longest + 2, width_of(sheet.heads[place][0]) + 4, _NARROWEST), _WIDEST)


def _put_cell(page: Worksheet, number: int, place: int, cell: Cell, formats: Mapping[str, Format]) -> None:
    content, style = cell
    if isinstance(content, int):
        page.write_number(number, place, content, formats[style])
    elif style == "mark" and content:
        page.write_string(number, place, content, formats[f"mark {content[0]}"])
    elif content:
        page.write_string(number, place, content[:_LONGEST], formats[style])


def _free(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes for a sheet, and that no other sheet has."""
    clean = _FORBIDDEN.sub(" ", name).strip(" '")[:_LONGEST_NAME] or "Sheet"
    free, number = clean, 1
    while free.casefold() in taken:
        number += 1
        free = f"{clean[: _LONGEST_NAME - 4]} {number}"
    taken.add(free.casefold())
    return free


_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31

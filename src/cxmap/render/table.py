"""Rows in aligned columns."""

from collections.abc import Sequence

from cxmap.render.columns import columns
from cxmap.render.lines import Line, Run

WIDEST = 60
"""What is wider than this moves the rest of its row, and no other row, to the right."""


def table(heads: Sequence[str], rows: Sequence[Sequence[Run]]) -> list[Line]:
    """Return a line of heads and one for each row. Columns in which no row says anything are left out."""
    used = [number for number in range(len(heads)) if any(row[number].text for row in rows)]
    cells = [[Run(heads[number], "bold") for number in used], *([row[number] for number in used] for row in rows)]
    widths = [
        max((size for row in cells if (size := columns(row[place].text)) <= WIDEST), default=0)
        for place in range(len(used))
    ]
    return [_line(row, widths) for row in cells]


def _line(row: Sequence[Run], widths: Sequence[int]) -> Line:
    line: list[Run] = []
    for cell, width in zip(row, widths, strict=True):
        line += [cell, Run(" " * (max(0, width - columns(cell.text)) + _BETWEEN))]
    return line[:-1]


_BETWEEN = 2

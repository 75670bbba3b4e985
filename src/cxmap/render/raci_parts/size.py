"""How large a matrix may be that writes out every cell, the empty ones included."""

from cxmap.errors import CxmapError
from cxmap.message import said
from cxmap.render.raci_parts import vocabulary
from cxmap.report.raci import RaciReport

MOST_CELLS = 5_000_000
MOST_COLUMNS = 16_000
"""What spreadsheets and browsers can open."""


def check_size(report: RaciReport) -> None:
    """Raise `CxmapError` where there are too many rows and columns for a spreadsheet or a browser."""
    rows = sum(1 for group in report.groups for _ in vocabulary.entries(group))
    if len(report.columns) > MOST_COLUMNS or rows * len(report.columns) > MOST_CELLS:
        raise CxmapError(
            said(
                "A matrix of {rows} rows and {columns} columns is too large for this format.",
                rows=rows,
                columns=len(report.columns),
            ),
            said("Select a part of the map, such as stage:ID, or take text or json."),
        )

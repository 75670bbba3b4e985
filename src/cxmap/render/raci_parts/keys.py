"""The keys by which a matrix in a spreadsheet can be read back, the same in every language."""

from cxmap.report.raci import Handover, Row

KIND, ID, NAME, STAGE, CHANNEL = FIELDS = ("kind", "id", "name", "stage", "channel")
"""The columns in front of those of owners. Only the kind, the id and what stands under an owner is read back."""

JOURNEY = "journey"
"""The column in front of all, where rows are grouped by journey."""

TOUCHPOINT, HANDOVER = "touchpoint", "handover"
"""The kinds of rows."""


def kind(entry: Row | Handover) -> str:
    """Return the kind of a row."""
    return HANDOVER if isinstance(entry, Handover) else TOUCHPOINT

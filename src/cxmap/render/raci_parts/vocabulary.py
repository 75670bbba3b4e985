"""What the rows, columns, groups and marks of a RACI matrix are called."""

from collections.abc import Iterator, Mapping

from cxmap.findings import Severity
from cxmap.message import Message, Named, said
from cxmap.report.raci import By, Cells, Column, Group, Handover, Mark, Marks, Row
from cxmap.words import Words, say, shortened

ROLES: tuple[Mark, ...] = ("A", "R", "C", "I")
"""What somebody can be at a touchpoint."""

PASSING: tuple[Mark, ...] = ("H", "G", "T")
"""What somebody can be at a hand-over."""

MEANINGS: Mapping[Mark, Message] = {
    "A": said("accountable"),
    "R": said("responsible"),
    "C": said("consulted"),
    "I": said("informed"),
    "H": said("sees the customer over"),
    "G": said("gives"),
    "T": said("takes"),
}

TITLE = said("Who does what along the journey")

GAP = "!"
"""Stands before what has a gap."""

TO = "->"
"""Stands before the touchpoint that a hand-over leads to."""


def title(words: Words) -> str:
    """Return what a RACI matrix is called as a whole."""
    return say(TITLE, words)


def entries(group: Group) -> Iterator[Row | Handover]:
    """Yield the touchpoints of a group, each with the hand-overs that leave it right behind it."""
    for row in group.rows:
        yield row
        yield from row.handovers


def group(group: Group, by: By, words: Words) -> str:
    """Return what a group is called."""
    if group.thing is not None:
        return name(group.thing)
    return say(said("In no journey") if by == "journey" else said("Nobody is accountable"), words)


def column(column: Column, words: Words) -> str:
    """Return what a column is called."""
    if column.thing.kind == "function" and not column.thing.name:
        return say(said("Function not known"), words)
    if column.retired:
        return say(said("{owner} (retired)", owner=name(column.thing)), words)
    return name(column.thing)


def row(row: Row | Handover, words: Words) -> str:
    """Return what a row is called: a touchpoint by its name, a hand-over by where it leads."""
    if isinstance(row, Handover):
        called = f"{TO} {name(row.end)}"
        return called if row.owner else say(said("{handover} (unowned)", handover=called), words)
    called = name(row.touchpoint)
    return say(said("{touchpoint} (planned)", touchpoint=called), words) if row.status == "planned" else called


def way(handover: Handover) -> str:
    """Return what a hand-over is called by itself: its name, or where it leaves and where it leads to."""
    return (
        name(handover.transition) if handover.transition.name else f"{name(handover.start)} {TO} {name(handover.end)}"
    )


def name(thing: Named) -> str:
    """Return the name of a thing, or its id where it has none, fit to show."""
    return shortened(thing.name or thing.id)


def symbol(marks: Marks) -> str:
    """Return what stands in a cell: `A/R`."""
    return "/".join(marks)


def cell(cells: Cells, column: Column) -> str:
    """Return what stands in a row under a column; empty where nothing does."""
    return symbol(cells.get(column.key, ()))


def meanings(marks: Marks, words: Words) -> str:
    """Return what the marks of a cell mean: `accountable, responsible`."""
    return ", ".join(say(MEANINGS[mark], words) for mark in marks)


def legend(words: Words) -> str:
    """Return what all marks mean, in a few sentences."""
    held, passing = (", ".join(f"{mark} {say(MEANINGS[mark], words)}" for mark in marks) for marks in (ROLES, PASSING))
    return say(
        said("{roles}. On a hand-over: {passing}. {gap} marks a gap.", roles=held, passing=passing, gap=GAP), words
    )


def has_gap(row: Row | Handover) -> bool:
    """Return whether something is wrong in a row that is more than a hint."""
    return row.gravest in (Severity.ERROR, Severity.WARNING)


def involved(columns: tuple[Column, ...], rows: tuple[Row, ...]) -> tuple[Column, ...]:
    """Return the columns that have something in some rows."""
    held = {key for row in rows for cells in (row.cells, *(one.cells for one in row.handovers)) for key in cells}
    return tuple(column for column in columns if column.key in held)

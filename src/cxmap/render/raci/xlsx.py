"""A RACI matrix as a workbook for people who work in spreadsheets, and for `cxmap import raci` to read it back."""

from collections.abc import Iterable, Iterator

from cxmap.findings import Finding
from cxmap.message import Message, said
from cxmap.render.look import Look
from cxmap.render.raci_parts import vocabulary
from cxmap.render.raci_parts.keys import CHANNEL, ID, JOURNEY, KIND, NAME, STAGE, kind
from cxmap.render.raci_parts.sections import LOAD, SEATS, handovers, names
from cxmap.render.raci_parts.size import check_size
from cxmap.render.raci_parts.workbook import Cell, Choice, Sheet, workbook
from cxmap.report.raci import Group, Handover, Load, RaciReport, Row, Seat
from cxmap.visible import visible
from cxmap.words import Words, say, shortened


def render(report: RaciReport, words: Words, look: Look) -> bytes:
    """Return the workbook: the matrix, its hand-overs, its gaps, what falls to whom, and the seats.

    In the matrix the first row holds titles for people, the second, below which the rows are filtered, keys that no
    language changes. Owners are the columns behind `channel`; those of functions cannot be read back. Raises
    `CxmapError` where the matrix is too large for a spreadsheet.
    """
    check_size(report)
    sheets = (
        _matrix(report, words),
        _handovers(report, words),
        _gaps(report, words, look),
        _load(report, words),
        _seats(report, words),
    )
    return workbook(sheets, title=vocabulary.title(words), subject=visible(report.about.name), made=report.today)


ROLES = ("A/R", "A", "R", "C", "I")
"""What can be chosen in the cells of a touchpoint."""

PASSING = ("H", "H/G", "H/T", "G", "T")
"""What can be chosen in the cells of a hand-over."""


def _matrix(report: RaciReport, words: Words) -> Sheet:
    by_journey = report.by == "journey"
    lead = {NAME: said("Touchpoint"), **({JOURNEY: said("Journey")} if by_journey else {}), STAGE: said("Stage")}
    fixed = {**lead, "gap": said("Gap"), KIND: said("Kind"), ID: said("Id"), CHANNEL: said("Channel")}
    heads = (
        *((say(title, words), key) for key, title in fixed.items()),
        *((vocabulary.column(column, words), visible(column.key)) for column in report.columns),
    )
    rows, kinds = [], []
    for group in report.groups:
        for entry in vocabulary.entries(group):
            journey = [_text(_group(group))] if by_journey else []
            marks = (Cell(vocabulary.cell(entry.cells, column), "mark") for column in report.columns)
            called, stage, *others = _fields(entry, words)
            rows.append((called, *journey, stage, *others, *marks))
            kinds.append(kind(entry))
    choices = () if report.by == "function" else tuple(_choices(kinds))
    return Sheet(
        words.sentence("RACI"),
        heads,
        tuple(rows),
        marks_from=len(fixed),
        keyed=True,
        choices=choices,
        note=vocabulary.legend(words),
    )


def _choices(kinds: list[str]) -> Iterator[Choice]:
    """Yield what can be chosen in which rows, one choice for each stretch of rows of the same kind."""
    first = 0
    for number in range(1, len(kinds) + 1):
        if number == len(kinds) or kinds[number] != kinds[first]:
            yield Choice(first, number - 1, ROLES if kinds[first] == "touchpoint" else PASSING)
            first = number


def _group(group: Group) -> str:
    return vocabulary.name(group.thing) if group.thing else ""


def _fields(entry: Row | Handover, words: Words) -> tuple[Cell, ...]:
    """Return the name, the stage, the gap, the kind, the id and the channel of a row."""
    gap = Cell(
        words.sentence(entry.gravest.value) if entry.gravest else "", entry.gravest.value if entry.gravest else ""
    )
    called = vocabulary.row(entry, words)
    if isinstance(entry, Handover):
        return (Cell(called, "passing"), _text(""), gap, _key(kind(entry)), _key(entry.transition.id), _text(""))
    return (
        Cell(called, "name"),
        _text(vocabulary.name(entry.stage)),
        gap,
        _key(kind(entry)),
        _key(entry.touchpoint.id),
        _text(entry.channel),
    )


def _handovers(report: RaciReport, words: Words) -> Sheet:
    titles = (
        *(said("From"), said("To"), said("When"), said("Gives"), said("Takes")),
        *(said("Sees the customer over"), said("Gap"), said("Id")),
    )
    rows = tuple(
        (
            Cell(vocabulary.name(handover.start), "name"),
            _text(vocabulary.name(handover.end)),
            _text(handover.when),
            _text(vocabulary.name(handover.giver)),
            _text(vocabulary.name(handover.taker)),
            _text(vocabulary.name(handover.owner) if handover.owner else words.sentence("nobody")),
            _text(words.sentence(handover.gravest.value) if handover.gravest else ""),
            _key(handover.transition.id),
        )
        for handover in handovers(report)
    )
    return Sheet(words.sentence("Hand-overs"), _heads(titles, words), rows)


def _gaps(report: RaciReport, words: Words, look: Look) -> Sheet:
    titles = (
        *(said("Severity"), said("What is wrong"), said("What to do"), said("About")),
        *(said("Rule"), said("File"), said("Line")),
    )
    rows = tuple(_gap(finding, words, look) for finding in report.gaps)
    return Sheet(words.sentence("Gaps"), _heads(titles, words), rows)


def _gap(finding: Finding, words: Words, look: Look) -> tuple[Cell, ...]:
    return (
        Cell(words.sentence(finding.severity.value), finding.severity.value),
        _text(say(finding.message, words)),
        _text(say(finding.hint, words) if finding.hint else ""),
        _key(finding.entity),
        _key(finding.rule),
        _key(look.path(finding.place.path)),
        Cell(finding.place.span.line + 1),
    )


def _load(report: RaciReport, words: Words) -> Sheet:
    def row(load: Load) -> tuple[Cell, ...]:
        return (
            Cell(vocabulary.name(load.owner), "name"),
            _text(load.function),
            *(Cell(number) for number in load[2:]),
            _key(load.owner.id),
        )

    return Sheet(words.sentence("Load"), _heads((*LOAD, said("Id")), words), tuple(map(row, report.loads)))


def _seats(report: RaciReport, words: Words) -> Sheet:
    def row(seat: Seat) -> tuple[Cell, ...]:
        function = shortened(seat.function) or words.sentence("Function not known")
        return (
            Cell(function, "name"),
            Cell(len(seat.touchpoints)),
            Cell(seat.delivering),
            _text(names(seat.owners)),
            _text(names(seat.touchpoints)),
        )

    return Sheet(words.sentence("Seats"), _heads((*SEATS, said("Touchpoints")), words), tuple(map(row, report.seats)))


def _heads(titles: Iterable[Message], words: Words) -> tuple[tuple[str, str], ...]:
    return tuple((say(title, words), "") for title in titles)


def _text(text: str) -> Cell:
    return Cell(visible(" ".join(text.split())))


def _key(text: str) -> Cell:
    return Cell(visible(text), "key")

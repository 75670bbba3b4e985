"""What is said around a RACI matrix: the verdict before it; gaps, hand-overs, load and seats behind it."""

from collections.abc import Iterator

from cxmap.findings import Finding
from cxmap.message import Named, said
from cxmap.render.document import (
    Block,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Text,
    sentence,
    spaced,
    value,
    where,
    worded,
)
from cxmap.render.raci_parts import vocabulary
from cxmap.report.raci import Handover, Load, RaciReport, Row, Seat
from cxmap.words import Part, Words, count, say


def verdict(report: RaciReport, words: Words) -> Section:
    """Return how much there is, and whether it is settled who does what."""
    blocks: list[Block] = [Paragraph(sentence(" ".join(_verdict(report, words))))]
    blocks += [Paragraph(worded(note, words)) for note in report.notes]
    return Section("verdict", vocabulary.title(words), tuple(blocks))


def sections(report: RaciReport, words: Words) -> tuple[Section, ...]:
    """Return what comes behind the matrix, as far as there is something to say."""
    made = (gaps(report, words), load(report, words), seats(report, words))
    return tuple(section for section in made if section.blocks)


def gaps(report: RaciReport, words: Words) -> Section:
    """Return what the checks find about who does what, the gravest first."""
    items = tuple(_gap(finding, words) for finding in report.gaps)
    return Section("gaps", words.sentence("Gaps"), (Items(items),) if items else ())


def load(report: RaciReport, words: Words) -> Section:
    """Return how much falls to each owner."""
    head = tuple(say(title, words) for title in LOAD)
    rows = tuple(tuple(map(value, _load(load))) for load in report.loads)
    blocks: tuple[Block, ...] = (Table(head, rows, frozenset(range(2, len(head)))),) if rows else ()
    return Section("load", words.sentence("What falls to whom"), blocks)


def seats(report: RaciReport, words: Words) -> Section:
    """Return in how many touchpoint teams each function sits."""
    if not report.seats:
        return Section("seats", words.sentence(_SEATS), ())
    head = tuple(say(title, words) for title in SEATS)
    rows = tuple(_seat(seat, words) for seat in report.seats)
    told = said("A function has a seat in the team of every touchpoint at which one of its owners has a role.")
    return Section(
        "seats", words.sentence(_SEATS), (Paragraph(worded(told, words)), Table(head, rows, frozenset({1, 2})))
    )


def made(report: RaciReport, words: Words) -> str:
    """Return what wrote the report, and when."""
    by = said("Written by cxmap {version} on {day}.", version=report.about.version, day=str(report.today))
    return say(by, words)


def all_rows(report: RaciReport) -> tuple[Row, ...]:
    """Return every touchpoint once, in the order of the journey as far as the groups have it."""
    return tuple({row.touchpoint.id: row for group in report.groups for row in group.rows}.values())


def handovers(report: RaciReport) -> tuple[Handover, ...]:
    """Return every hand-over once."""
    return tuple(handover for row in all_rows(report) for handover in row.handovers)


def names(things: tuple[Named, ...]) -> str:
    """Return things by their names, in a list."""
    return ", ".join(map(vocabulary.name, things))


LOAD = (
    *(said("Owner"), said("Function")),
    *(said("Accountable"), said("Responsible"), said("Consulted"), said("Informed"), said("Hand-overs")),
)
"""The titles of the columns that tell what falls to an owner."""

SEATS = (said("Function"), said("Seats"), said("Accountable or responsible"), said("Owners"))
"""The titles of the columns that tell where a function sits."""

_SEATS = "Seats in touchpoint teams"


def _verdict(report: RaciReport, words: Words) -> Iterator[str]:
    if not report.shown:
        nothing = said("No touchpoint is selected.") if report.total else said("There are no touchpoints yet.")
        yield say(nothing, words)
        return
    rows, passing = all_rows(report), handovers(report)
    owners = len({owner.id for column in report.columns for owner in column.owners})
    size = said(
        "{touchpoints}, {owners} and {handovers}.",
        touchpoints=count(len(rows), "{number} touchpoint", "{number} touchpoints", words),
        owners=count(owners, "{number} owner", "{number} owners", words),
        handovers=count(len(passing), "{number} hand-over", "{number} hand-overs", words),
    )
    yield say(size, words)
    nobody = sum(not any("A" in marks for marks in row.cells.values()) for row in rows)
    unowned = sum(handover.owner is None for handover in passing)
    if nobody:
        yield _unaccountable(nobody, words)
    if unowned:
        yield _unowned(unowned, words)
    if not nobody and not unowned:
        yield say(said("Every touchpoint has somebody who is accountable, and every hand-over an owner."), words)


def _unaccountable(number: int, words: Words) -> str:
    one, many = "Nobody is accountable for {number} touchpoint.", "Nobody is accountable for {number} touchpoints."
    return count(number, one, many, words)


def _unowned(number: int, words: Words) -> str:
    one = "On {number} hand-over nobody sees the customer over."
    many = "On {number} hand-overs nobody sees the customer over."
    return count(number, one, many, words)


def _gap(finding: Finding, words: Words) -> Item:
    return Item(
        spaced(worded(finding.message, words), (Part(finding.rule, "id"),)),
        lead=say(said("{severity}:", severity=words.sentence(finding.severity.value)), words),
        where=where(finding.place, "head"),
        details=(worded(finding.hint, words),) if finding.hint else (),
    )


def _load(load: Load) -> tuple[str, ...]:
    return (vocabulary.name(load.owner), load.function, *(str(number) if number else "" for number in load[2:]))


def _seat(seat: Seat, words: Words) -> tuple[Text, ...]:
    function = seat.function or say(said("Function not known"), words)
    return (
        value(function),
        value(str(len(seat.touchpoints))),
        value(str(seat.delivering)),
        value(names(seat.owners)),
    )

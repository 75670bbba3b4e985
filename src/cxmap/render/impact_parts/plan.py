"""The communication plan: wave by wave, who is told what, when and by whom, with a draft for each audience."""

from collections.abc import Iterator, Sequence

from cxmap.message import Message, said
from cxmap.render.document import (
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Text,
    plainly,
    sentence,
    value,
    worded,
)
from cxmap.render.impact_parts import vocabulary
from cxmap.report.impact import ImpactReport, Plan, Told
from cxmap.words import Words, say


def plan(report: ImpactReport, words: Words) -> Section:
    """Return the plan, and first of all why it may not go ahead."""
    blocks = tuple(_blocks(report.plan, words))
    title = say(said("Communication plan ({number})", number=len(report.plan.rows)), words)
    return Section("plan", title, blocks, folded=not report.plan.refused)


def _blocks(plan: Plan, words: Words) -> Iterator[Block]:
    if plan.refused:
        yield Paragraph(lead=words.sentence("This plan cannot go ahead as it is:"))
        yield Items(tuple(Item(plainly(reason, words)) for reason in plan.refused))
    if plan.live_on:
        text = said("Customers meet the change on {day}; the days are counted back from it.", day=str(plan.live_on))
        yield Paragraph(worded(text, words))
    if plan.notes:
        yield Items(tuple(Item(plainly(note, words)) for note in plan.notes))
    for wave in dict.fromkeys(told.wave for told in plan.rows):
        yield Heading(vocabulary.wave(wave, words))
        yield _wave([told for told in plan.rows if told.wave == wave], words)


def _wave(rows: Sequence[Told], words: Words) -> Table:
    head = (said("Audience"), said("Day"), said("Channel"), said("Who tells them"), said("Message"), said("State"))
    return Table(tuple(say(title, words) for title in head), tuple(_row(told, words) for told in rows))


def _row(told: Told, words: Words) -> tuple[Text, ...]:
    nobody, some_day = words.sentence("nobody yet"), words.sentence("no day yet")
    return (
        plainly(said("{audience}", audience=told.audience), words),
        sentence(str(told.on) if told.on else some_day),
        value(told.channel) if told.planned else sentence(vocabulary.way(told.channel, words)),
        plainly(said("{owner}", owner=told.owner), words) if told.owner else sentence(nobody),
        value(told.message),
        plainly(_state(told), words),
    )


def _state(told: Told) -> Message:
    if told.done:
        return said("done on {day}", day=str(told.done))
    if told.record:
        return said("planned in {record}", record=told.record)
    return said("planned") if told.planned else said("proposed by cxmap")

"""The glossary: every touchpoint with its other names, and what personas, data, systems and metrics are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cxmap.message import Named, said
from cxmap.render.document import Block, Heading, Link, Paragraph, Section, Target, Text, sentence, strung, value
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link
from cxmap.render.pages.page import Page, anchor
from cxmap.render.pages.pieces import Facts, figure, section, some, table
from cxmap.render.passages import percent
from cxmap.report.sheets import Basics, DatumSheet, MetricSheet, PersonaSheet, SystemSheet, TouchpointSheet
from cxmap.words import Words, count, say, shortened

MOST = 300
"""How many things a page explains; the others stand on further ones."""

NAMES = ("touchpoints", "personas", "data", "systems", "metrics", "pages")


class _Entry(NamedTuple):
    """Something to be explained: in which section, and how."""

    section: str
    thing: Named
    blocks: tuple[Block, ...] = ()
    row: tuple[Text, ...] = ()


def glossary(known: Known, words: Words) -> Iterator[Page]:
    """Yield the pages of the glossary."""
    entries = list(_entries(known, words))
    parts = [entries[first : first + MOST] for first in range(0, len(entries), MOST)] or [[]]
    for number, shown in enumerate(parts, 1):
        yield Page(
            target=Target("glossary", part=number),
            title=_title(number, len(parts), words),
            lead=_lead(known, len(entries), words),
            sections=some(*_sections(shown, words), _turning(number, len(parts), words)),
            holds=_holds(shown),
            names=NAMES,
            parts=len(parts),
        )


def _title(number: int, parts: int, words: Words) -> str:
    name = words.sentence("Glossary")
    if parts == 1:
        return name
    return say(said("{name}, page {number} of {pages}", name=name, number=number, pages=parts), words)


def _lead(known: Known, number: int, words: Words) -> Text:
    other = sum(len(sheet.aliases) for sheet in known.survey.touchpoints)
    told = [count(number, "{number} word explained.", "{number} words explained.", words)]
    if other:
        one = "{number} other name leads to what it means."
        told.append(count(other, one, "{number} other names lead to what they mean.", words))
    return sentence(" ".join(told))


def _entries(known: Known, words: Words) -> Iterator[_Entry]:
    survey = known.survey
    for sheet in sorted(survey.touchpoints, key=lambda one: _alphabetical(one.touchpoint)):
        yield _Entry("touchpoints", sheet.touchpoint, row=_touchpoint(sheet))
    for persona in sorted(survey.personas, key=lambda one: _alphabetical(one.persona)):
        yield _entry("personas", persona.persona, persona.basics, _persona(persona, words))
    for datum in sorted(survey.data, key=lambda one: _alphabetical(one.datum)):
        yield _entry("data", datum.datum, datum.basics, _datum(datum, words))
    for system in sorted(survey.systems, key=lambda one: _alphabetical(one.system)):
        yield _entry("systems", system.system, system.basics, _system(system, words))
    for metric in sorted(survey.metrics, key=lambda one: _alphabetical(one.metric)):
        yield _entry("metrics", metric.metric, metric.basics, _metric(metric, words))


def _alphabetical(thing: Named) -> tuple[str, str]:
    return (thing.name or thing.id).casefold(), thing.id


def _touchpoint(sheet: TouchpointSheet) -> tuple[Text, ...]:
    return (
        (link(sheet.touchpoint),),
        strung(map(value, sheet.aliases), ", "),
        (link(sheet.stage),),
        value(sheet.channel),
        value(sheet.basics.description),
    )


def _entry(name: str, thing: Named, basics: Basics, facts: Facts) -> _Entry:
    facts.basics(basics)
    title = Heading(shortened(thing.name or thing.id), anchor(Target(thing.kind, thing.id)))
    told = Paragraph(value(basics.description)) if basics.description else None
    return _Entry(name, thing, tuple(block for block in (title, told, facts.block) if block))


def _persona(sheet: PersonaSheet, words: Words) -> Facts:
    facts = Facts(words)
    facts.words(words.sentence("Goals"), sheet.goals)
    facts.add(words.sentence("Share of customers"), value("" if sheet.share is None else percent(sheet.share)))
    facts.names(words.sentence("Journeys"), sheet.journeys)
    return facts


def _datum(sheet: DatumSheet, words: Words) -> Facts:
    facts = Facts(words)
    if sheet.personal:
        facts.add(words.sentence("Personal"), sentence(words.sentence("yes")))
    facts.names(words.sentence("Held in"), sheet.held_in)
    facts.names(words.sentence("Asked for at"), sheet.captured)
    facts.names(words.sentence("Needed at"), sheet.needed)
    return facts


def _system(sheet: SystemSheet, words: Words) -> Facts:
    facts = Facts(words)
    facts.names(words.sentence("Owner"), (sheet.owner,) if sheet.owner else ())
    facts.names(words.sentence("Used at"), sheet.touchpoints)
    facts.names(words.sentence("Holds"), sheet.data)
    return facts


def _metric(sheet: MetricSheet, words: Words) -> Facts:
    facts = Facts(words)
    facts.add(words.sentence("Kind"), value(sheet.kind))
    facts.add(words.sentence("Target"), value(figure(sheet.target)))
    if sheet.better:
        facts.add(words.sentence("Better if"), sentence(words.sentence(_BETTER[sheet.better])))
    facts.add(words.sentence("Source"), value(sheet.source))
    facts.add(words.sentence("Scale"), value(sheet.scale))
    facts.names(words.sentence("Watches"), (*sheet.journeys, *sheet.touchpoints))
    return facts


_BETTER = {"higher": "higher", "lower": "lower"}


def _sections(shown: Sequence[_Entry], words: Words) -> Iterator[Section]:
    titles = ("Touchpoint", "Also called", "Stage", "Channel", "What it is")
    rows = [entry.row for entry in shown if entry.row]
    made = table([words.sentence(title) for title in titles], rows)
    yield section("touchpoints", words.sentence("Touchpoints"), made)
    for name, title in _TITLES.items():
        blocks = (block for entry in shown if entry.section == name for block in entry.blocks)
        yield section(name, words.sentence(title), *blocks)


_TITLES = {"personas": "Personas", "data": "Data", "systems": "Systems", "metrics": "Metrics"}


def _turning(number: int, parts: int, words: Words) -> Section:
    pages: list[Text] = [
        sentence(str(part)) if part == number else (Link(str(part), Target("glossary", part=part)),)
        for part in range(1, parts + 1)
    ]
    block = Paragraph(strung(pages, " · "), lead=say(said("{label}:", label=words.sentence("Pages")), words))
    return section("pages", words.sentence("More words"), block if parts > 1 else None)


def _holds(shown: Sequence[_Entry]) -> Mapping[Target, str]:
    targets = [Target(entry.thing.kind, entry.thing.id) for entry in shown if entry.blocks]
    return {target: anchor(target) for target in targets}

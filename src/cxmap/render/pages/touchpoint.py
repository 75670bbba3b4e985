"""A touchpoint on a page: everything that is known of it."""

from collections.abc import Iterator

from cxmap.message import said
from cxmap.render.document import Block, Item, Paragraph, Section, Target, Text, sentence, spaced, strung, value
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link, linked
from cxmap.render.pages.page import anchor
from cxmap.render.pages.pieces import STATUS, Facts, figure, findings, items, passages
from cxmap.report.entity import Appearance
from cxmap.report.sheets import TouchpointSheet
from cxmap.words import Part, Words, shortened


def touchpoint(sheet: TouchpointSheet, known: Known, words: Words) -> Section:
    """Return all that is known of a touchpoint as a section of its own."""
    facts = Facts(words)
    _of_itself(facts, sheet, words)
    _of_people(facts, sheet, words)
    _of_data(facts, sheet, words)
    _of_its_place(facts, sheet, words)
    facts.basics(sheet.basics)
    blocks = [
        Paragraph(value(sheet.basics.description)),
        facts.block,
        *_led(words.sentence("Customers come from"), passages(sheet.arrivals, words, to=False)),
        *_led(words.sentence("Customers go on to"), passages(sheet.departures, words, to=True)),
        *_led(words.sentence("What could become better"), items(_opportunities(sheet, known, words))),
        *_led(words.sentence("To be mended"), *findings(sheet.findings, words)),
    ]
    named = Target("touchpoint", sheet.touchpoint.id)
    shown = tuple(block for block in blocks if block and block != Paragraph())
    return Section(anchor(named), shortened(sheet.touchpoint.name or sheet.touchpoint.id), shown)


def _led(title: str, *blocks: Block | None) -> Iterator[Block]:
    """Yield blocks under a title of their own, where there are any."""
    found = [block for block in blocks if block]
    if found:
        yield Paragraph(lead=title)
        yield from found


def _of_itself(facts: Facts, sheet: TouchpointSheet, words: Words) -> None:
    facts.add(words.sentence("Id"), (Part(shortened(sheet.touchpoint.id), "id"),))
    facts.words(words.sentence("Also called"), sheet.aliases)
    facts.add(words.sentence("Channel"), value(sheet.channel))
    if sheet.status != "live":
        facts.add(words.sentence("Status"), sentence(words.sentence(_STATUS[sheet.status])))
    if sheet.moment:
        facts.add(words.sentence("Moment of"), sentence(words.sentence(_MOMENT[sheet.moment])))
    if sheet.initiated_by:
        facts.add(words.sentence("Started by"), sentence(words.sentence(_STARTED[sheet.initiated_by])))
    if sheet.entry:
        facts.add(words.sentence("Customers start here"), sentence(words.sentence("yes")))
    if sheet.exit:
        facts.add(words.sentence("Customers finish here"), sentence(words.sentence("yes")))


def _of_people(facts: Facts, sheet: TouchpointSheet, words: Words) -> None:
    roles = sheet.roles
    nobody = linked(said("nobody"), words)
    facts.add(words.sentence("Accountable"), (link(roles.accountable),) if roles.accountable else nobody)
    facts.names(words.sentence("Responsible"), roles.responsible)
    facts.names(words.sentence("Consulted"), roles.consulted)
    facts.names(words.sentence("Informed"), roles.informed)
    if sheet.team:
        facts.names(words.sentence("Touchpoint team"), (sheet.team,))


def _of_data(facts: Facts, sheet: TouchpointSheet, words: Words) -> None:
    facts.names(words.sentence("Asks for"), sheet.captures)
    facts.names(words.sentence("Needs"), sheet.needs)
    if sheet.known:
        held = (linked(said("{datum} in {system}", datum=one, system=two), words) for one, two in sheet.known.held)
        facts.names(words.sentence("Always known here"), sheet.known.always)
        facts.names(words.sentence("Known on some ways only"), sheet.known.sometimes)
        facts.add(words.sentence("Known from systems"), strung(held, ", "))
        facts.names(words.sentence("Needed, but not always known"), sheet.known.missing)
    else:
        facts.items.append(Item(linked(said("No way from an entry leads here."), words)))
    facts.names(words.sentence("Systems"), sheet.systems)


def _of_its_place(facts: Facts, sheet: TouchpointSheet, words: Words) -> None:
    facts.names(words.sentence("Metrics"), sheet.metrics)
    facts.add(words.sentence("Customers a month"), value(figure(sheet.volume)))
    if sheet.evidence:
        facts.add(words.sentence("Evidence"), sentence(words.sentence(_EVIDENCE[sheet.evidence])))
    if sheet.reviewed:
        day = value(sheet.reviewed.isoformat())
        late = linked(said("(overdue)"), words) if sheet.overdue else ()
        facts.add(words.sentence("Reviewed"), spaced(day, late))
    facts.add(words.sentence("Journeys"), strung((_appearance(one, words) for one in sheet.appearances[:_MOST]), "; "))
    facts.names(words.sentence("Personas"), sheet.personas)
    facts.words(words.sentence("In event logs"), sheet.events)
    facts.names(words.sentence("Changes"), sheet.changes)


_MOST = 40


def _appearance(one: Appearance, words: Words) -> Text:
    told = said("{journey}, step {number} of {steps}", journey=one.journey, number=one.step.number, steps=one.steps)
    return linked(told, words)


def _opportunities(sheet: TouchpointSheet, known: Known, words: Words) -> Iterator[Item]:
    for one in known.open_ones(sheet.opportunities):
        status = sentence(words.sentence(STATUS[one.status]))
        driven = linked(said("driven by {owner}", owner=one.owner), words) if one.owner else ()
        yield Item((link(one.opportunity),), details=(strung((value(one.pain), driven, status), "; "),))


_STATUS = {"planned": "planned", "live": "live", "retired": "retired"}
_MOMENT = {"truth": "truth", "pain": "pain"}
_STARTED = {"customer": "the customer", "company": "the company", "partner": "a partner"}
_EVIDENCE = {"assumed": "assumed", "partial": "researched in part", "researched": "researched"}

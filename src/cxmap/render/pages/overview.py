"""The overview: how the map is, what it looks like, what is missing, and where to read on."""

from collections import Counter

from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.render.document import Block, Item, Items, Link, Paragraph, Table, Target, Text, sentence, value, worded
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link, linked, links
from cxmap.render.pages.page import Page
from cxmap.render.pages.pieces import (
    Facts,
    counted,
    feeling,
    findings,
    items,
    left_out,
    picture,
    section,
    some,
    table,
)
from cxmap.render.phrases import SEVERITIES, of, tally
from cxmap.report.map_info import NAMELESS
from cxmap.report.sheets import JourneySheet, OwnerSheet
from cxmap.report.survey import Health, Survey
from cxmap.words import Part, Words, count, say, shortened

NAMES = ("picture", "health", "missing", "journeys", "stages", "owners", "documents", "notes")

_MOST_GRAVE = 20


def overview(known: Known, words: Words) -> Page:
    """Return the overview of a map."""
    survey = known.survey
    return Page(
        target=Target("overview"),
        title=title(survey, words),
        lead=linked(_lead(survey, words), words),
        sections=some(
            section("picture", words.sentence("The map"), picture(survey.picture, "map", words)),
            section("health", words.sentence("How the map is"), _health(survey, words)),
            section("missing", words.sentence("What is missing"), *_missing(survey, words)),
            section("journeys", words.sentence("Journeys"), *_journeys(survey, words)),
            section("stages", words.sentence("Stages"), _stages(survey, words)),
            section("owners", words.sentence("Who is who"), *_owners(survey, words)),
            section("documents", words.sentence("More"), _documents(survey, words)),
            section("notes", words.sentence("How this was made"), *_notes(survey, words)),
        ),
        names=NAMES,
    )


def title(survey: Survey, words: Words) -> str:
    """Return what a map is called."""
    name = survey.about.name
    return words.sentence("The journey map") if name == NAMELESS else shortened(name)


def _lead(survey: Survey, words: Words) -> Message:
    health = survey.health
    size = {
        "touchpoints": count(health.touchpoints, "{number} touchpoint", "{number} touchpoints", words),
        "journeys": count(health.journeys, "{number} journey", "{number} journeys", words),
        "owners": count(health.owners, "{number} owner", "{number} owners", words),
    }
    grave = [one for one in survey.findings if one.severity is not Severity.INFO]
    if not health.touchpoints:
        return said("There are no touchpoints yet.")
    if grave:
        text = "{touchpoints}, {journeys} and {owners}, with {findings} to mend."
        return said(text, **size, findings=tally(grave, words))
    if health.accounted < health.touchpoints:
        left = health.touchpoints - health.accounted
        one, many = "nobody is accountable for {number} touchpoint", "nobody is accountable for {number} touchpoints"
        text = "{touchpoints}, {journeys} and {owners}; {nobody}."
        return said(text, **size, nobody=count(left, one, many, words))
    return said("{touchpoints}, {journeys} and {owners}: everything has an owner, and nothing is to mend.", **size)


def _health(survey: Survey, words: Words) -> Items | None:
    health = survey.health
    facts = Facts(words)
    for label, number in _coverage(health, words):
        facts.add(label, counted(number, health.touchpoints, words))
    for severity in SEVERITIES:
        number = sum(one.severity is severity for one in survey.findings)
        facts.add(_of_severity(severity, words), value(str(number)))
    if survey.overdue:
        facts.add(words.sentence("Overdue reviews"), (Link(str(len(survey.overdue)), Target("steering")),))
    waiting = sum(one.undecided for one in survey.changes)
    if waiting:
        facts.add(words.sentence("Changes to decide on"), (Link(str(waiting), Target("steering")),))
    return facts.block if health.touchpoints else None


def _coverage(health: Health, words: Words) -> list[tuple[str, int]]:
    return [
        (words.sentence("Touchpoints with somebody accountable"), health.accounted),
        (words.sentence("Touchpoints with a metric"), health.measured),
        (words.sentence("Touchpoints that were researched"), health.evidenced),
        (words.sentence("Touchpoints reviewed in time"), health.reviewed),
    ]


def _of_severity(severity: Severity, words: Words) -> str:
    return words.sentence(_SEVERITIES[severity])


_SEVERITIES = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Hints"}


def _missing(survey: Survey, words: Words) -> tuple[Block, ...]:
    """Return what the checks find: rule by rule, and the gravest one by one."""
    grave = [one for one in survey.findings if one.severity is not Severity.INFO]
    blocks: list[Block | None] = [_by_rule(survey, words), *findings(grave[:_MOST_GRAVE], words)]
    left = len(grave) - _MOST_GRAVE
    if left > 0:
        told = count(left, "… and {number} more.", "… and {number} more.", words)
        blocks.append(Paragraph(sentence(told)))
    blocks += [
        Paragraph(
            linked(
                said("The check `{rule}` did not run: {reason}", rule=one.rule, reason=say(one.reason, words)), words
            )
        )
        for one in survey.declined[:_MOST_GRAVE]
    ]
    return tuple(block for block in blocks if block)


def _by_rule(survey: Survey, words: Words) -> Table | None:
    counts = Counter((one.rule, one.severity) for one in survey.findings)
    order = sorted(counts, key=lambda key: (key[1].rank, -counts[key], key[0]))
    rows = [
        (_rule(survey, rule, words), sentence(of(severity, counts[rule, severity], words))) for rule, severity in order
    ]
    return table([words.sentence("What was found"), words.sentence("How often")], rows, (1,))


def _rule(survey: Survey, rule: str, words: Words) -> Text:
    info = survey.rules.get(rule)
    summary = worded(Message(info.summary), words) if info else ()
    return (*summary, Part(" ", "text"), Part(rule, "id")) if summary else (Part(rule, "id"),)


def _journeys(survey: Survey, words: Words) -> tuple[Block, ...]:
    titles = ("Journey", "Personas", "Goal", "Touchpoints", "Hand-overs", "Lowest feeling", "Pains", "Accountable")
    rows = [_journey(sheet, words) for sheet in survey.journeys]
    made = table([words.sentence(title) for title in titles], rows, (3, 4, 5, 6))
    return tuple(block for block in (made, left_out(len(rows), words)) if block)


def _journey(sheet: JourneySheet, words: Words) -> tuple[Text, ...]:
    lowest = min((step.feels for step in sheet.steps if step.feels is not None), default=None)
    return (
        (link(sheet.journey),),
        links(sheet.personas, words),
        value(sheet.goal),
        value(str(len(sheet.touchpoints))),
        value(str(len(sheet.handovers))),
        value(feeling(lowest)),
        value(str(len(sheet.pains) or "")),
        (link(sheet.owner),) if sheet.owner else (),
    )


def _stages(survey: Survey, words: Words) -> Table | None:
    titles = ("Stage", "Goal", "Touchpoints")
    rows = [((link(one.stage),), value(one.goal), value(str(len(one.touchpoints)))) for one in survey.stages]
    return table([words.sentence(title) for title in titles], rows, (2,))


def _owners(survey: Survey, words: Words) -> tuple[Block, ...]:
    titles = ("Owner", "Function", "Lead", "Accountable", "Responsible", "Open opportunities", "Findings")
    rows = [_owner(sheet) for sheet in survey.owners]
    made = table([words.sentence(title) for title in titles], rows, (3, 4, 5, 6))
    return tuple(block for block in (made, left_out(len(rows), words)) if block)


def _owner(sheet: OwnerSheet) -> tuple[Text, ...]:
    lead = value(sheet.lead) if isinstance(sheet.lead, str) else (link(sheet.lead),)
    numbers = (sheet.accountable, sheet.responsible, sheet.opportunities, sheet.findings)
    return ((link(sheet.owner),), value(sheet.function), lead, *(value(str(len(found) or "")) for found in numbers))


def _documents(survey: Survey, words: Words) -> Items | None:
    found = [Item((Link(words.sentence("Steering pack"), Target("steering")),))]
    if survey.raci and survey.raci.groups:
        found.append(Item((Link(words.sentence("Who does what along the journey"), Target("raci")),)))
    found.append(Item((Link(words.sentence("Glossary"), Target("glossary")),)))
    return items(found)


def _notes(survey: Survey, words: Words) -> tuple[Block, ...]:
    told: list[Text] = []
    if survey.health.touchpoints < survey.total:
        number, text = survey.health.touchpoints, "These documents are about {number} of the {total} touchpoints."
        told.append(linked(said(text, number=number, total=survey.total), words))
    if not survey.about.whole:
        told.append(linked(said("Something in the files could not be read: `cxmap validate` says what."), words))
    if survey.about.revision:
        told.append(linked(said("The map is shown as it was at {revision}.", revision=survey.about.revision), words))
    return tuple(map(Paragraph, told))

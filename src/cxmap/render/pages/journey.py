"""The page of a journey: its picture, its steps, who delivers it, what is asked and what hurts."""

from collections.abc import Iterator

from cxmap.message import Message, Named, said
from cxmap.render.document import Item, Items, Paragraph, Table, Target, Text, sentence, spaced, strung, value
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link, linked, links
from cxmap.render.pages.page import Page
from cxmap.render.pages.pieces import (
    Facts,
    feeling,
    figure,
    findings,
    handovers,
    items,
    opportunities,
    picture,
    section,
    some,
    table,
)
from cxmap.report.entity import Step
from cxmap.report.sheets import JourneySheet, MetricSheet, Watched
from cxmap.words import Words, count, shortened

NAMES = (
    *("picture", "about", "steps", "pains", "owners", "handovers", "data", "metrics", "opportunities"),
    "findings",
)


def journeys(known: Known, words: Words) -> Iterator[Page]:
    """Yield the pages of all journeys."""
    return (_page(known, sheet, words) for sheet in known.survey.journeys)


def _page(known: Known, sheet: JourneySheet, words: Words) -> Page:
    better = opportunities(known.open_ones(sheet.opportunities), words)
    return Page(
        target=Target("journey", sheet.journey.id),
        title=shortened(sheet.journey.name or sheet.journey.id),
        lead=_lead(sheet, words),
        sections=some(
            section("picture", words.sentence("Picture"), picture(sheet.picture, f"journey-{sheet.journey.id}", words)),
            section("about", words.sentence("About this journey"), _about(sheet), _facts(sheet, words)),
            section("steps", words.sentence("Steps"), _steps(sheet, words)),
            section("pains", words.sentence("What hurts"), items(_pains(sheet, words))),
            section("owners", words.sentence("Who delivers it"), _owners(sheet, words)),
            section("handovers", words.sentence("Hand-overs"), handovers(sheet.handovers, words)),
            section("data", words.sentence("What customers are asked, and what is needed"), _data(sheet, words)),
            section("metrics", words.sentence("Metrics"), _metrics(known, sheet, words)),
            section("opportunities", words.sentence("What could become better"), better),
            section("findings", words.sentence("To be mended"), *findings(sheet.findings, words)),
        ),
        names=NAMES,
    )


def _lead(sheet: JourneySheet, words: Words) -> Text:
    steps = count(len(sheet.steps), "{number} step", "{number} steps", words)
    owners = count(len(sheet.parts), "{number} owner", "{number} owners", words)
    passing = count(len(sheet.handovers), "{number} hand-over", "{number} hand-overs", words)
    if not sheet.handovers:
        passing = words.sentence("no hand-over")
    told = [linked(_who(sheet, steps, owners, passing), words)]
    hurting = len(sheet.pains)
    if hurting:
        told.append(sentence(count(hurting, "It hurts at {number} point.", "It hurts at {number} points.", words)))
    return spaced(*told)


def _who(sheet: JourneySheet, steps: str, owners: str, passing: str) -> Message:
    if sheet.personas:
        text = "{personas}: {steps}, delivered by {owners}, with {handovers}."
        return said(text, personas=sheet.personas, steps=steps, owners=owners, handovers=passing)
    return said("{steps}, delivered by {owners}, with {handovers}.", steps=steps, owners=owners, handovers=passing)


def _about(sheet: JourneySheet) -> Paragraph | None:
    return Paragraph(value(sheet.basics.description)) if sheet.basics.description else None


def _facts(sheet: JourneySheet, words: Words) -> Items | None:
    facts = Facts(words)
    facts.add(words.sentence("Goal"), value(sheet.goal))
    facts.names(words.sentence("Personas"), sheet.personas)
    owner = (link(sheet.owner),) if sheet.owner else linked(said("nobody"), words)
    facts.add(words.sentence("Accountable from end to end"), owner)
    facts.add(words.sentence("Kind"), sentence(words.sentence(_KIND[sheet.kind])))
    facts.names(words.sentence("Variant of"), _one(sheet.variant_of))
    facts.names(words.sentence("Variants"), sheet.variants)
    facts.names(words.sentence("Part of"), _one(sheet.parent))
    facts.names(words.sentence("Parts"), sheet.children)
    facts.basics(sheet.basics)
    return facts.block


_KIND = {"ideal": "how it should be", "current": "how it is today"}


def _one(thing: Named | None) -> tuple[Named, ...]:
    return (thing,) if thing else ()


def _steps(sheet: JourneySheet, words: Words) -> Table | None:
    titles = ("Step", "Touchpoint", "Channel", "Accountable", "Does", "Thinks", "Feels")
    rows = [
        (
            value(str(step.number)),
            _where(step, words),
            value(", ".join(dict.fromkeys(stop.channel for stop in step.stops if stop.channel))),
            links(dict.fromkeys(stop.accountable for stop in step.stops if stop.accountable), words),
            value(step.does),
            value(step.thinks),
            value(feeling(step.feels)),
        )
        for step in sheet.steps
    ]
    return table([words.sentence(title) for title in titles], rows, (6,))


def _where(step: Step, words: Words) -> Text:
    if step.journey:
        there = linked(said("the journey {journey}", journey=step.journey), words)
    else:
        there = strung(((link(stop.touchpoint),) for stop in step.stops), f" {words.sentence('or')} ")
    return spaced(there, sentence(words.sentence("(optional)"))) if step.optional else there


def _pains(sheet: JourneySheet, words: Words) -> Iterator[Item]:
    for one in sheet.pains:
        at = linked(said("Step {number}, {things}:", number=one.step, things=one.stops), words)
        yield Item(spaced(at, value(one.pain)))


def _owners(sheet: JourneySheet, words: Words) -> Table | None:
    titles = ("Owner", "Accountable for", "Responsible for")
    rows = [((link(one.owner),), links(one.accountable, words), links(one.responsible, words)) for one in sheet.parts]
    return table([words.sentence(title) for title in titles], rows)


def _data(sheet: JourneySheet, words: Words) -> Table | None:
    titles = ("Data", "Asked for at", "Needed at", "Not always known at")
    rows = [
        ((link(one.datum),), links(one.captured, words), links(one.needed, words), links(one.missing, words))
        for one in sheet.data
    ]
    return table([words.sentence(title) for title in titles], rows)


def _metrics(known: Known, sheet: JourneySheet, words: Words) -> Table | None:
    titles = ("Metric", "Kind", "Target", "Watches")
    rows = [_metric(known.metrics.get(one.metric.id), one, words) for one in sheet.metrics]
    return table([words.sentence(title) for title in titles], rows, (2,))


def _metric(sheet: MetricSheet | None, one: Watched, words: Words) -> tuple[Text, ...]:
    whole = linked(said("the whole journey"), words) if one.whole else ()
    watched = strung([whole, links(one.touchpoints, words)], ", ")
    return (
        (link(one.metric),),
        value(sheet.kind if sheet else ""),
        value(figure(sheet.target if sheet else None)),
        watched,
    )

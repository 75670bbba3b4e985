"""The steering pack: what the committee has to decide, settle and ask for, and whether the map gets better."""

from collections.abc import Iterator, Mapping, Sequence

from cxmap.message import Named, said
from cxmap.render.document import (
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Table,
    Target,
    Text,
    sentence,
    spaced,
    strung,
    value,
)
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link, linked, links
from cxmap.render.pages.page import Page, anchor
from cxmap.render.pages.pieces import Facts, findings, items, left_out, opportunities, section, some, table
from cxmap.render.pages.trend import trend
from cxmap.render.pages.worth import worth
from cxmap.report.sheets import ChangeSheet, Decided, Position, Telling
from cxmap.report.survey import Overdue, Survey
from cxmap.words import Words, count, shortened

NAMES = ("picture", "decide", "disagreements", "overdue", "opportunities", "trend", "lessons", "changes")


def steering(known: Known, words: Words) -> Page:
    """Return the steering pack."""
    survey = known.survey
    ranked = survey.open_opportunities
    return Page(
        target=Target("steering"),
        title=words.sentence("Steering pack"),
        lead=_lead(survey, words),
        sections=some(
            section("picture", words.sentence("Picture"), worth(ranked, words)),
            section("trend", words.sentence("Whether the map gets better"), *trend(survey, words)),
            section("decide", words.sentence("Changes to decide on"), _to_decide(survey.changes, words)),
            section("disagreements", words.sentence("Disagreements"), items(_disagreements(survey, words))),
            section("overdue", words.sentence("Overdue reviews"), *_overdue(survey.overdue, words)),
            section(
                "opportunities",
                words.sentence("Opportunities, the most worth doing first"),
                _worth(words) if ranked else None,
                opportunities(ranked, words, linking=False),
                left_out(len(ranked), words),
            ),
            section("lessons", words.sentence("What was learned"), *_lessons(survey.changes, words)),
            section("changes", words.sentence("All changes"), *_changes(survey.changes, words)),
        ),
        holds=_holds(survey),
        names=NAMES,
    )


def _lead(survey: Survey, words: Words) -> Text:
    waiting = sum(one.undecided for one in survey.changes)
    unsettled = sum(not one.resolution for sheet in survey.changes for one in sheet.disagreements)
    ranked = len(survey.open_opportunities)
    told = said(
        "{changes} to decide on, {disagreements} to settle, {reviews} overdue, {opportunities} open.",
        changes=count(waiting, "{number} change", "{number} changes", words),
        disagreements=count(unsettled, "{number} disagreement", "{number} disagreements", words),
        reviews=count(len(survey.overdue), "{number} review", "{number} reviews", words),
        opportunities=count(ranked, "{number} opportunity", "{number} opportunities", words),
    )
    return linked(told, words)


# What is to be decided and settled.


def _to_decide(changes: Sequence[ChangeSheet], words: Words) -> Table | None:
    titles = ("Change", "Why", "Owner", "Goes live on", "Touchpoints", "Last decision", "Open disagreements")
    rows = [
        (
            (link(one.change),),
            value(one.why),
            (link(one.owner),) if one.owner else linked(said("nobody"), words),
            value(one.live_on.isoformat() if one.live_on else ""),
            links(one.touchpoints, words),
            _decided(one.decisions[-1], words) if one.decisions else (),
            value(str(sum(not position.resolution for position in one.disagreements) or "")),
        )
        for one in sorted(changes, key=lambda one: (str(one.live_on or "9"), one.change.id))
        if one.undecided
    ]
    return table([words.sentence(title) for title in titles], rows, (6,))


def _decided(one: Decided, words: Words) -> Text:
    outcome = words.sentence(_OUTCOMES[one.outcome])
    if one.on:
        told = said("{outcome} by {owner} on {day}", outcome=outcome, owner=one.by, day=one.on.isoformat())
    else:
        told = said("{outcome} by {owner}", outcome=outcome, owner=one.by)
    return strung((linked(told, words), value(one.note)), ": ")


_OUTCOMES = {"approved": "approved", "rejected": "rejected", "deferred": "deferred"}


def _disagreements(survey: Survey, words: Words) -> Iterator[Item]:
    """Yield the positions against changes, those first that are not settled."""
    found = [(sheet, one) for sheet in survey.changes if sheet.status != "rejected" for one in sheet.disagreements]
    for sheet, one in sorted(found, key=lambda pair: (bool(pair[1].resolution), pair[0].change.id)):
        yield _position(sheet, one, words)


def _position(sheet: ChangeSheet, one: Position, words: Words) -> Item:
    lead = words.sentence("Settled:" if one.resolution else "Open:")
    who = said("{owner} on {change}:", owner=one.raised_by, change=sheet.change) if one.raised_by else None
    start = linked(who or said("On {change}:", change=sheet.change), words)
    return Item(spaced(start, value(one.position)), lead=lead, details=tuple(_settling(sheet, one, words)))


def _settling(sheet: ChangeSheet, one: Position, words: Words) -> Iterator[Text]:
    settles = one.settled_by or sheet.owner
    if one.resolution:
        yield value(one.resolution)
        if settles:
            yield linked(said("Settled by {owner}.", owner=settles), words)
    elif settles:
        yield linked(said("{owner} settles it.", owner=settles), words)


def _overdue(found: Sequence[Overdue], words: Words) -> tuple[Block, ...]:
    titles = ("What", "Last reviewed, or live since", "Who reviews it")
    rows = [
        ((link(one.thing),), value(one.since.isoformat()), (link(one.owner),) if one.owner else ()) for one in found
    ]
    made = table([words.sentence(title) for title in titles], rows)
    return tuple(block for block in (made, left_out(len(rows), words)) if block)


def _worth(words: Words) -> Paragraph:
    told = said("Worth is value divided by effort. Among equals the more valuable comes first.")
    return Paragraph(linked(told, words))


# What was learned.


def _lessons(changes: Sequence[ChangeSheet], words: Words) -> Iterator[Block]:
    for sheet in changes:
        review = sheet.review
        if review and (review.successes or review.failures or review.lessons):
            yield Paragraph((link(sheet.change),))
            kinds = (("Went well:", review.successes), ("Did not:", review.failures), ("Next time:", review.lessons))
            yield Items(tuple(Item(value(text), lead=words.sentence(lead)) for lead, texts in kinds for text in texts))


# All changes.


def _changes(changes: Sequence[ChangeSheet], words: Words) -> Iterator[Block]:
    for sheet in changes[:_MOST_CHANGES]:
        yield Heading(shortened(sheet.change.name or sheet.change.id), anchor(Target("change", sheet.change.id)))
        if sheet.why or sheet.basics.description:
            yield Paragraph(spaced(value(sheet.basics.description), value(sheet.why)))
        facts = _facts(sheet, words)
        if facts:
            yield facts
        yield from findings(sheet.findings, words)


_MOST_CHANGES = 300


def _facts(sheet: ChangeSheet, words: Words) -> Items | None:
    facts = Facts(words)
    facts.add(words.sentence("Status"), sentence(words.sentence(_STATUS[sheet.status])))
    facts.add(words.sentence("Owner"), (link(sheet.owner),) if sheet.owner else linked(said("nobody"), words))
    if sheet.reason:
        facts.add(words.sentence("Reason"), sentence(words.sentence(_REASONS[sheet.reason])))
    facts.add(words.sentence("Goes live on"), value(sheet.live_on.isoformat() if sheet.live_on else ""))
    facts.names(words.sentence("Means to touch"), sheet.touchpoints)
    facts.add(words.sentence("Decisions"), strung((_decided(one, words) for one in sheet.decisions), "; "))
    told = strung((_told(one) for one in sheet.communications if one.done), ", ")
    left = strung((_told(one) for one in sheet.communications if not one.done), ", ")
    facts.add(words.sentence("Told already"), told)
    facts.add(words.sentence("To be told"), left)
    facts.basics(sheet.basics)
    return facts.block


def _told(one: Telling) -> Text:
    audience: Text = (link(one.audience),) if isinstance(one.audience, Named) else value(one.audience)
    day = one.done or one.on
    return (*audience, *sentence(f" ({day.isoformat()})")) if day else audience


_STATUS = {
    "proposed": "proposed",
    "agreed": "agreed",
    "announced": "announced",
    "live": "live",
    "reviewed": "reviewed",
    "rejected": "rejected",
}
_REASONS = {
    "financial": "financial",
    "market": "market",
    "technology": "technology",
    "regulatory": "regulatory",
    "customer": "customer",
    "organisation": "organisation",
}


def _holds(survey: Survey) -> Mapping[Target, str]:
    changes = [Target("change", one.change.id) for one in survey.changes[:_MOST_CHANGES]]
    better = {Target("opportunity", one.opportunity.id): "opportunities" for one in survey.open_opportunities}
    return {**{target: anchor(target) for target in changes}, **better}

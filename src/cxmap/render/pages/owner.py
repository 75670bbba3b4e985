"""The page of an owner: what they deliver, with whom, and what waits for them."""

from collections.abc import Iterator

from cxmap.message import Message, Named, said
from cxmap.render.document import Contact, Items, Paragraph, Section, Table, Target, Text, sentence, strung, value
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link, linked, links
from cxmap.render.pages.page import Page
from cxmap.render.pages.pieces import (
    Facts,
    findings,
    handovers,
    left_out,
    opportunities,
    picture,
    section,
    some,
    table,
)
from cxmap.render.thing_labels import label
from cxmap.report.sheets import OwnerSheet
from cxmap.visible import visible
from cxmap.words import Words, count, say, shortened

NAMES = (
    *("picture", "deliver", "handovers-in", "handovers-out", "opportunities", "findings", "changes", "colleagues"),
    "about",
)


def owners(known: Known, words: Words) -> Iterator[Page]:
    """Yield the pages of all owners."""
    return (_page(known, sheet, words) for sheet in known.survey.owners)


def _page(known: Known, sheet: OwnerSheet, words: Words) -> Page:
    better = opportunities(known.open_ones(sheet.opportunities), words)
    return Page(
        target=Target("owner", sheet.owner.id),
        title=shortened(sheet.owner.name or sheet.owner.id),
        lead=linked(_lead(sheet, words), words),
        sections=some(
            section("picture", words.sentence("Picture"), picture(sheet.picture, f"owner-{sheet.owner.id}", words)),
            _deliver(known, sheet, words),
            section("handovers-in", words.sentence("Hand-overs that come in"), handovers(sheet.takes_over, words)),
            section("handovers-out", words.sentence("Hand-overs that go out"), handovers(sheet.hands_over, words)),
            section("opportunities", words.sentence("Open opportunities"), better),
            section("findings", words.sentence("To be mended"), *findings(sheet.findings, words)),
            section("changes", words.sentence("Changes they own"), _list(sheet.changes, words)),
            section("colleagues", words.sentence("Whom they work with"), _colleagues(sheet, words)),
            section("about", words.sentence("About them"), _description(sheet), _facts(sheet, words)),
        ),
        names=NAMES,
    )


def _lead(sheet: OwnerSheet, words: Words) -> Message:
    answers, works = len(sheet.accountable), len(sheet.responsible)
    asked = len(sheet.consulted) + len(sheet.informed)
    if not (answers or works):
        if not asked:
            return said("{owner} has no role at any touchpoint.", owner=sheet.owner)
        heard = count(asked, "{number} touchpoint", "{number} touchpoints", words)
        return said("{owner} is consulted or informed about {touchpoints}.", owner=sheet.owner, touchpoints=heard)
    accountable = count(answers, "{number} touchpoint", "{number} touchpoints", words)
    responsible = count(works, "{number} more", "{number} more", words)
    mend = count(len(sheet.findings), "{number} finding to mend", "{number} findings to mend", words)
    if not sheet.findings:
        mend = words.sentence("nothing to mend")
    if works:
        text = "{owner} is accountable for {touchpoints} and responsible for {more}, with {findings}."
        return said(text, owner=sheet.owner, touchpoints=accountable, more=responsible, findings=mend)
    text = "{owner} is accountable for {touchpoints}, with {findings}."
    return said(text, owner=sheet.owner, touchpoints=accountable, findings=mend)


def _deliver(known: Known, sheet: OwnerSheet, words: Words) -> Section:
    titles = ("Touchpoint", "Role", "Stage", "Channel", "Journeys", "Findings")
    rows = [
        _row(known, thing, role, words)
        for role in ("accountable", "responsible", "consulted", "informed")
        for thing in getattr(sheet, role)
    ]
    team = (
        Paragraph(links(sheet.team_of, words), lead=_labelled(words.sentence("Touchpoint team of"), words))
        if sheet.team_of
        else None
    )
    title = words.sentence("What you deliver")
    made = table([words.sentence(title) for title in titles], rows, (4, 5))
    return section("deliver", title, made, left_out(len(rows), words), team)


def _row(known: Known, thing: Named, role: str, words: Words) -> tuple[Text, ...]:
    sheet = known.touchpoints.get(thing.id)
    if sheet is None:
        return (link(thing),), sentence(words.sentence(_ROLES[role])), (), (), (), ()
    return (
        (link(thing),),
        sentence(words.sentence(_ROLES[role])),
        (link(sheet.stage),),
        value(sheet.channel),
        value(str(len({one.journey.id for one in sheet.appearances}) or "")),
        value(str(len(sheet.findings) or "")),
    )


_ROLES = {
    "accountable": "accountable",
    "responsible": "responsible",
    "consulted": "consulted",
    "informed": "informed",
}


def _labelled(label: str, words: Words) -> str:
    return say(said("{label}:", label=label), words)


def _list(things: tuple[Named, ...], words: Words) -> Paragraph | None:
    return Paragraph(links(things, words)) if things else None


def _colleagues(sheet: OwnerSheet, words: Words) -> Table | None:
    titles = ("Owner", "Touchpoints together", "Hand-overs between them")
    rows = [
        ((link(one.owner),), links(one.touchpoints, words, _FEW), value(str(one.handovers or "")))
        for one in sheet.colleagues
    ]
    return table([words.sentence(title) for title in titles], rows, (2,))


_FEW = 5


def _description(sheet: OwnerSheet) -> Paragraph | None:
    return Paragraph(value(sheet.basics.description)) if sheet.basics.description else None


def _facts(sheet: OwnerSheet, words: Words) -> Items | None:
    facts = Facts(words)
    if sheet.kind:
        facts.add(words.sentence("Kind"), sentence(words.sentence(_KINDS[sheet.kind])))
    if sheet.retired:
        facts.add(words.sentence("Status"), sentence(words.sentence("retired")))
    facts.add(words.sentence("Function"), value(sheet.function))
    lead = (link(sheet.lead),) if isinstance(sheet.lead, Named) else value(sheet.lead)
    facts.add(words.sentence("Lead"), lead)
    facts.names(words.sentence("Members"), sheet.members)
    facts.names(words.sentence("Part of"), (sheet.part_of,) if sheet.part_of else ())
    for way, text in (sheet.contact or {}).items():
        facts.add(words.sentence(label(way)), (Contact(visible(text)),))
    facts.names(words.sentence("Accountable for the journey"), sheet.journeys)
    facts.names(words.sentence("Looks after"), sheet.systems)
    over = strung(((link(one.start),) for one in sheet.sees_over[:_MOST_PASSED]), ", ")
    facts.add(words.sentence("Sees customers over from"), over)
    facts.basics(sheet.basics)
    return facts.block


_MOST_PASSED = 40
_KINDS = {"team": "team", "person": "person", "committee": "committee"}

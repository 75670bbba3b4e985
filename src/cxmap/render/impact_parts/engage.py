"""Who to engage: each owner once, those to ask first before the others."""

from collections.abc import Sequence

from cxmap.message import said
from cxmap.render.document import (
    Block,
    Contact,
    Fold,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Text,
    plainly,
    sentence,
    spaced,
    strung,
    value,
    worded,
)
from cxmap.render.impact_parts import vocabulary
from cxmap.report.impact import Engaged, ImpactReport, NotNeeded
from cxmap.words import Words, say

CONTACTS = ("email", "chat", "phone", "github")
"""The ways to reach an owner, in the order in which they are shown."""


def engage(report: ImpactReport, words: Words) -> Section:
    """Return the owners by when to engage them, and those who need not be engaged yet."""
    blocks: list[Block] = []
    for when in vocabulary.WHENS:
        people = [engaged for engaged in report.engage if engaged.when == when]
        if people:
            title = said("{when} ({number})", when=vocabulary.when(when, words), number=len(people))
            blocks += [Heading(say(title, words)), _table(people, words, mention=report.mention)]
    if not report.engage:
        blocks.append(Paragraph(sentence(words.sentence("Nothing that changed has an owner who could be asked."))))
    if report.not_needed:
        blocks.append(_not_needed(report.not_needed, words))
    return Section("engage", words.sentence("Who to engage"), tuple(blocks))


def _table(people: Sequence[Engaged], words: Words, *, mention: bool) -> Table:
    head = (said("Owner"), said("Role"), said("Lead"), said("Contact"), said("Touchpoints"), said("Why"))
    rows = tuple(
        (
            plainly(said("{owner}", owner=engaged.owner), words),
            sentence(vocabulary.role(engaged.role, words)),
            value(engaged.lead),
            contact(engaged, mention=mention),
            worded(said("{touchpoints}", touchpoints=engaged.touchpoints), words),
            plainly(engaged.reason, words),
        )
        for engaged in people
    )
    return Table(tuple(say(title, words) for title in head), rows)


def contact(engaged: Engaged, *, mention: bool = False) -> Text:
    """Return all ways to reach an owner.

    `mention` allows GitHub to tell them, but not those who are only informed: it is too early for that.
    """
    ways = [(way, " ".join(engaged.contact.get(way, "").split())) for way in CONTACTS]
    found = [
        (Contact(_at(text), mention and engaged.when != "inform") if way == "github" else Contact(text),)
        for way, text in ways
        if text
    ]
    return strung(found, ", ")


def _at(handle: str) -> str:
    return handle if handle.startswith("@") else f"@{handle}"


def _not_needed(people: Sequence[NotNeeded], words: Words) -> Fold:
    title = said("Not needed yet ({number})", number=len(people))
    items = tuple(
        Item(spaced(plainly(said("{owner}:", owner=person.owner), words), plainly(person.because, words)))
        for person in people
    )
    return Fold(say(title, words), (Items(items),))

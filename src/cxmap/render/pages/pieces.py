"""Pieces that several kinds of pages are made of: facts, findings, transitions, opportunities, pictures."""

from collections.abc import Iterable, Iterator, Sequence

from cxmap.findings import Finding
from cxmap.message import Message, Named, said
from cxmap.render.document import (
    Block,
    Figure,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Text,
    Where,
    sentence,
    spaced,
    strung,
    value,
    where,
)
from cxmap.render.pages.linking import link, linked, links
from cxmap.render.passages import percent
from cxmap.render.picture.views import load
from cxmap.report.drawing import Drawing
from cxmap.report.passage import Passage
from cxmap.report.sheets import Basics, OpportunitySheet, Weblink
from cxmap.words import Part, Words, count, say

MOST_ROWS = 1_000
"""How many rows a table has at most, and a list."""


# Sections.


def section(identifier: str, title: str, *blocks: Block | None) -> Section:
    """Return a section of those blocks that are there; it is left out by `some` where there are none."""
    return Section(identifier, title, tuple(block for block in blocks if block))


def some(*sections: Section) -> tuple[Section, ...]:
    """Return the sections that have something to say."""
    return tuple(one for one in sections if one.blocks)


def picture(drawing: Drawing | None, name: str, words: Words) -> Figure | None:
    """Return a picture with what it shows as its caption; None where there is nothing to draw."""
    if drawing is None or not drawing.cards:
        return None
    canvas = load(drawing.view)(drawing, words)
    left = drawing.left_out
    one, many = "{number} touchpoint is not in the picture.", "{number} touchpoints are not in the picture."
    return Figure(name, canvas, count(left, one, many, words) if left else "")


def table(head: Sequence[str], rows: Sequence[Sequence[Text]], figures: Iterable[int] = ()) -> Table | None:
    """Return a table, shortened to `MOST_ROWS`, without columns that say nothing; None where it has no rows."""
    if not rows:
        return None
    made = Table(tuple(head), tuple(tuple(row) for row in rows[:MOST_ROWS]), frozenset(figures))
    return made.without_empty_columns()


def left_out(number: int, words: Words) -> Paragraph | None:
    """Return how many rows a table leaves out; None where it has all."""
    left = number - MOST_ROWS
    if left <= 0:
        return None
    return Paragraph(sentence(count(left, "… and {number} more.", "… and {number} more.", words)))


def items(found: Iterable[Item]) -> Items | None:
    """Return a list; None where it is empty."""
    made = tuple(found)
    return Items(made) if made else None


def paragraph(text: Text) -> Paragraph | None:
    """Return a paragraph; None where it says nothing."""
    return Paragraph(text) if text else None


# Facts.


class Facts:
    """What is to be said of something, each under a label, as a list."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.items: list[Item] = []

    def add(self, label: str, text: Text) -> None:
        """Say something under a label, already in the language of the page; nothing where there is nothing to say."""
        if text:
            self.items.append(Item(text, lead=say(said("{label}:", label=label), self._words)))

    def names(self, label: str, things: Iterable[Named]) -> None:
        """Name things under a label."""
        self.add(label, links(things, self._words))

    def words(self, label: str, written: Iterable[str]) -> None:
        """Say what people wrote under a label."""
        self.add(label, strung(map(value, written), ", "))

    def basics(self, basics: Basics) -> None:
        """Say what every kind of thing may say, but for its description."""
        words = self._words
        self.words(words.sentence("Tags"), basics.tags)
        self.add(words.sentence("Links"), strung(map(weblink, basics.links), ", "))
        if basics.site:
            self.add(words.sentence("Declared in"), (Where(*basics.site, "head"),))
        if not basics.whole:
            told = said("Not everything that is written of it could be read: `cxmap validate` says why.")
            self.items.append(Item(linked(told, words)))

    @property
    def block(self) -> Items | None:
        """The list; None where nothing was said."""
        return items(self.items)


def weblink(one: Weblink) -> Text:
    """Return a page that says more, by its title and its address: it is not led to, for anybody may have written it."""
    if one.title == one.url:
        return value(one.url)
    return (*value(one.title), Part(" ", "text"), Part("(", "text"), *value(one.url), Part(")", "text"))


def figure(number: float | None) -> str:
    """Return a figure as people write it; nothing where there is none."""
    return "" if number is None else f"{number:.15g}"


def feeling(felt: float | None) -> str:
    """Return how a customer feels, from -2 to +2."""
    return "" if felt is None else f"{felt:+g}" if felt else "0"


# What is wrong.


def findings(found: Sequence[Finding], words: Words) -> tuple[Block, ...]:
    """Return findings as a list, the gravest first; of many the first."""
    made = items(_finding(finding, words) for finding in found[:_MOST_FINDINGS])
    left = len(found) - _MOST_FINDINGS
    more = count(left, "… and {number} more.", "… and {number} more.", words) if left > 0 else ""
    return tuple(block for block in (made, paragraph(sentence(more))) if block)


_MOST_FINDINGS = 100


def _finding(finding: Finding, words: Words) -> Item:
    return Item(
        spaced(linked(finding.message, words), (Part(finding.rule, "id"),)),
        lead=say(said("{severity}:", severity=words.sentence(finding.severity.value)), words),
        where=where(finding.place, "head"),
        details=(linked(finding.hint, words),) if finding.hint else (),
    )


# Transitions.


def passages(found: Iterable[Passage], words: Words, *, to: bool) -> Items | None:
    """Return transitions as a list, by where they lead to, or by where they come from."""
    return items(Item((link(one.end if to else one.start),), details=_passage(one, words)) for one in found)


def handovers(found: Iterable[Passage], words: Words) -> Table | None:
    """Return hand-overs as a table."""
    titles = ("From", "To", "When", "Given by", "Taken by", "Seen over by", "Hands over")
    rows = [
        (
            (link(one.start),),
            (link(one.end),),
            value(one.when),
            (link(one.giver),) if one.giver else (),
            (link(one.taker),) if one.taker else (),
            (link(one.owner),) if one.owner else linked(said("nobody"), words),
            _carried(one, words),
        )
        for one in found
    ]
    return table([words.sentence(title) for title in titles], rows)


def _passage(one: Passage, words: Words) -> tuple[Text, ...]:
    told = strung(_pieces(one, words), "; ")
    return (told,) if told else ()


def _pieces(one: Passage, words: Words) -> Iterator[Text]:
    yield value(one.when)
    if one.kind != "forward":
        yield sentence(words.sentence("on the way back" if one.kind == "back" else "after something went wrong"))
    if one.handover and one.giver and one.taker:
        yield linked(_handover(one, one.giver, one.taker), words)
    elif one.owner:
        yield linked(said("seen to by {owner}", owner=one.owner), words)
    if one.share is not None:
        yield linked(said("{share} of customers", share=percent(one.share)), words)
    if one.within:
        yield linked(said("within {time}", time=one.within), words)
    if one.carries is not None:
        yield (
            spaced(sentence(words.sentence("hands over")), _carried(one, words))
            if one.carries
            else _carried(one, words)
        )


def _handover(one: Passage, giver: Named, taker: Named) -> Message:
    if one.owner is None:
        return said("hand-over from {giver} to {taker}, and nobody sees to it", giver=giver, taker=taker)
    return said("hand-over from {giver} to {taker}, seen to by {owner}", giver=giver, taker=taker, owner=one.owner)


def _carried(one: Passage, words: Words) -> Text:
    if one.carries is None:
        return sentence(words.sentence("all that is known"))
    return links(one.carries, words) or sentence(words.sentence("hands over nothing"))


# Opportunities.


def opportunities(found: Sequence[OpportunitySheet], words: Words, *, linking: bool = True) -> Table | None:
    """Return opportunities as a table, in the order given; `linking` leads to where all of them are compared."""
    titles = ("Opportunity", "Where", "What hurts", "Value", "Effort", "Worth", "Driven by", "Status")
    rows = [
        (
            (link(one.opportunity),) if linking else value(one.opportunity.name or one.opportunity.id),
            links([at] if (at := one.transition or one.touchpoint) else [], words),
            value(one.pain),
            value(figure(one.value)),
            value(figure(one.effort)),
            value("" if one.worth is None else f"{one.worth:.2g}"),
            (link(one.owner),) if one.owner else (),
            sentence(words.sentence(STATUS[one.status])),
        )
        for one in found
    ]
    return table([words.sentence(title) for title in titles], rows, (3, 4, 5))


STATUS = {"open": "open", "doing": "being worked on", "done": "done", "dropped": "dropped"}
"""How far an opportunity has come, in words."""


def counted(number: int, total: int, words: Words) -> Text:
    """Return a part of a whole: `12 of 40 (30 %)`."""
    share = percent(number / total) if total else percent(0)
    return linked(said("{number} of {total} ({share})", number=number, total=total, share=share), words)

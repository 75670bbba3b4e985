"""The report as one HTML file that can be read anywhere: offline, on a phone, on paper, with a screen reader."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from cxmap.message import Named, said
from cxmap.render.document import (
    Block,
    Contact,
    Drawing,
    Inline,
    Link,
    Section,
    Table,
    Text,
    Where,
    plainly,
    sentence,
    value,
)
from cxmap.render.html import Bit, Bits, body, markup, styles
from cxmap.render.impact_parts import vocabulary
from cxmap.render.impact_parts.addresses import address, shown
from cxmap.render.impact_parts.drafting import with_drafts
from cxmap.render.impact_parts.drawn import MOST_CARDS, canvases
from cxmap.render.impact_parts.placed import Side
from cxmap.render.impact_parts.sections import compared, sections
from cxmap.render.look import Look
from cxmap.render.nearest import nearest, not_drawn
from cxmap.render.one_file import OneFile, Part, framed
from cxmap.render.picture.svg import inline
from cxmap.render.picture.theme import rules
from cxmap.report.impact import Arrow, Card, ImpactReport
from cxmap.visible import visible
from cxmap.words import Words, say


def render(report: ImpactReport, words: Words, look: Look) -> str:
    """Return the report as an HTML document that holds its styles and pictures itself and runs no script."""
    style = styles("page.css", "impact.css", more=rules("auto"))

    def bits(text: Text) -> list[Bit]:
        return [_bit(piece, report, look) for piece in text]

    def part(section: Section) -> Part:
        return Part(section.id, section.title, body(section.blocks, bits, lambda block: _drawn(block, bits, words)))

    verdict, *others = map(part, with_drafts(sections(report, words), report, words))
    grade = report.grade.value if report.grade else ""
    made = said("Written by cxmap {version} on {day}.", version=report.version, day=str(report.today))
    file = OneFile(
        kind="impact",
        language=visible(report.language),
        title=words.sentence("What this change means for customers"),
        repository=visible(report.repository),
        style=style,
        lead=markup("verdict.html", grade=grade, title=verdict.title, body=verdict.body),
        body=Markup(),
        sections=tuple(others),
        notes=(compared(report, words), say(made, words)),
    )
    return framed(file, report.templates, words)


def _bit(piece: Inline, report: ImpactReport, look: Look) -> Bit:
    match piece:
        case Where():
            return Bit(shown(piece, look), "place", address(piece, report, look))
        case Contact():
            return Bit(visible(piece.text), "value")
        case Link():
            return Bit(piece.text, "text")
        case _:
            return Bit(piece.text, piece.role)


# The picture.


class _Figure(NamedTuple):
    """The map before or after: the picture, what it leaves out, and the transitions that changed."""

    title: str
    picture: Markup
    left: str
    transitions: Table


def _drawn(block: Block, bits: Bits, words: Words) -> Markup:
    if not isinstance(block, Drawing):
        return Markup()
    figures = list(_figures(block, words))
    mark = partial(vocabulary.mark, words=words)
    return markup("impact_drawing.html", figures=figures, bits=bits, mark=mark)


def _figures(drawing: Drawing, words: Words) -> Iterator[_Figure]:
    whole = drawing.picture
    times = (("before", words.sentence("Before"), whole.before), ("after", words.sentence("After"), whole.after))
    found = [(name, title, part) for name, title, part in times if part[0]]
    sides = [Side(title, nearest(*part, MOST_CARDS)) for _, title, part in found]
    for (name, title, part), (_, near), canvas in zip(found, sides, canvases(sides, words), strict=True):
        # Drawn by cxmap: every text in it is encoded.
        picture = Markup(inline(canvas, f"{name}-"))  # noqa: S704
        left = not_drawn(near.cards_left + whole.left_out, near.arrows_left, words)
        yield _Figure(title, picture, left, _transitions(*part, words))


def _transitions(cards: tuple[Card, ...], arrows: tuple[Arrow, ...], words: Words) -> Table:
    names = {card.touchpoint.id: card.touchpoint for card in cards}
    head = (said("Transition"), said("How it changed"), said("When customers go"))
    rows = tuple(
        (
            _way(names[arrow.start], names[arrow.end], words),
            sentence(vocabulary.mark(arrow.mark, words)),
            value(arrow.label),
        )
        for arrow in arrows
        if arrow.mark and arrow.start in names and arrow.end in names
    )
    return Table(tuple(say(title, words) for title in head), rows)


def _way(start: Named, end: Named, words: Words) -> Text:
    return plainly(said("{way:way}", way=(start, end)), words)

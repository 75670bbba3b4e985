"""The page of a stage: its touchpoints, each with everything that is known of it."""

from collections.abc import Iterator, Mapping, Sequence

from cxmap.message import Message, said
from cxmap.render.document import Link, Paragraph, Section, Table, Target, Text, sentence, strung, value
from cxmap.render.pages.known import Known
from cxmap.render.pages.linking import link, linked
from cxmap.render.pages.page import Page, anchor
from cxmap.render.pages.pieces import Facts, findings, picture, section, some, table
from cxmap.render.pages.touchpoint import touchpoint
from cxmap.report.sheets import StageSheet, TouchpointSheet
from cxmap.words import Words, count, say, shortened

MOST = 100
"""How many touchpoints a page has; the others stand on further ones."""

NAMES = ("picture", "about", "touchpoints", "findings", "pages")


def stages(known: Known, words: Words) -> Iterator[Page]:
    """Yield the pages of all stages, those of a large one after each other."""
    for sheet in known.survey.stages:
        yield from _pages(sheet, [known.touchpoints[thing.id] for thing in sheet.touchpoints], known, words)


def _pages(sheet: StageSheet, inside: Sequence[TouchpointSheet], known: Known, words: Words) -> Iterator[Page]:
    parts = [inside[first : first + MOST] for first in range(0, len(inside), MOST)] or [[]]
    for number, shown in enumerate(parts, 1):
        first = _introduction(sheet, words) if number == 1 else ()
        told = tuple(touchpoint(one, known, words) for one in shown)
        more = section("pages", words.sentence("More touchpoints"), *_turning(sheet, number, len(parts), words))
        yield Page(
            target=Target("stage", sheet.stage.id, number),
            title=_title(sheet, number, len(parts), words),
            lead=_lead(sheet, inside, words),
            sections=some(
                *first, section("touchpoints", words.sentence("Touchpoints"), _overview(shown, words)), *told, more
            ),
            holds=_holds(shown),
            names=NAMES,
            parts=len(parts),
        )


def _title(sheet: StageSheet, number: int, parts: int, words: Words) -> str:
    name = shortened(sheet.stage.name or sheet.stage.id)
    if parts == 1:
        return name
    return say(said("{name}, page {number} of {pages}", name=name, number=number, pages=parts), words)


def _lead(sheet: StageSheet, inside: Sequence[TouchpointSheet], words: Words) -> Text:
    touchpoints = count(len(inside), "{number} touchpoint", "{number} touchpoints", words)
    number = sum(len(one.findings) for one in inside) + len(sheet.findings)
    return linked(_sentence(touchpoints, number, words), words)


def _sentence(touchpoints: str, number: int, words: Words) -> Message:
    if not number:
        return said("{touchpoints}, and nothing to mend.", touchpoints=touchpoints)
    mend = count(number, "{number} finding to mend", "{number} findings to mend", words)
    return said("{touchpoints}, with {findings}.", touchpoints=touchpoints, findings=mend)


def _introduction(sheet: StageSheet, words: Words) -> tuple[Section, ...]:
    facts = Facts(words)
    facts.add(words.sentence("Goal"), value(sheet.goal))
    facts.basics(sheet.basics)
    about = Paragraph(value(sheet.basics.description)) if sheet.basics.description else None
    return (
        section("picture", words.sentence("Picture"), picture(sheet.picture, f"stage-{sheet.stage.id}", words)),
        section("about", words.sentence("About this stage"), about, facts.block),
        section("findings", words.sentence("To be mended"), *findings(sheet.findings, words)),
    )


def _overview(shown: Sequence[TouchpointSheet], words: Words) -> Table | None:
    titles = ("Touchpoint", "Channel", "Accountable", "Journeys", "Findings")
    rows = [
        (
            (link(one.touchpoint),),
            value(one.channel),
            (link(one.roles.accountable),) if one.roles.accountable else linked(said("nobody"), words),
            value(str(len({found.journey.id for found in one.appearances}) or "")),
            value(str(len(one.findings) or "")),
        )
        for one in shown
    ]
    return table([words.sentence(title) for title in titles], rows, (3, 4))


def _turning(sheet: StageSheet, number: int, parts: int, words: Words) -> Iterator[Paragraph]:
    if parts > 1:
        links: list[Text] = [
            sentence(str(part)) if part == number else (Link(str(part), Target("stage", sheet.stage.id, part)),)
            for part in range(1, parts + 1)
        ]
        yield Paragraph(strung(links, " · "), lead=say(said("{label}:", label=words.sentence("Pages")), words))


def _holds(shown: Sequence[TouchpointSheet]) -> Mapping[Target, str]:
    targets = [Target("touchpoint", one.touchpoint.id) for one in shown]
    return {target: anchor(target) for target in targets}

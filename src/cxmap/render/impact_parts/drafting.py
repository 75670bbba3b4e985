"""The drafts of what to tell each audience, within the communication plan."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from cxmap.languages import LANGUAGES, words_for
from cxmap.message import Message, said
from cxmap.render import drafts
from cxmap.render.document import Block, Draft, Drafts, Item, Items, Section, Table, worded
from cxmap.report.impact import ImpactReport, Told
from cxmap.words import Words, say


def with_drafts(sections: Iterable[Section], report: ImpactReport, words: Words) -> tuple[Section, ...]:
    """Return sections whose communication plan has, below each wave, a draft for each of its rows."""
    return tuple(
        replace(section, blocks=tuple(_blocks(section, report, words))) if section.id == "plan" else section
        for section in sections
    )


def notes(made: Iterable[drafts.Draft]) -> tuple[Message, ...]:
    """Return why templates of the repository's own were not used, each reason once."""
    found = {say(draft.note): draft.note for draft in made if draft.note}
    return tuple(found[text] for text in sorted(found))


def _blocks(section: Section, report: ImpactReport, words: Words) -> Iterator[Block]:
    made = drafts.drafts(report, words_for)
    waves = iter(dict.fromkeys(told.wave for told in report.plan.rows))
    for block in section.blocks:
        yield block
        if isinstance(block, Table):  # there is one for each wave
            wave = next(waves)
            yield Drafts(tuple(_draft(draft, report, words) for draft in made if draft.told.wave == wave))
    items = tuple(Item(worded(note, words)) for note in notes(made))
    if items:
        yield Items(items)


def _draft(draft: drafts.Draft, report: ImpactReport, words: Words) -> Draft:
    audience = draft.told.audience
    name = audience if isinstance(audience, str) else audience.name or audience.id
    title = say(said("Draft for {audience}", audience=name), words)
    return Draft(title, _language(draft.told, report), draft.text)


def _language(told: Told, report: ImpactReport) -> str:
    known = told.language.partition("-")[0].lower() in LANGUAGES
    return told.language if known else report.language

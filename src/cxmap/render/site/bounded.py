"""The first page of a large map, kept short: what is long stands on pages of its own."""

from collections.abc import Iterator
from dataclasses import replace

from cxmap.message import said
from cxmap.render.document import Block, Link, Paragraph, Section, Table, Target
from cxmap.render.pages.page import Page
from cxmap.words import Words, say

MOST_ROWS = 25
"""How many rows a table on the first page has."""


def bounded(page: Page, words: Words) -> tuple[Page, tuple[Page, ...]]:
    """Return the overview without the rest of its long tables, and the pages that have them whole."""
    long = [section for section in page.sections if any(map(_is_long, section.blocks))]
    sections = [_shortened(section, words) if section in long else section for section in page.sections]
    return replace(page, sections=tuple(sections)), tuple(_alone(section) for section in long)


def _is_long(block: Block) -> bool:
    return isinstance(block, Table) and len(block.rows) > MOST_ROWS


def _shortened(section: Section, words: Words) -> Section:
    def blocks() -> Iterator[Block]:
        for block in section.blocks:
            if isinstance(block, Table) and _is_long(block):
                yield replace(block, rows=block.rows[:MOST_ROWS])
                told = say(said("Show all {number}", number=len(block.rows)), words)
                yield Paragraph((Link(told, Target(section.id)),))
            else:
                yield block

    return replace(section, blocks=tuple(blocks()))


def _alone(section: Section) -> Page:
    return Page(Target(section.id), section.title, (), (replace(section, id="all"),), names=("all",))

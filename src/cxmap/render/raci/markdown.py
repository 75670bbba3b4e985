"""A RACI matrix as Markdown, in tables that do not run off the page."""

from collections.abc import Iterator, Sequence
from functools import partial

from cxmap.render import encode
from cxmap.render.document import Block, Inline, Item, Items, Paragraph, Section, Table, Text, Where
from cxmap.render.look import Look
from cxmap.render.own_markdown import Finished, fields, given, tidy
from cxmap.render.own_templates import fill
from cxmap.render.raci_parts import vocabulary
from cxmap.render.raci_parts.sections import made, sections, verdict
from cxmap.render.stretches import plain, stretch
from cxmap.render.templating import Plain
from cxmap.report.raci import Column, Group, RaciReport
from cxmap.visible import visible
from cxmap.words import Part, Words, say

MOST_COLUMNS = 7
"""How many owners stand beside each other in a table."""


TEMPLATE = "raci.md.j2"
"""The template of the whole."""

SECTIONS = ("gaps", "load", "seats")
"""The sections that there can be behind the matrix, in order."""


def render(report: RaciReport, words: Words, look: Look) -> str:
    """Return the matrix, a table for each group, with only those owners who have something to do in it.

    Where there are more than `MOST_COLUMNS` the table goes on below, with the rows that have something there.
    """
    values, notes = _values(report, words, look), [encode.markdown(made(report, words))]
    done = fill(TEMPLATE, report.templates, {**values, "notes": notes}, fields(SECTIONS))
    if done.note:
        told = [encode.markdown(say(done.note, words)), *notes]
        done = fill(TEMPLATE, {}, {**values, "notes": told}, fields(SECTIONS))
    return tidy(done.text)


def _values(report: RaciReport, words: Words, look: Look) -> dict[str, Plain]:
    start = verdict(report, words)
    return {
        "kind": "raci",
        "language": encode.markdown(report.language),
        "map": encode.markdown(report.about.name),
        "by": report.by,
        "title": encode.markdown(start.title),
        "lead": _body(start, look),
        "legend": encode.markdown(vocabulary.legend(words)) if report.groups else "",
        "groups": [_group(report, group, words)._asdict() for group in report.groups],
        **given(map(partial(_finished, look=look), sections(report, words)), SECTIONS),
    }


def _finished(section: Section, look: Look) -> Finished:
    return Finished(section.id, encode.markdown(section.title), _body(section, look))


def _group(report: RaciReport, group: Group, words: Words) -> Finished:
    columns = vocabulary.involved(report.columns, group.rows)
    tables = [
        _matrix(group, columns[first : first + MOST_COLUMNS], words, whole=not first)
        for first in range(0, max(len(columns), 1), MOST_COLUMNS)
    ]
    title = encode.markdown(vocabulary.group(group, report.by, words))
    return Finished(encode.markdown(group.thing.id if group.thing else ""), title, "\n\n".join(tables))


def _matrix(group: Group, columns: Sequence[Column], words: Words, *, whole: bool) -> str:
    heads = [words.sentence("Touchpoint"), *(vocabulary.column(column, words) for column in columns)]
    lines = [_line(map(encode.markdown, heads)), _line(["---", *(":---:" for _ in columns)])]
    for entry in vocabulary.entries(group):
        signs = [vocabulary.cell(entry.cells, column) for column in columns]
        if whole or any(signs):
            gap = f"**{vocabulary.GAP}** " if vocabulary.has_gap(entry) else ""
            lines.append(_line([gap + encode.markdown(vocabulary.row(entry, words)), *map(_strong, signs)]))
    return "\n".join(lines)


def _strong(sign: str) -> str:
    return f"**{sign}**" if sign[:1] in ("A", "H") else sign


def _line(cells: Iterator[str] | Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _body(section: Section, look: Look) -> str:
    return "\n\n".join(_block(block, look) for block in section.blocks)


def _block(block: Block, look: Look) -> str:
    match block:
        case Items():
            return "\n".join(_item(item, look) for item in block.items)
        case Table():
            table = block.without_empty_columns()
            rules = ["---:" if number in table.figures else "---" for number in range(len(table.head))]
            rows = (_line([_text(cell, look) for cell in row]) for row in table.rows)
            return "\n".join([_line(map(encode.markdown, table.head)), _line(rules), *rows])
        case Paragraph():
            return _text(block.text, look)
    return ""


def _item(item: Item, look: Look) -> str:
    lead = f"**{encode.markdown(item.lead)}** " if item.lead else ""
    place = f" {_text((item.where,), look)}" if item.where else ""
    return "\n".join(
        [f"- {lead}{_text(item.text, look)}{place}", *(f"  - {_text(detail, look)}" for detail in item.details)]
    )


def _text(text: Text, look: Look) -> str:
    return "".join(_inline(piece, look) for piece in text)


def _inline(piece: Inline, look: Look) -> str:
    match piece:
        case Where():
            return encode.markdown_code(f"{visible(look.path(piece.path))}:{piece.line}")
        case Part():
            return stretch(piece)
        case _:
            return plain(piece.text)

"""Blocks of documents as HTML, written straight away: a large map has more of them than a template could fill."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from cxmap.render.document import Block, Figure, Fold, Heading, Item, Items, Paragraph, Table, Text
from cxmap.render.site.bits import Bit
from cxmap.report.since import Change

Tone = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Writing:
    """How blocks are written.

    `bits` says of what pieces a text consists on this page, `drawn` shows a figure. `tones` are the leads of findings
    and how grave each is, `marks` the words for what has changed.
    """

    bits: Callable[[Text], Iterable[Bit]]
    drawn: Callable[[Figure], Markup]
    tones: Mapping[str, Tone]
    marks: Mapping[Change, str]

    def html(self, blocks: Iterable[Block]) -> Markup:
        """Return blocks as HTML in which every text is encoded."""
        return Markup("".join(self._all(blocks)))  # noqa: S704 - every text in it went through `escape`

    def text(self, text: Text) -> Markup:
        """Return a text as HTML."""
        return Markup(self._text(text))  # noqa: S704 - every text in it went through `escape`

    def mark(self, mark: Change | None) -> Markup:
        """Return what is to be read behind something that has changed."""
        if mark is None:
            return Markup()
        return Markup(' <span class="mark {}">{}</span>').format(mark, self.marks[mark])

    def _all(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph():
                    yield self._paragraph(block)
                case Heading(title, identifier):
                    yield f"<h3{_id(identifier)}>{escape(title)}</h3>\n"
                case Items(items):
                    yield from self._facts(items) if are_facts(items) else self._items(items)
                case Table():
                    yield from self._table(block.without_empty_columns())
                case Fold(title, inner):
                    yield f"<details>\n<summary>{escape(title)}</summary>\n"
                    yield from self._all(inner)
                    yield "</details>\n"
                case Figure():
                    yield str(self.drawn(block))
                case _:
                    raise TypeError(block)  # what only reports on changes have

    def _paragraph(self, block: Paragraph) -> str:
        if block.lead and not block.text:
            return f"<h3>{escape(block.lead)}</h3>\n"
        lead = f"<strong>{escape(block.lead)}</strong> " if block.lead else ""
        return f"<p>{lead}{self._text(block.text)}</p>\n"

    def _facts(self, items: Iterable[Item]) -> Iterator[str]:
        """Yield facts under their labels, and behind them what has none."""
        found = list(items)
        yield '<dl class="facts">\n'
        for item in found:
            if item.lead:
                yield f"<div><dt>{escape(label(item))}</dt><dd>{self._text(item.text)}</dd></div>\n"
        yield "</dl>\n"
        yield from (f'<p class="note">{self._text(item.text)}</p>\n' for item in found if not item.lead)

    def _items(self, items: Iterable[Item]) -> Iterator[str]:
        yield '<ul class="items">\n'
        for item in items:
            tone = self.tones.get(item.lead)
            yield f'<li class="{tone}">' if tone else "<li>"
            if item.lead:
                yield f"<strong>{escape(item.lead)}</strong> "
            yield self._text(item.text)
            if item.where:
                yield f' <span class="place">{self._text((item.where,))}</span>'
            if item.details:
                yield "\n<ul>\n"
                yield from (f"<li>{self._text(detail)}</li>\n" for detail in item.details)
                yield "</ul>\n"
            yield "</li>\n"
        yield "</ul>\n"

    def _table(self, table: Table) -> Iterator[str]:
        # Narrow windows show tables as cards, for which browsers forget that they are tables unless told so.
        titles = [escape(title) for title in table.head]
        figure = [' class="figure"' if number in table.figures else "" for number in range(len(titles))]
        yield '<table role="table">\n<thead role="rowgroup">\n<tr role="row">\n'
        for title, kind in zip(titles, figure, strict=True):
            yield f'<th scope="col" role="columnheader"{kind}>{title}</th>\n'
        yield '</tr>\n</thead>\n<tbody role="rowgroup">\n'
        cells = [f'<td role="cell" data-title="{title}"{kind}>' for title, kind in zip(titles, figure, strict=True)]
        for first, *others in table.rows:
            yield f'<tr role="row"><th scope="row" role="rowheader">{self._text(first)}</th>'
            for start, cell in zip(cells[1:], others, strict=True):
                yield f"{start}{self._text(cell)}</td>"
            yield "</tr>\n"
        yield "</tbody>\n</table>\n"

    def _text(self, text: Text) -> str:
        return "".join([self._bit(bit) for bit in self.bits(text)]) if text else ""

    def _bit(self, bit: Bit) -> str:
        shown = str(escape(bit.text))
        if bit.code:
            shown = f"<code>{shown}</code>"
        elif not bit.text.isascii():
            # What is written from the right does not reorder its neighbours.
            shown = f"<bdi>{shown}</bdi>"
        if bit.address:
            shown = f'<a href="{escape(bit.address)}">{shown}</a>'
        return f"{shown}{self.mark(bit.mark)}" if bit.mark else shown


def are_facts(items: tuple[Item, ...]) -> bool:
    """Return whether a list says things under labels, and nothing more of them."""
    return any(item.lead for item in items) and not any(item.where or item.details for item in items)


def label(item: Item) -> str:
    """Return the label of a fact, without the colon that lists have behind it."""
    return item.lead.removesuffix(":")


def _id(identifier: str) -> str:
    return f' id="{escape(identifier)}"' if identifier else ""

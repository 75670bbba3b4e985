"""Sections as Markdown for a comment: long lists can be shortened, and say how many they leave out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cxmap.render import encode
from cxmap.render.document import (
    Block,
    Draft,
    Drafts,
    Drawing,
    Fold,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    Table,
    Text,
)
from cxmap.render.mermaid import flowchart
from cxmap.render.nearest import not_drawn
from cxmap.render.own_markdown import Finished
from cxmap.visible import visible
from cxmap.words import Words, count

Encode = Callable[[Text], str]


class Written:
    """Sections as Markdown, whose lists can be shortened until there is room for them.

    `inline` encodes a stretch of text. Should nothing be left to shorten, which hostile names can bring about, it is
    only said that there is no room.
    """

    def __init__(self, sections: Iterable[Section], inline: Encode, words: Words) -> None:
        writer = _Writer(inline, words)
        self._pieces = [(section, [*writer.blocks(section.blocks)]) for section in sections]
        self._lists = [piece for _, pieces in self._pieces for piece in pieces if isinstance(piece, _Rows)]
        self._no_room = encode.markdown(words.sentence(_NO_ROOM))
        self._fits = True

    def lead(self) -> str:
        """Return the verdict, with which everything begins."""
        if not self._fits:
            return self._no_room
        return "\n\n".join(section.body for section in self._written() if section.id == _LEAD)

    def sections(self) -> list[Finished]:
        """Return the sections that come after it."""
        return [section for section in self._written() if section.id != _LEAD]

    def shorten(self) -> bool:
        """Leave out half of the longest list, or everything at last. Return whether there was anything left."""
        longest = _longest(self._lists)
        if longest:
            longest.kept //= 2
            return True
        self._fits, fitted = False, self._fits
        return fitted

    def _written(self) -> Iterator[Finished]:
        for section, pieces in self._pieces if self._fits else ():
            body = "\n\n".join(map(_text, pieces))
            yield Finished(section.id, encode.markdown(section.title), body, section.folded)


_LEAD = "verdict"
_NO_ROOM = "There is more to say than fits into a comment. The other formats have all of it."
_MOST_IN_A_LIST = 400
_FEW = 5
"""What is no longer than this is shortened last: an owner to ask counts for more than the four hundredth change."""
_LONGEST_CHART = 15_000


@dataclass(slots=True)
class _Rows:
    """A list of Markdown blocks, of which the first `kept` are shown; `head` comes before and is not a row."""

    rows: Sequence[str]
    total: int
    left: Callable[[int], str]
    head: str = ""
    separator: str = "\n"
    kept: int = 0

    def __post_init__(self) -> None:
        self.kept = len(self.rows)


_Piece = str | _Rows


def _text(piece: _Piece) -> str:
    if isinstance(piece, str):
        return piece
    rows = piece.separator.join(piece.rows[: piece.kept])
    whole = f"{piece.head}\n{rows}" if piece.head and rows else rows
    left = piece.total - piece.kept
    return "\n\n".join(text for text in (whole, piece.left(left) if left else "") if text)


def _longest(lists: Sequence[_Rows]) -> _Rows | None:
    for least in (_FEW, 0):
        found = [rows for rows in lists if rows.kept > least]
        if found:
            return max(found, key=lambda rows: sum(map(len, rows.rows[: rows.kept])))
    return None


class _Writer:
    """Writes blocks down."""

    def __init__(self, inline: Encode, words: Words) -> None:
        self._inline = inline
        self._words = words

    def blocks(self, blocks: Iterable[Block]) -> Iterator[_Piece]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[_Piece]:
        match block:
            case Paragraph():
                yield self._led(block.lead, block.text)
            case Heading():
                yield f"#### {encode.markdown(block.title)}"
            case Items():
                shown = block.items[:_MOST_IN_A_LIST]
                yield _Rows([self._item(item) for item in shown], len(block.items), self._left)
            case Table():
                table = block.without_empty_columns()
                shown_rows = [self._row(row) for row in table.rows[:_MOST_IN_A_LIST]]
                yield _Rows(shown_rows, len(table.rows), self._left, head=self._head(table))
            case Fold():
                yield from _folded(block.title, [*self.blocks(block.blocks)])
            case Drafts():
                shown_drafts = [_draft(draft) for draft in block.drafts[:_MOST_IN_A_LIST]]
                yield _Rows(shown_drafts, len(block.drafts), self._drafts_left, separator="\n\n")
            case Drawing():
                yield from self._drawing(block)

    def _led(self, lead: str, text: Text) -> str:
        return " ".join(
            piece for piece in (f"**{encode.markdown(lead)}**" if lead else "", self._inline(text)) if piece
        )

    def _item(self, item: Item) -> str:
        place = self._inline((item.where,)) if item.where else ""
        first = " ".join(piece for piece in (self._led(item.lead, item.text), place) if piece)
        return "\n".join([f"- {first}", *(f"  - {self._inline(detail)}" for detail in item.details)])

    def _head(self, table: Table) -> str:
        titles = " | ".join(encode.markdown(title) for title in table.head)
        lines = " | ".join("---:" if number in table.figures else "---" for number in range(len(table.head)))
        return f"| {titles} |\n| {lines} |"

    def _row(self, row: Sequence[Text]) -> str:
        return "| " + " | ".join(self._inline(cell) for cell in row) + " |"

    def _left(self, left: int) -> str:
        return encode.markdown(count(left, "… and {number} more.", "… and {number} more.", self._words))

    def _drafts_left(self, left: int) -> str:
        return encode.markdown(count(left, "… and {number} more draft.", "… and {number} more drafts.", self._words))

    def _drawing(self, drawing: Drawing) -> Iterator[_Piece]:
        legend = "New touchpoints are rounded, those that are gone have pointed ends, those that changed a double edge."
        yield encode.markdown(self._words.sentence(legend))
        for title, (cards, arrows) in (("Before", drawing.picture.before), ("After", drawing.picture.after)):
            if cards:
                chart = flowchart(cards, arrows, self._words, _LONGEST_CHART)
                yield f"#### {encode.markdown(self._words.sentence(title))}"
                yield _Rows([_fenced("mermaid", chart.text)] if chart.text else [], 1, self._no_room)
                left = not_drawn(chart.cards_left + drawing.picture.left_out, chart.arrows_left, self._words)
                yield encode.markdown(left) if chart.text else ""

    def _no_room(self, _left: int) -> str:
        return encode.markdown(self._words.sentence("This picture is too large for a comment."))


def _folded(title: str, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    # HTML takes references as Markdown does.
    yield f"<details><summary>{encode.markdown(title)}</summary>"
    yield from pieces
    yield "</details>"


def _draft(draft: Draft) -> str:
    summary = f"<details><summary>{encode.markdown(draft.title)}</summary>"
    return "\n\n".join((summary, _fenced("text", draft.body), "</details>"))


def _fenced(language: str, body: str) -> str:
    lines = [visible(line) for line in body.strip("\n").split("\n")]
    longest = max((len(run) for line in lines for run in _BACKTICKS.findall(line)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}{language}", *lines, fence])


_BACKTICKS = re.compile("`+")

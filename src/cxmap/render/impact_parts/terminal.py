"""Sections as lines for a terminal of any width: what is too wide for a table becomes a list."""

from collections.abc import Iterator, Sequence

from cxmap.render.columns import columns
from cxmap.render.document import (
    Block,
    Contact,
    Drafts,
    Drawing,
    Figure,
    Fold,
    Heading,
    Inline,
    Item,
    Items,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
    Tone,
    Where,
)
from cxmap.render.lines import Line, Run, styled, wrapped
from cxmap.visible import visible

TONES: dict[Tone, str] = {
    "": "bold",
    "breaking": "bold red",
    "disruptive": "bold yellow",
    "notable": "bold blue",
    "wording": "bold",
    "closed": "bold red",
    "open": "bold green",
}


def lines(sections: Sequence[Section], width: int) -> Iterator[Line]:
    """Yield the sections, but for pictures and drafts."""
    first = True
    for section in sections:
        blocks = [block for block in section.blocks if not isinstance(block, Drawing | Drafts | Figure)]
        if not blocks:
            continue
        if not first:
            yield []
            yield [Run(section.title, "bold underline")]
        first = False
        for block in blocks:
            yield []
            yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[Line]:
    match block:
        case Paragraph():
            yield from wrapped([*_lead(block.lead, TONES[block.tone]), *_runs(block.text)], width)
        case Heading():
            yield [Run(block.title, "bold")]
        case Items():
            for item in block.items:
                yield from _item(item, width)
        case Table():
            yield from _table(block, width)
        case Fold():
            yield [Run(block.title, "bold")]
            yield []
            for inner in block.blocks:
                yield from _block(inner, width)


def _lead(lead: str, style: str = "bold") -> list[Run]:
    return [Run(lead, style), Run(" ")] if lead else []


def _item(item: Item, width: int) -> Iterator[Line]:
    place = [Run(" "), *_runs((item.where,))] if item.where else []
    yield from wrapped([*_lead(item.lead), *_runs(item.text), *place], width, "  - ", "    ")
    for detail in item.details:
        yield from wrapped(_runs(detail), width, "      ", "      ")


def _runs(text: Text) -> list[Run]:
    return [run for piece in text for run in _run(piece)]


def _run(piece: Inline) -> list[Run]:
    match piece:
        case Where():
            return [Run(f"{visible(piece.path)}:{piece.line}", "dim")]
        case Contact() | Link():
            return [Run(visible(piece.text))]
        case _:
            return styled([piece])


# Tables.

_BETWEEN = "  "
_INDENT = "  "
_TOO_WIDE = 2
"""How many times wider than the terminal a table may be before its rows are easier to read as lists."""

_SHARE = 3
"""Labels that take more than this part of a line leave too little room beside them."""

Cells = Sequence[Sequence[Run]]


def _table(table: Table, width: int) -> Iterator[Line]:
    table = table.without_empty_columns()
    rows = [[_runs(cell) for cell in row] for row in table.rows]
    head = [[Run(title, "dim")] for title in table.head]
    widths = _widths([head, *rows], width - len(_INDENT) - len(_BETWEEN) * (len(head) - 1))
    for row in rows if widths is None else (head, *rows):
        yield from _stacked(head, row, width) if widths is None else _aligned(row, widths, table.figures)


def _widths(rows: Sequence[Cells], room: int) -> list[int] | None:
    """Return how wide columns may be, or None where that would make them too narrow to read."""
    cells = list(zip(*rows, strict=True))
    wanted = [max(_size(cell) for cell in column) for column in cells]
    if sum(wanted) <= room:
        return wanted
    given = [max(_longest_word(cell) for cell in column) for column in cells]
    if sum(given) > room or sum(wanted) > _TOO_WIDE * room:
        return None
    for _ in range(room - sum(given)):
        neediest = max(range(len(wanted)), key=lambda number: wanted[number] - given[number])
        given[neediest] += 1
    return given


def _size(cell: Sequence[Run]) -> int:
    return sum(columns(run.text) for run in cell)


def _longest_word(cell: Sequence[Run]) -> int:
    # Words may go over several runs, so that only the text as a whole tells them apart.
    return max((columns(word) for word in "".join(run.text for run in cell).split(" ")), default=0)


def _aligned(row: Cells, widths: Sequence[int], figures: frozenset[int]) -> Iterator[Line]:
    cells = [wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
    for number in range(max(len(cell) for cell in cells)):
        line = [Run(_INDENT)]
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            content = cell[number] if number < len(cell) else []
            blank = Run(" " * (width - _size(content)) if width > _size(content) else "")
            line += [blank, *content, Run(_BETWEEN)] if place in figures else [*content, blank, Run(_BETWEEN)]
        yield line


def _stacked(head: Cells, row: Cells, width: int) -> Iterator[Line]:
    label_width = max((_size(label) for label in head[1:]), default=0)
    beside = label_width <= width // _SHARE
    title = [Run(run.text, run.style or "bold") for run in row[0]]
    yield from wrapped(title, width, _INDENT + "- ", _INDENT * 2)
    for label, cell in zip(head[1:], row[1:], strict=True):
        if cell and beside:
            lead = f"{_INDENT * 2}{label[0].text}{' ' * (label_width - _size(label) + 2)}"
            yield from wrapped(cell, width, lead, " " * columns(lead))
        elif cell:
            yield from wrapped([Run(f"{label[0].text}: "), *cell], width, _INDENT * 2, _INDENT * 3)

"""A RACI matrix as lines for a terminal: in blocks of as many owners as fit, or, where that is no picture, as lists."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.columns import columns as width_of
from cxmap.render.lines import Line, Run, wrapped
from cxmap.render.raci_parts import vocabulary
from cxmap.report.raci import Column, Group, Handover, Marks, RaciReport, Row
from cxmap.words import Words, say


def board(report: RaciReport, words: Words, width: int) -> Iterator[Line]:
    """Yield the groups one below the other, each with those owners only that have something to do in it."""
    blocks = [_blocks(report, group, words, width) for group in report.groups]
    as_lists = any(len(block) > _MOST_BLOCKS for block in blocks)
    for group, split in zip(report.groups, blocks, strict=True):
        yield []
        yield [Run(vocabulary.group(group, report.by, words), "bold")]
        if as_lists:
            yield from _lists(report, group, words, width)
        else:
            for number, block in enumerate(split):
                yield from _matrix(group, block, words, first=not number)


_INDENT = "  "
_HANGING = "   "
_BETWEEN = 2
_LEAST_LABEL, _MOST_LABEL = 20, 36
_WIDEST_HEAD = 16
_MOST_BLOCKS = 3
"""In more blocks than this nobody sees who is together at a touchpoint."""


class _Block(NamedTuple):
    """As many columns as fit beside each other, each with its title and how wide it is."""

    label: int
    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    widths: tuple[int, ...]


def _blocks(report: RaciReport, group: Group, words: Words, width: int) -> list[_Block]:
    """Return the columns of a group in blocks; far too many where a title is too long to stand in a column."""
    entries = list(vocabulary.entries(group))
    longest = max((width_of(_label(entry, words)) for entry in entries), default=0)
    label = min(max(longest, _LEAST_LABEL), _MOST_LABEL, max(_LEAST_LABEL, width // 3))
    room = width - len(_INDENT) - label
    blocks: list[list[tuple[Column, str, int]]] = [[]]
    used = 0
    for column in vocabulary.involved(report.columns, group.rows):
        title = vocabulary.column(column, words)
        size = max(_longest_word(title), *(width_of(vocabulary.cell(entry.cells, column)) for entry in entries))
        if size > _WIDEST_HEAD:
            return [_Block(label, (), (), ())] * (_MOST_BLOCKS + 1)
        if blocks[-1] and used + _BETWEEN + size > room:
            blocks.append([])
            used = 0
        blocks[-1].append((column, title, size))
        used += _BETWEEN + size
    return [
        _Block(label, tuple(one[0] for one in block), tuple(one[1] for one in block), tuple(one[2] for one in block))
        for block in blocks
    ]


def _longest_word(text: str) -> int:
    return max(map(width_of, text.split(" ")))


# As a matrix.


def _matrix(group: Group, block: _Block, words: Words, *, first: bool) -> Iterator[Line]:
    """Yield a block; after the first one without the rows that have nothing in it."""
    widths = (block.label, *block.widths)
    yield []
    yield from _aligned(
        [[], *(wrapped([Run(title, "dim")], size) for title, size in zip(block.titles, block.widths, strict=True))],
        widths,
    )
    for entry in vocabulary.entries(group):
        signs = [vocabulary.cell(entry.cells, column) for column in block.columns]
        if first or any(signs):
            label = wrapped(_labelled(entry, words), block.label, "", _HANGING if isinstance(entry, Handover) else "")
            yield from _aligned([label, *([[Run(sign, _style(sign))]] for sign in signs)], widths)


def _aligned(cells: Sequence[Sequence[Line]], widths: Sequence[int]) -> Iterator[Line]:
    for number in range(max(map(len, cells))):
        line = [Run(_INDENT)]
        for cell, width in zip(cells, widths, strict=True):
            content = cell[number] if number < len(cell) else []
            blank = width - sum(width_of(run.text) for run in content) + _BETWEEN
            line += [*content, Run(" " * max(_BETWEEN, blank))]
        yield line


# As lists.


def _lists(report: RaciReport, group: Group, words: Words, width: int) -> Iterator[Line]:
    found = vocabulary.involved(report.columns, group.rows)
    for entry in vocabulary.entries(group):
        inner = _INDENT * (2 if isinstance(entry, Row) else 3)
        yield from wrapped(_labelled(entry, words), width, inner[len(_INDENT) :], inner)
        for marks in _combinations(entry, found):
            holders = [vocabulary.column(column, words) for column in found if entry.cells.get(column.key) == marks]
            sign = vocabulary.symbol(marks)
            start = f"{inner}{sign:<{_SIGN}}"
            yield from wrapped([Run(", ".join(holders), _style(sign))], width, start, " " * len(start))
        if isinstance(entry, Row) and not entry.cells:
            yield [Run(inner), Run(say(said("Nobody has a role here."), words))]


_SIGN = 5


def _combinations(entry: Row | Handover, found: tuple[Column, ...]) -> list[Marks]:
    held = {entry.cells[column.key] for column in found if column.key in entry.cells}
    order = (*vocabulary.ROLES, *vocabulary.PASSING)
    return sorted(held, key=lambda marks: [order.index(mark) for mark in marks])


def _labelled(entry: Row | Handover, words: Words) -> list[Run]:
    gap = [Run(vocabulary.GAP, "bold red"), Run(" ")] if vocabulary.has_gap(entry) else []
    return [*gap, Run(vocabulary.row(entry, words), "dim" if isinstance(entry, Handover) else "")]


def _label(entry: Row | Handover, words: Words) -> str:
    return "".join(run.text for run in _labelled(entry, words))


def _style(sign: str) -> str:
    return "bold" if sign[:1] in ("A", "H") else ""

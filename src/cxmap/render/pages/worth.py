"""A picture of the opportunities: what each is worth to customers, against what it takes."""

from collections.abc import Iterator, Sequence

from cxmap.message import said
from cxmap.render.document import Figure
from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Shape
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.theme import font
from cxmap.report.sheets import OpportunitySheet
from cxmap.words import Words, count, say, shortened


def worth(ranked: Sequence[OpportunitySheet], words: Words) -> Figure | None:
    """Return opportunities by value and effort; None where none of them has both."""
    placed: dict[tuple[int, int], list[OpportunitySheet]] = {}
    for one in ranked:
        if one.value and one.effort:
            placed.setdefault((one.value, one.effort), []).append(one)
    if not placed:
        return None
    title = words.sentence("Opportunities by value and effort")
    told = count(sum(map(len, placed.values())), "{number} opportunity.", "{number} opportunities.", words)
    shapes = (Box(0, 0, _WIDTH, _HEIGHT, "page"), *_axes(words), *_cells(placed, words))
    return Figure("opportunities", Canvas(_WIDTH, _HEIGHT, title, told, shapes))


_GRADES = (1, 2, 3, 4, 5)
_LEFT, _TOP, _BELOW, _GAP = 56, 36, 56, 6
_WIDE, _TALL = 176, 124
_WIDTH = _LEFT + len(_GRADES) * (_WIDE + _GAP) + 16
_HEIGHT = _TOP + len(_GRADES) * (_TALL + _GAP) + _BELOW
_FEW = 3
"""How many opportunities are named in a field."""


def _axes(words: Words) -> Iterator[Shape]:
    yield Label(_LEFT, _TOP - 14, (words.sentence("Value, upwards"),), "small")
    yield Label(_WIDTH - 16, _HEIGHT - 14, (words.sentence("Effort, to the right"),), "small", "end")
    for grade in _GRADES:
        left, top = _corner(grade, grade)
        yield Label(_LEFT - 16, top + _TALL // 2, (str(grade),), "row", "end")
        yield Label(left + _WIDE // 2, _HEIGHT - _BELOW + 20, (str(grade),), "row", "middle")


def _corner(value: int, effort: int) -> tuple[int, int]:
    """Return the upper left corner of a field."""
    return _LEFT + (effort - 1) * (_WIDE + _GAP), _TOP + (len(_GRADES) - value) * (_TALL + _GAP)


def _cells(placed: dict[tuple[int, int], list[OpportunitySheet]], words: Words) -> Iterator[Shape]:
    for value in reversed(_GRADES):
        for effort in _GRADES:
            yield _cell(placed.get((value, effort), []), value, effort, words)


def _cell(found: Sequence[OpportunitySheet], value: int, effort: int, words: Words) -> Group:
    """Return a field. What is worth most has a ground of its own, and stands in the upper left corner besides."""
    left, top = _corner(value, effort)
    look = "chip-good" if value / effort >= _WORTHWHILE else "panel"
    shapes: list[Shape] = [Box(left, top, _WIDE, _TALL, look, 4)]
    line = top + 20
    for one in found[:_FEW]:
        name = wrapped(shortened(one.opportunity.name or one.opportunity.id), _WIDE - 16, 2, font("label"))
        shapes.append(Group((Label(left + 8, line, name, "label", step=15),), "", one.opportunity.entity))
        line += 15 * len(name) + 5
    if len(found) > _FEW:
        more = count(len(found) - _FEW, "{number} more", "{number} more", words)
        shapes.append(Label(left + _WIDE - 8, top + _TALL - 4, (more,), "small", "end"))
    title = say(said("Value {value}, effort {effort}", value=value, effort=effort), words)
    return Group(tuple(shapes), title)


_WORTHWHILE = 2

"""Bars over the columns of a blueprint: what neighbouring touchpoints share is one long bar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cxmap.render.picture.blueprint_parts.grid import Grid
from cxmap.render.picture.canvas import Box, Group, Label, Shape, Symbol
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts.legend import badge, badge_width
from cxmap.render.picture.theme import font


class Thing(NamedTuple):
    """What a bar shows: its text, fit to show, with a symbol or a role's letters before it, and its key."""

    text: str
    look: str = "chip"
    symbol: str = ""
    symbol_look: str = "icon"
    role: str = ""
    key: str = ""


class Bar(NamedTuple):
    """A thing over the columns from `first` to `last`."""

    thing: Thing
    first: int
    last: int


Track = Sequence[Bar]


def tracks(columns: Sequence[Sequence[Thing]]) -> tuple[Track, ...]:
    """Return the things of each column as bars in as few tracks as they need; a thing keeps its track if it can."""
    found: list[list[Bar]] = []
    last: dict[Thing, int] = {}
    for bar in sorted(_bars(columns), key=lambda bar: bar.first):
        free = [number for number, track in enumerate(found) if track[-1].last < bar.first]
        own = last.get(bar.thing, -1)
        place = own if own in free else (free[0] if free else len(found))
        if place == len(found):
            found.append([])
        found[place].append(bar)
        last[bar.thing] = place
    return tuple(found)


def high(found: Iterable[Track], grid: Grid) -> int:
    """Return how high tracks are together."""
    heights = [_high(track, grid) for track in found]
    return sum(heights) + _APART * max(0, len(heights) - 1)


def shown(found: Iterable[Track], grid: Grid, y: int, names: Mapping[int, str]) -> Iterator[Shape]:
    """Yield tracks from the top. `names` are those of the columns' touchpoints: they go with a bar for the ear."""
    for track in found:
        height = _high(track, grid)
        for bar in track:
            yield _bar(bar, grid, y, height, names)
        y += height + _APART


_APART = 6
_SIDE = 9
_ABOVE = 5
_TEXT = "label"
_MOST_LINES = 3
_REPEATED = 5
"""On a bar over so many columns or more, its text stands again and again: it may not fit on the screen."""


def _bars(columns: Sequence[Sequence[Thing]]) -> Iterator[Bar]:
    """Yield a bar for each stretch of neighbouring columns that have the same thing."""
    open_: dict[Thing, int] = {}
    for position in range(len(columns) + 1):
        here = dict.fromkeys(columns[position]) if position < len(columns) else {}
        for thing in [thing for thing in open_ if thing not in here]:
            yield Bar(thing, open_.pop(thing), position - 1)
        for thing in here:
            open_.setdefault(thing, position)


def _lines(bar: Bar, grid: Grid) -> tuple[str, ...]:
    room = min(grid.wide(bar.first, bar.last), grid.wide(0, _REPEATED - 2)) - 2 * _SIDE - _hang(bar.thing)
    return wrapped(bar.thing.text, room, _MOST_LINES, font(_TEXT))


def _hang(thing: Thing) -> int:
    if thing.role:
        return badge_width(thing.role) + 6
    return 20 if thing.symbol else 0


def _high(track: Track, grid: Grid) -> int:
    return max(len(_lines(bar, grid)) for bar in track) * font(_TEXT).step + 2 * _ABOVE


def _bar(bar: Bar, grid: Grid, y: int, height: int, names: Mapping[int, str]) -> Group:
    thing = bar.thing
    shapes: list[Shape] = [Box(grid.left(bar.first), y, grid.wide(bar.first, bar.last), height, thing.look, 6)]
    lines = _lines(bar, grid)
    top = y + (height - len(lines) * font(_TEXT).step) // 2
    every = _REPEATED - 1 if bar.last - bar.first + 1 >= _REPEATED else bar.last - bar.first + 1
    # What is left at the end may be too short for the text.
    for column in range(bar.first, max(bar.first + 1, bar.last + 2 - every), every):
        x = grid.left(column) + _SIDE
        if thing.role:
            shapes += badge(thing.role, x, top - 1)
        elif thing.symbol:
            shapes.append(Symbol(thing.symbol, x, top + 1, 14, thing.symbol_look))
        shapes.append(Label(x + _hang(thing), top + font(_TEXT).rise, lines, _TEXT, step=font(_TEXT).step))
    over = ", ".join(dict.fromkeys(names[column] for column in range(bar.first, bar.last + 1)))
    role = f" ({thing.role})" if thing.role else ""
    return Group(tuple(shapes), f"{thing.text}{role}: {over}", thing.key)

"""Where the cards and arrows of the pictures go, before and after: what is the same has the same place in both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cxmap.render.geometry import Box, Edge, Node, Options, Route, Size, laid_out
from cxmap.render.impact_parts import vocabulary
from cxmap.render.nearest import Drawn
from cxmap.render.picture.flow_parts.notes import Note
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts import card as faces
from cxmap.render.picture.parts.rows import Piece, text
from cxmap.render.picture.theme import font
from cxmap.report import drawing
from cxmap.report.impact import Arrow, Card
from cxmap.visible import visible
from cxmap.words import Words


class Side(NamedTuple):
    """The map at one time: what that is called, and what is drawn of it."""

    title: str
    drawn: Drawn


Spot = tuple[str, str]
"""A place for a card: its stage and the id of its touchpoint. One that has moved has a place on each side."""

Ends = tuple[Spot, Spot]
"""A place for an arrow: where it begins and where it ends."""


class Stage(NamedTuple):
    """A stage: its name in lines, the places of its cards, and its columns, from `first` to `last`."""

    lines: tuple[str, ...]
    spots: Sequence[Spot]
    first: int
    last: int


class Plan(NamedTuple):
    """All that any of the sides has, and where it is. `columns` and `titles` are by the number of the column."""

    stages: Sequence[Stage]
    columns: Sequence[Box]
    titles: Sequence[Box]
    cards: Mapping[Spot, Box]
    routes: Mapping[Ends, Route]
    width: int
    height: int


TITLE = "stage"
"""The look of the titles of stages."""

PADDING = 10
"""How far titles and texts on cards are away from the borders of what they stand on."""


def planned(sides: Sequence[Side], words: Words) -> Plan:
    """Return where everything goes; the same sides always give the same plan."""
    ways: dict[Ends, list[Arrow]] = defaultdict(list)
    heights: dict[Spot, int] = {}
    for side in sides:
        for ends, arrow in placed(side):
            ways[ends].append(arrow)
        for card in side.drawn.cards:
            heights[spot(card)] = max(face(card, words).height, heights.get(spot(card), 0))
    stages = tuple(_stages(sides, ways, words))
    names = {one: str(number) for number, one in enumerate(one for stage in stages for one in stage.spots)}
    nodes = [
        Node(names[one], _MAKE.width, heights[one], column=stage.first + number // _MOST_IN_COLUMN)
        for stage in stages
        for number, one in enumerate(stage.spots)
    ]
    edges = [_edge((names[start], names[end]), arrows, words) for (start, end), arrows in ways.items()]
    strip = max((len(stage.lines) for stage in stages), default=0) * font(TITLE).step + 2 * PADDING
    layout = laid_out(nodes, edges, Options(20, column_gap=128, card_gap=64, lane_gap=24, column_title=strip))
    return Plan(
        stages,
        layout.columns,
        layout.column_titles,
        {one: layout.boxes[name] for one, name in names.items()},
        dict(zip(ways, layout.routes, strict=True)),
        layout.width,
        layout.height,
    )


def spot(card: Card) -> Spot:
    """Return the place of a card."""
    return card.stage, card.touchpoint.id


def placed(side: Side) -> Iterator[tuple[Ends, Arrow]]:
    """Yield the arrows of a side with their places."""
    spots = {card.touchpoint.id: spot(card) for card in side.drawn.cards}
    for arrow in side.drawn.arrows:
        yield (spots[arrow.start], spots[arrow.end]), arrow


def face(card: Card, words: Words) -> faces.Face:
    """Return what stands on a card."""
    return faces.face(drawing.Card(card.touchpoint, None, card.channel, mark=card.mark), _MAKE, words)


def note(arrow: Arrow, words: Words, *, short: bool) -> Note:
    """Return what is said at an arrow that changed: when customers go, unless it is to be short, and how it changed."""
    when = () if short else text(arrow.label, "label", _ROOM, _MOST_LINES)
    return Note((*when, (Piece(vocabulary.mark(arrow.mark, words), arrow.mark),)))


_MAKE = faces.Make(162, padding=PADDING, most_lines=3)
_MOST_IN_COLUMN = 12
_ROOM = 92
_MOST_LINES = 3


def _edge(names: tuple[str, str], arrows: Iterable[Arrow], words: Words) -> Edge:
    """Return an edge with room for what is said at any of the arrows that take the same place."""
    marked = [arrow for arrow in arrows if arrow.mark]
    whole, short = (_largest(note(arrow, words, short=short) for arrow in marked) for short in (False, True))
    return Edge(*names, whole, short)


def _largest(notes: Iterable[Note]) -> Size | None:
    sizes = [note.size for note in notes]
    return Size(max(size.width for size in sizes), max(size.height for size in sizes)) if sizes else None


# The order of cards.


def _stages(sides: Sequence[Side], ways: Iterable[Ends], words: Words) -> Iterator[Stage]:
    """Yield the stages in their order. Where many cards are in one, it has several columns."""
    cards = [card for side in sides for card in side.drawn.cards]
    names = _merged(dict.fromkeys(card.stage for card in side.drawn.cards) for side in sides)
    inside: dict[str, list[Spot]] = {name: [] for name in names}
    for one in _followed(dict.fromkeys(map(spot, cards)), ways):
        inside[one[0]].append(one)
    first = 0
    for name, own in inside.items():
        wide = -(-len(own) // _MOST_IN_COLUMN)
        lines = wrapped(visible(name) or words.sentence("No stage"), wide * _MAKE.width, 3, font(TITLE))
        yield Stage(lines, own, first, first + wide - 1)
        first += wide


def _merged(orders: Iterable[Iterable[str]]) -> list[str]:
    """Return what is in any of some orders, once. What only a later one has precedes what it precedes there."""
    found: list[str] = []
    for order in orders:
        new: list[str] = []
        for name in order:
            if name in found:
                place = found.index(name)
                found[place:place] = new
                new = []
            else:
                new.append(name)
        found += new
    return found


def _followed(spots: Iterable[Spot], ways: Iterable[Ends]) -> list[Spot]:
    """Return places in the order in which customers come to them, so that arrows are short."""
    ahead: dict[Spot, list[Spot]] = defaultdict(list)
    for start, end in ways:
        ahead[start].append(end)
    reached = {end for ends in ahead.values() for end in ends}
    found: dict[Spot, None] = {}
    # The last one is looked at first: where nothing leads to, in order.
    waiting = sorted(spots, key=lambda one: one in reached)[::-1]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = None
            waiting += reversed(ahead[one])
    return list(found)

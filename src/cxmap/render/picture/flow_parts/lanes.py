"""The lanes of touchpoints: by who is accountable, by channel or by stage."""

from collections.abc import Sequence
from typing import NamedTuple

from cxmap.message import Named
from cxmap.render.picture.canvas import Box, Group, Label, Shape, Symbol
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.parts.heading import touchpoints
from cxmap.render.picture.symbols import channel_symbol
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Card, Drawing, LaneBy
from cxmap.visible import visible
from cxmap.words import Words

STRIP = 168
"""The width of the strip with the titles of the lanes."""


class Lane(NamedTuple):
    """A lane: its title in lines, the symbol beside it, what it is of, its touchpoints' ids, and a note in lines."""

    title: tuple[str, ...]
    symbol: str
    symbol_look: str
    key: str
    touchpoints: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> int:
        """How high its title is."""
        return len(self.title) * font(_TITLE).step + len(self.note) * font(_NOTE).step + 2 * _PADDING


def lanes(drawing: Drawing, words: Words) -> tuple[Lane, ...]:
    """Return the lanes in the order in which customers come to them, what belongs to none last; stages in theirs."""
    found: dict[str, list[Card]] = {}
    if drawing.by == "stage":
        found = {_of(phase.stage): [] for phase in drawing.phases}
    for card in drawing.cards:
        found.setdefault(_group(card, drawing.by), []).append(card)
    last = [name for name in found if not name]
    return tuple(_lane(found[name], drawing.by, words) for name in [*filter(None, found), *last] if found[name])


def ground(lane: Lane, number: int, band: Box, strip: Box) -> Group:
    """Return the ground of a lane, with its title."""
    shapes: list[Shape] = [
        band._replace(look="lane-alt" if number % 2 else "lane"),
        strip._replace(height=strip.height - 1, look="lane-title-ground"),
    ]
    step = font(_TITLE).step
    top = strip.y + _PADDING + (max(strip.height - lane.height, 0) // 2 if strip.height <= _TALL else 0)
    if lane.symbol:
        shapes.append(Symbol(lane.symbol, strip.x + _PADDING, top + 1, 16, lane.symbol_look))
    x = strip.x + _PADDING + _HANG
    shapes.append(Label(x, top + font(_TITLE).rise, lane.title, _TITLE, step=step))
    below = top + len(lane.title) * step + font(_NOTE).rise + 2
    shapes.append(Label(x, below, lane.note, _NOTE, step=font(_NOTE).step))
    return Group(tuple(shapes), f"{' '.join(lane.title)}: {' '.join(lane.note)}", lane.key)


_PADDING = 12
_HANG = 23
_TITLE = "lane-title"
_NOTE = "small"
_ROOM = STRIP - 2 * _PADDING - _HANG
_MOST_LINES = 4
_TALL = 320
"""In a higher lane the title stands at the top, where the eye begins."""
_UNKNOWN = {"owner": "Nobody accountable", "channel": "No channel", "stage": "No stage"}


def _group(card: Card, by: LaneBy) -> str:
    """Return what tells a card's lane from the others; empty where it belongs to none."""
    match by:
        case "owner":
            return _of(card.owner)
        case "channel":
            return " ".join(card.channel.split()).casefold()
        case "stage":
            return _of(card.stage)


def _of(thing: Named | None) -> str:
    return thing.id if thing else ""


def _lane(cards: Sequence[Card], by: LaneBy, words: Words) -> Lane:
    first = cards[0]
    title, symbol, key = _titled(first, by)
    unknown = not title
    lines = wrapped(title or words.sentence(_UNKNOWN[by]), _ROOM, _MOST_LINES, font(_TITLE))
    note = wrapped(touchpoints(cards, words), _ROOM, _MOST_LINES, font(_NOTE))
    ids = tuple(card.touchpoint.id for card in cards)
    if unknown:
        return Lane(lines, "warning", "icon-warning", "", ids, note)
    return Lane(lines, symbol, "icon-strong", key, ids, note)


def _titled(card: Card, by: LaneBy) -> tuple[str, str, str]:
    match by:
        case "owner" if card.owner:
            return called(card.owner), "owner", card.owner.entity
        case "channel":
            return visible(card.channel.strip()), channel_symbol(card.channel), ""
        case "stage" if card.stage:
            return called(card.stage), "touchpoint", card.stage.entity
    return "", "", ""

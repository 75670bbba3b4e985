"""The affected part of the map as pictures: stages as columns of touchpoints, and the ways between these."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from cxmap.message import said
from cxmap.render.geometry import Box as Place
from cxmap.render.geometry import Size, path_data
from cxmap.render.impact_parts import vocabulary
from cxmap.render.impact_parts.placed import PADDING, TITLE, Plan, Side, face, note, placed, planned, spot
from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Path, Shape
from cxmap.render.picture.flow_parts.notes import shown
from cxmap.render.picture.parts import card as faces
from cxmap.render.picture.theme import font
from cxmap.report.impact import Arrow, Card, Mark
from cxmap.visible import visible
from cxmap.words import Words, count, say

MOST_CARDS = 200
"""How many cards are drawn at most; more could not be followed with the eye."""


def canvases(sides: Sequence[Side], words: Words) -> tuple[Canvas, ...]:
    """Return the picture of each side. What several of them have stands at the same place in each.

    What changed is marked by look and word. Arrows that changed say when customers go, where there is room for it.
    """
    plan = planned(sides, words)
    return tuple(_canvas(side, plan, words) for side in sides)


def _canvas(side: Side, plan: Plan, words: Words) -> Canvas:
    ground = Box(0, 0, plan.width, plan.height, "page")
    shapes = (ground, *_columns(plan), *_arrows(side, plan, words), *_cards(side, plan, words))
    return Canvas(plan.width, plan.height, side.title, _description(side.drawn.cards, words), shapes)


_APART = 2
_ROUND = 8


def _columns(plan: Plan) -> Iterator[Shape]:
    """Yield the grounds of the stages with their titles. They reach half of the way to their neighbours."""
    letters = font(TITLE)
    between = [(left.right + right.x) // 2 for left, right in pairwise(plan.columns)]
    borders = [-_APART, *between, plan.width + _APART]
    for stage in plan.stages:
        left, right = borders[stage.first] + _APART, borders[stage.last + 1] - _APART
        title = plan.titles[stage.first]
        head = Box(left, 0, right - left, title.bottom - PADDING, "head-none", _ROUND)
        label = Label(title.x, PADDING + letters.rise, stage.lines, TITLE, step=letters.step)
        yield Box(left, 0, right - left, plan.height, "lane", _ROUND)
        yield Group((head, label), " ".join(stage.lines))


def _arrows(side: Side, plan: Plan, words: Words) -> Iterator[Shape]:
    """Yield the arrows, and upon all of them what is said at those that changed."""
    called = {card.touchpoint.id: faces.called(card.touchpoint) for card in side.drawn.cards}
    upon: list[Shape] = []
    for ends, arrow in placed(side):
        route = plan.routes[ends]
        told, key = _told_of_arrow(arrow, called, words), f"transition:{arrow.start}->{arrow.end}"
        look = f"arrow-{arrow.mark}" if arrow.mark else "arrow"
        yield Group((Path(path_data(route.points, _ROUND), look, arrow=True),), told, key)
        if arrow.mark and route.label:
            said_there = note(arrow, words, short=route.label.short)
            upon.append(Group(tuple(shown(said_there, _within(said_there.size, route.label.box))), told, key))
    yield from upon


def _within(size: Size, room: Place) -> Place:
    """Return a place in the middle of another."""
    return Place(room.x + (room.width - size.width) // 2, room.y + (room.height - size.height) // 2, *size)


def _cards(side: Side, plan: Plan, words: Words) -> Iterator[Shape]:
    for card in side.drawn.cards:
        box = Box(*plan.cards[spot(card)], "card")
        yield faces.shown(face(card, words), box, words)._replace(title=_told_of_card(card, words))


# Words, for those who hear a picture or point at it.


def _description(cards: Sequence[Card], words: Words) -> str:
    number, marked = len(cards), sum(bool(card.mark) for card in cards)
    drawn = count(number, "{number} touchpoint", "{number} touchpoints", words)
    changed = count(marked, "{number} of them is marked", "{number} of them are marked", words)
    return say(said("{touchpoints}, {marked}.", touchpoints=drawn, marked=changed), words)


def _told_of_card(card: Card, words: Words) -> str:
    channel = say(said("Channel: {channel}.", channel=card.channel), words) if card.channel else ""
    return " ".join(filter(None, (f"{faces.called(card.touchpoint)}.", channel, _happened(card.mark, words))))


def _told_of_arrow(arrow: Arrow, called: Mapping[str, str], words: Words) -> str:
    ends = say(said("{start} → {end}", start=called[arrow.start], end=called[arrow.end]), words)
    when = visible(" ".join(arrow.label.split()))
    return " ".join(filter(None, (f"{ends}: {when}." if when else f"{ends}.", _happened(arrow.mark, words))))


def _happened(mark: Mark, words: Words) -> str:
    word = vocabulary.mark(mark, words)
    return f"{word[:1].upper()}{word[1:]}." if word else ""

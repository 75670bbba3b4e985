"""A picture as boxes in groups with arrows between them, for formats that others lay out: Mermaid and Graphviz."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from cxmap.message import Named, said
from cxmap.render.drawing_parts.lanes import lane
from cxmap.render.drawing_parts.signs import arrow_words, called, card_words, mark_words
from cxmap.report.drawing import Card, Drawing, Mark
from cxmap.words import Words, say

MOST_LABELLED = 20
"""Where a map has more arrows, only those that changed say when customers go: the others would fill the picture."""


class Node(NamedTuple):
    """A box with lines of text. `elsewhere` marks what belongs into another picture and is only named in this one."""

    key: str
    texts: tuple[str, ...]
    mark: Mark = ""
    elsewhere: bool = False


class Edge(NamedTuple):
    """An arrow from one box to another, by their keys; without a head it only says that the two belong together."""

    start: str
    end: str
    texts: tuple[str, ...] = ()
    mark: Mark = ""
    head: bool = True


class Group(NamedTuple):
    """Boxes with a title around them; without a title nothing is drawn around them."""

    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """Groups of boxes, and the arrows between them."""

    groups: tuple[Group, ...]
    edges: tuple[Edge, ...]


def graph(drawing: Drawing, words: Words, elsewhere: Mapping[str, Card] | None = None) -> Graph:
    """Return a drawing in any view but `journey` as boxes. Arrows may lead to cards that are drawn `elsewhere`."""
    if drawing.view == "blueprint":
        return _blueprint(drawing, words)
    cards = {card.touchpoint.id for card in drawing.cards}
    away = dict.fromkeys(arrow.end for arrow in drawing.arrows if arrow.end not in cards)
    named = tuple(_named_only((elsewhere or {})[name].touchpoint) for name in away)
    groups = (*_in_lanes(drawing, words), *([Group("", named)] if named else ()))
    return Graph(groups, tuple(_arrows(drawing, words)))


def _named_only(thing: Named) -> Node:
    return Node(thing.entity, (called(thing),), elsewhere=True)


def _in_lanes(drawing: Drawing, words: Words) -> tuple[Group, ...]:
    by = drawing.by if drawing.view == "flow" else "stage"
    titles: dict[str, str] = {}
    members: dict[str, list[Node]] = {}
    for card in drawing.cards:
        key, title = lane(card, by, words)
        titles.setdefault(key, title)
        # What the lane says of all its cards, none of them says again.
        alone = card._replace(owner=None) if by == "owner" else card._replace(channel="") if by == "channel" else card
        members.setdefault(key, []).append(_card(alone, words))
    keys = sorted(members, key=lambda key: not key)
    return tuple(Group(titles[key], tuple(members[key])) for key in keys)


def _card(card: Card, words: Words) -> Node:
    return Node(card.touchpoint.entity, card_words(card, words), card.mark)


def _arrows(drawing: Drawing, words: Words) -> Iterator[Edge]:
    labelled = drawing.view == "flow" or len(drawing.arrows) <= MOST_LABELLED
    for arrow in drawing.arrows:
        texts = arrow_words(arrow, words) if labelled else mark_words(arrow.mark, words)
        yield Edge(f"touchpoint:{arrow.start}", f"touchpoint:{arrow.end}", texts, arrow.mark)


# Blueprints.


def _blueprint(drawing: Drawing, words: Words) -> Graph:
    """Return the rows of a blueprint, and what belongs together from row to row.

    The ways between touchpoints are left out: whoever lays this out would tear the rows apart for them.
    """
    does = _done(drawing)
    actions = [(f"action:{card.touchpoint.id}", card) for card in drawing.cards if card.touchpoint.id in does]
    rows = (
        (said("Customer"), [Node(key, (does[card.touchpoint.id],)) for key, card in actions]),
        (said("Frontstage"), [_card(card._replace(owner=None), words) for card in drawing.cards]),
        (said("Backstage"), _things(thing for card in drawing.cards for thing in _owners(card))),
        (said("Systems"), _things(thing for card in drawing.cards for thing in card.systems)),
    )
    groups = [Group(say(title, words), tuple(nodes)) for title, nodes in rows if nodes]
    edges = [Edge(key, card.touchpoint.entity, head=False) for key, card in actions]
    for card in drawing.cards:
        behind = (*_owners(card), *dict.fromkeys(card.systems))
        edges += [Edge(card.touchpoint.entity, thing.entity, head=False) for thing in behind]
    return Graph(tuple(groups), tuple(edges))


def _done(drawing: Drawing) -> dict[str, str]:
    """Return what customers do at touchpoints, by the first step that says so."""
    does: dict[str, str] = {}
    for line in drawing.lines:
        for step in line.steps:
            if step.does.strip() and step.touchpoints:
                does.setdefault(step.touchpoints[0], step.does)
    return does


def _owners(card: Card) -> tuple[Named, ...]:
    return tuple(dict.fromkeys((*([card.owner] if card.owner else ()), *card.responsible)))


def _things(things: Iterator[Named]) -> list[Node]:
    return [Node(thing.entity, (called(thing),)) for thing in dict.fromkeys(things)]

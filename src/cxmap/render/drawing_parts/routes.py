"""Journeys as simple lines: one box a step, joined in the order in which customers take them."""

from itertools import pairwise

from cxmap.render.drawing_parts.graphs import Edge, Graph, Group, Node
from cxmap.render.drawing_parts.lines import step_name
from cxmap.render.drawing_parts.signs import called
from cxmap.report.drawing import Drawing
from cxmap.words import Words


def routes(drawing: Drawing, words: Words) -> Graph:
    """Return every journey as a group of boxes in a row."""
    cards = {card.touchpoint.id: card for card in drawing.cards}
    groups, edges = [], []
    for line in drawing.lines:
        nodes = tuple(
            Node(f"{line.journey.entity} {step.number}", (f"{step.number}. {step_name(step, cards, words)}",))
            for step in line.steps
        )
        groups.append(Group(called(line.journey), nodes))
        edges += [Edge(before.key, after.key) for before, after in pairwise(nodes)]
    return Graph(tuple(groups), tuple(edges))

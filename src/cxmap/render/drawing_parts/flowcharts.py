"""Boxes and arrows as a flowchart of Mermaid."""

from collections.abc import Sequence

from cxmap.render.drawing_parts.graphs import Edge, Graph, Node
from cxmap.render.mermaid import ARROWS, BREAK, COLOURS, LONGEST, MOST_ARROWS, SHAPES, label

ELSEWHERE = "elsewhere"
"""The class of boxes that belong into another picture."""


def flowchart(graph: Graph) -> str:
    """Return a flowchart, however large."""
    nodes = [node for group in graph.groups for node in group.nodes]
    names = {node.key: f"n{number}" for number, node in enumerate(nodes, 1)}
    lines = ["flowchart LR"]
    for number, group in enumerate(graph.groups, 1):
        indent = "    " if group.title else "  "
        boxes = [f"{indent}{names[node.key]}{_box(node)}" for node in group.nodes]
        lines += [f'  subgraph s{number}["{label(group.title) or " "}"]', *boxes, "  end"] if group.title else boxes
    lines += [f"  {names[edge.start]} {_arrow(edge)} {names[edge.end]}" for edge in graph.edges]
    return "\n".join([*lines, *_colours(nodes, graph.edges, names)]) + "\n"


def fits(graph: Graph) -> bool:
    """Return whether a flowchart of this is small enough for Mermaid."""
    return len(graph.edges) <= MOST_ARROWS and len(flowchart(graph)) <= LONGEST


_LINE = "---"
"""What joins two boxes that belong together."""


def _box(node: Node) -> str:
    opening, closing = ("(", ")") if node.elsewhere else SHAPES[node.mark]
    return f'{opening}"{_lines(node.texts) or " "}"{closing}'


def _arrow(edge: Edge) -> str:
    shown = _lines(edge.texts)
    arrow = ARROWS[edge.mark] if edge.head else _LINE
    return f'{arrow}|"{shown}"|' if shown else arrow


def _lines(texts: Sequence[str]) -> str:
    return BREAK.join(text for text in map(label, texts) if text)


def _colours(nodes: Sequence[Node], edges: Sequence[Edge], names: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for mark, (box_colours, arrow_colours) in COLOURS.items():
        marked = [names[node.key] for node in nodes if node.mark == mark]
        if marked:
            lines += [f"  classDef {mark} {box_colours}", f"  class {','.join(marked)} {mark}"]
        numbers = [str(number) for number, edge in enumerate(edges) if edge.mark == mark]
        if numbers:
            lines.append(f"  linkStyle {','.join(numbers)} {arrow_colours}")
    away = [names[node.key] for node in nodes if node.elsewhere]
    if away:
        lines += [f"  classDef {ELSEWHERE} stroke-dasharray:3", f"  class {','.join(away)} {ELSEWHERE}"]
    return lines

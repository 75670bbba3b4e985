"""Pictures in the language of Graphviz, for those who want to lay them out themselves."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from cxmap.render.drawing import PLAIN, Style
from cxmap.render.drawing_parts.graphs import Edge, Group, Node, graph
from cxmap.render.drawing_parts.routes import routes
from cxmap.render.look import Look
from cxmap.report.drawing import Drawing
from cxmap.visible import visible
from cxmap.words import Words


def render(drawing: Drawing, words: Words, _look: Look, _style: Style = PLAIN) -> str:
    """Return a directed graph with a cluster for each stage, lane, row or journey."""
    shown = routes(drawing, words) if drawing.view == "journey" else graph(drawing, words)
    names = {node.key: f"n{number}" for number, node in enumerate((n for g in shown.groups for n in g.nodes), 1)}
    lines = [
        "digraph cxmap {",
        f"  label={_quoted([drawing.about.name])};\n  labelloc=t;",
        "  rankdir=LR;",
        "  newrank=true;",
        '  graph [fontname="sans-serif", style=rounded, color="#8a8f98"];',
        '  node [fontname="sans-serif", shape=box, style=rounded];',
        '  edge [fontname="sans-serif", fontsize=11];',
    ]
    for number, group in enumerate(shown.groups, 1):
        lines += _cluster(number, group, names)
    lines += [_edge(edge, names) for edge in shown.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _cluster(number: int, group: Group, names: dict[str, str]) -> Iterator[str]:
    yield f"  subgraph cluster_{number} {{"
    yield f"    label={_quoted([group.title])};"
    for node in group.nodes:
        yield f"    {names[node.key]} [{', '.join(_node(node))}];"
    yield "  }"


def _node(node: Node) -> Iterator[str]:
    yield f"label={_quoted(node.texts)}"
    if node.mark:
        yield _NODES[node.mark]


def _edge(edge: Edge, names: dict[str, str]) -> str:
    attributes = [f"label={_quoted(edge.texts)}"] if any(text.strip() for text in edge.texts) else []
    attributes += [_EDGES[edge.mark]] if edge.mark else []
    attributes += [] if edge.head else ["dir=none", "style=dashed"]
    ends = f"  {names[edge.start]} -> {names[edge.end]}"
    return f"{ends} [{', '.join(attributes)}];" if attributes else f"{ends};"


def _quoted(texts: Sequence[str]) -> str:
    """Return texts as a quoted string, line by line: Graphviz reads escapes and references in it, and finds none."""
    lines = [line for text in texts for line in wrap(visible(" ".join(text.split())), _WIDTH)]
    return '"' + "\\n".join(line.translate(_ACTIVE) for line in lines) + '"'


_WIDTH = 30
_ACTIVE = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})
_NODES = {
    "added": 'style="rounded,bold", color="#1a6b33"',
    "removed": 'style="rounded,dashed", color="#a32018"',
    "changed": 'peripheries=2, color="#8a5a00"',
}
_EDGES = {
    "added": 'style=bold, color="#1a6b33"',
    "removed": 'style=dashed, color="#a32018"',
    "changed": 'arrowhead=dot, color="#8a5a00"',
}

"""Pictures as Mermaid, which Markdown on GitHub and GitLab draws."""

from cxmap.message import said
from cxmap.render.drawing import PLAIN, Style
from cxmap.render.drawing_parts.flowcharts import fits, flowchart
from cxmap.render.drawing_parts.graphs import graph
from cxmap.render.drawing_parts.lanes import lane
from cxmap.render.drawing_parts.lines import journeys
from cxmap.render.drawing_parts.parts import parts
from cxmap.render.encode import markdown
from cxmap.render.look import Look
from cxmap.report.drawing import Drawing
from cxmap.words import Words, count, say


def render(drawing: Drawing, words: Words, _look: Look, _style: Style = PLAIN) -> str:
    """Return one diagram; where it takes several, a Markdown document that holds them."""
    diagrams = journeys(drawing, words) if drawing.view == "journey" else _flowcharts(drawing, words)
    if len(diagrams) == 1:
        return diagrams[0][1]
    title = markdown(drawing.about.name)
    blocks = [f"# {title}", *([] if drawing.view == "journey" else [_about(drawing, len(diagrams), words)])]
    for heading, diagram in diagrams:
        blocks += [f"## {markdown(heading)}", f"```mermaid\n{diagram}```"]
    return "\n\n".join(blocks) + "\n"


def _flowcharts(drawing: Drawing, words: Words) -> list[tuple[str, str]]:
    cards = {card.touchpoint.id: card for card in drawing.cards}
    found = parts(drawing, lambda part: fits(graph(part, words, cards)), words)
    return [
        (_heading(number, len(found), part, words), flowchart(graph(part, words, cards)))
        for number, part in enumerate(found, 1)
    ]


def _heading(number: int, total: int, part: Drawing, words: Words) -> str:
    by = part.by if part.view == "flow" else "stage"
    titles = dict.fromkeys(lane(card, by, words).title for card in part.cards)
    return say(said("{number} of {total}: {title}", number=number, total=total, title=tuple(titles)), words)


def _about(drawing: Drawing, number: int, words: Words) -> str:
    parts_of_it = count(number, "This picture has {number} part.", "This picture has {number} parts.", words)
    elsewhere = said("Boxes with a dotted border stand in another one.")
    return markdown(parts_of_it if drawing.view == "blueprint" else f"{parts_of_it} {say(elsewhere, words)}")

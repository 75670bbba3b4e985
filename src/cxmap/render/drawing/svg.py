"""Pictures as SVG, drawn by cxmap itself."""

from cxmap.render.drawing import PLAIN, Style
from cxmap.render.look import Look
from cxmap.render.picture.svg import svg
from cxmap.render.picture.views import load
from cxmap.report.drawing import Drawing
from cxmap.words import Words


def render(drawing: Drawing, words: Words, _look: Look, style: Style = PLAIN) -> str:
    """Return the picture as an SVG document of its own."""
    return svg(load(drawing.view)(drawing, words), style.theme)

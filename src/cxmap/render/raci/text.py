"""A RACI matrix as text for a terminal of any width."""

from cxmap.render.impact_parts.terminal import lines
from cxmap.render.lines import Line, Run, wrapped, written
from cxmap.render.look import Look
from cxmap.render.raci_parts import vocabulary
from cxmap.render.raci_parts.board import board
from cxmap.render.raci_parts.sections import sections, verdict
from cxmap.report.raci import RaciReport
from cxmap.words import Words


def render(report: RaciReport, words: Words, look: Look) -> str:
    """Return the verdict, the matrix with what its marks mean, and what follows from it."""
    shown: list[Line] = list(lines((verdict(report, words),), look.width))
    if report.groups:
        shown += [[], *wrapped([Run(vocabulary.legend(words), "dim")], look.width)]
    shown += board(report, words, look.width)
    for section in sections(report, words):
        shown += [[], [Run(section.title, "bold underline")], *lines((section,), look.width)]
    return written(shown[1:], colour=look.colour)

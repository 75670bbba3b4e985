"""The report as text for a terminal: everything but the picture and the drafts."""

from cxmap.message import said
from cxmap.render.impact_parts.sections import compared, sections
from cxmap.render.impact_parts.terminal import lines
from cxmap.render.lines import Line, Run, styled, wrapped, written
from cxmap.render.look import Look
from cxmap.report.impact import ImpactReport
from cxmap.words import Words, parts


def render(report: ImpactReport, words: Words, look: Look) -> str:
    """Return the report as text of any width, in one sentence where nothing changed."""
    made = sections(report, words)
    shown: list[Line] = list(lines(made, look.width))
    shown += [[], *wrapped([Run(compared(report, words), "dim")], look.width)]
    if report.changes:
        more = said(
            "`--format html` and `--format markdown` add the picture and a draft of what to tell each audience."
        )
        shown += wrapped(styled(parts(more, words)), look.width)
    return written(shown[1:], colour=look.colour)

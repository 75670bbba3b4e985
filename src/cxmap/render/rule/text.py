"""Rules as text for a terminal."""

import textwrap
from collections.abc import Sequence
from itertools import groupby

from cxmap.render.lines import Line, Run, wrapped, written
from cxmap.render.look import Look
from cxmap.report.validation import RulePage


def render(page: RulePage, look: Look) -> str:
    """Return the page of one rule."""
    lines: list[Line] = [[Run(page.id, "bold"), Run(f"  {page.severity}, {page.family}", "dim")], []]
    lines += _paragraphs(page.summary, look)
    lines += _section("Why it matters", _paragraphs(page.why, look))
    lines += _section("Flagged", _example(page.flagged))
    lines += _section("Clean", _example(page.clean))
    if page.note:
        lines += _section("In detail", _paragraphs(page.note, look))
    lines += [
        [],
        [Run(f"Silence it in one place: # cxmap: ignore[{page.id}] the reason", "dim")],
        [Run(page.page, "dim")],
    ]
    return written(lines, colour=look.colour)


def index(pages: Sequence[RulePage], look: Look) -> str:
    """Return the list of all rules, family by family."""
    lines: list[Line] = []
    widest = max(len(page.id) for page in pages)
    for family, members in groupby(pages, key=lambda page: page.family):
        lines += [[Run(family, "bold")]]
        for page in members:
            lead = f"  {page.id:<{widest}}  {page.severity:<7}  "
            lines += wrapped([Run(page.summary)], look.width, lead, " " * len(lead))
        lines += [[]]
    lines += [[Run("cxmap rule ID explains one.", "dim")]]
    return written(lines, colour=look.colour)


def _section(title: str, lines: Sequence[Line]) -> list[Line]:
    return [[], [Run(title, "bold")], *lines]


def _paragraphs(text: str, look: Look) -> list[Line]:
    return [line for paragraph in text.split("\n\n") for line in wrapped([Run(paragraph)], look.width)]


def _example(yaml: str) -> list[Line]:
    return [[Run(line)] for line in textwrap.indent(yaml, "    ").splitlines()]

"""Rules and kinds of change as text for a terminal."""

import textwrap
from collections.abc import Sequence
from itertools import groupby

from cxmap.render.lines import Line, Run, wrapped, written
from cxmap.render.look import Look
from cxmap.report.validation import KindPage, RulePage


def render(page: RulePage | KindPage, look: Look) -> str:
    """Return the page of one rule or of one kind of change."""
    return written(_kind(page, look) if isinstance(page, KindPage) else _rule(page, look), colour=look.colour)


def index(rules: Sequence[RulePage], kinds: Sequence[KindPage], look: Look) -> str:
    """Return the list of all rules, family by family, and that of all kinds of change."""
    lines: list[Line] = []
    widest = max(len(name) for name in (*(page.id for page in rules), *(page.id for page in kinds)))
    for family, members in groupby(rules, key=lambda page: page.family):
        lines += _listed(family, [(f"{page.id:<{widest}}  {page.severity:<7}", page.summary) for page in members], look)
    listed = [(f"{page.id:<{widest}}  {page.grade:<10}", page.summary) for page in kinds]
    lines += _listed("kinds of change", listed, look)
    lines += [[Run("cxmap rule ID explains one.", "dim")]]
    return written(lines, colour=look.colour)


def _listed(heading: str, pages: Sequence[tuple[str, str]], look: Look) -> list[Line]:
    """Return a heading, and below it what each page is called and what it is about."""
    lines: list[Line] = [[Run(heading, "bold")]]
    for called, summary in pages:
        lead = f"  {called}  "
        lines += wrapped([Run(summary)], look.width, lead, " " * len(lead))
    return [*lines, []]


def _rule(page: RulePage, look: Look) -> list[Line]:
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
    return lines


def _kind(page: KindPage, look: Look) -> list[Line]:
    lines: list[Line] = [[Run(page.id, "bold"), Run(f"  usually {page.grade}", "dim")], []]
    lines += _paragraphs(page.summary, look)
    lines += _section("What it means", _paragraphs(page.why, look))
    lines += _section("Before", _example(page.before))
    lines += _section("After", _example(page.after))
    if page.note:
        lines += _section("In detail", _paragraphs(page.note, look))
    if page.mirror != page.id:
        lines += [[], [Run(f"The other way round: cxmap rule {page.mirror}", "dim")]]
    return [*lines, [], [Run(page.page, "dim")]]


def _section(title: str, lines: Sequence[Line]) -> list[Line]:
    return [[], [Run(title, "bold")], *lines]


def _paragraphs(text: str, look: Look) -> list[Line]:
    return [line for paragraph in text.split("\n\n") for line in wrapped([Run(paragraph)], look.width)]


def _example(yaml: str) -> list[Line]:
    return [[Run(line)] for line in textwrap.indent(yaml, "    ").splitlines()]

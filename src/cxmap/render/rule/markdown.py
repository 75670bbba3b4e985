"""Rules as Markdown: the pages of docs/rules. The texts are cxmap's own, so nothing in them is escaped."""

from collections.abc import Sequence
from itertools import groupby

from cxmap.render.look import Look
from cxmap.report.validation import RulePage

GENERATED = "<!-- Written by `cxmap rule --write`, from the rule's own file. -->\n"


def render(page: RulePage, _look: Look) -> str:
    """Return the page of one rule."""
    replaced = (
        f"\n**Deprecated**: replaced by [{page.replaced_by}]({page.replaced_by}.md).\n" if page.replaced_by else ""
    )
    note = f"\n## In detail\n\n{page.note}\n" if page.note else ""
    return (
        f"{GENERATED}# {page.id}\n\n"
        f"**{page.severity}** by default · family [{page.family}](README.md#{page.family})\n{replaced}\n"
        f"{page.summary}\n\n## Why it matters\n\n{page.why}\n{note}\n"
        f"## Flagged\n\n```yaml\n{page.flagged}```\n\n## Clean\n\n```yaml\n{page.clean}```\n\n"
        "## Changing it\n\n"
        "In `cxmap.yaml`, with a severity of `error`, `warning`, `info` or `off`:\n\n"
        f"```yaml\nrules:\n  severity: {{{page.id}: off}}\n```\n\n"
        "For one thing only, with a reason, in a comment above it:\n\n"
        f"```yaml\n# cxmap: ignore[{page.id}] why this is right here, until 2027-01-31\n```\n"
    )


def index(pages: Sequence[RulePage], _look: Look) -> str:
    """Return the list of all rules, family by family."""
    parts = [
        f"{GENERATED}# Rules\n\nWhat `cxmap validate` checks. The page of each rule says how to change or silence it.\n"
    ]
    for family, members in groupby(pages, key=lambda page: page.family):
        rows = "".join(f"| [{page.id}]({page.id}.md) | {page.severity} | {page.summary} |\n" for page in members)
        parts.append(f"\n## {family}\n\n| rule | default | fires on |\n| --- | --- | --- |\n{rows}")
    return "".join(parts)

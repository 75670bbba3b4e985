"""Rules and kinds of change as Markdown: the pages of docs/rules and docs/changes.

The texts are cxmap's own, so nothing in them is escaped.
"""

from collections.abc import Sequence
from itertools import groupby

from cxmap.render.look import Look
from cxmap.report.validation import KindPage, RulePage

GENERATED = "<!-- Written by `cxmap rule --write`, from the rule's own file. -->\n"
GENERATED_KIND = "<!-- Written by `cxmap rule --write-changes`, from the file of the kind of change. -->\n"


def render(page: RulePage | KindPage, _look: Look) -> str:
    """Return the page of one rule or of one kind of change."""
    return _kind(page) if isinstance(page, KindPage) else _rule(page)


def index(rules: Sequence[RulePage], kinds: Sequence[KindPage], look: Look) -> str:
    """Return the list of all rules, and that of all kinds of change."""
    return f"{index_of_rules(rules, look)}\n{index_of_kinds(kinds, look)}"


def index_of_rules(rules: Sequence[RulePage], _look: Look) -> str:
    """Return the list of all rules, family by family."""
    parts = [
        f"{GENERATED}# Rules\n\nWhat `cxmap validate` checks. The page of each rule says how to change or silence it.\n"
    ]
    for family, members in groupby(rules, key=lambda page: page.family):
        rows = "".join(f"| [{page.id}]({page.id}.md) | {page.severity} | {page.summary} |\n" for page in members)
        parts.append(f"\n## {family}\n\n| rule | default | fires on |\n| --- | --- | --- |\n{rows}")
    return "".join(parts)


def index_of_kinds(kinds: Sequence[KindPage], _look: Look) -> str:
    """Return the list of all kinds of change."""
    rows = "".join(f"| [{page.id}]({page.id}.md) | {page.grade} | {page.summary} |\n" for page in kinds)
    return (
        f"{GENERATED_KIND}# Kinds of change\n\n"
        "What `cxmap impact` sees between two revisions. Where things stand, in which order and in which layout is no "
        "change.\n\nThe grades, gravest first, with the usual one of each kind below; the page of a kind says when it "
        "is another:\n\n"
        "- **breaking**: a customer can no longer do what they could;\n"
        "- **disruptive**: it works, but somebody must do something new;\n"
        "- **notable**: worth knowing;\n"
        "- **wording**: other words for the same.\n\n"
        f"| kind | usual grade | what it says |\n| --- | --- | --- |\n{rows}"
    )


def _rule(page: RulePage) -> str:
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


def _kind(page: KindPage) -> str:
    mirror = f" · the other way round [{page.mirror}]({page.mirror}.md)" if page.mirror != page.id else ""
    note = f"\n## In detail\n\n{page.note}\n" if page.note else ""
    return (
        f"{GENERATED_KIND}# {page.id}\n\n"
        f"usually [{page.grade}](README.md){mirror}\n\n"
        f"{page.summary}\n\n## What it means\n\n{page.why}\n{note}\n"
        f"## Before\n\n```yaml\n{page.before}```\n\n## After\n\n```yaml\n{page.after}```\n"
    )

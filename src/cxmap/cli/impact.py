"""`cxmap impact`: says what a change means for customers and for the people who deliver."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.options import (
    CommitDay,
    Lang,
    Links,
    NoCache,
    Outputs,
    Repo,
    day,
    disk_cache,
    folder_in_git,
    git_root,
    limits,
    links_to,
    repository,
    stdout_is_utf8,
)
from cxmap.cli.results import Results, results
from cxmap.cli.screen import look, progress_bar, tell
from cxmap.errors import CxmapError
from cxmap.message import said

if TYPE_CHECKING:
    import datetime

    from cxmap.adapters.git import Git
    from cxmap.adapters.revisions import Comparands
    from cxmap.app.impact import Other
    from cxmap.app.means import Means
    from cxmap.report.impact import ImpactReport
    from cxmap.source.tree import Limits
    from cxmap.words import Words


def impact(  # noqa: PLR0913 - each is an option
    revisions: Annotated[
        str | None,
        typer.Argument(
            metavar="BASE[...HEAD]",
            help="What to compare: from where the two parted to HEAD. Without HEAD, the working tree with all edits; "
            "without BASE, from where it parted from `base:` of cxmap.yaml.",
        ),
    ] = None,
    *,
    repo: Repo = None,
    before: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Compare with the map in another folder, without git.")
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option(
            "--what-if",
            metavar="TEXT",
            help="What would be: 'retire touchpoint:ID', 'remove KIND:ID', 'merge touchpoint:A into touchpoint:B', "
            "'reown owner:A to owner:B' or 'close channel:NAME'; may be repeated.",
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option("--format", "-f", metavar="F", help="text, markdown, html, json, github or csv, on stdout."),
    ] = "text",
    output: Outputs = None,
    depth: Annotated[
        int, typer.Option(min=0, max=10, help="How many transitions away a touchpoint still counts as near.")
    ] = 1,
    against: Annotated[
        list[str] | None,
        typer.Option(metavar="PATTERN", help="Other open branches to hold it against, such as 'origin/*'."),
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="Exit with 1 when a change record, its scope or an approval is missing.")
    ] = False,
    mention: Annotated[
        bool, typer.Option("--mention", help="Let the Markdown mention people by their GitHub names.")
    ] = False,
    links: Links = None,
    lang: Lang = None,
    no_cache: NoCache = False,
    today: CommitDay = None,
) -> int:
    """Say what a change means: for customers, journeys and teams, whom to engage, where to start, what to tell whom.

    Nothing is checked out, and the repository is left as it is.
    """
    from cxmap.render.impact import formats

    stdout_is_utf8()
    root, _ = repository(repo)
    request = Request(
        root=root,
        revisions=revisions,
        before=before,
        what_if=tuple(what_if or ()),
        results=results(formats(), format, output),
        depth=depth,
        against=tuple(against or ()),
        gate=gate,
        mention=mention,
        links=links_to(links),
        language=lang or "",
        no_cache=no_cache,
        today=today,
        limits=limits(),
    )
    if before is not None and (revisions is not None or what_if or against):
        raise CxmapError(
            said("`--before` compares two folders without git."), said("Leave the revisions and `--against` out.")
        )
    return _impact(request)


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    root: Path
    revisions: str | None
    before: Path | None
    what_if: tuple[str, ...]
    results: Results
    depth: int
    against: tuple[str, ...]
    gate: bool
    mention: bool
    links: str
    language: str
    no_cache: bool
    today: str | None
    limits: "Limits"


def _impact(request: Request) -> int:
    from cxmap.app.means import Means

    cache = disk_cache(request.root, off=request.no_cache)
    with ExitStack() as stack, progress_bar() as progress:
        report = _report(request, stack, Means(request.limits, cache, progress))
        if cache:
            cache.close()
        _show(request, report)
    closed = report.gate is not None and bool(report.gate.closed)
    return int(request.gate and closed)


def _report(request: Request, stack: ExitStack, means: "Means") -> "ImpactReport":
    from cxmap.app.compare import compare
    from cxmap.app.impact import Asked, impact
    from cxmap.app.templates import changed_templates, templates
    from cxmap.impact.supposition import suppose
    from cxmap.languages import words_for
    from cxmap.report.impact import Revision
    from cxmap.words import say

    git = _git(request, stack)
    trees = _trees(request, git)
    if request.what_if:
        compared = compare(None, trees.head, means, lambda atlas: suppose(atlas, request.what_if))
        head = Revision("; ".join(request.what_if), trees.head_commit or "")
    else:
        compared = compare(trees.base, trees.head, means)
        head = Revision(say(trees.head.label), trees.head_commit or "", trees.head_called)
    words = words_for(request.language or compared.settings.config.language)
    own = templates(trees.base) if compared.changes else {}
    altered = changed_templates(own, templates(trees.head)) if compared.changes and not request.what_if else []
    asked = Asked(
        today=_today(request, git, trees.head_commit),
        base=Revision(say(trees.base.label), trees.base_commit or "", trees.base_called),
        head=head,
        depth=request.depth,
        others=tuple(_others(request, git, trees, means, words)) if git and compared.changes else (),
        templates=own,
        language=request.language,
        mention=request.mention,
        notes=(*trees.notes, *altered),
    )
    return impact(compared, asked, means)


def _git(request: Request, stack: ExitStack) -> "Git | None":
    """Return git, unless no revision is asked for: of two folders, or of what would be in one that is not in git."""
    from cxmap.adapters.git import Git

    only_files = request.what_if and request.revisions is None and git_root(request.root) is None
    return None if request.before or only_files else stack.enter_context(Git(request.root))


def _trees(request: Request, git: "Git | None") -> "Comparands":
    from cxmap.adapters.revisions import Comparands, comparands, revision_tree, two_folders
    from cxmap.adapters.work_tree import WORKING_TREE, WorkTree

    if request.before is not None:
        return two_folders(request.before, request.root, request.limits)
    if git and not request.what_if:
        return comparands(git, request.root, request.revisions, request.limits)
    if git and request.revisions is not None:
        at = revision_tree(git, request.revisions, request.limits)
        return Comparands(at, at, git.commit(request.revisions))
    tree = WorkTree(request.root, request.limits)
    return Comparands(tree, tree, base_called=WORKING_TREE)


def _today(request: Request, git: "Git | None", head_commit: str | None) -> "datetime.date":
    """Return the day an option names, or that of the newest commit, so that the same input gives the same report."""
    if request.today is not None or git is None:
        return day(request.today)
    try:
        return git.about(head_commit or git.commit("HEAD")).date.date()
    except CxmapError:  # nothing is committed yet
        return day(None)


def _others(request: Request, git: "Git", trees: "Comparands", means: "Means", words: "Words") -> "Iterator[Other]":
    """Yield the other open branches, each compared with where it parted from the base."""
    from cxmap.adapters.revisions import comparands
    from cxmap.app.compare import compare
    from cxmap.app.impact import Other
    from cxmap.words import count, say

    ours = {commit for commit in (trees.base_commit, trees.head_commit or git.commit("HEAD")) if commit}
    for pattern in request.against:
        found = git.branches(pattern)
        if not found.found:
            tell(say(said("No branch matches {pattern}.", pattern=pattern), words) + "\n")
        if found.left:
            one = "{number} more branch that matches {pattern} was left out."
            many = "{number} more branches that match {pattern} were left out."
            tell(count(found.left, one, many, words, pattern=pattern) + "\n")
        for branch in found.found:
            if branch.commit in ours:
                continue
            try:
                sides = comparands(git, request.root, f"{trees.base_commit}...{branch.commit}", request.limits)
                compared = compare(sides.base, sides.head, replace(means, cache=None))
            except CxmapError as error:
                left = said("{branch} was left out: {reason}", branch=branch.name, reason=error.message)
                tell(say(left, words) + "\n")
                continue
            yield Other(branch.name, branch.commit, compared)


def _show(request: Request, report: "ImpactReport") -> None:
    from cxmap.languages import words_for
    from cxmap.render.impact import load
    from cxmap.render.impact_parts.sections import revision
    from cxmap.words import say

    words = words_for(report.language)
    on_stdout = replace(look(sys.stdout, folder_in_git(request.root)), files=request.links)
    request.results.write(report, load, words=words, look=on_stdout)
    if report.nothing:
        base, head = revision(report.base, words), revision(report.head, words)
        tell(say(said("Nothing changed on the map between {base} and {head}.", base=base, head=head), words) + "\n")

"""`cxmap validate`: checks the repository."""

import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cxmap.cli.options import (
    Lang,
    NoCache,
    Outputs,
    Repo,
    Today,
    day,
    disk_cache,
    folder_in_git,
    limits,
    listed,
    repository,
    stdout_is_utf8,
)
from cxmap.cli.results import Results, results
from cxmap.cli.screen import emit, look, progress_bar, tell, write_whole
from cxmap.errors import CxmapError, reason
from cxmap.message import Exact, Message, said

if TYPE_CHECKING:
    from cxmap.app.validate import Checked
    from cxmap.report.validation import ValidationReport
    from cxmap.source.tree import Limits, Tree
    from cxmap.words import Words

NEVER = "never"
NO_TEMPLATES = "none"
_SEVERITIES = ("error", "warning", "info", NEVER)


def validate(  # noqa: PLR0913 - each is an option
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Report only findings in these files and folders.")
    ] = None,
    *,
    repo: Repo = None,
    format: Annotated[  # noqa: A002 - the option's name
        str,
        typer.Option(
            "--format", "-f", metavar="F", help="text, json, sarif, github, gitlab, junit or markdown, on stdout."
        ),
    ] = "text",
    output: Outputs = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these rules or families; commas separate several.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Not these rules or families.")] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="SEVERITY", help="Exit with 1 from this on: error, warning, info or never.")
    ] = "error",
    since: Annotated[
        str | None, typer.Option(metavar="REV", help="Only findings that are new since a revision.")
    ] = None,
    rev: Annotated[str | None, typer.Option(metavar="REV", help="Check a revision, without checking it out.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Leave out the findings that this baseline holds.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write the baseline: all findings there are, to be mended in time.")
    ] = False,
    templates: Annotated[
        str | None,
        typer.Option(
            metavar="REV",
            help="Take the template of the Markdown from this revision, `none` for that of cxmap; else from that of "
            "--since, or from what is checked.",
        ),
    ] = None,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count the findings by rule instead.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever a file changes.")] = False,
    lang: Lang = None,
    no_cache: NoCache = False,
    today: Today = None,
) -> int:
    """Check the repository: duplicates, orphans, broken flows, unowned hand-overs, data asked for twice.

    A path to a folder that holds a cxmap.yaml chooses that repository.
    """
    from cxmap.render.validation import formats

    stdout_is_utf8()
    root, inside = repository(repo, paths or ())
    request = Request(
        root=root,
        results=results(formats(), format, output),
        select=listed(select),
        ignore=listed(ignore),
        paths=inside,
        fail_on=_severity(fail_on),
        since=since,
        rev=rev,
        baseline=baseline,
        write_baseline=write_baseline,
        templates=templates,
        statistics=statistics,
        language=lang or "",
        no_cache=no_cache,
        today=today,
        limits=limits(),
    )
    if watch:
        from cxmap.cli.watch import watching
        from cxmap.languages import words_for

        return watching(root, lambda: _validate(request).words, words_for(request.language))
    return _validate(request).code


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    root: Path
    results: Results
    select: frozenset[str]
    ignore: frozenset[str]
    paths: tuple[str, ...]
    fail_on: str
    since: str | None
    rev: str | None
    baseline: Path | None
    write_baseline: bool
    templates: str | None
    statistics: bool
    language: str
    no_cache: bool
    today: str | None
    limits: "Limits"


class Outcome(NamedTuple):
    """What the command exits with, and the language that it spoke."""

    code: int
    words: "Words"


def _validate(request: Request) -> Outcome:
    from cxmap.app.means import Means
    from cxmap.app.validate import Scope, check, fingerprints, report
    from cxmap.languages import words_for

    scope = Scope(day(request.today), request.select, request.ignore, request.paths, language=request.language)
    with ExitStack() as stack:
        revisions = _Revisions(request, stack)
        head = revisions.head()
        cache = disk_cache(request.root, off=request.no_cache or request.rev is not None)
        with progress_bar() as progress:
            checked = check(head, scope, Means(request.limits, cache, progress))
        if cache:
            cache.close()
        words = words_for(request.language or checked.language)
        if request.write_baseline:
            _write_baseline(request, checked, words)
            return Outcome(0, words)
        known: Counter[str] = Counter()
        if request.since is not None:
            before = revisions.at(request.since)
            if _holds_map(before, words):
                known |= fingerprints(check(before, scope, Means(request.limits)).findings)
        if request.baseline is not None:
            known |= _read_baseline(request.baseline)
        own, notes = _templates(request, revisions, head)
    found = report(checked, replace(scope, known=known), request.rev or "", request.since or "")
    found = replace(found, templates=own, notes=notes)
    _show(request, found, words)
    return Outcome(int(_fails(request.fail_on, found)), words)


class _Revisions:
    """The trees that a validation reads; git is asked only when a revision is."""

    def __init__(self, request: Request, stack: ExitStack) -> None:
        self._request = request
        self._stack = stack
        self._trees: dict[str, Tree] = {}

    def head(self) -> "Tree":
        """Return what is to be checked."""
        if self._request.rev is not None:
            return self.at(self._request.rev)
        from cxmap.adapters.work_tree import WorkTree

        return WorkTree(self._request.root, self._request.limits)

    def at(self, revision: str) -> "Tree":
        """Return the files of a revision."""
        from cxmap.adapters.git import Git
        from cxmap.adapters.revisions import revision_tree

        if revision not in self._trees:
            git = self._stack.enter_context(Git(self._request.root))
            self._trees[revision] = revision_tree(git, revision, self._request.limits)
        return self._trees[revision]


def _templates(
    request: Request, revisions: _Revisions, head: "Tree"
) -> "tuple[Mapping[str, str], tuple[Message, ...]]":
    """Return the repository's template if there is Markdown to write, and a note where a change brings another one.

    Where something is compared with a base, the template of the base counts: a change does not report on itself.
    """
    if not request.results.ask_for("markdown") or request.templates == NO_TEMPLATES:
        return {}, ()
    from cxmap.app.templates import changed_templates, template
    from cxmap.render.validation.markdown import TEMPLATE

    changed, base = template(head, TEMPLATE), request.templates or request.since
    if base is None:
        return changed, ()
    own = template(revisions.at(base), TEMPLATE)
    return own, tuple(changed_templates(own, changed))


def _holds_map(tree: "Tree", words: "Words") -> bool:
    from cxmap.app.repository import holds_map
    from cxmap.words import say

    there = holds_map(tree)
    if not there:
        none = said("There was no cxmap.yaml in {revision} yet: every finding is new.", revision=tree.label)
        tell(say(none, words) + "\n")
    return there


def _read_baseline(path: Path) -> Counter[str]:
    from cxmap.app.baseline import read_baseline

    try:
        content = path.read_bytes()
    except OSError as error:
        raise CxmapError(
            said("The baseline {file} cannot be read: {reason}.", file=Exact(path), reason=reason(error)),
            said("Write one with `cxmap validate --write-baseline`."),
        ) from None
    return read_baseline(content, str(path))


def _write_baseline(request: Request, checked: "Checked", words: "Words") -> None:
    from cxmap.app.baseline import BASELINE_FILE, write_baseline
    from cxmap.words import count, say

    path = request.baseline or request.root / BASELINE_FILE
    write_whole(path, write_baseline(checked.findings))
    one, many = "{number} finding is now known, in {file}.", "{number} findings are now known, in {file}."
    file = Exact(path.name)
    known = count(len(checked.findings), one, many, words, file=file)
    then = said(
        "Commit it, and check with `cxmap validate --baseline {file}`: only what is new is reported.", file=file
    )
    tell(f"{known} {say(then, words)}\n")


def _show(request: Request, report: "ValidationReport", words: "Words") -> None:
    from cxmap.render.summary import statistics, summary
    from cxmap.render.validation import load

    folder = folder_in_git(request.root)
    on_stdout = look(sys.stdout, folder)
    if request.statistics:
        request.results.write_files(report, load, words, on_stdout)
        emit(statistics(report, words, on_stdout))
    else:
        request.results.write(report, load, words=words, look=on_stdout)
    tell(summary(report, words, look(sys.stderr, folder)))


def _fails(fail_on: str, report: "ValidationReport") -> bool:
    from cxmap.findings import Severity

    if fail_on == NEVER:
        return False
    return any(finding.severity.rank <= Severity(fail_on).rank for finding in report.findings)


def _severity(name: str) -> str:
    if name not in _SEVERITIES:
        raise CxmapError(
            said("`--fail-on {name}` is no severity.", name=name), said("Write {names:or}.", names=_SEVERITIES)
        )
    return name

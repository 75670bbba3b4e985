"""`cxmap history`: tells what became of the map, commit by commit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.options import (
    Lang,
    NoCache,
    Outputs,
    Repo,
    disk_cache,
    limits,
    repository,
    stdout_is_utf8,
)
from cxmap.cli.results import results
from cxmap.cli.screen import progress_bar, tell
from cxmap.errors import CxmapError
from cxmap.message import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxmap.adapters.git_log import Logged
    from cxmap.app.history.past import Edited


def history(  # noqa: PLR0913 - each is an option
    thing: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Only what became of this: KIND:ID, or an id. Former ids are followed."),
    ] = None,
    *,
    start: Annotated[
        str | None, typer.Option("--from", metavar="REV", help="Tell what happened after this revision, such as a tag.")
    ] = None,
    end: Annotated[
        str | None,
        typer.Option("--to", metavar="REV", help="Tell what happened up to this revision; HEAD if left out."),
    ] = None,
    between: Annotated[
        str | None, typer.Option("--between", metavar="A..B", help="The same as `--from A --to B`.")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only the newest so many commits.")] = None,
    format: Annotated[  # noqa: A002 - the option's name
        str, typer.Option("--format", "-f", metavar="F", help="text, markdown (a changelog) or json, on stdout.")
    ] = "text",
    output: Outputs = None,
    repo: Repo = None,
    lang: Lang = None,
    no_cache: NoCache = False,
) -> int:
    """Tell what became of the map: which commit changed what, by which change record, and who owned it when.

    Commits that only move or reformat things are passed over, and so are edits that are not committed yet.
    """
    from cxmap.adapters.git import Git
    from cxmap.adapters.stretch import Stretch
    from cxmap.app.history.history import Asked, Source
    from cxmap.app.history.history import history as told
    from cxmap.app.means import Means
    from cxmap.app.repository import wanted
    from cxmap.config import read_settings
    from cxmap.languages import words_for
    from cxmap.render.history import formats, load
    from cxmap.render.history_summary import summary
    from cxmap.report.history import Bound

    stdout_is_utf8()
    chosen = results(formats(), format, output)
    first, last = _ends(start, end, between)
    root, _ = repository(repo)
    # A cache of its own: it holds every version that ever was, which no other command wants to load.
    cache = disk_cache(root / "history", off=no_cache)
    with Git(root) as git, progress_bar(said("Reading the history")) as progress:
        stretch = Stretch(git, first, last, limits())
        tree = stretch.tree
        config = read_settings(tree).config
        counts = wanted(config)
        files = {blob.path: blob.oid for blob in tree.blobs(counts) if not blob.trouble}
        source = Source(config, files, _edited(stretch.commits(counts)), stretch.read)
        base = Bound(str(first), stretch.base) if stretch.base else None
        asked = Asked(Bound(last, stretch.head), base, thing, limit, stretch.notes, lang or "")
        report, _ = told(source, asked, Means(limits(), cache, progress))
    if cache:
        cache.close()
    words = words_for(report.language)
    chosen.write(report, load, words=words)
    tell(summary(report, words))
    return 0


def _ends(start: str | None, end: str | None, between: str | None) -> tuple[str | None, str]:
    """Return the revisions between which the history is told, None for the very beginning."""
    if between is None:
        return start, end or "HEAD"
    if start is not None or end is not None:
        raise CxmapError(said("`--between A..B` is the same as `--from A --to B`."), said("Write either of the two."))
    first, dots, last = between.partition("..")
    if not dots or last.startswith("."):
        raise CxmapError(
            said("`--between {text}` names no two revisions.", text=between), said("Write it as `v1.0..v2.0`.")
        )
    return first or None, last or "HEAD"


def _edited(commits: "Iterable[Logged]") -> "Iterator[Edited]":
    from cxmap.app.history.past import Edit, Edited
    from cxmap.report.history import Commit

    for about, _, changes in commits:
        commit = Commit(about.commit, about.date, about.author, about.subject)
        yield Edited(commit, tuple(Edit(*changed) for changed in changes))

"""`cxmap codeowners`: who is asked when a file of the map changes."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cxmap.cli.options import (
    Lang,
    NoCache,
    Outputs,
    Repo,
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
from cxmap.message import Exact, said

if TYPE_CHECKING:
    from cxmap.message import Message
    from cxmap.report.codeowners import CodeownersReport
    from cxmap.words import Words

TEXT = "text"
MOST_DIFFERENCES = 40
"""How many lines `--check` shows of what would change."""


def codeowners(  # noqa: PLR0913 - each is an option
    *,
    repo: Repo = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="F", help="text or json, on stdout.")] = TEXT,  # noqa: A002
    output: Outputs = None,
    roles: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ROLE",
            help="Who is asked about a touchpoint: accountable (only these if left out), responsible, consulted, "
            "informed; commas separate several.",
        ),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put the lines into the CODEOWNERS file; all else in it stays as it is.")
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if `--write` would change the CODEOWNERS file.")
    ] = False,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="The CODEOWNERS file, if it is in another place.")
    ] = None,
    lang: Lang = None,
    no_cache: NoCache = False,
) -> int:
    """Make a CODEOWNERS file from RACI: who has to be asked when a file of the map changes.

    Prints one line for each file. In a CODEOWNERS file, they let GitHub and GitLab ask these owners for a review.
    """
    from cxmap.render.codeowners import formats

    stdout_is_utf8()
    wishes = Wishes(
        root=repository(repo)[0],
        results=results(formats(), format, output),
        roles=_roles(roles),
        write=write,
        check=check,
        file=file,
        language=lang or "",
        no_cache=no_cache,
    )
    if write and check:
        raise CxmapError(
            said("`--write` and `--check` exclude each other."), said("Check first, and write afterwards.")
        )
    if file is not None and not (write or check):
        raise CxmapError(said("`--file` says which file to write or check."), said("Add `--write` or `--check`."))
    return _codeowners(wishes)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was asked for on the command line."""

    root: Path
    results: Results
    roles: frozenset[str]
    write: bool
    check: bool
    file: Path | None
    language: str
    no_cache: bool


def _codeowners(wishes: Wishes) -> int:
    from cxmap.languages import words_for
    from cxmap.render.codeowners import load
    from cxmap.render.codeowners_summary import summary
    from cxmap.render.look import PLAIN
    from cxmap.words import say

    folder = folder_in_git(wishes.root)
    report = _survey(wishes, folder)
    words = words_for(report.language)
    block = load(TEXT)(report, words, PLAIN)
    target = _Target(wishes, folder, block, words) if wishes.write or wishes.check else None
    wishes.results.write_files(report, load, words, PLAIN)
    if target is None or wishes.results.format != TEXT:
        emit(load(wishes.results.format)(report, words, PLAIN))
    size = len((target.new if target else block).encode())
    tell(summary(report, size, words, look(sys.stderr)))
    if target is None:
        tell(say(said("`cxmap codeowners --write` puts this into the CODEOWNERS file."), words) + "\n")
        return 0
    return target.write() if wishes.write else target.check()


def _survey(wishes: Wishes, folder: str) -> "CodeownersReport":
    from cxmap.adapters.work_tree import WorkTree
    from cxmap.app.codeowners.codeowners import Wanted, codeowners
    from cxmap.app.means import Means

    bounds = limits()
    cache = disk_cache(wishes.root, off=wishes.no_cache)
    with progress_bar() as progress:
        wanted = Wanted(wishes.roles, folder, wishes.language)
        report = codeowners(WorkTree(wishes.root, bounds), wanted, Means(bounds, cache, progress))
    if cache:
        cache.close()
    return report


class _Target:
    """The CODEOWNERS file as it is and as it is to be."""

    def __init__(self, wishes: Wishes, folder: str, block: str, words: "Words") -> None:
        from cxmap.app.codeowners.file import find, read, with_block

        top = wishes.root.parents[folder.count("/")] if folder else wishes.root
        self._path = find(top, wishes.file)
        self._name = str(wishes.file or self._path.relative_to(top).as_posix())
        self._words = words
        self._quiet = wishes.results.format != TEXT
        self._old = read(self._path)
        self.new = with_block(self._old, block, self._name)

    def write(self) -> int:
        """Write the file, unless it is as it is to be."""
        if self.new == self._old:
            return self._up_to_date()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CxmapError(
                said(
                    "{path} could not be made: {reason}.",
                    path=Exact(self._path.parent),
                    reason=reason(error),
                ),
                said("A folder is needed there."),
            ) from None
        write_whole(self._path, self.new)
        self._tell(said("Wrote {file}. Commit it: it counts from then on.", file=Exact(self._name)))
        return 0

    def check(self) -> int:
        """Say whether the file is as it is to be, and show what is not."""
        from cxmap.app.codeowners.file import differences
        from cxmap.words import count

        if self.new == self._old:
            return self._up_to_date()
        if not self._quiet:
            lines = list(differences(self._old, self.new))
            emit("".join(f"{line}\n" for line in lines[:MOST_DIFFERENCES]))
            if (left := len(lines) - MOST_DIFFERENCES) > 0:
                tell(count(left, "And {number} more line.", "And {number} more lines.", self._words) + "\n")
        text = "{file} is not up to date. The same command with `--write` instead of `--check` mends it."
        self._tell(said(text, file=Exact(self._name)))
        return 1

    def _up_to_date(self) -> int:
        self._tell(said("{file} is up to date.", file=Exact(self._name)))
        return 0

    def _tell(self, message: "Message") -> None:
        from cxmap.words import say

        tell(say(message, self._words) + "\n")


def _roles(names: list[str] | None) -> frozenset[str]:
    from cxmap.app.codeowners.codeowners import ROLES

    wanted = listed(names) or frozenset(ROLES[:1])
    if unknown := sorted(wanted.difference(ROLES)):
        raise CxmapError(
            said("There is no role `{role}` in RACI.", role=unknown[0]),
            said("The roles are {names}.", names=", ".join(ROLES)),
        )
    return wanted

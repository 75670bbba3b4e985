"""What git is asked: plumbing commands, in bytes, which a hostile repository cannot turn against the user."""

import fnmatch
import os
import re
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import NamedTuple, Self

from cxmap.adapters.commits import LONGEST_COMMIT, About, about_commit
from cxmap.adapters.git_process import MISSING, Plumbing, argument, complaint, failure, known_failure, text
from cxmap.errors import CxmapError
from cxmap.message import said

FILE_MODES = frozenset({"100644", "100755", "100664"})
"""The modes of ordinary files; the last is found in very old commits."""

LINK_MODE = "120000"
"""The mode of a symbolic link, whose content is where it leads."""

SUBMODULE_MODE = "160000"
"""The mode of a folder that is a git repository of its own."""

MOST_BRANCHES = 200
"""How many branches are returned at most, unless more are asked for."""

_OBJECT = re.compile(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})")
_TREE = re.compile(rb"tree (?:[0-9a-f]{40}|[0-9a-f]{64})\n")

# A name that could be a branch, and not a place relative to one (`main~2`, `main@{1}`, `:/text`).
_PLAIN_NAME = re.compile(r"(?!refs/|HEAD$)[^~^:@{\s]+")
_LONGEST_REVISION = 1000

# What git says of a name that it does not know, or that is one of a file or a folder.
_NO_COMMIT = (b"Needed a single revision", b"expected commit type")

_ENOUGH = 10
_HOMES = ("refs/heads/", "refs/remotes/")
_FETCH_ALL = said("Fetch its whole history: `fetch-depth: 0` for actions/checkout in CI, or `git fetch --unshallow`.")


class Entry(NamedTuple):
    """One entry of a commit: a file, a link or a submodule. `path` is relative to the root of the git repository."""

    path: str
    mode: str
    oid: str


class Branch(NamedTuple):
    """A branch: its full name (`refs/remotes/origin/main`), what people call it, and the commit it is at."""

    ref: str
    name: str
    commit: str


class Branches(NamedTuple):
    """Some branches in the order of their full names, and how many more there are."""

    found: tuple[Branch, ...]
    left: int


class Git:
    """The git repository that a folder belongs to.

    Every method raises `CxmapError` when git cannot answer. Use it in a `with` statement, or call `close`. A bare
    repository is used only where `bare` says that the user has named it: one may lie inside another repository.
    """

    def __init__(self, folder: Path, *, bare: bool = False) -> None:
        self.plumbing = Plumbing(folder, bare=bare)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads objects, if there is one."""
        self.plumbing.close()

    def commit(self, revision: str) -> str:
        """Return the id of the commit that a revision names.

        A plain name that git does not know is also looked for among the branches of `origin`: CI checks out one
        commit and no local branches, so that `main` is there as `origin/main` alone.
        """
        _check_revision(revision)
        names = [revision]
        if _PLAIN_NAME.fullmatch(revision):
            names.append(f"refs/remotes/origin/{revision}")
        damage = ""
        for name in names:
            # Not --quiet: that would keep back that a name is ambiguous, as well.
            status, answer, errors = self.plumbing.run(
                "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}"
            )
            if b"is ambiguous" in errors:
                raise CxmapError(
                    said('"{revision}" can mean more than one thing in this git repository.', revision=revision),
                    said(
                        "Write it out: `refs/heads/..` for a branch, `refs/tags/..` for a tag, the whole id for a "
                        "commit."
                    ),
                )
            if status == 0 and _OBJECT.fullmatch(answer):
                return answer.decode()
            if known := known_failure(errors):
                raise known
            if not any(phrase in errors for phrase in _NO_COMMIT):
                damage = damage or complaint(errors)
        raise self._unknown(revision, damage)

    def merge_bases(self, one: str, other: str) -> tuple[str, ...]:
        """Return the best common ancestors of two commits, none if their histories are unrelated.

        Raises `CxmapError` when the history was cut off where it could hold a better one.
        """
        status, answer, errors = self.plumbing.run("merge-base", "--all", one, other)
        if status and complaint(errors):
            raise failure(errors)
        bases = tuple(sorted(answer.decode().split()))
        if self.is_shallow() and (not bases or self._is_cut_off((one, other), bases)):
            raise CxmapError(
                said("This clone is shallow: it lacks the commit from which both revisions grew."), _FETCH_ALL
            )
        return bases

    def about(self, commit: str) -> About:
        """Return what a commit says of itself."""
        return about_commit(commit, self._commit_object(commit))

    def tree(self, commit: str) -> str:
        """Return the id of the outermost folder of a commit."""
        return self._commit_object(commit).split(b"\n", 1)[0].removeprefix(b"tree ").decode()

    def branches(self, pattern: str, most: int = MOST_BRANCHES) -> Branches:
        """Return the branches, local and remote, whose full or short name a pattern such as `origin/*` matches.

        `*` stands for any text, slashes included. Names that stand for another branch, as `origin/HEAD` does, are
        left out. A pattern that begins with `refs/` is held against everything that git keeps a name for.
        """
        homes = () if pattern.startswith("refs/") else _HOMES
        answer = self.plumbing.answer("for-each-ref", "--format=%(refname) %(objectname) %(symref)", *homes)
        known = (line.split(" ", 2) for line in text(answer).split("\n") if line)
        branches = (Branch(ref, short(ref), commit) for ref, commit, leads_to in known if not leads_to)
        found = [branch for branch in branches if _matches(branch, pattern)]
        return Branches(tuple(found[:most]), len(found[most:]))

    def prefix(self) -> str:
        """Return the path of the folder inside its git repository, with a slash at the end, or "" for the root."""
        return text(self.plumbing.answer("rev-parse", "--show-prefix"))

    def is_bare(self) -> bool:
        """Tell whether the repository has no working tree."""
        return self.plumbing.answer("rev-parse", "--is-bare-repository") == b"true"

    def is_shallow(self) -> bool:
        """Tell whether the history was cut off when the repository was cloned."""
        return self.plumbing.answer("rev-parse", "--is-shallow-repository") == b"true"

    def is_sparse(self) -> bool:
        """Tell whether git was told to check out only some of the files of a commit."""
        return self._setting("core.sparseCheckout") is True

    def has_links(self) -> bool:
        """Tell whether the working tree has symbolic links as such, and not as files that say where they lead."""
        return self._setting("core.symlinks") is not False

    def default_base(self) -> str:
        """Return the full name of the branch to compare with: the remote's default branch, else main, else master."""
        names = [f"refs/{place}/{name}" for name in ("main", "master") for place in ("remotes/origin", "heads")]
        answer = self.plumbing.answer("for-each-ref", "--format=%(refname) %(symref)", "refs/remotes/*/HEAD", *names)
        known = dict(line.split(" ", 1) for line in text(answer).split("\n") if line)
        defaults = {name: leads_to for name, leads_to in known.items() if name.endswith("/HEAD") and leads_to}
        for name in ("refs/remotes/origin/HEAD", *sorted(defaults)):
            if name in defaults:
                return defaults[name]
        for name in names:
            if name in known:
                return name
        raise CxmapError(
            said(
                "This git repository has no branch to compare with: its remote names no default branch, and there is "
                "neither main nor master."
            ),
            said("Name a revision, or set `base:` in cxmap.yaml. In CI, fetch the whole history (`fetch-depth: 0`)."),
        )

    def entries(self, commit: str, path: str = "") -> Generator[Entry, None, None]:
        """Yield what a commit holds at or below a path, as git lists it; nothing if there is no such path."""
        within = [argument(path)] if path else []
        for record in self.plumbing.records("ls-tree", "-r", "-z", "--full-tree", "--", commit, *within):
            about, _, name = record.partition(b"\t")
            mode, _, oid = about.decode().split(" ")
            yield Entry(text(name), mode, oid)

    def tracked(self) -> Generator[Entry, None, None]:
        """Yield what git keeps track of in the working tree, below the folder. Here, paths are relative to it."""
        for record in self.plumbing.records("ls-files", "-z", "--stage"):
            about, _, name = record.partition(b"\t")
            mode, oid, _ = about.decode().split(" ")
            yield Entry(text(name), mode, oid)

    def ignored(self) -> frozenset[str]:
        """Return what git was told to ignore in the folder: files, and whole folders with a slash at the end."""
        records = self.plumbing.records("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
        return frozenset(map(text, records))

    def content(self, oid: str, limit: int) -> bytes | None:
        """Return the content of a file, or None if it is larger than the limit."""
        found = self.plumbing.read(oid, "blob", limit)
        if found.size > limit:
            return None
        if len(found.content) == found.size:
            return found.content
        raise known_failure(found.errors) or CxmapError(
            said("The content of a file is missing from this clone, or it is damaged (git calls it {id}).", id=oid),
            MISSING,
        )

    def _commit_object(self, commit: str) -> bytes:
        found = self.plumbing.read(commit, "commit", LONGEST_COMMIT)
        if len(found.content) < min(found.size, LONGEST_COMMIT) or not _TREE.match(found.content):
            raise known_failure(found.errors) or CxmapError(
                said("The commit {commit} is missing from this clone, or it is damaged.", commit=commit), MISSING
            )
        return found.content

    def _setting(self, name: str) -> bool | None:
        status, answer, errors = self.plumbing.run("config", "--type=bool", "--get", name)
        if complaint(errors):
            raise failure(errors)
        return None if status else answer == b"true"

    def _is_cut_off(self, commits: Iterable[str], bases: Iterable[str]) -> bool:
        """Tell whether a shallow history ends before it comes to the merge bases: a better one may lie behind."""
        ends = ("rev-list", "--max-parents=0", "--max-count=1", *commits, *(f"^{base}" for base in bases), "--")
        return bool(self.plumbing.answer(*ends))

    def _unknown(self, revision: str, damage: str) -> CxmapError:
        if damage:
            return CxmapError(
                said('git cannot read the commit "{revision}": {reason}.', revision=revision, reason=damage), MISSING
            )
        if self.is_shallow():
            return CxmapError(
                said('This clone is shallow, and the commit "{revision}" is not in it.', revision=revision), _FETCH_ALL
            )
        if self.plumbing.run("rev-parse", "--verify", "--quiet", "HEAD")[0]:
            return CxmapError(
                said('There is no commit "{revision}": nothing is committed here yet.', revision=revision),
                said("Make the first commit with `git commit`."),
            )
        return CxmapError(
            said('There is no commit "{revision}" in this git repository.', revision=revision),
            said("Check the spelling (`git branch --all` and `git tag` list the names), or fetch it with `git fetch`."),
        )


def abbreviated(commit: str) -> str:
    """Return as much of the id of a commit as people need to tell it from others."""
    return commit[:_ENOUGH]


def short(revision: str) -> str:
    """Return what people call a branch or a tag, by its full name: `origin/main` for `refs/remotes/origin/main`."""
    for home in (*_HOMES, "refs/tags/"):
        if revision.startswith(home):
            return revision.removeprefix(home)
    return revision


def _matches(branch: Branch, pattern: str) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for name in (branch.ref, branch.name))


def _check_revision(revision: str) -> None:
    try:
        fit = bool(revision) and len(os.fsencode(revision)) <= _LONGEST_REVISION
    except UnicodeEncodeError:
        fit = False
    if not fit or revision.startswith("-") or any(letter in revision for letter in "\0\r\n"):
        raise CxmapError(
            said('"{revision}" cannot be a revision.', revision=revision),
            said("Name a branch, a tag or a commit, such as `main`, `v1.2` or `HEAD~1`."),
        )

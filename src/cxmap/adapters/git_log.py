"""The commits between two points of a history, each with the files that it changed.

Trees are compared here and not by `git diff-tree`: that holds all changes of a commit in memory before it writes the
first, and a tree can be made that holds itself many times over and lists as billions of files. What is read are the
objects themselves, through one process for all commits, and only folders that differ are looked into.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from cxmap.adapters.commits import About
from cxmap.adapters.git import FILE_MODES, Git
from cxmap.adapters.git_process import MISSING, text
from cxmap.errors import CxmapError
from cxmap.message import said

MOST_CHANGES = 1_000_000
"""How many changed files and folders are looked at, over all commits."""

# Git writes `40000`, though some have written `040000`.
_FOLDERS = frozenset({b"40000", b"040000"})
_FILES = frozenset(mode.encode() for mode in FILE_MODES)

# An entry of a tree: its mode, its name and the bytes of its id.
_ENTRIES = {
    length: re.compile(rb"([0-7]{5,6}) ([^\0]+)\0(.{%d})" % (length // 2), re.DOTALL)
    for length in (40, 64)  # of an id as text
}
_FRAME = len(b" \0")

_LARGEST_FOLDER = 32 << 20
_MOST_KEPT = 500_000


class Changed(NamedTuple):
    """A file that a commit changed, with the ids of its contents: None where there was, or is, no such file."""

    path: str
    before: str | None
    after: str | None


class Logged(NamedTuple):
    """A commit and the files in which it differs from its first parent, in the order of their paths."""

    about: About
    parents: tuple[str, ...]
    changes: tuple[Changed, ...]


def log(
    git: Git,
    head: str,
    base: str | None = None,
    *,
    wanted: Callable[[str], bool],
    first_parent: bool = True,
) -> Iterator[Logged]:
    """Yield the commits that lead from one to another and changed wanted files, the newest first.

    A commit without parents counts as adding all its files: in a shallow clone, that is where the history ends.

    Args:
        git: the git repository.
        head: the id of the last commit.
        base: the id of the commit before the first; None for the whole history.
        wanted: tells which files count, by their path relative to the folder of `git`.
        first_parent: follow only the first parent of a merge, so that all that was merged is one step; otherwise
            every commit is a step of its own, and what it is compared with is not always the one after it.

    Raises `CxmapError` when git cannot answer, or the commits change too many files to look at them all.
    """
    prefix = git.prefix().encode("utf-8", "surrogateescape")
    trees = _Trees(git, prefix.split(b"/")[:-1])
    for commit, *parents in way(git, head, base, first_parent=first_parent):
        found = trees.compared(parents[0] if parents else None, commit)
        changes = [change for change in found if change.before != change.after and wanted(change.path)]
        if changes:
            yield Logged(git.about(commit), tuple(parents), tuple(sorted(changes, key=_path)))


def way(git: Git, head: str, base: str | None = None, *, first_parent: bool = True) -> list[list[str]]:
    """Return the ids of the commits from the last to the first, whatever they changed, each with its parents."""
    ends = [head, *([f"^{base}"] if base else [])]
    options = ["--topo-order", "--parents", *(["--first-parent"] if first_parent else [])]
    answer = git.plumbing.answer("rev-list", *options, *ends, "--")
    return [line.split(" ") for line in answer.decode().split("\n") if line]


def _path(change: Changed) -> str:
    return change.path


_Entry = tuple[bytes, bytes]
"""The mode and the bytes of the id."""

_Folder = dict[bytes, _Entry]
"""What is in a folder, by name."""

_NOTHING: _Entry = (b"", b"")


class _Trees:
    """The folders of a history, as far as they have to be looked into. `inside` leads to the one that matters."""

    def __init__(self, git: Git, inside: list[bytes]) -> None:
        self._git = git
        self._inside = inside
        self._kept: dict[str, _Folder] = {}
        self._size = 0
        self._looked_at = 0

    def compared(self, before: str | None, after: str) -> Iterator[Changed]:
        """Yield the files in which two commits differ, in any order; links and submodules are no files."""
        pending = [(b"", before and self._root(before), self._root(after))]
        while pending:
            path, old_id, new_id = pending.pop()
            if old_id == new_id:
                continue
            old, new = self._folder(old_id), self._folder(new_id)
            names = {name for name, _ in old.items() ^ new.items()}
            self._count(len(names))
            for name in names:
                was, now = old.get(name, _NOTHING), new.get(name, _NOTHING)
                full = path + name
                if was[0] in _FOLDERS or now[0] in _FOLDERS:
                    pending.append((full + b"/", _id_of(was, _FOLDERS), _id_of(now, _FOLDERS)))
                if was[0] in _FILES or now[0] in _FILES:
                    yield Changed(text(full), _id_of(was, _FILES), _id_of(now, _FILES))

    def _root(self, commit: str) -> str | None:
        """Return the id of the folder that matters, None where a commit does not have it."""
        found: str | None = self._git.tree(commit)
        for name in self._inside:
            found = _id_of(self._folder(found).get(name, _NOTHING), _FOLDERS)
        return found

    def _folder(self, oid: str | None) -> _Folder:
        if oid is None:
            return {}
        if oid not in self._kept:
            if self._size > _MOST_KEPT:
                self._kept.clear()
                self._size = 0
            self._kept[oid] = self._read(oid)
            self._size += len(self._kept[oid])
        return self._kept[oid]

    def _read(self, oid: str) -> _Folder:
        size, content, _ = self._git.plumbing.read(oid, "tree", _LARGEST_FOLDER)
        entries = _ENTRIES[len(oid)].findall(content)
        read = sum(len(mode) + len(name) for mode, name, _ in entries) + len(entries) * (_FRAME + len(oid) // 2)
        if not size == len(content) == read:
            raise CxmapError(
                said("A folder is missing from this clone, or it is damaged or too large (git calls it {id}).", id=oid),
                MISSING,
            )
        # Where a damaged tree has a name twice, the first counts, as everywhere.
        return {name: (mode, raw) for mode, name, raw in reversed(entries)}

    def _count(self, number: int) -> None:
        self._looked_at += number
        if self._looked_at > MOST_CHANGES:
            raise CxmapError(
                said("These commits change more than {limit} files together.", limit=MOST_CHANGES),
                said("Name two commits that are closer together."),
            )


def _id_of(entry: _Entry, modes: frozenset[bytes]) -> str | None:
    mode, raw = entry
    return raw.hex() if mode in modes else None

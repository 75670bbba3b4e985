"""Writes a set of files into a folder: what has changed, and nothing of anybody else's.

The folder holds a list of what was written, with digests. So a later run knows what is its own, what somebody has
edited since, and what belongs to others and is never touched.
"""

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from cxmap.errors import CxmapError, reason
from cxmap.message import Exact, Message, said

LARGEST = 64 << 20
"""The most bytes of a file that is looked into: nothing that is written here is larger."""


class Outcome(NamedTuple):
    """What became of the files, by their paths with `/`, sorted.

    `kept` would have been removed, for they are no longer among the files, but somebody has edited them.
    """

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def write_folder(folder: Path, files: Mapping[str, bytes], tool: str = "report", *, overwrite: bool = False) -> Outcome:
    """Make a folder hold some files, and remove what a former run wrote and is no longer among them.

    A file whose content is the same is left as it is. All contents are there, under other names, before the first old
    file is replaced: when something fails, what was there before is whole.

    Args:
        folder: where to write; it is made if it is not there.
        files: the contents by paths with `/`, inside the folder.
        tool: who writes; several may share a folder, each with a list of its own: `.cxmap-report.json`.
        overwrite: replace files of former runs that somebody has edited since.

    Raises `CxmapError` when a file is in the way that no former run wrote, or that somebody has edited since, when
    something is no folder or a link, and when the disk does not take it.
    """
    names = sorted(files)
    for name in names:
        if not is_inside(name):
            raise ValueError(name)
    try:
        work = _Work(folder, tool)
        plan = work.plan(files, overwrite=overwrite)
        return work.carry_out(plan, files)
    except OSError as error:
        raise CxmapError(
            said(
                "{path} could not be written: {reason}.",
                path=Exact(error.filename or folder),
                reason=reason(error),
            ),
            said("Look at the folder and the disk. What was there before is unharmed."),
        ) from None


def mark_of(files: Mapping[str, bytes]) -> str:
    """Return what tells some files from all others: from any with another name among them, or another content."""
    return _mark(_list(_digests(files)))


def as_written(folder: Path, mark: str, tool: str = "report") -> int | None:
    """Return how many files there are, if a folder holds the very files of a mark, each of them as it was written.

    None where anything else is there or missing, or it cannot be told: `write_folder` says then what is the matter.
    """
    try:
        return _Work(folder, tool).as_written(mark)
    except (OSError, CxmapError):
        return None


def is_inside(name: str) -> bool:
    """Return whether a name is a plain path below a folder."""
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not any(sign in name for sign in "\\:\0")


class _Plan(NamedTuple):
    """What is to be done: files to write, how many are as they should be, and files to remove or to keep."""

    writing: tuple[str, ...]
    unchanged: int
    removing: tuple[str, ...]
    kept: tuple[str, ...]


class _Work:
    """The writing of one folder. `known` are the digests of what former runs wrote, by name."""

    def __init__(self, folder: Path, tool: str) -> None:
        self._folder = folder
        self._listing = f".cxmap-{tool}.json"
        self._made: list[Path] = []
        if folder.exists() and not folder.is_dir():
            raise CxmapError(said("{path} is a file.", path=Exact(folder)), said("Name a folder to write into."))
        self._listed = self._there(self._listing)
        self._known = self._read_list()

    def as_written(self, mark: str) -> int | None:
        """Return how many files there are, if they are those of a mark, and None where anything is not."""
        if self._listed is None or _mark(self._listed) != mark:
            return None
        whole = all(self._is_ours(name, self._there(name)) for name in self._known)
        return len(self._known) if whole else None

    # What is to be done.

    def plan(self, files: Mapping[str, bytes], *, overwrite: bool) -> _Plan:
        """Look at what is there, and raise `CxmapError` where something is in the way. Nothing is written."""
        writing, unchanged = [], 0
        for name, content in sorted(files.items()):
            there = self._there(name)
            if there is not None and _same(there, content):
                unchanged += 1
                continue
            if there is not None and not (overwrite and name in self._known):
                self._check_ours(name, there)
            writing.append(name)
        gone = [name for name in sorted(self._known) if name not in files]
        found = {name: there for name in gone if (there := self._safely_there(name)) is not None}
        removing = tuple(name for name, there in found.items() if self._is_ours(name, there))
        kept = tuple(name for name in found if name not in removing)
        return _Plan(tuple(writing), unchanged, removing, kept)

    def _check_ours(self, name: str, there: bytes) -> None:
        path = Exact(self._folder / name)
        if name not in self._known:
            raise CxmapError(said("{path} is in the way: cxmap did not write it.", path=path), _MOVE)
        if not self._is_ours(name, there):
            raise CxmapError(
                said("{path} was written by cxmap, and somebody has edited it since.", path=path),
                said("Save the edit elsewhere, or put it into a template; `--overwrite` replaces such files."),
            )

    def _is_ours(self, name: str, there: bytes | None) -> bool:
        """Return whether a file that is listed is as it was written."""
        return there is not None and _digest(there) in self._known[name]

    def _there(self, name: str) -> bytes | None:
        """Return the content of a file, None where there is none. Raises `CxmapError` where something else is there."""
        self._check_folders(name)
        path = self._folder / name
        try:
            status = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        if not stat.S_ISREG(status.st_mode):
            no_file = said("{path} is in the way: it is no file.", path=Exact(path))
            raise CxmapError(_link(path) if stat.S_ISLNK(status.st_mode) else no_file, _MOVE)
        if status.st_size > LARGEST:
            return _TOO_LARGE
        handle = os.open(path, os.O_RDONLY | _NO_LINKS | _NO_WAITING | _BINARY)
        with os.fdopen(handle, "rb") as file:
            return file.read(LARGEST)

    def _safely_there(self, name: str) -> bytes | None:
        """Return the content of a file of a former run, None where something else stands in its place."""
        try:
            return self._there(name)
        except CxmapError:
            return None

    def _check_folders(self, name: str) -> None:
        for above in reversed(Path(name).parents[:-1]):
            path = self._folder / above
            if path.is_symlink() or (path.exists() and not path.is_dir()):
                no_folder = said("{path} is in the way: it is no folder.", path=Exact(path))
                raise CxmapError(_link(path) if path.is_symlink() else no_folder, _MOVE)

    # Doing it.

    def carry_out(self, plan: _Plan, files: Mapping[str, bytes]) -> Outcome:
        """Do what was planned: the new contents first, under other names; then each takes its place."""
        list_now = _list(_digests(files))
        if plan.writing or plan.removing or self._listed != list_now:
            staged: dict[str, Path] = {}
            try:
                self._make(self._folder)
                for name in plan.writing:
                    staged[name] = self._stage(name, files[name])
                self._replace_all(plan, files, staged, list_now)
            finally:
                self._clear(staged.values())
        return Outcome(plan.writing, plan.unchanged, plan.removing, plan.kept)

    def _replace_all(self, plan: _Plan, files: Mapping[str, bytes], staged: dict[str, Path], list_now: bytes) -> None:
        # Should it end in the middle, both the old and the new contents are known to be ours.
        either = {name: set(digests) for name, digests in self._known.items() if name not in plan.kept}
        for name, content in files.items():
            either.setdefault(name, set()).add(_digest(content))
        staged[_AFTER] = self._stage(self._listing, list_now)
        staged[_MEANWHILE] = self._stage(self._listing, _list(either))
        self._put(staged, _MEANWHILE, self._listing)
        for name in plan.writing:
            self._put(staged, name, name)
        for name in plan.removing:
            (self._folder / name).unlink()
            self._drop_folders(name)
        self._put(staged, _AFTER, self._listing)

    def _put(self, staged: dict[str, Path], key: str, name: str) -> None:
        """Let a content that is there under another name take its place."""
        staged[key].replace(self._folder / name)
        del staged[key]

    def _stage(self, name: str, content: bytes) -> Path:
        target = self._folder / name
        self._make(target.parent)
        handle, path = tempfile.mkstemp(dir=target.parent, prefix=".cxmap-", suffix=".new")
        try:
            with os.fdopen(handle, "wb") as new:
                new.write(content)
            Path(path).chmod(mode(target))
        except OSError:
            with suppress(OSError):
                Path(path).unlink()
            raise
        return Path(path)

    def _make(self, folder: Path) -> None:
        missing = [above for above in (folder, *folder.parents) if not above.exists()]
        for above in reversed(missing):
            above.mkdir()
            self._made.append(above)

    def _drop_folders(self, name: str) -> None:
        """Remove the folders of a file that are empty now."""
        with suppress(OSError):
            for above in Path(name).parents[:-1]:
                (self._folder / above).rmdir()

    def _clear(self, staged: Iterable[Path]) -> None:
        """Remove what has not taken its place, and the folders that were made for it."""
        for path in staged:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()

    # The list of what is ours.

    def _read_list(self) -> dict[str, frozenset[str]]:
        if self._listed is None:
            return {}
        try:
            return _known(json.loads(self._listed))
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            path = Exact(self._folder / self._listing)
            raise CxmapError(
                said("{path} is damaged: it lists what cxmap wrote into this folder.", path=path),
                said("Get it back from git, or remove the folder and run this again."),
            ) from None


_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_NO_WAITING = getattr(os, "O_NONBLOCK", 0)
_BINARY = getattr(os, "O_BINARY", 0)
_VERSION = 1
# No file can be called so.
_MEANWHILE, _AFTER = "/meanwhile", "/after"
_TOO_LARGE = b"\0too large to be written by cxmap"

_MOVE = said("Move it, or choose another folder.")


def _link(path: Path) -> Message:
    return said("{path} is in the way: it is a link.", path=Exact(path))


def _known(written: Any) -> dict[str, frozenset[str]]:
    if not isinstance(written, dict) or written.get("version") != _VERSION:
        raise ValueError
    # What is no plain path below the folder cannot have been written by cxmap.
    return {
        name: frozenset(map(str, digests if isinstance(digests, list) else [digests]))
        for name, digests in dict(written["files"]).items()
        if is_inside(name)
    }


def _list(files: Mapping[str, Iterable[str]]) -> bytes:
    shown = {name: digests[0] if len(digests) == 1 else digests for name, digests in _sorted(files)}
    return (json.dumps({"version": _VERSION, "files": shown}, indent=1, ensure_ascii=True) + "\n").encode()


def _digests(files: Mapping[str, bytes]) -> dict[str, set[str]]:
    return {name: {_digest(content)} for name, content in files.items()}


def _mark(listed: bytes) -> str:
    return hashlib.sha256(listed).hexdigest()


def _sorted(files: Mapping[str, Iterable[str]]) -> list[tuple[str, list[str]]]:
    return [(name, sorted(digests)) for name, digests in sorted(files.items())]


def _same(there: bytes, content: bytes) -> bool:
    return there == content or _plain(there) == _plain(content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(_plain(content)).hexdigest()[:32]


def _plain(content: bytes) -> bytes:
    """Return content with line ends as cxmap writes them: git may have changed them on Windows."""
    return content.replace(b"\r\n", b"\n") if b"\r" in content else content


def mode(path: Path) -> int:
    """Return the permissions that a file has, or that a new one gets."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask

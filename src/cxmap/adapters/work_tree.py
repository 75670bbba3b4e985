"""The files of a folder, as they are on disk now."""
# ruff: noqa: PTH115, PTH118 - paths are bytes here, so that they do not depend on the locale, and pathlib knows only text

import errno
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from cxmap.adapters.journey_files import (
    GONE,
    IS_LINK,
    ROOT,
    Tally,
    link_trouble,
    might_hold,
    name_trouble,
    split,
    too_large,
)
from cxmap.errors import CxmapError
from cxmap.message import Exact, Message, said
from cxmap.source.tree import CONFIG_FILE, DEFAULT_LIMITS, Blob, Limits, Unreadable

WORKING_TREE = said("the working tree")

_CONFIG = CONFIG_FILE.encode()

# How Windows marks its second kind of link to a folder, which Python does not count as a link.
_JUNCTION = 0xA0000003

# Windows has neither of the first two, and nothing else has the last. O_NONBLOCK: a pipe without a writer would
# be waited for without end.
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = _SAFE | getattr(os, "O_DIRECTORY", 0)

_SPECIAL = said(
    "This is no ordinary file but a folder, a pipe or a device, so cxmap does not read it. Remove or rename it."
)
_FORBIDDEN = said("cxmap is not allowed to read this. Give the user who runs cxmap the right to read it.")


def find_repository(start: Path) -> Path:
    """Return the closest folder, from `start` upwards, that holds a `cxmap.yaml`.

    Raises `CxmapError` when there is none or `start` cannot be looked at.
    """
    try:
        folder = start.resolve()
        _check_folder(start, folder.stat())
        for candidate in (folder, *folder.parents):
            if _holds_config(candidate):
                return candidate
    except (OSError, RuntimeError, ValueError) as error:  # resolve() reports a circle of links as a RuntimeError
        raise _unusable(start, error) from error
    raise CxmapError(
        said(
            "There is no journey repository here: neither {folder} nor a folder above it holds a `cxmap.yaml`.",
            folder=Exact(start),
        ),
        said("Start one with `cxmap init`, or name the folder of one with `--repo`."),
    )


class WorkTree:
    """A folder as a tree: everything in it that is wanted, edits that are not committed included.

    No link is followed, so nothing outside the folder can be read. A link to a file or folder inside is left out
    without a word, because what it leads to is read under its own path.
    """

    def __init__(self, root: Path, limits: Limits = DEFAULT_LIMITS, label: Message = WORKING_TREE) -> None:
        self.label: Final = label
        self._root = os.fsencode(root)
        self._limits = limits
        self._parent: _OpenFolder | None = None

    def blobs(self, wanted: Callable[[str], bool]) -> Iterable[Blob]:
        """List the wanted files in the order of their paths."""
        self._parent = None  # folders may have been replaced since files were last read
        found = _Found(Tally(self._limits))
        folders = [b""]
        try:
            while folders:
                folders += self._list(folders.pop(), wanted, found)
        except Unreadable as too_much:
            return [Blob(ROOT, trouble=too_much.message)]
        for path in found.links:
            if trouble := link_trouble(path, self._link, found.files, self._is_folder):
                found.troubles.append(Blob(path, trouble=trouble))
        return sorted([*map(Blob, found.files), *found.troubles], key=lambda blob: blob.path)

    def read(self, path: str) -> bytes:
        """Return the content of one file."""
        try:
            descriptor = self._open(split(path))
            try:
                return _content(descriptor, self._limits)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise Unreadable(_trouble(error)) from error

    def _list(self, folder: bytes, wanted: Callable[[str], bool], found: "_Found") -> list[bytes]:
        """Take in the files and links of one folder and return the folders in it."""
        inner = []
        before = folder + b"/" if folder else b""
        try:
            with os.scandir(os.path.join(self._root, folder)) as entries:
                for entry in entries:
                    path = before + entry.name
                    if entry.name.startswith(b"."):
                        continue
                    if _is_link(entry):
                        found.add_link(entry, _text(path), wanted)
                    elif not entry.is_dir(follow_symlinks=False):
                        found.add_file(entry, _text(path), wanted)
                    else:
                        inner.append(path)
        except OSError as error:
            where = _text(folder)
            if not where or might_hold(where, wanted):
                found.troubles.append(Blob(where or ROOT, trouble=_trouble(error)))
        return inner

    def _link(self, path: str) -> str | None:
        """Return where a link of this path leads, or None if there is no link."""
        try:
            target = os.readlink(self._full(path))
        except OSError:
            return None
        return _text(target.replace(os.fsencode(os.sep), b"/"))

    def _is_folder(self, path: str) -> bool:
        try:
            return stat.S_ISDIR(os.lstat(self._full(path)).st_mode)
        except OSError:
            return False

    def _full(self, path: str) -> bytes:
        return os.path.join(self._root, path.encode("utf-8", "surrogateescape"))

    def _open(self, parts: list[bytes]) -> int:
        if os.open not in os.supports_dir_fd:
            return self._open_by_path(parts)
        # Step by step from the root, so that no folder on the way can be a link. Files are mostly read folder by
        # folder, so the last folder stays open.
        *folders, name = parts
        parent = self._parent
        if parent is None or parent.parts != folders:
            parent = _OpenFolder(self._root, folders)
            self._parent = parent
        return os.open(name, os.O_RDONLY | _SAFE, dir_fd=parent.descriptor)

    def _open_by_path(self, parts: list[bytes]) -> int:
        path = self._root
        for part in parts:
            path = os.path.join(path, part)
            if stat.S_ISLNK(os.lstat(path).st_mode):
                raise Unreadable(IS_LINK)
        return os.open(path, os.O_RDONLY | _SAFE)


class _Found:
    """What a walk has come across."""

    def __init__(self, tally: Tally) -> None:
        self.files: set[str] = set()
        self.links: list[str] = []
        self.troubles: list[Blob] = []
        self._tally = tally

    def add_file(self, entry: os.DirEntry[bytes], path: str, wanted: Callable[[str], bool]) -> None:
        """Take in what is neither a folder nor a link, if it is wanted."""
        if entry.name == _CONFIG or not wanted(path):
            return
        self._tally.add(files=1)
        if trouble := self._file_trouble(entry, path):
            self.troubles.append(Blob(path, trouble=trouble))
        else:
            self.files.add(path)

    def add_link(self, entry: os.DirEntry[bytes], path: str, wanted: Callable[[str], bool]) -> None:
        """Take in a link, to be judged once all files are known, if a journey file could stand there."""
        file_wanted = entry.name != _CONFIG and wanted(path)
        if might_hold(path, wanted) if _leads_to_folder(entry) else file_wanted:
            self._tally.add(files=1)
            self.links.append(path)

    def _file_trouble(self, entry: os.DirEntry[bytes], path: str) -> Message | None:
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            return _trouble(error)
        if not stat.S_ISREG(status.st_mode):
            return _SPECIAL
        self._tally.add(size=status.st_size)
        return name_trouble(path)


class _OpenFolder:
    """A folder inside the root that was reached without following a link, closed when nobody holds it any more."""

    descriptor = -1

    def __init__(self, root: bytes, parts: list[bytes]) -> None:
        self.parts = parts
        # The root itself is the user's choice and may be a link.
        self.descriptor = os.open(root, os.O_RDONLY | (_FOLDER & ~getattr(os, "O_NOFOLLOW", 0)))
        for part in parts:
            outer = self.descriptor
            self.descriptor = os.open(part, os.O_RDONLY | _FOLDER, dir_fd=outer)
            os.close(outer)

    def __del__(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)


def _check_folder(start: Path, status: os.stat_result) -> None:
    if not stat.S_ISDIR(status.st_mode):
        raise CxmapError(
            said("{path} is a file, not a folder.", path=Exact(start)), said("Name the folder that holds it.")
        )


def _holds_config(folder: Path) -> bool:
    path = folder / CONFIG_FILE
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    if stat.S_ISREG(status.st_mode):
        return True
    raise CxmapError(
        said("{path} is no ordinary file.", path=Exact(path)),
        said("Put the file itself there, not a link or a folder."),
    )


def _unusable(start: Path, error: Exception) -> CxmapError:
    path = Exact(start)
    if isinstance(error, FileNotFoundError):
        return CxmapError(
            said("There is no folder {path}.", path=path),
            said("Check the path, or start a repository with `cxmap init`."),
        )
    if isinstance(error, PermissionError):
        return CxmapError(
            said("cxmap is not allowed to look into {path}.", path=path),
            said("Give yourself the right to read the folder."),
        )
    return CxmapError(said("{path} cannot be used as a folder.", path=path), said("Check the path."))


def _is_link(entry: os.DirEntry[bytes]) -> bool:
    if entry.is_symlink():
        return True
    return os.name == "nt" and getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _leads_to_folder(entry: os.DirEntry[bytes]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a circle, or a place that may not be looked at
        return False


def _text(path: bytes) -> str:
    """Return a path as text, the same way for every locale."""
    return path.decode("utf-8", "surrogateescape")


def _content(descriptor: int, limits: Limits) -> bytes:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(_SPECIAL)
    if status.st_size > limits.file_bytes:
        raise too_large(limits)
    content = os.read(descriptor, status.st_size + 1)
    if len(content) <= status.st_size:
        return content  # one byte more was asked for than came: this is the end
    # It has grown since, or the file system does not know sizes.
    while piece := os.read(descriptor, limits.file_bytes + 1 - len(content)):
        content += piece
    if len(content) > limits.file_bytes:
        raise too_large(limits)
    return content


def _trouble(error: OSError) -> Message:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return GONE
    if isinstance(error, PermissionError):
        return _FORBIDDEN
    if error.errno in (errno.ELOOP, errno.EMLINK):
        return IS_LINK
    if error.errno == errno.ENXIO:
        return _SPECIAL
    return said(
        "This cannot be read: the system reports {error}. Check the disk, or try again.",
        error=errno.errorcode.get(error.errno or 0) or said("an error"),
    )

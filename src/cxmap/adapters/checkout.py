"""The files of a working tree that a commit of it would hold, so that the two can be compared."""
# ruff: noqa: PTH112, PTH114, PTH118 - paths are bytes here, so that they do not depend on the locale

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from cxmap.adapters.git import LINK_MODE, SUBMODULE_MODE, Git
from cxmap.adapters.git_tree import SUBMODULE
from cxmap.adapters.journey_files import might_hold
from cxmap.adapters.work_tree import WorkTree
from cxmap.source.tree import DEFAULT_LIMITS, Blob, Limits


class Checkout:
    """The working tree of a git repository, as a tree: edits and files that are not committed yet included.

    Files that git ignores are left out, and folders that are git repositories of their own are trouble, because
    that is what they are in a commit. So a commit and its unchanged working tree hold the same, to the last link.

    Args:
        git: the git repository, asked from the folder.
        folder: where the journey repository lies.
        limits: how much is read.
    """

    def __init__(self, git: Git, folder: Path, limits: Limits = DEFAULT_LIMITS) -> None:
        self._git = git
        self._folder = os.fsencode(folder)
        self._tree = WorkTree(folder, limits)
        self.label = self._tree.label

    def blobs(self, wanted: Callable[[str], bool]) -> Iterable[Blob]:
        """List the wanted files in the order of their paths."""
        outside = _Outside(self._git, self._full)
        blobs = self._tree.blobs(lambda path: wanted(path) and not outside.holds(path))
        kept = (blob for blob in blobs if not blob.trouble or wanted(blob.path) or not self._is_link(blob.path))
        repositories = (Blob(path, trouble=SUBMODULE) for path in outside.repositories if might_hold(path, wanted))
        return sorted([*kept, *repositories], key=lambda blob: blob.path)

    def read(self, path: str) -> bytes:
        """Return the content of one file."""
        return self._tree.read(path)

    def _is_link(self, path: str) -> bool:
        """Tell whether this is a link: one to a folder is none of a commit's files, wherever it leads."""
        return os.path.islink(self._full(path))

    def _full(self, path: str) -> bytes:
        return os.path.join(self._folder, path.encode("utf-8", "surrogateescape"))


class _Outside:
    """What lies in a working tree but would not be in a commit of it."""

    def __init__(self, git: Git, full: Callable[[str], bytes]) -> None:
        self._full = full
        self._ignored = git.ignored()
        modes = {entry.path: entry.mode for entry in git.tracked()}
        submodules = {path for path, mode in modes.items() if mode == SUBMODULE_MODE}
        self._tracked = modes.keys() - submodules
        self.repositories = {path for path in submodules if os.path.isdir(full(path))}
        self._folders: dict[str, bool] = {"": "./" in self._ignored, **dict.fromkeys(self.repositories, True)}
        links = {path for path, mode in modes.items() if mode == LINK_MODE}
        # Where the system has no links, git writes files that hold where they lead.
        self._in_place_of_links = links if links and not git.has_links() else set()

    def holds(self, path: str) -> bool:
        """Tell whether a file would not be in a commit. Folders that are repositories are noted on the way."""
        if path in self._tracked:
            return path in self._in_place_of_links
        return path in self._ignored or self._holds_folder(path.rpartition("/")[0])

    def _holds_folder(self, folder: str) -> bool:
        if folder not in self._folders:
            self._folders[folder] = (
                self._holds_folder(folder.rpartition("/")[0])
                or f"{folder}/" in self._ignored
                or self._is_repository(folder)
            )
        return self._folders[folder]

    def _is_repository(self, folder: str) -> bool:
        full = self._full(folder)
        found = not os.path.islink(full) and os.path.lexists(os.path.join(full, b".git"))
        if found:
            self.repositories.add(folder)
        return found

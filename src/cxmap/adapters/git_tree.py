"""The files of one commit, read from git without checking it out."""

from collections.abc import Callable, Iterable
from contextlib import closing

from cxmap.adapters.git import FILE_MODES, LINK_MODE, Entry, Git, abbreviated, short
from cxmap.adapters.journey_files import (
    IS_LINK,
    ROOT,
    Tally,
    is_left_out,
    link_trouble,
    might_hold,
    name_trouble,
    split,
    too_large,
)
from cxmap.errors import CxmapError
from cxmap.message import Message, said
from cxmap.source.tree import DEFAULT_LIMITS, Blob, Limits, Unreadable, setting

SUBMODULE = said(
    "This folder is a git submodule. Its files belong to another repository, so cxmap cannot read them from a commit. "
    "Leave the folder out with `exclude` in cxmap.yaml."
)
"""What is said of a folder that is a git repository of its own."""

_GONE = said("There is no such file in this revision.")
_TWICE = said("This revision lists this file twice, so it is damaged. Look for the damage with `git fsck`.")


class GitTree:
    """The files of one commit below a folder, as a tree.

    Args:
        git: the git repository.
        commit: the id of the commit.
        prefix: where the journey repository lies in it, with a slash at the end, or "" for its root.
        limits: how much is read.
        revision: what the user calls the commit, or words for one that has no name of its own.
    """

    def __init__(
        self, git: Git, commit: str, prefix: str = "", limits: Limits = DEFAULT_LIMITS, revision: str | Message = ""
    ) -> None:
        self._git = git
        self._commit = commit
        self._prefix = prefix
        self._limits = limits
        self._files: dict[str, Entry] = {}
        self._read: set[str] = set()
        self._size = 0
        self.label = _label(commit, short(revision) if isinstance(revision, str) else revision)

    def blobs(self, wanted: Callable[[str], bool]) -> Iterable[Blob]:
        """List the wanted files in the order of their paths."""
        found = _Found(Tally(self._limits))
        try:
            with closing(self._git.entries(self._commit, self._prefix)) as entries:
                for entry in entries:
                    path = entry.path.removeprefix(self._prefix)
                    if not is_left_out(path):
                        found.add(path, entry, wanted)
        except Unreadable as too_much:
            return [Blob(ROOT, trouble=too_much.message)]
        self._files |= found.files  # what was listed for another question stays known

        def link(path: str) -> str | None:
            return self._target(found.links[path]) if path in found.links else None

        for path in filter(wanted, found.links):
            if trouble := link_trouble(path, link, found.files, found.is_folder):
                found.troubles.append(Blob(path, trouble=trouble))
        files = (Blob(path, entry.oid) for path, entry in found.files.items())
        return sorted([*files, *found.troubles], key=lambda blob: blob.path)

    def read(self, path: str) -> bytes:
        """Return the content of one file.

        Raises `CxmapError` when the files that were read are too large together.
        """
        entry = self._files.get(path) or self._look_up(path)
        content = self._git.content(entry.oid, self._limits.file_bytes)
        if path not in self._read:
            self._read.add(path)
            self._size += self._limits.file_bytes if content is None else len(content)
        if self._size > self._limits.repository_bytes:
            raise CxmapError(
                said(
                    "The files of {revision} hold more than {limit} bytes together.",
                    revision=self.label,
                    limit=self._limits.repository_bytes,
                ),
                said(
                    "Leave some out with `exclude` in cxmap.yaml, or raise the limit with the environment variable "
                    "{setting}.",
                    setting=setting("repository_bytes"),
                ),
            )
        if content is None:
            raise too_large(self._limits)
        return content

    def _look_up(self, path: str) -> Entry:
        """Return the file of a path that was not listed, `cxmap.yaml` for one."""
        split(path)
        with closing(self._git.entries(self._commit, self._prefix + path)) as entries:
            entry = next(entries, None)
        if entry is None or entry.path != self._prefix + path:
            raise Unreadable(_GONE)
        if entry.mode not in FILE_MODES:
            raise Unreadable(IS_LINK if entry.mode == LINK_MODE else SUBMODULE)
        return entry

    def _target(self, link: Entry) -> str:
        content = self._git.content(link.oid, self._limits.file_bytes)
        if content is None:
            raise too_large(self._limits)
        return content.decode("utf-8", "surrogateescape")


def _label(commit: str, called: str | Message) -> Message:
    if isinstance(called, str) and commit.startswith(called):
        return said("{commit}", commit=abbreviated(commit))
    return said("{commit} ({called})", commit=abbreviated(commit), called=called)


class _Found:
    """What the list of a commit holds that is of interest."""

    def __init__(self, tally: Tally) -> None:
        self.files: dict[str, Entry] = {}
        self.links: dict[str, Entry] = {}
        self.troubles: list[Blob] = []
        self._folders = {""}
        self._tally = tally

    def add(self, path: str, entry: Entry, wanted: Callable[[str], bool]) -> None:
        """Take in a file, a link or a submodule."""
        self._add_folder(path)
        if entry.mode == LINK_MODE:
            self._tally.add(files=1)
            self.links[path] = entry  # to be judged once all files are known, if wanted, and passed by other links
        elif entry.mode not in FILE_MODES:
            if might_hold(path, wanted):
                self._add_trouble(path, SUBMODULE)
        elif wanted(path):
            if trouble := name_trouble(path):
                self._add_trouble(path, trouble)
            elif path in self.files:
                self._add_trouble(path, _TWICE)
            else:
                self._tally.add(files=1)
                self.files[path] = entry

    def is_folder(self, path: str) -> bool:
        """Tell whether there is a folder at a path."""
        return path in self._folders

    def _add_folder(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        while folder not in self._folders:
            self._folders.add(folder)
            self._tally.add(folders=1)
            folder = folder.rpartition("/")[0]

    def _add_trouble(self, path: str, trouble: Message) -> None:
        self._tally.add(files=1)
        self.troubles.append(Blob(path, trouble=trouble))

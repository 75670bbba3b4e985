"""What cxmap reads: the files of one revision, wherever that revision lies."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from cxmap.message import Message

CONFIG_FILE = "cxmap.yaml"
"""The name of the file that makes a folder a journey repository."""


class Blob(NamedTuple):
    """One file of a tree.

    `path` is relative to the root of the repository, with `/`. `oid` is git's object id of the content, or empty
    where it is known only once the file has been read. `trouble` says why there is nothing to read (a folder that
    may not be listed, a pipe, a link that leads out): it becomes a finding.
    """

    path: str
    oid: str = ""
    trouble: Message | None = None


class Unreadable(Exception):  # noqa: N818 - a state of the file that becomes a finding, not an error of cxmap
    """A file that is listed cannot be read; `message` says why, for a finding."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Tree(Protocol):
    """The files of one revision: a folder, a git commit, an editor's buffers."""

    @property
    def label(self) -> Message:
        """What to call this revision within a sentence: "the working tree", a commit's id."""

    def blobs(self, wanted: Callable[[str], bool]) -> Iterable[Blob]:
        """List the files whose path is wanted, in the order of their paths, `CONFIG_FILE` and hidden folders left out.

        Whatever cannot be listed is a `Blob` with `trouble`, never left out in silence.
        """

    def read(self, path: str) -> bytes:
        """Return the content of one file of the tree, up to the limit on a file's size.

        Raises `Unreadable` when it is gone, too large, no regular file or outside the repository.
        """


@dataclass(frozen=True, slots=True)
class Limits:
    """How much cxmap reads before it refuses, so that no file can hang or crash it.

    Every message about a limit names the environment variable that raises it. They are not in `cxmap.yaml`,
    because that file comes with the pull request that is being checked.
    """

    file_bytes: int = 1 << 20
    repository_bytes: int = 256 << 20
    files: int = 100_000
    depth: int = 64
    nodes: int = 200_000
    alias_nodes: int = 10_000
    scalar_bytes: int = 64 << 10


DEFAULT_LIMITS = Limits()


def setting(limit: str) -> str:
    """Return the environment variable that raises a limit: `CXMAP_MAX_FILE_BYTES` for `file_bytes`."""
    return f"CXMAP_MAX_{limit.upper()}"


def oid_of(content: bytes) -> str:
    """Return the id that git gives a blob of this content (SHA-1 object format)."""
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content), usedforsecurity=False).hexdigest()

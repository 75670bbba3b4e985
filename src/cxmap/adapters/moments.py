"""The commits that changed a map, as far back as is worth looking, and the files that it had then."""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple, Self

from cxmap.adapters.git import Git
from cxmap.adapters.git_log import way
from cxmap.adapters.git_tree import GitTree
from cxmap.adapters.stretch import Stretch
from cxmap.source.tree import DEFAULT_LIMITS, Limits

MOST_COMMITS = 3_000
"""How many commits are looked at, whatever they changed."""


class Changing(NamedTuple):
    """A commit that changed the map, and its day."""

    commit: str
    day: datetime.date


class Moments:
    """The past of a map before a revision, of which `wanted` tells the journey files by their paths.

    `day` is that of the revision. `mark` tells this past from all others, also from that of the same revision in a
    clone where more or less of it is known. Raises `CxmapError` when there is no such revision, and later when git
    cannot answer.
    """

    def __init__(self, git: Git, revision: str, wanted: Callable[[str], bool], limits: Limits = DEFAULT_LIMITS) -> None:
        self._git = git
        self._wanted = wanted
        self._limits = limits
        self.head = git.commit(revision)
        self.day = git.about(self.head).date.date()
        self._way = way(git, self.head)
        known = (git.prefix(), git.is_shallow(), self._way)
        self.mark = hashlib.sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def commits(self) -> tuple[Changing, ...]:
        """The commits that changed the map, the newest first."""
        return tuple(self._commits())

    def followed(self) -> Self:
        """Return this past, once git has told which commits changed the map."""
        _ = self.commits
        return self

    @property
    def latest(self) -> str:
        """The id of the commit since which the map is what it is: its lines stay the same when only others change."""
        return self.commits[0].commit if self.commits else self.head

    def files(self, commit: str) -> Mapping[str, str]:
        """Return the ids of the contents of the journey files of a commit, by their paths."""
        tree = GitTree(self._git, commit, self._git.prefix(), self._limits)
        return {blob.path: blob.oid for blob in tree.blobs(self._wanted) if not blob.trouble}

    def read(self, oid: str) -> bytes:
        """Return the content of a file. Raises `Unreadable` when it is too large."""
        return self._stretch.read(oid)

    @cached_property
    def _stretch(self) -> Stretch:
        base = self._way[MOST_COMMITS][0] if len(self._way) > MOST_COMMITS else None
        return Stretch(self._git, base, self.head, self._limits)

    def _commits(self) -> Iterator[Changing]:
        for logged in self._stretch.commits(self._wanted):
            yield Changing(logged.about.commit, logged.about.date.date())

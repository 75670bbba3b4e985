"""A stretch of history: the commits from one revision to another, as far as the clone has them."""

from collections.abc import Callable, Iterator

from cxmap.adapters.git import Git, abbreviated
from cxmap.adapters.git_log import Logged, log, way
from cxmap.adapters.git_tree import GitTree
from cxmap.adapters.journey_files import is_left_out, name_trouble, too_large
from cxmap.errors import CxmapError
from cxmap.message import Message, said
from cxmap.source.tree import DEFAULT_LIMITS, Limits


class Stretch:
    """The commits after one revision, or from the very beginning, up to another.

    `base` is the id of the commit after which it begins, None for the beginning of everything, and `head` that of the
    last commit. `notes` say what should be known about it. Raises `CxmapError` when there is no such revision, or no
    commit from the one to the other.
    """

    def __init__(self, git: Git, start: str | None, end: str = "HEAD", limits: Limits = DEFAULT_LIMITS) -> None:
        self._git = git
        self._limits = limits
        self._end = end
        self.head = git.commit(end)
        self.base = None if start is None else git.commit(start)
        self.notes: tuple[Message, ...] = ()
        if self.base is not None:
            self._check(str(start), self.base)
        commits = way(git, self.head, self.base)
        if not commits:
            raise CxmapError(
                said('There are no commits after "{start}" up to "{end}".', start=str(start), end=end),
                said("Name an earlier revision first, and a later one then."),
            )
        # Where the clone was cut off, a commit seems to have no parents and to bring everything.
        self._is_cut_off = len(commits[-1]) == 1 and git.is_shallow()
        if self._is_cut_off:
            self.notes += (
                said(
                    "This clone is shallow: what happened up to {commit} is not in it. Fetch the whole history "
                    "(`fetch-depth: 0` in CI, or `git fetch --unshallow`).",
                    commit=abbreviated(commits[-1][0]),
                ),
            )

    @property
    def tree(self) -> GitTree:
        """The files at the end."""
        return GitTree(self._git, self.head, self._git.prefix(), self._limits, self._end)

    def commits(self, wanted: Callable[[str], bool]) -> Iterator[Logged]:
        """Yield the commits that changed wanted journey files, the newest first."""

        def counts(path: str) -> bool:
            return wanted(path) and not is_left_out(path) and name_trouble(path) is None

        for logged in log(self._git, self.head, self.base, wanted=counts):
            if logged.parents or not self._is_cut_off:
                yield logged

    def read(self, oid: str) -> bytes:
        """Return the content of a file. Raises `Unreadable` when it is too large."""
        content = self._git.content(oid, self._limits.file_bytes)
        if content is None:
            raise too_large(self._limits)
        return content

    def _check(self, start: str, base: str) -> None:
        """See to it that the one revision led to the other, or say where they parted."""
        bases = self._git.merge_bases(base, self.head)
        if not bases:
            raise CxmapError(
                said(
                    '"{base}" and "{head}" have no commit in common: their histories are unrelated.',
                    base=start,
                    head=self._end,
                ),
                said("Name two revisions of one history."),
            )
        if base not in bases and self.head not in bases:
            self.notes += (
                said(
                    "{start} is no earlier state of {end}: the commits since the two parted are told, and what only "
                    "{start} has is not.",
                    start=start,
                    end=self._end,
                ),
            )

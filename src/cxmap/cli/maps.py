"""The revisions of a map that a command reads to answer a question, and what it says of what could not be read."""

from collections.abc import Callable, Collection
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self

import typer

from cxmap.cli.options import disk_cache, git_root, limits, repository
from cxmap.cli.screen import progress_bar, tell
from cxmap.errors import CxmapError

if TYPE_CHECKING:
    import datetime

    from cxmap.adapters.cache import DiskCache
    from cxmap.adapters.git import Git
    from cxmap.adapters.moments import Moments
    from cxmap.app.means import Means
    from cxmap.app.reading import Reading
    from cxmap.app.repository import Opened
    from cxmap.app.validate import Checked
    from cxmap.atlas.atlas import Atlas
    from cxmap.findings import Finding
    from cxmap.source.tree import Tree
    from cxmap.words import Words

Rev = Annotated[str | None, typer.Option("--rev", metavar="REV", help="Look at a revision, without checking it out.")]
Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        metavar="REV",
        help="What `state:changed` compares with; else where this branch left the base of cxmap.yaml.",
    ),
]


class Maps:
    """The revisions of one repository. Git is asked only when a revision is. Use it in a `with` statement.

    `lang` is the language that was asked for, or empty. `certain` says whether whoever asks the same of the same files
    and commits gets the same: not where something could not be read, or git had to be asked what to compare with.
    """

    def __init__(self, repo: Path | None, rev: str | None, *, no_cache: bool, lang: str = "") -> None:
        self.root = repository(repo)[0]
        self._rev = rev
        self._lang = lang
        self.limits = limits()
        self.cache = disk_cache(self.root, off=no_cache)
        self.certain = True
        self._stack = ExitStack()
        self._bases: dict[str | None, Atlas] = {}
        self._commits: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stack.close()

    @cached_property
    def head(self) -> "Reading":
        """The map that is asked about. What could not be read of it is said on stderr."""
        from cxmap.app.means import Means
        from cxmap.app.reading import read_opened

        opened = self.opened
        with progress_bar() as progress:
            reading = read_opened(opened, Means(self.limits, self._own_cache, progress))
        if self._own_cache:
            self._own_cache.close()
        if reading.unread or reading.read_in_part:
            self.certain = False
            _say_what_is_missing(reading, self.words)
        return reading

    @cached_property
    def opened(self) -> "Opened":
        """The settings and the files of this map, before they are read as YAML."""
        from cxmap.app.collection import collection_paused
        from cxmap.app.repository import open_repository

        with collection_paused():
            return open_repository(self.tree)

    @property
    def language(self) -> str:
        """The language to answer in: the one asked for, else that of the settings."""
        return self._lang or self.opened.settings.config.language

    @property
    def words(self) -> "Words":
        """The words of this language."""
        from cxmap.languages import words_for

        return words_for(self.language)

    def changed_since(self, base: str | None) -> Callable[[], Collection[str]]:
        """Return what returns the touchpoints that have changed since a revision, for `state:changed`."""

        def changed() -> Collection[str]:
            from cxmap.app.things.changed import changed_touchpoints

            return changed_touchpoints(self.base(base), self.head.atlas)

        return changed

    def base(self, revision: str | None) -> "Atlas":
        """Return the map of a revision to compare with; an empty one where there was none yet: everything is new."""
        if revision not in self._bases:
            self.certain = self.certain and revision is not None
            self._bases[revision] = self._read_base(revision)
        return self._bases[revision]

    def findings(self, today: "datetime.date") -> "tuple[Finding, ...]":
        """Return what is wrong on the map that is asked about, as `cxmap validate` finds it."""
        return self.checked(today).findings

    def checked(self, today: "datetime.date") -> "Checked":
        """Return what is wrong on the map that is asked about, and what could not be checked."""
        from cxmap.app.validate import Scope, check_opened

        checked = check_opened(self.opened, lambda: self.head.atlas, Scope(today), self.means)
        self.keep()
        return checked

    @property
    def means(self) -> "Means":
        """How the map that is asked about is read."""
        from cxmap.app.means import Means

        return Means(self.limits, self._own_cache)

    def keep(self) -> None:
        """Let the cache keep what was found out since it was read."""
        if self.cache:
            self.cache.close()

    @cached_property
    def tree(self) -> "Tree":
        """The files of the map that is asked about."""
        from cxmap.adapters.work_tree import WorkTree

        return WorkTree(self.root, self.limits) if self._rev is None else self._at(self._rev)

    @cached_property
    def past(self) -> "Moments | None":
        """The past of this map; None where it has none: without git, before the first commit, in a damaged clone."""
        from cxmap.adapters.moments import Moments
        from cxmap.app.repository import wanted

        if git_root(self.root) is None:
            return None
        # What cannot be read of the past is no reason to say nothing of the present.
        with suppress(CxmapError):
            revision = self.commit(self._rev or "HEAD")
            return Moments(self._git, revision, wanted(self.opened.settings.config), self.limits)
        self.certain = False
        return None

    def commit(self, revision: str) -> str:
        """Return the id of the commit that a revision names, always the same: meanwhile a branch may move on."""
        if revision not in self._commits:
            self._commits[revision] = self._git.commit(revision)
        return self._commits[revision]

    def _read_base(self, revision: str | None) -> "Atlas":
        from cxmap.app.means import Means
        from cxmap.app.reading import read
        from cxmap.app.repository import holds_map
        from cxmap.app.two_sided import Side
        from cxmap.atlas.load import assemble

        tree = self._base(revision)
        if not holds_map(tree):
            return assemble(())
        return read(tree, Means(self.limits, Side(self.cache, "base") if self.cache else None)).atlas

    @property
    def _own_cache(self) -> "DiskCache | None":
        """The cache for what is asked about. What an old revision holds is no reason to forget what the files hold."""
        return self.cache if self._rev is None else None

    @cached_property
    def _git(self) -> "Git":
        from cxmap.adapters.git import Git

        return self._stack.enter_context(Git(self.root))

    def _at(self, revision: str) -> "Tree":
        from cxmap.adapters.git_tree import GitTree

        return GitTree(self._git, self.commit(revision), self._git.prefix(), self.limits, revision)

    def _base(self, base: str | None) -> "Tree":
        from cxmap.adapters.revisions import grown_from

        if base is not None:
            return self._at(base)
        return grown_from(self._git, self._rev or "HEAD", self.opened.settings.config.base, self.limits).tree


def _say_what_is_missing(reading: "Reading", words: "Words") -> None:
    from cxmap.message import said
    from cxmap.words import count, say

    told = []
    if reading.unread:
        one = "{number} file could not be read and is left out."
        many = "{number} files could not be read and are left out."
        told.append(count(reading.unread, one, many, words))
    if reading.read_in_part:
        one, many = "{number} file could be read only in part.", "{number} files could be read only in part."
        told.append(count(reading.read_in_part, one, many, words))
    if told:
        told.append(say(said("`cxmap validate` says what is wrong there."), words))
        tell(" ".join(told) + "\n")

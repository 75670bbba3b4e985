"""The revisions of a map that a command reads to answer a question, and what it says of what could not be read."""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Annotated, Self

import typer

from cxmap.cli.options import disk_cache, limits, repository
from cxmap.cli.screen import progress_bar, tell

if TYPE_CHECKING:
    from cxmap.adapters.git import Git
    from cxmap.app.reading import Reading
    from cxmap.source.tree import Tree

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
    """The revisions of one repository. Git is asked only when a revision is. Use it in a `with` statement."""

    def __init__(self, repo: Path | None, rev: str | None, *, no_cache: bool) -> None:
        self.root = repository(repo)[0]
        self._rev = rev
        self._limits = limits()
        self._cache = disk_cache(self.root, off=no_cache)
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stack.close()

    @cached_property
    def head(self) -> "Reading":
        """The map that is asked about. What could not be read of it is said on stderr."""
        from cxmap.adapters.work_tree import WorkTree
        from cxmap.app.means import Means
        from cxmap.app.reading import read

        at_revision = self._rev is not None
        tree = self._at(self._rev) if self._rev is not None else WorkTree(self.root, self._limits)
        # What an old revision holds is no reason to forget what the files hold now.
        cache = None if at_revision else self._cache
        with progress_bar() as progress:
            reading = read(tree, Means(self._limits, cache, progress))
        if cache:
            cache.close()
        _say_what_is_missing(reading)
        return reading

    def changed_since(self, base: str | None) -> Callable[[], Collection[str]]:
        """Return what returns the touchpoints that have changed since a revision, for `state:changed`."""

        def changed() -> Collection[str]:
            from cxmap.app.means import Means
            from cxmap.app.reading import read
            from cxmap.app.repository import holds_map
            from cxmap.app.things.changed import changed_touchpoints
            from cxmap.app.two_sided import Side

            tree = self._base(base)
            if not holds_map(tree):
                return self.head.atlas.touchpoints  # before the first map, everything is new
            means = Means(self._limits, Side(self._cache, "base") if self._cache else None)
            return changed_touchpoints(read(tree, means).atlas, self.head.atlas)

        return changed

    @cached_property
    def _git(self) -> "Git":
        from cxmap.adapters.git import Git

        return self._stack.enter_context(Git(self.root))

    def _at(self, revision: str) -> "Tree":
        from cxmap.adapters.revisions import revision_tree

        return revision_tree(self._git, revision, self._limits)

    def _base(self, base: str | None) -> "Tree":
        from cxmap.adapters.revisions import grown_from

        if base is not None:
            return self._at(base)
        return grown_from(self._git, self._rev or "HEAD", self.head.settings.config.base, self._limits).tree


def _say_what_is_missing(reading: "Reading") -> None:
    from cxmap.words import count

    said = []
    if reading.unread:
        text = "{number} file could not be read and is left out.", "{number} files could not be read and are left out."
        said.append(count(reading.unread, *text))
    if reading.read_in_part:
        text = "{number} file could be read only in part.", "{number} files could be read only in part."
        said.append(count(reading.read_in_part, *text))
    if said:
        tell(" ".join([*said, "`cxmap validate` says what is wrong there."]) + "\n")

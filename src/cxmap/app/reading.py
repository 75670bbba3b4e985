"""Reads a revision for the commands that answer questions about the map, and check nothing."""

from typing import NamedTuple

from cxmap.app.collection import collection_paused
from cxmap.app.means import PLAIN, Means
from cxmap.app.repository import Opened, open_repository
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import assemble
from cxmap.config import Settings
from cxmap.source.tree import Tree


class Reading(NamedTuple):
    """One revision as far as it could be read. `name` is what the map is of."""

    name: str
    settings: Settings
    atlas: Atlas

    @property
    def unread(self) -> int:
        """How many files could not be read at all."""
        return len(self.atlas.unreadable)

    @property
    def read_in_part(self) -> int:
        """How many files could be read, but not everything in them."""
        return len({document.path for document, _ in self.atlas.flaws} - self.atlas.unreadable)


def read(tree: Tree, means: Means = PLAIN) -> Reading:
    """Return what the files of a revision say. Raises `CxmapError` as `open_repository` does."""
    with collection_paused():
        return read_opened(open_repository(tree), means)


def read_opened(opened: Opened, means: Means = PLAIN) -> Reading:
    """Return what the files of a revision say that was opened."""
    with collection_paused():
        return Reading(opened.name, opened.settings, assemble(opened.files, means.limits, means.cache, means.progress))

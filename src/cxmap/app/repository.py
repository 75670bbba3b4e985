"""A repository as the commands use it: its settings, and the atlas of the files that they ask for."""

from collections.abc import Callable
from typing import NamedTuple

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import Cache, load
from cxmap.config import Config, Settings, read_settings
from cxmap.errors import CxmapError
from cxmap.patterns import Matcher, matcher
from cxmap.source.tree import DEFAULT_LIMITS, Limits, Tree


class Repository(NamedTuple):
    """One revision of a journey repository."""

    settings: Settings
    atlas: Atlas

    @property
    def name(self) -> str:
        """What the map is of."""
        return self.settings.config.name or "this repository"


def read_repository(tree: Tree, limits: Limits = DEFAULT_LIMITS, cache: Cache | None = None) -> Repository:
    """Read a revision.

    Raises `CxmapError` when `cxmap.yaml` cannot be used, or when there is no journey file at all: nothing checked is
    never fine.
    """
    settings = read_settings(tree)
    atlas = load(tree, _wanted(settings.config), limits, cache)
    if not atlas.documents:
        raise CxmapError(
            f"There are no journey files in {tree.label}.",
            "Write one, such as touchpoints.yaml (`cxmap init` shows how), or look at `include` in cxmap.yaml.",
        )
    return Repository(settings, atlas)


def _wanted(config: Config) -> Callable[[str], bool]:
    included, excluded = matcher(config.include), matcher(config.exclude)
    return lambda path: included(path) and not excluded(path)

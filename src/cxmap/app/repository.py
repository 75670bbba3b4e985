"""A repository as the commands use it: its settings, and the atlas of the files that they ask for."""

from collections.abc import Callable
from typing import NamedTuple

from cxmap.atlas.load import File, open_files
from cxmap.config import Config, Settings, read_settings
from cxmap.errors import CxmapError
from cxmap.message import said
from cxmap.patterns import matcher
from cxmap.report.map_info import NAMELESS
from cxmap.source.tree import CONFIG_FILE, Tree, Unreadable


class Opened(NamedTuple):
    """One revision of a journey repository, before its files are read as YAML."""

    settings: Settings
    files: tuple[File, ...]

    @property
    def name(self) -> str:
        """What the map is of."""
        return self.settings.config.name or NAMELESS


def holds_map(tree: Tree) -> bool:
    """Return whether a revision is a journey repository at all: before the first map, everything is new."""
    try:
        tree.read(CONFIG_FILE)
    except Unreadable:
        return False
    return True


def open_repository(tree: Tree) -> Opened:
    """Return the settings and the files of a revision.

    Raises `CxmapError` when `cxmap.yaml` cannot be used, or when there is no journey file at all: nothing checked is
    never fine.
    """
    settings = read_settings(tree)
    files = tuple(open_files(tree, wanted(settings.config)))
    if not files:
        raise CxmapError(
            said("There are no journey files in {revision}.", revision=tree.label),
            said("Write one, such as touchpoints.yaml (`cxmap init` shows how), or look at `include` in cxmap.yaml."),
        )
    return Opened(settings, files)


def wanted(config: Config) -> Callable[[str], bool]:
    """Return what tells which files are journey files, by their paths."""
    included, excluded = matcher(config.include), matcher(config.exclude)
    return lambda path: included(path) and not excluded(path)

"""Which map an answer is about."""

from typing import NamedTuple

NAMELESS = "this repository"
"""What stands for the name of a map that has none."""


class MapInfo(NamedTuple):
    """The map, and what looked at it.

    `name` is what the map is of, `revision` what the user called the revision (empty for the files as they are),
    `version` that of cxmap. `whole` is false where something in the files could not be read.
    """

    version: str
    name: str
    revision: str = ""
    whole: bool = True

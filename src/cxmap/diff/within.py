"""Two atlases that are the same but for some files: it is enough to compare what stands in these."""

from collections.abc import Collection
from dataclasses import replace

from cxmap.atlas.atlas import Atlas
from cxmap.diff.diff import Diff


def diff_within(base: Atlas, head: Atlas, paths: Collection[str]) -> Diff:
    """Return what tells two atlases apart that differ only in the files of some paths.

    The outcome is that of `Diff(base, head)`, in a time that hangs on the size of these files and not of the map.
    """
    if any(_repeated_in(atlas, paths) for atlas in (base, head)):
        return Diff(base, head)  # what is declared twice may come to count where nothing was touched
    diff = Diff(_only(base, paths), _only(head, paths))
    diff.base, diff.head = base, head
    return diff


def _repeated_in(atlas: Atlas, paths: Collection[str]) -> bool:
    return any(placed.document.path in paths for pair in atlas.repeated for placed in pair)


def _only(atlas: Atlas, paths: Collection[str]) -> Atlas:
    """Return an atlas with only those things that stand in some files; all that could not be read is still known."""
    things = {
        kind: {name: placed for name, placed in found.items() if placed.document.path in paths}
        for kind, found in atlas.things.items()
    }
    return replace(atlas, things=things)

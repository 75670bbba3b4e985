"""Two atlases that are the same but for some files: it is enough to compare what stands in these."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.diff import Diff


def diff_within(base: Atlas, head: Atlas, paths: Collection[str], names: Iterable[tuple[str, str]]) -> Diff:
    """Return what tells two atlases apart that differ only in the files of some paths.

    `names` are the kinds and ids of all that stands in these files on either side, raw notes left out. The outcome is
    that of `Diff(base, head)`, in a time that hangs on the size of these files and not on that of the map.
    """
    if any(_is_repeated_in(atlas, paths) for atlas in (base, head)):
        return Diff(base, head)  # what is declared twice may come to count where nothing was touched
    named = list(dict.fromkeys(names))
    diff = Diff(_only(base, paths, named), _only(head, paths, named))
    diff.base, diff.head = base, head
    return diff


def _is_repeated_in(atlas: Atlas, paths: Collection[str]) -> bool:
    return any(placed.document.path in paths for pair in atlas.repeated for placed in pair)


def _only(atlas: Atlas, paths: Collection[str], names: Iterable[tuple[str, str]]) -> Atlas:
    """Return an atlas with only those things that stand in some files; all that could not be read is still known."""
    things: dict[str, dict[str, Placed[Any]]] = {kind: {} for kind in atlas.things}
    notes = (("interaction", number) for number in atlas.interactions)
    for kind, name in (*names, *notes):
        placed = atlas.things[kind].get(name)
        if placed and placed.document.path in paths:
            things[kind][name] = placed
    return replace(atlas, things=things)

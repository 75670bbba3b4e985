"""What of one revision could not be read, so that what the other has may well be there too."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.digest import Flaw
from cxmap.model.file import SECTIONS

_ANY = frozenset(section.kind for section in SECTIONS.values())
_LISTS = frozenset(section.kind for section in SECTIONS.values() if not section.keyed)


class Unread:
    """What of `atlas` could not be read, for things that `other` has and `atlas` has not."""

    def __init__(self, atlas: Atlas, other: Atlas) -> None:
        self._atlas = atlas
        self._other = other

    def may_hold(self, placed: Placed[Any]) -> bool:
        """Return whether a thing may stand in what could not be read.

        That is so where its own entry could not be read, or its file, or its section there; and where that is a file
        that the other revision does not have: the thing may have been moved to it.
        """
        if placed.kind not in _LISTS and placed.id in self._atlas.lost.get(placed.kind, ()):
            return True
        dark = self._dark
        return placed.kind in dark.get(placed.document.path, ()) or placed.kind in self._new_and_dark

    @cached_property
    def _dark(self) -> dict[str, set[str]]:
        """The kinds of things that may be missing from each file."""
        dark: dict[str, set[str]] = {path: set(_ANY) for path in self._atlas.unreadable}
        if self._atlas.whole and not self._atlas.flaws:
            return dark
        for document, flaw in self._atlas.flaws:
            dark.setdefault(document.path, set()).update(self._hidden_by(document.path, flaw))
        return dark

    @cached_property
    def _new_and_dark(self) -> set[str]:
        new = (kinds for path, kinds in self._dark.items() if path not in self._other.documents)
        return set().union(*new)

    def _hidden_by(self, path: str, flaw: Flaw) -> Iterator[str]:
        """Yield the kinds of which something wrong may hide whole things."""
        for route in (flaw.route, flaw.other):
            match route:
                case () if flaw.span is None and flaw.other is None:
                    yield from _ANY
                case (str(name),):
                    yield from (SECTIONS[name].kind,) if name in SECTIONS else _ANY
                case (str(name), int(key), *_) if name in SECTIONS and (path, (name, key)) not in self._atlas.listed:
                    yield SECTIONS[name].kind

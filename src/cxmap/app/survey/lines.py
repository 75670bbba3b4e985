"""On which lines things are declared: dear to find, so it is remembered for files that stay the same."""

import hashlib
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.load import Cache
from cxmap.report.entity import Site

_NAME = "lines"
_Found = dict[str, dict[str, int]]


class Lines:
    """Says on which lines the things of a map are declared. `keep` lets the cache know what was found."""

    def __init__(self, atlas: Atlas, cache: Cache | None = None) -> None:
        self._cache = cache
        files = sorted((path, document.oid) for path, document in atlas.documents.items())
        self._question = hashlib.sha256(repr(files).encode("utf-8", "surrogatepass")).digest()
        self._known: _Found = (cache.result(_NAME, self._question) if cache else None) or {}
        self._new = False

    def site(self, placed: Placed[Any]) -> Site:
        """Return where a thing is declared."""
        path, entity = placed.document.path, placed.entity
        in_file = self._known.setdefault(path, {})
        if entity not in in_file:
            in_file[entity] = placed.spot.place.span.line + 1
            self._new = True
        return Site(path, in_file[entity])

    def keep(self) -> None:
        """Let the cache keep the lines."""
        if self._cache and self._new:
            self._cache.keep_result(_NAME, self._question, self._known)

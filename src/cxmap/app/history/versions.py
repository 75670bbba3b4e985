"""The versions of files over a history: every one is read as YAML once, in however many commits it stands."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.digest import Digest, Flaw, unread
from cxmap.atlas.document import Document
from cxmap.atlas.load import Built, Cache, entities, join
from cxmap.atlas.many import Progress, digest_all
from cxmap.atlas.revise import revise
from cxmap.errors import CxmapError
from cxmap.message import said
from cxmap.model.file import SECTIONS
from cxmap.source.tree import Limits, Unreadable, setting

Read = Callable[[str], bytes]
"""Returns the content of a file by its id. Raises `Unreadable` where there is a reason not to read it."""


class Count(NamedTuple):
    """How many versions of files there are, and how many of them had to be read as YAML."""

    distinct: int
    parsed: int


class Versions:
    """What the versions of files say, by the ids of their contents."""

    def __init__(
        self, read: Read, limits: Limits, cache: Cache | None = None, progress: Progress | None = None
    ) -> None:
        self._read = read
        self._limits = limits
        self._cache = cache
        self._progress = progress
        self._kept = cache.files() if cache else {}
        self._digests: dict[str, Digest] = {}
        self._documents: dict[tuple[str, str], Document] = {}
        self._built: Built = {}
        self._bytes = 0
        self._parsed = 0

    @property
    def count(self) -> Count:
        """How many there are so far."""
        return Count(len(self._digests), self._parsed)

    def read(self, oids: Iterable[str]) -> None:
        """Read those of some versions that are not known yet.

        Raises `CxmapError` when all that was read is too large together.
        """
        new = [oid for oid in dict.fromkeys(oids) if oid not in self._digests]
        self._digests |= {oid: Digest(self._kept[oid]) for oid in new if oid in self._kept}
        contents: dict[str, bytes] = {}
        for oid in new:
            if oid not in self._kept:
                try:
                    contents[oid] = self._content(oid)
                except Unreadable as error:
                    self._digests[oid] = unread(Flaw("invalid-yaml", error.message))
        found = digest_all(list(contents.values()), self._limits, self._progress)
        self._digests.update(zip(contents, found, strict=True))
        self._parsed += len(contents)

    def is_readable(self, oid: str) -> bool:
        """Return whether anything could be read of a version."""
        return not self._digests[oid].unread

    def atlas(self, files: Mapping[str, str]) -> Atlas:
        """Return the atlas of some files: the ids of their contents by path. All of them have been read."""
        return join(
            ((self._document(path, oid), self._digests[oid]) for path, oid in sorted(files.items())), self._built
        )

    def revised(
        self, atlas: Atlas, before: Mapping[str, str], after: Mapping[str, str], paths: Collection[str]
    ) -> Atlas:
        """Return the atlas of some files, given the one of others that differ from them only at some paths."""
        versions = [(path, before.get(path), after.get(path)) for path in sorted(paths)]
        if not all(old and new and self._is_clean(old) and self._is_clean(new) for _, old, new in versions):
            return self.atlas(after)
        known = (
            (self._document(path, new), self._entities(old), self._entities(new))
            for path, old, new in versions
            if old and new
        )
        return revise(atlas, known) or self.atlas(after)

    def names(self, oid: str) -> list[tuple[str, str]]:
        """Return the kinds and ids of what a version declares, raw notes left out: they have none."""
        return [
            (SECTIONS[name].kind, str(key) if SECTIONS[name].keyed else value.key)
            for name, entries in self._entities(oid).items()
            if name != "interactions"
            for key, value in entries
        ]

    def keep(self) -> None:
        """Let the cache keep what was read, so that only what is new is read next time."""
        whole = {oid: digest.entities for oid, digest in self._digests.items() if not digest.flaws}
        if self._cache and not whole.keys() <= self._kept.keys():
            self._cache.keep_files({**self._kept, **whole})

    def _is_clean(self, oid: str) -> bool:
        return not self._digests[oid].flaws

    def _entities(self, oid: str) -> dict[str, list[tuple[str | int, Any]]]:
        return entities(oid, self._digests[oid], self._built)

    def _document(self, path: str, oid: str) -> Document:
        key = (path, oid)
        if key not in self._documents:
            self._documents[key] = Document(path, oid, lambda: self._read(oid))
        return self._documents[key]

    def _content(self, oid: str) -> bytes:
        content = self._read(oid)
        self._bytes += len(content)
        if self._bytes > self._limits.repository_bytes:
            raise CxmapError(
                said(
                    "The files of this history hold more than {limit} bytes together.",
                    limit=self._limits.repository_bytes,
                ),
                said(
                    "Ask for less of it with `--from` or `--limit`, or raise the limit with the environment variable "
                    "{setting}.",
                    setting=setting("repository_bytes"),
                ),
            )
        return content

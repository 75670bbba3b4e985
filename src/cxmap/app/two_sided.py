"""The cache as two revisions use it that are read in one run: what either needs is kept, whichever is read last."""

from typing import Any

from cxmap.atlas.digest import Frozen
from cxmap.atlas.load import Cache


class Side:
    """The cache as one of the revisions uses it: what it works out is kept under a name of its own."""

    def __init__(self, cache: Cache, name: str) -> None:
        self._cache = cache
        self._name = name
        self.used: dict[str, Frozen] = {}
        """What was read from the files of this side."""

    def files(self) -> dict[str, Frozen]:
        """Return what is known of files, by the id of their content."""
        self.used = self._cache.files()
        return self.used

    def keep_files(self, files: dict[str, Frozen]) -> None:
        """Take note of what this side has read."""
        self.used = files

    def result(self, name: str, question: bytes) -> Any:
        """Return the answer that was kept to a question, by this side or by a run over one revision alone."""
        answer = self._cache.result(f"{self._name} {name}", question)
        return self._cache.result(name, question) if answer is None else answer

    def keep_result(self, name: str, question: bytes, answer: Any) -> None:
        """Keep the answer to a question of this side."""
        self._cache.keep_result(f"{self._name} {name}", question, answer)


def keep_both(cache: Cache, *sides: Side) -> None:
    """Keep what was read on all sides, and nothing else."""
    used = {oid: entities for side in sides for oid, entities in side.used.items()}
    if used.keys() != cache.files().keys():
        cache.keep_files(used)

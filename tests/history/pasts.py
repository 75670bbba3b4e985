"""Histories for tests, told as the files of one commit after the other, without git."""

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise

from trees import MemoryTree

from cxmap.app.history.history import Asked, Source, Told, history
from cxmap.app.history.past import Edit, Edited, Past, Turn
from cxmap.app.history.versions import Versions
from cxmap.app.means import Means
from cxmap.config import read_settings
from cxmap.report.history import Bound, Commit
from cxmap.source.tree import DEFAULT_LIMITS, oid_of

CONFIG = read_settings(MemoryTree({})).config
Files = dict[str, str]


class Story:
    """Commits in a row, the oldest first, each with all its files."""

    def __init__(self, *states: Files) -> None:
        self.contents = {oid_of(text.encode()): text.encode() for state in states for text in state.values()}
        ids = [{path: oid_of(text.encode()) for path, text in state.items()} for state in states]
        self.files = ids[-1]
        self.commits = [edited(number, *states) for number, states in enumerate(pairwise([{}, *ids]))]
        self.reads: list[str] = []

    def read(self, oid: str) -> bytes:
        self.reads.append(oid)
        return self.contents[oid]

    def walk(self) -> tuple[Sequence[Turn], Versions]:
        """Return what each commit did, from nothing on."""
        versions = Versions(self.read, DEFAULT_LIMITS)
        return list(Past({}, versions).walk(self.commits)), versions

    def told(self, thing: str | None = None, *, after: int = 0, **asked) -> Told:
        """Return what is told of the commits after the first few."""
        source = Source(CONFIG, self.files, iter(self.commits[after:][::-1]), self.read)
        return history(source, Asked(Bound("HEAD", "1" * 40), thing=thing, **asked), Means())


def commit(number: int) -> Commit:
    date = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=number)
    return Commit(f"{number:040}", date, "Ada", f"Commit {number}")


def edited(number: int, before: Files, after: Files) -> Edited:
    return Edited(commit(number), tuple(_edits(before, after)))


def _edits(before: Files, after: Files) -> Iterator[Edit]:
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            yield Edit(path, before.get(path), after.get(path))

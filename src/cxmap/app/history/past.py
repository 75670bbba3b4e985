"""What each commit of a history did to the map: from files that were edited to things that changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cxmap.app.history.roles import Roles, roles
from cxmap.app.history.versions import Versions
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.many import Progress
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff
from cxmap.diff.within import diff_within
from cxmap.impact.records.records import records
from cxmap.impact.seen import see_all
from cxmap.message import Named
from cxmap.report.history import Commit
from cxmap.report.impact import Changed

Files = Mapping[str, str]
"""The journey files of a commit: the ids of their contents by path."""

Thing = tuple[str, str]
"""The kind and the id of something on the map."""


class Edit(NamedTuple):
    """A journey file that a commit edited: the ids of its contents, None where there was or is no such file."""

    path: str
    before: str | None
    after: str | None


class Edited(NamedTuple):
    """A commit, and the journey files in which it differs from the one before it."""

    commit: Commit
    edits: tuple[Edit, ...]


class Turn(NamedTuple):
    """What a commit did to the map.

    `came` and `went` are the things that were there only after or only before it, and `before` has the former ids of
    all things that bear another one since. `roles` says who has had which role since this commit, at everything it
    changed, and `renamed_owners` what owners are now that bore another id. `begins` is true where there was nothing
    before, `unread` are the files that could not be read in this commit.
    """

    commit: Commit
    changes: tuple[Changed, ...]
    records: tuple[Named, ...]
    came: frozenset[Thing]
    went: frozenset[Thing]
    before: Mapping[Thing, str]
    roles: Mapping[Thing, Roles]
    renamed_owners: Mapping[str, Named]
    begins: bool
    unread: tuple[str, ...]


class Past:
    """A stretch of history, walked through commit by commit.

    A file that cannot be read counts as it was before, until it can be read again: so nothing seems to go and come
    back, and what happened meanwhile is seen in the end.
    """

    def __init__(self, files: Files, versions: Versions) -> None:
        self._versions = versions
        self._files = dict(files)
        self._comparison: Comparison | None = None
        versions.read(files.values())
        self.atlas: Atlas = versions.atlas(self._files)
        """The map after the commits so far."""

    def walk(self, commits: Sequence[Edited], progress: Progress | None = None) -> Iterator[Turn]:
        """Yield what each of some commits did to the map, which follow one another, the oldest first.

        A commit that changed only how things are written did nothing, and is passed over.
        """
        self._versions.read(edit.after for edited in commits for edit in edited.edits if edit.after)
        for number, edited in enumerate(commits, 1):
            turn = self._turn(edited)
            if progress and number % _OFTEN == 0:
                progress(number, len(commits))
            if turn.changes or turn.unread or turn.before:
                yield turn

    def _turn(self, edited: Edited) -> Turn:
        after, unread = self._edited(edited.edits)
        paths = {edit.path for edit in edited.edits if after.get(edit.path) != self._files.get(edit.path)}
        begins = not self._files
        comparison = self._compared(after, paths)
        diff = comparison.diff
        changes = see_all(comparison, pointed=False) if paths else ()
        return Turn(
            edited.commit,
            changes,
            tuple(placed.named for placed in records(comparison, changes)) if changes else (),
            _things(diff.added),
            _things(diff.removed),
            dict(_other_ids(diff)),
            dict(_roles(diff)),
            {pair.before.id: pair.after.named for pair in diff.renamed if pair.after.kind == "owner"},
            begins,
            unread,
        )

    def _compared(self, after: dict[str, str], paths: Collection[str]) -> Comparison:
        """Go on to other files, and return what tells them from those before."""
        before, base = self._files, self.atlas
        self._files = after
        self.atlas = self._versions.revised(base, before, after, paths)
        versions = {files[path] for files in (before, after) for path in paths if path in files}
        names = (name for oid in sorted(versions) for name in self._versions.names(oid))
        diff = diff_within(base, self.atlas, paths, names)
        self._comparison = self._comparison.then(diff) if self._comparison else Comparison(diff)
        return self._comparison

    def _edited(self, edits: Sequence[Edit]) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return the files after some edits, and the paths of those that cannot be read then."""
        after, unread = dict(self._files), []
        for path, _, oid in edits:
            if oid is None:
                after.pop(path, None)
            elif self._versions.is_readable(oid):
                after[path] = oid
            else:
                unread.append(path)
        return after, tuple(sorted(unread))


_OFTEN = 20


def reverted(files: Files, commits: Sequence[Edited]) -> dict[str, str]:
    """Return the files as they were before some commits, the oldest first, given those after the last."""
    before = dict(files)
    for edited in reversed(commits):
        for path, oid, _ in edited.edits:
            if oid is None:
                before.pop(path, None)
            else:
                before[path] = oid
    return before


def _things(found: Mapping[str, Iterable[Placed[Any]]]) -> frozenset[Thing]:
    return frozenset((placed.kind, placed.id) for things in found.values() for placed in things)


def _other_ids(diff: Diff) -> Iterator[tuple[Thing, str]]:
    """Yield what things were called that bear another id now, transitions that lead elsewhere included."""
    for pairs in (diff.renamed, *diff.differing.values()):
        for pair in pairs:
            if pair.before.id != pair.after.id and pair.after.kind != "interaction":
                yield (pair.after.kind, pair.after.id), pair.before.id


def _roles(diff: Diff) -> Iterator[tuple[Thing, Roles]]:
    for placed in (placed for things in diff.removed.values() for placed in things):
        yield (placed.kind, placed.id), {}
    pairs = (pair.after for pairs in (diff.renamed, *diff.differing.values()) for pair in pairs)
    added = (placed for things in diff.added.values() for placed in things)
    for placed in (*pairs, *added):
        yield (placed.kind, placed.id), roles(diff.head, placed)

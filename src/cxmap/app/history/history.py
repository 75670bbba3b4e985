"""What became of a map: which commit changed what, by which change record, and who owned it when."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from cxmap import __version__
from cxmap.app.collection import collection_paused
from cxmap.app.history.following import find_thing, follow
from cxmap.app.history.past import Edited, Files, Past, Turn, reverted
from cxmap.app.history.roles import roles, tenures
from cxmap.app.history.versions import Count, Read, Versions
from cxmap.app.means import Means
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.translated import names_in
from cxmap.config import Config
from cxmap.message import Message, Named
from cxmap.report.history import Bound, Held, HistoryReport, Step
from cxmap.report.impact import Changed
from cxmap.report.names import called


class Source(NamedTuple):
    """A history to be read: the settings and the files of its last commit, and its commits, the newest first."""

    config: Config
    files: Files
    commits: Iterable[Edited]
    read: Read


class Asked(NamedTuple):
    """What is asked of a history: its ends, one thing or all, and how many of its newest steps are wanted at most.

    `language` is that of the report; empty for the one that the settings name.
    """

    head: Bound
    base: Bound | None = None
    thing: str | None = None
    limit: int | None = None
    notes: tuple[Message, ...] = ()
    language: str = ""


class Told(NamedTuple):
    """A history as it was told, and how many versions of files that took."""

    report: HistoryReport
    versions: Count


def history(source: Source, asked: Asked, means: Means) -> Told:
    """Return what became of the map, or of one thing on it.

    Raises `CxmapError` when no such thing is or was on the map, and when the files are too large together.
    """
    versions = Versions(source.read, means.limits, means.cache, means.progress)
    with collection_paused():
        walked = _walked(source, versions, asked, means)
        steps, thing, held = _everything(walked) if asked.thing is None else _one_thing(walked, asked.thing)
    versions.keep()
    shown = steps[: asked.limit]
    language = asked.language or source.config.language
    report = HistoryReport(
        version=__version__,
        repository=source.config.name or "",
        head=asked.head,
        base=asked.base,
        thing=thing,
        steps=shown,
        held=held,
        commits=walked.commits,
        more=len(shown) < len(steps),
        notes=asked.notes,
        language=language,
    )
    return Told(called(report, names_in(language, walked.first, walked.last)), versions.count)


class _Walked(NamedTuple):
    """The commits that changed the map, the oldest first, the map before and after, and how many were looked at."""

    first: Atlas
    last: Atlas
    turns: Sequence[Turn]
    commits: int


def _walked(source: Source, versions: Versions, asked: Asked, means: Means) -> _Walked:
    """Walk through the commits: all of them, or, where only the newest steps are wanted, as many as it takes.

    One thing is followed all the way, to say who has owned it.
    """
    wanted = None if asked.thing is not None else asked.limit
    portion = None if wanted is None else 2 * wanted
    commits, files = iter(source.commits), source.files
    turns: list[Turn] = []
    looked_at = 0
    last: Atlas | None = None
    while True:
        edited = list(islice(commits, portion))[::-1]
        start = reverted(files, edited)
        past = Past(start, versions)
        first = past.atlas
        turns[:0] = past.walk(edited, means.progress)
        last = last or past.atlas
        looked_at += len(edited)
        if portion is None or wanted is None or len(edited) < portion or len(turns) > wanted:
            return _Walked(first, last, turns, looked_at)
        files, portion = start, 2 * portion


_Answer = tuple[tuple[Step, ...], Named | None, tuple[Held, ...]]
"""The steps, the thing they are about, and who held it."""


def _everything(walked: _Walked) -> _Answer:
    return tuple(_step(turn, turn.changes) for turn in reversed(walked.turns)), None, ()


def _one_thing(walked: _Walked, text: str) -> _Answer:
    thing = find_thing(walked.last, walked.turns, text)
    passages = list(follow(walked.turns, walked.last, thing))
    steps = tuple(_step(passage.turn, passage.changes) for passage in passages if passage.changes)
    name = passages[-1].before if passages else thing.id
    first = walked.first.things[thing.kind].get(name) if name else None
    happenings = ((passage.turn.commit, passage.roles, passage.turn.renamed_owners) for passage in reversed(passages))
    return steps, thing, tenures(roles(walked.first, first) if first else {}, happenings)


def _step(turn: Turn, changes: tuple[Changed, ...]) -> Step:
    return Step(turn.commit, changes, turn.records, turn.begins, turn.unread)

"""How many findings a map had in the past: at some points of its history, judged by the rules of today."""

import datetime
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from cxmap.app.collection import collection_paused
from cxmap.app.history.versions import Read, Versions
from cxmap.app.means import Means
from cxmap.app.reading import Reading
from cxmap.app.repository import Opened
from cxmap.app.severity import Severities
from cxmap.app.survey.health import tally
from cxmap.app.validate import Scope, check_atlas
from cxmap.config import Settings
from cxmap.message import Message, said
from cxmap.report.survey import Point, Tally

MOST_POINTS = 12
"""How many points in time there are at most, the present one aside."""

MOST_CHECKED = 12_000
"""How many touchpoints are checked in the past altogether: on a map with more, there are fewer points, or none."""

Files = Mapping[str, str]
"""The journey files of a commit: the ids of their contents by path."""


class Moment(Protocol):
    """A commit that changed the map, and its day."""

    @property
    def commit(self) -> str:
        """The id of the commit."""

    @property
    def day(self) -> datetime.date:
        """The day on which it was made."""


class Source(NamedTuple):
    """A past to look into: its moments, the newest first, and what returns the files of one and their contents."""

    moments: Sequence[Moment]
    files: Callable[[str], Files]
    read: Read


class Trend(NamedTuple):
    """The points, the oldest first, and what is to be said of them."""

    points: tuple[Point, ...] = ()
    notes: tuple[Message, ...] = ()


def trend(reading: Reading, source: Source, means: Means) -> Trend:
    """Return how many findings there were at the points in time that tell most, before the newest moment."""
    room = min(MOST_POINTS, MOST_CHECKED // max(1, len(reading.atlas.touchpoints)))
    wanted = telling(source.moments, MOST_POINTS)
    shown = wanted[len(wanted) - min(room, len(wanted)) :]
    notes = (said("The map is so large that not all of its past was looked at."),)
    if not shown:
        return Trend(notes=notes if wanted else ())
    with collection_paused():
        points = tuple(_Looking(reading.settings, source, means).at(shown))
    return Trend(points, notes if len(shown) < len(wanted) else ())


def telling(moments: Sequence[Moment], most: int) -> list[Moment]:
    """Return the moments that tell how things went, the oldest first; the newest of all is the present and left out.

    Of each commit, day, week or month the last: whichever is the finest of which there are no more than `most`; else
    the last `most` months.
    """
    past = list(moments[1:])[::-1]
    periods: list[dict[object, Moment]] = []
    for period in _PERIODS:
        periods.append({period(moment): moment for moment in past})
        if len(periods[-1]) <= most:
            break
    return list(periods[-1].values())[-most:]


_PERIODS: tuple[Callable[[Moment], object], ...] = (
    lambda moment: moment.commit,
    lambda moment: moment.day,
    lambda moment: moment.day.isocalendar()[:2],
    lambda moment: (moment.day.year, moment.day.month),
)


class _Looking:
    """Looks at moments, and remembers what was found there."""

    def __init__(self, settings: Settings, source: Source, means: Means) -> None:
        self._settings = settings
        self._source = source
        self._means = means
        self._versions = Versions(source.read, means.limits, None, means.progress)
        self._kept: dict[str, Any] = (means.cache.result(_NAME, _QUESTION) if means.cache else None) or {}

    def at(self, moments: Sequence[Moment]) -> Iterable[Point]:
        """Yield what was found at some moments."""
        found: dict[str, Any] = {}
        for moment in moments:
            files = self._source.files(moment.commit)
            key = self._key(moment, files)
            found[key] = self._kept.get(key) or self._checked(moment, files)
            touchpoints, *numbers = found[key]
            yield Point(moment.commit, moment.day, touchpoints, Tally(*numbers))
        if self._means.cache and found != self._kept:
            self._means.cache.keep_result(_NAME, _QUESTION, found)

    def _key(self, moment: Moment, files: Files) -> str:
        asked = (self._settings.document.oid, moment.day.isoformat(), self._means.limits, sorted(files.items()))
        return hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).hexdigest()

    def _checked(self, moment: Moment, files: Files) -> list[int]:
        self._versions.read(files.values())
        atlas = self._versions.atlas(files)
        scope = Scope(moment.day)
        severities = Severities(self._settings, scope.select, scope.ignore)
        checked = check_atlas(atlas, Opened(self._settings, ()), scope, severities)
        living = sum(placed.value.status != "retired" for placed in atlas.touchpoints.values())
        return [living, *tally(checked.findings)]


_NAME = "trend"
_QUESTION = b"1"

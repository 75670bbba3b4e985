"""What `cxmap report` and `cxmap site` share: the survey of a map, with what git knows, and what became of files."""

from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cxmap.cli.options import day, git_root, limits
from cxmap.cli.screen import progress_bar
from cxmap.errors import CxmapError

if TYPE_CHECKING:
    from cxmap.adapters.folder import Outcome
    from cxmap.adapters.moments import Moments
    from cxmap.app.reading import Reading
    from cxmap.app.survey.past import Trend
    from cxmap.cli.maps import Maps
    from cxmap.report.since import Since
    from cxmap.report.survey import Survey
    from cxmap.selection.selector import Selection
    from cxmap.words import Words


class Wanted(NamedTuple):
    """What is wanted of a survey: a part of the map, judged on a day. `revision` and `base` are as users wrote them."""

    selection: "Selection"
    today: str | None = None
    revision: str | None = None
    base: str | None = None


def surveyed(maps: "Maps", wanted: Wanted) -> "Survey":
    """Return the survey of the map that is asked about.

    Without a day, that of the commit counts, so that the same files give the same survey; without git the actual one.
    """
    from cxmap.app.survey.survey import Asked, survey

    reading = maps.head
    with ExitStack() as stack:
        past = _past(maps, reading, wanted.revision, stack)
        today = past.day if past and wanted.today is None else day(wanted.today)
        trend = _trend(maps, reading, past, wanted)
        asked = Asked(
            today=today,
            selection=wanted.selection,
            language=maps.language,
            revision=wanted.revision or "",
            changed=maps.changed_since(wanted.base),
            commit=past.latest if past else "",
            edited=_edited(reading, past) if past else frozenset(),
            trend=trend.points,
            notes=trend.notes,
        )
    made = survey(reading, maps.checked(today), asked, maps.means)
    maps.keep()
    return made


def compared(maps: "Maps", survey: "Survey", since: str | None, *, whole: bool) -> "tuple[Survey, Since | None]":
    """Return a survey with marks of what has changed, where it is of the whole map, and what that is."""
    from cxmap.app.survey.since import marked
    from cxmap.app.survey.since import since as changed_since

    if since is None:
        return survey, None
    base = maps.base(since)
    found = changed_since(base, maps.head.atlas, survey.language, since)
    return marked(survey, found, base, maps.head) if whole else survey, found


def became(outcome: "Outcome", words: "Words", more: str = "") -> str:
    """Return what became of the files of a folder. `more` is a sentence that goes with it."""
    from cxmap.message import said
    from cxmap.words import count, say

    told = said(
        "{written}, {unchanged}, {removed}.",
        written=count(len(outcome.written), "{number} file written", "{number} files written", words),
        unchanged=count(outcome.unchanged, "{number} unchanged", "{number} unchanged", words),
        removed=count(len(outcome.removed), "{number} removed", "{number} removed", words),
    )
    lines = [f"{say(told, words)} {more}".rstrip()]
    for name in outcome.kept:
        kept = said("{name} is kept, though what it was about is gone: somebody has edited it.", name=name)
        lines.append(say(kept, words))
    return "\n".join(lines) + "\n"


def _past(maps: "Maps", reading: "Reading", revision: str | None, stack: ExitStack) -> "Moments | None":
    """Return the past of a map; None where it has none: without git, before the first commit, in a damaged clone."""
    from cxmap.adapters.git import Git
    from cxmap.adapters.moments import Moments
    from cxmap.app.repository import wanted

    if git_root(maps.root) is None:
        return None
    # What cannot be read of the past is no reason to say nothing of the present.
    with suppress(CxmapError):
        git = stack.enter_context(Git(maps.root))
        past = Moments(git, revision or "HEAD", wanted(reading.settings.config), limits())
        if past.commits or past.day:
            return past
    return None


def _trend(maps: "Maps", reading: "Reading", past: "Moments | None", wanted: Wanted) -> "Trend":
    """Return how many findings there were in the past; of a part of the map nobody can tell."""
    from cxmap.app.survey.past import Source, Trend, trend
    from cxmap.message import said

    if past is None or not wanted.selection.everything:
        return Trend()
    with progress_bar("Looking at the past") as progress:
        source = Source(past.commits, past.files, past.read)
        try:
            return trend(reading, source, replace(maps.means, progress=progress))
        except CxmapError as error:
            return Trend(notes=(said("The past could not be looked at: {reason}", reason=error.message),))


def _edited(reading: "Reading", past: "Moments") -> frozenset[str]:
    """Return the files that say something else than in the commit that links lead to."""
    files = past.files(past.latest)
    documents = reading.atlas.documents.items()
    return frozenset(path for path, document in documents if files.get(path) != document.oid)

"""What `cxmap report` and `cxmap site` share: the survey of a map with what git knows, and files in a folder."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cxmap.cli.screen import progress_bar, tell
from cxmap.errors import CxmapError
from cxmap.message import Exact, Message, said

if TYPE_CHECKING:
    from cxmap.adapters.folder import Outcome
    from cxmap.adapters.moments import Moments
    from cxmap.app.reading import Reading
    from cxmap.app.survey.past import Trend
    from cxmap.cli.maps import Maps
    from cxmap.cli.orders import Ingredients, Order
    from cxmap.report.since import Since
    from cxmap.report.survey import Survey
    from cxmap.words import Words


class Product(Protocol):
    """What was made: the files by their paths with `/`, and what is to be said about how they were made."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """The contents of the files."""

    @property
    def notes(self) -> tuple[Message, ...]:
        """What is to be said."""


Make = Callable[["Ingredients", "Maps"], Product]


def deliver(  # noqa: PLR0913 - each says something else
    order: "Order", maps: "Maps", folder: Path, make: Make, *, overwrite: bool, more: Message | None = None
) -> None:
    """Let a folder hold what was ordered, and say what became of its files; `more` is a sentence that goes with it.

    Nothing is made where the same was made before of the same ingredients, and all of it is there as it was written.
    """
    from cxmap.adapters.folder import Outcome, as_written, mark_of, write_folder
    from cxmap.cli.orders import gather, made_before, remember

    ingredients = gather(order, maps)
    made = made_before(ingredients, maps)
    there = as_written(folder, made, order.kind) if made else None
    if there is not None:
        tell(_became(Outcome((), there, (), ()), maps.words, more))
        return
    product = make(ingredients, maps)
    outcome = write_folder(folder, product.files, order.kind, overwrite=overwrite)
    tell_notes(product, maps.words)
    if not product.notes:
        remember(ingredients, mark_of(product.files), maps)
    tell(_became(outcome, maps.words, more))


def tell_notes(product: Product, words: "Words") -> None:
    """Say how something was made, where there is anything to say."""
    from cxmap.words import say

    for note in product.notes:
        tell(say(note, words) + "\n")


def surveyed(maps: "Maps", ingredients: "Ingredients") -> "Survey":
    """Return the survey of the map that is asked about."""
    from cxmap.app.survey.survey import Asked, survey

    order, reading = ingredients.order, maps.head
    past = _followed(maps)
    trend = _trend(maps, reading, past, order)
    asked = Asked(
        today=ingredients.today,
        selection=order.selection,
        language=maps.language,
        revision=order.revision or "",
        changed=maps.changed_since(order.since),
        commit=past.latest if past else "",
        edited=_edited(reading, past) if past else frozenset(),
        trend=trend.points,
        notes=trend.notes,
    )
    made = survey(reading, maps.checked(ingredients.today), asked, maps.means)
    maps.keep()
    return made


def compared(maps: "Maps", survey: "Survey", order: "Order") -> "tuple[Survey, Since | None]":
    """Return a survey with marks of what has changed, where it is of the whole map, and what that is."""
    from cxmap.app.survey.since import marked
    from cxmap.app.survey.since import since as changed_since

    if order.since is None:
        return survey, None
    base = maps.base(order.since)
    found = changed_since(base, maps.head.atlas, survey.language, order.since)
    return marked(survey, found, base, maps.head) if order.selection.everything else survey, found


def _became(outcome: "Outcome", words: "Words", more: Message | None) -> str:
    """Return in words what became of the files of a folder. `more` is a sentence that goes with it."""
    from cxmap.words import count, say

    told = said(
        "{written}, {unchanged}, {removed}.",
        written=count(len(outcome.written), "{number} file written", "{number} files written", words),
        unchanged=count(outcome.unchanged, "{number} unchanged", "{number} unchanged", words),
        removed=count(len(outcome.removed), "{number} removed", "{number} removed", words),
    )
    lines = [" ".join(say(message, words) for message in (told, more) if message)]
    for name in outcome.kept:
        kept = said("{name} is kept, though what it was about is gone: somebody has edited it.", name=Exact(name))
        lines.append(say(kept, words))
    return "\n".join(lines) + "\n"


def _followed(maps: "Maps") -> "Moments | None":
    """Return the past of a map, if git can tell which commits changed it."""
    try:
        return maps.past.followed() if maps.past else None
    except CxmapError:  # what cannot be read of the past is no reason to say nothing of the present
        maps.certain = False
        return None


def _trend(maps: "Maps", reading: "Reading", past: "Moments | None", order: "Order") -> "Trend":
    """Return how many findings there were in the past; of a part of the map nobody can tell."""
    from cxmap.app.survey.past import Source, Trend, trend

    if past is None or not order.selection.everything:
        return Trend()
    with progress_bar(said("Looking at the past")) as progress:
        source = Source(past.commits, past.files, past.read)
        try:
            return trend(reading, source, replace(maps.means, progress=progress))
        except CxmapError as error:
            maps.certain = False
            return Trend(notes=(said("The past could not be looked at: {reason}", reason=error.message),))


def _edited(reading: "Reading", past: "Moments") -> frozenset[str]:
    """Return the files that say something else than in the commit that links lead to."""
    files = past.files(past.latest)
    documents = reading.atlas.documents.items()
    return frozenset(path for path, document in documents if files.get(path) != document.oid)

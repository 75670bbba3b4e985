"""All documents of a map, in the order in which one reads them."""

from collections.abc import Iterator

from cxmap.render.pages.glossary import glossary
from cxmap.render.pages.journey import journeys
from cxmap.render.pages.known import Known
from cxmap.render.pages.overview import overview
from cxmap.render.pages.owner import owners
from cxmap.render.pages.page import Page
from cxmap.render.pages.raci import raci
from cxmap.render.pages.stage import stages
from cxmap.render.pages.steering import steering
from cxmap.report.survey import Survey
from cxmap.words import Words


def pages(survey: Survey, words: Words) -> tuple[Page, ...]:
    """Return the overview, the steering pack, RACI, a page for each journey, stage and owner, and the glossary."""
    return tuple(_pages(Known(survey), words))


def _pages(known: Known, words: Words) -> Iterator[Page]:
    yield overview(known, words)
    yield steering(known, words)
    yield from raci(known, words)
    yield from journeys(known, words)
    yield from stages(known, words)
    yield from owners(known, words)
    yield from glossary(known, words)

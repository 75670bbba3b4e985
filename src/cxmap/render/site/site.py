"""The files of the web page: one for each document, and what search, filters and panels need."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from cxmap.message import Message
from cxmap.render import html
from cxmap.render.document import Section, Target
from cxmap.render.look import Look
from cxmap.render.pages.page import Page, anchor
from cxmap.render.pages.paths import paths
from cxmap.render.pages.since import with_changes
from cxmap.render.picture.theme import rules
from cxmap.render.site.bits import Ground
from cxmap.render.site.bounded import bounded
from cxmap.render.site.frame import Frame
from cxmap.render.site.index import encoded, index, script
from cxmap.render.site.packed import packed
from cxmap.render.site.sentences import sentences, tones
from cxmap.render.site.shards import SHARD, shard_of
from cxmap.report.since import Since
from cxmap.report.survey import Survey
from cxmap.words import Words


class Site(NamedTuple):
    """The files by their paths with `/`, and what is to be said about how they were made."""

    files: Mapping[str, bytes]
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What a page is made from. `own` are the templates of the repository, `since` is what has changed since a base.

    `live` says that the page is shown by a server, and is to load itself again when the map has changed.
    """

    survey: Survey
    words: Words
    look: Look
    own: Mapping[str, str]
    since: Since | None = None
    live: bool = False


def site(made: Made, pages: Sequence[Page]) -> Site:
    """Return the web page of a survey, whose documents are `pages`, the overview first."""
    first, *others = with_changes(pages, made.since, made.words)
    first, whole = bounded(first, made.words)
    documents = (first, *others, *whole)
    ground = Ground(
        made.survey, made.look, paths(documents, ".html", home="index"), made.since.marks if made.since else {}
    )
    frame = Frame(ground, made.words, made.own, first, live=made.live)
    texts = chain(frame.files(documents), _assets(made), _data(made, documents, ground))
    files = {path: text.encode("utf-8", "backslashreplace") for path, text in texts}
    return Site(files, tuple(frame.notes))


def _assets(made: Made) -> Iterator[tuple[str, str]]:
    """Yield the styles and scripts that all pages share."""
    yield "assets/site.css", html.source("page.css") + html.source("site/site.css") + rules("auto") + "\n"
    yield "assets/icon.svg", html.source("site/icon.svg")
    parts = (html.source(f"site/js/{name}.js") for name in _SCRIPTS)
    words = f"const words = {encoded(sentences(made.words))};"
    yield "assets/site.js", '"use strict";\n(() => {\n' + "\n".join((words, *parts)) + "})();\n"
    if made.live:
        yield "assets/live.js", html.source("site/live.js")


_SCRIPTS = ("base", "asked", "index", "search", "panel", "route", "cards", "zoom", "start")
"""In the order in which they build on each other."""


def _data(made: Made, documents: Sequence[Page], ground: Ground) -> Iterator[tuple[str, str]]:
    """Yield what scripts load when somebody asks for it: the index, and what is known of each touchpoint."""

    def address(kind: str, name: str) -> str:
        return ground.address(Target(kind, name), "") or "index.html"

    survey = made.survey
    yield "data/index.js", script("index", index(survey, documents, address, ground.marks))
    sections = {section.id: section for page in documents if page.target.kind == "stage" for section in page.sections}
    grave = tones(made.words)

    def piece(section: Section | None) -> list[object]:
        return packed(section.blocks, lambda text: ground.bits(text, ""), grave) if section else []

    names = [sheet.touchpoint.id for sheet in survey.touchpoints]
    for start in range(0, len(names), SHARD):
        pieces = [piece(sections.get(anchor(Target("touchpoint", name)))) for name in names[start : start + SHARD]]
        yield f"data/{shard_of(start)}.js", script(shard_of(start), pieces)

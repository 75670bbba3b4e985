"""The pages of the web page: a document each, in the frame that all of them share."""

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from cxmap.message import Message, said
from cxmap.render import html
from cxmap.render.document import Section, Target
from cxmap.render.own_templates import fill
from cxmap.render.pages.page import Page
from cxmap.render.pages.paths import OVERVIEW, path_of
from cxmap.render.site.bits import Ground, up
from cxmap.render.site.blocks import Writing
from cxmap.render.site.figures import Figures
from cxmap.render.site.sentences import facets, kinds, marks, menu, sentences, tones
from cxmap.render.templating import Plain
from cxmap.visible import visible
from cxmap.words import Words, count, say

NAME = "site/page.html.j2"
"""The template of every page, which a repository can replace."""

_MOST_STAGES = 60
_LONG = 4
"""From so many sections on, a page says at its top what is on it."""


class Frame:
    """Writes pages; `notes` grow on the way."""

    def __init__(self, ground: Ground, words: Words, own: Mapping[str, str], first: Page, *, live: bool) -> None:
        self._ground = ground
        self._words = words
        self._own = own
        self._live = live
        self._sentences = sentences(words)
        self._kinds = kinds(words)
        self._menu = [*self._entries(first)]
        self._figures = Figures(words, self._sentences)
        self._tones = tones(words)
        self._marks = marks(words)
        self.notes: list[Message] = []

    def files(self, pages: Sequence[Page]) -> Iterator[tuple[str, str]]:
        """Yield the pages, those of pictures that are too large for theirs included, by their paths."""
        for page in pages:
            yield self._ground.addresses[page.target], self._page(page, self._ground.addresses[page.target])
        for page in self._figures.pages:
            path = path_of(page.target, ".html")
            yield path, self._page(page, path)
        yield from self._figures.files.items()

    def _page(self, page: Page, path: str) -> str:
        survey = self._ground.survey
        root = up(path)
        first = page.target == OVERVIEW
        name = visible(survey.about.name)
        writing = Writing(
            lambda text: self._ground.bits(text, path),
            lambda figure: self._figures.drawn(figure, page, path),
            self._tones,
            self._marks,
        )
        values: dict[str, Plain] = {
            "language": visible(survey.language),
            "root": root,
            "policy": _LIVE_POLICY if self._live else _POLICY,
            "name": page.title if first else f"{page.title} · {name}",
            "map": name,
            "skip": self._sentences["skip"],
            "pages": self._sentences["menu"],
            "menu": [{**entry, "here": _here(entry, page, path)} for entry in self._menu],
            "search": Markup() if first else html.markup("site/seek.html", words=self._sentences),
            "kind": self._kinds.get(page.target.kind, ""),
            "title": page.title,
            "lead": writing.text(page.lead),
            "tools": self._tools(page, path),
            "sections": [self._section(section, writing) for section in page.sections],
            "made": say(said("Written by cxmap {version}.", version=survey.about.version), self._words),
            "scripts": html.markup("site/scripts.html", root=root, live=self._live),
        }
        done = fill(NAME, self._own, values, _FIELDS, html=True)
        if done.note and done.note not in self.notes:
            self.notes.append(done.note)
        return done.text

    def _section(self, section: Section, writing: Writing) -> dict[str, str]:
        change = self._ground.marks_by_anchor.get(section.id)
        return {
            "id": section.id,
            "title": section.title,
            "mark": writing.mark(change),
            "body": writing.html(section.blocks),
        }

    # What stands around the sections.

    def _entries(self, first: Page) -> Iterator[dict[str, str]]:
        """Yield what the menu leads to: documents, and sections of the first page."""
        sections = {section.id for section in first.sections}
        for kind, title in menu(self._words).items():
            address = f"index.html#{kind}" if kind in sections else self._ground.addresses.get(Target(kind), "")
            if address:
                yield {"kind": kind, "title": title, "address": address}

    def _tools(self, page: Page, path: str) -> Markup:
        if page.target == OVERVIEW:
            return self._search() + self._strip(page, path)
        strip = self._strip(page, path) if page.target.kind == "stage" else Markup()
        return strip + self._contents(page)

    def _search(self) -> Markup:
        if not self._ground.survey.touchpoints:
            return Markup('<p class="note">{}</p>\n').format(self._sentences["empty"])
        named = facets(self._words)
        return html.markup("site/tools.html", words=self._sentences, facets=named, marked=bool(self._ground.marks))

    def _strip(self, page: Page, path: str) -> Markup:
        """Return the stages in their order; nothing where there are too many to be taken in."""
        stages = [
            {
                "title": visible(sheet.stage.name or sheet.stage.id),
                "size": count(len(sheet.touchpoints), "{number} touchpoint", "{number} touchpoints", self._words),
                "address": self._ground.address(Target("stage", sheet.stage.id), path) or "#main",
                "here": page.target.id == sheet.stage.id,
            }
            for sheet in self._ground.survey.stages[: _MOST_STAGES + 1]
        ]
        if not 1 < len(stages) <= _MOST_STAGES:
            return Markup()
        return html.markup("site/strip.html", title=self._sentences["stages"], stages=stages)

    def _contents(self, page: Page) -> Markup:
        sections = [section for section in page.sections if section.id in page.names]
        if len(sections) < _LONG:
            return Markup()
        return html.markup("site/contents.html", title=self._sentences["contents"], sections=sections)


def _here(entry: Mapping[str, str], page: Page, path: str) -> str:
    """Return whether an entry of the menu leads to this page, or to the list in which it is."""
    if entry["address"] == path:
        return "page"
    return "true" if entry["kind"] in (f"{page.target.kind}s", page.target.kind) else ""


_FIELDS = ("address", "body", "here", "id", "mark", "title")
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
_LIVE_POLICY = f"{_POLICY}; connect-src 'self'"

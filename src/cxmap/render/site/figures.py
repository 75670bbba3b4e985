"""Pictures on the web page: within a document where they are small, else on pages of their own."""

import sys
from collections.abc import Mapping

from markupsafe import Markup

from cxmap.message import said
from cxmap.render import html
from cxmap.render.document import Figure, Link, Section, Target
from cxmap.render.pages.page import Page
from cxmap.render.pages.paths import OVERVIEW, file_name, path_of, relative
from cxmap.render.picture.svg import inline, svg
from cxmap.render.site.previews import preview
from cxmap.visible import visible
from cxmap.words import Words, say

FIRST = 250_000
"""The most characters of a picture within the first page, which is to be there at once."""

OTHERS = 800_000
"""The most characters of a picture within any other document."""

_KIND = "picture"


class Figures:
    """Draws the figures of all documents.

    What is too large for its document gets a page of its own, among `pages`, and a file of its own, among `files`, of
    which the document shows a part.
    """

    def __init__(self, words: Words, sentences: Mapping[str, str]) -> None:
        self._words = words
        self._sentences = sentences
        self.pages: list[Page] = []
        self.files: dict[str, str] = {}

    def drawn(self, figure: Figure, page: Page, path: str) -> Markup:
        """Return a figure for a document that lies at a path."""
        canvas = figure.canvas
        picture = inline(canvas, f"{file_name(figure.name)}-")
        if len(picture) <= _most(page):
            # Drawn by cxmap: every text in it is encoded.
            inner = Markup(picture)  # noqa: S704
            return html.markup("site/figure.html", title=visible(canvas.title), picture=inner, caption=figure.caption)
        own, file = Target(_KIND, figure.name), f"pictures/{file_name(figure.name)}.svg"
        part = preview(canvas)
        self.files[file] = svg(part)
        self.pages.append(self._alone(figure, own, page))
        return html.markup(
            "site/preview.html",
            address=relative(path_of(own, ".html"), path),
            file=relative(file, path),
            width=part.width,
            height=part.height,
            title=visible(canvas.title),
            caption=figure.caption,
            words=self._sentences,
        )

    def _alone(self, figure: Figure, own: Target, page: Page) -> Page:
        back = say(said("Back to {page}", page=page.title), self._words)
        section = Section(_KIND, self._words.sentence("Picture"), (figure,))
        return Page(own, page.title, (Link(back, page.target),), (section,))


def _most(page: Page) -> int:
    if page.target.kind == _KIND:
        return sys.maxsize
    return FIRST if page.target == OVERVIEW else OTHERS

"""The files of the documents: a page each, through the template of its kind, and a picture each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from cxmap.message import Message, said
from cxmap.render import encode
from cxmap.render.document import Figure, Section, Target, Where, worded
from cxmap.render.documents.flavours import Flavour
from cxmap.render.documents.markdown import Writer
from cxmap.render.look import Look
from cxmap.render.own_templates import fill
from cxmap.render.pages.lines import line, shown
from cxmap.render.pages.page import Page
from cxmap.render.pages.paths import OVERVIEW, file_name, paths, relative
from cxmap.render.picture.svg import svg
from cxmap.render.templating import Plain
from cxmap.report.survey import Survey
from cxmap.visible import visible
from cxmap.words import Words

KINDS = ("overview", "steering", "raci", "journey", "stage", "owner", "glossary")
"""The kinds of pages, each with a template of its own: `report/journey.md.j2`."""

FIELDS = ("id", "title", "body", "spot")
"""What a template is told of each section."""


class Documents(NamedTuple):
    """The files by their paths with `/`, and what is to be said about how they were made."""

    files: Mapping[str, bytes]
    notes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What documents are made from. `own` are the templates of the repository."""

    survey: Survey
    words: Words
    look: Look
    own: Mapping[str, str]
    flavour: Flavour


def template(kind: str) -> str:
    """Return the name of the template of a kind of pages."""
    return f"report/{kind}.md.j2"


def documents(made: Made, pages: Sequence[Page]) -> Documents:
    """Return the documents of a survey, whose pages are given."""
    work = _Work(made, pages)
    files = {path: content.encode("utf-8", "backslashreplace") for path, content in work.files()}
    return Documents(files, tuple(work.notes))


class _Work:
    """The making of the files; `notes` grow on the way."""

    def __init__(self, made: Made, pages: Sequence[Page]) -> None:
        self._made = made
        self._pages = pages
        self._paths = paths(pages, ".md", made.flavour.home)
        self._pictures: dict[str, str] = {}
        self.notes: list[Message] = []

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every file and what is in it."""
        for page in self._pages:
            yield self._paths[page.target], self._page(page)
        yield from self._pictures.items()

    def _page(self, page: Page) -> str:
        start, made = self._paths[page.target], self._made
        spots = frozenset(page.holds.values())
        writer = Writer(
            lambda target: self._address(target, start),
            self._place,
            lambda figure: self._picture(figure, start),
            lambda name: made.flavour.spot(name) if name in spots else "",
        )
        sections = [
            _section(section, writer, made.flavour.spot(section.id) if section.id in spots else "")
            for section in page.sections
        ]
        by_name = {_field(name): _NOTHING for name in page.names}
        by_name |= {_field(given["id"]): given for given in sections if given["id"] in page.names}
        values: dict[str, Plain] = {
            "title": encode.markdown(page.title),
            "lead": writer.text(page.lead),
            "front_matter": self._front_matter(page),
            "sections": sections,
            "section": by_name,
            "contents": self._contents(page),
            "kind": page.target.kind,
            "id": encode.markdown(page.target.id),
            "map": encode.markdown(visible(made.survey.about.name)),
            "page": page.target.part,
            "pages": page.parts,
            "made": writer.text(worded(_MADE, made.words)),
        }
        done = fill(template(page.target.kind), made.own, values, (*FIELDS, *by_name))
        if done.note and done.note not in self.notes:
            self.notes.append(done.note)
        return _tidy(done.text)

    def _front_matter(self, page: Page) -> str:
        tags = ["cxmap", page.target.kind]
        return self._made.flavour.front_matter(page.title, page.summary, tags)

    def _contents(self, page: Page) -> str:
        others = [self._paths[other.target] for other in self._pages if other.target != OVERVIEW]
        return self._made.flavour.contents(others) if page.target == OVERVIEW else ""

    def _address(self, target: Target, start: str) -> str:
        found = self._paths.get(target)
        # What a page is about is not linked on it: one is there already.
        return self._made.flavour.address(relative(found, start)) if found and found != start else ""

    def _place(self, where: Where) -> tuple[str, str]:
        return shown(where, self._made.look), line(where, self._made.survey, self._made.look)

    def _picture(self, figure: Figure, start: str) -> str:
        path = f"pictures/{file_name(figure.name)}.svg"
        if path not in self._pictures:
            self._pictures[path] = svg(figure.canvas)
        return relative(path, start)


_MADE = said("Made from the map by `cxmap report`. Change the map, not this page.")
_NOTHING = {"id": "", "title": "", "body": "", "spot": ""}


def _section(section: Section, writer: Writer, spot: str) -> dict[str, str]:
    return {
        "id": section.id,
        "title": encode.markdown(section.title),
        "body": writer.body(section.blocks),
        "spot": spot,
    }


def _field(name: str) -> str:
    """Return the name of a section as templates write it."""
    return name.replace("-", "_")


def _tidy(text: str) -> str:
    """Return a page without spaces at the ends of lines and without empty lines after one another."""
    lines = (line.rstrip(" \t") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"

"""The frame around a report that is one HTML file, which a repository can replace."""

from collections.abc import Mapping
from typing import NamedTuple

from markupsafe import Markup

from cxmap.render.html import policy
from cxmap.render.own_templates import fill
from cxmap.words import Words, say

FRAME = "document.html.j2"
"""The template of the frame."""


class Part(NamedTuple):
    """A section: its id, its title, and what is in it."""

    id: str
    title: str
    body: Markup


class OneFile(NamedTuple):
    """A report as it stands in its frame.

    `kind` says which report it is: `impact` or `raci`. `lead` comes before the list of sections, `body` behind it.
    `notes` stand at the end.
    """

    kind: str
    language: str
    title: str
    repository: str
    style: Markup
    lead: Markup
    body: Markup
    sections: tuple[Part, ...]
    notes: tuple[str, ...]


def framed(file: OneFile, own: Mapping[str, str], words: Words) -> str:
    """Return a report as an HTML document. `own` are the templates of the repository; one that fails is told of."""
    done = fill(FRAME, own, _values(file, words), Part._fields, html=True)
    if done.note is None:
        return done.text
    told = file._replace(notes=(say(done.note, words), *file.notes))
    return fill(FRAME, {}, _values(told, words), Part._fields, html=True).text


def _values(file: OneFile, words: Words) -> dict[str, str | list[str] | list[dict[str, str]]]:
    return {
        "kind": file.kind,
        "language": file.language,
        "policy": policy(file.style),
        "style": file.style,
        "title": file.title,
        "repository": file.repository,
        "contents": words.sentence("Sections"),
        "lead": file.lead,
        "body": file.body,
        "sections": [part._asdict() for part in file.sections],
        "notes": list(file.notes),
    }

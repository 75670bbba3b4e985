"""What templates of Markdown are given, sections that are encoded already, and what is done with what comes of them."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from cxmap.render.templating import Plain
from cxmap.visible import visible


class Finished(NamedTuple):
    """A section as finished Markdown. `folded` says that only some readers want to see it."""

    id: str
    title: str
    body: str
    folded: bool = False


def given(sections: Iterable[Finished], names: Iterable[str]) -> dict[str, Plain]:
    """Return sections as a template is given them: `sections` are in order, `section` has them by name.

    `names` are all that there can be. Those that are not there are empty.
    """
    known = {section.id: section for section in sections}
    by_name = {field(name): known.get(name, _NOTHING)._asdict() for name in names}
    return {"sections": [section._asdict() for section in known.values()], "section": by_name}


def fields(names: Iterable[str]) -> tuple[str, ...]:
    """Return the fields of what `given` returns."""
    return (*Finished._fields, *map(field, names))


def field(name: str) -> str:
    """Return the name of a section as templates write it."""
    return name.replace("-", "_")


def tidy(text: str) -> str:
    """Return what came of a template, fit to show and without empty lines after one another."""
    lines = (visible(line.replace("\t", "    ")) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line if line.strip(" ") else "" for line in lines)).strip("\n") + "\n"


_NOTHING = Finished("", "", "")

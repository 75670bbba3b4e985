"""What a document is: a page about one thing, in sections, with the spots on it that links lead to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cxmap.render.document import Link, Section, Target, Text
from cxmap.words import Part


@dataclass(frozen=True, slots=True)
class Page:
    """A document. `target` is what links to it name; a long one goes on in others, whose targets have a later `part`.

    `lead` is one sentence that says the most important thing. `holds` are the things of which more is said somewhere on
    this page, each with the id of the section or the heading at which it is. `names` are the ids of the sections that
    this kind of document may have, whether or not this one has them.
    """

    target: Target
    title: str
    lead: Text
    sections: tuple[Section, ...]
    holds: Mapping[Target, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    parts: int = 1

    @property
    def summary(self) -> str:
        """The lead in plain words."""
        return "".join(piece.text for piece in self.lead if isinstance(piece, Part | Link))


def anchor(target: Target) -> str:
    """Return the id of the spot on a page where something is said of a target: `touchpoint-checkout`."""
    return _OTHER.sub(
        lambda found: f"_{ord(found.group()):x}_", f"{target.kind}-{target.id}" if target.id else target.kind
    )


_OTHER = re.compile(r"[^a-z0-9.-]")

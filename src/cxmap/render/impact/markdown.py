"""The report as Markdown for a comment on a pull request."""

import re
from collections.abc import Sequence

from cxmap.render import encode
from cxmap.render.document import Contact, Inline, Text, Where
from cxmap.render.impact_parts.addresses import address, shown
from cxmap.render.impact_parts.comment import Written
from cxmap.render.impact_parts.drafting import with_drafts
from cxmap.render.impact_parts.sections import compared, sections
from cxmap.render.look import Look
from cxmap.render.one_comment import Frame, comment
from cxmap.render.own_markdown import given
from cxmap.render.stretches import cell_code, plain, stretch
from cxmap.render.templating import Plain
from cxmap.report.impact import ImpactReport
from cxmap.visible import visible
from cxmap.words import Part, Words

TEMPLATE = "impact.md.j2"
"""The template of the comment."""

SECTIONS = ("engage", "start", "changes", "checks", "disagreements", "plan", "lessons", "picture", "branches")
"""The sections that there can be after the verdict, in order."""


def render(report: ImpactReport, words: Words, look: Look) -> str:
    """Return the report as a comment of at most 60,000 characters; nothing at all where there is nothing to say.

    Nobody is mentioned but for the owners to ask and to consult, and they only if the report says so.
    """
    if report.nothing:
        return ""
    made = with_drafts(sections(report, words), report, words)

    def inline(text: Text) -> str:
        return "".join(_encoded(piece, report, look) for piece in text)

    def content(notes: Sequence[str]) -> _Said:
        return _Said(report, words, Written(made, inline, words), notes)

    return comment(Frame(marker(look.folder), TEMPLATE, SECTIONS), report.templates, content, words)


class _Said:
    """What the comment says."""

    def __init__(self, report: ImpactReport, words: Words, written: Written, notes: Sequence[str]) -> None:
        self._written = written
        self._around: dict[str, Plain] = {
            "kind": "impact",
            "language": encode.markdown(report.language),
            "map": encode.markdown(report.repository),
            "title": encode.markdown(words.sentence("What this change means for customers")),
            "grade": report.grade.value if report.grade else "",
            "notes": [*notes, encode.markdown(compared(report, words))],
        }

    def values(self) -> dict[str, Plain]:
        return {**self._around, "lead": self._written.lead(), **given(self._written.sections(), SECTIONS)}

    def shorten(self) -> bool:
        return self._written.shorten()


def marker(folder: str = "") -> str:
    """Return the first line, by which a workflow finds the comment to replace; it is not shown.

    Where a git repository holds several maps, each has a comment of its own, told apart by its folder.
    """
    # A comment in HTML may not hold two hyphens in a row.
    key = encode.uri(folder).replace("--", "-%2D")
    return f"<!-- cxmap:impact {key} -->" if key else "<!-- cxmap:impact -->"


def _encoded(piece: Inline, report: ImpactReport, look: Look) -> str:
    match piece:
        case Where():
            place = cell_code(shown(piece, look))
            target = address(piece, report, look)
            return f"[{place}]({target})" if target else place
        case Contact(text, mention):
            # Within code nobody is mentioned and nothing linked, and no character is added that would be copied.
            return text if mention and _HANDLE.fullmatch(text) else cell_code(visible(text))
        case Part():
            return stretch(piece, cell_code)
        case _:
            return plain(piece.text)


# A user, `@name` (with `_company` where a company manages its users), or a team, `@organisation/team`.
_HANDLE = re.compile(r"@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:_[A-Za-z0-9]{1,39}|/[A-Za-z0-9][A-Za-z0-9_-]{0,254})?")

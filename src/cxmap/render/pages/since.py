"""What has changed since a base, as a section of the first page."""

from collections.abc import Sequence
from dataclasses import replace

from cxmap.message import Named, said
from cxmap.render.document import Paragraph, Section
from cxmap.render.pages.linking import linked
from cxmap.render.pages.page import Page
from cxmap.render.pages.pieces import Facts, section
from cxmap.report.since import Change, Since
from cxmap.words import Words, say


def with_changes(pages: Sequence[Page], since: Since | None, words: Words) -> tuple[Page, ...]:
    """Return documents whose first one says what has changed, behind its picture; as they are without a base."""
    if since is None or not pages:
        return tuple(pages)
    told = _changes(since, words)
    first = pages[0]
    drawn = [section for section in first.sections if section.id == "picture"]
    rest = [section for section in first.sections if section.id != "picture"]
    shown = replace(first, sections=(*drawn, told, *rest), names=(*first.names, told.id))
    return (shown, *pages[1:])


def _changes(since: Since, words: Words) -> Section:
    """Return the touchpoints and transitions that are new, say something else or are gone."""
    facts = Facts(words)
    for change, label in _TOUCHPOINTS.items():
        facts.names(words.sentence(label), since.touchpoints.get(change, ()))
    for change, label in _TRANSITIONS.items():
        facts.names(words.sentence(label), _by_ends(since.transitions.get(change, ())))
    title = say(said("What has changed since {base}", base=since.base), words)
    nothing = Paragraph(linked(said("No touchpoint and no transition has changed."), words))
    return section("since", title, facts.block or nothing)


def _by_ends(transitions: tuple[Named, ...]) -> tuple[Named, ...]:
    return tuple(one._replace(name=one.name or one.id) for one in transitions)


_TOUCHPOINTS: dict[Change, str] = {
    "added": "New touchpoints",
    "changed": "Changed touchpoints",
    "removed": "Touchpoints that are gone",
}
_TRANSITIONS: dict[Change, str] = {
    "added": "New transitions",
    "changed": "Changed transitions",
    "removed": "Transitions that are gone",
}

"""What has changed since a base, as a section of the first page."""

from cxmap.message import Named, said
from cxmap.render.document import Paragraph, Section
from cxmap.render.pages.linking import linked
from cxmap.render.pages.pieces import Facts, section
from cxmap.report.since import Change, Since
from cxmap.words import Words, say

ID = "since"


def changes(since: Since, words: Words) -> Section:
    """Return the touchpoints and transitions that are new, say something else or are gone."""
    facts = Facts(words)
    for change, label in _TOUCHPOINTS.items():
        facts.names(words.sentence(label), since.touchpoints.get(change, ()))
    for change, label in _TRANSITIONS.items():
        facts.names(words.sentence(label), _by_ends(since.transitions.get(change, ())))
    title = say(said("What has changed since {base}", base=since.base), words)
    nothing = Paragraph(linked(said("No touchpoint and no transition has changed."), words))
    return section(ID, title, facts.block or nothing)


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

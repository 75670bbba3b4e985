"""The report's own words for grades, roles, waves and kinds of things, in the reader's language."""

from cxmap.diff.grade import Grade
from cxmap.message import Message, said
from cxmap.render.mermaid import WORDS
from cxmap.report.impact import Mark, When
from cxmap.visible import visible
from cxmap.words import Words, say

WHENS: tuple[When, ...] = ("ask-first", "consult", "inform")
"""When to engage people, in order."""


def grade(grade: Grade | None) -> Message:
    """Return what a grade means, for somebody who has never heard of it."""
    return _GRADES[grade]


def grade_name(grade: Grade, words: Words) -> str:
    """Return the name of a grade at the beginning of a line."""
    return say(_GRADE_NAMES[grade], words)


def when(when: str, words: Words) -> str:
    """Return when to engage somebody, as a heading."""
    return say(_WHENS[when], words)


def role(role: str, words: Words) -> str:
    """Return the role in which somebody is engaged."""
    return say(_ROLES[role], words)


def wave(wave: str, words: Words) -> str:
    """Return who belongs to a wave of the communication plan."""
    return say(_WAVES[wave], words)


def way(way: str, words: Words) -> str:
    """Return the way on which cxmap proposes to tell somebody; a channel of the map as it is called there."""
    return say(_WAYS[way], words) if way in _WAYS else visible(way)


def kind(kind: str, words: Words) -> str:
    """Return what sort of thing something on the map is."""
    return say(_KINDS[kind], words)


def mark(mark: Mark, words: Words) -> str:
    """Return the word for how something in the picture changed; empty where it did not."""
    return say(WORDS[mark], words) if mark else ""


_GRADES: dict[Grade | None, Message] = {
    Grade.BREAKING: said("Breaking: customers can no longer do something that they could."),
    Grade.DISRUPTIVE: said("Disruptive: customers can still do everything, but somebody has to do something new."),
    Grade.NOTABLE: said("Notable: nothing breaks and nobody has to work differently, but it is worth knowing."),
    Grade.WORDING: said("Wording: only names, descriptions or translations change."),
    None: said("No change was found that customers or colleagues would notice."),
}
_GRADE_NAMES = {
    Grade.BREAKING: said("Breaking"),
    Grade.DISRUPTIVE: said("Disruptive"),
    Grade.NOTABLE: said("Notable"),
    Grade.WORDING: said("Wording"),
}
_WHENS = {
    "ask-first": said("Ask first"),
    "consult": said("Consult before deciding"),
    "inform": said("Inform after deciding"),
}
_ROLES = {
    "accountable": said("accountable"),
    "responsible": said("responsible"),
    "handover": said("owns a hand-over"),
    "consulted": said("consulted"),
    "informed": said("informed"),
}
_WAVES = {
    "peers": said("Peers: who is accountable or responsible"),
    "teams": said("Teams: the people who work with them"),
    "support": said("Support: who is consulted or informed"),
    "customers": said("Customers"),
}
_WAYS = {"meeting": said("meeting"), "chat": said("chat"), "email": said("email"), "phone": said("phone")}
_KINDS = {
    "change": said("Change record"),
    "data": said("Data"),
    "interaction": said("Interaction"),
    "journey": said("Journey"),
    "metric": said("Metric"),
    "opportunity": said("Opportunity"),
    "owner": said("Owner"),
    "persona": said("Persona"),
    "source": said("Source"),
    "stage": said("Stage"),
    "system": said("System"),
    "touchpoint": said("Touchpoint"),
    "transition": said("Transition"),
}

"""Phrases that the formats of a history share."""

from collections import Counter

from cxmap.message import Message, Named, said
from cxmap.render.impact_parts.vocabulary import kind
from cxmap.report.history import Commit, Held, HistoryReport, Role, Step
from cxmap.visible import visible
from cxmap.words import Words, count, enumerated

MOST_SHOWN = 12
"""How many changes of one commit are spelled out for people, unless one thing was asked about."""


def title(report: HistoryReport, words: Words) -> Message:
    """Return what the history is of."""
    base, head, thing = report.base, report.head, report.thing
    about = thing or report.repository or words.sentence(_NO_NAME)
    ends = ("base" if base else "", "" if head.label == "HEAD" else "head")
    values = {"about": about, "base": base.label if base else "", "head": head.label}
    if thing:
        return Message(_TITLES_OF_A_THING[ends], {"kind": kind(thing.kind, words), **values})
    return Message(_TITLES[ends], values)


_TITLES = {
    ("", ""): "{about}",
    ("base", ""): "{about} since {base}",
    ("", "head"): "{about} up to {head}",
    ("base", "head"): "{about} from {base} to {head}",
}
_TITLES_OF_A_THING = {
    ("", ""): "{kind} {about}",
    ("base", ""): "{kind} {about} since {base}",
    ("", "head"): "{kind} {about} up to {head}",
    ("base", "head"): "{kind} {about} from {base} to {head}",
}


_NO_NAME = "The map"


def nothing(report: HistoryReport) -> Message:
    """Return the sentence for a history in which nothing happened."""
    if report.thing:
        return said("Nothing about {thing} changed in these commits.", thing=report.thing)
    return said("Nothing on the map changed in these commits.")


def day(commit: Commit) -> str:
    """Return the day of a commit, where it was made."""
    return commit.date.date().isoformat()


def short(commit: Commit) -> str:
    """Return as much of the id of a commit as people need."""
    return visible(commit.id[:_ENOUGH])


_ENOUGH = 10


def told_in_short(report: HistoryReport, step: Step) -> bool:
    """Return whether a commit brought the whole map, of which only the size is told."""
    return step.begins and report.thing is None


def beginning(step: Step, words: Words) -> Message:
    """Return what the map began with."""
    counts = Counter(changed.entity.kind for changed in step.changes)
    sizes = [count(counts[kind], one, many, words) for kind, one, many in _SIZES if counts[kind]]
    if not sizes:
        return said("The map begins.")
    return said("The map begins, with {sizes}.", sizes=enumerated(sizes, words))


_SIZES = (
    ("touchpoint", "{number} touchpoint", "{number} touchpoints"),
    ("transition", "{number} transition", "{number} transitions"),
    ("journey", "{number} journey", "{number} journeys"),
    ("owner", "{number} owner", "{number} owners"),
)


def record_line(records: tuple[Named, ...]) -> Message:
    """Return which change records a commit belongs to."""
    if len(records) == 1:
        return said("Change record: {record}", record=records[0])
    return said("Change records: {records}", records=records)


def unread_line(paths: tuple[str, ...]) -> Message:
    """Return which files could not be read in a commit."""
    if len(paths) == 1:
        return said("{path} could not be read in this commit, and counts as it was before.", path=paths[0])
    return said("{paths} could not be read in this commit, and count as they were before.", paths=paths)


def role_name(role: Role, words: Words) -> str:
    """Return a role as a label."""
    return words.sentence(_ROLES[role])


_ROLES: dict[Role, str] = {
    "accountable": "Accountable",
    "responsible": "Responsible",
    "team": "Touchpoint team",
    "owner": "Owner",
}


def since_when(held: Held) -> Message:
    """Return from when until when somebody held a role."""
    since, until = held.since, held.until
    if since and until:
        return said("{since} to {until}", since=day(since), until=day(until))
    if since:
        return said("since {since}", since=day(since))
    if until:
        return said("until {until}", until=day(until))
    return said("all the time")

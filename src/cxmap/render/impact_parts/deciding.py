"""What has been said and learned: disagreements on record, and lessons of earlier changes."""

from cxmap.message import said
from cxmap.render.document import Item, Items, Section, Text, plainly, spaced, value, worded
from cxmap.report.impact import ImpactReport, Lesson, Position
from cxmap.words import Words, say


def disagreements(report: ImpactReport, words: Words) -> Section:
    """Return who disagrees and who settles it, open ones first."""
    ordered = sorted(report.disagreements, key=lambda position: not position.open)
    items = tuple(_position(position, words) for position in ordered)
    title = say(said("Disagreements ({number})", number=len(items)), words)
    return Section("disagreements", title, (Items(items),) if items else ())


def lessons(report: ImpactReport, words: Words) -> Section:
    """Return what was learned from earlier changes of the same touchpoints and teams."""
    items = tuple(_lesson(lesson, words) for lesson in report.lessons)
    title = say(said("Lessons from earlier changes ({number})", number=len(items)), words)
    return Section("lessons", title, (Items(items),) if items else (), folded=True)


def _position(position: Position, words: Words) -> Item:
    record, by = position.record, position.raised_by
    raised = said("{owner} on {record}:", owner=by, record=record) if by else said("On {record}:", record=record)
    lead = words.sentence("Still open.") if position.open else words.sentence("Settled.")
    return Item(spaced(plainly(raised, words), value(position.position)), lead, details=_settling(position, words))


def _settling(position: Position, words: Words) -> tuple[Text, ...]:
    settles, committee = position.settles, position.committee
    if not position.open:
        text = said("{owner} settled it:", owner=settles) if settles else said("It was settled:")
        return (spaced(plainly(text, words), value(position.resolution)),)
    if committee:
        who = said("{committee} has to settle it, as the steering committee.", committee=committee)
    elif settles:
        who = said("{owner} has to settle it.", owner=settles)
    else:
        who = said("Nobody is named who could settle it.")
    return (plainly(who, words),)


def _lesson(lesson: Lesson, words: Words) -> Item:
    if lesson.on:
        lead = said("{record}, reviewed on {day}:", record=lesson.record, day=lesson.on.isoformat())
    else:
        lead = said("{record}:", record=lesson.record)
    told = (
        (said("Went well:"), lesson.successes),
        (said("Went wrong:"), lesson.failures),
        (said("Next time:"), lesson.lessons),
    )
    details = tuple(spaced(worded(label, words), value(learned)) for label, all_of_it in told for learned in all_of_it)
    return Item(spaced(plainly(lead, words), plainly(lesson.because, words)), details=details)

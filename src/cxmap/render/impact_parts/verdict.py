"""The verdict: in three lines, what changes for the customer, how many are concerned, and what to do next."""

from collections.abc import Sequence

from cxmap.message import said
from cxmap.render.document import (
    Block,
    Fold,
    Item,
    Items,
    Paragraph,
    Section,
    Text,
    Tone,
    plainly,
    sentence,
    spaced,
    worded,
)
from cxmap.render.impact_parts import vocabulary
from cxmap.report.impact import Changed, Engaged, Gate, ImpactReport
from cxmap.words import Words, count, enumerated, say


def verdict(report: ImpactReport, words: Words) -> Section:
    """Return what everybody should read, whether the change may go ahead, and what to bear in mind."""
    blocks: list[Block] = list(lines(report, words))
    if report.gate:
        blocks += _gate(report.gate, words)
    blocks += _notes(report, words)
    return Section("verdict", words.sentence("Verdict"), tuple(blocks))


def lines(report: ImpactReport, words: Words) -> tuple[Paragraph, ...]:
    """Return the three lines, or the only one there is to say where nothing changed."""
    outcome = say(vocabulary.grade(report.grade), words)
    if not report.changes:
        return (Paragraph(lead=outcome),)
    return (
        Paragraph(_gravest(report, words), lead=outcome, tone=report.grade.value if report.grade else ""),
        Paragraph(_size(report, words)),
        Paragraph(_next(report, words), lead=words.sentence("Next:")),
    )


_MOST_GROUPS = 3
_MOST_CHANGES = 3
_MOST_PEOPLE = 5
_MOST_TEXTS = 4


def _gravest(report: ImpactReport, words: Words) -> Text:
    """Return the gravest changes, those with the same consequence together: it is told once."""
    groups: dict[Text | int, list[Changed]] = {}
    gravest = report.grade  # looks at every change
    grave = [changed for changed in report.changes if changed.grade is gravest]
    for number, changed in enumerate(grave):
        shared = plainly(changed.why, words) if changed.why and changed.suffering else number
        groups.setdefault(shared, []).append(changed)
    texts: list[Text] = []
    told = 0
    for changes in list(groups.values())[:_MOST_GROUPS]:
        shown = changes[:_MOST_CHANGES]
        told += len(shown)
        texts += dict.fromkeys(plainly(changed.message, words) for changed in shown)
        texts += [plainly(changed.why, words) for changed in shown[:1] if changed.why]
    if left := len(grave) - told:
        one, many = "{number} more change is as grave.", "{number} more changes are as grave."
        texts.append(sentence(count(left, one, many, words)))
    return spaced(*texts)


def _size(report: ImpactReport, words: Words) -> Text:
    counts = [
        count(len(report.stages), "{number} stage", "{number} stages", words),
        count(len(report.start), "{number} journey", "{number} journeys", words),
        count(len(report.personas), "{number} persona", "{number} personas", words),
        count(len(report.engage), "{number} team", "{number} teams", words),
    ]
    concerned = sentence(say(said("This concerns {counts}.", counts=enumerated(counts, words)), words))
    return spaced(concerned, _customers(report, words))


def _customers(report: ImpactReport, words: Words) -> Text:
    changing = [
        (reached.volume, reached.entity)
        for reached in report.reach
        if reached.entity.kind == "touchpoint" and not reached.distance and reached.volume
    ]
    if not changing:
        return ()
    volume, busiest = max(changing, key=lambda item: item[0])
    text = "Every month {number} customers come through {touchpoint}, the busiest touchpoint that changes."
    return plainly(said(text, number=volume, touchpoint=busiest), words)


def _next(report: ImpactReport, words: Words) -> Text:
    grade = report.grade
    gravest = {changed.entity for changed in report.changes if changed.grade is grade}
    # Whoever holds what changes most comes first.
    ordered = sorted(report.engage, key=lambda engaged: gravest.isdisjoint(engaged.touchpoints))
    groups = {when: [engaged for engaged in ordered if engaged.when == when] for when in vocabulary.WHENS}
    for when, people in groups.items():
        if people:
            names = [_person(engaged, words) for engaged in people[:_MOST_PEOPLE]]
            if (left := len(people) - _MOST_PEOPLE) > 0:
                names.append(count(left, "{number} more", "{number} more", words))
            return worded(said(_ADVICE[when], people=tuple(names)), words)
    return sentence(words.sentence("Nobody has to be asked: nothing that changed has an owner."))


_ADVICE = {
    "ask-first": "Ask {people} before anything is decided.",
    "consult": "Consult {people} before it is decided.",
    "inform": "Tell {people} once it is decided.",
}


def _person(engaged: Engaged, words: Words) -> str:
    owner = engaged.owner.name or engaged.owner.id
    return say(said("{owner} ({lead})", owner=owner, lead=engaged.lead), words) if engaged.lead else owner


def _gate(gate: Gate, words: Words) -> Sequence[Block]:
    if gate.closed:
        reasons = [plainly(reason, words) for reason in gate.closed]
        more = said("All reasons why the gate is closed ({number})", number=len(reasons))
        return _listed(words.sentence("The gate is closed."), reasons, say(more, words), "closed")
    blocks: list[Block] = []
    if gate.required:
        text = "A change record covers what changed: {records}." if gate.records else "No change record is missing."
        covered = plainly(said(text, records=gate.records), words)
        blocks.append(Paragraph(covered, lead=words.sentence("The gate is open."), tone="open"))
    return [*blocks, *_scope(gate, words)]


def _scope(gate: Gate, words: Words) -> Sequence[Block]:
    """Return how what the change records name differs from what changed, where that closes no gate."""
    differing = (
        (gate.unrecorded, said("No change record names {touchpoints}.", touchpoints=gate.unrecorded)),
        (gate.unchanged, said("Nothing changed in {touchpoints}.", touchpoints=gate.unchanged)),
    )
    texts = [plainly(message, words) for touchpoints, message in differing if touchpoints]
    lead = words.sentence("What changed is not what the change record says.")
    return [Paragraph(spaced(*texts), lead=lead)] if gate.records and texts else []


def _notes(report: ImpactReport, words: Words) -> Sequence[Block]:
    notes = [plainly(note, words) for note in report.notes]
    more = said("All there is to bear in mind ({number})", number=len(notes))
    return _listed(words.sentence("Bear in mind:"), notes, say(more, words)) if notes else []


def _listed(lead: str, texts: Sequence[Text], title: str, tone: Tone = "") -> Sequence[Block]:
    """Return one text on the line of the lead, a few below it, and more than that folded: the first screen is short."""
    if len(texts) == 1:
        return [Paragraph(texts[0], lead=lead, tone=tone)]
    items = Items(tuple(Item(text) for text in texts))
    if len(texts) <= _MOST_TEXTS:
        return [Paragraph(lead=lead, tone=tone), items]
    return [Paragraph(texts[0], lead=lead, tone=tone), Fold(title, (items,))]

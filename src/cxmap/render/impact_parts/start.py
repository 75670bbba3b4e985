"""Where to start: the stages touched, the journeys from the simplest on, and what else the change reaches."""

from collections.abc import Sequence

from cxmap.message import Named, said
from cxmap.render.document import (
    Block,
    Fold,
    Heading,
    Paragraph,
    Section,
    Table,
    Text,
    plainly,
    sentence,
    spaced,
    strung,
    worded,
)
from cxmap.render.impact_parts import vocabulary
from cxmap.report.impact import ImpactReport, JourneyTouched, Reached, StageTouched
from cxmap.words import Words, count, say


def start(report: ImpactReport, words: Words) -> Section:
    """Return where to begin talking with people, the simplest journey first."""
    blocks: list[Block] = []
    if report.stages:
        blocks += _stages(report.stages, words)
    if report.start:
        blocks += _journeys(report.start, words)
    if report.personas:
        blocks.append(Paragraph(plainly(said("Customers concerned: {personas}.", personas=report.personas), words)))
    if not blocks:
        blocks.append(Paragraph(sentence(words.sentence("No stage and no journey is touched."))))
    reached = [item for item in report.reach if item.distance]
    if reached:
        blocks.append(_reached(reached, words))
    return Section("start", words.sentence("Where to start"), tuple(blocks))


def _stages(stages: Sequence[StageTouched], words: Words) -> tuple[Block, ...]:
    one, many = "{number} stage is touched.", "{number} stages are touched."
    head = (said("Stage"), said("Touchpoints that change"), said("Also reached"))
    rows = tuple(
        (plainly(said("{stage}", stage=item.stage), words), _all(item.direct, words), _all(item.reached, words))
        for item in stages
    )
    return (
        Paragraph(sentence(count(len(stages), one, many, words))),
        Table(tuple(say(title, words) for title in head), rows),
    )


def _journeys(journeys: Sequence[JourneyTouched], words: Words) -> tuple[Block, ...]:
    head = (said("Journey"), said("Touchpoints"), said("Hand-overs"), said("Changed steps"), said("Who facilitates"))
    rows = tuple(
        (
            _journey(item, words),
            sentence(str(item.touchpoints)),
            sentence(str(item.handovers)),
            _steps(item, words),
            plainly(said("{owner}", owner=item.facilitator), words)
            if item.facilitator
            else sentence(words.sentence("nobody yet")),
        )
        for item in journeys
    )
    return (
        Heading(words.sentence("Journeys, the simplest first")),
        Table(tuple(say(title, words) for title in head), rows, figures=frozenset({1, 2})),
    )


def _journey(item: JourneyTouched, words: Words) -> Text:
    text = "{journey}, which is no longer there" if item.before else "{journey}"
    return worded(said(text, journey=item.journey), words)


def _steps(item: JourneyTouched, words: Words) -> Text:
    steps = tuple(str(step) for step in item.changed_steps)
    if not steps:
        return _all(item.changed, words)
    text = "{steps}: {touchpoints}" if item.changed else "{steps}"
    return worded(said(text, steps=steps, touchpoints=item.changed), words)


def _reached(reached: Sequence[Reached], words: Words) -> Fold:
    title = said("What else is reached, and why ({number})", number=len(reached))
    head = (said("What"), said("Why"), said("Customers a month"))
    rows = tuple(
        (
            worded(said("{kind}: {thing}", kind=vocabulary.kind(item.entity.kind, words), thing=item.entity), words),
            way(item, words),
            _volume(item, words),
        )
        for item in reached
    )
    return Fold(say(title, words), (Table(tuple(say(title, words) for title in head), rows, frozenset({2})),))


def way(item: Reached, words: Words) -> Text:
    """Return the way from something reached to what changed: `needs Receipt <- captured at Checkout, which changes`."""
    stations: list[Text] = []
    for number, link in enumerate(item.reason[1:], 1):
        text = "{thing}" if number < len(item.reason) - 1 else "{thing}, which changes"
        joined_by = item.reason[number - 1].by
        thing = plainly(said(text, thing=link.entity), words)
        stations.append(spaced(worded(joined_by, words), thing) if joined_by else thing)
    return strung(stations, " <- ")


def _volume(item: Reached, words: Words) -> Text:
    if item.volume is not None:
        return worded(said("{number}", number=item.volume), words)
    return sentence(words.sentence("not known")) if item.entity.kind == "touchpoint" else ()


def _by_name(thing: Named, words: Words) -> Text:
    return plainly(said("{thing}", thing=thing), words)


def _all(things: tuple[Named, ...], words: Words) -> Text:
    return worded(said("{things}", things=things), words)

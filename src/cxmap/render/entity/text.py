"""One thing as text for people: what it says, what leads there and from there, and who else speaks of it."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from cxmap.message import Named
from cxmap.render.blocks import Row, named, rows, sentence, several, text, title
from cxmap.render.lines import Line, Run, wrapped, written
from cxmap.render.look import Look
from cxmap.render.passages import described, handover, percent
from cxmap.render.thing_labels import label, named_in
from cxmap.report.entity import Appearance, EntityReport, Fact, Facts, Known, Naming, Site, Step
from cxmap.report.passage import Passage, Stop
from cxmap.visible import visible
from cxmap.words import Words, shortened


def render(report: EntityReport, words: Words, look: Look) -> str:
    """Return everything that is known of a thing."""
    lines: list[Line] = [*_head(report, words, look), *_facts(report, words, look)]
    if report.thing.kind == "touchpoint":
        lines += _passages(words.sentence("Customers come from"), report.arrivals, "start", words, look)
        lines += _passages(words.sentence("Customers go on to"), report.departures, "end", words, look)
        lines += _known(report.known, words, look)
        lines += _appearances(report.appearances, words, look)
    lines += _steps(report.steps, words, look)
    lines += _named_by(report, words, look)
    return written(lines, colour=look.colour)


def _head(report: EntityReport, words: Words, look: Look) -> Iterator[Line]:
    thing = report.thing
    yield [Run(shortened(thing.name or thing.id), "bold"), Run("  "), Run(visible(thing.entity), "dim")]
    if report.description:
        yield from wrapped(text(report.description), look.width)
    again = "It is declared again in {site}, which does not count."
    warnings = [sentence(again, words, site=_site(site)) for site in report.again]
    if not report.whole:
        unread = "Not everything that is written of it could be read: `cxmap validate` says why."
        warnings.append(sentence(unread, words))
    for warning in warnings:
        yield from wrapped([Run(run.text, "yellow") for run in warning], look.width)
    yield []


_ELSEWHERE = frozenset({"name", "description", "steps"})
_LAST = ("tags", "links", "translations")
_IN_PARTS = frozenset({"raci", "contact"})


def _facts(report: EntityReport, words: Words, look: Look) -> Iterator[Line]:
    facts = sorted(
        (fact for fact in report.facts if fact.field not in _ELSEWHERE), key=lambda fact: fact.field in _LAST
    )
    told = [row for fact in facts for row in _rows(fact, words)]
    if report.thing.kind == "transition":
        told += [Row(words.sentence("Hand-over"), run) for one in report.departures if (run := handover(one, words))]
    told.append(Row(words.sentence("Declared in"), [Run(_site(report.site), "dim")]))
    yield from rows(told, look.width)


def _rows(fact: Fact, words: Words) -> Iterator[Row]:
    """Yield the rows of a field: more than one for a part that has rows of its own, and for a list of parts."""
    name = words.sentence(label(fact.field))
    match fact.value:
        case Facts(inner) if fact.field in _IN_PARTS:
            for one in inner:
                yield from _rows(one, words)
        case Facts(inner) if fact.field == "translations":
            for language, translated in inner:
                told = translated.facts if isinstance(translated, Facts) else ()
                yield Row(visible(language), several((_value(one, words) for one in told), ":"))
        case [Facts(), *_] as items:
            for item in items:
                yield Row(name, _value(Fact(fact.field, item), words))
                name = ""
        case _:
            yield Row(name, _value(fact, words))


def _value(fact: Fact, words: Words) -> list[Run]:
    match fact.value:
        case Named() as thing:
            return named(thing)
        case Facts(inner):
            return several((_inside(one, words) for one in inner), _DOT)
        case tuple() as items:
            pieces = [_value(Fact(fact.field, item), words) for item in items]
            sentences = any(isinstance(item, str) and len(item) > _SHORT for item in items)
            return several(pieces, _DOT if sentences else ",") or [Run(words.sentence("nothing"))]
        case bool() as answer:
            return [Run(words.sentence("yes" if answer else "no"))]
        case str() as said:
            return text(said)
        case figure:
            return [Run(percent(figure) if fact.field == "share" else f"{figure:.15g}")]


_DOT = " ·"
_SHORT = 30
"""Texts up to this length are words rather than sentences, which may well have commas of their own."""


def _inside(fact: Fact, words: Words) -> list[Run]:
    name = words.sentence(label(fact.field))
    return [Run(f"{visible(name[:1].lower() + name[1:])}:"), Run(" "), *_value(fact, words)]


def _passages(heading: str, passages: Iterable[Passage], end: str, words: Words, look: Look) -> Iterator[Line]:
    for number, passage in enumerate(passages):
        if not number:
            yield from title(heading)
        yield from wrapped(named(getattr(passage, end)), look.width, "  ")
        yield from wrapped(described(passage, words), look.width, "    ")


def _known(known: Known | None, words: Words, look: Look) -> Iterator[Line]:
    yield from title(words.sentence("Known of customers when they come"))
    if known is None:
        yield from wrapped(sentence("No way from an entry leads here.", words), look.width, "  ")
        return
    kinds = (
        ("whichever way they come", map(named, known.always)),
        ("on some ways only", map(named, known.sometimes)),
        ("from systems", (sentence("{datum} in {system}", words, datum=one, system=two) for one, two in known.held)),
        ("needed, but not always known", map(named, known.missing)),
    )
    told = [Row(words.sentence(heading), runs) for heading, things in kinds if (runs := several(things))]
    yield from rows(told or [Row(words.sentence("nothing"), [])], look.width)


def _steps(steps: Iterable[Step], words: Words, look: Look) -> Iterator[Line]:
    for step in steps:
        if step.number == 1:
            yield from title(words.sentence("Steps"))
        yield from wrapped(_step(step, words), look.width, f"{step.number:>4}  ", "      ")
        yield from _lived(step, words, look, "      ")


def _step(step: Step, words: Words) -> list[Run]:
    if step.journey:
        runs = sentence("the journey {journey}", words, journey=step.journey)
    else:
        runs = several(map(_stop, step.stops), f" {words.sentence('or')}")
    return [*runs, *_optional(step, words)]


def _optional(step: Step, words: Words) -> list[Run]:
    return [Run(f" {words.sentence('(optional)')}", "dim")] if step.optional else []


def _stop(stop: Stop) -> list[Run]:
    told = [shortened(stop.channel)] if stop.channel else []
    told += [shortened(stop.accountable.name or stop.accountable.id)] if stop.accountable else []
    return [*named(stop.touchpoint), *([Run(f", {', '.join(told)}", "dim")] if told else [])]


def _lived(step: Step, words: Words, look: Look, indent: str) -> Iterator[Line]:
    """Yield what customers do, think and feel at a step."""
    said = (("does", step.does), ("thinks", step.thinks))
    told = [Row(words.sentence(name), text(written)) for name, written in said if written]
    if step.feels is not None:
        told.append(Row(words.sentence("feels"), [Run(f"{step.feels:+g}" if step.feels else "0")]))
    told += [Row(words.sentence("pain"), text(pain)) for pain in step.pains]
    yield from rows(told, look.width, indent)


def _appearances(appearances: Iterable[Appearance], words: Words, look: Look) -> Iterator[Line]:
    for number, (journey, step, steps) in enumerate(appearances):
        if not number:
            yield from title(words.sentence("In journeys"))
        runs = sentence("{journey}, step {number} of {steps}", words, journey=journey, number=step.number, steps=steps)
        if step.journey:
            runs += sentence(": the journey {inner}", words, inner=step.journey)
        yield from wrapped([*runs, *_optional(step, words)], look.width, "  ")
        yield from _lived(step, words, look, "    ")


_ABOVE = frozenset(
    {("transition", "from"), ("transition", "to"), ("journey", "steps.touchpoint"), ("journey", "steps.any_of")}
)
"""How transitions and journeys name touchpoints, which are shown with them."""


def _named_by(report: EntityReport, words: Words, look: Look) -> Iterator[Line]:
    left = [naming for naming in report.named_by if _place(naming) not in _ABOVE]
    told = [
        Row(words.sentence(named_in(*place)), several(map(named, dict.fromkeys(naming.thing for naming in group))))
        for place, group in groupby(left, key=_place)
    ]
    if told:
        yield from title(words.sentence("Elsewhere on the map"))
        yield from rows(told, look.width)


def _place(naming: Naming) -> tuple[str, str]:
    return naming.thing.kind, naming.field


def _site(site: Site) -> str:
    return f"{visible(site.path)}:{site.line}"

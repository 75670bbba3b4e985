"""Ways as text for people: stop by stop, with what happens between them."""

from collections.abc import Iterator

from cxmap.render.blocks import named, sentence
from cxmap.render.lines import Line, Run, wrapped, written
from cxmap.render.look import Look
from cxmap.render.passages import in_short
from cxmap.report.passage import Stop
from cxmap.report.route import Leg, RouteReport, Way
from cxmap.words import Words, count, shortened


def render(report: RouteReport, words: Words, look: Look) -> str:
    """Return the ways, each with how long it is; or, where there is none, how far customers get."""
    lines: list[Line] = [] if report.ways else list(_none(report, words, look))
    for number, way in enumerate(report.ways, 1):
        lines += [[]] if number > 1 else []
        lines += _way(way, f"{number}. " if report.everything else "", words, look)
    return written(lines, colour=look.colour)


def _way(way: Way, number: str, words: Words, look: Look) -> Iterator[Line]:
    length = count(len(way.legs), "{number} transition", "{number} transitions", words)
    handovers = count(way.handovers, "{number} hand-over", "{number} hand-overs", words)
    first, last = (shortened(stop.touchpoint.name or stop.touchpoint.id) for stop in (way.stops[0], way.stops[-1]))
    yield [Run(f"{number}{first} -> {last}", "bold"), Run(f": {length}, {handovers}")]
    yield []
    yield from _stop(way.stops[0], words, look)
    for leg, stop in zip(way.legs, way.stops[1:], strict=True):
        yield from _leg(leg, words, look)
        yield from _stop(stop, words, look)


def _stop(stop: Stop, words: Words, look: Look) -> Iterator[Line]:
    told = [shortened(stop.channel)] if stop.channel else []
    told += [shortened(thing.name or thing.id) for thing in (stop.stage, stop.accountable) if thing]
    told += [words.sentence(stop.status)] if stop.status not in ("", "live") else []
    name = [Run(run.text, run.style or "bold") for run in named(stop.touchpoint)]
    yield from wrapped([*name, *(Run(f" · {text}", "dim") for text in told)], look.width, "", "  ")


def _leg(leg: Leg, words: Words, look: Look) -> Iterator[Line]:
    """Yield what is between two stops; a hand-over has another sign in front."""
    for number, passage in enumerate(leg.passages):
        runs = in_short(passage, words)
        if number:
            runs = [Run(words.sentence("or")), Run(" "), *(runs or [Run(words.sentence("another way"))])]
        yield from wrapped(runs, look.width, "  * " if leg.handover and not number else "  | ", "  | ")


def _none(report: RouteReport, words: Words, look: Look) -> Iterator[Line]:
    start, goal = report.start.touchpoint, report.goal.touchpoint
    if report.shortest is not None:
        text = "No way of at most {length} leads from {start} to {goal}: the shortest takes {shortest}."
        length = count(report.depth or 0, "{number} transition", "{number} transitions", words)
        runs = sentence(text, words, length=length, start=start, goal=goal, shortest=report.shortest)
        yield from wrapped(runs, look.width)
        return
    text = "No way leads from {start} to {goal}."
    if report.avoided:
        text = "No way leads from {start} to {goal} without passing what is to be avoided."
    yield from wrapped(sentence(text, words, start=start, goal=goal), look.width)
    number = count(len(report.reached), "{number} other touchpoint", "{number} other touchpoints", words)
    text = (
        "From {start} customers get to {number}, as far as {furthest}."
        if report.reached
        else "No way leads on from {start}."
    )
    yield from wrapped(sentence(text, words, start=start, number=number, furthest=[*report.furthest]), look.width)
    text = "Right before {goal} come {before}." if len(report.before) > 1 else "Right before {goal} comes {before}."
    text = text if report.before else "Nothing leads to {goal}."
    yield from wrapped(sentence(text, words, goal=goal, before=[*report.before]), look.width)

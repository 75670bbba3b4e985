"""Journeys as Mermaid's own `journey` diagrams."""

import re
from collections.abc import Sequence
from itertools import groupby

from cxmap.message import said
from cxmap.render.drawing_parts.lanes import NO_STAGE
from cxmap.render.drawing_parts.signs import called
from cxmap.render.mermaid import LONGEST, label
from cxmap.report.drawing import Card, Drawing, Line, Step
from cxmap.words import Words, say


def journeys(drawing: Drawing, words: Words) -> list[tuple[str, str]]:
    """Return each journey as a diagram, with its title; one that is too long for Mermaid as several."""
    cards = {card.touchpoint.id: card for card in drawing.cards}
    found = []
    for line in drawing.lines:
        title = called(line.journey)
        found += [(title, text) for text in _diagrams(line, line.steps, cards, words)]
    return found


def step_name(step: Step, cards: dict[str, Card], words: Words) -> str:
    """Return what a step is called: its touchpoint, or any of several."""
    names = [called(cards[name].touchpoint) for name in step.touchpoints]
    either = names[0] if len(names) == 1 else say(said("any of {names}", names=tuple(names)), words)
    return say(said("{step} (optional)", step=either), words) if step.optional else either


def _diagrams(line: Line, steps: Sequence[Step], cards: dict[str, Card], words: Words) -> list[str]:
    text = _diagram(line, steps, cards, words)
    if len(text) <= LONGEST or len(steps) == 1:
        return [text]
    middle = len(steps) // 2
    return [each for half in (steps[:middle], steps[middle:]) for each in _diagrams(line, half, cards, words)]


def _diagram(line: Line, steps: Sequence[Step], cards: dict[str, Card], words: Words) -> str:
    lines = ["journey", f"  title {_text(called(line.journey))}"]
    for title, group in groupby(steps, key=lambda step: _stage(step, cards, words)):
        lines.append(f"  section {_text(title)}")
        lines += [
            f"    {_text(step_name(step, cards, words))}: {_score(step)}{_who(line, step, cards)}" for step in group
        ]
    return "\n".join(lines) + "\n"


def _stage(step: Step, cards: dict[str, Card], words: Words) -> str:
    stage = cards[step.touchpoints[0]].stage
    return called(stage) if stage else say(NO_STAGE, words)


def _score(step: Step) -> str:
    """Return how customers feel from 1 to 5, as Mermaid counts; in the middle where nobody says."""
    return f"{3 + (step.feels or 0):g}"


def _who(line: Line, step: Step, cards: dict[str, Card]) -> str:
    """Return who is in it: the owners of the step's touchpoints, or whose journey it is where there are none."""
    owners = dict.fromkeys(owner for name in step.touchpoints if (owner := cards[name].owner))
    names = ", ".join(_actor(called(thing)) for thing in [*owners][:_MOST_ACTORS] or line.personas[:_MOST_ACTORS])
    return f": {names}" if names else ""


def _text(text: str) -> str:
    """Return a text of a line. At its beginning, a command of Mermaid would be taken for one."""
    shown = label(text) or "#32;"
    return _COMMAND.sub(lambda found: f"#{ord(found.group())};", shown, count=1)


def _actor(text: str) -> str:
    """Return a name in a list in which commas part the names."""
    return label(text).replace(",", "#44;") or "#32;"


_MOST_ACTORS = 6
_COMMAND = re.compile(r"^(?=title|section|journey|acc)\w", re.IGNORECASE)

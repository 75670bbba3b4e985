"""What stands above a picture: what it is of, what it shows, and what it does not."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.picture.canvas import Label, Shape
from cxmap.render.picture.letters import wrapped
from cxmap.render.picture.theme import font
from cxmap.report.drawing import Card, Drawing
from cxmap.visible import visible
from cxmap.words import Words, count, say


class Heading(NamedTuple):
    """A heading, and how high it is."""

    shapes: tuple[Shape, ...]
    height: int


def heading(title: str, sentences: Iterable[str], x: int, y: int, room: int) -> Heading:
    """Return a title with sentences below it, each on lines of its own; all are fit to show."""
    lines = wrapped(title, room, 3, font("title"))
    shapes: list[Shape] = [Label(x, y + font("title").rise, lines, "title", step=font("title").step)]
    at = y + len(lines) * font("title").step + 2
    for sentence in sentences:
        lines = wrapped(sentence, room, 4, font("subtitle"))
        shapes.append(Label(x, at + font("subtitle").rise, lines, "subtitle", step=font("subtitle").step))
        at += len(lines) * font("subtitle").step + 2
    return Heading(tuple(shapes), at - y)


def title(drawing: Drawing, words: Words) -> str:
    """Return what a picture is of: the name of the map."""
    name = visible(drawing.about.name)
    if not drawing.about.revision:
        return name
    return say(said("{name} at {revision}", name=name, revision=drawing.about.revision), words)


def touchpoints(cards: Sequence[Card], words: Words) -> str:
    """Return how many touchpoints these are. Those that customers no longer meet are counted apart, as everywhere."""
    retired = sum(card.status == "retired" for card in cards)
    number = count(len(cards) - retired, "{number} touchpoint", "{number} touchpoints", words)
    if not retired:
        return number
    one, many = "{touchpoints} and {number} retired", "{touchpoints} and {number} retired"
    return count(retired, one, many, words, touchpoints=number)


def wanting(drawing: Drawing, words: Words) -> Iterator[str]:
    """Yield what a picture does not show."""
    if not drawing.cards:
        yield words.sentence("There is no touchpoint to draw.")
    if drawing.left_out:
        one, many = "{number} more touchpoint is left out.", "{number} more touchpoints are left out."
        yield count(drawing.left_out, one, many, words)
    if not drawing.about.whole:
        yield words.sentence("Something in the files could not be read, so parts of the picture may be missing.")

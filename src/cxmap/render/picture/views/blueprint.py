"""The view `blueprint`: what customers do, what they meet, and who and what stands behind it."""

from collections.abc import Iterator, Sequence

from cxmap.message import Named, said
from cxmap.render.picture.blueprint_parts.band import STRIP, band
from cxmap.render.picture.blueprint_parts.columns import Column, bands, columns
from cxmap.render.picture.blueprint_parts.grid import Grid
from cxmap.render.picture.blueprint_parts.signs import signs
from cxmap.render.picture.canvas import Box, Canvas, Shape
from cxmap.render.picture.parts.card import called
from cxmap.render.picture.parts.heading import heading, title, touchpoints, wanting
from cxmap.render.picture.parts.legend import legend
from cxmap.report.drawing import Drawing
from cxmap.visible import visible
from cxmap.words import Words, count, enumerated, say


def canvas(drawing: Drawing, words: Words) -> Canvas:
    """Return the service blueprint of the only journey, else of all touchpoints in their order."""
    found = columns(drawing)
    parts = list(bands(found))
    widest = max((Grid(_MARGIN, STRIP, len(part)).right + _MARGIN for part in parts), default=0)
    wide = max(widest, _LEAST_WIDTH)
    sentences = tuple(_sentences(drawing, found, words))
    head = heading(_title(drawing, words), sentences, _MARGIN, _MARGIN, wide - 2 * _MARGIN)
    shapes: list[Shape] = list(head.shapes)
    y = _MARGIN + head.height + _BELOW
    hues: dict[Named | None, int] = {phase.stage: number for number, phase in enumerate(drawing.phases)}
    ways = {(arrow.start, arrow.end): arrow for arrow in reversed(drawing.arrows)}
    for part in parts:
        shown = band(part, hues, ways, (_MARGIN, y), words)
        shapes += shown.shapes
        y += shown.height + _BETWEEN
    below = legend(words.sentence("Legend"), signs(found, words), _MARGIN, y, wide - 2 * _MARGIN)
    y += below.height + _MARGIN
    ground = Box(0, 0, wide, y, "page")
    return Canvas(wide, y, _title(drawing, words), " ".join(sentences), (ground, *shapes, *below.shapes))


_MARGIN = 28
_BELOW = 14
_BETWEEN = 34
_LEAST_WIDTH = 760


def _title(drawing: Drawing, words: Words) -> str:
    followed = drawing.followed
    return called(followed.journey) if followed else title(drawing, words)


def _sentences(drawing: Drawing, found: Sequence[Column], words: Words) -> Iterator[str]:
    followed = drawing.followed
    if followed is None:
        yield words.sentence("Service blueprint: what customers do, what they meet, and who and what stands behind it.")
        yield _size(drawing, words)
    else:
        yield say(said("Service blueprint of a journey in {map}.", map=title(drawing, words)), words)
        if followed.goal:
            yield visible(" ".join(followed.goal.split()))
        if followed.personas:
            personas = enumerated([called(persona) for persona in followed.personas], words)
            yield say(said("Whose journey it is: {personas}.", personas=personas), words)
    left = len(drawing.cards) - len({column.card.touchpoint.id for column in found})
    if left:
        one = "{number} touchpoint is not on this journey and is not shown."
        many = "{number} touchpoints are not on this journey and are not shown."
        yield count(left, one, many, words)
    yield from wanting(drawing, words)


def _size(drawing: Drawing, words: Words) -> str:
    systems = {system for card in drawing.cards for system in card.systems}
    owners = {owner for card in drawing.cards for owner in (card.owner, *card.responsible) if owner}
    parts = [
        touchpoints(drawing.cards, words),
        count(len(owners), "{number} owner", "{number} owners", words),
        count(len(systems), "{number} system", "{number} systems", words),
    ]
    return ", ".join(parts) + "."

"""A drawing in several parts, where one picture of it would be too large."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cxmap.render.drawing_parts.lanes import lane
from cxmap.report.drawing import Arrow, Card, Drawing
from cxmap.words import Words


def parts(drawing: Drawing, fits: Callable[[Drawing], bool], words: Words) -> tuple[Drawing, ...]:
    """Return a drawing in as many parts as it takes for each of them to fit.

    Parts begin with a stage or lane as far as that fits. Every arrow is in the part of the card that it leaves; the
    card to which it leads can be in another one. A card with more arrows than fit stands in several parts.
    """
    by = drawing.by if drawing.view == "flow" else "stage"
    lanes = {card.touchpoint.id: lane(card, by, words).key for card in drawing.cards}
    keys = sorted(dict.fromkeys(lanes.values()), key=lambda key: not key)
    cards = tuple(sorted(drawing.cards, key=lambda card: keys.index(lanes[card.touchpoint.id])))
    return tuple(_divided(replace(drawing, cards=cards), fits, lanes))


def _divided(drawing: Drawing, fits: Callable[[Drawing], bool], lanes: dict[str, str]) -> Iterator[Drawing]:
    if fits(drawing) or (len(drawing.cards) == 1 and len(drawing.arrows) <= 1):
        yield drawing
        return
    for half in _halves(drawing, lanes):
        yield from _divided(half, fits, lanes)


def _halves(drawing: Drawing, lanes: dict[str, str]) -> tuple[Drawing, Drawing]:
    cards, arrows = drawing.cards, drawing.arrows
    if len(cards) == 1:
        middle = len(arrows) // 2
        return replace(drawing, arrows=arrows[:middle]), replace(drawing, arrows=arrows[middle:])
    cut = _cut([lanes[card.touchpoint.id] for card in cards])
    first, second = _with_arrows(drawing, cards[:cut]), _with_arrows(drawing, cards[cut:])
    return first, second


def _cut(lanes: Sequence[str]) -> int:
    """Return where to cut: between two lanes, as near to the middle as can be; in the middle of a single one."""
    middle = len(lanes) // 2
    between = [position for position in range(1, len(lanes)) if lanes[position - 1] != lanes[position]]
    return min(between, key=lambda position: abs(position - middle), default=middle)


def _with_arrows(drawing: Drawing, cards: tuple[Card, ...]) -> Drawing:
    known = {card.touchpoint.id for card in cards}
    arrows: tuple[Arrow, ...] = tuple(arrow for arrow in drawing.arrows if arrow.start in known)
    return replace(drawing, cards=cards, arrows=arrows)

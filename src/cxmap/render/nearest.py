"""What to draw of a picture that is too large: what changed, then what is next to it, then the rest."""

from collections.abc import Sequence
from typing import NamedTuple

from cxmap.report.impact import Arrow, Card
from cxmap.words import Words, count


class Drawn(NamedTuple):
    """The cards and arrows to draw, in their order, and how many are left out."""

    cards: tuple[Card, ...]
    arrows: tuple[Arrow, ...]
    cards_left: int = 0
    arrows_left: int = 0


def nearest(cards: Sequence[Card], arrows: Sequence[Arrow], most: int) -> Drawn:
    """Return at most so many cards, those nearest to what changed, and the arrows between them."""
    known = {card.touchpoint.id for card in cards}
    whole = [arrow for arrow in arrows if arrow.start in known and arrow.end in known]
    kept = set(_by_nearness(cards, whole)[:most])
    some = tuple(card for card in cards if card.touchpoint.id in kept)
    between = tuple(arrow for arrow in whole if arrow.start in kept and arrow.end in kept)
    return Drawn(some, between, len(cards) - len(some), len(whole) - len(between))


def not_drawn(cards: int, arrows: int, words: Words) -> str:
    """Return what is left out of a picture; nothing where that is nothing."""
    sentences = (
        count(cards, "{number} more touchpoint is not drawn.", "{number} more touchpoints are not drawn.", words),
        count(arrows, "{number} more transition is not drawn.", "{number} more transitions are not drawn.", words),
    )
    return " ".join(text for text, number in zip(sentences, (cards, arrows), strict=True) if number)


def _by_nearness(cards: Sequence[Card], arrows: Sequence[Arrow]) -> list[str]:
    changed = {card.touchpoint.id for card in cards if card.mark}
    changed |= {end for arrow in arrows if arrow.mark for end in (arrow.start, arrow.end)}
    near = {end for arrow in arrows if {arrow.start, arrow.end} & changed for end in (arrow.start, arrow.end)}
    ids = [card.touchpoint.id for card in cards]
    return sorted(ids, key=lambda name: (name not in changed, name not in near))

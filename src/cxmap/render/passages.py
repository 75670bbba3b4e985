"""Transitions in words: when customers go, who sees them over, and what goes along."""

from collections.abc import Iterator

from cxmap.message import Named
from cxmap.render.blocks import named, sentence, several, text
from cxmap.render.lines import Run
from cxmap.report.passage import Passage
from cxmap.words import Words


def described(passage: Passage, words: Words) -> list[Run]:
    """Return all there is to say of a transition besides its ends; never nothing."""
    return several([*_pieces(passage, words), _carried(passage, words)], ";")


def in_short(passage: Passage, words: Words) -> list[Run]:
    """Return what there is to say of a transition, unless that goes without saying; it may be nothing."""
    pieces = list(_pieces(passage, words))
    if passage.carries is not None:
        pieces.append(_carried(passage, words))
    return several(pieces, ";")


def handover(passage: Passage, words: Words) -> list[Run]:
    """Return between whom accountability passes, and who sees to it; nothing where it does not."""
    if passage.giver is None or passage.taker is None or not passage.handover:
        return []
    things = {"giver": passage.giver, "taker": passage.taker}
    if passage.owner is None:
        return sentence("from {giver} to {taker}, and nobody sees to it", words, **things)
    owner: Named | str = passage.owner
    if passage.owner.id in (passage.giver.id, passage.taker.id):
        owner = passage.owner.name or passage.owner.id  # the id has just been said
    return sentence("from {giver} to {taker}, seen to by {owner}", words, **things, owner=owner)


def _pieces(passage: Passage, words: Words) -> Iterator[list[Run]]:
    if passage.when:
        yield text(passage.when)
    if passage.kind != "forward":
        yield sentence("on the way back" if passage.kind == "back" else "after something went wrong", words)
    if passed := handover(passage, words):
        yield [Run(words.sentence("hand-over"), "bold yellow"), Run(" "), *passed]
    elif passage.owner:
        yield sentence("seen to by {owner}", words, owner=passage.owner)
    if passage.share is not None:
        yield sentence("{share} of customers", words, share=percent(passage.share))
    if passage.within:
        yield sentence("within {time}", words, time=passage.within)


def _carried(passage: Passage, words: Words) -> list[Run]:
    if passage.carries is None:
        return sentence("hands over all that is known", words)
    if not passage.carries:
        return sentence("hands over nothing", words)
    return [*sentence("hands over", words), Run(" "), *several(map(named, passage.carries))]


def percent(share: float) -> str:
    """Return a part of a whole: 0.125 is "12.5 %"."""
    return f"{round(share * 100, 1):g} %"

"""The legend of the view `flow`: only what occurs in the picture."""

from collections.abc import Iterator

from cxmap.render.picture.parts.legend import Sign, letters, line, symbol
from cxmap.render.picture.parts.signs import MARKED, card_signs
from cxmap.report.drawing import Drawing
from cxmap.words import Words, say


def signs(drawing: Drawing, words: Words, *, dense: bool, numbered: bool) -> Iterator[Sign]:
    """Yield the signs on cards, then those at arrows."""
    yield from card_signs(drawing.cards, words)
    yield from _arrows(drawing, words, dense=dense)
    if numbered:
        yield letters("1", words.sentence("See the list of what is said at the arrows"))


def _arrows(drawing: Drawing, words: Words, *, dense: bool) -> Iterator[Sign]:
    arrows = drawing.arrows
    plain = [arrow for arrow in arrows if not arrow.mark]
    if any(arrow.kind == "forward" and not arrow.handover for arrow in plain):
        yield line("arrow", words.sentence("Customers go on, and stay with the same owner"))
    if any(arrow.handover for arrow in plain):
        yield line("arrow-handover", words.sentence("Hand-over from one owner to another"))
    if any(arrow.handover and arrow.owner for arrow in arrows):
        owned = "Hand-over that somebody owns" if dense else "Who sees customers over"
        yield symbol("handover", "icon-strong", words.sentence(owned))
    if any(arrow.handover and not arrow.owner for arrow in arrows):
        yield symbol("handover", "icon-error", words.sentence("Hand-over that nobody owns"))
    if any(arrow.kind == "back" for arrow in plain):
        yield line("arrow-back", words.sentence("Customers go back"))
    if any(arrow.kind == "recovery" for arrow in plain):
        yield line("arrow-recovery", words.sentence("Something is put right (recovery)"))
    for mark, text in MARKED.items():
        if any(arrow.mark == mark for arrow in arrows):
            yield line(f"arrow-{mark}", say(text, words))

"""The affected part of the map as a Mermaid flowchart, which Markdown on GitHub and GitLab draws."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from cxmap.message import Message, said
from cxmap.render.nearest import Drawn, nearest
from cxmap.report.impact import Arrow, Card, Mark
from cxmap.visible import visible
from cxmap.words import Words, say

LONGEST = 40_000
"""The most characters of a flowchart: Mermaid refuses more than 50,000."""

MOST_ARROWS = 249
"""The most arrows of a flowchart: Mermaid refuses more than 500, and its versions before 10.7 more than 280."""


class Flowchart(NamedTuple):
    """A flowchart, and how many touchpoints and transitions it leaves out; empty where nothing is to be drawn."""

    text: str
    cards_left: int = 0
    arrows_left: int = 0


def flowchart(cards: Sequence[Card], arrows: Sequence[Arrow], words: Words, longest: int = LONGEST) -> Flowchart:
    """Return cards by stage with the arrows between them, in at most so many characters.

    What changed is marked by shape, word and colour. Where there is too much to draw, what is further away from what
    changed is left out first, down to no card at all.
    """
    most = min(len(cards), _MOST_CARDS)
    while most:
        drawn = nearest(cards, arrows, most)
        text = _written(drawn, words) if len(drawn.arrows) <= MOST_ARROWS else ""
        if text and len(text) <= longest:
            return Flowchart(text, drawn.cards_left, drawn.arrows_left)
        most = most * 3 // 4
    return Flowchart("", len(cards), len(arrows))


def _written(drawn: Drawn, words: Words) -> str:
    cards, arrows = drawn.cards, drawn.arrows
    names = {card.touchpoint.id: f"n{number}" for number, card in enumerate(cards, 1)}
    lines = ["flowchart LR"]
    for number, stage in enumerate(dict.fromkeys(card.stage for card in cards), 1):
        lines.append(f'  subgraph s{number}["{label(stage) or " "}"]')
        lines += [f"    {names[card.touchpoint.id]}{_card(card, words)}" for card in cards if card.stage == stage]
        lines.append("  end")
    few = len(arrows) <= _MOST_LABELLED
    for arrow in arrows:
        shown = _arrow(arrow, words) if few or arrow.mark else ARROWS[""]
        lines.append(f"  {names[arrow.start]} {shown} {names[arrow.end]}")
    return "\n".join([*lines, *_colours(cards, arrows, names)]) + "\n"


def _card(card: Card, words: Words) -> str:
    opening, closing = SHAPES[card.mark]
    name = label(card.touchpoint.name) or label(card.touchpoint.id)
    shown = (name, label(card.channel), label(_word(card.mark, words)))
    return f'{opening}"{BREAK.join(text for text in shown if text)}"{closing}'


def _arrow(arrow: Arrow, words: Words) -> str:
    shown = BREAK.join(text for text in (label(_word(arrow.mark, words)), label(arrow.label)) if text)
    return f'{ARROWS[arrow.mark]}|"{shown}"|' if shown else ARROWS[arrow.mark]


def _colours(cards: Sequence[Card], arrows: Sequence[Arrow], names: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for mark, (card_colours, arrow_colours) in COLOURS.items():
        marked = [names[card.touchpoint.id] for card in cards if card.mark == mark]
        if marked:
            lines += [f"  classDef {mark} {card_colours}", f"  class {','.join(marked)} {mark}"]
        numbers = [str(number) for number, arrow in enumerate(arrows) if arrow.mark == mark]
        if numbers:
            lines.append(f"  linkStyle {','.join(numbers)} {arrow_colours}")
    return lines


def _word(mark: Mark, words: Words) -> str:
    return say(WORDS[mark], words) if mark else ""


WORDS: dict[Mark, Message] = {"added": said("new"), "removed": said("gone"), "changed": said("changed")}
"""What happened to something in the picture, in a word."""

BREAK = "<br>"
"""What parts the lines of a label."""

SHAPES: dict[Mark, tuple[str, str]] = {
    "": ("[", "]"),
    "added": ("([", "])"),
    "removed": ("{{", "}}"),
    "changed": ("[[", "]]"),
}
"""What stands around the label of a card, by what happened to it."""

ARROWS: dict[Mark, str] = {"": "-->", "added": "==>", "removed": "-.->", "changed": "--o"}
"""The arrows, by what happened to what they stand for."""

COLOURS: dict[Mark, tuple[str, str]] = {
    "added": ("fill:#dff3e4,stroke:#1a6b33,color:#0f2e18,stroke-width:2px", "stroke:#2f9a54"),
    "removed": ("fill:#fbe3e1,stroke:#a32018,color:#3d0d09,stroke-width:2px,stroke-dasharray:5", "stroke:#d0453b"),
    "changed": ("fill:#fdf0cd,stroke:#8a5a00,color:#332200,stroke-width:2px", "stroke:#b87a00"),
}
"""The colours of cards and arrows. Fill, line and text go together, so that they can be told apart on any page."""

_MOST_CARDS = 1000
_MOST_LABELLED = 20
"""Where there are more arrows, only those that changed say when customers go: the others would fill the picture."""


def label(text: str) -> str:
    """Return the inside of a quoted label that shows `text`, on one line and not too long.

    Everything that is neither letter nor digit is written as Mermaid's own reference, `#35;`, which is replaced after
    Mermaid has looked for Markdown, icons, formulas and commands.
    """
    flat = " ".join(text.split())
    shown = flat if len(flat) <= _LONGEST_LABEL else flat[: _LONGEST_LABEL - 1] + "…"
    return _ACTIVE.sub(lambda found: f"#{ord(found.group())};", visible(shown))


_LONGEST_LABEL = 60
# The letters `ﬂ` and `ß` are what Mermaid itself puts in the place of references for a while.
# And it takes a line for a command in which the words "direction TB" stand, be it within quotes.
_ACTIVE = re.compile(r"[^\w ,]|[_ﬂß]|d(?=irection)")

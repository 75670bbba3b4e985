"""Sentences and lists in which things lead to where more is said of them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cxmap.message import Message, Named, Value
from cxmap.render.document import Inline, Link, Target, Text, sentence, strung
from cxmap.words import Part, Words, count, parts, shortened

MOST_NAMED = 24
"""How many things are named one after the other before it only says how many more there are."""


@lru_cache(maxsize=100_000)
def link(thing: Named) -> Link:
    """Return a thing by its name, leading to where more is said of it; a transition leads to where it begins."""
    name = shortened(thing.name or thing.id)
    if thing.kind == "transition":
        return Link(name, Target("touchpoint", thing.id.partition("->")[0]))
    return Link(name, Target(thing.kind, thing.id))


def links(things: Iterable[Named], words: Words, most: int = MOST_NAMED) -> Text:
    """Return things by their names in a list: of many the first, and how many more there are."""
    found = list(things)
    shown = [(link(thing),) for thing in found[:most]]
    left = len(found) - len(shown)
    more = sentence(count(left, "{number} more", "{number} more", words)) if left else ()
    return strung([*shown, more], ", ")


def linked(message: Message, words: Words) -> Text:
    """Return a sentence in which things go by their names and lead to where more is said of them.

    What stands between backticks is to be copied, and stays as it is.
    """
    things = _Things(message)
    return tuple(piece for part in parts(things.message, words) for piece in things.put_back(part))


class _Things:
    """The things in a message, each with a sign that stands for it until the sentence is made."""

    def __init__(self, message: Message) -> None:
        self._mark = _unused(_texts(message.values.values()))
        self._things: dict[str, Named] = {}
        self.message = Message(message.text, {gap: self._signed(value) for gap, value in message.values.items()})

    def put_back(self, part: Part) -> Iterator[Inline]:
        """Yield a part of the sentence with its things."""
        if part.text in self._things and part.role == "value":
            yield link(self._things[part.text])
        elif self._mark in part.text:
            text = part.text
            for sign, thing in self._things.items():
                text = text.replace(sign, shortened(thing.id))
            yield part._replace(text=text)
        else:
            yield part

    def _signed(self, value: Value) -> Value:
        if isinstance(value, Named):
            return self._sign(value)
        return (
            tuple(self._sign(one) if isinstance(one, Named) else one for one in value)
            if isinstance(value, tuple)
            else value
        )

    def _sign(self, thing: Named) -> str:
        sign = f"{self._mark}{len(self._things)}{self._mark}"
        self._things[sign] = thing
        return sign


_SIGN = "⁂"


def _unused(texts: Sequence[str]) -> str:
    mark = _SIGN
    while any(mark in text for text in texts):
        mark += _SIGN
    return mark


def _texts(values: Iterable[Value]) -> list[str]:
    found: list[str] = []
    for value in values:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple) and not isinstance(value, Named):
            found += [item for item in value if isinstance(item, str)]
    return found

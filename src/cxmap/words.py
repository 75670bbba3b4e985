"""Puts a message in words: fills the gaps of its sentence with names, ids and figures that are fit to show."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter
from typing import Literal, NamedTuple, Protocol

from cxmap.message import Exact, Message, Named, Value
from cxmap.visible import visible

Role = Literal["text", "id", "name", "value"]
"""What a stretch of a sentence is: its own text, something to be copied into a file, a name, or any other value."""


class Part(NamedTuple):
    """A stretch of a sentence, fit to show on a terminal; a renderer adds the looks and its format's encoding."""

    text: str
    role: Role


Parts = tuple[Part, ...]


class Words(Protocol):
    """A language: it knows the sentences of cxmap by their English text."""

    def sentence(self, text: str) -> str:
        """Return a sentence, gaps and all, in this language: the English one where nobody has translated it."""

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the sentence that goes with a number: English has `one` and `many`, others have more forms."""


@dataclass(frozen=True, slots=True)
class English:
    """The language in which the sentences stand in the code."""

    def sentence(self, text: str) -> str:
        """Return the sentence as it is."""
        return text

    def counted(self, one: str, many: str, number: int) -> str:
        """Return `one` for 1 and `many` for all else."""
        return one if number == 1 else many


ENGLISH: Words = English()


def say(message: Message, words: Words = ENGLISH) -> str:
    """Return a message as plain text, ids in backticks."""
    return joined(parts(message, words))


def count(number: int, one: str, many: str, words: Words = ENGLISH, /, **values: Value) -> str:
    """Return a sentence with the gap `{number}` as plain text, in the form that goes with the number."""
    return joined(_filled(words.counted(one, many, number), {"number": number, **values}, words))


def enumerated(texts: Sequence[str], words: Words = ENGLISH) -> str:
    """Return texts, already fit to show, as a list: `a, b and c`."""
    return joined(_listed([(Part(text, "text"),) for text in texts], words))


def parts(message: Message, words: Words = ENGLISH) -> Parts:
    """Return a message as the stretches it consists of.

    A thing shows as its name and, in brackets, its id; as the id alone where the name says no more. Tuples read
    `a, b and c`, with the gap `{gap:or}` they read `a, b or c`, with `{gap:way}` `a -> b -> c`; long ones are shortened
    and say by how much.
    What the sentence has between backticks is one part with the role `id`. Values are never read as sentences.

    Raises `KeyError` for a gap without a value.
    """
    return _filled(words.sentence(message.text), message.values, words)


def joined(pieces: Iterable[Part]) -> str:
    """Return parts as plain text, ids in backticks."""
    return "".join(f"`{part.text}`" if part.role == "id" else part.text for part in pieces)


def shortened(text: str) -> str:
    """Return text that is fit to show, and no longer than a sentence can bear."""
    shown = visible(text[: _LONGEST + 1])
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1] + "…"


_LONGEST = 200
_MOST_ITEMS = 12
_CODE = "code"
"""The style of a gap between backticks."""
_SEPARATORS = re.compile(r"[-._]")


def _filled(sentence: str, values: Mapping[str, Value], words: Words) -> Parts:
    def fill(gap: str, style: str) -> Parts:
        return _shown(values[gap], style, words)

    return _composed(sentence, fill)


def _composed(sentence: str, fill: Callable[[str, str], Parts]) -> Parts:
    pieces: list[Part] = []
    code: list[str] | None = None  # what has come since an opening backtick
    for literal, gap, style in _parsed(sentence):
        for position, text in enumerate(literal.split("`")):
            if position:
                pieces, code = _turned(pieces, code)
            _add(pieces, code, (Part(text, "text"),) if text else ())
        if gap is not None:
            _add(pieces, code, fill(gap, style or ("" if code is None else _CODE)))
    if code is not None:
        raise ValueError(f"a backtick is left open in: {sentence}")
    return tuple(pieces)


@lru_cache(maxsize=5_000)
def _parsed(sentence: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """Return the texts of a sentence, each with the gap behind it and its style: there are few, said over and over."""
    return tuple((literal, gap, style) for literal, gap, style, _ in Formatter().parse(sentence))


def _turned(pieces: list[Part], code: list[str] | None) -> tuple[list[Part], list[str] | None]:
    if code is None:
        return pieces, []
    return [*pieces, Part("".join(code), "id")], None


def _add(pieces: list[Part], code: list[str] | None, more: Parts) -> None:
    if code is None:
        pieces.extend(more)
    else:
        code.extend(part.text for part in more)


def _shown(value: Value, style: str, words: Words) -> Parts:
    match value:
        case Named() if style == _CODE:
            return (Part(shortened(value.id), "id"),)
        case Named():
            return _named(value)
        case tuple():
            items = [_named(item) if isinstance(item, Named) else (Part(shortened(item), "value"),) for item in value]
            return _LAYOUTS[style](items, words)
        case Message():
            return parts(value, words)
        case Exact():
            return (Part(visible(value), "value"),)
        case str():
            return (Part(shortened(value), "value"),)
        case float() if value.is_integer():
            return (Part(str(int(value)), "value"),)
        case _:
            return (Part(str(value), "value"),)


def _named(thing: Named) -> Parts:
    ident, name = _ident(thing), shortened(thing.name)
    if not name or name.casefold() in (thing.id.casefold(), _SEPARATORS.sub(" ", thing.id).casefold()):
        return ident
    return (Part(name, "name"), Part(" (", "text"), *ident, Part(")", "text"))


def _ident(thing: Named) -> Parts:
    if thing.kind != "transition" or "->" not in thing.id:
        return (Part(shortened(thing.id), "id"),)
    ends, _, own = thing.id.partition("#")
    way = Part(shortened(ends.replace("->", " -> ", 1)), "name")
    return (way, Part(" ", "text"), Part(shortened(own), "id")) if own else (way,)


def _listed(items: Sequence[Parts], words: Words) -> Parts:
    if len(items) > _MOST_ITEMS:
        return _pieced("{items} and {number} more", words, **_first(items))
    if len(items) > 1:
        return _pieced("{items} and {last}", words, items=items[:-1], last=items[-1:])
    return _strung(items, ", ")


def _either(items: Sequence[Parts], words: Words) -> Parts:
    if len(items) > _MOST_ITEMS:
        return _pieced("{items} or {number} more", words, **_first(items))
    if len(items) > 1:
        return _pieced("{items} or {last}", words, items=items[:-1], last=items[-1:])
    return _strung(items, ", ")


def _first(items: Sequence[Parts]) -> dict[str, Sequence[Parts]]:
    return {"items": items[:_MOST_ITEMS], "number": [(Part(str(len(items) - _MOST_ITEMS), "value"),)]}


def _way(items: Sequence[Parts], words: Words) -> Parts:
    if len(items) <= _MOST_ITEMS:
        return _strung(items, " -> ")
    half = _MOST_ITEMS // 2
    left = str(len(items) - 2 * half)
    sentence = "{start:way} -> ... ({number} more) ... -> {end:way}"
    return _pieced(sentence, words, start=items[:half], number=[(Part(left, "value"),)], end=items[-half:])


_LAYOUTS: Mapping[str, Callable[[Sequence[Parts], Words], Parts]] = {
    "": _listed,
    _CODE: _listed,
    "or": _either,
    "way": _way,
}


def _pieced(sentence: str, words: Words, **groups: Sequence[Parts]) -> Parts:
    def fill(gap: str, style: str) -> Parts:
        return _strung(groups[gap], " -> " if style == "way" else ", ")

    return _composed(words.sentence(sentence), fill)


def _strung(items: Sequence[Parts], separator: str) -> Parts:
    pieces: list[Part] = []
    for position, item in enumerate(items):
        if position:
            pieces.append(Part(separator, "text"))
        pieces.extend(item)
    return tuple(pieces)

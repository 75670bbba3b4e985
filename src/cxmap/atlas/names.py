"""Names that look like something they are not."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from cxmap.message import Message, said
from cxmap.source.span import Route
from cxmap.visible import hidden

_WORD = re.compile(r"[^\W\d_]+")

# Scripts whose letters look alike. A name may mix others freely: "Tienda 店".
_CONFUSABLE = ("LATIN", "CYRILLIC", "GREEK")


def misleading_names(fields: dict[str, Any]) -> Iterator[tuple[Route, Message]]:
    """Yield the route and the reason for every misleading name of a frozen entity."""
    for route, name in _names(fields):
        if name.isascii() and name.isprintable():
            continue
        reason = misleading(name)
        if reason:
            yield route, reason


def misleading(name: str) -> Message | None:
    """Say why a name is not what it seems to be; None where it is."""
    if "\n" in name:
        return said("A name stands on one line.")
    character = hidden(name)
    if character:
        return said("A name holds the invisible character {character}.", character=character)
    for word in _WORD.findall(unicodedata.normalize("NFC", name)):
        scripts = {script for letter in word if (script := _script(letter))}
        if len(scripts) > 1:
            return said(
                "The word `{word}` mixes letters of different alphabets that look alike: {scripts}.",
                word=word,
                scripts=tuple(sorted(script.capitalize() for script in scripts)),
            )
    return None


def _script(letter: str) -> str | None:
    name = unicodedata.name(letter, "")
    return next((script for script in _CONFUSABLE if name.startswith(script)), None)


def _names(fields: dict[str, Any]) -> Iterator[tuple[Route, str]]:
    if "name" in fields:
        yield ("name",), fields["name"]
    for index, alias in enumerate(fields.get("aliases", ())):
        yield ("aliases", index), alias
    for language, texts in fields.get("translations", {}).items():
        if "name" in texts:
            yield ("translations", language, "name"), texts["name"]

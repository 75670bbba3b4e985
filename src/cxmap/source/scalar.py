"""Scalars that YAML 1.2's core schema would not read as text: the field decides, so both readings are kept."""

import re

_NAMED: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(
    r"(?P<whole>[-+]?[0-9]+)|(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<decimal>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
    r"|(?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)
_BEFORE_NUMBERS = frozenset("0123456789+-.")
UNSURE = _BEFORE_NUMBERS | {name[:1] for name in _NAMED}
"""The first characters, none included, of plain scalars that may be more than text: `resolve` need not see others."""

# Python refuses to read integers of more than 4,300 digits; nothing on a map needs more than these.
_MOST_DIGITS = 400


class Typed(str):
    """A plain scalar that is a number or a truth value by YAML 1.2: text as written, with its `value` beside it."""

    __slots__ = ("value",)

    value: bool | int | float


def resolve(text: str) -> str | None:
    """Read a plain scalar: None where it means absent, `Typed` where it is a number or a truth value, else the text.

    Source: YAML 1.2.2, section 10.3.2 (core schema).
    """
    value = _NAMED[text] if text in _NAMED else _number(text)
    if value is None:
        return None if text in _NAMED else text
    typed = Typed(text)
    typed.value = value
    return typed


def _number(text: str) -> int | float | None:
    if text[0] not in _BEFORE_NUMBERS or len(text) > _MOST_DIGITS:
        return None
    found = _NUMBER.fullmatch(text)
    match found and found.lastgroup:
        case None:
            return None
        case "whole":
            return int(text)
        case "based":
            return int(text, 0)
        case "decimal":
            return float(text)
        case _:
            return float(text.replace(".", ""))

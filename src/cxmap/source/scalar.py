"""Scalars that YAML 1.2's core schema would not read as text: the field decides, so both readings are kept."""

import re

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_WHOLE = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_OPENINGS = frozenset("0123456789+-.tTfF")
UNSURE = _OPENINGS | {name[:1] for name in _NULLS}
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
    if text in _NULLS:
        return None
    if text[0] not in _OPENINGS:
        return text
    value = _value(text)
    if value is None:
        return text
    typed = Typed(text)
    typed.value = value
    return typed


def _value(text: str) -> bool | int | float | None:
    if text in _TRUTHS:
        return _TRUTHS[text]
    if len(text) > _MOST_DIGITS:
        return None
    if _WHOLE.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _SPECIAL.fullmatch(text):
        return float(text.replace(".", ""))
    return None

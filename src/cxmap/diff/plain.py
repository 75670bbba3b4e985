"""What a field says, in a form in which only its meaning counts: neither layout nor the order of lists."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from cxmap.model.entity import Part
from cxmap.model.evidence import Events
from cxmap.model.journey import Journey

_ORDERED = frozenset({(Journey, "steps"), (Events, "order")})
"""The lists whose order means something. All others are sets that had to be written in some order."""


def differing(before: Part, after: Part) -> tuple[str, ...]:
    """Return the fields, as they are written, in which two parts of the same kind differ in meaning."""
    mine, theirs = before.__dict__, after.__dict__
    return tuple(
        written
        for name, written in _fields(type(before))
        if mine[name] != theirs[name]
        and meaning(mine[name], ordered=(type(before), name) in _ORDERED)
        != meaning(theirs[name], ordered=(type(after), name) in _ORDERED)
    )


def meaning(value: Any, *, ordered: bool = False) -> Any:
    """Return a value to compare: line breaks in texts are spaces, lists without order are sets."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Part):
        kind = type(value)
        fields = ((name, meaning(item, ordered=(kind, name) in _ORDERED)) for name, item in value.__dict__.items())
        return tuple((name, item) for name, item in fields if item != _NOTHING)
    if isinstance(value, Mapping):
        return frozenset((key, meaning(item)) for key, item in value.items())
    if isinstance(value, tuple):
        items = [meaning(item) for item in value]
        return tuple(items) if ordered else frozenset(items)
    return value


_NOTHING: frozenset[Any] = frozenset()


def value_of(part: Part, written: str) -> Any:
    """Return the value of a field by its written name; a route such as `raci.accountable` leads into parts."""
    value: Any = part
    for step in written.split("."):
        if value is None:
            return None
        model: type[Part] = type(value)
        value = value.__dict__[_attribute(model, step)]
    return value


def plain(value: Any) -> Any:
    """Return a value as plain data (dicts by written name, lists, texts, numbers) such as JSON can hold."""
    if isinstance(value, Part):
        said = value.__pydantic_fields_set__
        return {written: plain(value.__dict__[name]) for name, written in _fields(type(value)) if name in said}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a part: the name in the model and the one in files."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


@cache
def _attribute(model: type[Part], written: str) -> str:
    return next(name for name, other in _fields(model) if other == written)

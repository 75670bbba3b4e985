"""What a field says, in a form in which only its meaning counts: neither layout nor the order of lists."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from cxmap.atlas.frozen import replaced
from cxmap.atlas.references import transition_key
from cxmap.model.entity import Part
from cxmap.model.evidence import Clock, Events
from cxmap.model.improvement import Opportunity
from cxmap.model.journey import Journey
from cxmap.model.touchpoint import Raci
from cxmap.model.transition import Transition

_ORDERED = frozenset({(Journey, "steps"), (Events, "order")})
"""The lists whose order means something. All others are sets that had to be written in some order."""


def differing(before: Part, after: Part) -> tuple[str, ...]:
    """Return the fields, as they are written, in which two parts of the same kind differ in meaning."""
    model, mine, theirs = type(before), before.__dict__, after.__dict__
    return tuple(
        written
        for name, written in _fields(model)
        if mine[name] != theirs[name] and _meant(model, name, mine[name]) != _meant(model, name, theirs[name])
    )


def meaning(value: Any) -> Any:
    """Return a value to compare: line breaks in texts are spaces, lists are sets, and what says nothing is None.

    The roles of a touchpoint mean what they come to: whoever is accountable is responsible where nobody else is.
    """
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, Raci) and value.accountable and not value.responsible:
        value = replaced(value, {"responsible": (value.accountable,)})
    if isinstance(value, Clock) and value.timezone is None:
        return meaning(value.column)
    if isinstance(value, Part):
        fields = ((name, _meant(type(value), name, item)) for name, item in value.__dict__.items())
        return tuple((name, item) for name, item in fields if item is not None and item != _NONE) or None
    if isinstance(value, Mapping):
        items = ((key, meaning(item)) for key, item in value.items())
        return frozenset((key, item) for key, item in items if item is not None)
    if isinstance(value, tuple):
        return frozenset(map(meaning, value))
    return value


def _meant(model: type[Part], name: str, value: Any) -> Any:
    """Return what a field of a part means, given its name in the model."""
    if (model, name) in _ORDERED:
        return tuple(map(meaning, value))
    read = _READINGS.get((model, name))
    return read(value) if read and value is not None else meaning(value)


def _seconds(duration: str) -> int:
    return int(duration[:-1]) * _UNITS[duration[-1]]


_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800}

_READINGS: Mapping[tuple[type[Part], str], Callable[[str], Any]] = {
    (Transition, "within"): _seconds,
    (Events, "closed_after"): _seconds,
    (Opportunity, "transition"): transition_key,
}
"""The fields in which the same can be written in several ways, each with what it comes to."""

_NONE: frozenset[Any] = frozenset()


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

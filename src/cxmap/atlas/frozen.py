"""Entities as plain data and back: what a cache or another process can carry.

`freeze` keeps only the fields that were written. `thaw` takes what `freeze` returned and checks nothing.
"""

import datetime
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from cxmap.model.entity import Part

AnyPart = TypeVar("AnyPart", bound=Part)


def freeze(part: Part) -> dict[str, Any]:
    """Return the fields that were written, as dicts, tuples, text and numbers. Days become ISO text."""
    values = part.__dict__
    return {name: _freeze_value(values[name]) for name in part.__pydantic_fields_set__}


def _freeze_value(value: Any) -> Any:
    kind = value.__class__
    if kind is str or kind is float or kind is bool or kind is int:
        return value
    if kind is tuple:
        return value if not value or value[0].__class__ is str else tuple(_freeze_value(item) for item in value)
    if kind is dict:
        return {key: _freeze_value(item) for key, item in value.items()}
    if isinstance(value, Part):
        return freeze(value)
    return value.isoformat() if kind is datetime.date else value


def thaw(model: type[AnyPart], fields: dict[str, Any]) -> AnyPart:
    """Return the entity whose fields `freeze` returned."""
    defaults, readers = _plan(model)
    values = defaults.copy()
    values.update(fields)
    for name, read in readers:
        if name in fields:
            values[name] = read(fields[name])
    return _made(model, values, fields.keys())


def replaced(part: AnyPart, changes: dict[str, Any]) -> AnyPart:
    """Return an entity like another one but for some fields, of which nothing is checked."""
    return _made(type(part), part.__dict__ | changes, part.__pydantic_fields_set__ | changes.keys())


def _made(model: type[AnyPart], values: dict[str, Any], written: AbstractSet[str]) -> AnyPart:
    part = model.__new__(model)
    # A frozen model refuses assignments; this is what its own constructor does, less the checks.
    _set(part, "__dict__", values)
    _set(part, "__pydantic_fields_set__", written)
    _set(part, "__pydantic_extra__", None)
    _set(part, "__pydantic_private__", None)
    return part


_set = object.__setattr__
_Reader = Callable[[Any], Any]


@cache
def _plan(model: type[Part]) -> tuple[dict[str, Any], tuple[tuple[str, _Reader], ...]]:
    fields = model.model_fields.items()
    # One default serves all: what is in a frozen entity is never changed.
    defaults = {name: field.get_default(call_default_factory=True) for name, field in fields if not field.is_required()}
    readers = ((name, _reader(field.annotation)) for name, field in model.model_fields.items())
    return defaults, tuple((name, read) for name, read in readers if read is not None)


def _reader(annotation: Any) -> _Reader | None:
    """Return what turns a frozen value of this type into the value; None where they are the same."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return lambda value: thaw(annotation, value) if isinstance(value, dict) else value
    if annotation is datetime.date:
        return datetime.date.fromisoformat
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return _items(arguments[0])
    if origin is dict:
        return _entries(arguments[1])
    if origin in (Union, UnionType):
        return next((read for read in map(_reader, arguments) if read is not None), None)
    return _reader(arguments[0]) if hasattr(annotation, "__metadata__") else None


def _items(annotation: Any) -> _Reader | None:
    read = _reader(annotation)
    return (lambda values: tuple(map(read, values))) if read else None


def _entries(annotation: Any) -> _Reader | None:
    read = _reader(annotation)
    return (lambda values: {key: read(value) for key, value in values.items()}) if read else None

"""What things are called in another language, put in the place of what they are called on the map."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from cxmap.message import Named

Names = Mapping[Named, str]
"""The names of things in some language."""

Part = TypeVar("Part")


def called(part: Part, names: Names) -> Part:
    """Return a part of a report, or all of it, in which things have these names, as far as there are any."""
    return cast("Part", _called(part, names)) if names else part


def _called(value: Any, names: Names) -> Any:
    if isinstance(value, Named):
        name = names.get(value)
        return value if name is None else value._replace(name=name)
    if isinstance(value, tuple):
        items = [_called(item, names) for item in value]
        return type(value)._make(items) if hasattr(value, "_make") else tuple(items)
    if isinstance(value, Mapping):
        return {key: _called(item, names) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        given = {field.name: getattr(value, field.name) for field in fields(value)}
        other = {name: _called(item, names) for name, item in given.items()}
        return replace(value, **{name: item for name, item in other.items() if item is not given[name]})
    return value

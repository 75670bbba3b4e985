"""What the fields of a thing say, for people: things that are named come with their names."""

import datetime
from collections.abc import Mapping
from typing import Any

from cxmap.app.things.called import called
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.message import Named
from cxmap.model.entity import Part
from cxmap.report.entity import Fact, Facts, FactValue
from cxmap.source.span import Route


def facts_of(atlas: Atlas, placed: Placed[Any]) -> tuple[Fact, ...]:
    """Return the fields that were written, in the order of the model."""
    named: dict[Route, Named] = {}
    for reference in atlas.references(placed):
        if reference.route not in named and (not reference.loose or atlas.declares(reference.kind, reference.id)):
            named[reference.route] = thing(atlas, reference.kind, reference.id)
    return _facts(placed.value, (), named)


def thing(atlas: Atlas, kind: str, identifier: str) -> Named:
    """Return a thing with what it is called, declared or not."""
    placed = atlas.things[kind].get(identifier)
    return called(atlas, placed) if placed else Named(kind, identifier)


def _facts(part: Part, route: Route, named: Mapping[Route, Named]) -> tuple[Fact, ...]:
    written = part.__pydantic_fields_set__
    fields = ((name, field.alias or name) for name, field in type(part).model_fields.items() if name in written)
    values = ((label, _value(getattr(part, name), (*route, label), named)) for name, label in fields)
    return tuple(Fact(label, value) for label, value in values if value is not None)


def _value(value: Any, route: Route, named: Mapping[Route, Named]) -> FactValue | None:
    if route in named:
        return named[route]
    if isinstance(value, Part):
        return Facts(_facts(value, route, named))
    if isinstance(value, tuple):
        items = (_value(item, (*route, index), named) for index, item in enumerate(value))
        return tuple(item for item in items if item is not None)
    if isinstance(value, dict):
        entries = ((str(key), _value(item, (*route, key), named)) for key, item in value.items())
        return Facts(tuple(Fact(key, item) for key, item in entries if item is not None))
    plain: str | float | None = value.isoformat() if isinstance(value, datetime.date) else value
    return plain

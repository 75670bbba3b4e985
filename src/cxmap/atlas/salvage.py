"""An entity in which something is wrong: every mistake at once, and as much of the rest as makes sense."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from cxmap.atlas.wording import did_you_mean, field_of, nearest, worded
from cxmap.message import Message, said
from cxmap.model.entity import Part
from cxmap.source.scalar import Typed, resolve
from cxmap.source.span import Route


class Mistake(NamedTuple):
    """A field that does not fit, by its route within the entity."""

    message: Message
    route: Route
    hint: Message | None = None
    on_key: bool = False


_Error = tuple[Route, Any]
"""One of Pydantic's errors, and the route to what it is about."""

_ECHOES = ("too_short", "string_type")
"""What Pydantic also finds wrong with a value in which something is wrong."""


class Salvaged(NamedTuple):
    """What is left of an entity (an instance of its model) without the fields that do not fit; None if too little.

    `partial` is false where only fields were left out that no entity has, not even by a name like theirs: nothing
    that counts is missing.
    """

    entity: Any
    mistakes: tuple[Mistake, ...]
    partial: bool


def salvage(model: type[Part], fields: Any) -> Salvaged:
    """Read an entity field by field."""
    model.model_rebuild()
    validate = model.__pydantic_validator__.validate_python
    try:
        return Salvaged(validate(fields), (), partial=False)
    except ValidationError as error:
        errors = _causes([(_route(found["loc"], fields), found) for found in error.errors(include_url=False)])
    mistakes = tuple(_mistakes(model, errors))
    if not isinstance(fields, dict):
        return Salvaged(None, mistakes, partial=True)
    partial = any(error["type"] != "extra_forbidden" or _is_misspelt(model, route) for route, error in errors)
    routes = [route for route, _ in errors if route]
    # First only what does not fit is left out, then, if that was needed, the whole field it belongs to.
    for unfit in (routes, [route[:1] for route in routes]):
        try:
            return Salvaged(validate(_without(fields, set(unfit))), mistakes, partial)
        except ValidationError:
            continue
    return Salvaged(None, mistakes, partial=True)


def _causes(errors: list[_Error]) -> list[_Error]:
    """Leave out what another error says already: a list is empty without its items, a text would do as well."""
    kept: dict[tuple[Route, str], _Error] = {}
    around: set[Route] = set()
    for route, error in errors:
        missing = str(error["loc"][-1]) if error["type"] == "missing" else ""
        kept.setdefault((route, missing), (route, error))
        around.update(route[:length] for length in range(len(route) + bool(missing)))
    return [(route, error) for route, error in kept.values() if route not in around or error["type"] not in _ECHOES]


def _without(value: Any, unfit: set[Route], route: Route = ()) -> Any:
    if isinstance(value, dict):
        kept = ((key, item) for key, item in value.items() if (*route, key) not in unfit)
        return {key: _without(item, unfit, (*route, key)) for key, item in kept}
    if isinstance(value, list):
        items = ((index, item) for index, item in enumerate(value) if (*route, index) not in unfit)
        return [_without(item, unfit, (*route, index)) for index, item in items]
    return value


def _route(loc: tuple[str | int, ...], value: Any) -> Route:
    """Return as much of Pydantic's path to an error as is a way through the data, which its own marks are not."""
    route: list[str | int] = []
    for step in loc:
        if step in (value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()):
            route.append(step)
            value = value[step]
    return tuple(route)


def _mistakes(model: type[Part], errors: list[_Error]) -> Iterator[Mistake]:
    for route, error in errors:
        kind, field = error["type"], str(error["loc"][-1]) if error["loc"] else ""
        if kind == "missing":
            yield Mistake(
                said("`{field}` is missing.", field=field),
                route,
                _describe(_model_at(model, route), field),
                on_key=True,
            )
        elif kind == "extra_forbidden":
            yield _unknown_field(field, _fields(_model_at(model, route[:-1])), route)
        elif kind in ("step", "opportunity"):
            yield Mistake(worded(error, route), route, on_key=True)
        else:
            yield Mistake(worded(error, route), route, _mend(error, field_of(route)))


def empty_unknown(model: type[Part], route: Route) -> Mistake | None:
    """Return what is wrong with a field that has nothing behind it: nothing, unless there is no such field."""
    *parents, field = route
    if not isinstance(field, str) or _FREE.intersection(parents):
        return None
    known = _fields(_model_at(model, tuple(parents)))
    return None if field in known else _unknown_field(field, known, route)


_FREE = frozenset({"translations", "engine"})
"""The fields below which the keys are not names of fields."""


def _unknown_field(field: str, known: list[str], route: Route) -> Mistake:
    hint = did_you_mean(field, known) or said("The fields here are {fields}.", fields=tuple(known))
    return Mistake(said("There is no field `{field}` here.", field=field), route, hint, on_key=True)


def _mend(error: Any, field: str) -> Message | None:
    value, kind = error["input"], error["type"]
    if kind in ("literal_error", "enum") and isinstance(value, str):
        choices = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return did_you_mean(value, choices)
    if kind == "tuple_type" and isinstance(value, str):
        return said("Write `{field}: [{value}]`.", field=field, value=str(value))
    if kind in ("number", "boolean") and isinstance(value, str):
        meant = resolve(_TRUTHS.get(value.lower(), value))
        if isinstance(meant, Typed) and isinstance(meant.value, bool) == (kind == "boolean"):
            return said("Write `{field}: {value}`, without quotes.", field=field, value=str(meant))
        return said("It says {value}. Leave the field out while it is not known.", value=str(value))
    return None


_TRUTHS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def _describe(model: type[Part], field: str) -> Message | None:
    described = (info.description for name, info in model.model_fields.items() if field in (name, info.alias))
    return next((said("{description}", description=text) for text in described if text), None)


def _fields(model: type[Part]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_at(model: type[Part], route: Route) -> type[Part]:
    """Return the model of an entity, or that of the part of it that a route leads to."""
    for step in route:
        info = next((info for name, info in model.model_fields.items() if step in (name, info.alias)), None)
        model = (info and _part(info.annotation)) or model
    return model


def _is_misspelt(model: type[Part], route: Route) -> bool:
    """Return whether a field that does not exist was probably meant to be one that does."""
    return nearest(str(route[-1]), _fields(_model_at(model, route[:-1]))) is not None


def _part(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for inner in getattr(annotation, "__args__", ()) if (found := _part(inner))), None)

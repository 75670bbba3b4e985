"""An entity in which something is wrong: every mistake at once, and as much of the rest as makes sense."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import ValidationError

from cxmap.atlas.wording import did_you_mean, worded
from cxmap.message import Message, said
from cxmap.model.entity import Part
from cxmap.source.scalar import Typed
from cxmap.source.span import Route


class Mistake(NamedTuple):
    """A field that does not fit, by its route within the entity."""

    message: Message
    route: Route
    hint: Message | None = None
    on_key: bool = False


class Salvaged(NamedTuple):
    """What is left of an entity (an instance of its model) without the fields that do not fit; None if too little.

    `partial` is false where only fields were left out that no entity has: nothing that counts is missing.
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
        errors = error.errors(include_url=False)
    mistakes = tuple(_mistakes(model, fields, errors))
    if not isinstance(fields, dict):
        return Salvaged(None, mistakes, partial=True)
    partial = any(error["type"] != "extra_forbidden" for error in errors)
    routes = [route for error in errors if (route := _route(error["loc"], fields))]
    # First only what does not fit is left out, then, if that was needed, the whole field it belongs to.
    for unfit in (routes, [route[:1] for route in routes]):
        try:
            return Salvaged(validate(_without(fields, set(unfit))), mistakes, partial)
        except ValidationError:
            continue
    return Salvaged(None, mistakes, partial=True)


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
        if (isinstance(value, dict) and step in value) or (
            isinstance(value, list) and isinstance(step, int) and step < len(value)
        ):
            route.append(step)
            value = value[step]
    return tuple(route)


def _mistakes(model: type[Part], fields: Any, errors: list[Any]) -> Iterator[Mistake]:
    seen = set()
    for error in errors:
        route, kind = _route(error["loc"], fields), error["type"]
        field = str(error["loc"][-1]) if kind in ("missing", "extra_forbidden") else _field(route)
        if (route, field if kind == "missing" else kind) in seen:
            continue
        seen.add((route, field if kind == "missing" else kind))
        if kind == "missing":
            yield Mistake(said("`{field}` is missing.", field=field), route, _describe(model, field), on_key=True)
        elif kind == "extra_forbidden":
            known = _known_fields(model, route[:-1])
            hint = did_you_mean(field, known) or said("The fields here are {fields}.", fields=tuple(known))
            yield Mistake(said("There is no field `{field}` here.", field=field), route, hint, on_key=True)
        elif kind in ("step", "opportunity"):
            yield Mistake(worded(error, field), route, on_key=True)
        else:
            yield Mistake(worded(error, field), route, _mend(error, field))


def _field(route: Route) -> str:
    return str(next((step for step in reversed(route) if isinstance(step, str)), "This"))


def _mend(error: Any, field: str) -> Message | None:
    value, kind = error["input"], error["type"]
    if kind == "literal_error" and isinstance(value, str):
        choices = error["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return did_you_mean(value, choices)
    if kind == "tuple_type" and isinstance(value, str):
        return said("Write `{field}: [{value}]`.", field=field, value=str(value))
    if kind in ("number", "boolean") and isinstance(value, str) and not isinstance(value, Typed):
        return said("It reads `{value}`.", value=value)
    return None


def _describe(model: type[Part], field: str) -> Message | None:
    for name, info in model.model_fields.items():
        if field in (name, info.alias) and info.description:
            return said("{description}", description=info.description)
    return None


def _known_fields(model: type[Part], route: Route) -> list[str]:
    """Return the fields of the entity, or of the part of it that a route leads to."""
    for step in route:
        if isinstance(step, str):
            info = next((i for n, i in model.model_fields.items() if step in (n, i.alias)), None)
            model = _part(info.annotation) or model if info else model
    return [info.alias or name for name, info in model.model_fields.items()]


def _part(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((found for inner in getattr(annotation, "__args__", ()) if (found := _part(inner))), None)

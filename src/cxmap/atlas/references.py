"""Which fields of an entity hold the id of another thing."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, get_args

from cxmap.atlas.frozen import replaced
from cxmap.model.entity import Part
from cxmap.model.fields import Ref
from cxmap.model.improvement import Opportunity
from cxmap.model.journey import Journey, Step
from cxmap.source.span import Route

AnyPart = TypeVar("AnyPart", bound=Part)


class Reference(NamedTuple):
    """A place where an entity names another. `loose` text may also name nothing."""

    kind: str
    id: str
    route: Route
    loose: bool = False


def references(part: Part, route: Route = ()) -> Iterator[Reference]:
    """Yield all references of an entity and its parts. Routes start with `route`."""
    values = part.__dict__
    for field in _plan(type(part)):
        value = values[field.name]
        if not value:
            continue
        if not field.refs:
            yield from _inside(value, (*route, field.written))
        elif value.__class__ is tuple:
            for ref in field.refs:
                for index, item in enumerate(value):
                    yield _reference(ref, item, (*route, field.written, index))
        else:
            for ref in field.refs:
                yield _reference(ref, value, (*route, field.written))


def named_ids(part: Part) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the ids that an entity and its parts name, by kind, without where they stand: quicker than `references`."""
    values = part.__dict__
    for name, _, refs in _plan(type(part)):
        value = values[name]
        if not value:
            continue
        if refs:
            for kind, _ in refs:
                ids = value if value.__class__ is tuple else (value,)
                yield kind, tuple(map(transition_key, ids)) if kind == "transition" else ids
        elif value.__class__ is tuple:
            for inner in value:
                yield from named_ids(inner)
        else:
            yield from named_ids(value)


def rewritten(part: AnyPart, rename: Callable[[str, str], str]) -> AnyPart:
    """Return an entity in which every id it names is the one that `rename` gives for its kind and itself.

    It is the very same object where nothing changes.
    """
    changed: dict[str, Any] = {}
    for field in _plan(type(part)):
        value = part.__dict__[field.name]
        if value:
            new = _rewritten_value(value, field.refs, rename)
            if new != value:
                changed[field.name] = new
    return replaced(part, changed) if changed else part


def _rewritten_value(value: Any, refs: tuple[Ref, ...], rename: Callable[[str, str], str]) -> Any:
    if value.__class__ is tuple:
        return tuple(_rewritten_value(item, refs, rename) for item in value)
    if isinstance(value, Part):
        return rewritten(value, rename)
    for ref in refs:
        key = transition_key(value) if ref.kind == "transition" else value
        new = rename(ref.kind, key)
        if new != key:
            return new
    return value


def without(part: AnyPart, gone: Callable[[str, str], bool]) -> AnyPart | None:
    """Return an entity that names nothing of which `gone` says so for its kind and id.

    It is the very same object where nothing changes, and None where it cannot do without what is gone.
    """
    changed: dict[str, Any] = {}
    for field in _plan(type(part)):
        value = part.__dict__[field.name]
        if value:
            left = _left(value, field.refs, gone)
            if left is None and type(part).model_fields[field.name].is_required():
                return None
            if left != value:
                changed[field.name] = left
    left_part = replaced(part, changed) if changed else part
    choices = _ONE_OF.get(type(part), ())
    return None if choices and not any(left_part.__dict__[name] for name in choices) else left_part


_ONE_OF: dict[type[Part], tuple[str, ...]] = {
    Step: ("touchpoint", "any_of", "journey"),
    Journey: ("steps",),
    Opportunity: ("touchpoint", "transition"),
}
"""The fields of which a part needs at least one."""


def _left(value: Any, refs: tuple[Ref, ...], gone: Callable[[str, str], bool]) -> Any:
    if value.__class__ is tuple:
        items = (_left(item, refs, gone) for item in value)
        return tuple(item for item in items if item is not None)
    if isinstance(value, Part):
        return without(value, gone)
    named = ((ref.kind, transition_key(value) if ref.kind == "transition" else value) for ref in refs if not ref.loose)
    return None if any(gone(kind, identifier) for kind, identifier in named) else value


def _inside(value: Any, route: Route) -> Iterator[Reference]:
    if isinstance(value, Part):
        yield from references(value, route)
        return
    for index, item in enumerate(value):
        yield from references(item, (*route, index))


def _reference(ref: Ref, text: str, route: Route) -> Reference:
    return Reference(ref.kind, transition_key(text) if ref.kind == "transition" else text, route, ref.loose)


def transition_key(text: str) -> str:
    """Return `FROM->TO` for a transition written with spaces around the arrow."""
    return "->".join(part.strip() for part in text.split("->"))


class _Field(NamedTuple):
    name: str
    written: str
    refs: tuple[Ref, ...]


@cache
def _plan(model: type[Part]) -> tuple[_Field, ...]:
    """Return the fields that hold ids, or parts that do."""
    fields = (
        _Field(name, field.alias or name, tuple(_refs([field.annotation, *field.metadata])))
        for name, field in model.model_fields.items()
    )
    return tuple(field for field in fields if field.refs or _has_parts(model.model_fields[field.name].annotation))


def _refs(annotations: list[Any] | tuple[Any, ...]) -> Iterator[Ref]:
    for annotation in annotations:
        if isinstance(annotation, Ref):
            yield annotation
        elif not _is_part(annotation):
            yield from _refs(get_args(annotation))


def _has_parts(annotation: Any) -> bool:
    """Return whether a field holds parts that in turn hold references."""
    if _is_part(annotation):
        return bool(_plan(annotation))
    return any(map(_has_parts, get_args(annotation)))


def _is_part(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Part)

"""What is wrong with a value, and what is not there at all, in the words of people who write YAML."""

from collections.abc import Iterable
from typing import Any

from cxmap.message import Message, said
from cxmap.source.span import Route

_FIXED = {
    "string_type": said("`{field}` takes a text."),
    "number": said("`{field}` takes a number."),
    "float_type": said("`{field}` takes a number."),
    "int_type": said("`{field}` takes a whole number."),
    "int_from_float": said("`{field}` takes a whole number."),
    "finite_number": said("`{field}` takes a finite number."),
    "boolean": said("`{field}` takes `true` or `false`, without quotes."),
    "date": said("`{field}` takes a date as year-month-day, such as 2027-01-31."),
    "tuple_type": said("`{field}` takes a list: `[one, two]`, or lines that begin with `-`."),
    "dict_type": said("`{field}` takes a mapping: lines of `key: value`."),
    "model_type": said("`{field}` takes a mapping: lines of `key: value`."),
    "model_attributes_type": said("`{field}` takes a mapping: lines of `key: value`."),
    "step": said("A step is exactly one of `touchpoint`, `any_of` or `journey`."),
    "opportunity": said("An opportunity is about either a `touchpoint` or a `transition`."),
    "too_short": said("`{field}` is empty."),
    "too_long": said("`{field}` holds too much: at most {max_length}."),
    "string_too_long": said("`{field}` is too long: at most {max_length} characters."),
    "greater_than_equal": said("`{field}` must be at least {ge}."),
    "less_than_equal": said("`{field}` must be at most {le}."),
}


_ITEMS = {
    "string_type": said("An item of `{field}` is a text."),
    "model_type": said("An item of `{field}` is a mapping: lines of `key: value`."),
}
_ENTITY = said("This takes a mapping: lines of `key: value`.")
_NOTHING = said("Nothing stands behind this `-`.")


def worded(error: dict[str, Any], route: Route) -> Message:
    """Return the message for one of Pydantic's errors about the value at a route within an entity."""
    kind, context, field = error["type"], error.get("ctx", {}), field_of(route)
    if error["input"] is None:
        return _NOTHING
    if not field and kind == "model_type":
        return _ENTITY
    if kind in _ITEMS and isinstance(route[-1], int):
        return Message(_ITEMS[kind].text, {"field": field})
    if kind in ("literal_error", "enum"):
        return said("`{field}` is one of {choices}.", field=field, choices=tuple(choices(context)))
    if kind == "string_pattern_mismatch":
        return _pattern(field, context["pattern"])
    message = _FIXED.get(kind)
    if message is None:
        return said("`{field}` does not fit: {reason}.", field=field, reason=str(error["msg"]))
    values = {name: value for name, value in context.items() if isinstance(value, str | int | float)}
    return Message(message.text, {"field": field, **_figures(values)} if "{field}" in message.text else {})


def field_of(route: Route) -> str:
    """Return the last field on a route; nothing where there is none, at the entity itself."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")


def choices(context: dict[str, Any]) -> list[str]:
    """Return the values a field can have, out of the text in which Pydantic lists them."""
    return str(context["expected"]).replace(" or ", ", ").replace("'", "`").split(", ")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of the known words that was probably meant, or None when none is near."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only needed where something is misspelt

    found = process.extractOne(word, sorted(known), scorer=fuzz.ratio, score_cutoff=70, processor=str.lower)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """Return the hint that names the nearest known word, if there is one."""
    near = nearest(word, known)
    return said("Did you mean `{near}`?", near=near) if near else None


def missing(kind: str, identifier: str) -> Message:
    """Return the message about an id that nothing of a kind has."""
    return Message(_MISSING[kind].text, {"id": identifier})


_MISSING = {
    "stage": said("There is no stage `{id}`."),
    "touchpoint": said("There is no touchpoint `{id}`."),
    "transition": said("There is no transition `{id}`."),
    "journey": said("There is no journey `{id}`."),
    "persona": said("There is no persona `{id}`."),
    "owner": said("There is no owner `{id}`."),
    "data": said("There are no data `{id}`."),
    "system": said("There is no system `{id}`."),
    "metric": said("There is no metric `{id}`."),
    "opportunity": said("There is no opportunity `{id}`."),
    "interaction": said("There is no interaction `{id}`."),
    "source": said("There is no source `{id}`."),
    "change": said("There is no change `{id}`."),
}


def _pattern(field: str, pattern: str) -> Message:
    if "s|m|h|d|w" in pattern:
        return said(
            "`{field}` takes a length of time: a whole number and s, m, h, d or w, such as 30m or 2d.", field=field
        )
    if "A-Za-z" in pattern:
        return said("`{field}` takes the code of a language, such as en or pt-BR.", field=field)
    return BAD_ID


BAD_ID = said("An id is lower-case words joined by hyphens, at most 128 characters: `store-visit`.")


def _figures(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in values.items()
    }

"""The JSON Schemas (2020-12) of journey files, of `cxmap.yaml`, of findings and of impact, made from the models.

What people write is described for editors first: every field says what it is for and what leaving it out means, what
is offered is what people would write, and what is flagged is said in the words of `cxmap validate`. Editors offer
`null`, `true` and `false` wherever a schema names these types, so a field that may be empty, or that takes any text,
names the types that it does not take.
"""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

from pydantic import BaseModel, TypeAdapter

from cxmap.app.history.shapes import HistoryDocument
from cxmap.app.impact_shapes import ImpactDocument
from cxmap.app.raci.shapes import RaciDocument
from cxmap.app.shapes import FindingsDocument
from cxmap.app.things.answers import ListDocument, RouteDocument, ShowDocument
from cxmap.config import FORMAT, Config
from cxmap.model.entity import Language
from cxmap.model.fields import Date, Duration, Id, Text
from cxmap.model.file import SECTIONS, JourneyFile, Section
from cxmap.rules import all_rules

DIALECT = "https://json-schema.org/draft/2020-12/schema"

EDITOR_WORDS: tuple[str, ...] = ("defaultSnippets", "doNotSuggest", "errorMessage", "markdownDescription")
"""The keywords that are not JSON Schema's own: only editors read them, and they never change what is valid."""

Json = dict[str, Any]


class Schema(NamedTuple):
    """A schema: the name of its file, and its text."""

    file: str
    text: str


def schemas() -> dict[str, Schema]:
    """Return all schemas by the names that `cxmap schema` knows."""
    return {
        "files": _schema("cxmap.schema.json", _files()),
        "config": _schema("cxmap-config.schema.json", _config()),
        "findings": _schema("findings.schema.json", _findings()),
        "impact": _schema("impact.schema.json", _answer("impact", ImpactDocument)),
        "list": _schema("list.schema.json", _answer("list", ListDocument)),
        "show": _schema("show.schema.json", _answer("show", ShowDocument)),
        "route": _schema("route.schema.json", _answer("route", RouteDocument)),
        "raci": _schema("raci.schema.json", _answer("raci", RaciDocument)),
        "history": _schema("history.schema.json", _answer("history", HistoryDocument)),
    }


def _schema(file: str, body: Json) -> Schema:
    return Schema(file, json.dumps({"$schema": DIALECT, **body}, indent=2, ensure_ascii=False) + "\n")


def _files() -> Json:
    schema = _written(JourneyFile)
    schema["type"] = ["object", "null"]  # a file may hold nothing but comments
    parts = schema["$defs"]
    parts["Step"] |= _exactly_one(
        ("touchpoint", "any_of", "journey"), "A step is exactly one of `touchpoint`, `any_of` or `journey`."
    )
    parts["Opportunity"] |= _exactly_one(
        ("touchpoint", "transition"), "An opportunity is about either a `touchpoint` or a `transition`."
    )
    for section in SECTIONS.values():
        field = schema["properties"][section.name]
        if section.keyed:
            _offer_entries(field, section, parts)
        else:
            field["else"]["errorMessage"] = f"Write a list here: each {section.kind} behind a `-`."
    return schema


def _offer_entries(field: Json, section: Section, parts: Json) -> None:
    """Let editors write the beginning of a new thing, in a new section and in one that is there already."""
    name = section.model.__name__
    part, stops = parts[name], count(2)
    fields = dict.fromkeys((*_BEGINNINGS.get(section.name, ("name",)), *part.get("required", ())))
    entry = {field: _blank(part["properties"][field], parts, stops) for field in fields}
    field["defaultSnippets"] = [{"label": section.kind, "description": part["description"], "body": {"${1:id}": entry}}]
    field["else"]["errorMessage"] = f"Write a mapping here: each {section.kind} under its id."
    if "required" in part or "if" in part:
        field["additionalProperties"] = {"$ref": f"#/$defs/{name}"}


def _config() -> Json:
    schema = _written(Config)
    schema["properties"]["cxmap"] |= {
        "const": FORMAT,
        "errorMessage": f"Write {FORMAT} here, the format that this cxmap reads.",
    }
    parts = schema["$defs"]
    by_rule = {
        rule.id: _field({"$ref": "#/$defs/Severity", "description": rule.page.summary}, required=False)
        for rule in all_rules().values()
    }
    parts["Severities"] = {**_unless_empty({"type": "object"}), "additionalProperties": False, "properties": by_rule}
    fields = parts["Rules"]["properties"]
    fields["severity"] = {"$ref": "#/$defs/Severities", **_described(fields["severity"]["description"])}
    fields["per_path"]["additionalProperties"] = {"$ref": "#/$defs/Severities"}
    return schema


def _findings() -> Json:
    return {"title": "The outcome of cxmap validate", **_without_titles(_made(FindingsDocument))}


def _answer(command: str, model: type[BaseModel]) -> Json:
    return {"title": f"The outcome of cxmap {command}", **_without_titles(_made(model))}


def _made(model: type[BaseModel]) -> Json:
    return model.model_json_schema(by_alias=True, mode="validation")


def _without_titles(schema: Any, *, names: bool = False) -> Any:
    """Leave out titles, which only repeat names; `names` says that the keys are names, not words of JSON Schema."""
    if isinstance(schema, list):
        return [_without_titles(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = (key for key in schema if names or key != "title")
    return {key: _without_titles(schema[key], names=key in ("properties", "$defs")) for key in kept}


# What people write.

_LEAVES: Json = {
    name: TypeAdapter(leaf).json_schema()
    for name, leaf in {"Text": Text, "Id": Id, "Language": Language, "Duration": Duration, "Date": Date}.items()
}
"""What the kinds of value that have a name of their own look like to Pydantic."""

_MESSAGES = {
    "Text": "Write a text here.",
    "Id": "An id is lower-case words joined by hyphens, at most 128 characters: `store-visit`.",
    "Language": "Write the code of a language here, such as en or pt-BR.",
    "Duration": "Write a length of time here: a whole number and s, m, h, d or w, such as 30m or 2d.",
    "Date": "Write a date here as year-month-day, such as 2027-01-31.",
    "array": "Write a list here: `[one, two]`, or lines that begin with `-`.",
    "boolean": "Write `true` or `false` here, without quotes.",
    "integer": "Write a whole number here, without quotes.",
    "number": "Write a number here, without quotes.",
    "object": "Write a mapping here: lines of `key: value`.",
}

_BEGINNINGS = {
    "stages": ("name", "goal"),
    "touchpoints": ("name", "stage", "channel", "raci"),
    "journeys": ("name", "owner", "steps"),
    "personas": ("name", "goals"),
    "owners": ("name", "kind", "contact"),
    "data": ("name",),
    "systems": ("name", "owner"),
    "metrics": ("name", "kind", "target"),
    "opportunities": ("name", "touchpoint"),
    "sources": ("name", "events"),
    "changes": ("name", "why", "owner"),
}
"""The fields that editors write for a new thing; those it must have come in any case."""

_EMPTY: Json = {"enum": [None, []]}

_DATE = "^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$"


def _not(*types: str) -> Json:
    return {"not": {"type": list(types)}}


_NOTHING = {"$ref": "#/$defs/Nothing"}

_DEFINITIONS: Json = {
    "Nothing": _not("array", "boolean", "number", "object", "string"),
    "Text": {
        "anyOf": [{"type": "string", "errorMessage": _MESSAGES["Text"]}, _not("array", "null", "object", "string")]
    },
    # Not every validator looks at formats, and not every one that does is strict.
    "Date": {**_LEAVES["Date"], "pattern": _DATE, "errorMessage": _MESSAGES["Date"]},
    **{name: {**_LEAVES[name], "errorMessage": _MESSAGES[name]} for name in ("Id", "Language", "Duration")},
}


def _written(model: type[BaseModel]) -> Json:
    """Return the schema of what people write."""
    made = _made(model)
    defined = made.pop("$defs")
    parts = {name: _part(part, defined) for name, part in defined.items()}
    schema = _part(made, defined)
    for part in (schema, *parts.values()):
        for name, field in part.get("properties", {}).items():
            _let_part_be_empty(field, parts)
            _offer(name, field, parts)
    text = json.dumps([schema, parts])
    used = {name: item for name, item in _DEFINITIONS.items() if json.dumps(f"#/$defs/{name}") in text}
    return {**schema, "$defs": {**parts, **used}}


def _part(made: Json, defined: Json) -> Json:
    """Return a mapping of fields with known names."""
    if "properties" not in made:
        return {key: item for key, item in made.items() if key == "enum"}
    required = made.get("required", ())
    fields = {
        name: _field({**_inherited(field, defined), **field}, required=name in required)
        for name, field in made["properties"].items()
    }
    part = {"type": "object", "description": made["description"], "additionalProperties": False, "properties": fields}
    return {**part, "required": required} if required else part


def _inherited(field: Json, defined: Json) -> Json:
    """Return the description that Pydantic leaves out of a field because it is word for word that of its class."""
    part = defined.get(_target(field), {})
    return {"description": part["description"]} if "description" in part else {}


def _target(value: Json) -> str:
    """Return the name of the definition that a value leads to."""
    return str(value.get("$ref", "")).rpartition("/")[2]


def _let_part_be_empty(field: Json, parts: Json) -> None:
    """Let a part with fields of its own be empty by itself: then editors write those it must have along with it."""
    if field.get("anyOf", ())[1:] != [_NOTHING]:
        return
    part = parts.get(_target(field["anyOf"][0]), {})
    if "properties" in part:
        field["$ref"] = field.pop("anyOf")[0]["$ref"]
        part.pop("type", None)
        part |= _unless_empty({"type": "object"})


def _field(made: Json, *, required: bool) -> Json:
    """Return a field: what it takes, what it is for and, unless it is required, that it may be empty."""
    described = _described(_description(made))
    values = list(_values(made))
    for value in values:
        if "enum" in value:
            value.update(described)
    only = len(values) == 1 and (required or "if" in values[0])
    field = values[0] if only else {"anyOf": values if required else [*values, _NOTHING]}
    if required:
        field = _filled(field)
    # Whoever writes `entry:` does not want the `false` that leaving it out means.
    if made.get("default") and "$ref" not in made:
        described["default"] = made["default"]
    return {**field, **described}


def _description(made: Json) -> str:
    """Return what a field is for and, where it has a value without being written, which."""
    description, default = str(made.get("description", "")), made.get("default")
    if default is None or isinstance(default, list | dict) or "eft out" in description:
        return description
    shown = json.dumps(default) if isinstance(default, bool) else default
    return f"{description} Left out, it is `{shown}`."


def _described(description: str) -> Json:
    if not description:
        return {}
    return {"description": description, **({"markdownDescription": description} if "`" in description else {})}


def _values(made: Json) -> Iterator[Json]:
    """Yield the kinds of value that a field takes, but for nothing; what consists of more comes first."""
    made = {key: item for key, item in made.items() if key not in ("default", "description", "title")}
    leaf = next((name for name, known in _LEAVES.items() if known == made), "")
    if "anyOf" in made:
        for alternative in sorted(made["anyOf"], key=lambda one: "$ref" not in one and one.get("type") != "object"):
            yield from _values(alternative)
    elif leaf:
        yield {"$ref": f"#/$defs/{leaf}"}
        if leaf == "Id":  # as a value, an id may look like something else: `id: 0755`
            yield {"type": "number", "minimum": 0}
            yield _not("array", "null", "number", "object", "string")
    elif "enum" in made or "$ref" in made:
        yield {key: made[key] for key in ("enum", "$ref") if key in made}
    elif made["type"] == "array":
        item, *others = map(_filled, _values(made.pop("items")))
        yield {"items": {"anyOf": [item, *others]} if others else item, **_unless_empty(made)}
    elif made["type"] == "object":
        yield _mapping(made)
    elif made["type"] != "null":
        yield {**made, "errorMessage": _MESSAGES[made["type"]]}


def _mapping(made: Json) -> Json:
    """Return a mapping by freely chosen keys, where a key with nothing after it is enough."""
    [(pattern, value)] = made.get("patternProperties", {"": made.get("additionalProperties")}).items()
    key = next((name for name, leaf in _LEAVES.items() if leaf.get("pattern") == pattern), "")
    # Without a type, for editors take a key such as `0755` for a number.
    names = {word: item for word, item in _DEFINITIONS.get(key, {}).items() if word != "type"}
    names = {"propertyNames": {**names, "doNotSuggest": True}} if names else {}
    item = {"anyOf": [*_values(value), _NOTHING]}
    rest = {
        word: made[word] for word in made if word not in ("patternProperties", "additionalProperties", "propertyNames")
    }
    return {**names, "additionalProperties": item, **_unless_empty(rest)}


def _unless_empty(made: Json) -> Json:
    """Return the type of a list or mapping that may be empty: then editors do not offer `null` for it."""
    return {"if": {"type": "null"}, "else": {**made, "errorMessage": _MESSAGES[made["type"]]}}


def _filled(value: Json) -> Json:
    """Return a list or mapping that may not be empty after all; anything else as it is."""
    if "if" not in value:
        return value
    return {**{key: item for key, item in value.items() if key not in ("if", "else")}, **value["else"]}


def _exactly_one(names: tuple[str, ...], message: str) -> Json:
    """Return the condition that exactly one of these fields is there and holds something."""
    first, *others = names
    wrong = {"enum": [None], "errorMessage": message}
    condition = {"if": {"required": [first], "properties": {first: {"not": _EMPTY}}}}
    if not others:
        return {**condition, "else": {"type": "object", **wrong}}
    left_out = {"if": _EMPTY, "else": wrong, "doNotSuggest": True}
    then = {"properties": dict.fromkeys(others, left_out)}
    return {**condition, "then": then, "else": _exactly_one(tuple(others), message)}


# What editors write for a field, so that what stands there is well-formed at once.


def _offer(name: str, field: Json, parts: Json) -> None:
    """Let editors write the beginning of a mapping by freely chosen keys; that of anything else they find out."""
    if "additionalProperties" in field:
        field["defaultSnippets"] = [{"label": name, "body": _blank(field, parts, count(1))}]


def _blank(value: Json, parts: Json, stops: Iterator[int]) -> Any:
    """Return a value to be filled in; `stops` numbers the places where the cursor stops."""
    if "anyOf" in value:
        value = next(item for item in reversed(value["anyOf"]) if "not" not in item and item != _NOTHING)
    part = parts.get(_target(value), {})
    if "properties" in part:
        names = part.get("required") or list(part["properties"])[:1]
        return {name: _blank(part["properties"][name], parts, stops) for name in names}
    if "items" in value:
        return [_blank(value["items"], parts, stops)]
    if "additionalProperties" in value:
        key = f"${next(stops)}"
        return {key: _blank(value["additionalProperties"], parts, stops)}
    choices = ",".join(value.get("enum", ()))
    return f"${{{next(stops)}|{choices}|}}" if choices else f"${next(stops)}"

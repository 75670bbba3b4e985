"""The JSON Schemas (2020-12) of journey files, of `cxmap.yaml` and of findings, made from the models."""

import json
from typing import Any, NamedTuple

from pydantic import BaseModel

from cxmap.app.shapes import FindingsDocument
from cxmap.config import Config
from cxmap.findings import Severity
from cxmap.model.file import JourneyFile
from cxmap.rules import all_rules

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Schema(NamedTuple):
    """A schema: the name of its file, and its text."""

    file: str
    text: str


def schemas() -> dict[str, Schema]:
    """Return all schemas by the names that `cxmap schema` knows."""
    return {
        "files": _schema("cxmap.schema.json", "A file of a cxmap journey repository", _written(JourneyFile)),
        "config": _schema("cxmap-config.schema.json", "The configuration of a cxmap journey repository", _config()),
        "findings": _schema("findings.schema.json", "The outcome of cxmap validate", _printed(FindingsDocument)),
    }


def _schema(file: str, title: str, body: dict[str, Any]) -> Schema:
    document = {"$schema": DIALECT, "title": title, **{key: body[key] for key in body if key != "title"}}
    return Schema(file, json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _written(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of what people write: wherever something may be left out, nothing may stand."""
    schema = _printed(model)
    for part in (schema, *schema.get("$defs", {}).values()):
        required = part.get("required", ())
        for name, field in part.get("properties", {}).items():
            if name not in required:
                part["properties"][name] = _or_nothing(field)
    return schema


def _printed(model: type[BaseModel]) -> dict[str, Any]:
    schema = _tidy(model.model_json_schema(by_alias=True, mode="validation"))
    assert isinstance(schema, dict)  # noqa: S101 - tidying keeps a mapping a mapping
    return schema


def _tidy(schema: Any, *, names: bool = False) -> Any:
    """Leave out what only repeats a field's name or says that nothing is the default, and close maps by id.

    `names` says that the keys are names of fields, and not words of JSON Schema.
    """
    if isinstance(schema, list):
        return [_tidy(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidy = {
        key: _tidy(item, names=key in ("properties", "$defs", "patternProperties"))
        for key, item in schema.items()
        if names or not (key == "title" or (key == "default" and item in (None, [], {})))
    }
    if "patternProperties" in tidy and not names:
        tidy.setdefault("additionalProperties", False)
        tidy["patternProperties"] = {
            pattern: _or_nothing(item) for pattern, item in tidy["patternProperties"].items()
        }
    return tidy


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that also takes nothing: an empty value means that a thing is absent."""
    if {"type": "null"} in schema.get("anyOf", ()):
        return schema
    described = {key: schema[key] for key in ("description", "default") if key in schema}
    inner = {key: item for key, item in schema.items() if key not in described}
    if "anyOf" in inner:
        return {"anyOf": [*inner["anyOf"], {"type": "null"}], **described}
    return {"anyOf": [inner, {"type": "null"}], **described}


def _config() -> dict[str, Any]:
    schema = _written(Config)
    fields = schema["$defs"]["Rules"]["properties"]
    severity = {"$ref": "#/$defs/Severities"}
    schema["$defs"]["Severities"] = {
        "type": "object",
        "description": "Severities by rule.",
        "additionalProperties": False,
        "properties": {
            rule.id: {"enum": [level.value for level in Severity], "description": rule.page.summary}
            for rule in all_rules().values()
        },
    }
    fields["severity"] = _or_nothing({**severity, "description": fields["severity"]["description"]})
    fields["per_path"] = _or_nothing(
        {"type": "object", "additionalProperties": severity, "description": fields["per_path"]["description"]}
    )
    return schema

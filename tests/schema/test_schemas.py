"""The schemas are JSON Schema, stand in `schemas/` as they are made now, and describe what cxmap prints."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from cxmap.app.schema import DIALECT, EDITOR_WORDS, schemas
from cxmap.config import Config
from cxmap.model.file import JourneyFile

ROOT = Path(__file__).parents[2]
MADE = {name: json.loads(schema.text) for name, schema in schemas().items()}


@pytest.mark.parametrize("name", MADE)
def test_the_file_is_what_is_made_now(name):
    schema = schemas()[name]
    written = ROOT / "schemas" / schema.file
    assert written.read_text("utf-8") == schema.text, "run `cxmap schema --write schemas`"


def test_no_other_files():
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {schema.file for schema in schemas().values()}


@pytest.mark.parametrize("name", MADE)
def test_it_is_json_schema(name):
    assert MADE[name]["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(MADE[name])


@pytest.mark.parametrize("name", MADE)
def test_every_reference_leads_to_a_definition_and_every_definition_is_used(name):
    used = set(re.findall(r'"#/\$defs/(\w+)"', json.dumps(MADE[name])))
    assert used == set(MADE[name]["$defs"])


@pytest.mark.parametrize("name", ["files", "config"])
def test_words_for_editors_are_named(name):
    assert {word for word in _words(MADE[name]) if not _is_json_schema(word)} <= set(EDITOR_WORDS)


@pytest.mark.parametrize(("name", "model"), [("files", JourneyFile), ("config", Config)])
def test_every_field_says_what_it_is_for(name, model):
    assert set(MADE[name]["properties"]) == {field.alias or key for key, field in model.model_fields.items()}
    for part in (MADE[name], *MADE[name]["$defs"].values()):
        for field, schema in part.get("properties", {}).items():
            assert re.fullmatch(r"(?:[A-Z]|peers).*\S", schema["description"]), (field, schema)


@pytest.mark.parametrize("example", ["broken", "retail"])
def test_findings(example):
    command = [sys.executable, "-m", "cxmap", "validate", "--repo", ROOT / "examples" / example, "--format", "json"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    document = json.loads(done.stdout)
    jsonschema.Draft202012Validator(MADE["findings"]).validate(document)
    assert bool(document["findings"]) == (example == "broken")


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"more": 1},
        {"summary": {"error": 0}},
        {"findings": [{"rule": "dead-end"}]},
    ],
)
def test_findings_of_another_shape(change):
    size = {"name": "a", "touchpoints": 0, "transitions": 0, "journeys": 0, "files": 0}
    summary = {"error": 0, "warning": 0, "info": 0, "suppressed": 0, "baselined": 0}
    tool = {"name": "cxmap", "version": "1"}
    told = {"summary": summary, "findings": [], "declined": []}
    right = {"version": 1, "tool": tool, "language": "en", "repository": size, **told}
    validator = jsonschema.Draft202012Validator(MADE["findings"])
    assert validator.is_valid(right)
    assert not validator.is_valid({**right, **change})


def _is_json_schema(word):
    return word in _JSON_SCHEMA or word.startswith("$")


_JSON_SCHEMA = {
    *("additionalProperties", "anyOf", "const", "default", "description", "else", "enum", "format", "if", "items"),
    *(
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minimum",
        "not",
        "pattern",
        "properties",
    ),
    *("propertyNames", "required", "then", "title", "type"),
}


def _words(schema):
    """All keywords of a schema; names of fields and what editors write are none."""
    if isinstance(schema, list):
        return {word for item in schema for word in _words(item)}
    if not isinstance(schema, dict):
        return set()
    inner = [
        item
        for word, value in schema.items()
        if word not in ("defaultSnippets", "default", "enum")
        for item in (value.values() if word in ("properties", "$defs") else [value])
    ]
    return {*schema, *_words(inner)}

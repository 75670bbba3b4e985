"""The schemas accept what `cxmap validate` accepts, and nothing else, as far as JSON Schema can tell.

They differ in this, and each difference has a test below:

- An unknown field with nothing after it is absent to cxmap; editors flag it, for it is a slip in the making.
- How a number is spelled (`1E5` is no id, `.inf` no figure) and which letters a name mixes is for cxmap alone.
- What is no pattern of paths (`a//b`) is for cxmap alone.
- A day that the calendar does not have is told only by validators that look at formats.

The schemas also see one file at a time: references, ids declared twice and stages in two files are for cxmap.
"""

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from schema.documents import documents
from trees import MemoryTree

from cxmap.app.schema import schemas
from cxmap.app.severity import Severities
from cxmap.atlas.digest import digest
from cxmap.config import Config, read_settings
from cxmap.errors import CxmapError
from cxmap.model.file import JourneyFile
from cxmap.source.parse import parse
from cxmap.source.scalar import Typed

LATEST = jsonschema.Draft202012Validator
FILES = LATEST(json.loads(schemas()["files"].text), format_checker=LATEST.FORMAT_CHECKER)
CONFIG = LATEST(json.loads(schemas()["config"].text), format_checker=LATEST.FORMAT_CHECKER)

patiently = settings(max_examples=300, suppress_health_check=list(HealthCheck))


def mistakes(text: str) -> list[str]:
    """What cxmap finds wrong in a journey file."""
    return [flaw.message.text for flaw in digest(text.encode()).flaws]


def refused(text: str) -> str:
    """Why cxmap refuses a `cxmap.yaml`, or nothing."""
    try:
        Severities(read_settings(MemoryTree({"cxmap.yaml": text})), frozenset(), frozenset())
    except CxmapError as error:
        return str(error)
    return ""


@patiently
@given(documents(JourneyFile))
def test_files(document):
    found = mistakes(json.dumps(document, ensure_ascii=False))
    assert [error.message for error in FILES.iter_errors(document)][: not found] == [], document
    assert FILES.is_valid(document) == (not found), (document, found)


@patiently
@given(documents(Config))
def test_config(document):
    if isinstance(document, dict):
        document.setdefault("cxmap", 1)
    found = refused(json.dumps(document, ensure_ascii=False))
    assume(" is no pattern of paths" not in found)
    assert CONFIG.is_valid(document) == (not found), (document, found)


@pytest.mark.parametrize(
    "document",
    [
        {"touchpoint": None},
        {"touchpoints": {"a": {"stage": "b", "channel": "c", "chanel": None}}},
        {"touchpoints": {"a": {"stage": "b", "channel": "c", "raci": {"acountable": None}}}},
        {"journeys": {"a": {"steps": [{"touchpoint": "b", "feel": None}]}}},
    ],
)
def test_an_unknown_field_with_nothing_after_it(document):
    assert len(mistakes(json.dumps(document))) == 1
    assert not FILES.is_valid(document)


def test_only_the_schema_refuses_an_unknown_language_with_nothing_after_it():
    document = {"stages": {"a": {"translations": {"Spanish": None}}}}
    assert mistakes(json.dumps(document)) == []
    assert not FILES.is_valid(document)


@pytest.mark.parametrize(
    "text",
    [
        "transitions: [{from: a, to: b, id: 1E5}]",
        "transitions: [{from: a, to: b, id: +5}]",
        "transitions: [{from: a, to: b, id: True}]",
        "metrics: {a: {kind: nps, target: .inf}}",
        "personas: {a: {share: .nan}}",
        "stages: {a: {name: \u0421heckout}}",
        'stages: {a: {name: "two\\nlines"}}',
    ],
)
def test_only_cxmap_refuses_how_something_is_written(text):
    assert len(mistakes(text)) == 1
    assert FILES.is_valid(as_json(parse(text).data))


def test_only_cxmap_refuses_what_is_no_pattern():
    document = {"cxmap": 1, "exclude": ["a//b"]}
    assert refused(json.dumps(document))
    assert CONFIG.is_valid(document)


def test_only_a_validator_that_looks_at_formats_knows_the_calendar():
    document = {"touchpoints": {"a": {"stage": "b", "channel": "c", "reviewed": "2026-02-30"}}}
    assert len(mistakes(json.dumps(document))) == 1
    assert not FILES.is_valid(document)
    assert LATEST(FILES.schema).is_valid(document)
    document["touchpoints"]["a"]["reviewed"] = "2026-13-01"
    assert not LATEST(FILES.schema).is_valid(document)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("", True),
        ("stages: {a: }", True),
        ("touchpoints: {a: }", False),
        ("opportunities: {a: }", False),
        ("journeys: {a: {steps: [b, {touchpoint: c, any_of: []}, {any_of: [d], touchpoint: }]}}", True),
        ("journeys: {a: {steps: [{any_of: []}]}}", False),
        ("journeys: {a: {steps: [{touchpoint: b, any_of: [c]}]}}", False),
        ("journeys: {a: {steps: []}}", False),
        ("opportunities: {a: {touchpoint: b, transition: }}", True),
        ("opportunities: {a: {touchpoint: b, transition: c -> d}}", False),
        ("transitions: [{from: 1, to: no, id: 0755}]", True),
        ("transitions: [{from: 1, to: no, id: -1}]", False),
        ("transitions: [{from: a, to: b, within: 30}]", False),
        ("transitions: [~]", False),
        ("owners: {a: {kind: team, language: 12}}", False),
        (f"stages: {{{'a' * 128}: }}", True),
        (f"stages: {{{'a' * 129}: }}", False),
        ("stages: {A b: }", False),
    ],
)
def test_where_the_two_could_easily_differ(text, fits):
    assert (mistakes(text) == []) == fits
    assert FILES.is_valid(as_json(parse(text).data)) == fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("cxmap: 1", True),
        ("cxmap: 1.0", True),
        ("cxmap: true", False),
        ("cxmap: '1'", False),
        ("cxmap: 2", False),
        ("name: a", False),
        ("", False),
        ("{cxmap: 1, rules: {severity: {dead-end: off}, per_path: {a: , b: {dead-end: }}, limits: }}", True),
        ("{cxmap: 1, rules: {severity: {dead-ends: off}}}", False),
        ("{cxmap: 1, rules: {severity: {dead-end: of}}}", False),
        ("{cxmap: 1, rules: {per_path: {a: {dead-ends: off}}}}", False),
        ("{cxmap: 1, rules: {limits: {similarity: 49}}}", False),
        ("{cxmap: 1, rules: {glossary: [[a, b], [c]]}}", True),
        ("{cxmap: 1, rules: {glossary: [a]}}", False),
        (f"{{cxmap: 1, exclude: [{', '.join(map(str, range(200)))}]}}", True),
        (f"{{cxmap: 1, exclude: [{', '.join(map(str, range(201)))}]}}", False),
    ],
)
def test_where_the_two_could_easily_differ_in_the_configuration(text, fits):
    assert (refused(text) == "") == fits
    assert CONFIG.is_valid(as_json(parse(text).data)) == fits


def as_json(data):
    """Data as a reader of YAML 1.2 sees it that does not know what the fields take."""
    match data:
        case Typed():
            return data.value
        case dict():
            return {key: as_json(value) for key, value in data.items()}
        case list():
            return [as_json(item) for item in data]
    return data

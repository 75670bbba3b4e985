"""What editors flag in a file, and what they do not."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from schema.editor.language_server import Diagnostic, LanguageServer

from cxmap.atlas.digest import digest
from cxmap.atlas.document import Document, Spot

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples"
FILES = sorted(EXAMPLES.rglob("*.yaml"))


def flagged(opened):
    with opened as buffer:
        return buffer.diagnostics


@pytest.fixture(scope="module")
def at_the_root(node: str) -> Iterator[LanguageServer]:
    """An editor in which this repository is open."""
    with LanguageServer.started(node, ROOT) as server:
        yield server


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_examples(at_the_root, path):
    """The file as it stands there, with its own first line, is flagged where cxmap says that it does not fit."""
    assert "\n# yaml-language-server: $schema=" in "\n" + path.read_text("utf-8")
    found = [(diagnostic.line, diagnostic.text) for diagnostic in flagged(at_the_root.open(path))]
    assert found == EXPECTED.get(path.relative_to(EXAMPLES).as_posix(), [])
    if path.name != "cxmap.yaml":
        assert [line for line, _ in found] == mistaken_lines(path)


EXPECTED = {
    "broken/brainstorm.yaml": [(22, "high")],
    "broken/changes-2026.yaml": [(17, "chanel")],
    "broken/owners.yaml": [(27, 'contact: {email: web@ternholt.example, chat: "#web-shop"}')],
    "broken/web/shop.yaml": [(61, "31/11/2026")],
}


def mistaken_lines(path):
    """The lines in which cxmap finds something wrong as it reads a file."""
    document = Document(path.name, "", path.read_bytes())
    flaws = digest(document.content).flaws
    return sorted(Spot(document, flaw.route, flaw.on_key, flaw.span).place.span.line + 1 for flaw in flaws)


@pytest.mark.parametrize("options", [[], ["--example", "retail"]], ids=["starter", "example"])
def test_what_init_writes(node, tmp_path, options):
    """Editors find the schemas where `cxmap init` puts them, and flag nothing in what stands beside them."""
    subprocess.run([sys.executable, "-m", "cxmap", "init", tmp_path, *options], check=True, capture_output=True)
    files = sorted(path for path in tmp_path.rglob("*.yaml") if "/." not in path.as_posix())
    assert len(files) > 4
    with LanguageServer.started(node, tmp_path) as server:
        for path in files:
            assert flagged(server.open(path)) == [], path
            longer = path.read_text("utf-8") + "\nno-such-thing: 1\n"
            with server.open(path.with_name(f"longer-{path.name}"), longer) as buffer:
                assert [item.text for item in buffer.diagnostics] == ["no-such-thing"], path


def test_settings_of_a_workspace(node, folder, tmp_path):
    """The settings that the documentation gives lead every file to its schema, without a first line."""
    shutil.copytree(folder, tmp_path / ".cxmap")
    [settings] = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "editor.md").read_text("utf-8"), re.DOTALL)
    schemas = json.loads(settings)["yaml.schemas"]
    with LanguageServer.started(node, tmp_path, {"schemas": schemas}) as server:
        for path in ("touchpoints.yaml", "deep/er/touchpoints.yaml"):
            assert flagged(server.open(tmp_path / path, "nam: a\n")) == [
                Diagnostic(1, "nam", "Property nam is not allowed."),
            ]
        assert flagged(server.open(tmp_path / "cxmap.yaml", "cxmap: 1\nnam: a\n")) == [
            Diagnostic(2, "nam", "Property nam is not allowed."),
        ]


def test_wrong_fields_and_values(journey):
    text = """\
touchpoints:
  basket:
    stage: buy
    channel: web
    chanel: web
    moment: truht
    reviewed: 31/11/2026
    volume: high
    entry: yes
    raci: digital
    tags: checkout
    team: [a]
    name: {a: b}
    links: [a]
"""
    assert flagged(journey(text)) == [
        Diagnostic(6, "chanel", "Property chanel is not allowed."),
        Diagnostic(7, "truht", 'Value is not accepted. Valid values: "truth", "pain".'),
        Diagnostic(8, "31/11/2026", "Write a date here as year-month-day, such as 2027-01-31."),
        Diagnostic(9, "high", "Write a number here, without quotes."),
        Diagnostic(10, "yes", "Write `true` or `false` here, without quotes."),
        Diagnostic(11, "digital", "Write a mapping here: lines of `key: value`."),
        Diagnostic(12, "checkout", "Write a list here: `[one, two]`, or lines that begin with `-`."),
        Diagnostic(13, "[a]", "Write a text here."),
        Diagnostic(14, "{a: b}", "Write a text here."),
        Diagnostic(15, "a", 'Incorrect type. Expected "Link".'),
    ]


@pytest.mark.parametrize(
    ("text", "line", "where", "says"),
    [
        ("touchpoint:\n  a: {}\n", 2, "touchpoint", "Property touchpoint is not allowed."),
        ("touchpoints: [a]\n", 2, "[a]", "Write a mapping here: each touchpoint under its id."),
        ("transitions: {a: b}\n", 2, "{a: b}", "Write a list here: each transition behind a `-`."),
        ("transitions:\n  - {from: a}\n", 3, "{", 'Missing property "to".'),
        ("touchpoints:\n  a: {stage: b}\n", 3, "a", 'Missing property "channel".'),
        ("stages:\n  The First: {}\n", 3, "The First", "An id is lower-case words joined by hyphens"),
        ("transitions:\n  - {from: a, to: b, id: A b}\n", 3, "A b", "An id is lower-case words joined by hyphens"),
        ("transitions:\n  - {from: a, to: b, within: 3 days}\n", 3, "3 days", "Write a length of time here"),
        ("transitions:\n  - {from: a, to: b, share: 40}\n", 3, "40", "Value is above the maximum of 1."),
        ("owners:\n  a: {kind: team, language: English}\n", 3, "English", "Write the code of a language here"),
        ("stages:\n  a: {translations: {Spanish: {name: b}}}\n", 3, "Spanish", "Write the code of a language here"),
        ("opportunities:\n  a: {}\n", 3, "{}", "An opportunity is about either a `touchpoint` or a `transition`."),
        ("opportunities:\n  a: {touchpoint: b, transition: c -> d}\n", 3, "c -> d", "An opportunity is about either"),
        ("journeys:\n  a: {steps: []}\n", 3, "[]", "Array has too few items."),
        ("journeys:\n  a: {steps: [{}]}\n", 3, "{}", "A step is exactly one of `touchpoint`, `any_of` or `journey`."),
        ("journeys:\n  a: {steps: [{any_of: []}]}\n", 3, "{any_of: []}", "A step is exactly one of"),
        ("journeys:\n  a: {steps: [{touchpoint: b, journey: c}]}\n", 3, "c", "A step is exactly one of"),
        ("journeys:\n  a: {steps: [b, {touchpoint: c, feels: 3}]}\n", 3, "3", "Value is above the maximum of 2."),
        ("journeys:\n  a: {steps: [b, {touchpoint: c, fels: 1}]}\n", 3, "fels", "Property fels is not allowed."),
    ],
)
def test_one_mistake_is_flagged_once(journey, text, line, where, says):
    [found] = flagged(journey(text))
    assert (found.line, found.text) == (line, where)
    assert found.message.startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "personas: {shopper: }\n",
        "personas:\n  shopper:\n",
        "stages:\ntouchpoints:\ntransitions:\njourneys:\npersonas:\nowners:\n",
        "touchpoints:\n  basket:\n    stage: buy\n    channel: web\n    name:\n    raci:\n    tags: ~\n",
        "touchpoints: {basket: {stage: buy, channel: web, moment: null, entry: , volume: ~}}\n",
        "stages: {a: {translations: {es: , no: {name: no}}}}\n",
        "touchpoints: {basket: {name: no, stage: 0755, channel: 12:30, aliases: [on, 1e3, 1.10, true, 2026-11-30]}}\n",
        "touchpoints: {0755: {stage: a, channel: b}, 1.10: {stage: a, channel: b}, true: {stage: a, channel: b}}\n",
        "touchpoints: {a: {stage: b, channel: c, reviewed: 2026-11-30}}\n",
        "touchpoints: {a: {stage: b, channel: c, reviewed: '2026-11-30'}}\n",
        "transitions: [{from: 1, to: 2, id: 0755, share: 1, within: 30m}, {from: no, to: on, id: no, carries: []}]\n",
        "journeys: {a: {steps: [0755, 1.10, no, {touchpoint: 1, any_of: , feels: -2}, {any_of: [1, b]}]}}\n",
        "journeys: {a: {steps: [{touchpoint: b, any_of: []}]}}\n",
        "opportunities: {a: {touchpoint: b, transition: }, c: {transition: d -> e, value: 5}}\n",
        "sources: {a: {engine: {spark: b}, events: {case: a, event: b, time: {column: c}}}, b: {engine: duckdb}}\n",
        "sources: {a: {surveys: {case: a, metric: b, score: 3, min_n: 5}}}\n",
        "sources: {a: {events: {case: a, event: b, time: c}}}\n",
    ],
)
def test_what_cxmap_accepts_is_not_flagged(journey, text):
    assert digest(text.encode()).flaws == ()
    assert flagged(journey(text)) == []


def test_wrong_rules_and_severities(config):
    text = """\
cxmap: 2
language: fr
rules:
  severity: {dead-ends: off, dead-end: of}
  per_path: {"legacy/**": {orphan: warning}}
  limits: {similarity: 20}
"""
    assert flagged(config(text)) == [
        Diagnostic(2, "2", "Write 1 here, the format that this cxmap reads."),
        Diagnostic(3, "fr", 'Value is not accepted. Valid values: "en", "es", "it", "pt".'),
        Diagnostic(5, "dead-ends", "Property dead-ends is not allowed."),
        Diagnostic(5, "of", 'Value is not accepted. Valid values: "error", "warning", "info", "off".'),
        Diagnostic(6, "orphan", "Property orphan is not allowed."),
        Diagnostic(7, "20", "Value is below the minimum of 50."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "cxmap: 1\n",
        "cxmap: 1\nname: 12\nbase: 1.10\nexclude: [a]\ngovernance:\nrules:\n",
        "cxmap: 1\ngovernance: {committee: }\nrules: {severity: , per_path: {a: }, limits: {consulted: }}\n",
        "cxmap: 1\nrules: {severity: {orphan-touchpoint: off}, glossary: [[till, checkout]]}\n",
    ],
)
def test_configurations_that_are_not_flagged(config, text):
    assert flagged(config(text)) == []

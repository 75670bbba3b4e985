"""The JSON has exactly the shape that is promised."""

import json

from render import samples

from cxmap.render.look import Look
from cxmap.render.validation.json import render
from cxmap.words import ENGLISH

FINDING = ["rule", "severity", "message", "hint", "entity", "path", "line", "column", "end_line", "end_column"]


def read(report):
    return json.loads(render(report, ENGLISH, Look()))


def test_the_shape_and_the_order_of_its_keys():
    document = read(samples.rich())
    assert list(document) == ["version", "tool", "language", "repository", "summary", "findings", "declined"]
    assert document["version"] == 1
    assert document["tool"] == {"name": "cxmap", "version": "0.1.0"}
    assert list(document["repository"]) == ["name", "touchpoints", "transitions", "journeys", "files"]
    assert document["summary"] == {"error": 5, "warning": 16, "info": 10, "suppressed": 2, "baselined": 12}
    for finding in document["findings"]:
        assert list(finding) == [*FINDING, "related", "fingerprint"]
        for related in finding["related"]:
            assert list(related) == ["entity", "path", "line", "column", "message"]
    assert document["declined"][0] == {
        "rule": "unreachable-touchpoint",
        "reason": "No touchpoint is marked as an entry.",
    }


def test_a_finding():
    finding = next(item for item in read(samples.rich())["findings"] if item["rule"] == "unknown-reference")
    assert finding.pop("fingerprint")
    assert finding == {
        "rule": "unknown-reference",
        "severity": "error",
        "message": "Transition basket -> chekout leads to touchpoint `chekout`, which is not declared.",
        "hint": "Did you mean Pay and go (`checkout`)?",
        "entity": "transition:basket->chekout",
        "path": "web/basket.yaml",
        "line": 12,
        "column": 24,
        "end_line": 12,
        "end_column": 31,
        "related": [
            {
                "entity": "touchpoint:checkout",
                "path": "web/checkout.yaml",
                "line": 2,
                "column": 3,
                "message": "Pay and go (`checkout`) is declared here",
            }
        ],
    }


def test_a_clean_run():
    document = read(samples.clean())
    assert document["findings"] == document["declined"] == []


def test_paths_stay_relative_to_the_journey_repository():
    written = render(samples.rich(), ENGLISH, Look(folder="journeys"))
    assert json.loads(written) == read(samples.rich())

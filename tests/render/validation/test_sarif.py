"""The SARIF is valid by the standard's own schema, and keeps to what GitHub takes."""

import json
from pathlib import Path

import jsonschema
import pytest
from render import samples

from cxmap.findings import Place, Related, Severity
from cxmap.message import said
from cxmap.render.look import Look
from cxmap.render.validation import sarif
from cxmap.report.validation import Declined
from cxmap.source.span import START, Span
from cxmap.words import ENGLISH

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))


def run_of(report, look=None):
    log = json.loads(sarif.render(report, ENGLISH, look or Look()))
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    (run,) = log["runs"]
    return run


def test_the_schema_would_notice():
    log = json.loads(sarif.render(samples.rich(), ENGLISH, Look()))
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] = {"startLine": 0}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(SCHEMA).validate(log)


@pytest.mark.parametrize("report", [samples.rich(), samples.clean(), samples.many(50)])
def test_results_refer_to_their_rules(report):
    run = run_of(report)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(report.findings)
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.rule
        assert result["partialFingerprints"] == {"cxmap/v1": finding.fingerprint}


def test_rules_say_what_they_are():
    rules = {rule["id"]: rule for rule in run_of(samples.rich())["tool"]["driver"]["rules"]}
    assert rules["unowned-handover"] == {
        "id": "unowned-handover",
        "shortDescription": {"text": "Accountability changes and nobody owns the hand-over"},
        "fullDescription": {"text": "Customers fall between two teams."},
        "help": {
            "text": "Customers fall between two teams.",
            "markdown": "Customers fall between two teams.\n\n"
            "[unowned-handover](https://example.org/cxmap/rules/unowned-handover)",
        },
        "defaultConfiguration": {"level": "warning", "enabled": True},
        "properties": {"tags": ["ownership"]},
        "helpUri": "https://example.org/cxmap/rules/unowned-handover",
    }
    assert rules["quiet"]["defaultConfiguration"] == {"level": "none", "enabled": False}
    assert "helpUri" not in rules["quiet"]


def test_regions():
    places = {
        START: {"startLine": 1},
        Span(3, 4, 3, 4): {"startLine": 4, "startColumn": 5},
        Span(3, 4, 5, 0): {"startLine": 4, "startColumn": 5, "endLine": 6, "endColumn": 1},
    }
    report = samples.report(samples.finding("dead-end", said("x"), Place("a.yaml", span), "") for span in places)
    regions = [result["locations"][0]["physicalLocation"]["region"] for result in run_of(report)["results"]]
    assert regions == list(places.values())


def test_paths_are_uris_from_the_root_of_git():
    run = run_of(samples.rich(), Look(folder="the journeys"))
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in run["results"]}
    assert "the%20journeys/hostile/%3A%3Aerror%3A%3A%3Cb%3E%40team.yaml" in uris
    assert "the%20journeys/legacy/caf%E9%20%C3%BCn%C3%AFcode.yaml" in uris


def test_hostile_names_make_no_links():
    (message,) = {
        result["message"]["text"]
        for result in run_of(samples.rich())["results"]
        if "javascript" in result["message"]["text"]
    }
    assert message.startswith(r"\[x\](javascript:1) (`hostile-3`)")


def test_the_limits_are_githubs():
    assert (sarif.MOST_RESULTS, sarif.MOST_RELATED) == (25_000, 1_000)


def test_more_than_github_takes_is_cut_by_gravity_and_said(monkeypatch):
    monkeypatch.setattr(sarif, "MOST_RESULTS", 20)
    notes = samples.many(20, Severity.INFO).findings
    errors = samples.many(2).findings
    run = run_of(samples.report([*notes, *errors]))
    assert len(run["results"]) == 20
    assert sum(result["level"] == "error" for result in run["results"]) == 2
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "2 results are left out: GitHub takes no more than 20."


def test_more_related_places_than_github_takes_are_cut_and_said():
    related = [Related(Place("b.yaml", START), said("Here"))] * (sarif.MOST_RELATED + 1)
    finding = samples.finding("dead-end", said("x"), Place("a.yaml", START), "", related=related)
    run = run_of(samples.report([finding]))
    assert len(run["results"][0]["relatedLocations"]) == sarif.MOST_RELATED
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "no more than their first 1000" in notification["message"]["text"]


def test_rules_that_did_not_run_are_notifications():
    notifications = run_of(samples.rich())["invocations"][0]["toolExecutionNotifications"]
    assert [notification["associatedRule"] for notification in notifications] == [
        {"id": "unreachable-touchpoint"},
        {"id": "no-way-out"},
        {"id": "asked-twice"},
    ]
    declined = (Declined("dead-end", said("No exit.")),)
    (known,) = run_of(samples.report((), declined=declined))["invocations"][0]["toolExecutionNotifications"]
    assert known["associatedRule"] == {"id": "dead-end", "index": 0}
    assert known["message"]["text"] == "dead-end was not checked. No exit."

"""The Code Quality report is what GitLab documents."""

import json
from pathlib import Path

import jsonschema
from render import samples

from cxmap.render.look import Look
from cxmap.render.validation.gitlab import render
from cxmap.words import ENGLISH

SCHEMA = json.loads((Path(__file__).parent.parent / "schemas" / "gitlab-code-quality.schema.json").read_text("utf-8"))


def issues(report, look=None):
    read = json.loads(render(report, ENGLISH, look or Look()))
    jsonschema.Draft202012Validator(SCHEMA).validate(read)
    return read


def test_every_finding_is_an_issue():
    report = samples.rich()
    assert [issue["check_name"] for issue in issues(report)] == [finding.rule for finding in report.findings]
    assert {issue["severity"] for issue in issues(report)} == {"major", "minor", "info"}


def test_fingerprints_are_unique():
    report = samples.report([samples.many(1).findings[0]] * 3)
    assert len({issue["fingerprint"] for issue in issues(report)}) == 3
    assert issues(report)[0]["fingerprint"] == report.findings[0].fingerprint


def test_paths_are_seen_from_the_root_of_git():
    assert issues(samples.many(1), Look(folder="journeys"))[0]["location"]["path"] == "journeys/many/00.yaml"


def test_a_clean_run_is_an_empty_list():
    assert render(samples.clean(), ENGLISH, Look()) == "[]\n"

"""The result in its formats, and what is said beside it."""

import json

from codeowners import CodeOwners
from codeowners_cases import CONFIG, OWNERS, block, survey
from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.codeowners import formats, load
from cxmap.render.codeowners_summary import summary
from cxmap.render.look import PLAIN, Look
from cxmap.report.codeowners import LARGEST, Asked, CodeownersReport, Mixed, OwnedFile
from cxmap.source.tree import CONFIG_FILE
from cxmap.words import ENGLISH

TOUCHPOINT = "{stage: s, channel: web, raci: {accountable: %s}}"
FILES = {
    CONFIG_FILE: CONFIG,
    "owners.yaml": OWNERS + "  legal: {kind: team}\n",
    "touchpoints/buy.yaml": f"touchpoints: {{a: {TOUCHPOINT % 'web'}, b: {TOUCHPOINT % 'legal'}}}",
}


def test_the_formats():
    assert formats() == ("json", "text")


def test_the_block():
    assert block(survey(FILES)) == (
        "# >>> cxmap: written by `cxmap codeowners`, do not edit inside\n"
        "/cxmap.yaml @acme/board\n"
        "/owners.yaml @acme/board\n"
        "# /touchpoints/buy.yaml: no GitHub handle or e-mail address for legal\n"
        "/touchpoints/buy.yaml @acme/web\n"
        "# <<< cxmap\n"
    )


def test_json_has_the_same_as_data():
    data = json.loads(load("json")(survey(FILES), ENGLISH, PLAIN))
    assert data["version"] == 1
    assert data["roles"] == ["accountable"]
    assert data["files"][2] == {
        "path": "touchpoints/buy.yaml",
        "pattern": "/touchpoints/buy.yaml",
        "asked": [{"handle": "@acme/web", "owners": ["web"]}],
        "unreached": ["legal"],
        "by_committee": False,
    }
    owners = [{"owner": "legal", "touchpoints": 1}, {"owner": "web", "touchpoints": 1}]
    assert data["mixed"] == [{"path": "touchpoints/buy.yaml", "owners": owners}]
    (warning,) = data["warnings"]
    assert (warning["kind"], warning["path"], warning["line"], warning["column"]) == ("no-handle", "owners.yaml", 5, 3)
    assert warning["message"].startswith("Owner `legal` has neither")


def test_json_says_where_no_line_is_possible():
    data = json.loads(load("json")(survey({**FILES, "a#b.yaml": "systems: {s: {owner: web}}"}), ENGLISH, PLAIN))
    assert data["files"][0]["path"] == "a#b.yaml"
    assert data["files"][0]["pattern"] is None


def test_the_summary():
    assert summary(survey(FILES), 100, ENGLISH, Look(width=200)) == (
        "warning: owners.yaml:5:3: Owner `legal` has neither a GitHub handle nor an e-mail address, nor has anybody "
        "above it, so nobody is asked in its name about touchpoints/buy.yaml.\n"
        "hint: Add `contact:` with `github:` or `email:`.\n"
        "warning: touchpoints/buy.yaml mixes owners: `legal` (1 touchpoint) and `web` (1).\n"
        "hint: Split a file that mixes owners, so that each part holds the touchpoints of one owner. Then only those "
        "are asked whom a change concerns.\n"
        "Somebody is asked about 3 of 3 files.\n"
    )


def test_a_file_that_github_does_not_read_is_a_warning():
    report = survey({"owners.yaml": OWNERS})
    assert "3 MB" in summary(report, LARGEST, ENGLISH, PLAIN)
    assert "3 MB" not in summary(report, LARGEST - 1, ENGLISH, PLAIN)


def test_what_is_shown_is_fit_to_show():
    mixed = Mixed("a\x1b[2J\u202e.yaml", (("x\x07\n`", 2), ("y", 1)))
    file = OwnedFile("a\x1b.yaml", "", (Asked("@a", ("x\x07",)),), ("y\x07",))
    report = CodeownersReport("1", ("accountable",), (file,), (mixed,), ())
    said = summary(report, 0, ENGLISH, PLAIN) + load("json")(report, ENGLISH, PLAIN)
    assert "\\u001b" in said
    assert not {"\x1b", "\u202e", "\x07"} & {*said}


IDS = st.text("ab-\n*@# <>", max_size=5) | st.sampled_from(["legal", "x\n* @evil", "\n# <<< cxmap"])


@given(st.lists(IDS, min_size=1))
def test_no_id_makes_a_line(ids):
    file = OwnedFile("x.yaml", "/x.yaml", (Asked("@a", ("a",)),), tuple(ids))
    report = CodeownersReport("1", ("accountable",), (file,), (), ())
    text = block(report)
    assert text.count("\n") == 4
    assert [path for _, path, *_ in CodeOwners(text).paths] == ["/x.yaml"]

"""`cxmap rule` and `cxmap schema`, and the files that are made with them."""

import json
from pathlib import Path

from cxmap.changes import all_kinds
from cxmap.rules import all_rules

ROOT = Path(__file__).parents[2]


def test_all_rules_are_listed(cxmap):
    outcome = cxmap("rule")
    assert outcome.code == 0
    for name in all_rules():
        assert f"  {name} " in outcome.out


def test_a_rule_is_explained(cxmap):
    outcome = cxmap("rule", "asked-twice")
    for part in ("Why it matters", "Flagged", "Clean", "ignore[asked-twice]"):
        assert part in outcome.out


def test_all_kinds_of_change_are_listed_behind_the_rules(cxmap):
    rules, _, kinds = cxmap("rule").out.partition("\nkinds of change\n")
    assert rules
    for name, kind in all_kinds().items():
        assert f"  {name} " in kinds
        assert kind.page.summary.split()[0] in kinds


def test_a_kind_of_change_is_explained(cxmap):
    outcome = cxmap("rule", "channel-changed")
    assert outcome.code == 0
    for part in (
        "channel-changed  usually disruptive",
        "What it means",
        "Before",
        "After",
        "channel: app",
        "In detail",
    ):
        assert part in outcome.out
    assert "The other way round: cxmap rule revived" in cxmap("rule", "retired").out


def test_no_rule_and_kind_of_change_bear_the_same_id():
    assert not all_rules().keys() & all_kinds().keys()


def test_a_kind_of_change_that_does_not_exist(cxmap):
    outcome = cxmap("rule", "chanel-changed")
    assert outcome.code == 2
    assert "Did you mean `channel-changed`?" in outcome.err


def test_kinds_of_change_as_json_and_markdown(cxmap):
    listed = json.loads(cxmap("rule", "-f", "json").out)
    assert [kind["id"] for kind in listed["changes"]] == list(all_kinds())
    explained = json.loads(cxmap("rule", "retired", "-f", "json").out)
    assert (explained["grade"], explained["mirror"]) == ("disruptive", "revived")
    assert explained in listed["changes"]
    assert "# retired\n" in cxmap("rule", "retired", "-f", "markdown").out
    assert "# Kinds of change\n" in cxmap("rule", "-f", "markdown").out


def test_a_rule_that_does_not_exist(cxmap):
    outcome = cxmap("rule", "asked-twcie")
    assert outcome.code == 2
    assert "Did you mean `asked-twice`?" in outcome.err


def test_rules_as_json(cxmap):
    assert [rule["id"] for rule in json.loads(cxmap("rule", "-f", "json").out)["rules"]] == list(all_rules())
    assert json.loads(cxmap("rule", "asked-twice", "-f", "json").out)["family"] == "continuity"


def test_an_unknown_format(cxmap):
    assert cxmap("rule", "-f", "pdf").code == 2


def test_the_pages_in_docs_are_up_to_date(cxmap, tmp_path):
    written = {"rules": tmp_path / "rules", "changes": tmp_path / "changes"}
    assert cxmap("rule", "--write", written["rules"], "--write-changes", written["changes"]).code == 0
    for name, folder in written.items():
        assert contents(ROOT / "docs" / name) == contents(folder), "run `make generated`"


def test_the_schemas_are_up_to_date(cxmap, tmp_path):
    assert cxmap("schema", "--write", tmp_path).code == 0
    assert contents(ROOT / "schemas") == contents(tmp_path), "run `make generated`"


def test_a_schema_is_printed(cxmap):
    assert json.loads(cxmap("schema", "config").out)["$schema"]
    assert cxmap("schema", "nonsense").code == 2


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.*")}

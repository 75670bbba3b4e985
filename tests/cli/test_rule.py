"""`cxmap rule` and `cxmap schema`, and the files that are made with them."""

import json
from pathlib import Path

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
    assert cxmap("rule", "--write", tmp_path).code == 0
    assert contents(ROOT / "docs" / "rules") == contents(tmp_path), "run `make generated`"


def test_the_schemas_are_up_to_date(cxmap, tmp_path):
    assert cxmap("schema", "--write", tmp_path).code == 0
    assert contents(ROOT / "schemas") == contents(tmp_path), "run `make generated`"


def test_a_schema_is_printed(cxmap):
    assert json.loads(cxmap("schema", "config").out)["$schema"]
    assert cxmap("schema", "nonsense").code == 2


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.*")}

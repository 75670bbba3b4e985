"""The examples, checked in every way there is: the ways of checking make no difference."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest

from cxmap.adapters import cache as disk
from cxmap.adapters.cache import DiskCache
from cxmap.adapters.work_tree import WorkTree
from cxmap.app import running
from cxmap.app.means import Means
from cxmap.app.validate import Checked, Scope, check
from cxmap.atlas import many
from cxmap.rules import all_rules

EXAMPLES = Path(__file__).parents[1] / "examples"
SCOPE = Scope(datetime.date(2026, 11, 21))


def checked(name: str, cache: DiskCache | None = None) -> Checked:
    return check(WorkTree(EXAMPLES / name), SCOPE, Means(cache=cache))


def test_the_complete_example_is_clean():
    outcome = checked("retail")
    assert outcome.findings == ()
    assert outcome.suppressed == 0
    assert outcome.declined == ()
    assert outcome.repository.touchpoints >= 40


def test_the_example_as_it_was_found_has_something_of_nearly_everything():
    found = {finding.rule for finding in checked("broken").findings}
    assert found <= all_rules().keys()
    assert len(found) >= 45
    assert checked("broken").declined == ()


def test_the_example_s_readme_lists_what_is_found():
    rows = re.findall(r"^\|.*\| ([a-z, -]+) \|$", (EXAMPLES / "broken" / "README.md").read_text(), re.MULTILINE)
    listed = Counter(rule for row in rows for rule in row.split(", ") if rule in all_rules())
    assert listed == Counter(finding.rule for finding in checked("broken").findings)


@pytest.mark.parametrize("name", ["retail", "broken"])
def test_a_second_process_finds_what_one_does(name, monkeypatch):
    alone = checked(name)
    monkeypatch.setattr(running, "ENOUGH", 1)
    monkeypatch.setattr(many, "ENOUGH", 2)
    assert checked(name) == alone


@pytest.mark.parametrize("name", ["retail", "broken"])
def test_the_cache_finds_what_was_found(name, tmp_path):
    alone = checked(name)
    for _ in range(3):
        cache = DiskCache(tmp_path, EXAMPLES / name)
        assert checked(name, cache) == alone
        cache.close()


def test_what_was_dear_is_kept_when_something_else_changes(tmp_path, monkeypatch):
    cache = DiskCache(tmp_path, EXAMPLES / "broken")
    alone = checked("broken", cache)
    monkeypatch.setattr("cxmap.likeness.near.similar", lambda *_: pytest.fail("searched again"))
    other_day = Scope(datetime.date(2026, 11, 22))
    again = check(WorkTree(EXAMPLES / "broken"), other_day, Means(cache=cache))
    assert [finding.rule for finding in again.findings] == [finding.rule for finding in alone.findings]


def test_another_cxmap_does_not_trust_what_this_one_kept(tmp_path, monkeypatch):
    kept = DiskCache(tmp_path, EXAMPLES / "retail")
    checked("retail", kept)
    kept.close()
    assert DiskCache(tmp_path, EXAMPLES / "retail").files()
    monkeypatch.setattr(disk, "_header", lambda: b"cxmap of another day\n")
    assert DiskCache(tmp_path, EXAMPLES / "retail").files() == {}
    assert DiskCache(tmp_path, EXAMPLES / "retail").result("validate", b"") is None

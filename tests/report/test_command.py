"""`cxmap report`: what is asked for on the command line, and what it says."""

from pathlib import Path

import pytest
from cli.test_startup import SLOW, loaded

DAY = ("--today", "2026-12-01")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "It is not said where to write."),
        (("docs", "--front-matter", "hugo"), "`--front-matter hugo` is not known."),
        (("docs", "--links", "javascript:x"), "is no address of files."),
        (("docs", "stage:sell"), "sell"),
        (("docs", "--lang", "xx"), "cxmap does not speak the language `xx`."),
        (("docs", "--today", "soon"), "`soon` is not a date."),
        (("docs", "--rev", "main"), "git"),
        (("map.yaml",), "map.yaml is a file."),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(shop, cxmap, arguments, message):
    before = sorted(shop.rglob("*"))
    outcome = cxmap("report", *arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert sorted(shop.rglob("*")) == before


def test_a_file_in_the_way_is_named_before_anything_is_written(shop, cxmap):
    Path("docs/owners").mkdir(parents=True)
    Path("docs/owners/digital.md").write_text("mine")
    outcome = cxmap("report", "docs", *DAY)
    assert outcome.code == 2
    assert "docs/owners/digital.md is in the way" in outcome.err
    assert [path.name for path in Path("docs").rglob("*.md")] == ["digital.md"]


def test_an_edited_page_of_what_is_gone_is_kept_and_named(shop, cxmap):
    cxmap("report", "docs", *DAY)
    Path("docs/owners/digital.md").write_text("mine")
    (shop / "map.yaml").write_text((shop / "map.yaml").read_text().replace("digital", "web"))
    outcome = cxmap("report", "docs", *DAY)
    assert "owners/digital.md is kept, though what it was about is gone: somebody has edited it." in outcome.err


def test_help_loads_nothing_slow():
    assert not loaded("report", "--help") & SLOW

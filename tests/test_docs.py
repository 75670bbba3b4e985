"""The documentation says what the code does."""

import re
from dataclasses import fields
from pathlib import Path

from cxmap.rules import all_rules
from cxmap.source.tree import DEFAULT_LIMITS, Limits, setting

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *(ROOT / "docs").glob("*.md"),
    *(ROOT / "docs/rules").glob("*.md"),
    *(ROOT / "docs/changes").glob("*.md"),
]
UNITS = {"KiB": 1 << 10, "MiB": 1 << 20}


def test_every_limit_is_documented_as_it_is():
    rows = re.findall(
        r"^\| `(CXMAP_MAX_\w+)` \|.*\| ([\d,]+)(?: (\w+))? \|$", (ROOT / "docs/ci.md").read_text(), re.MULTILINE
    )
    documented = {name: int(number.replace(",", "")) * UNITS.get(unit, 1) for name, number, unit in rows}
    assert documented == {setting(limit.name): getattr(DEFAULT_LIMITS, limit.name) for limit in fields(Limits)}


def test_links_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_counts_the_rules():
    assert f"[{len(all_rules())} rules]" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"{len(all_rules())} rules in ten families" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

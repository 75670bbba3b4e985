"""The documentation says what the code does, its examples run, and it becomes a site without a warning."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from ci.shell import tool
from commands import BY_HAND
from commands import pages as pages_of_commands
from console import Player, story
from reference import pages as pages_of_the_model

from cxmap import __version__
from cxmap.cli.app import run
from cxmap.rules import all_rules
from cxmap.source.tree import DEFAULT_LIMITS, Limits, setting

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]
UNITS = {"KiB": 1 << 10, "MiB": 1 << 20}
RECIPES = re.split(r"^## ", (DOCS / "recipes.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
COMMANDS = sorted(pages_of_commands(DOCS / "commands"))
PUBLISHING = {"contents": "read"}, {"pages": "write", "id-token": "write"}
"""What the jobs that put a map on a page may do."""


def test_every_limit_is_documented_as_it_is():
    rows = re.findall(
        r"^\| `(CXMAP_MAX_\w+)` \|.*\| ([\d,]+)(?: (\w+))? \|$", (DOCS / "ci.md").read_text(), re.MULTILINE
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


@pytest.mark.parametrize(
    ("folder", "pages"),
    [("commands", pages_of_commands(DOCS / "commands")), ("reference", pages_of_the_model())],
    ids=["commands", "reference"],
)
def test_pages_made_of_the_code_are_up_to_date(folder, pages):
    there = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / folder).glob("*.md")}
    assert there == pages, "run `make generated`"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return story(tmp_path_factory.mktemp("story") / "ternholt")


@pytest.fixture
def player(told, tmp_path, monkeypatch, capsys):
    """Somebody at the example with a history, on its main branch, who may spoil it."""
    return Player(Path(shutil.copytree(told, tmp_path / "ternholt", symlinks=True)), monkeypatch, capsys)


@pytest.mark.parametrize("recipe", RECIPES, ids=[recipe.partition("\n")[0] for recipe in RECIPES])
def test_recipes_work(recipe, player):
    assert "\n```console\n" in recipe
    player.play(recipe)


@pytest.mark.parametrize("page", [name for name in COMMANDS if name != "README.md"])
def test_the_examples_of_a_command_work(page, player):
    _, _, examples = (DOCS / "commands" / page).read_text(encoding="utf-8").partition(BY_HAND)
    assert f"\ncxmap {page.removesuffix('.md')}" in examples, f"write examples into docs/commands/{page}"
    player.play(examples)


@pytest.mark.parametrize("page", ["getting-started-cx.md", "getting-started-engineer.md", "impact.md", "history.md"])
def test_pages_work_from_the_first_line_to_the_last(page, tmp_path, monkeypatch, capsys):
    Player(tmp_path, monkeypatch, capsys).play((DOCS / page).read_text(encoding="utf-8"))


def test_the_map_that_explains_the_model_is_clean(tmp_path, monkeypatch, capsys):
    blocks = re.findall(r"```yaml\n(.*?)```", (DOCS / "model.md").read_text(encoding="utf-8"), re.DOTALL)
    for number, block in enumerate(blocks):
        name = "cxmap" if block.startswith("# cxmap.yaml") else f"part-{number}"
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    assert run(["validate", "--repo", str(tmp_path), "--fail-on", "info"]) == 0, capsys.readouterr().out


def test_the_picture_of_the_first_page_is_up_to_date(tmp_path):
    (drawn,) = re.findall(r"cxmap (draw .*?) --repo(?:.|\n)*?delivery", (ROOT / "Makefile").read_text(encoding="utf-8"))
    where = ["--repo", str(ROOT / "examples/retail"), "--today", "2026-11-21", "--no-cache"]
    assert run([*drawn.split(), *where, "--output", f"svg:{tmp_path / 'delivery.svg'}"]) == 0
    assert (tmp_path / "delivery.svg").read_bytes() == (DOCS / "pictures/delivery.svg").read_bytes(), "`make pictures`"


def test_pages_name_this_version():
    for page in PAGES:
        named = re.findall(r"cxmap==([\d.]+\d)|rev: v([\d.]+\d)", page.read_text(encoding="utf-8"))
        assert {old or new for old, new in named} <= {__version__}, page.name


def test_the_workflow_that_publishes_a_map_is_safe(tmp_path):
    (workflow,) = re.findall(r"```yaml\n(name: .*?)```", (DOCS / "recipes.md").read_text(encoding="utf-8"), re.DOTALL)
    uses = re.findall(r"uses: (.*)$", workflow, re.MULTILINE)
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in uses), uses
    for line in uses:
        action = line.partition("@")[0]
        assert f"{action}@" not in (elsewhere := (DOCS / "ci.md").read_text(encoding="utf-8")) or line in elsewhere
    file = tmp_path / ".github" / "workflows" / "pages.yml"
    file.parent.mkdir(parents=True)
    file.write_text(workflow, encoding="utf-8")
    command = [tool("zizmor"), "--persona", "pedantic", "--offline", "--strict-collection", tmp_path]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_the_pages_become_a_site_that_asks_nobody_for_anything(tmp_path):
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-b", "html", DOCS, tmp_path]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    outcome = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert outcome.returncode == 0, outcome.stderr
    pages = {page.relative_to(DOCS).with_suffix(".html").as_posix() for page in DOCS.rglob("*.md")} - {"index.html"}
    contents = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert [page for page in sorted(pages) if f'href="{page}"' not in contents or not (tmp_path / page).is_file()] == []
    assert list(asked(tmp_path)) == []


def asked(site: Path) -> Iterator[str]:
    """Yield what pages and style sheets would fetch from elsewhere."""
    fetched = re.compile(r"""<(?:script|img|iframe|source)[^>]*\ssrc="([^"]*)"|<link[^>]*\shref="([^"]*)"[^>]*>""")
    for page in site.rglob("*.html"):
        addresses = ["".join(found) for found in fetched.findall(page.read_text(encoding="utf-8"))]
        assert addresses
        yield from (f"{page.name}: {address}" for address in addresses if re.match(r"(?:\w+:)?//", address))
    for sheet in site.rglob("*.css"):
        if re.search(r"@import|url\(['\"]?(?:\w+:)?//", sheet.read_text(encoding="utf-8")):
            yield sheet.name

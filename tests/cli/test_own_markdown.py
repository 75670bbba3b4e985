"""Templates of a repository's own for what commands write as Markdown, and the revision that they come from."""

import re
from pathlib import Path

import pytest
from adapters.repositories import Repository
from cli.test_startup import SLOW, loaded
from trees import MemoryTree

from cxmap.app.templates import template
from cxmap.render.own_templates import builtin

MARKERS = {"impact": "<!-- cxmap:impact -->\n\n", "validate": "<!-- cxmap:validate -->\n\n", "raci": ""}
WHAT_IF = ("--what-if", "retire touchpoint:checkout")


def asked(command: str) -> tuple[str, ...]:
    """Return what asks for the Markdown of a command about the files as they are."""
    return (command, *(WHAT_IF if command == "impact" else ()), "--format", "markdown", "--today", "2026-12-01")


def own(shop: Path, name: str, source: str) -> None:
    file = shop / "templates" / f"{name}.md.j2"
    file.parent.mkdir(exist_ok=True)
    file.write_text(source, "utf-8")


@pytest.mark.parametrize("command", MARKERS)
def test_a_template_can_be_taken_and_changed(shop, cxmap, command):
    before = cxmap(*asked(command)).out
    assert cxmap("report", "--eject", f"{command}.md.j2").code == 0
    assert (shop / "templates" / f"{command}.md.j2").read_text("utf-8") == builtin(f"{command}.md.j2")
    assert cxmap(*asked(command)).out == before
    own(shop, command, "Ours: {{ title }} {{ kind }} {{ map }}\n")
    ours = cxmap(*asked(command)).out
    assert re.fullmatch(rf"{MARKERS[command]}Ours: .+ {command} Acme\n", ours)


@pytest.mark.parametrize("command", MARKERS)
def test_one_that_fails_is_told_of_in_the_report(shop, cxmap, command):
    before = cxmap(*asked(command)).out
    own(shop, command, "{{ title }}\n{{ lead.__class__ }}\n")
    said = cxmap(*asked(command)).out
    (note,) = [line for line in said.split("\n") if "cannot be used, so that of cxmap is." in line]
    assert f"templates/{command}.md.j2" in note
    assert "Line 2: There is no field" in note
    assert said.replace(f"\n\n{note}", "") == before


def test_raci_is_put_together_of_its_groups(shop, cxmap):
    own(
        shop, "raci", "{{ by }}\n{% for group in groups %}\n{{ group.id }}: {{ group.title }}\n{% endfor %}{{ legend }}"
    )
    assert cxmap(*asked("raci")).out.startswith("stage\nbuy: Buy\nA accountable")


@pytest.fixture
def branch(shop: Path) -> Path:
    """A repository in which a branch brings a finding and templates other than those of the main branch."""
    own(shop, "validate", "Old {{ title }} {% for note in notes %}{{ note }}{% endfor %}")
    own(shop, "impact", "Old {{ lead }}")
    Repository.new(shop).commit(message="the map")
    own(shop, "validate", "New")
    own(shop, "impact", "New")
    (shop / "more.yaml").write_text("personas: {shopper: }\n")
    return shop


CHANGED = "This change also changes the templates {}. Those of the base are used here."


@pytest.mark.parametrize("base", ["--since", "--templates"])
def test_a_change_does_not_choose_the_words_of_its_validation(branch, cxmap, base):
    text = cxmap("validate", base, "HEAD", "--format", "markdown").out
    assert re.match(r"<!-- cxmap:validate -->\n\nOld .*1 warning", text)
    assert CHANGED.format("validate.md.j2") in text


def test_nor_those_of_its_impact(branch, cxmap):
    text = cxmap("impact", "HEAD", "--format", "markdown").out
    assert text.startswith("<!-- cxmap:impact -->\n\nOld ")
    assert CHANGED.format("impact.md.j2 and validate.md.j2") in text


def test_without_a_base_the_template_is_that_of_what_is_checked(branch, cxmap):
    checked = {rev: cxmap("validate", *rev, "--format", "markdown").out for rev in ((), ("--rev", "HEAD"))}
    assert [re.sub(r"<.*>\n\n", "", text)[:3] for text in checked.values()] == ["New", "Old"]
    assert cxmap("validate", "--templates", "none", "--format", "markdown").out.count("New") == 0
    Repository(branch).commit(message="on main")
    assert "Those of the base" not in cxmap("validate", "--since", "HEAD", "--format", "markdown").out


def test_a_revision_that_is_not_there_is_no_reason_to_trust_another(branch, cxmap):
    outcome = cxmap("validate", "--templates", "origin/main", "--format", "markdown")
    assert (outcome.code, outcome.out) == (2, "")
    assert "origin/main" in outcome.err


def test_a_validation_reads_its_own_template_and_only_for_markdown(shop):
    own(shop, "validate", "Ours")
    assert not loaded("validate", "--format", "json", "--statistics", cwd=shop) & SLOW
    tree = MemoryTree({"templates/validate.md.j2": "Ours", "templates/impact.md.j2": "Theirs"})
    assert template(tree, "validate.md.j2") == {"validate.md.j2": "Ours"}
    assert tree.reads == ["templates/validate.md.j2"]


def test_no_template_is_read_through_a_link(shop, cxmap, tmp_path):
    (tmp_path / "secret").write_text("Secret")
    (shop / "templates").mkdir()
    (shop / "templates" / "validate.md.j2").symlink_to(tmp_path / "secret")
    assert "Secret" not in cxmap(*asked("validate")).out


def test_the_comment_in_the_documentation_works(shop, cxmap):
    docs = (Path(__file__).parents[2] / "docs" / "ci.md").read_text("utf-8")
    (example,) = re.findall(r"```jinja\n(.*?)```", docs, re.DOTALL)
    whole = cxmap(*asked("impact")).out
    own(shop, "impact", example)
    ours = cxmap(*asked("impact")).out
    assert "cannot be used" not in ours
    assert "**Talk to the CX office before you merge this.**\n\n### Who to engage\n\n" in ours
    assert ours.split("\n\n")[:3] == whole.split("\n\n")[:3]
    assert ours.split("\n\n")[-1] == whole.split("\n\n")[-1]

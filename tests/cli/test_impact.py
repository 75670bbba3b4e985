"""`cxmap impact` as people run it: on real git repositories, on folders, and on what it cannot compare."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from adapters.repositories import Repository
from cli.conftest import CONFIG, MAP, Outcome

RETIRED = MAP.replace("basket: {stage: buy,", "basket: {status: retired, stage: buy,")


@pytest.fixture
def repository(shop: Path) -> Repository:
    """The shop in git, on a branch that grew from main."""
    made = Repository.new(shop)
    made.commit(message="The map")
    made.git("checkout", "--quiet", "-b", "topic")
    return made


def kinds(outcome: Outcome) -> list[tuple[str, str]]:
    return [(change["kind"], change["entity"]) for change in json.loads(outcome.out)["changes"]]


def as_json(cxmap: Callable[..., Outcome], *arguments: str | Path) -> Outcome:
    outcome = cxmap("impact", "--format", "json", *arguments)
    assert outcome.code == 0, outcome.err
    return outcome


def test_uncommitted_edits_and_untracked_files_count(repository, shop, cxmap):
    (shop / "map.yaml").write_text(
        MAP.replace("checkout: {stage: buy, channel: web", "checkout: {stage: buy, channel: app")
    )
    (shop / "new.yaml").write_text("personas: {couple: }\n")
    assert kinds(as_json(cxmap)) == [("channel-changed", "touchpoint:checkout"), ("added", "persona:couple")]
    assert repository.git("status", "--porcelain") == b" M map.yaml\n?? new.yaml"


def test_nothing_is_checked_out_and_the_index_stays_as_it_is(repository, shop, cxmap):
    repository.commit({"map.yaml": RETIRED}, "Retire the basket")
    index = (shop / ".git" / "index").read_bytes()
    files = {path: path.read_bytes() for path in shop.glob("*.yaml")}
    assert kinds(as_json(cxmap, "main...topic")) == [("retired", "touchpoint:basket")]
    assert (shop / ".git" / "index").read_bytes() == index
    assert {path: path.read_bytes() for path in shop.glob("*.yaml")} == files


def test_what_happened_on_main_meanwhile_is_not_the_branchs(repository, shop, cxmap):
    repository.commit({"map.yaml": RETIRED}, "Retire the basket")
    repository.git("checkout", "--quiet", "main")
    repository.commit({"more.yaml": "personas: {couple: }\n"}, "A persona")
    assert kinds(as_json(cxmap, "main...topic")) == [("retired", "touchpoint:basket")]
    assert kinds(as_json(cxmap, "main..topic")) == [("retired", "touchpoint:basket"), ("removed", "persona:couple")]


LAID_OUT_OTHERWISE = """\
# The same in other words of YAML.
transitions:
- to: checkout
  from: basket
touchpoints:
  checkout:
    raci: {accountable: digital}
    exit: true
    channel: "web"
    stage: buy
  basket: {raci: {accountable: digital}, entry: true, channel: web, stage: buy}
"""


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv", "github"])
def test_layout_order_and_moves_are_no_change(repository, shop, cxmap, form):
    (shop / "map.yaml").write_text("stages: {buy: }\nowners:\n  digital: {lead: Ann, kind: team}\n")
    (shop / "web").mkdir()
    (shop / "web" / "all.yml").write_text(LAID_OUT_OTHERWISE)
    outcome = cxmap("impact", "--format", form, "--output", f"markdown:{shop / 'comment.md'}")
    assert outcome.code == 0
    assert (shop / "comment.md").read_bytes() == b""
    assert "Nothing changed on the map" in outcome.err
    if form == "markdown":
        assert outcome.out == ""


def test_two_folders_without_git(shop, tmp_path, cxmap):
    old = tmp_path / "old"
    old.mkdir()
    (old / "cxmap.yaml").write_text(CONFIG)
    (old / "map.yaml").write_text(MAP)
    (shop / "map.yaml").write_text(RETIRED)
    assert kinds(as_json(cxmap, "--before", old)) == [("retired", "touchpoint:basket")]
    refused = cxmap("impact", "main", "--before", old)
    assert refused.code == 2
    assert "two folders" in refused.err


def test_what_if_needs_no_git(shop, cxmap):
    outcome = as_json(cxmap, "--what-if", "close channel:web", "--today", "2026-11-22")
    assert kinds(outcome) == [("retired", "touchpoint:basket"), ("retired", "touchpoint:checkout")]
    assert json.loads(outcome.out)["engage"][0]["owner"] == "digital"
    unknown = cxmap("impact", "--what-if", "close channel:wap")
    assert unknown.code == 2
    assert "The channels are web." in unknown.err


def test_what_if_of_a_revision(repository, shop, cxmap):
    repository.commit({"map.yaml": MAP.replace("channel: web", "channel: app")}, "All in the app")
    assert len(kinds(as_json(cxmap, "main", "--what-if", "close channel:web"))) == 2
    assert cxmap("impact", "--what-if", "close channel:web").code == 2


def test_the_same_input_gives_the_same_bytes(repository, shop, cxmap):
    repository.commit({"map.yaml": RETIRED, "more.yaml": "personas: {a: , b: }\n"}, "Retire")
    for form in ("text", "markdown", "html", "json", "csv", "github"):
        first = cxmap("impact", "--format", form, "main...topic")
        assert first.out == cxmap("impact", "--format", form, "--no-cache", "main...topic").out, form
        assert first.code == 0


def test_what_changed_is_linked_to_its_line_where_files_are_shown(repository, shop, cxmap):
    commit = repository.commit({"map.yaml": RETIRED}, "Retire the basket")
    home = "https://github.com/acme/map/blob"
    linked = cxmap("impact", "main...topic", "--format", "markdown", "--links", f"{home}/").out
    assert f"]({home}/{commit}/map.yaml#L4)" in linked
    assert "](http" not in cxmap("impact", "main...topic", "--format", "markdown").out
    for wrong in ("javascript:alert(1)", "https://e.vil/) [x](", "acme/map"):
        refused = cxmap("impact", "main...topic", "--links", wrong)
        assert refused.code == 2
        assert "is no address of files" in refused.err


class TestWhatCannotBeCompared:
    """Each ends with 2, one sentence, and what to do."""

    def refused(self, cxmap: Callable[..., Outcome], *arguments: str | Path) -> str:
        outcome = cxmap("impact", *arguments)
        assert outcome.code == 2, outcome
        assert outcome.out == ""
        assert "Traceback" not in outcome.err
        assert "hint:" in outcome.err
        return outcome.err

    def test_no_git(self, shop, cxmap):
        assert "git" in self.refused(cxmap)

    def test_an_unknown_revision(self, repository, cxmap):
        assert 'no commit "mian"' in self.refused(cxmap, "mian")

    def test_a_revision_that_begins_with_a_dash(self, repository, cxmap):
        assert "cannot be a revision" in self.refused(cxmap, "--", "--output=x")
        assert "cannot be a revision" in self.refused(cxmap, "--", "main...--exec")

    def test_a_shallow_clone_without_the_base(self, repository, shop, tmp_path, cxmap, monkeypatch):
        repository.commit({"map.yaml": RETIRED}, "Retire")
        clone = tmp_path / "clone"
        repository.git("clone", "--quiet", "--depth=1", "--branch=topic", f"file://{shop}", str(clone))
        monkeypatch.chdir(clone)
        assert "fetch-depth: 0" in self.refused(cxmap, "main...HEAD")

    def test_unrelated_histories(self, repository, shop, cxmap):
        repository.git("checkout", "--quiet", "--orphan", "other")
        repository.commit({"map.yaml": RETIRED}, "Another beginning")
        assert "nothing in common" in self.refused(cxmap, "main...other") or "unrelated" in self.refused(
            cxmap, "main...other"
        )

    def test_nothing_committed_yet(self, shop, cxmap):
        Repository.new(shop)
        assert "nothing is committed" in self.refused(cxmap) or "no branch to compare" in self.refused(cxmap)

    def test_a_head_whose_settings_cannot_be_used(self, repository, shop, cxmap):
        (shop / "cxmap.yaml").write_text("cxmap: 7\n")
        assert "Install a newer cxmap" in self.refused(cxmap, "main")

    def test_a_head_without_a_map(self, repository, shop, cxmap):
        (shop / "map.yaml").unlink()
        assert "no journey files" in self.refused(cxmap, "main")

    def test_an_unknown_format(self, repository, cxmap):
        assert "The formats are csv, github, html, json, markdown and text." in self.refused(cxmap, "--format", "pdf")


class TestWhatCanBeComparedInPart:
    """A broken side is said to be broken, and never called no impact."""

    BROKEN = "touchpoints:\n  help: {stage: buy\n"

    def test_a_base_with_a_broken_file(self, repository, shop, cxmap):
        repository.commit({"help.yaml": self.BROKEN}, "Broken")
        (shop / "help.yaml").write_text("touchpoints: {help: {stage: buy, channel: web}}\n")
        outcome = as_json(cxmap, "HEAD")
        content = json.loads(outcome.out)
        assert content["changes"] == []
        assert any("help.yaml" in note for note in content["notes"])
        assert cxmap("impact", "HEAD", "--format", "markdown").out != ""
        assert "Nothing changed" not in cxmap("impact", "HEAD").err

    def test_a_head_with_a_broken_file(self, repository, shop, cxmap):
        repository.commit({"help.yaml": "touchpoints: {help: {stage: buy, channel: web}}\n"}, "Help")
        (shop / "help.yaml").write_text(self.BROKEN)
        (shop / "map.yaml").write_text(RETIRED)
        content = json.loads(as_json(cxmap, "HEAD").out)
        assert [change["kind"] for change in content["changes"]] == ["retired"]
        assert any("help.yaml" in note for note in content["notes"])

    def test_a_base_whose_settings_cannot_be_used(self, repository, shop, cxmap):
        repository.commit({"cxmap.yaml": "cxmap: 7\n"}, "Broken")
        (shop / "cxmap.yaml").write_text(CONFIG)
        content = json.loads(as_json(cxmap, "HEAD").out)
        assert ("added", "touchpoint:basket") in [(change["kind"], change["entity"]) for change in content["changes"]]
        assert any("cannot be read" in note for note in content["notes"])

    def test_the_first_map(self, tmp_path, cxmap, monkeypatch):
        monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
        repository = Repository.new(tmp_path / "new")
        repository.commit({"README.md": "Soon.\n"}, "Begin")
        repository.git("checkout", "--quiet", "-b", "topic")
        repository.commit({"cxmap.yaml": CONFIG, "map.yaml": MAP}, "The map")
        monkeypatch.chdir(repository.folder)
        content = json.loads(as_json(cxmap).out)
        assert {change["kind"] for change in content["changes"]} == {"added"}
        assert any("no map" in note for note in content["notes"])


class TestTheBaseDecides:
    """A change does not choose the rules by which it is judged."""

    STRICT = CONFIG + "governance: {require_change: any}\n"

    def test_the_gate(self, repository, shop, cxmap):
        repository.commit({"cxmap.yaml": self.STRICT}, "Ask for records")
        repository.commit({"cxmap.yaml": CONFIG, "map.yaml": RETIRED}, "Around it")
        outcome = cxmap("impact", "--gate", "HEAD~1..HEAD", "--format", "json")
        assert outcome.code == 1
        content = json.loads(outcome.out)
        assert content["gate"]["closed"]
        assert any("cxmap.yaml" in note for note in content["notes"])
        assert cxmap("impact", "HEAD~1..HEAD").code == 0

    @pytest.mark.parametrize("also", ["", "personas: {couple: }\n"])
    def test_a_change_that_cannot_be_read_gets_through_no_gate(self, repository, shop, cxmap, also):
        repository.commit({"cxmap.yaml": self.STRICT, "more.yaml": "personas: {family: }\n"}, "Ask for records")
        repository.commit({"more.yaml": "personas: {family: \n", "other.yaml": also}, "Broken")
        outcome = cxmap("impact", "--gate", "HEAD~1..HEAD")
        assert outcome.code == 1
        assert "cannot be read" in outcome.out
        assert cxmap("impact", "--gate", "HEAD..HEAD~1").code == (1 if also else 0)

    def test_an_open_gate(self, repository, shop, cxmap):
        repository.commit({"map.yaml": RETIRED}, "Nobody asks for records")
        assert cxmap("impact", "--gate", "main...topic").code == 0


def test_other_branches(repository, shop, cxmap):
    repository.commit({"map.yaml": RETIRED}, "Retire")
    repository.git("checkout", "--quiet", "-b", "colleague", "main")
    repository.commit({"map.yaml": MAP.replace("basket: {", "basket: {name: Bag, ")}, "Rename the basket")
    repository.git("checkout", "--quiet", "-b", "far", "main")
    repository.commit({"far.yaml": "personas: {couple: }\n"}, "Something else")
    repository.git("checkout", "--quiet", "topic")
    content = json.loads(as_json(cxmap, "--against", "refs/heads/*").out)
    assert [(branch["name"], branch["touchpoints"]) for branch in content["branches"]] == [("colleague", ["basket"])]
    assert "No branch matches nothing/*" in cxmap("impact", "--against", "nothing/*").err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_sha256_repositories_and_names_that_are_no_utf8(shop, cxmap):
    made = Repository.new(shop, "--object-format=sha256")
    made.commit({b"caf\xe9.yaml": "personas: {couple: }\n"}, "The map")
    (Path(os.fsdecode(os.fsencode(shop) + b"/caf\xe9.yaml"))).write_text("personas: {couple: {share: 0.5}}\n")
    outcome = cxmap("impact", "HEAD", "--format", "json")
    assert outcome.code == 0
    assert "surrogate" not in outcome.err
    assert "caf" in outcome.out


def test_hostile_configuration_runs_nothing(repository, shop, cxmap, tmp_path):
    mark = tmp_path / "sprung"
    for setting in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.hooksPath"):
        repository.git("config", setting, f"touch {mark}")
    repository.git("config", "diff.yaml.textconv", f"touch {mark}")
    repository.commit({".gitattributes": "*.yaml diff=yaml filter=evil\n", "map.yaml": RETIRED}, "Retire")
    repository.git("config", "filter.evil.smudge", f"touch {mark}")
    repository.git("config", "filter.evil.clean", f"touch {mark}")
    mark.unlink(missing_ok=True)  # git itself may have run what it was told when the commit was made
    assert kinds(as_json(cxmap, "main...topic")) == [("retired", "touchpoint:basket")]
    assert kinds(as_json(cxmap)) == [("retired", "touchpoint:basket")]
    assert not mark.exists()


def test_hostile_names_reach_no_reader_as_markup(repository, shop, cxmap):
    evil = '"<script>alert(1)</script> @acme/all [x](http://e.vil) ::error:: \\u202e |"'
    repository.commit({"map.yaml": MAP.replace("basket: {", f"basket: {{name: {evil}, ")}, "Evil")
    markdown = cxmap("impact", "--format", "markdown", "main...topic").out
    assert "<script" not in markdown
    assert "@acme" not in markdown
    assert "](http" not in markdown
    page = cxmap("impact", "--format", "html", "main...topic").out
    assert "<script>alert" not in page
    assert "\u202e" not in page + markdown

"""`cxmap history`: what became of the map, told from a real git repository."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from adapters.repositories import Repository, write
from cli.conftest import CONFIG, MAP
from cli.test_startup import SLOW, loaded

from cxmap.app.schema import schemas

MOVED = MAP.replace("checkout: {stage: buy, channel: web", "checkout: {stage: buy, channel: app")
REOWNED = MOVED.replace("owners: {", "owners: {stores: {kind: team, name: The stores}, ").replace(
    "exit: true, raci: {accountable: digital}", "exit: true, raci: {accountable: stores}"
)
RENAMED = REOWNED.replace("checkout: {", "pay: {name: Checkout, ").replace("to: checkout", "to: pay")


@pytest.fixture
def told(shop):
    """A repository in which the checkout moves to the app, goes to the stores and is renamed, with a tag each time."""
    repository = Repository.new(shop)
    repository.git("config", "core.autocrlf", "false")
    commits = (
        ("Start the map", MAP, "2026-01-01T09:00:00+01:00"),
        ("Checkout in the app\n\nThe web shop closes.", MOVED, "2026-02-01T09:00:00+01:00"),
        ("Only tidy up", f"# tidy\n{MOVED}", "2026-02-02T09:00:00+01:00"),
        ("The stores take over", REOWNED, "2026-03-01T23:30:00-05:00"),
        ("Call it pay", RENAMED, "2026-04-01T09:00:00+02:00"),
    )
    for number, (message, text, date) in enumerate(commits, 1):
        repository.commit({"map.yaml": text}, message, date)
        repository.git("tag", f"v{number}")
    return repository


class TestText:
    def test_the_whole_map(self, told, cxmap):
        outcome = cxmap("history")
        assert outcome.code == 0
        ids = [told.git("rev-parse", "--short=10", f"v{number}").decode() for number in (5, 4, 2, 1)]
        days = ["2026-04-01", "2026-03-01", "2026-02-01", "2026-01-01"]
        heads = [line.split("  ") for line in outcome.out.splitlines() if line.startswith("2026")]
        assert heads == [[day, commit, "Ada"] for day, commit in zip(days, ids, strict=True)]
        assert outcome.out.startswith("Acme\n")
        assert "Only tidy up" not in outcome.out
        assert "  The map begins, with 2 touchpoints, 1 transition and 1 owner.\n" in outcome.out
        assert outcome.err == "4 commits are shown, of 5 commits that edit the map.\n"

    def test_one_thing_under_all_its_names(self, told, cxmap):
        for name in ("pay", "touchpoint:pay", "checkout"):
            out = cxmap("history", name).out
            assert out.startswith("Touchpoint Checkout (`pay`)\n")
            assert out.splitlines()[2:6] == [
                "  Accountable  The stores (stores) since 2026-03-01",
                "               Digital 2026-01-01 to 2026-03-01",
                "  Responsible  The stores (stores) since 2026-03-01",
                "               Digital 2026-01-01 to 2026-03-01",
            ]
            assert out.count("\n2026-") == 4

    def test_between_two_tags(self, told, cxmap):
        for arguments in (["--from", "v1", "--to", "v3"], ["--between", "v1..v3"]):
            outcome = cxmap("history", *arguments)
            assert outcome.out.startswith("Acme from v1 to v3\n")
            assert outcome.out.count("\n2026-") == 1
            assert "Checkout in the app" in outcome.out
            assert outcome.err == "1 commit is shown, of 2 commits that edit the map.\n"
        assert cxmap("history", "--from", "v3").out.startswith("Acme since v3\n")
        assert cxmap("history", "--between", "..v1").out.startswith("Acme up to v1\n")
        assert cxmap("history", "--between", "v4..").out.count("\n2026-") == 1

    def test_only_the_newest(self, told, cxmap):
        outcome = cxmap("history", "--limit", "1")
        assert outcome.out.count("\n2026-") == 1
        assert "Call it pay" in outcome.out
        assert "`--limit 2` shows more" in outcome.err

    def test_nothing_happened(self, told, cxmap):
        outcome = cxmap("history", "--between", "v2..v3")
        assert outcome.code == 0
        assert "Nothing on the map changed in these commits." in outcome.out

    def test_what_is_not_committed_does_not_count(self, told, cxmap):
        before = cxmap("history").out
        write(told.folder, "map.yaml", MAP)
        assert cxmap("history").out == before


def test_markdown_is_a_changelog(told, cxmap):
    out = cxmap("history", "--between", "v1..v5", "--format", "markdown").out
    assert out.startswith("# Acme from v1 to v5\n\n3 commits from 2026-02-01 to 2026-04-01.\n\n## Disruptive\n")
    commit = told.git("rev-parse", "--short=10", "v2").decode()
    assert f"- `checkout` is now on the channel app instead of web. (2026-02-01, `{commit}`)\n" in out


def test_json(told, cxmap):
    document = json.loads(cxmap("history", "checkout", "--from", "v1", "--format", "json").out)
    jsonschema.Draft202012Validator(json.loads(schemas()["history"].text)).validate(document)
    assert document["thing"]["entity"] == "touchpoint:pay"
    assert document["base"] == {"label": "v1", "commit": told.git("rev-parse", "v1").decode()}
    assert [step["commit"]["date"] for step in document["steps"]] == [
        "2026-04-01T09:00:00+02:00",
        "2026-03-01T23:30:00-05:00",
        "2026-02-01T09:00:00+01:00",
    ]
    accountable = [
        (held["owner"], held["since"], held["until"]) for held in document["held"] if held["role"] == "accountable"
    ]
    assert [owner for owner, _, _ in accountable] == ["owner:stores", "owner:digital"]
    assert accountable[1][1] is None
    assert accountable[0][1] == accountable[1][2] == document["steps"][1]["commit"]


def test_several_formats_in_one_run(told, cxmap):
    outcome = cxmap("history", "--output", "json:history.json", "-o", "markdown:CHANGES.md")
    assert outcome.out == cxmap("history").out
    assert json.loads((told.folder / "history.json").read_text("utf-8"))["steps"]
    assert (told.folder / "CHANGES.md").read_text("utf-8").startswith("# Acme\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothere"], "There is no `nothere` on this map"),
        (["nonsense:x"], "There is no kind"),
        (["interaction:1"], "Raw notes have no ids"),
        (["--from", "nowhere"], "There is no commit"),
        (["--to", "nowhere"], "There is no commit"),
        (["--from", "--all"], "cannot be a revision"),
        (["--from", "v2", "--to", "v2"], "There are no commits after"),
        (["--from", "v3", "--to", "v1"], "There are no commits after"),
        (["--between", "v1"], "names no two revisions"),
        (["--between", "v1...v2"], "names no two revisions"),
        (["--between", "v1..v2", "--from", "v1"], "the same as"),
        (["--between", "v1..v2", "--to", "v1"], "the same as"),
        (["--format", "html"], "There is no format"),
    ],
)
def test_what_cannot_be_told(told, cxmap, arguments, said):
    outcome = cxmap("history", *arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert said in outcome.err
    assert "hint: " in outcome.err


class TestKindsOfRepository:
    def test_no_git(self, shop, cxmap):
        outcome = cxmap("history")
        assert outcome.code == 2
        assert "no git repository" in outcome.err

    def test_nothing_committed(self, shop, cxmap):
        Repository.new(shop)
        assert "nothing is committed here yet" in cxmap("history").err

    def test_a_map_that_is_not_committed(self, shop, cxmap, tmp_path):
        repository = Repository.new(shop)
        repository.git("commit", "--quiet", "--allow-empty", "-m", "empty")
        outcome = cxmap("history")
        assert outcome.code == 2
        assert "cxmap.yaml cannot be read in" in outcome.err

    def test_a_map_in_a_folder(self, told, cxmap, tmp_path, monkeypatch):
        (told.folder / "map").mkdir()
        told.git("mv", "map.yaml", "cxmap.yaml", "map/")
        told.commit({"other.yaml": "touchpoints: {x: {stage: buy}}"}, "Move the map")
        told.commit({"map/map.yaml": MAP}, "Back to the start")
        monkeypatch.chdir(told.folder / "map")
        outcome = cxmap("history")
        assert "Back to the start" in outcome.out
        assert outcome.out.count("\n2026-") == 2
        assert "The map begins" in outcome.out

    def test_a_shallow_clone(self, told, cxmap, tmp_path, monkeypatch):
        clone = told.clone(tmp_path / "clone", "--depth=2", "--no-tags")
        monkeypatch.chdir(clone.folder)
        outcome = cxmap("history")
        assert outcome.out.count("\n2026-") == 1
        assert "Call it pay" in outcome.out
        assert "This clone is shallow" in outcome.err
        assert "fetch-depth: 0" in outcome.err
        assert "shallow" in cxmap("history", "--from", "v1").err

    def test_unrelated_histories_and_others_that_parted(self, told, cxmap):
        told.git("checkout", "--quiet", "-b", "topic", "v2")
        told.commit({"map.yaml": MAP}, "Back")
        outcome = cxmap("history", "--from", "v5")
        assert "Back" in outcome.out
        assert outcome.out.count("\n2026-") == 1
        assert "v5 is no earlier state of HEAD" in outcome.err
        told.git("checkout", "--quiet", "--orphan", "other")
        told.commit({"map.yaml": MAP}, "Anew")
        assert "unrelated" in cxmap("history", "--from", "v5").err

    def test_merges_are_one_step(self, told, cxmap):
        told.git("checkout", "--quiet", "-b", "topic", "v1")
        told.commit({"new.yaml": "systems: {till: {}}"}, "First try")
        told.commit({"new.yaml": "systems: {desk: {}}"}, "Second try")
        told.git("checkout", "--quiet", "-")
        told.git("checkout", "--quiet", "--detach", "v5")
        told.git("merge", "--quiet", "--no-ff", "-m", "Bring the desk", "topic")
        out = cxmap("history").out
        assert "Bring the desk" in out
        assert "try" not in out

    def test_files_that_do_not_count(self, told, cxmap):
        told.commit(
            {
                "cxmap.yaml": f"{CONFIG}exclude: [old/**]\n",
                "old/x.yaml": "systems: {x: {}}",
                ".h/y.yaml": "[",
                "a.txt": "x",
            }
        )
        told.commit({b"caf\xe9.yaml": "systems: {y: {}}"})
        assert cxmap("history").out.count("\n2026-") == 4

    def test_a_file_that_could_not_be_read(self, told, cxmap):
        told.commit({"map.yaml": "x: ["}, "Break it")
        told.commit({"map.yaml": MAP}, "Mend it")
        out = cxmap("history", "--from", "v5").out
        assert "Break it\n  map.yaml could not be read in this commit, and counts as it was before.\n" in out
        assert "is now on the channel web instead of app" in out

    def test_a_file_too_large(self, told, cxmap, monkeypatch):
        told.commit({"large.yaml": "#" * 3000}, "Large")
        monkeypatch.setenv("CXMAP_MAX_FILE_BYTES", "2000")
        assert "large.yaml could not be read in this commit" in cxmap("history").out


def test_hostile_messages_do_nothing(told, cxmap):
    told.git("config", "user.name", "x")
    told.commit({"map.yaml": MAP}, "\x1b[31mred\u202e <script>@team\n\nbody")
    for name in ("text", "markdown", "json"):
        out = cxmap("history", "--format", name).out
        assert out.replace("\n", "").replace("\u200b", "").isprintable()


def test_the_same_bytes_with_and_without_the_cache(told, cxmap):
    first = cxmap("history")
    assert any((told.folder.parent / "cache").iterdir())
    assert cxmap("history") == first
    assert cxmap("history", "--no-cache") == first
    for file in (told.folder.parent / "cache").iterdir():
        file.write_bytes(b"damaged")
    assert cxmap("history") == first


def test_the_cache_of_other_commands_is_left_alone(told, cxmap):
    cxmap("validate")
    kept = {file: file.read_bytes() for file in (told.folder.parent / "cache").iterdir()}
    cxmap("history")
    assert {file: file.read_bytes() for file in kept} == kept


def test_nothing_configured_runs_and_nothing_is_written(told, cxmap, tmp_path):
    before = cxmap("history").out
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/marker\n")
    program.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "pager.log", "core.editor"):
        told.git("config", key, str(program))
    told.git("config", "log.showSignature", "true")
    files = {path: path.stat().st_mtime_ns for path in told.folder.rglob("*") if path.is_file()}
    assert cxmap("history").out == before
    assert {path: path.stat().st_mtime_ns for path in told.folder.rglob("*") if path.is_file()} == files
    assert not (tmp_path / "marker").exists()


def test_a_bar_on_a_terminal(told, cxmap, monkeypatch):
    monkeypatch.setattr("cxmap.cli.screen._WORTH_A_BAR", 2)
    monkeypatch.setattr("cxmap.app.history.past._OFTEN", 1)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "Reading the history" in cxmap("history", "--no-cache").err


def test_help_loads_nothing_slow():
    assert not loaded("history", "--help") & SLOW


def test_history_of_the_example(tmp_path, cxmap, monkeypatch):
    """The story of the example is told as it happened."""
    folder = tmp_path / "ternholt"
    script = Path(__file__).parents[2] / "examples" / "history.py"
    subprocess.run([sys.executable, script, folder], check=True, capture_output=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path / "cache"))
    outcome = cxmap("history", "--from", "2026-spring", "--to", "2026-autumn", "--format", "markdown")
    assert "- Counter in the old town (`old-town-counter`) is retired." in outcome.out
    assert "The counter in the old town closes)" in outcome.out

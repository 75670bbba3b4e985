"""`cxmap validate` as people and CI run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from adapters.repositories import Repository

BROKEN = "transitions:\n  - {from: checkout, to: chekout}\n"


def test_a_clean_repository(shop, cxmap):
    outcome = cxmap("validate")
    assert outcome.code == 0
    assert outcome.out == ""
    assert "Acme" in outcome.err
    assert "2 touchpoints" in outcome.err


def test_findings_fail(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    outcome = cxmap("validate")
    assert outcome.code == 1
    assert "more.yaml:2:" in outcome.out
    assert "Did you mean `checkout`?" in outcome.out


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(shop, cxmap, fail_on, code):
    (shop / "more.yaml").write_text("personas: {shopper: }\n")  # nobody's journey: a warning
    assert cxmap("validate", "--fail-on", fail_on).code == code


def test_the_repository_is_found_from_below(shop, cxmap, monkeypatch):
    (shop / "web").mkdir()
    monkeypatch.chdir(shop / "web")
    assert cxmap("validate").code == 0


def test_a_path_that_is_a_repository_chooses_it(shop, cxmap, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert cxmap("validate", "shop").code == 0
    assert cxmap("validate", "--repo", "shop").code == 0


def test_paths_narrow_what_is_reported(shop, cxmap):
    (shop / "web").mkdir()
    (shop / "web" / "more.yaml").write_text(BROKEN)
    (shop / "other.yaml").write_text("personas: {shopper: {colour: red}}\n")
    outcome = cxmap("validate", "web")
    assert "other.yaml" not in outcome.out
    assert "web/more.yaml" in outcome.out
    assert cxmap("validate", "map.yaml").code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--repo", "nowhere"], "There is no folder nowhere."),
        (["nowhere.yaml"], "There is no file or folder nowhere.yaml."),
        (["/"], "lies outside the journey repository"),
        (["--format", "pdf"], "There is no format `pdf`."),
        (["--output", "json"], "names no file"),
        (["--output", "pdf:x"], "There is no format `pdf`."),
        (["--fail-on", "sometimes"], "is no severity"),
        (["--select", "orphan"], "which does not exist"),
        (["--ignore", "flwo"], "which does not exist"),
        (["--today", "tomorrow"], "is not a date"),
        (["--baseline", "none.json"], "cannot be read"),
        (["--since", "-x"], ""),
        (["--rev", "nowhere"], ""),
        (["--nonsense"], "No such option"),
    ],
)
def test_what_cannot_run(shop, cxmap, arguments, message):
    outcome = cxmap("validate", *arguments)
    assert outcome.code == 2
    assert message in outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (None, "There is no journey repository here"),
        ("cxmap: 2\n", "Install a newer cxmap"),
        ("name: x\n", "Begin it with the line `cxmap: 1`"),
        ("", "does not say which format"),
        ("cxmap: 1\nnmae: x\n", "cxmap.yaml:2:1: There is no field `nmae` here."),
        ("cxmap: 1\nrules: {severity: {orphan: off}}\n", "names the rule `orphan`"),
        ("cxmap: 1\nname: 'x\n", "cxmap.yaml:2:7"),
    ],
)
def test_a_config_that_cannot_be_used(shop, cxmap, config, message):
    if config is None:
        (shop / "cxmap.yaml").unlink()
    else:
        (shop / "cxmap.yaml").write_text(config)
    outcome = cxmap("validate")
    assert outcome.code == 2
    assert message in outcome.err
    assert outcome.err.count("\n") <= 2


def test_an_empty_repository(shop, cxmap):
    (shop / "map.yaml").unlink()
    outcome = cxmap("validate")
    assert outcome.code == 2
    assert "There are no journey files" in outcome.err


def test_one_bad_file_hides_no_other(shop, cxmap):
    (shop / "a.yaml").write_text("touchpoints: [\n")
    (shop / "b.yaml").write_bytes(b"\xff\xfe")
    (shop / "c.yaml").write_text(BROKEN)
    outcome = cxmap("validate", "--format", "json")
    found = {(finding["path"], finding["rule"]) for finding in json.loads(outcome.out)["findings"]}
    assert ("a.yaml", "invalid-yaml") in found
    assert ("b.yaml", "invalid-yaml") in found
    assert json.loads(outcome.out)["declined"]


def test_several_formats_in_one_run(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    outcome = cxmap("validate", "-f", "json", "-o", "sarif:out.sarif", "-o", "junit:out.xml", "-o", "text:out.txt")
    assert json.loads(outcome.out)["summary"]["error"] >= 1
    assert json.loads((shop / "out.sarif").read_text())["version"] == "2.1.0"
    assert (shop / "out.xml").read_text().startswith("<?xml")
    assert "\x1b" not in (shop / "out.txt").read_text()


def test_an_output_that_cannot_be_written_leaves_the_former_one(shop, cxmap):
    outcome = cxmap("validate", "-o", "json:no/such/folder.json")
    assert outcome.code == 2
    assert "could not be written" in outcome.err


def test_select_and_ignore(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    assert cxmap("validate", "--select", "ownership,identity").code == 0
    assert cxmap("validate", "--ignore", "references,flow").code == 0
    assert cxmap("validate", "--select", "unknown-reference").code == 1


def test_statistics(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    assert "unknown-reference" in cxmap("validate", "--statistics").out


def test_a_baseline_holds_what_was_there_before(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    assert cxmap("validate", "--write-baseline").code == 0
    baseline = json.loads((shop / "cxmap-baseline.json").read_text())
    assert [finding["rule"] for finding in baseline["findings"]] == ["unknown-reference"]
    assert cxmap("validate", "--baseline", "cxmap-baseline.json").code == 0
    # Moved to another line and file, it is the same finding; another one is not.
    (shop / "more.yaml").unlink()
    (shop / "moved.yaml").write_text("# moved\n\n" + BROKEN)
    assert cxmap("validate", "--baseline", "cxmap-baseline.json").code == 0
    (shop / "moved.yaml").write_text(BROKEN + "  - {from: basket, to: chekout}\n")
    outcome = cxmap("validate", "--baseline", "cxmap-baseline.json", "--format", "json")
    assert [finding["entity"] for finding in json.loads(outcome.out)["findings"]] == ["transition:basket->chekout"]
    assert json.loads(outcome.out)["summary"]["baselined"] == 1


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"version": 9, "findings": []}', '{"version": 1, "findings": [3]}']
)
def test_a_file_that_is_no_baseline(shop, cxmap, content):
    (shop / "b.json").write_text(content)
    outcome = cxmap("validate", "--baseline", "b.json")
    assert outcome.code == 2
    assert "b.json" in outcome.err


def test_since_reports_only_what_is_new(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    git = Repository.new(shop)
    before = git.commit(message="the map")
    assert cxmap("validate").code == 1
    assert cxmap("validate", "--since", before).code == 0
    (shop / "more.yaml").write_text(BROKEN + "  - {from: basket, to: chekout}\n")
    outcome = cxmap("validate", "--since", "HEAD", "--format", "json")
    assert outcome.code == 1
    assert [finding["entity"] for finding in json.loads(outcome.out)["findings"]] == ["transition:basket->chekout"]


def test_since_a_time_before_the_map(shop, cxmap):
    config = (shop / "cxmap.yaml").read_text()
    (shop / "cxmap.yaml").unlink()
    git = Repository.new(shop)
    before = git.commit(message="before the map")
    (shop / "cxmap.yaml").write_text(config)
    (shop / "more.yaml").write_text(BROKEN)
    outcome = cxmap("validate", "--since", before)
    assert outcome.code == 1
    assert "every finding is new" in outcome.err


def test_a_revision_is_checked_without_checking_it_out(shop, cxmap):
    git = Repository.new(shop)
    good = git.commit(message="good")
    (shop / "more.yaml").write_text(BROKEN)
    assert cxmap("validate").code == 1
    assert cxmap("validate", "--rev", good).code == 0
    assert (shop / "more.yaml").exists()


def test_the_cache_changes_nothing(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    cold = cxmap("validate", "--no-cache", "--format", "json")
    first = cxmap("validate", "--format", "json")
    warm = cxmap("validate", "--format", "json")
    assert cold == first == warm
    assert list((shop.parent / "cache").iterdir())


def test_what_was_found_is_remembered_until_something_changes(shop, cxmap):
    (shop / "more.yaml").write_text(BROKEN)
    assert cxmap("validate").code == 1
    assert cxmap("validate").code == 1
    assert cxmap("validate", "--ignore", "references,flow").code == 0
    (shop / "cxmap.yaml").write_text("cxmap: 1\nrules: {severity: {unknown-reference: off, dead-end: off}}\n")
    assert cxmap("validate").code == 0
    (shop / "more.yaml").unlink()
    assert cxmap("validate", "--fail-on", "warning").code == 0


def test_a_suppression_expires_though_nothing_else_changes(shop, cxmap):
    (shop / "more.yaml").write_text(
        "transitions:\n"
        "  # cxmap: ignore[unknown-reference] the new checkout comes in May, until 2027-05-01\n"
        "  - {from: checkout, to: chekout}\n"
    )
    assert cxmap("validate", "--today", "2027-05-01").code == 0
    assert cxmap("validate", "--today", "2027-05-02").code == 1


def test_a_damaged_cache_is_a_miss(shop, cxmap):
    cxmap("validate")
    for damage in (lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda _: b"", lambda _: b"cxmap 0.0.1"):
        files = list((shop.parent / "cache").iterdir())
        assert files
        for file in files:
            file.write_bytes(damage(file.read_bytes()))
        assert cxmap("validate").code == 0


def test_a_cache_that_cannot_be_written(shop, cxmap, monkeypatch):
    monkeypatch.setenv("CXMAP_CACHE_DIR", "/dev/null/nowhere")
    assert cxmap("validate").code == 0


def test_works_without_a_home(shop, monkeypatch):
    environment = {"PATH": os.environ["PATH"], "LANG": "C", "TERM": "dumb"}
    outcome = subprocess.run(
        [sys.executable, "-m", "cxmap", "validate"], cwd=shop, env=environment, capture_output=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr


def test_output_is_utf8_in_any_locale(shop):
    (shop / "more.yaml").write_text("touchpoints: {caffè: {stage: buy}}\n", encoding="utf-8")
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    outcome = subprocess.run(
        [sys.executable, "-m", "cxmap", "validate"], cwd=shop, env=environment, capture_output=True, check=False
    )
    assert outcome.returncode == 1
    assert "caffè" in outcome.stdout.decode("utf-8")


def test_a_closed_pipe_ends_quietly(shop):
    (shop / "more.yaml").write_text("transitions:\n" + "".join(f"  - {{from: a{n}, to: b}}\n" for n in range(3000)))
    command = f"{sys.executable} -m cxmap validate | head -n 1; echo ${{PIPESTATUS[0]}}"
    outcome = subprocess.run(["bash", "-c", command], cwd=shop, capture_output=True, text=True, check=False)
    assert outcome.stdout.splitlines()[-1] == "1", "there are findings, whether they were read or not"
    assert "Traceback" not in outcome.stderr
    assert "BrokenPipe" not in outcome.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_not_fine(shop):
    (shop / "more.yaml").write_text(BROKEN)
    with Path("/dev/full").open("w") as full:
        outcome = subprocess.run(
            [sys.executable, "-m", "cxmap", "validate", "--fail-on", "never"],
            cwd=shop,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert outcome.returncode == 2
    assert "could not be written" in outcome.stderr


def test_modules_of_the_repository_are_not_imported(shop):
    (shop / "yaml.py").write_text("raise SystemExit('imported')\n")
    (shop / "typer.py").write_text("raise SystemExit('imported')\n")
    outcome = subprocess.run(
        [Path(sys.executable).with_name("cxmap"), "validate"], cwd=shop, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    outcome = subprocess.run(
        [sys.executable, "-m", "cxmap", "validate"], cwd=shop, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr


def test_same_bytes_whatever_the_hash_seed(shop):
    (shop / "more.yaml").write_text(BROKEN + "personas: {a: , b: }\nowners: {x: {kind: team}, y: {kind: team}}\n")

    def output(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "cxmap", "validate", "-f", "json"]
        return subprocess.run(command, cwd=shop, env=environment, capture_output=True, check=False).stdout

    assert output("1") == output("2") != b""


def test_limits_from_the_environment(shop, cxmap, monkeypatch):
    monkeypatch.setenv("CXMAP_MAX_FILE_BYTES", "120")
    outcome = cxmap("validate", "--no-cache")
    assert outcome.code != 0
    assert "CXMAP_MAX_FILE_BYTES" in outcome.out + outcome.err
    monkeypatch.setenv("CXMAP_MAX_FILE_BYTES", "lots")
    assert cxmap("validate").code == 2

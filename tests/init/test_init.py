"""`cxmap init`: a map to start from that has no problem, and nobody's file is ever touched."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import pytest
import yaml
from init.process import ROOT, command, environment

from cxmap.app import init as app
from cxmap.errors import CxmapError

MAP = ["cxmap.yaml", "README.md", "data.yaml", "journeys.yaml", "owners.yaml", "stages.yaml", "touchpoints.yaml"]
SCHEMAS = [".cxmap/cxmap.schema.json", ".cxmap/cxmap-config.schema.json"]
WORKFLOW = ".github/workflows/cxmap.yml"
CLEAN = ("--fail-on", "info", "--no-cache")


def test_an_empty_folder(cxmap, here):
    outcome = cxmap("init")
    assert outcome.code == 0
    assert outcome.said("wrote") == [*MAP, *SCHEMAS]
    assert outcome.said("kept") == []
    assert sorted(files(here)) == sorted([*MAP, *SCHEMAS])
    checked = cxmap("validate", *CLEAN)
    assert (checked.code, checked.err.count("No problems")) == (0, 1), checked.out


def test_a_folder_that_is_to_be_made(cxmap, here):
    outcome = cxmap("init", "maps/shop")
    assert outcome.said("wrote")[0] == "maps/shop/cxmap.yaml"
    assert "  cd maps/shop\n" in outcome.err
    assert cxmap("validate", "maps/shop", *CLEAN).code == 0


def test_what_comes_next_is_said_beside_the_results(cxmap, here):
    outcome = cxmap("init", "--ci", "github")
    for part in (
        "cxmap validate",
        "git init",
        "git commit",
        "cxmap site",
        "touchpoints.yaml",
        "https://",
        "docs/ci.md",
    ):
        assert part in outcome.err
    (here / ".git").mkdir()
    assert "git init" not in cxmap("init").err


def test_two_runs_write_the_same(cxmap, here):
    for folder in ("one", "two"):
        cxmap("init", folder, "--ci", "github")
    assert files(here / "one") == files(here / "two")


def test_a_second_run_keeps_everything(cxmap, here):
    cxmap("init", "--ci", "gitlab")
    before = files(here)
    outcome = cxmap("init", "--name", "Another", "--ci", "gitlab")
    assert outcome.code == 0
    assert outcome.said("wrote") == []
    assert sorted(outcome.said("kept")) == sorted(before)
    assert files(here) == before


def test_the_map_of_an_existing_repository_is_left_alone(cxmap, here):
    (here / "cxmap.yaml").write_text("cxmap: 1\n", encoding="utf-8")
    (here / "mine.yaml").write_text("stages: {buy: }\n", encoding="utf-8")
    outcome = cxmap("init", "--ci", "github")
    assert outcome.said("wrote") == [*SCHEMAS, WORKFLOW]
    assert outcome.said("kept") == ["cxmap.yaml"]
    assert "its map was left alone" in outcome.err
    assert (here / "cxmap.yaml").read_text(encoding="utf-8") == "cxmap: 1\n"


def test_no_file_is_overwritten(cxmap, here):
    (here / "README.md").write_text("mine", encoding="utf-8")
    (here / "stages.yaml").symlink_to("nowhere.yaml")
    outcome = cxmap("init")
    assert outcome.said("kept") == ["README.md", "stages.yaml"]
    assert (here / "README.md").read_text(encoding="utf-8") == "mine"
    assert files(here)["stages.yaml"] == "nowhere.yaml"
    assert "stages.yaml was here before" in outcome.err


def test_other_yaml_files_are_left_out_of_the_map(cxmap, here):
    for path in (
        "mkdocs.yml",
        ".pre-commit-config.yaml",
        "deploy [old]/a b.yaml",
        "src/deep/er/config.yml",
        "!odd#.yaml",
    ):
        (here / path).parent.mkdir(parents=True, exist_ok=True)
        (here / path).write_text("anything: {at: all}\n", encoding="utf-8")
    outcome = cxmap("init")
    assert "mkdocs.yml" in outcome.err
    assert cxmap("validate", *CLEAN).code == 0


def test_an_example(cxmap, here):
    outcome = cxmap("init", "--example", "retail")
    assert outcome.code == 0
    assert "README.md" in outcome.err
    checked = cxmap("validate", *CLEAN)
    assert checked.code == 0, checked.out + checked.err


def test_an_example_has_its_own_name(cxmap, here):
    assert cxmap("init", "--example", "retail", "--name", "Acme").code == 2
    assert cxmap("init", "--example", "retail", "--language", "es").code == 2
    assert cxmap("init", "--example", "wholesale").code == 2
    assert files(here) == {}


def test_an_example_that_is_missing_from_the_installation(monkeypatch, tmp_path):
    monkeypatch.setattr(app, "__file__", str(tmp_path / "cxmap" / "app" / "init.py"))
    with pytest.raises(CxmapError, match="missing from this installation"):
        app.example("retail")


@pytest.mark.parametrize("arguments", [(), ("--example", "retail")])
def test_every_file_leads_editors_to_the_schema_that_fits_it(cxmap, here, arguments):
    cxmap("init", *arguments)
    seen = set()
    for path in here.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert found, path
        schema = path.parent / found[1]
        seen.add(schema.resolve().relative_to(here).as_posix())
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - all scalars stay text
        assert set(data) <= set(json.loads(schema.read_text(encoding="utf-8"))["properties"])
    assert sorted(seen) == sorted(SCHEMAS)


def test_the_starter_fits_the_schema(cxmap, here):
    cxmap("init")
    schema = json.loads((here / SCHEMAS[0]).read_text(encoding="utf-8"))
    for name in MAP:
        if name.endswith(".yaml") and name != "cxmap.yaml":
            jsonschema.validate(yaml.safe_load((here / name).read_text(encoding="utf-8")), schema)


@pytest.mark.parametrize("place", ["github", "gitlab"])
@pytest.mark.parametrize("example", [(), ("--example", "retail")])
def test_a_map_with_ci_has_no_problem(cxmap, here, place, example):
    assert cxmap("init", "--ci", place, *example).code == 0
    checked = cxmap("validate", *CLEAN)
    assert checked.code == 0, checked.out + checked.err


def test_ci_is_put_where_it_is_looked_for(cxmap, here):
    (here / ".git").mkdir()
    outcome = cxmap("init", "maps/shop", "--ci", "github")
    assert WORKFLOW in outcome.said("wrote")
    assert "git add . ../../.github/workflows/cxmap.yml" in outcome.err
    workflow = yaml.safe_load((here / WORKFLOW).read_text(encoding="utf-8"))
    assert workflow["env"]["CXMAP_FOLDER"] == "maps/shop"


def test_a_folder_that_ci_would_misread(cxmap, here):
    (here / ".git").mkdir()
    for name in ("a${{ github.token }}", "$HOME", "a\nb"):
        assert cxmap("init", name, "--ci", "github").code == 2
    assert files(here) == {}
    assert cxmap("init", 'quote" \\ and <version>', "--ci", "gitlab").code == 0
    jobs = yaml.safe_load((here / ".gitlab" / "cxmap.gitlab-ci.yml").read_text(encoding="utf-8"))
    assert jobs["variables"]["CXMAP_FOLDER"] == 'quote" \\ and <version>'


def test_gitlab_files_that_are_there_already(cxmap, here):
    (here / ".gitlab-ci.yml").write_text("test: {script: [make]}\n", encoding="utf-8")
    outcome = cxmap("init", "--ci", "gitlab")
    assert outcome.said("kept") == [".gitlab-ci.yml"]
    assert "local: /.gitlab/cxmap.gitlab-ci.yml" in outcome.err


def test_another_journey_repository_around_it(cxmap, here):
    cxmap("init")
    outcome = cxmap("init", "inner")
    assert outcome.code == 0
    assert "lies in another journey repository" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [("--ci", "jenkins"), ("--language", "de"), ("--name", " "), ("--name", "a\x07b"), ("--name", "x" * 201)],
    ids=["ci", "language", "empty name", "bell", "long name"],
)
def test_what_cannot_be_had_is_refused_before_anything_is_written(cxmap, here, arguments):
    outcome = cxmap("init", *arguments)
    assert outcome.code == 2
    assert outcome.err.startswith("error: ")
    assert "hint: " in outcome.err
    assert files(here) == {}


def test_no_ci(cxmap, here):
    assert cxmap("init", "--ci", "none").said("wrote") == [*MAP, *SCHEMAS]


def test_a_file_instead_of_a_folder(cxmap, here):
    (here / "file").write_text("", encoding="utf-8")
    assert "is a file, not a folder" in cxmap("init", "file").err
    assert cxmap("init", "file/inner").code == 2
    (here / ".cxmap").write_text("", encoding="utf-8")
    outcome = cxmap("init")
    assert outcome.code == 2
    assert "a folder is needed there" in outcome.err
    assert sorted(files(here)) == [".cxmap", "file"]


def test_links_that_lead_out(cxmap, here, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (here / "link").symlink_to(outside)
    (here / "dangling").symlink_to(tmp_path / "nowhere")
    (here / "circle").symlink_to("circle")
    for name in ("link", "link/inner", "dangling", "circle", here / "link"):
        assert cxmap("init", name).code == 2, name
    (here / "map").mkdir()
    (here / "map" / ".cxmap").symlink_to(outside)
    assert "is a link" in cxmap("init", "map").err
    (here / "map" / ".cxmap").unlink()
    (here / "map" / ".github").symlink_to(outside)
    assert cxmap("init", "map", "--ci", "github").code == 2
    assert list(files(here / "map")) == [".github"]
    assert list(outside.iterdir()) == []
    assert not (tmp_path / "nowhere").exists()


def test_a_link_that_leads_to_a_folder_beside_it(cxmap, here):
    (here / "real").mkdir()
    (here / "link").symlink_to("real")
    assert cxmap("init", "link").code == 0
    assert (here / "real" / "cxmap.yaml").is_file()


def test_a_folder_above(cxmap, here, monkeypatch):
    (here / "inner").mkdir()
    monkeypatch.chdir(here / "inner")
    assert cxmap("init", "../other").code == 0
    assert (here / "other" / "cxmap.yaml").is_file()


def test_a_null_byte_in_the_path(cxmap, here):
    assert cxmap("init", "a\0b").code == 2


def test_a_folder_that_may_not_be_written_to():
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o555)
        outcome = subprocess.run(
            [*without_privileges(), *command("init", folder / "new")],
            env=environment(),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert outcome.returncode == 2, outcome.stderr
        assert "Permission denied" in outcome.stderr
        assert list(folder.iterdir()) == []
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def without_privileges() -> list[str]:
    """Return what to put before a command so that file modes bind it, even where the tests are run by root."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root may write everywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]


def test_a_disk_that_fills_up_leaves_nothing_behind(here):
    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))

    outcome = subprocess.run(
        command("init", "shop", "--ci", "github"),
        env=environment(),
        cwd=here,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=small_files_only,
    )
    assert outcome.returncode == 2, outcome.stderr
    assert "could not be written: File too large." in outcome.stderr
    assert outcome.stdout == ""
    assert list(here.iterdir()) == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace lets system calls fail")
@pytest.mark.parametrize("number", [1, 2, 9])
@pytest.mark.parametrize("calls", ["fsync", "link,linkat", "mkdir,mkdirat", "write"])
def test_a_system_call_that_fails_leaves_all_or_nothing(here, calls, number):
    folder = here / "shop"
    fault = f"inject={calls}:error=ENOSPC:when={number}"
    outcome = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}", "-e", fault, *command("init", folder)],
        env=environment(),
        cwd=here,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode in (0, 2), outcome.stderr
    assert "Traceback" not in outcome.stderr
    if folder.exists():
        assert sorted(files(folder)) == sorted([*MAP, *SCHEMAS])
    else:
        assert outcome.returncode == 2


def test_a_file_system_without_hard_links(cxmap, here, monkeypatch):
    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    assert cxmap("init").code == 0
    assert sorted(files(here)) == sorted([*MAP, *SCHEMAS])


@pytest.mark.parametrize("links", [True, False])
def test_somebody_else_who_is_faster(here, monkeypatch, links):
    place = app._place

    def slow(stage, file, undo):
        file.target.write_text("theirs", encoding="utf-8")
        return place(stage, file, undo)

    def refuse(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(app, "_place", slow)
    if not links:
        monkeypatch.setattr(Path, "hardlink_to", refuse)
    written = app.write_new([app.NewFile(here, "a.yaml", "ours")])
    assert [file.path for file in written.kept] == ["a.yaml"]
    assert files(here) == {"a.yaml": "theirs"}


def test_the_mode_of_new_files_is_the_users(here):
    before = os.umask(0o027)
    try:
        app.write_new([app.NewFile(here, "a.yaml", "")])
    finally:
        os.umask(before)
    assert (here / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_a_shallow_clone_is_checked_without_its_history(cxmap, here, tmp_path):
    cxmap("init", "--ci", "github")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"]
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "one"],
        ["commit", "-qm", "two", "--allow-empty"],
    ):
        subprocess.run([*git, *arguments], cwd=here, check=True)
    clone = tmp_path / "clone"
    subprocess.run([*git, "clone", "-q", "--depth", "1", here.as_uri(), clone], check=True)
    assert cxmap("validate", "--repo", clone, *CLEAN).code == 0
    since = cxmap("validate", "--repo", clone, "--since", "HEAD~1")
    assert since.code == 2
    assert "fetch-depth: 0" in since.err


def test_what_the_comments_say_to_try_does_what_they_say(cxmap, here):
    cxmap("init")
    for file, before, after, rule in TRIALS:
        path = here / file
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, before
        path.write_text(text.replace(before, after), encoding="utf-8")
        outcome = cxmap("validate", "--format", "json", "--no-cache")
        assert rule in {finding["rule"] for finding in json.loads(outcome.out)["findings"]}, before
        path.write_text(text, encoding="utf-8")


TRIALS = [
    ("stages.yaml", "  buy:\n", "  renew: {name: Renew}\n  buy:\n", "stage-gap"),
    ("touchpoints.yaml", "    owner: web-shop\n", "    # owner: web-shop\n", "unowned-handover"),
    ("touchpoints.yaml", "    moment: pain\n", "    moment: pain\n    captures: [email-address]\n", "asked-twice"),
    ("touchpoints.yaml", "    kind: recovery\n", "", "unrecovered-pain"),
    (
        "journeys.yaml",
        "      - order-confirmation      # a step about which there is nothing more to say\n",
        "",
        "broken-step",
    ),
    ("owners.yaml", "  web-shop:\n", "  web-store:\n", "unknown-reference"),
]


def test_the_stricter_checks_that_the_configuration_offers(cxmap, here):
    cxmap("init")
    path = here / "cxmap.yaml"
    text, found = re.subn(
        r"^# (rules:|  severity:|    similar-touchpoint:)", r"\1", path.read_text("utf-8"), flags=re.MULTILINE
    )
    assert found == 3
    path.write_text(text, encoding="utf-8")
    assert cxmap("validate", *CLEAN).code == 0


def test_the_starter_is_in_the_wheel_and_so_is_the_example():
    # The starter is package data in src/cxmap; the example is taken along by name.
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert '"examples/retail" = "cxmap/examples/retail"' in settings
    assert (ROOT / "src" / "cxmap" / "starter" / "map" / "cxmap.yaml").is_file()
    assert Path(sys.modules["cxmap"].__file__).parent == ROOT / "src" / "cxmap"


def files(folder: Path) -> dict[str, str]:
    """Return the texts of all files and the ends of all links, by path."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
    links = {name: str(path.readlink()) for name, path in found.items() if path.is_symlink()}
    return links | {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file()}

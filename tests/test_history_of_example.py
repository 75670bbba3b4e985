"""The history that a script builds for the retail example: always the same, and every revision can be worked with."""

import datetime
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from adapters.repositories import Repository

from cxmap.adapters.git import Git
from cxmap.adapters.git_tree import GitTree
from cxmap.app.repository import open_repository
from cxmap.app.validate import Checked, Scope, check
from cxmap.atlas.load import assemble
from cxmap.findings import Severity

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPT = EXAMPLES / "history.py"

# Another id means that the texts of the example, or the story, have changed. If that is intended, enter the new ones.
TIPS = {
    "refs/heads/loyalty-at-checkout": "3bab23416aadb70f909ffff23449b7414ad94767",
    "refs/heads/main": "19e30667007f1c8046e4f88f603da9a09b0c07ac",
    "refs/heads/one-page-checkout": "52542c018bbbcc4ce49b1eedf2df52e398d34461",
    "refs/heads/reformatted": "85fee1677aebd6d40c11ed7e1a48fbf2745083b9",
    "refs/heads/spring-wording": "849b0b35766af17b336a4d0aef75742ab399efca",
    "refs/tags/2026-autumn": "06347335cbde80779086c0e4c2fe78740fefd4e5",
    "refs/tags/2026-spring": "1417f6ae19d926a3b20fb7b73531acc1bb24a3e8",
}

SETTINGS = """\
[user]
name = Eve
[core]
autocrlf = true
hooksPath = hooks
[commit]
gpgSign = true
[tag]
gpgSign = true
[init]
defaultBranch = trunk
templateDir = nowhere
"""


def built_in(folder: Path, script: Path = SCRIPT, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, script, folder]
    return subprocess.run(command, capture_output=True, check=False, text=True, env=os.environ | environment)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("history") / "ternholt"
    done = built_in(folder)
    assert done.returncode == 0, done.stderr
    return Repository(folder)


def tips(repository: Repository) -> dict[str, str]:
    listed = repository.git("for-each-ref", "--format=%(refname) %(objectname)").decode().splitlines()
    return dict(line.split() for line in listed)


def commits(repository: Repository, revisions: str) -> list[str]:
    return repository.git("rev-list", "--reverse", revisions).decode().split()


def checked(repository: Repository, revision: str) -> Checked:
    """Check a revision as on the day it was made."""
    day = repository.git("log", "-1", "--format=%cs", revision).decode()
    with Git(repository.folder) as git:
        return check(GitTree(git, git.commit(revision)), Scope(datetime.date.fromisoformat(day)))


def entities(repository: Repository, revision: str) -> dict[str, object]:
    with Git(repository.folder) as git:
        atlas = assemble(open_repository(GitTree(git, git.commit(revision))).files)
    return {placed.entity: placed.value for placed in atlas.everything}


def test_the_ids_are_the_same_everywhere(built):
    assert tips(built) == TIPS


def test_nothing_that_is_set_around_it_makes_a_difference(tmp_path):
    (tmp_path / ".gitconfig").write_text(SETTINGS, encoding="utf-8")
    done = built_in(
        tmp_path / "map",
        HOME=str(tmp_path),
        TZ="Pacific/Auckland",
        LC_ALL="C",
        GIT_CONFIG_GLOBAL=str(tmp_path / ".gitconfig"),
        GIT_DIR=str(tmp_path / "elsewhere"),
        GIT_AUTHOR_NAME="Eve",
        GIT_COMMITTER_DATE="2001-01-01T00:00:00Z",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert tips(Repository(tmp_path / "map")) == TIPS
    assert not (tmp_path / "elsewhere").exists()


def test_the_change_to_look_at_is_checked_out(built):
    assert built.git("branch", "--show-current") == b"one-page-checkout"
    assert built.git("status", "--porcelain") == b""
    assert (built.folder / "changes/one-page-checkout.yaml").is_file()


def test_main_ends_with_the_example(built):
    with tarfile.open(fileobj=io.BytesIO(built.git("archive", "main"))) as archive:
        members = {member.name: archive.extractfile(member).read() for member in archive if member.isfile()}
    paths = [path for path in (EXAMPLES / "retail").rglob("*") if path.is_file()]
    assert members == {path.relative_to(EXAMPLES / "retail").as_posix(): path.read_bytes() for path in paths}


def test_the_page_about_the_examples_tells_the_same_story(built):
    page = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [A-Z][a-z]+(?: \d+)? \| ([A-Z]\w+ \w+)", page, re.MULTILINE)
    assert rows == built.git("log", "--reverse", "--format=%an", "main").decode().splitlines()
    assert [name for name in TIPS if f"`{name.split('/')[-1]}`" not in page] == []


def test_main_tells_of_a_year_and_a_half_and_of_many_people(built):
    lines = built.git("log", "--reverse", "--format=%cs %an", "main").decode().splitlines()
    assert len(lines) >= 12
    assert lines == sorted(lines, key=lambda line: line[:10])
    assert (lines[0][:7], lines[-1][:7]) == ("2025-05", "2026-11")
    assert len({line[11:] for line in lines}) >= 8


def test_every_commit_of_main_could_be_taken(built):
    for commit in commits(built, "main"):
        outcome = checked(built, commit)
        assert [finding for finding in outcome.findings if finding.severity == Severity.ERROR] == [], commit
        assert outcome.declined == ()


@pytest.mark.parametrize("branch", ["loyalty-at-checkout", "spring-wording", "reformatted"])
def test_the_branches_that_only_change_a_little_break_nothing(built, branch):
    new = {finding.fingerprint for finding in checked(built, branch).findings}
    assert new <= {finding.fingerprint for finding in checked(built, "2026-autumn").findings}


def test_the_change_to_look_at_breaks_what_it_is_meant_to(built):
    (finding,) = checked(built, "one-page-checkout").findings
    assert finding.rule == "missing-data"
    assert finding.entity == "touchpoint:complaint-callback"
    assert [related.place.path for related in finding.related].count("touchpoints/delivery.yaml") == 2


def test_what_is_only_written_otherwise_is_the_same_map(built):
    (tidied,) = built.git("log", "--format=%H", "--grep=^One file a stage", "main").decode().split()
    for before, after in ((f"{tidied}~", tidied), ("main", "reformatted")):
        assert built.git("diff", "--shortstat", before, after)
        assert entities(built, before) == entities(built, after)


def test_a_folder_in_use_is_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    for target in (tmp_path, tmp_path / "notes.txt"):
        done = built_in(target)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr == f"{target} is there already and not an empty folder. Name a new one.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("metrics.yaml", "target: 0.025", "target: 0.02", "this stands 0 times in metrics.yaml missed-deliveries"),
        ("metrics.yaml", "  missed-deliveries:", "  missed:", "there is no `missed-deliveries`."),
    ],
)
def test_it_says_where_the_story_and_the_texts_part(tmp_path, path, old, new, said):
    copy = shutil.copytree(EXAMPLES, tmp_path / "examples")
    text = (copy / "retail" / path).read_text(encoding="utf-8")
    (copy / "retail" / path).write_text(text.replace(old, new), encoding="utf-8")
    done = built_in(tmp_path / "map", copy / "history.py")
    assert done.returncode == 2
    assert done.stderr.startswith(f"The story no longer fits examples/retail: {said}")
    assert not (tmp_path / "map").exists()


def test_without_git_it_says_so(tmp_path):
    done = built_in(tmp_path / "map", PATH=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr == "git was not found. This script needs git and the folders beside it.\n"

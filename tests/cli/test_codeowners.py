"""`cxmap codeowners`: the lines, the file they go into, and what is refused."""

import json
import os
from pathlib import Path

import pytest
from adapters.repositories import Repository, write

from cxmap.report.codeowners import BEGIN, END

BLOCK = f"{BEGIN}\n/map.yaml @acme/digital\n{END}\n"
MAP = """\
owners: {digital: {kind: team, contact: {github: "@acme/digital"}}}
touchpoints:
  basket: {stage: buy, channel: web, raci: {accountable: digital}}
"""


@pytest.fixture
def git(shop: Path) -> Repository:
    """The shop as a git repository, its map owned by somebody with a handle."""
    (shop / "map.yaml").write_text(MAP, encoding="utf-8")
    return Repository.new(shop)


def test_the_lines_go_to_stdout_and_all_else_to_stderr(git, cxmap):
    outcome = cxmap("codeowners")
    assert outcome.code == 0
    assert outcome.out == BLOCK
    assert "Somebody is asked about 1 of 2 files." in outcome.err
    assert not list(git.folder.glob("**/CODEOWNERS"))


def test_json(git, cxmap):
    outcome = cxmap("codeowners", "--format", "json")
    assert json.loads(outcome.out)["files"][1]["asked"] == [{"handle": "@acme/digital", "owners": ["digital"]}]
    assert cxmap("codeowners", "--output", "json:owners.json").out == BLOCK
    assert (git.folder / "owners.json").read_text(encoding="utf-8") == outcome.out


def test_paths_begin_at_the_root_of_git(shop, cxmap):
    (shop / "map.yaml").write_text(MAP, encoding="utf-8")
    top = Repository.new(shop.parent).folder
    assert "\n/shop/map.yaml @acme/digital\n" in cxmap("codeowners").out
    assert cxmap("codeowners", "--write").code == 0
    assert "\n/shop/map.yaml @acme/digital\n" in (top / ".github/CODEOWNERS").read_text(encoding="utf-8")


def test_without_git_the_file_lies_beside_the_map(shop, cxmap):
    (shop / "map.yaml").write_text(MAP, encoding="utf-8")
    assert cxmap("codeowners", "--write").code == 0
    assert (shop / ".github/CODEOWNERS").read_text(encoding="utf-8") == BLOCK


def test_the_file_is_started_and_then_left_alone(git, cxmap):
    outcome = cxmap("codeowners", "--write")
    file = git.folder / ".github/CODEOWNERS"
    assert outcome.code == 0
    assert outcome.out == ""
    assert "Wrote .github/CODEOWNERS." in outcome.err
    assert file.read_text(encoding="utf-8") == BLOCK
    os.utime(file, ns=(1, 1))
    assert ".github/CODEOWNERS is up to date." in cxmap("codeowners", "--write").err
    assert file.stat().st_mtime_ns == 1


PLACES = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]


@pytest.mark.parametrize("number", range(len(PLACES)))
def test_the_file_that_counts_is_found(git, cxmap, number):
    for place in PLACES[number:]:
        write(git.folder, place, "* @all\n")
    assert cxmap("codeowners", "--write").code == 0
    texts = [(git.folder / place).read_text(encoding="utf-8") for place in PLACES[number:]]
    assert texts == [f"* @all\n\n{BLOCK}", *["* @all\n"] * (len(PLACES) - number - 1)]


def test_another_file_can_be_named(git, cxmap):
    write(git.folder, "CODEOWNERS", "* @all\n")
    assert cxmap("codeowners", "--write", "--file", "ours/CODEOWNERS").code == 0
    assert (git.folder / "ours/CODEOWNERS").read_text(encoding="utf-8") == BLOCK
    assert (git.folder / "CODEOWNERS").read_text(encoding="utf-8") == "* @all\n"


def test_every_other_byte_stays(git, cxmap):
    before, after = b"\xef\xbb\xbf* @all  # caf\xc3\xa9\r\n\r\n", b"\r\n\r\n/last @one"
    block = f"{BEGIN}\r\n/old.yaml @gone\r\n{END}".encode()
    write(git.folder, "CODEOWNERS", before + block + after)
    (git.folder / "CODEOWNERS").chmod(0o640)
    assert cxmap("codeowners", "--write").code == 0
    written = BLOCK.removesuffix("\n").replace("\n", "\r\n").encode()
    assert (git.folder / "CODEOWNERS").read_bytes() == before + written + after
    assert (git.folder / "CODEOWNERS").stat().st_mode & 0o777 == 0o640


def test_the_check_shows_what_would_change(git, cxmap):
    assert cxmap("codeowners", "--check").out == "+ " + BLOCK.removesuffix("\n").replace("\n", "\n+ ") + "\n"
    write(git.folder, "CODEOWNERS", f"* @all\n{BEGIN}\n/map.yaml @some\x1b[2Jbody\n{END}\n")
    outcome = cxmap("codeowners", "--check")
    assert outcome.code == 1
    assert outcome.out == "- /map.yaml @some\\u001b[2Jbody\n+ /map.yaml @acme/digital\n"
    assert "CODEOWNERS is not up to date." in outcome.err
    cxmap("codeowners", "--write")
    outcome = cxmap("codeowners", "--check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "CODEOWNERS is up to date." in outcome.err


def test_the_check_shows_no_more_than_can_be_read(git, cxmap):
    lines = "".join(f"/old{number}.yaml @gone\n" for number in range(100))
    write(git.folder, "CODEOWNERS", f"{BEGIN}\n{lines}{END}\n")
    outcome = cxmap("codeowners", "--check")
    assert outcome.out.count("\n") == 40
    assert "And 61 more lines." in outcome.err


def test_the_check_as_json_is_only_json(git, cxmap):
    outcome = cxmap("codeowners", "--check", "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["version"] == 1


def test_roles(git, cxmap):
    assert cxmap("codeowners", "--roles", "responsible,informed").out == BLOCK
    outcome = cxmap("codeowners", "--roles", "boss")
    assert outcome.code == 2
    assert "The roles are accountable, responsible, consulted, informed." in outcome.err


def test_mixed_owners_are_a_warning(git, cxmap):
    more = "  till: {stage: buy, channel: store, raci: {accountable: stores}}\n"
    (git.folder / "map.yaml").write_text(MAP + more, encoding="utf-8")
    outcome = cxmap("codeowners")
    assert outcome.code == 0
    assert "warning: map.yaml mixes owners: `digital` (1 touchpoint) and `stores` (1)." in outcome.err
    assert "Split a file that mixes owners" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["--write", "--check"],
        ["--file", "CODEOWNERS"],
        ["--format", "pdf"],
        ["--output", "json"],
        ["--output", "pdf:x"],
    ],
)
def test_what_makes_no_sense_is_refused(git, cxmap, arguments):
    outcome = cxmap("codeowners", *arguments)
    assert outcome.code == 2
    assert outcome.out == ""


def test_a_map_that_cannot_be_read_changes_no_file(git, cxmap):
    cxmap("codeowners", "--write")
    (git.folder / "broken.yaml").write_text("touchpoints: {a: [", encoding="utf-8")
    outcome = cxmap("codeowners", "--write")
    assert outcome.code == 2
    assert "cxmap validate" in outcome.err
    assert (git.folder / ".github/CODEOWNERS").read_text(encoding="utf-8") == BLOCK


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"{BLOCK}{BLOCK}".encode(), "does not hold one whole block"),
        (f"{BEGIN}\n/map.yaml @a\n".encode(), "does not hold one whole block"),
        (b"# caf\xe9\n", "is not saved as UTF-8"),
        ("* @all\n".encode("utf-16"), "is not saved as UTF-8"),
        (b"* @\0all\n", "is not saved as UTF-8"),
    ],
)
def test_a_file_that_cannot_be_understood_stays_as_it_is(git, cxmap, content, message):
    write(git.folder, "CODEOWNERS", content)
    outcome = cxmap("codeowners", "--write")
    assert outcome.code == 2
    assert message in outcome.err
    assert (git.folder / "CODEOWNERS").read_bytes() == content


def test_a_link_out_of_the_repository_is_refused(git, cxmap, tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("mine\n", encoding="utf-8")
    (git.folder / "CODEOWNERS").symlink_to(outside)
    outcome = cxmap("codeowners", "--write")
    assert outcome.code == 2
    assert "leads out of the files of the git repository" in outcome.err
    assert outside.read_text(encoding="utf-8") == "mine\n"


@pytest.mark.parametrize(("name", "target"), [("CODEOWNERS", ".git/config"), (".github", ".git/hooks")])
def test_a_link_into_gits_own_files_is_refused(git, cxmap, name, target):
    (git.folder / name).symlink_to(target)
    before = (git.folder / ".git/config").read_bytes()
    assert (
        cxmap("codeowners", "--write", "--file", "CODEOWNERS" if name == "CODEOWNERS" else ".github/CODEOWNERS").code
        == 2
    )
    assert (git.folder / ".git/config").read_bytes() == before
    assert not (git.folder / ".git/hooks/CODEOWNERS").exists()


def test_a_link_inside_the_repository_is_kept(git, cxmap):
    write(git.folder, "meta/owners", "* @all\n")
    (git.folder / "CODEOWNERS").symlink_to("meta/owners")
    assert cxmap("codeowners", "--write").code == 0
    assert (git.folder / "CODEOWNERS").is_symlink()
    assert (git.folder / "meta/owners").read_text(encoding="utf-8") == f"* @all\n\n{BLOCK}"


@pytest.mark.parametrize("name", ["../CODEOWNERS", ".git/CODEOWNERS", ".GIT/x", "circle", "pipe", ".", "map.yaml/x"])
def test_what_is_no_file_of_the_repository_is_refused(git, cxmap, name):
    (git.folder / "circle").symlink_to("circle")
    os.mkfifo(git.folder / "pipe")
    assert cxmap("codeowners", "--write", "--file", name).code == 2
    assert not (git.folder.parent / "CODEOWNERS").exists()


def test_a_file_beyond_all_measure_is_refused(git, cxmap):
    with (git.folder / "CODEOWNERS").open("wb") as file:
        file.truncate((32 << 20) + 1)
    outcome = cxmap("codeowners", "--check")
    assert outcome.code == 2
    assert "too large" in outcome.err


def test_git_says_which_line_counts(git, cxmap):
    """The block stands below the general lines, so that it wins, as the last match does in `.gitignore`."""
    write(git.folder, "CODEOWNERS", "*\n")
    cxmap("codeowners", "--write")
    content = (git.folder / "CODEOWNERS").read_text(encoding="utf-8")
    patterns = [line.split(" ")[0] for line in content.splitlines() if not line.startswith("#")]
    write(git.folder, ".gitignore", "\n".join(patterns))
    answer = git.git("check-ignore", "--no-index", "--verbose", "map.yaml", "other.txt").decode()
    assert answer.splitlines()[0].split("\t")[0].endswith(":/map.yaml")
    assert answer.splitlines()[1].split("\t")[0].endswith(":*")

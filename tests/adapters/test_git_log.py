"""Which commits changed which files, whatever the history looks like."""

import shutil

import pytest
from adapters.asking import refusal
from adapters.repositories import Repository, write

from cxmap.adapters import git_log
from cxmap.adapters.git import Git
from cxmap.adapters.git_log import Changed, Logged, log, way


def wanted(path: str) -> bool:
    return path.endswith(".yaml")


def steps(git: Git, *ends: str, **options) -> list[Logged]:
    return list(log(git, *ends, **{"wanted": wanted, **options}))


def changed(repository: Repository, logged: Logged) -> dict[str, tuple[str | None, str | None]]:
    """Return the changed files of a step, with what they held before and hold now."""

    def content(oid: str | None) -> str | None:
        return None if oid is None else repository.git("cat-file", "blob", oid).decode()

    return {path: (content(before), content(after)) for path, before, after in logged.changes}


@pytest.mark.parametrize("form", ["sha1", "sha256"])
def test_a_straight_history(tmp_path, form):
    repository = Repository.new(tmp_path / form, f"--object-format={form}")
    first = repository.commit({"a.yaml": "1", "b.yaml": "1", "note.txt": "1"}, "First")
    second = repository.commit({"a.yaml": "2"}, "Second", "2026-02-01T00:00:00+01:00")
    repository.commit({"note.txt": "2"}, "No map")
    (repository.folder / "b.yaml").unlink()
    last = repository.commit({"in/c.yaml": "1"}, "Last")
    with Git(repository.folder) as git:
        found = steps(git, last)
        assert [(step.about.commit, step.about.subject, step.parents) for step in found] == [
            (last, "Last", (git.commit("HEAD~1"),)),
            (second, "Second", (first,)),
            (first, "First", ()),
        ]
        assert found[1].about.date.isoformat() == "2026-02-01T00:00:00+01:00"
        assert [changed(repository, step) for step in found] == [
            {"b.yaml": ("1", None), "in/c.yaml": (None, "1")},
            {"a.yaml": ("1", "2")},
            {"a.yaml": (None, "1"), "b.yaml": (None, "1")},
        ]
        assert [step.about.commit for step in steps(git, last, first)] == [last, second]
        assert steps(git, last, last) == []
        assert steps(git, first, last) == []


def test_between_tags(repository, git):
    repository.commit({"a.yaml": "1"})
    repository.git("tag", "--annotate", "--message", "one", "v1")
    second = repository.commit({"a.yaml": "2"})
    repository.git("tag", "v2")
    repository.commit({"a.yaml": "3"})
    assert [step.about.commit for step in steps(git, git.commit("v2"), git.commit("v1"))] == [second]


class TestMerges:
    @pytest.fixture
    def merged(self, repository) -> dict[str, str]:
        commits = {"root": repository.commit({"a.yaml": "1"}, date="2026-01-01T00:00:00Z")}
        repository.git("checkout", "--quiet", "-b", "topic")
        commits["topic 1"] = repository.commit({"b.yaml": "1"}, date="2026-01-02T00:00:00Z")
        commits["topic 2"] = repository.commit({"b.yaml": "2"}, date="2026-01-04T00:00:00Z")
        repository.git("checkout", "--quiet", "main")
        commits["main"] = repository.commit({"a.yaml": "2"}, date="2026-01-03T00:00:00Z")
        repository.git("merge", "--quiet", "--no-edit", "topic")
        commits["merge"] = repository.git("rev-parse", "HEAD").decode()
        return commits

    def test_what_was_merged_is_one_step(self, repository, git, merged):
        found = steps(git, merged["merge"])
        assert [step.about.commit for step in found] == [merged["merge"], merged["main"], merged["root"]]
        assert found[0].parents == (merged["main"], merged["topic 2"])
        assert changed(repository, found[0]) == {"b.yaml": (None, "2")}

    def test_every_commit_a_step(self, repository, git, merged):
        found = {
            step.about.commit: changed(repository, step) for step in steps(git, merged["merge"], first_parent=False)
        }
        assert found == {
            merged["merge"]: {"b.yaml": (None, "2")},
            merged["topic 2"]: {"b.yaml": ("1", "2")},
            merged["topic 1"]: {"b.yaml": (None, "1")},
            merged["main"]: {"a.yaml": ("1", "2")},
            merged["root"]: {"a.yaml": (None, "1")},
        }

    def test_unrelated_histories(self, repository, git, merged):
        repository.git("checkout", "--quiet", "--orphan", "other")
        repository.git("rm", "-rq", "--cached", ".")
        other = repository.commit({"a.yaml": "2", "b.yaml": "2", "c.yaml": "1"}, "other root")
        repository.git("checkout", "--quiet", "main")
        repository.git("merge", "--quiet", "--no-edit", "--allow-unrelated-histories", "other")
        head = git.commit("HEAD")
        assert [step.about.commit for step in steps(git, head, merged["merge"])] == [head]
        assert len(steps(git, head, first_parent=False)) == 7
        assert next(iter(steps(git, head, other))).about.commit == head


def test_only_the_folder(repository):
    repository.commit({"map/a.yaml": "1", "mapping/a.yaml": "1", "a.yaml": "1"})
    repository.commit({"a.yaml": "2", "mapping/a.yaml": "2"})
    with Git(repository.folder / "map") as git:
        (step,) = steps(git, git.commit("HEAD"))
        assert [change.path for change in step.changes] == ["a.yaml"]


@pytest.mark.parametrize("folder", [b":(top)", b"*", b"caf\xe9", "caf\u00e9".encode(), b"-r", b"two\nlines", b"[a]"])
def test_a_folder_of_any_name(repository, folder):
    repository.commit({folder + b"/a.yaml": "1", b"a.yaml": "1", b"a/a.yaml": "1"})
    with Git(repository.folder / folder.decode("utf-8", "surrogateescape")) as git:
        (step,) = steps(git, git.commit("HEAD"))
        assert changed(repository, step) == {"a.yaml": (None, "1")}


NAMES = [b":100644 000000 0 0 D", b"1" * 40, b"two\nlines", b"\x1b[31m", b"latin-\xe9", b"tab\t", b'"', b"-M", b" "]


def test_files_of_any_name(repository, git):
    repository.commit({name + b".yaml": name for name in NAMES})
    (step,) = steps(git, git.commit("HEAD"))
    expected = {(name + b".yaml").decode("utf-8", "surrogateescape") for name in NAMES}
    assert {change.path for change in step.changes} == expected
    assert [change.path for change in step.changes] == sorted(expected)


def test_what_is_no_file(repository, git):
    file = repository.blob("a")
    link = repository.blob("b.yaml")
    first = repository.commit_tree(("120000", link, b"a.yaml"), ("160000", "1" * 40, b"sub.yaml"))
    tree = repository.object("tree", b"100644 a.yaml\0%b160000 sub.yaml\0%b" % (bytes.fromhex(file), b"\x22" * 20))
    second = repository.git("commit-tree", "-p", first, "-m", "a file now", tree).decode()
    (step,) = steps(git, second)
    assert step.about.commit == second
    assert step.changes == (Changed("a.yaml", None, file),)


def test_trees_that_no_folder_could_be(repository, git):
    one, other = repository.blob("1"), repository.blob("2")
    inner = repository.git("mktree", stdin=f"100644 blob {one}\ta.yaml\n".encode()).decode()
    commit = repository.commit_tree(
        ("100644", one, b"twice.yaml"),
        ("100644", other, b"twice.yaml"),
        ("100644", one, b"in/a.yaml"),
        ("040000", inner, b"in"),
        ("100644", other, b"..yaml"),
        ("40000", inner, b".."),
    )
    (step,) = steps(git, commit)
    assert step.changes == (
        Changed("../a.yaml", None, one),
        Changed("..yaml", None, other),
        Changed("in/a.yaml", None, one),
        Changed("in/a.yaml", None, one),
        Changed("twice.yaml", None, one),
    )


def test_a_file_becomes_a_folder_and_a_file_again(repository, git):
    repository.commit({"a.yaml": "1"})
    (repository.folder / "a.yaml").unlink()
    repository.commit({"a.yaml/b.yaml": "1"})
    shutil.rmtree(repository.folder / "a.yaml")
    repository.commit({"a.yaml": "2"})
    assert [changed(repository, step) for step in steps(git, git.commit("HEAD"))] == [
        {"a.yaml": (None, "2"), "a.yaml/b.yaml": ("1", None)},
        {"a.yaml": ("1", None), "a.yaml/b.yaml": (None, "1")},
        {"a.yaml": (None, "1")},
    ]


def test_an_empty_commit_and_an_empty_start(repository, git):
    first = repository.commit({}, "empty")
    second = repository.commit({"a.yaml": "1"})
    assert [step.about.commit for step in steps(git, second)] == [second]
    assert steps(git, first) == []
    assert way(git, second) == [[second, first], [first]]


@pytest.mark.parametrize("content", [b"100644 a.yaml", b"100644 a.yaml\0short", b"x", b"999999 a.yaml\0" + b"1" * 20])
def test_a_tree_that_makes_no_sense(repository, git, content):
    oid = repository.object("tree", content)
    commit = repository.object("commit", b"tree %b\nauthor A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nm" % oid.encode())
    assert oid in str(refusal(git, steps, commit))


@pytest.mark.parametrize(
    "header", [b"tree HEAD\n", b"tree " + b"1" * 64 + b"\n", b"tree " + b"1" * 40 + b"\n", b"author"]
)
def test_a_commit_that_makes_no_sense(repository, git, header):
    repository.commit()
    commit = repository.object("commit", header + b"author A <a> 1 +0000\ncommitter A <a> 1 +0000\n\nm")
    refusal(git, steps, commit)


def test_more_folders_than_are_kept(repository, git, monkeypatch):
    for number in range(5):
        repository.commit({f"{folder}/a.yaml": str(number) for folder in "abc"})
    whole = steps(git, git.commit("HEAD"))
    monkeypatch.setattr(git_log, "_MOST_KEPT", 2)
    assert steps(git, git.commit("HEAD")) == whole


def test_a_mode_is_no_change(repository, git):
    repository.commit({"a.yaml": "1"})
    repository.git("update-index", "--chmod=+x", "a.yaml")
    repository.git("commit", "--quiet", "-m", "executable")
    assert len(steps(git, git.commit("HEAD"))) == 1


def test_a_file_that_moves_is_two(repository, git):
    repository.commit({"a.yaml": "x" * 1000})
    repository.git("config", "diff.renames", "copies")
    repository.git("mv", "a.yaml", "b.yaml")
    repository.commit()
    (step, _) = steps(git, git.commit("HEAD"))
    assert [change.path for change in step.changes] == ["a.yaml", "b.yaml"]


def test_a_shallow_clone(repository, tmp_path):
    for number in range(4):
        repository.commit({"a.yaml": str(number), "b.yaml": "b"})
    with Git(repository.clone(tmp_path / "clone", "--depth=2").folder) as git:
        last, first = steps(git, git.commit("HEAD"))
        assert [change.path for change in last.changes] == ["a.yaml"]
        assert changed(repository, first) == {"a.yaml": (None, "2"), "b.yaml": (None, "b")}
        assert first.parents == ()


def test_a_clone_without_contents(repository, tmp_path):
    repository.commit({"a.yaml": "1"})
    repository.commit({"a.yaml": "2"})
    repository.git("config", "uploadpack.allowFilter", "true")
    partial = repository.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with Git(partial.folder) as git:
        assert len(steps(git, git.commit("HEAD"))) == 2


@pytest.mark.parametrize("lost", ["HEAD~1", "HEAD~1^{tree}", "HEAD~1:in"])
def test_something_is_missing(repository, git, lost):
    for number in range(3):
        repository.commit({"in/a.yaml": str(number)})
    head = git.commit("HEAD")
    repository.loose(repository.git("rev-parse", lost).decode()).unlink()
    refusal(git, steps, head)


def test_a_tree_that_holds_itself_many_times(repository, git, monkeypatch):
    tree = repository.git("mktree", stdin=f"100644 blob {repository.blob('1')}\ta.yaml\n".encode())
    for _ in range(12):
        tree = repository.git("mktree", stdin=b"".join(b"040000 tree %b\t%x\n" % (tree, name) for name in range(16)))
    commit = repository.git("commit-tree", "-m", "bomb", tree).decode()
    monkeypatch.setattr(git_log, "MOST_CHANGES", 1000)
    assert "more than 1000 files" in str(refusal(git, steps, commit))


def test_nothing_in_the_configuration_changes_it(repository, git, tmp_path):
    repository.commit({"in/a.yaml": "1", "b.yaml": "1", ".gitattributes": "*.yaml diff=evil filter=evil\n"})
    repository.commit({"in/a.yaml": "2", "b.yaml": "2"})
    before = steps(git, git.commit("HEAD"))
    marker = tmp_path / "marker"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n")
    program.chmod(0o755)
    write(tmp_path, "order", "in/*\n")
    settings = {
        "diff.external": program,
        "diff.evil.command": program,
        "diff.evil.textconv": program,
        "diff.evil.cachetextconv": "true",
        "diff.relative": "true",
        "diff.orderFile": tmp_path / "order",
        "diff.renames": "copies",
        "diff.noprefix": "true",
        "diff.ignoreSubmodules": "all",
        "diff.submodule": "log",
        "diff.stat": "true",
        "diff.colorMoved": "zebra",
        "diff.autoRefreshIndex": "true",
        "log.showSignature": "true",
        "log.follow": "true",
        "log.diffMerges": "combined",
        "log.mailmap": "true",
        "gpg.program": program,
        "gpg.ssh.program": program,
        "format.pretty": "%x00:",
        "color.ui": "always",
        "core.quotePath": "false",
        "core.abbrev": "4",
        "core.pager": program,
        "pager.diff-tree": program,
        "pager.rev-list": program,
        "alias.diff-tree": f"!{program}",
        "alias.rev-list": f"!{program}",
        "filter.evil.clean": program,
        "filter.evil.smudge": program,
        "filter.evil.process": program,
        "core.alternateRefsCommand": program,
    }
    for key, value in settings.items():
        repository.git("config", key, str(value))
    assert steps(git, git.commit("HEAD")) == before
    assert not marker.exists()

"""What `BASE...HEAD` means, and what is said where it cannot mean anything."""

import os
from pathlib import Path

import pytest
from adapters.asking import advice, refusal
from adapters.repositories import Repository, write
from adapters.test_trees import listed

from cxmap.adapters.git import Git
from cxmap.adapters.revisions import Comparands, comparands, revision_tree, two_folders
from cxmap.errors import CxmapError
from cxmap.source.tree import Limits
from cxmap.words import say

CONFIG = "cxmap: 1\n"


def compared(repository: Repository, asked: str | None = None, folder: str = "") -> Comparands:
    where = repository.folder / folder
    git = Git(where)  # ended when it is forgotten, with the trees that ask it
    return comparands(git, where, asked)


def refused(repository: Repository, asked: str | None = None, folder: str = "") -> CxmapError:
    return refusal(repository, compared, asked, folder)


def content(comparands: Comparands) -> tuple[str, str]:
    """Return what `a.yaml` says in both revisions."""
    return comparands.base.read("a.yaml").decode(), comparands.head.read("a.yaml").decode()


@pytest.fixture
def parted(repository) -> dict[str, str]:
    """Two branches that parted, `main` and `topic`; the second is checked out, with an edit that is not committed."""
    commits = {"root": repository.commit({"cxmap.yaml": CONFIG, "a.yaml": "root"})}
    commits["fork"] = repository.commit({"a.yaml": "fork"})
    repository.git("checkout", "--quiet", "-b", "topic")
    commits["topic"] = repository.commit({"a.yaml": "topic"})
    repository.git("checkout", "--quiet", "main")
    commits["main"] = repository.commit({"a.yaml": "main"})
    repository.git("checkout", "--quiet", "topic")
    write(repository.folder, "a.yaml", "edited")
    return commits


class TestWhatIsCompared:
    def test_nothing_named(self, repository, parted):
        found = compared(repository)
        assert content(found) == ("fork", "edited")
        assert (found.base_commit, found.head_commit, found.notes) == (parted["fork"], None, ())
        assert say(found.base.label) == f"{parted['fork'][:10]} (merge base with main)"
        assert say(found.head.label) == "the working tree"

    def test_a_base(self, repository, parted):
        found = compared(repository, "main")
        assert content(found) == ("main", "edited")
        assert (found.base_commit, found.head_commit) == (parted["main"], None)
        assert say(found.base.label) == f"{parted['main'][:10]} (main)"

    @pytest.mark.parametrize(
        ("asked", "contents", "commits"),
        [
            ("main...topic", ("fork", "topic"), ("fork", "topic")),
            ("topic...main", ("fork", "main"), ("fork", "main")),
            ("main...", ("fork", "topic"), ("fork", "topic")),
            ("...main", ("fork", "main"), ("fork", "main")),
            ("main..topic", ("main", "topic"), ("main", "topic")),
            ("main..", ("main", "topic"), ("main", "topic")),
            ("..main", ("topic", "main"), ("topic", "main")),
            ("main~2..topic~1", ("root", "fork"), ("root", "fork")),
            ("refs/heads/main...HEAD", ("fork", "topic"), ("fork", "topic")),
            ("main..main", ("main", "main"), ("main", "main")),
        ],
    )
    def test_two_commits(self, repository, parted, asked, contents, commits):
        found = compared(repository, asked)
        assert content(found) == contents
        assert (found.base_commit, found.head_commit) == tuple(parted[name] for name in commits)

    def test_ids(self, repository, parted):
        found = compared(repository, f"{parted['main']}...{parted['topic'][:9]}")
        assert (found.base_commit, found.head_commit) == (parted["fork"], parted["topic"])
        assert say(found.head.label) == parted["topic"][:10]

    def test_labels_of_commits(self, repository, parted):
        found = compared(repository, "refs/heads/main...topic")
        assert say(found.base.label) == f"{parted['fork'][:10]} (merge base with main)"
        assert say(found.head.label) == f"{parted['topic'][:10]} (topic)"
        assert say(compared(repository, "main~1...topic").base.label) == f"{parted['fork'][:10]} (main~1)"

    def test_what_is_not_committed_counts_and_what_is_ignored_does_not(self, repository, parted):
        write(repository.folder, ".gitignore", "build/\n")
        write(repository.folder, "build/x.yaml", "x")
        write(repository.folder, "new.yaml", "x")
        assert list(listed(compared(repository).head)) == ["a.yaml", "new.yaml"]

    def test_below_a_folder(self, repository):
        base = repository.commit({"map/cxmap.yaml": CONFIG, "map/a.yaml": "1", "a.yaml": "x"})
        head = repository.commit({"map/a.yaml": "2"})
        found = compared(repository, "HEAD~1..HEAD", "map")
        assert content(found) == ("1", "2")
        assert (found.base_commit, found.head_commit) == (base, head)
        assert content(compared(repository, "HEAD~1", "map")) == ("1", "2")

    def test_a_detached_head(self, repository, parted):
        repository.git("checkout", "--quiet", "--detach")
        found = compared(repository)
        assert (found.base_commit, found.head_commit) == (parted["fork"], None)
        assert compared(repository, "main...").head_commit == parted["topic"]

    def test_head_on_the_base_itself(self, repository, parted):
        repository.git("checkout", "--quiet", "--force", "main")
        found = compared(repository)
        assert found.base_commit == parted["main"]
        assert say(found.base.label) == f"{parted['main'][:10]} (main)"

    def test_limits(self, repository, parted):
        with Git(repository.folder) as git:
            found = comparands(git, repository.folder, "main..topic", Limits(file_bytes=1))
            for tree in (found.base, found.head):
                with pytest.raises(Exception, match="more than"):
                    tree.read("a.yaml")


class TestConfiguredBase:
    def test_it_wins(self, repository, parted):
        write(repository.folder, "cxmap.yaml", f"{CONFIG}base: main~2\n")
        found = compared(repository)
        assert found.base_commit == parted["root"]
        assert say(found.base.label) == f"{parted['root'][:10]} (main~2)"

    def test_it_does_not_count_where_a_base_is_named(self, repository, parted):
        write(repository.folder, "cxmap.yaml", f"{CONFIG}base: nowhere\n")
        assert compared(repository, "main").base_commit == parted["main"]
        assert compared(repository, "...main").base_commit == parted["fork"]

    @pytest.mark.parametrize("base", ["nowhere", "--all", "-x", "main...topic", "\\u202egnp", "a\\nb"])
    def test_one_that_is_no_revision(self, repository, parted, base):
        write(repository.folder, "cxmap.yaml", f'{CONFIG}base: "{base}"\n')
        assert "`base:` in cxmap.yaml" in str(refused(repository))

    def test_a_configuration_that_cannot_be_read(self, repository, parted):
        write(repository.folder, "cxmap.yaml", "cxmap: 99\n")
        assert "cxmap.yaml:1" in str(refused(repository))
        assert compared(repository, "main").base_commit == parted["main"]


class TestRefusals:
    @pytest.mark.parametrize(
        "asked", ["nowhere", "nowhere...HEAD", "HEAD...nowhere", "nowhere..", "\x1b[31m", "a/../b"]
    )
    def test_an_unknown_revision(self, repository, parted, asked):
        assert "There is no commit" in str(refused(repository, asked))

    @pytest.mark.parametrize("asked", ["--all", "-p..HEAD", "HEAD...-p", "--output=x", "-", "", "a\nb", "a\0..b"])
    def test_what_cannot_be_a_revision(self, repository, parted, asked):
        assert "cannot be a revision" in str(refused(repository, asked))

    @pytest.mark.parametrize("asked", ["..", "..."])
    def test_dots_alone(self, repository, parted, asked):
        assert "names no revision" in str(refused(repository, asked))

    @pytest.mark.parametrize("asked", ["main....topic", "main...topic...root", "main..topic..root"])
    def test_too_many_dots(self, repository, parted, asked):
        refused(repository, asked)

    @pytest.mark.parametrize("asked", [None, "HEAD", "main...HEAD", "HEAD.."])
    def test_nothing_committed(self, repository, asked):
        write(repository.folder, "cxmap.yaml", CONFIG)
        assert "nothing is committed here yet" in str(refused(repository, asked))

    def test_no_branch_to_compare_with(self, repository, parted):
        repository.git("branch", "--move", "main", "trunk")
        assert "fetch-depth: 0" in advice(refused(repository))

    def test_a_branch_whose_commit_is_missing(self, repository, parted):
        (repository.folder / ".git/refs/heads/main").write_text("1" * 40 + "\n")
        for asked in (None, "main", "main...HEAD"):
            refused(repository, asked)

    def test_no_git_repository(self, tmp_path):
        write(tmp_path, "cxmap.yaml", CONFIG)
        for asked in (None, "main", "main...HEAD"):
            assert "no git repository" in str(refused(Repository(tmp_path), asked))

    @pytest.mark.parametrize("asked", [None, "main...HEAD", "main~1", "main~1..HEAD", "v1"])
    def test_a_shallow_clone(self, repository, parted, tmp_path, asked):
        repository.git("checkout", "--quiet", "--force", "main")
        clone = repository.clone(tmp_path / "clone", "--depth=1", "--branch=topic", "--no-single-branch")
        error = refused(clone, asked)
        assert "shallow" in str(error)
        assert "fetch-depth: 0" in advice(error)
        assert content(compared(clone, "main..HEAD")) == ("main", "topic")

    def test_unrelated_histories(self, repository, parted):
        repository.git("checkout", "--quiet", "--force", "--orphan", "other")
        repository.commit({"b.yaml": "b"}, "unrelated")
        for asked in (None, "main...HEAD"):
            error = refused(repository, asked)
            assert '"main" and "HEAD" have no commit in common' in str(error)
            assert "`main..HEAD`" in advice(error)
        assert compared(repository, "main..HEAD").base_commit == parted["main"]

    def test_a_sparse_checkout(self, repository, parted):
        repository.git("checkout", "--quiet", "--force", "topic")
        repository.git("sparse-checkout", "set", "--cone", "in")
        assert "`main...HEAD`" in advice(refused(repository))
        assert "`topic...HEAD`" in advice(refused(repository, "topic"))
        assert content(compared(repository, "main...HEAD")) == ("fork", "topic")


class TestSeveralMergeBases:
    @pytest.fixture
    def crossed(self, repository) -> tuple[str, str]:
        """Two branches that merged each other."""
        repository.commit({"cxmap.yaml": CONFIG})
        repository.git("branch", "topic")
        older = repository.commit({"a.yaml": "older"}, date="2026-02-01T00:00:00Z")
        repository.git("checkout", "--quiet", "topic")
        newer = repository.commit({"b.yaml": "newer"}, date="2026-02-02T00:00:00Z")
        repository.git("merge", "--quiet", "--no-edit", older)
        repository.git("checkout", "--quiet", "main")
        repository.git("merge", "--quiet", "--no-edit", newer)
        return older, newer

    @pytest.mark.parametrize("asked", ["topic...main", "main...topic"])
    def test_the_newest_is_taken_and_said(self, repository, crossed, asked):
        older, newer = crossed
        found = compared(repository, asked)
        assert found.base_commit == newer
        (note,) = found.notes
        base, head = asked.split("...")
        assert say(note) == (
            f"{base} and {head} grew from more than one commit. `{newer[:10]}` is compared with; name another to "
            f"compare with that one: {older[:10]}."
        )

    def test_with_the_working_tree(self, repository, crossed):
        repository.git("checkout", "--quiet", "topic")
        found = compared(repository)
        assert found.base_commit == crossed[1]
        assert len(found.notes) == 1

    def test_of_the_same_second(self, repository):
        repository.commit({"cxmap.yaml": CONFIG})
        repository.git("branch", "topic")
        one = repository.commit({"a.yaml": "a"})
        repository.git("checkout", "--quiet", "topic")
        other = repository.commit({"b.yaml": "b"})
        repository.git("merge", "--quiet", "--no-edit", one)
        repository.git("checkout", "--quiet", "main")
        repository.git("merge", "--quiet", "--no-edit", other)
        assert compared(repository, "topic...main").base_commit == min(one, other)
        assert compared(repository, "main...topic").base_commit == min(one, other)


class TestKindsOfRepository:
    def test_a_bare_one(self, repository, parted, tmp_path):
        repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
        with Git(tmp_path / "bare.git", bare=True) as git:
            found = comparands(git, None, "main...topic")
            assert content(found) == ("fork", "topic")
            for asked in (None, "main"):
                error = refusal(git, comparands, None, asked)
                assert "no working tree" in str(error)
                assert "main...topic" in advice(error)

    def test_a_second_working_tree(self, repository, parted, tmp_path):
        repository.git("worktree", "add", "--quiet", str(tmp_path / "second"), "main")
        assert content(compared(Repository(tmp_path / "second"), "topic")) == ("topic", "main")

    def test_sha256(self, tmp_path):
        repository = Repository.new(tmp_path / "new", "--object-format=sha256")
        commit = repository.commit({"cxmap.yaml": CONFIG, "a.yaml": "1"})
        write(repository.folder, "a.yaml", "2")
        found = compared(repository)
        assert content(found) == ("1", "2")
        assert found.base_commit == commit
        assert len(commit) == 64

    def test_ends_of_lines(self, repository):
        repository.commit({"cxmap.yaml": CONFIG, "a.yaml": "a: 1\n", ".gitattributes": "*.yaml text\n"})
        repository.git("config", "core.eol", "crlf")
        (repository.folder / "a.yaml").unlink()
        repository.git("checkout", "--quiet", "a.yaml")
        found = compared(repository, "HEAD")
        assert content(found) == ("a: 1\n", "a: 1\r\n")
        assert listed(found.base) == listed(found.head)

    def test_names_that_are_not_utf_8(self, repository):
        repository.commit({b"m\xe4p/cxmap.yaml": CONFIG, b"m\xe4p/a.yaml": "a", b"m\xe4p/\xe9.yaml": "x"})
        found = compared(repository, "HEAD", os.fsdecode(b"m\xe4p"))
        assert content(found) == ("a", "a")
        assert listed(found.base) == listed(found.head)
        assert list(listed(found.head)) == ["a.yaml", "\udce9.yaml"]

    def test_nothing_configured_runs(self, repository, parted, tmp_path):
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\ntouch {tmp_path}/marker\n")
        program.chmod(0o755)
        write(repository.folder, ".gitattributes", "*.yaml filter=evil diff=evil merge=evil\n")
        for key in ("core.fsmonitor", "core.pager", "filter.evil.clean", "diff.external", "diff.evil.textconv"):
            repository.git("config", key, str(program))
        assert content(compared(repository)) == ("fork", "edited")
        assert content(compared(repository, "main...topic")) == ("fork", "topic")
        assert not (tmp_path / "marker").exists()


def test_the_tree_of_a_revision(repository, parted):
    with Git(repository.folder) as git:
        tree = revision_tree(git, "main~1")
        assert tree.read("a.yaml") == b"fork"
        assert say(tree.label) == f"{parted['fork'][:10]} (main~1)"
        refusal(git, revision_tree, "nowhere")


class TestTwoFolders:
    def test_without_git(self, tmp_path):
        for folder in ("before", "after"):
            write(tmp_path, f"{folder}/cxmap.yaml", CONFIG)
            write(tmp_path, f"{folder}/a.yaml", folder)
        found = two_folders(tmp_path / "before", tmp_path / "after")
        assert content(found) == ("before", "after")
        assert (found.base_commit, found.head_commit, found.notes) == (None, None, ())
        assert say(found.base.label) == f"the folder {tmp_path}/before"
        assert say(found.head.label) == "the working tree"

    @pytest.mark.parametrize("before", ["nowhere", "empty", "file", "\x1b"])
    def test_no_journey_repository(self, tmp_path, before):
        (tmp_path / "empty").mkdir()
        (tmp_path / "file").touch()
        error = refusal(tmp_path / before, two_folders, Path())
        assert "no journey repository" in str(error)

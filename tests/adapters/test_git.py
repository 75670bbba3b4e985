"""What git is asked, and what comes of repositories that are incomplete, damaged or hostile."""

import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from adapters.repositories import Repository

from cxmap.adapters import git as adapter
from cxmap.adapters.git import Entry, Git
from cxmap.errors import CxmapError


def refusal(git: Git, question, *arguments) -> CxmapError:
    """Return the error that answers a question, and check that it is one line with something to do."""
    with pytest.raises(CxmapError) as caught:
        question(git, *arguments)
    for text in (caught.value.message, caught.value.hint):
        assert text
        assert text.isprintable()
    return caught.value


def entries(git: Git, commit: str, path: str = "") -> list[Entry]:
    return list(git.entries(commit, path))


def script(folder: Path, body: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / "git"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


class TestCommit:
    def test_every_way_to_name_one(self, repository, git):
        first = repository.commit({"a.yaml": "a"})
        second = repository.commit({"a.yaml": "b"})
        repository.git("tag", "--annotate", "--message", "release", "v1.0", first)
        repository.git("tag", "light", first)
        for name in ("v1.0", "light", "HEAD~1", "main^", first, first[:8], "main@{1}", "refs/tags/v1.0"):
            assert git.commit(name) == first
        for name in ("HEAD", "main", "@", "refs/heads/main"):
            assert git.commit(name) == second

    @pytest.mark.parametrize(
        "name", ["", "-", "--all", "-C/", "--output=x", "a\nb", "a\rb", "a\0b", "x" * 5000, "\ud800"]
    )
    def test_what_cannot_be_a_revision(self, repository, git, name):
        repository.commit()
        assert "cannot be a revision" in refusal(git, Git.commit, name).message

    @pytest.mark.parametrize(
        "name", ["nowhere", "main..main", "^main", "main:a.yaml", "main^{tree}", "\u202egnp", "HEAD~7", "a b", "~", "*"]
    )
    def test_an_unknown_one(self, repository, git, name):
        repository.commit({"a.yaml": "a"})
        error = refusal(git, Git.commit, name)
        assert "There is no commit" in error.message
        assert "git fetch" in error.hint

    def test_the_id_of_a_file(self, repository, git):
        repository.commit()
        refusal(git, Git.commit, repository.blob("x"))

    def test_an_id_that_is_not_there(self, repository, git):
        repository.commit()
        refusal(git, Git.commit, "1" * 40)

    def test_a_branch_that_only_the_remote_has(self, repository, tmp_path):
        commit = repository.commit()
        repository.git("branch", "topic/x")
        with Git(repository.clone(tmp_path / "clone").folder) as git:
            assert git.commit("topic/x") == commit

    def test_a_place_relative_to_a_branch_is_not_looked_for_at_the_remote(self, repository, tmp_path):
        repository.commit()
        repository.commit()
        clone = repository.clone(tmp_path / "clone")
        clone.git("checkout", "--quiet", "--detach", "HEAD~1")
        clone.git("branch", "--delete", "--force", "main")
        with Git(clone.folder) as git:
            refusal(git, Git.commit, "HEAD~1")
            refusal(git, Git.commit, "main~1")

    def test_a_branch_and_a_tag_of_one_name(self, repository, git):
        first = repository.commit()
        repository.commit()
        repository.git("tag", "main", first)
        repository.git("config", "core.warnAmbiguousRefs", "false")
        error = refusal(git, Git.commit, "main")
        assert "more than one thing" in error.message
        assert "refs/heads/" in error.hint
        assert git.commit("refs/tags/main") == first

    def test_nothing_committed(self, repository, git):
        error = refusal(git, Git.commit, "HEAD")
        assert "nothing is committed here yet" in error.message
        assert "git commit" in error.hint

    def test_a_shallow_clone(self, repository, tmp_path):
        first = repository.commit()
        repository.commit()
        with Git(repository.clone(tmp_path / "clone", "--depth=1").folder) as git:
            assert git.is_shallow()
            for name in ("HEAD~1", first, "elsewhere"):
                error = refusal(git, Git.commit, name)
                assert "shallow" in error.message
                assert "fetch-depth: 0" in error.hint

    def test_a_missing_commit(self, repository, git):
        repository.loose(repository.commit()).unlink()
        error = refusal(git, Git.commit, "HEAD")
        assert "git fsck" in error.hint or "git fetch" in error.hint

    def test_a_damaged_commit(self, repository, git):
        loose = repository.loose(repository.commit())
        loose.chmod(0o644)
        loose.write_bytes(b"no object")
        error = refusal(git, Git.commit, "HEAD")
        assert "git cannot read the commit" in error.message
        assert "git fsck" in error.hint

    def test_a_detached_head(self, repository, git):
        commit = repository.commit()
        repository.git("checkout", "--quiet", "--detach")
        assert git.commit("HEAD") == commit


class TestMergeBases:
    def test_one(self, repository, git):
        base = repository.commit()
        one = repository.commit({"a": "1"})
        repository.git("checkout", "--quiet", "-b", "other", base)
        other = repository.commit({"b": "1"})
        assert git.merge_bases(one, other) == (base,)
        assert git.merge_bases(one, base) == (base,)

    def test_several(self, repository, git):
        repository.commit()
        repository.git("branch", "other")
        one = repository.commit({"a": "1"})
        repository.git("checkout", "--quiet", "other")
        other = repository.commit({"b": "1"})
        repository.git("merge", "--quiet", "--no-edit", one)
        left = repository.git("rev-parse", "HEAD").decode()
        repository.git("checkout", "--quiet", "main")
        repository.git("merge", "--quiet", "--no-edit", other)
        right = repository.git("rev-parse", "HEAD").decode()
        assert git.merge_bases(left, right) == tuple(sorted((one, other)))

    def test_none(self, repository, git):
        one = repository.commit()
        repository.git("checkout", "--quiet", "--orphan", "other")
        other = repository.commit({"b": "1"}, "unrelated")
        assert git.merge_bases(one, other) == ()

    def test_a_shallow_clone_that_lacks_it(self, repository, tmp_path):
        repository.commit()
        repository.git("branch", "other")
        repository.commit({"a": "1"})
        repository.git("checkout", "--quiet", "other")
        repository.commit({"b": "1"})
        with Git(repository.clone(tmp_path / "clone", "--depth=1", "--no-single-branch").folder) as git:
            error = refusal(git, Git.merge_bases, git.commit("main"), git.commit("other"))
            assert "fetch-depth: 0" in error.hint

    def test_a_missing_commit(self, repository, git):
        refusal(git, Git.merge_bases, repository.commit(), "1" * 40)


class TestPlace:
    def test_the_root(self, repository, git):
        repository.commit()
        assert git.prefix() == ""

    @pytest.mark.parametrize(
        "name", ["map", "a b", "ca\u00f1\u00f3n", "two\nlines", ":colon", "-dash", "$HOME", "~", "*"]
    )
    def test_a_folder(self, repository, name):
        commit = repository.commit({f"{name}/cxmap.yaml": "cxmap: 1", "other.yaml": ""})
        with Git(repository.folder / name) as git:
            assert git.prefix() == f"{name}/"
            assert [entry.path for entry in git.entries(commit, git.prefix())] == [f"{name}/cxmap.yaml"]

    def test_a_folder_whose_name_is_not_utf_8(self, repository):
        commit = repository.commit({b"m\xe4p/a.yaml": "a"})
        with Git(repository.folder / os.fsdecode(b"m\xe4p")) as git:
            assert git.prefix() == "m\udce4p/"
            assert [entry.path for entry in git.entries(commit, git.prefix())] == ["m\udce4p/a.yaml"]

    def test_no_repository(self, tmp_path):
        error = refusal(Git(tmp_path), Git.prefix)
        assert "no git repository" in error.message
        assert "no git repository" in refusal(Git(tmp_path), Git.commit, "HEAD").message

    def test_no_folder(self, tmp_path):
        refusal(Git(tmp_path / "nowhere"), Git.prefix)

    def test_a_bare_repository(self, repository):
        repository.git("clone", "--quiet", "--bare", ".", "bare.git")
        assert "bare" in refusal(Git(repository.folder / "bare.git"), Git.commit, "HEAD").message

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
    def test_a_repository_of_somebody_else(self, repository, git):
        repository.commit()
        os.chown(repository.folder, 12345, 12345)
        os.chown(repository.folder / ".git", 12345, 12345)
        error = refusal(git, Git.commit, "HEAD")
        assert "another user" in error.message
        assert f"safe.directory {repository.folder}" in error.hint

    def test_a_repository_of_a_newer_git(self, repository, git):
        repository.git("config", "core.repositoryFormatVersion", "1")
        repository.git("config", "extensions.tomorrow", "true")
        assert "newer git" in refusal(git, Git.commit, "HEAD").message

    def test_a_repository_of_a_format_to_come(self, repository, git):
        repository.git("config", "core.repositoryFormatVersion", "9")
        assert "newer git" in refusal(git, Git.is_shallow).message

    def test_a_broken_configuration(self, repository, git):
        (repository.folder / ".git/config").write_text("[core\n")
        assert "bad config line" in refusal(git, Git.prefix).message

    def test_a_second_working_tree(self, repository, tmp_path):
        commit = repository.commit({"a.yaml": "a"})
        repository.git("worktree", "add", "--quiet", str(tmp_path / "second"))
        with Git(tmp_path / "second") as git:
            assert git.commit("HEAD") == commit
            assert git.content(entries(git, commit)[0].oid, 9) == b"a"

    def test_a_second_working_tree_whose_repository_is_gone(self, repository, tmp_path):
        repository.commit()
        repository.git("worktree", "add", "--quiet", str(tmp_path / "second"))
        repository.folder.rename(tmp_path / "moved")
        assert "not a git repository" in refusal(Git(tmp_path / "second"), Git.commit, "HEAD").message

    def test_inside_a_submodule(self, repository, tmp_path):
        inner = Repository.new(tmp_path / "inner")
        commit = inner.commit({"cxmap.yaml": "cxmap: 1"})
        repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", "sub")
        with Git(repository.folder / "sub") as git:
            assert git.prefix() == ""
            assert git.commit("HEAD") == commit

    def test_a_sparse_checkout(self, repository, git):
        commit = repository.commit({"a/a.yaml": "a", "b/b.yaml": "b"})
        assert not git.is_sparse()
        repository.git("sparse-checkout", "set", "--cone", "a")
        assert git.is_sparse()
        assert [entry.path for entry in git.entries(commit)] == ["a/a.yaml", "b/b.yaml"]

    def test_a_setting_that_is_neither_true_nor_false(self, repository, git):
        repository.git("config", "core.sparseCheckout", "perhaps")
        refusal(git, Git.is_sparse)


class TestDefaultBase:
    def test_the_default_branch_of_the_remote(self, repository, tmp_path):
        repository.commit()
        repository.git("branch", "--move", "develop")
        repository.git("branch", "main")
        clone = repository.clone(tmp_path / "clone")
        clone.git("branch", "main", "origin/main")
        with Git(clone.folder) as git:
            assert git.default_base() == "refs/remotes/origin/develop"
            git.commit(git.default_base())

    def test_a_remote_of_another_name(self, repository, tmp_path):
        repository.commit()
        with Git(repository.clone(tmp_path / "clone", "--origin=upstream").folder) as git:
            assert git.default_base() == "refs/remotes/upstream/main"

    def test_a_remote_that_names_none(self, repository, tmp_path):
        repository.commit()
        clone = repository.clone(tmp_path / "clone")
        clone.git("remote", "set-head", "origin", "--delete")
        with Git(clone.folder) as git:
            assert git.default_base() == "refs/remotes/origin/main"

    def test_no_remote(self, repository, git):
        repository.commit()
        assert git.default_base() == "refs/heads/main"
        repository.git("branch", "--move", "master")
        assert git.default_base() == "refs/heads/master"

    def test_a_branch_that_stands_for_another(self, repository, git):
        repository.commit()
        repository.git("branch", "master")
        repository.git("symbolic-ref", "refs/heads/main", "refs/heads/master")
        repository.git("update-ref", "refs/remotes/odd/HEAD", "HEAD")
        assert git.default_base() == "refs/heads/main"

    def test_none(self, repository, git):
        repository.commit()
        repository.git("branch", "--move", "trunk")
        assert "base:" in refusal(git, Git.default_base).hint


NAMES = [
    b"plain.yaml",
    b":colon.yaml",
    b":(top)magic.yaml",
    b"-dash.yaml",
    b"--all.yaml",
    b"two\nlines.yaml",
    b'quo"te.yaml',
    b"tab\t.yaml",
    b"back\\slash.yaml",
    b"sp ace.yaml",
    b"latin-\xe9.yaml",
    "caf\u00e9.yaml".encode(),
    b"star*.yaml",
    b"\x1b[31mred.yaml",
]


class TestContent:
    @pytest.mark.parametrize("form", ["sha1", "sha256"])
    def test_names_of_every_kind(self, tmp_path, form):
        repository = Repository.new(tmp_path / form, f"--object-format={form}")
        commit = repository.commit({b"in/" + name: name for name in NAMES})
        with Git(repository.folder) as git:
            assert git.commit("HEAD") == commit
            assert len(commit) == (40 if form == "sha1" else 64)
            found = {entry.path: git.content(entry.oid, 99) for entry in git.entries(commit)}
            expected = {(b"in/" + name).decode("utf-8", "surrogateescape"): name for name in NAMES}
            assert found == expected
            for path in expected:
                assert [entry.path for entry in git.entries(commit, path)] == [path]

    def test_sizes(self, repository, git):
        repository.commit()
        for content in (b"", b"\n", b"x" * 10, b"\0\xff\r\n" * 50_000):
            oid = repository.git("hash-object", "-w", "--stdin", stdin=content).decode()
            assert git.content(oid, len(content)) == content
            if content:
                assert git.content(oid, len(content) - 1) is None
                assert git.content(oid, len(content)) == content

    def test_a_missing_one(self, repository, git):
        commit = repository.commit({"a.yaml": "a"})
        oid = entries(git, commit)[0].oid
        repository.loose(oid).unlink()
        error = refusal(git, Git.content, oid, 9)
        assert oid in error.message
        assert "git fsck" in error.hint

    @pytest.mark.parametrize("damage", [b"", b"garbage", "half"])
    def test_a_damaged_one(self, repository, git, damage):
        commit = repository.commit({"a.yaml": os.urandom(100_000), "b.yaml": "b"})
        damaged, whole = entries(git, commit)
        loose = repository.loose(damaged.oid)
        loose.chmod(0o644)
        loose.write_bytes(loose.read_bytes()[:50_000] if damage == "half" else damage)
        refusal(git, Git.content, damaged.oid, 1 << 20)
        assert git.content(whole.oid, 9) == b"b"

    def test_no_file(self, repository, git):
        refusal(git, Git.content, repository.commit(), 99)

    def test_a_missing_tree(self, repository, git):
        commit = repository.commit({"in/a.yaml": "a"})
        repository.loose(repository.git("rev-parse", "HEAD:in").decode()).unlink()
        refusal(git, entries, commit)

    def test_no_such_path(self, repository, git):
        assert entries(git, repository.commit({"a.yaml": ""}), "b/") == []

    def test_objects_of_another_repository(self, repository, tmp_path):
        commit = repository.commit({"a.yaml": "a"})
        repository.git("clone", "--quiet", "--shared", ".", str(tmp_path / "clone"))
        with Git(tmp_path / "clone") as git:
            assert git.content(entries(git, commit)[0].oid, 9) == b"a"

    def test_objects_in_a_pack(self, repository, git):
        commit = repository.commit({"a.yaml": "a"})
        repository.git("gc", "--quiet")
        assert git.content(entries(git, commit)[0].oid, 9) == b"a"

    def test_a_replaced_one(self, repository, git):
        commit = repository.commit({"a.yaml": "true"})
        oid = entries(git, commit)[0].oid
        repository.git("replace", oid, repository.blob("false"))
        assert git.content(oid, 9) == b"true"

    def test_git_ends_in_between(self, repository, git):
        commit = repository.commit({"a.yaml": "a"})
        oid = entries(git, commit)[0].oid
        assert git.content(oid, 9) == b"a"
        git._reader.proc.kill()
        git._reader.proc.wait()
        refusal(git, Git.content, oid, 9)
        assert git.content(oid, 9) == b"a"

    def test_nothing_is_left_running(self, repository):
        oid = entries(Git(repository.folder), repository.commit({"a.yaml": "a"}))[0].oid
        with Git(repository.folder) as git:
            git.content(oid, 9)
            closed = git._reader.proc
        git.close()
        forgotten = Git(repository.folder)
        forgotten.content(oid, 9)
        process = forgotten._reader.proc
        del forgotten
        for running in (closed, process):
            assert running.returncode is not None
            assert running.stdout.closed
            assert running.stderr.closed

    def test_a_list_that_is_not_read_to_its_end(self, repository, git):
        commit = repository.commit({f"{number}.yaml": "" for number in range(2000)})
        some = git.entries(commit)
        assert next(some).path == "0.yaml"
        some.close()


class TestPartialClone:
    @pytest.fixture
    def partial(self, repository, tmp_path):
        repository.commit({"a.yaml": "a"})
        repository.git("config", "uploadpack.allowFilter", "true")
        return repository.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")

    @pytest.mark.parametrize("old", [False, True])
    def test_what_is_missing_is_not_fetched(self, partial, monkeypatch, old):
        if old:  # a git that does not know the variable
            monkeypatch.delitem(adapter._VARIABLES, "GIT_NO_LAZY_FETCH")
        partial.git("config", "protocol.allow", "always")
        partial.git("config", "protocol.file.allow", "always")
        with Git(partial.folder) as git:
            (entry,) = git.entries(git.commit("HEAD"))
            assert "git fetch" in refusal(git, Git.content, entry.oid, 9).hint
            refusal(git, Git.content, entry.oid, 9)
            refusal(git, Git.commit, "1" * 40)

    @pytest.mark.parametrize("old", [False, True])
    @pytest.mark.parametrize(
        "remote",
        [
            ("ext::sh -c touch% {marker}", ""),
            ("ssh://localhost/x", "core.sshCommand"),
            ("file://{folder}", "remote.origin.uploadpack"),
            ("git://localhost/x", "core.gitProxy"),
            ("https://localhost:1/x", "credential.helper"),
        ],
    )
    def test_a_remote_that_runs_something(self, partial, tmp_path, monkeypatch, remote, old):
        url, key = remote
        if old:
            monkeypatch.delitem(adapter._VARIABLES, "GIT_NO_LAZY_FETCH")
        marker = tmp_path / "marker"
        partial.git("config", "remote.origin.url", url.format(marker=marker, folder=partial.folder))
        for protocol in ("ext", "ssh", "file", "git", "https"):
            partial.git("config", f"protocol.{protocol}.allow", "always")
        if key:
            partial.git("config", key, f"touch {marker}; false")
        with Git(partial.folder) as git:
            (entry,) = git.entries(git.commit("HEAD"))
            refusal(git, Git.content, entry.oid, 9)
            refusal(git, Git.commit, "1" * 40)
        assert not marker.exists()


class TestHostileRepository:
    def test_nothing_that_is_configured_runs(self, repository, git, tmp_path):
        base = repository.commit({"a.yaml": "a", ".gitattributes": "*.yaml filter=evil diff=evil merge=evil\n"})
        head = repository.commit({"a.yaml": "b"})
        marker = tmp_path / "marker"
        program = tmp_path / "program"
        program.write_text(f"#!/bin/sh\ntouch {marker}\n")
        program.chmod(0o755)
        hooks = tmp_path / "hooks"
        hooks.mkdir()
        for name in (
            "post-checkout",
            "reference-transaction",
            "post-index-change",
            "fsmonitor-watchman",
            "pre-auto-gc",
        ):
            for folder in (hooks, repository.folder / ".git/hooks"):
                folder.mkdir(exist_ok=True)
                (folder / name).symlink_to(program)
        included = tmp_path / "included"
        included.write_text(f"[core]\n\tpager = {program}\n\tfsmonitor = {program}\n")
        for key in (
            "core.fsmonitor",
            "core.pager",
            "core.editor",
            "core.askPass",
            "core.sshCommand",
            "core.gitProxy",
            "core.alternateRefsCommand",
            "credential.helper",
            "gpg.program",
            "diff.external",
            "diff.evil.textconv",
            "diff.evil.command",
            "filter.evil.clean",
            "filter.evil.smudge",
            "filter.evil.process",
            "merge.evil.driver",
            "uploadpack.packObjectsHook",
            "sequence.editor",
            *(f"pager.{name}" for name in ("rev-parse", "ls-tree", "cat-file", "for-each-ref", "merge-base", "config")),
        ):
            repository.git("config", key, str(program))
        for name in ("rev-parse", "ls-tree", "cat-file", "merge-base", "for-each-ref"):
            repository.git("config", f"alias.{name}", f"!{program}")
        repository.git("config", "core.hooksPath", str(hooks))
        repository.git("config", "filter.evil.required", "true")
        repository.git("config", "include.path", str(included))
        repository.git("config", "color.ui", "always")
        with pytest.raises(AssertionError):
            repository.git("status")
        marker.unlink()  # it was there, so the trap works

        assert git.commit("HEAD") == head
        assert git.merge_bases(base, head) == (base,)
        assert git.default_base() == "refs/heads/main"
        assert [git.content(entry.oid, 99) for entry in git.entries(head)][1] == b"b"
        assert (git.prefix(), git.is_shallow(), git.is_sparse()) == ("", False, False)
        assert not marker.exists()

    def test_a_program_called_git_in_the_folder(self, repository, monkeypatch, tmp_path):
        commit = repository.commit()
        script(repository.folder / "bin", f"touch {tmp_path}/marker")
        (repository.folder / "bin/git").rename(repository.folder / "git")
        monkeypatch.chdir(repository.folder)
        with Git(repository.folder) as git:
            assert git.commit("HEAD") == commit
        assert not (tmp_path / "marker").exists()

    def test_a_folder_that_is_gone_while_one_stands_in_it(self, repository, git, tmp_path, monkeypatch):
        commit = repository.commit()
        (tmp_path / "gone").mkdir()
        monkeypatch.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        assert git.commit("HEAD") == commit


class TestEnvironment:
    def test_variables_of_git_do_not_lead_elsewhere(self, repository, git, tmp_path, monkeypatch):
        commit = repository.commit({"a.yaml": "a"})
        other = Repository.new(tmp_path / "other")
        other.commit({"b.yaml": "b"})
        trace = tmp_path / "trace"
        hostile = {
            "GIT_DIR": str(other.folder / ".git"),
            "GIT_WORK_TREE": str(other.folder),
            "GIT_OBJECT_DIRECTORY": str(other.folder / ".git/objects"),
            "GIT_INDEX_FILE": "/dev/null",
            "GIT_NAMESPACE": "other",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": "core.sparseCheckout",
            "GIT_CONFIG_VALUE_0": "true",
            "GIT_TRACE": str(trace),
            "GIT_TRACE2": str(trace),
            "GIT_EXEC_PATH": str(tmp_path),
            "GIT_NO_REPLACE_OBJECTS": "",
            "GIT_LITERAL_PATHSPECS": "0",
            "GIT_PYTHON_GIT_EXECUTABLE": "/bin/false",
        }
        for name, value in hostile.items():
            monkeypatch.setenv(name, value)
        assert git.commit("HEAD") == commit
        assert git.content(entries(git, commit)[0].oid, 9) == b"a"
        assert git.prefix() == ""
        assert not git.is_sparse()
        assert not trace.exists()
        assert {name: os.environ[name] for name in hostile} == hostile

    def test_git_is_not_installed(self, repository, git, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        assert "not installed" in refusal(git, Git.commit, "HEAD").message

    def test_git_may_not_be_run(self, repository, git, monkeypatch, tmp_path):
        script(tmp_path / "bin", "")
        (tmp_path / "bin/git").chmod(0o644)
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        assert "not installed" in refusal(git, Git.commit, "HEAD").message

    def test_the_library_does_not_start(self, git, monkeypatch):
        monkeypatch.setitem(sys.modules, "git", None)
        adapter._git_python.cache_clear()
        try:
            assert "does not run" in refusal(git, Git.commit, "HEAD").message
        finally:
            adapter._git_python.cache_clear()
        assert "GIT_PYTHON_REFRESH" not in os.environ

    @pytest.mark.parametrize(("body", "said"), [("exit 1", "not installed"), (None, "not installed")])
    def test_a_fresh_start_without_a_working_git(self, tmp_path, body, said):
        if body:
            script(tmp_path / "bin", body)
        code = (
            "import sys; from pathlib import Path\n"
            "from cxmap.adapters.git import Git\n"
            "from cxmap.errors import CxmapError\n"
            "assert 'git' not in sys.modules\n"
            "try: Git(Path('.')).commit('HEAD')\n"
            "except CxmapError as error: print(error.message)\n"
        )
        environment = {"PATH": str(tmp_path / "bin"), "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment
        )
        assert said in done.stdout, done.stderr
        assert done.stderr == ""

    def test_the_locale_does_not_matter(self, repository):
        repository.commit({"caf\u00e9/a.yaml": "a"})
        code = (
            "import os, sys; from pathlib import Path\n"
            "from cxmap.adapters.git import Git\n"
            "with Git(Path(os.fsdecode(sys.argv[1]))) as git:\n"
            "    print(ascii([entry.path for entry in git.entries(git.commit('HEAD'), 'caf\\u00e9/')]))\n"
        )
        for locale in ({"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
            environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **locale}
            done = subprocess.run(
                [sys.executable, "-c", code, repository.folder],
                capture_output=True,
                text=True,
                check=True,
                env=environment,
            )
            assert done.stdout == "['caf\\xe9/a.yaml']\n"


class TestPatience:
    @pytest.fixture
    def stuck(self, repository, tmp_path, monkeypatch):
        """Return a git that gets stuck in one of its commands."""
        adapter._git_python()
        real = shutil.which("git")

        def stick(command: str, body: str = "exec sleep 30") -> None:
            script(tmp_path / "bin", f'case "$*" in *" {command} "*) {body};; esac\nexec {real} "$@"')
            monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
            monkeypatch.setattr(adapter, "_PATIENCE", 0.3)

        return stick

    @pytest.mark.parametrize("command", ["rev-parse", "ls-tree", "cat-file"])
    def test_git_gets_stuck(self, repository, git, stuck, command):
        commit = repository.commit({"a.yaml": "a"})
        oid = entries(git, commit)[0].oid
        stuck(command)
        question = {
            "rev-parse": (Git.commit, "HEAD"),
            "ls-tree": (entries, commit),
            "cat-file": (Git.content, oid, 9),
        }[command]
        since = time.monotonic()
        assert "did not answer" in refusal(git, *question).message
        git.close()
        assert time.monotonic() - since < 10

    def test_a_list_without_end(self, repository, git, stuck):
        commit = repository.commit({"a.yaml": "a"})
        stuck("ls-tree", r"while :; do printf '100644 blob 1\ta.yaml\0'; done")
        assert "did not answer" in refusal(git, entries, commit).message

    def test_a_system_that_cannot_wait(self, repository, git, monkeypatch):
        monkeypatch.delattr(select, "poll")
        commit = repository.commit({"a.yaml": "a"})
        assert git.content(entries(git, commit)[0].oid, 9) == b"a"


def test_a_silent_failure(repository, git, tmp_path, monkeypatch):
    adapter._git_python()
    script(tmp_path / "bin", "exit 3")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "does not say why" in refusal(git, Git.prefix).message


def test_a_foreign_owner_without_advice(git):
    error = adapter._failure(b"fatal: detected dubious ownership in repository at 'x'\n")
    assert "safe.directory" in error.hint

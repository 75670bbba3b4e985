"""How git is started: what a hostile repository or environment may not turn, and what comes of a git that fails."""

import os
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from adapters.asking import advice, entries, refusal
from adapters.repositories import Repository

from cxmap.adapters import git_process
from cxmap.adapters.git import Git
from cxmap.parallel import Elsewhere


def script(folder: Path, body: str) -> None:
    folder.mkdir(exist_ok=True)
    path = folder / "git"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


class TestPartialClone:
    @pytest.fixture
    def partial(self, repository, tmp_path):
        repository.commit({"a.yaml": "a"})
        repository.git("config", "uploadpack.allowFilter", "true")
        return repository.clone(tmp_path / "partial", "--filter=blob:none", "--no-checkout")

    @pytest.mark.parametrize("old", [False, True])
    def test_what_is_missing_is_not_fetched(self, partial, monkeypatch, old):
        if old:  # a git that does not know the variable
            monkeypatch.delitem(git_process._VARIABLES, "GIT_NO_LAZY_FETCH")
        partial.git("config", "protocol.allow", "always")
        partial.git("config", "protocol.file.allow", "always")
        with Git(partial.folder) as git:
            (entry,) = git.entries(git.commit("HEAD"))
            assert "git fetch" in advice(refusal(git, Git.content, entry.oid, 9))
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
            monkeypatch.delitem(git_process._VARIABLES, "GIT_NO_LAZY_FETCH")
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
        assert "not installed" in str(refusal(git, Git.commit, "HEAD"))

    def test_git_may_not_be_run(self, repository, git, monkeypatch, tmp_path):
        script(tmp_path / "bin", "")
        (tmp_path / "bin/git").chmod(0o644)
        monkeypatch.setenv("PATH", str(tmp_path / "bin"))
        assert "not installed" in str(refusal(git, Git.commit, "HEAD"))

    def test_the_library_does_not_start(self, git, monkeypatch):
        monkeypatch.setitem(sys.modules, "git", None)
        git_process._git_python.cache_clear()
        try:
            assert "does not run" in str(refusal(git, Git.commit, "HEAD"))
        finally:
            git_process._git_python.cache_clear()
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
            "except CxmapError as error: print(error)\n"
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
        git_process._git_python()
        real = shutil.which("git")

        def stick(command: str, body: str = "exec sleep 30") -> None:
            script(tmp_path / "bin", f'case "$*" in *" {command} "*) {body};; esac\nexec {real} "$@"')
            monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
            monkeypatch.setattr(git_process, "_PATIENCE", 0.3)

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
        assert "did not answer" in str(refusal(git, *question))
        git.close()  # and this comes to an end

    def test_a_list_without_end(self, repository, git, stuck):
        commit = repository.commit({"a.yaml": "a"})
        stuck("ls-tree", r"while :; do printf '100644 blob 1\ta.yaml\0'; done")
        assert "did not answer" in str(refusal(git, entries, commit))

    def test_a_system_that_cannot_wait(self, repository, git, monkeypatch):
        monkeypatch.delattr(select, "poll")
        commit = repository.commit({"a.yaml": "a"})
        assert git.content(entries(git, commit)[0].oid, 9) == b"a"


def test_a_silent_failure(repository, git, tmp_path, monkeypatch):
    git_process._git_python()
    script(tmp_path / "bin", "exit 3")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "does not say why" in str(refusal(git, Git.prefix))


def test_a_foreign_owner_without_advice(git):
    error = git_process.failure(b"fatal: detected dubious ownership in repository at 'x'\n")
    assert "safe.directory" in advice(error)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no second process")
def test_a_copy_of_the_process_reads_for_itself(repository):
    repository.commit({f"{number}.yaml": f"{number}\n" * 200 for number in range(40)})
    with Git(repository.folder) as git:
        files = {entry.path: entry.oid for entry in git.entries(git.commit("HEAD"))}

        def read() -> dict[str, bytes | None]:
            return {path: git.content(oid, 10_000) for path, oid in files.items() for _ in range(5)}

        expected = {path: f"{path.removesuffix('.yaml')}\n".encode() * 200 for path in files}
        assert read() == expected
        other = Elsewhere(read)
        assert read() == expected
        assert other.outcome() == expected
        assert read() == expected


def test_a_command_to_be_copied_is_shown_whole():
    folder = "/" + "x" * 300
    error = git_process.failure(
        b"fatal: detected dubious ownership in repository at 'x'\n"
        b"To add an exception for this directory, call:\n\n"
        b"\tgit config --global --add safe.directory " + folder.encode() + b"\n"
    )
    assert advice(error) == f"If you trust it: `git config --global --add safe.directory {folder}`."

"""The working tree and a commit show the same files, refuse the same ones, and say so in the same way."""

import gc
import os
import socket
import threading
from pathlib import Path

import pytest
from adapters.asking import advice
from adapters.repositories import Repository, write

from cxmap.adapters import journey_files, work_tree
from cxmap.adapters.git import Git
from cxmap.adapters.git_tree import GitTree
from cxmap.adapters.work_tree import WorkTree, find_repository
from cxmap.errors import CxmapError
from cxmap.source.tree import DEFAULT_LIMITS, Blob, Limits, Tree, Unreadable, oid_of
from cxmap.words import say

SMALL = Limits(file_bytes=10, repository_bytes=25, files=3)


def wanted(path: str) -> bool:
    return path.endswith((".yaml", ".yml")) and not path.startswith("excluded/")


def listed(tree: Tree) -> dict[str, str]:
    """Return the listed paths, each with what is wrong with it."""
    blobs = list(tree.blobs(wanted))
    assert [blob.path for blob in blobs] == sorted(blob.path for blob in blobs)
    return {blob.path: blob.trouble.text if blob.trouble else "" for blob in blobs}


def why(tree: Tree, path: str) -> str:
    with pytest.raises(Unreadable) as caught:
        tree.read(path)
    return caught.value.message.text


@pytest.fixture(params=["folder", "commit", "commit below"])
def tree(request, tmp_path):
    """Return a function that makes a tree of files and links."""
    opened: list[Git] = []

    def make(files=(), links=(), limits=DEFAULT_LIMITS) -> Tree:
        repository = Repository.new(tmp_path / "repository")
        prefix = "some where/" if request.param == "commit below" else ""
        folder = repository.folder / prefix
        folder.mkdir(exist_ok=True)
        for path, content in dict(files).items():
            write(folder, path, content)
        for path, target in dict(links).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).symlink_to(target)
        if request.param == "folder":
            return WorkTree(folder, limits)
        opened.append(Git(folder))
        return GitTree(opened[0], repository.commit(), opened[0].prefix(), limits)

    yield make
    for git in opened:
        git.close()


def test_what_is_listed(tree):
    files = {
        "cxmap.yaml": "cxmap: 1",
        "a.yaml": "a",
        "a/a.yaml": "b",
        "a-b/a.yml": "c",
        "a/deep/er/a.yaml": "d",
        "a/cxmap.yaml": "cxmap: 1",
        "note.txt": "x",
        "excluded/a.yaml": "x",
        ".hidden/a.yaml": "x",
        "a/.hidden/deep/a.yaml": "x",
        ".file.yaml": "e",
    }
    found = tree(files)
    assert listed(found) == dict.fromkeys(
        ["a-b/a.yml", "a.yaml", "a/a.yaml", "a/deep/er/a.yaml"],
        "",
    )
    assert {path: found.read(path).decode() for path in listed(found)} == {
        "a-b/a.yml": "c",
        "a.yaml": "a",
        "a/a.yaml": "b",
        "a/deep/er/a.yaml": "d",
    }
    assert found.read("cxmap.yaml") == b"cxmap: 1"


def test_ids_are_those_of_git(tree):
    for blob in tree({"a.yaml": "a"}).blobs(wanted):
        assert blob.oid in ("", oid_of(b"a"))


@pytest.mark.parametrize(
    "name",
    [
        ":colon.yaml",
        ":(top)a.yaml",
        "-dash.yaml",
        "two\nlines.yaml",
        'quo"te.yaml',
        "tab\t.yaml",
        "back\\slash.yaml",
        "caf\u00e9.yaml",
        "cafe\u0301.yaml",
        "star*.yaml",
        "\x1b[31mred.yaml",
        "\u202egnp.yaml",
        "\U0001f6d2.yaml",
        " .yaml",
    ],
)
def test_odd_names(tree, name):
    found = tree({f"in/{name}": "content"})
    assert listed(found) == {f"in/{name}": ""}
    assert found.read(f"in/{name}") == b"content"


def test_a_name_that_is_not_utf_8(tree):
    found = tree({b"in/latin-\xe9.yaml": "a", b"latin-\xe9.txt": "a"})
    assert listed(found) == {"in/latin-\udce9.yaml": journey_files._NAME.text}
    assert found.read("in/latin-\udce9.yaml") == b"a"


def test_links(tree):
    links = {
        "same.yaml": "in/a.yaml",
        "over.yaml": "way/../in/./a.yaml",
        "way": "in",
        "through.yaml": "way/a.yaml",
        "second.yaml": "same.yaml",
        "folder.yaml": "in",
        "up": "..",
        "in/up": "..",
        "in/root.yaml": "../",
        "note": "/etc/passwd",
        "cxmap.yaml": "/etc/passwd",
        ".hidden/out.yaml": "/etc/passwd",
        "excluded/out": "/etc",
        "out.yaml": "/etc/passwd",
        "above.yaml": "../above.yaml",
        "far.yaml": "in/../../../../../dev/zero",
        "gone.yaml": "nowhere",
        "text.yaml": "in/note.txt",
        "hidden.yaml": ".hidden/secret.yaml",
        "below.yaml": "in/a.yaml/b",
        "round.yaml": "round.yaml",
        "one.yaml": "two.yaml",
        "two.yaml": "one.yaml",
        "long.yaml": "in/" + "./" * 1000 + "a.yaml",
    }
    found = tree({"in/a.yaml": "a", "in/note.txt": "x", ".hidden/secret.yaml": "x"}, links)
    nowhere = "This link leads to {target}, where there is no file"
    circle = journey_files._CIRCLE.text[: len(nowhere)]
    troubles = listed(found)
    # A commit does not say whether a link that leads out leads to a folder.
    assert troubles.pop("up", journey_files._LEADS_OUT.text) == journey_files._LEADS_OUT.text
    assert {path: text[: len(nowhere)] for path, text in troubles.items()} == {
        "in/a.yaml": "",
        **dict.fromkeys(("out.yaml", "above.yaml", "far.yaml"), journey_files._LEADS_OUT.text[: len(nowhere)]),
        **dict.fromkeys(("gone.yaml", "text.yaml", "hidden.yaml", "below.yaml"), nowhere),
        **dict.fromkeys(("round.yaml", "one.yaml", "two.yaml", "long.yaml"), circle),
    }
    assert why(found, "out.yaml") == journey_files.IS_LINK.text
    assert why(found, "cxmap.yaml") == journey_files.IS_LINK.text


def test_a_link_to_a_hidden_folder(tree):
    found = tree({".hidden/a.yaml": "a"}, {"seen.yaml": ".hidden"})
    assert "no file that cxmap reads" in listed(found).get("seen.yaml", "no file that cxmap reads")


@pytest.mark.parametrize(
    "path", ["", "/", "/etc/passwd", "../repository/a.yaml", "in/../a.yaml", "./a.yaml", "a.yaml/", "in//a.yaml", "a\0"]
)
def test_a_path_that_could_lead_out(tree, path):
    assert why(tree({"a.yaml": "a", "in/a.yaml": "a"}), path) == journey_files._OUTSIDE.text


@pytest.mark.parametrize("path", ["nowhere.yaml", "in", "in/nowhere.yaml", "a.yaml/b.yaml", "\ud800.yaml"])
def test_a_path_without_a_file(tree, path):
    assert why(tree({"a.yaml": "a", "in/a.yaml": "a"}), path)


def test_a_large_file(tree):
    found = tree({"fits.yaml": "x" * 10, "large.yaml": "x" * 11}, limits=SMALL)
    assert listed(found) == {"fits.yaml": "", "large.yaml": ""}
    assert found.read("fits.yaml") == b"x" * 10
    with pytest.raises(Unreadable) as caught:
        found.read("large.yaml")
    assert caught.value.message.values == {"limit": 10, "setting": "CXMAP_MAX_FILE_BYTES"}
    assert found.read("fits.yaml") == b"x" * 10


def test_too_many_files(tree):
    found = tree({f"{number}.yaml": "" for number in range(4)}, limits=SMALL)
    (blob,) = found.blobs(wanted)
    assert blob.path == "."
    assert blob.trouble.values == {"limit": 3, "setting": "CXMAP_MAX_FILES"}
    assert list(listed(tree({}, limits=Limits(files=4)))) == [f"{number}.yaml" for number in range(4)]


def test_too_many_links(tree):
    found = tree(links={f"{number}.yaml": "nowhere" for number in range(4)}, limits=SMALL)
    assert list(listed(found)) == ["."]


def test_files_too_large_together(tree):
    found = tree({f"{name}.yaml": "x" * 10 for name in "abc"}, limits=SMALL)
    if isinstance(found, WorkTree):
        (blob,) = found.blobs(wanted)
        assert blob.path == "."
        assert blob.trouble.values == {"limit": 25, "setting": "CXMAP_MAX_REPOSITORY_BYTES"}
        return
    for name in ("a", "a", "a", "b"):
        assert found.read(f"{name}.yaml")
    with pytest.raises(CxmapError) as caught:
        found.read("c.yaml")
    assert "CXMAP_MAX_REPOSITORY_BYTES" in advice(caught.value)


class TestGitTree:
    def test_what_it_is_called(self, repository, git):
        commit = repository.commit()
        names = {
            "": commit[:10],
            commit[:7]: commit[:10],
            "HEAD": f"{commit[:10]} (HEAD)",
            "refs/remotes/origin/main": f"{commit[:10]} (origin/main)",
            "refs/heads/main": f"{commit[:10]} (main)",
            "\x1b": f"{commit[:10]} (\\u001b)",
        }
        for revision, label in names.items():
            assert say(GitTree(git, commit, revision=revision).label) == label

    def test_a_folder_that_the_commit_does_not_hold(self, repository, git):
        commit = repository.commit({"a.yaml": "a"})
        tree = GitTree(git, commit, "in/")
        assert list(tree.blobs(wanted)) == []
        assert why(tree, "a.yaml")

    def test_submodules(self, repository, git, tmp_path):
        inner = Repository.new(tmp_path / "inner")
        inner.commit({"a.yaml": "a"})
        for name in ("sub", "excluded"):
            repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", name)
        tree = GitTree(git, repository.commit())
        assert list(listed(tree)) == ["sub"]
        assert "submodule" in listed(tree)["sub"]
        assert "submodule" in why(tree, "sub")
        assert listed(WorkTree(repository.folder)) == {"sub/a.yaml": ""}

    def test_a_file_that_is_listed_twice(self, repository, git):
        one, other = repository.blob("1"), repository.blob("2")
        commit = repository.commit_tree(("100644", one, b"a.yaml"), ("100644", other, b"a.yaml"))
        blobs = list(GitTree(git, commit).blobs(wanted))
        assert [(blob.path, bool(blob.trouble)) for blob in blobs] == [("a.yaml", False), ("a.yaml", True)]

    def test_folders_that_lead_out(self, repository, git):
        oid = repository.blob("1")
        inner = repository.git("mktree", stdin=f"100644 blob {oid}\ta.yaml\n".encode()).decode()
        commit = repository.commit_tree(("40000", inner, b".."), ("40000", inner, b".git"), ("100664", oid, b"b.yaml"))
        assert list(listed(GitTree(git, commit))) == ["b.yaml"]

    def test_a_tree_that_holds_itself_many_times(self, repository, git):
        oid = repository.blob("1")
        tree = repository.git("mktree", stdin=f"100644 blob {oid}\tnote.txt\n".encode())
        for _ in range(12):
            tree = repository.git(
                "mktree", stdin=b"".join(b"040000 tree %b\t%x\n" % (tree, name) for name in range(16))
            )
        commit = repository.git("commit-tree", "-m", "bomb", tree).decode()
        (blob,) = GitTree(git, commit, limits=Limits(files=1000)).blobs(wanted)
        assert blob == Blob(".", trouble=blob.trouble)
        assert blob.trouble

    def test_a_link_too_large_to_be_one(self, repository, git):
        commit = repository.commit_tree(("120000", repository.blob("x" * 100), b"a.yaml"))
        assert listed(GitTree(git, commit, limits=SMALL))["a.yaml"].startswith("This file holds more than")

    def test_the_content_is_missing(self, repository, git):
        tree = GitTree(git, repository.commit({"a.yaml": "a"}))
        (blob,) = tree.blobs(wanted)
        repository.loose(blob.oid).unlink()
        with pytest.raises(CxmapError):
            tree.read("a.yaml")

    def test_what_was_listed_is_not_looked_up_again(self, repository, monkeypatch):
        commit = repository.commit({"a.yaml": "a", "templates/b.j2": "b"})
        with Git(repository.folder) as git:
            tree = GitTree(git, commit)
            assert list(tree.blobs(lambda path: path.endswith(".yaml")))
            assert list(tree.blobs(lambda path: path.endswith(".j2")))
            monkeypatch.setattr(git, "entries", None)
            assert (tree.read("a.yaml"), tree.read("templates/b.j2")) == (b"a", b"b")


class TestWorkTree:
    def test_what_it_is_called(self, tmp_path):
        assert say(WorkTree(tmp_path).label) == "the working tree"

    def test_a_root_that_is_a_link(self, tmp_path):
        write(tmp_path, "real/in/a.yaml", "a")
        (tmp_path / "link").symlink_to("real")
        tree = WorkTree(tmp_path / "link")
        assert listed(tree) == {"in/a.yaml": ""}
        assert tree.read("in/a.yaml") == b"a"

    def test_a_root_that_is_gone(self, tmp_path):
        tree = WorkTree(tmp_path / "gone")
        assert listed(tree) == {".": journey_files.GONE.text}
        assert why(tree, "a.yaml") == journey_files.GONE.text

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes")
    def test_what_is_no_file(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.yaml")
        os.mkfifo(tmp_path / "pipe")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(tmp_path / "socket.yaml"))
            tree = WorkTree(tmp_path)
            assert listed(tree) == dict.fromkeys(["pipe.yaml", "socket.yaml"], work_tree._SPECIAL.text)
            for path in ("pipe.yaml", "socket.yaml"):
                assert why(tree, path) == work_tree._SPECIAL.text

    def test_a_pipe_that_somebody_writes_to(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.yaml")
        writer = threading.Thread(target=lambda: os.close(os.open(tmp_path / "pipe.yaml", os.O_RDWR)))
        writer.start()
        assert why(WorkTree(tmp_path), "pipe.yaml") == work_tree._SPECIAL.text
        writer.join()

    def test_a_device(self):
        assert why(WorkTree(Path("/dev")), "zero") == work_tree._SPECIAL.text

    def test_a_file_whose_size_the_system_does_not_know(self):
        tree = WorkTree(Path("/proc/self"), Limits(file_bytes=50))
        assert tree.read("comm")
        assert "more than" in why(tree, "status")

    def test_folders_and_files_that_may_not_be_read(self, tmp_path, monkeypatch):
        for path in ("a.yaml", "shut/a.yaml", "excluded/a.yaml"):
            write(tmp_path, path, "a")
        scan, open_ = os.scandir, os.open

        def scandir(path):
            if path.endswith((b"shut", b"excluded")):
                raise PermissionError
            return scan(path)

        def refuse(path, *arguments, **keywords):
            if path == b"a.yaml":
                raise PermissionError
            return open_(path, *arguments, **keywords)

        monkeypatch.setattr(os, "scandir", scandir)
        monkeypatch.setattr(os, "open", refuse)
        monkeypatch.setattr(os, "supports_dir_fd", {refuse})
        tree = WorkTree(tmp_path)
        assert listed(tree) == {"a.yaml": "", "shut": work_tree._FORBIDDEN.text}
        assert why(tree, "a.yaml") == work_tree._FORBIDDEN.text

    def test_a_disk_that_fails(self, tmp_path, monkeypatch):
        write(tmp_path, "a.yaml", "a")

        def fail(*_):
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(os, "read", fail)
        with pytest.raises(Unreadable) as caught:
            WorkTree(tmp_path).read("a.yaml")
        assert caught.value.message.values == {"error": "EIO"}

    def test_a_file_that_goes_while_the_folder_is_listed(self, tmp_path):
        write(tmp_path, "a.yaml", "a")
        write(tmp_path, "b.yaml", "b")

        def forget(path: str) -> bool:
            (tmp_path / "a.yaml").unlink(missing_ok=True)
            return wanted(path)

        assert {blob.path: bool(blob.trouble) for blob in WorkTree(tmp_path).blobs(forget)} in (
            {"a.yaml": True, "b.yaml": False},
            {"b.yaml": False},
        )

    @pytest.mark.parametrize("replacement", ["gone", "link", "pipe", "folder", "file"])
    def test_a_file_that_is_replaced_after_it_was_listed(self, tmp_path, replacement):
        write(tmp_path, "in/a.yaml", "old")
        write(tmp_path, "secret", "secret")
        tree = WorkTree(tmp_path)
        assert listed(tree) == {"in/a.yaml": ""}
        file = tmp_path / "in/a.yaml"
        file.unlink()
        match replacement:
            case "gone":
                assert why(tree, "in/a.yaml") == journey_files.GONE.text
            case "link":
                file.symlink_to("../secret")
                assert why(tree, "in/a.yaml") == journey_files.IS_LINK.text
            case "pipe":
                os.mkfifo(file)
                assert why(tree, "in/a.yaml") == work_tree._SPECIAL.text
            case "folder":
                file.mkdir()
                assert why(tree, "in/a.yaml") == work_tree._SPECIAL.text
            case "file":
                write(tmp_path, "in/a.yaml", "new")
                assert tree.read("in/a.yaml") == b"new"

    @pytest.mark.parametrize("by_path", [False, True])
    def test_a_folder_that_is_replaced_by_a_link(self, tmp_path, monkeypatch, by_path):
        if by_path:
            monkeypatch.setattr(os, "supports_dir_fd", set())
        write(tmp_path, "repository/in/deep/a.yaml", "mine")
        write(tmp_path, "outside/deep/a.yaml", "secret")
        tree = WorkTree(tmp_path / "repository")
        assert tree.read("in/deep/a.yaml") == b"mine"
        (tmp_path / "repository/in").rename(tmp_path / "moved")
        (tmp_path / "repository/in").symlink_to("../outside")
        assert listed(tree) == {"in": journey_files._LEADS_OUT.text}
        assert why(tree, "in/deep/a.yaml")

    def test_a_file_that_grows_while_it_is_read(self, tmp_path, monkeypatch):
        write(tmp_path, "a.yaml", "x" * 9)
        read = os.read

        def grow(descriptor: int, size: int) -> bytes:
            with (tmp_path / "a.yaml").open("a") as file:
                file.write("y")
            return read(descriptor, size)

        monkeypatch.setattr(os, "read", grow)
        assert "more than" in why(WorkTree(tmp_path, SMALL), "a.yaml")

    @pytest.mark.parametrize("path", ["a.yaml", "in/a.yaml", "in/link.yaml", "link/a.yaml", "nowhere.yaml"])
    def test_a_system_that_cannot_open_step_by_step(self, tmp_path, monkeypatch, path):
        write(tmp_path, "a.yaml", "a")
        write(tmp_path, "in/a.yaml", "a")
        (tmp_path / "in/link.yaml").symlink_to("a.yaml")
        (tmp_path / "link").symlink_to("in")
        step_by_step = WorkTree(tmp_path)
        monkeypatch.setattr(os, "supports_dir_fd", set())
        monkeypatch.setattr(work_tree, "_SAFE", os.O_NONBLOCK)
        tree = WorkTree(tmp_path)
        if path in ("a.yaml", "in/a.yaml"):
            assert tree.read(path) == b"a"
        else:
            assert why(tree, path)
        monkeypatch.undo()
        assert ("link" in path or "no" in path) or step_by_step.read(path) == b"a"

    def test_nothing_stays_open(self, tmp_path):
        write(tmp_path, "in/a.yaml", "a")
        write(tmp_path, "b.yaml", "b")
        gc.collect()
        before = len(list(Path("/proc/self/fd").iterdir()))
        tree = WorkTree(tmp_path)
        for path in ("in/a.yaml", "b.yaml", "in/a.yaml"):
            tree.read(path)
        for path in ("in/gone.yaml", "gone/gone.yaml", "in/a.yaml/b/c"):
            why(tree, path)
        del tree
        gc.collect()  # what pytest.raises has caught
        assert len(list(Path("/proc/self/fd").iterdir())) == before

    def test_windows_paths(self, tmp_path, monkeypatch):
        tree = WorkTree(tmp_path)
        monkeypatch.setattr(work_tree.os, "name", "nt")
        for path in ("in\\a.yaml", "C:a.yaml", "a.yaml:stream"):
            assert why(tree, path) == journey_files._OUTSIDE.text


class TestFindRepository:
    def test_here_and_above(self, tmp_path):
        write(tmp_path, "map/cxmap.yaml", "cxmap: 1")
        write(tmp_path, "map/in/deep/a.yaml", "a")
        for start in ("map", "map/in", "map/in/deep", "map/in/../in"):
            assert find_repository(tmp_path / start) == (tmp_path / "map").resolve()

    def test_relative_to_the_current_folder(self, tmp_path, monkeypatch):
        write(tmp_path, "cxmap.yaml", "cxmap: 1")
        monkeypatch.chdir(tmp_path)
        assert find_repository(Path()) == tmp_path.resolve()

    def test_through_a_link(self, tmp_path):
        write(tmp_path, "map/cxmap.yaml", "cxmap: 1")
        (tmp_path / "link").symlink_to("map")
        assert find_repository(tmp_path / "link") == (tmp_path / "map").resolve()

    def complaint(self, start: Path) -> str:
        with pytest.raises(CxmapError) as caught:
            find_repository(start)
        for text in (str(caught.value), advice(caught.value)):
            assert text.endswith(".")
            assert text.isprintable()
        return str(caught.value)

    def test_none(self, tmp_path):
        assert "no journey repository" in self.complaint(tmp_path)

    def test_no_folder(self, tmp_path):
        assert "There is no folder" in self.complaint(tmp_path / "gone\x1b")

    def test_a_file(self, tmp_path):
        write(tmp_path, "cxmap.yaml", "cxmap: 1")
        assert "is a file" in self.complaint(tmp_path / "cxmap.yaml")

    @pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
    def test_a_configuration_that_is_no_file(self, tmp_path, kind):
        config = tmp_path / "cxmap.yaml"
        {"folder": config.mkdir, "link": lambda: config.symlink_to("a"), "pipe": lambda: os.mkfifo(config)}[kind]()
        assert "no ordinary file" in self.complaint(tmp_path)

    def test_a_folder_that_may_not_be_read(self, tmp_path, monkeypatch):
        def refuse(*_, **__):
            raise PermissionError

        monkeypatch.setattr(Path, "lstat", refuse)
        assert "not allowed" in self.complaint(tmp_path)

    @pytest.mark.parametrize("start", ["round", "a\0b", "x" * 5000])
    def test_what_cannot_be_a_folder(self, tmp_path, start):
        (tmp_path / "round").symlink_to("round")
        self.complaint(tmp_path / start)

    def test_the_current_folder_is_gone(self, tmp_path, monkeypatch):
        (tmp_path / "gone").mkdir()
        monkeypatch.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        self.complaint(Path())

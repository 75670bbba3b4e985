"""A commit and its unchanged working tree hold the same files, and have the same trouble."""

import os

import pytest
from adapters.repositories import Repository, write
from adapters.test_trees import listed

from cxmap.adapters.checkout import Checkout
from cxmap.adapters.git import Git
from cxmap.adapters.git_tree import GitTree
from cxmap.words import say


def same(repository: Repository, folder: str = "") -> dict[str, str]:
    """Return what a commit of everything and its working tree both list, each with its trouble."""
    commit = repository.commit()
    with Git(repository.folder / folder) as git:
        in_commit = GitTree(git, commit, git.prefix())
        checkout = Checkout(git, repository.folder / folder)
        found = listed(checkout)
        assert found == listed(in_commit)
        for path, trouble in found.items():
            assert trouble or checkout.read(path) == in_commit.read(path)
    return found


def troubled(found: dict[str, str]) -> dict[str, str]:
    return {path: trouble[:30] for path, trouble in found.items() if trouble}


def test_what_it_is_called(repository, git):
    assert say(Checkout(git, repository.folder).label) == "the working tree"


@pytest.mark.parametrize("folder", ["", "map/", "some where/deep/"])
def test_plain_files(repository, folder):
    for path in ("cxmap.yaml", "a.yaml", "in/b.yaml", ".hidden/c.yaml", "note.txt", "excluded/d.yaml"):
        write(repository.folder, folder + path, path)
    write(repository.folder, "other.yaml", "x")
    assert list(same(repository, folder)) == (
        ["a.yaml", "in/b.yaml"] if folder else ["a.yaml", "in/b.yaml", "other.yaml"]
    )


@pytest.mark.parametrize(
    "name",
    [b":colon", b"-dash", b"two\nlines", b'quo"te', b"caf\xe9", "caf\u00e9".encode(), b"*", b"\x1b[31m", b"back\\"],
)
def test_odd_names(repository, name):
    write(repository.folder, name + b"/" + name + b".yaml", "x")
    write(repository.folder, name + b".yaml", "x")
    assert len(same(repository)) == 2


def test_what_is_not_committed_counts(repository, git):
    repository.commit({"a.yaml": "a", "gone.yaml": "x"})
    (repository.folder / "gone.yaml").unlink()
    write(repository.folder, "a.yaml", "edited")
    write(repository.folder, "new/b.yaml", "new")
    repository.git("add", "--intent-to-add", "new/b.yaml")
    write(repository.folder, "c.yaml", "new")
    checkout = Checkout(git, repository.folder)
    assert list(listed(checkout)) == ["a.yaml", "c.yaml", "new/b.yaml"]
    assert checkout.read("a.yaml") == b"edited"


class TestIgnored:
    def test_files_and_folders(self, repository):
        repository.commit({".gitignore": "build/\n*.tmp.yaml\n", "in/.gitignore": "/own.yaml\n", "in/a.yaml": "a"})
        for path in ("build/b.yaml", "build/deep/c.yaml", "d.tmp.yaml", "in/own.yaml", "in/build/e.yaml"):
            write(repository.folder, path, "x")
        assert same(repository) == {"in/a.yaml": ""}

    def test_what_is_committed_all_the_same(self, repository):
        repository.commit({"build/a.yaml": "a"})
        write(repository.folder, ".gitignore", "build/\n")
        write(repository.folder, "build/b.yaml", "b")
        assert same(repository) == {"build/a.yaml": ""}

    def test_the_whole_folder(self, repository):
        write(repository.folder, "map/a.yaml", "a")
        write(repository.folder, ".gitignore", "map/\n")
        assert same(repository, "map") == {}

    def test_a_link_to_what_is_ignored(self, repository):
        repository.commit({".gitignore": "build/\n"})
        write(repository.folder, "build/a.yaml", "x")
        (repository.folder / "link.yaml").symlink_to("build/a.yaml")
        assert list(troubled(same(repository))) == ["link.yaml"]

    def test_a_folder_that_may_not_be_read(self, repository, git, monkeypatch):
        repository.commit({".gitignore": "build/\n", "shut/a.yaml": "a", "open.yaml": "a"})
        write(repository.folder, "build/x.yaml", "x")
        scan = os.scandir

        def scandir(path):
            if path.endswith((b"shut", b"build")):
                raise PermissionError
            return scan(path)

        monkeypatch.setattr(os, "scandir", scandir)
        assert list(troubled(listed(Checkout(git, repository.folder)))) == ["shut"]


class TestOtherRepositories:
    @pytest.fixture
    def inner(self, tmp_path) -> Repository:
        inner = Repository.new(tmp_path / "inner")
        inner.commit({"a.yaml": "a", "in/b.yaml": "b"})
        return inner

    def test_a_submodule(self, repository, inner):
        for name in ("sub", "excluded", "deep/sub"):
            repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", name)
        found = same(repository)
        assert list(found) == ["deep/sub", "sub"]
        assert "submodule" in found["sub"]

    def test_a_submodule_that_was_not_fetched(self, repository, inner, tmp_path):
        repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", "sub")
        repository.commit()
        clone = repository.clone(tmp_path / "clone")
        assert list((clone.folder / "sub").iterdir()) == []
        assert list(troubled(same(clone))) == ["sub"]

    def test_a_submodule_that_is_removed(self, repository, git, inner):
        repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", "sub")
        repository.commit()
        repository.git("rm", "--quiet", "-f", "sub")
        assert listed(Checkout(git, repository.folder)) == {}

    def test_a_submodule_that_is_new(self, repository, git, inner):
        repository.commit({"a.yaml": "a"})
        repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", "sub")
        assert list(troubled(listed(Checkout(git, repository.folder)))) == ["sub"]

    def test_a_repository_that_nobody_told_git_about(self, repository, git, inner):
        repository.commit({"a.yaml": "a"})
        inner.clone(repository.folder / "clones/one")
        found = listed(Checkout(git, repository.folder))
        assert list(found) == ["a.yaml", "clones/one"]
        assert "submodule" in found["clones/one"]

    def test_one_that_is_ignored(self, repository, inner):
        repository.commit({".gitignore": "clones/\n", "a.yaml": "a"})
        inner.clone(repository.folder / "clones/one")
        assert same(repository) == {"a.yaml": ""}

    def test_a_second_working_tree_inside(self, repository, git):
        repository.commit({"a.yaml": "a"})
        repository.git("worktree", "add", "--quiet", "trees/second")
        assert list(troubled(listed(Checkout(git, repository.folder)))) == ["trees/second"]

    def test_links_into_one(self, repository, inner):
        repository.git("submodule", "--quiet", "add", f"file://{inner.folder}", "sub")
        (repository.folder / "file.yaml").symlink_to("sub/a.yaml")
        (repository.folder / "folder").symlink_to("sub")
        assert list(troubled(same(repository))) == ["file.yaml", "sub"]


LINKS = {
    "same.yaml": "in/a.yaml",
    "way": "in",
    "way.yaml": "in",
    "up": "..",
    "in/root": "../",
    "note": "/etc/passwd",
    "out.yaml": "/etc/passwd",
    "out": "/etc",
    "above": "../..",
    "gone.yaml": "nowhere",
    "gone": "nowhere",
    "text.yaml": "in/note.txt",
    "hidden.yaml": ".hidden/a.yaml",
    "round.yaml": "round.yaml",
    "round": "round",
    "excluded/out.yaml": "/etc/passwd",
    "empty.yaml": "empty",
}


class TestLinks:
    @pytest.mark.parametrize("folder", ["", "map/"])
    def test_of_every_kind(self, repository, folder):
        for path in ("in/a.yaml", "in/note.txt", ".hidden/a.yaml", "excluded/a.yaml"):
            write(repository.folder, folder + path, "x")
        for path, target in LINKS.items():
            (repository.folder / folder / path).symlink_to(target)
        found = same(repository, folder)
        assert [path for path in found if not found[path]] == ["in/a.yaml"]
        assert set(troubled(found)) == {"out.yaml", "gone.yaml", "text.yaml", "hidden.yaml", "round.yaml", "empty.yaml"}

    def test_where_the_system_has_none(self, repository, git):
        for path, target in LINKS.items():
            (repository.folder / path).parent.mkdir(exist_ok=True)
            (repository.folder / path).symlink_to(target)
        commit = repository.commit({"in/a.yaml": "a", "in/b.yaml": "b"})
        repository.git("config", "core.symlinks", "false")
        repository.git("rm", "--quiet", "-r", "--cached", ".")
        for path in LINKS:
            (repository.folder / path).unlink()
        repository.git("reset", "--quiet", "--hard", commit)
        assert (repository.folder / "same.yaml").read_text() == "in/a.yaml"
        assert listed(Checkout(git, repository.folder)) == {"in/a.yaml": "", "in/b.yaml": ""}

    def test_a_file_in_place_of_a_link(self, repository, git):
        (repository.folder / "a.yaml").symlink_to("in/a.yaml")
        repository.commit({"in/a.yaml": "a"})
        (repository.folder / "a.yaml").unlink()
        write(repository.folder, "a.yaml", "edited")
        assert listed(Checkout(git, repository.folder)) == {"a.yaml": "", "in/a.yaml": ""}


def test_nothing_configured_runs(repository, git, tmp_path):
    repository.commit({"a.yaml": "a", ".gitattributes": "*.yaml filter=evil\n"})
    marker = tmp_path / "marker"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {marker}\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "filter.evil.clean",
        "filter.evil.process",
        "pager.ls-files",
        "core.editor",
    ):
        repository.git("config", key, str(program))
    for key, value in {
        "core.untrackedCache": "true",
        "core.preloadIndex": "true",
        "status.showUntrackedFiles": "no",
        "alias.ls-files": f"!{program}",
        "core.quotePath": "true",
        "color.ui": "always",
    }.items():
        repository.git("config", key, value)
    write(repository.folder, "a.yaml", "edited")
    write(repository.folder, "new.yaml", "new")
    index = (repository.folder / ".git/index").read_bytes()
    assert list(listed(Checkout(git, repository.folder))) == ["a.yaml", "new.yaml"]
    assert not marker.exists()
    assert (repository.folder / ".git/index").read_bytes() == index

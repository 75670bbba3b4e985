"""What git is asked, and what comes of repositories that are incomplete or damaged."""

import os

import pytest
from adapters.asking import advice, entries, refusal
from adapters.repositories import Repository, write

from cxmap.adapters.git import Git

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
        assert "cannot be a revision" in str(refusal(git, Git.commit, name))

    @pytest.mark.parametrize(
        "name", ["nowhere", "main..main", "^main", "main:a.yaml", "main^{tree}", "\u202egnp", "HEAD~7", "a b", "~", "*"]
    )
    def test_an_unknown_one(self, repository, git, name):
        repository.commit({"a.yaml": "a"})
        error = refusal(git, Git.commit, name)
        assert "There is no commit" in str(error)
        assert "git fetch" in advice(error)

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
        assert "more than one thing" in str(error)
        assert "refs/heads/" in advice(error)
        assert git.commit("refs/tags/main") == first

    def test_nothing_committed(self, repository, git):
        error = refusal(git, Git.commit, "HEAD")
        assert "nothing is committed here yet" in str(error)
        assert "git commit" in advice(error)

    def test_a_shallow_clone(self, repository, tmp_path):
        first = repository.commit()
        repository.commit()
        with Git(repository.clone(tmp_path / "clone", "--depth=1").folder) as git:
            assert git.is_shallow()
            for name in ("HEAD~1", first, "elsewhere"):
                error = refusal(git, Git.commit, name)
                assert "shallow" in str(error)
                assert "fetch-depth: 0" in advice(error)

    def test_a_missing_commit(self, repository, git):
        repository.loose(repository.commit()).unlink()
        error = refusal(git, Git.commit, "HEAD")
        assert "git fsck" in advice(error) or "git fetch" in advice(error)

    def test_a_damaged_commit(self, repository, git):
        loose = repository.loose(repository.commit())
        loose.chmod(0o644)
        loose.write_bytes(b"no object")
        error = refusal(git, Git.commit, "HEAD")
        assert "git cannot read the commit" in str(error)
        assert "git fsck" in advice(error)

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
            assert "fetch-depth: 0" in advice(error)

    def test_a_shallow_clone_that_holds_it(self, repository, tmp_path):
        repository.commit()
        base = repository.commit()
        repository.git("branch", "other")
        repository.commit({"a": "1"})
        repository.git("checkout", "--quiet", "other")
        repository.commit({"b": "1"})
        with Git(repository.clone(tmp_path / "clone", "--depth=2", "--no-single-branch").folder) as git:
            assert git.is_shallow()
            main, other = git.commit("main"), git.commit("other")
            assert git.merge_bases(main, other) == (base,)
            assert git.merge_bases(other, base) == (base,)

    def test_a_shallow_clone_that_may_hold_only_an_older_one(self, repository, tmp_path):
        """Both branches merged an old branch of late, but they parted after it: where, the clone cannot say."""
        old = repository.commit({"old": "1"})
        for number in range(3):
            repository.commit({"a": str(number)})
        repository.git("branch", "other")
        for branch, path in (("main", "b"), ("other", "c")):
            repository.git("checkout", "--quiet", branch)
            repository.commit({path: "1"})
            tree = repository.git("rev-parse", "HEAD^{tree}").decode()
            repository.git("reset", "--hard", repository.git("commit-tree", "-p", "HEAD", "-p", old, "-m", "m", tree))
        with Git(repository.folder) as git:
            assert git.merge_bases(git.commit("main"), git.commit("other")) != (old,)
        with Git(repository.clone(tmp_path / "clone", "--depth=2", "--no-single-branch").folder) as git:
            assert "fetch-depth: 0" in advice(refusal(git, Git.merge_bases, git.commit("main"), git.commit("other")))

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
        assert "no git repository" in str(error)
        assert "no git repository" in str(refusal(Git(tmp_path), Git.commit, "HEAD"))

    def test_no_folder(self, tmp_path):
        refusal(Git(tmp_path / "nowhere"), Git.prefix)

    def test_a_bare_repository(self, repository):
        repository.git("clone", "--quiet", "--bare", ".", "bare.git")
        assert "bare" in str(refusal(Git(repository.folder / "bare.git"), Git.commit, "HEAD"))

    def test_a_bare_repository_that_was_named(self, repository, git):
        commit = repository.commit({"map/a.yaml": "a"})
        repository.git("clone", "--quiet", "--bare", ".", "bare.git")
        assert not git.is_bare()
        with Git(repository.folder / "bare.git", bare=True) as bare:
            assert bare.is_bare()
            assert bare.prefix() == ""
            assert bare.commit("HEAD") == commit
            assert [entry.path for entry in bare.entries(commit)] == ["map/a.yaml"]
            assert bare.about(commit).author == "Ada"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
    def test_a_bare_repository_of_somebody_else(self, repository):
        repository.commit()
        repository.git("clone", "--quiet", "--bare", ".", "bare.git")
        os.chown(repository.folder / "bare.git", 12345, 12345)
        with Git(repository.folder / "bare.git", bare=True) as git:
            assert "another user" in str(refusal(git, Git.commit, "HEAD"))

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away")
    def test_a_repository_of_somebody_else(self, repository, git):
        repository.commit()
        os.chown(repository.folder, 12345, 12345)
        os.chown(repository.folder / ".git", 12345, 12345)
        error = refusal(git, Git.commit, "HEAD")
        assert "another user" in str(error)
        assert f"safe.directory {repository.folder}" in advice(error)

    def test_a_repository_of_a_newer_git(self, repository, git):
        repository.git("config", "core.repositoryFormatVersion", "1")
        repository.git("config", "extensions.tomorrow", "true")
        assert "newer git" in str(refusal(git, Git.commit, "HEAD"))

    def test_a_repository_of_a_format_to_come(self, repository, git):
        repository.git("config", "core.repositoryFormatVersion", "9")
        assert "newer git" in str(refusal(git, Git.is_shallow))

    def test_a_broken_configuration(self, repository, git):
        (repository.folder / ".git/config").write_text("[core\n")
        assert "bad config line" in str(refusal(git, Git.prefix))

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
        assert "not a git repository" in str(refusal(Git(tmp_path / "second"), Git.commit, "HEAD"))

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

    def test_links(self, repository, git):
        assert git.has_links()
        repository.git("config", "core.symlinks", "true")
        assert git.has_links()
        repository.git("config", "core.symlinks", "false")
        assert not git.has_links()

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
        assert "base:" in advice(refusal(git, Git.default_base))


class TestBranches:
    @pytest.fixture
    def clone(self, repository, tmp_path) -> Repository:
        repository.commit()
        for name in ("topic/one", "topic/two", "fix"):
            repository.git("branch", name)
        repository.git("tag", "v1")
        clone = repository.clone(tmp_path / "clone")
        clone.git("branch", "topic/mine")
        return clone

    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("origin/*", ["origin/fix", "origin/main", "origin/topic/one", "origin/topic/two"]),
            ("topic/*", ["topic/mine"]),
            ("*topic/*", ["topic/mine", "origin/topic/one", "origin/topic/two"]),
            ("refs/heads/*", ["main", "topic/mine"]),
            ("refs/remotes/origin/topic/*", ["origin/topic/one", "origin/topic/two"]),
            ("refs/tags/*", ["v1"]),
            ("origin/fix", ["origin/fix"]),
            ("*", ["main", "topic/mine", "origin/fix", "origin/main", "origin/topic/one", "origin/topic/two"]),
            ("v1", []),
            ("ORIGIN/*", []),
            ("origin", []),
            ("", []),
            ("--all", []),
            ("[", []),
            ("*o" * 200 + "z", []),
        ],
    )
    def test_patterns(self, clone, pattern, names):
        with Git(clone.folder) as git:
            found, left = git.branches(pattern)
            assert [branch.name for branch in found] == names
            assert left == 0
            assert {branch.commit for branch in found} <= {git.commit("HEAD")}
            assert all(branch.commit == git.commit(branch.ref) for branch in found)

    def test_names_that_stand_for_another_branch(self, clone):
        clone.git("symbolic-ref", "refs/heads/alias", "refs/heads/main")
        with Git(clone.folder) as git:
            refs = [branch.ref for branch in git.branches("*").found]
        assert "refs/heads/main" in refs
        assert not {"refs/heads/alias", "refs/remotes/origin/HEAD"} & set(refs)

    def test_more_than_anybody_wants(self, clone):
        with Git(clone.folder) as git:
            found, left = git.branches("origin/*", most=3)
            assert [branch.name for branch in found] == ["origin/fix", "origin/main", "origin/topic/one"]
            assert left == 1

    def test_odd_names(self, repository, git):
        repository.commit()
        names = ["caf\u00e9", "-dash", 'quo"te', "{{x}}", "%(refname)", "\u202egnp", "\udce9"]
        for name in names:
            repository.git("update-ref", f"refs/heads/{name}".encode("utf-8", "surrogateescape"), "HEAD")
        assert {branch.name for branch in git.branches("*").found} == {"main", *names}

    def test_a_branch_whose_commit_is_missing(self, repository, git):
        repository.commit()
        (repository.folder / ".git/refs/heads/gone").write_text("1" * 40 + "\n")
        assert [branch.name for branch in git.branches("*").found] == ["gone", "main"]

    def test_nothing_committed(self, git):
        assert git.branches("*") == ((), 0)

    def test_no_repository(self, tmp_path):
        assert "no git repository" in str(refusal(Git(tmp_path), Git.branches, "*"))


class TestWorkingTree:
    def test_what_is_tracked_and_what_is_ignored(self, repository, git):
        repository.commit({".gitignore": "build/\n*.tmp.yaml\n", "a.yaml": "a", "in/b.yaml": "b"})
        for path in ("build/x.yaml", "in/y.tmp.yaml", "new.yaml"):
            write(repository.folder, path, "x")
        assert [entry.path for entry in git.tracked()] == [".gitignore", "a.yaml", "in/b.yaml"]
        assert git.ignored() == {"build/", "in/y.tmp.yaml"}
        with Git(repository.folder / "in") as inner:
            assert [entry.path for entry in inner.tracked()] == ["b.yaml"]
            assert inner.ignored() == {"y.tmp.yaml"}

    @pytest.mark.parametrize("name", NAMES)
    def test_names_of_every_kind(self, repository, git, name):
        repository.commit({b"in/" + name: "x"})
        write(repository.folder, b"build/" + name, "x")
        write(repository.folder, b"in/new-" + name, "x")
        write(repository.folder, ".git/info/exclude", "new-*\n")
        shown = name.decode("utf-8", "surrogateescape")
        assert [entry.path for entry in git.tracked()] == [f"in/{shown}"]
        assert git.ignored() == {f"in/new-{shown}"}

    def test_an_index_that_is_damaged(self, repository, git):
        repository.commit({"a.yaml": "a"})
        (repository.folder / ".git/index").write_bytes(b"no index")
        refusal(git, lambda git: list(git.tracked()))


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
        assert oid in str(error)
        assert "git fsck" in advice(error)

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
        git.plumbing._reader.proc.kill()
        git.plumbing._reader.proc.wait()
        refusal(git, Git.content, oid, 9)
        assert git.content(oid, 9) == b"a"

    def test_nothing_is_left_running(self, repository):
        oid = entries(Git(repository.folder), repository.commit({"a.yaml": "a"}))[0].oid
        with Git(repository.folder) as git:
            git.content(oid, 9)
            closed = git.plumbing._reader.proc
        git.close()
        forgotten = Git(repository.folder)
        forgotten.content(oid, 9)
        process = forgotten.plumbing._reader.proc
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

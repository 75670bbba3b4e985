"""Files written into a folder: only what has changed, nothing of anybody else's, and all of it or nothing."""

import json
import os
import resource
import sys
from pathlib import Path

import pytest
from adapters.asking import advice

from cxmap.adapters.folder import as_written, is_inside, mark_of, write_folder
from cxmap.errors import CxmapError

LIST = ".cxmap-report.json"
FILES = {"README.md": b"# Map\n", "stages/buy.md": b"# Buying\n", "pictures/map.svg": b"<svg/>\n"}


def seen(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return what would tell that a file was written again: its number, its time and its content."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names(folder: Path) -> set[str]:
    return set(seen(folder)) - {LIST}


def refused(folder: Path, files: dict[str, bytes], **options: bool) -> CxmapError:
    """Return why files are not written, given that nothing at all is."""
    before = seen(folder) if folder.is_dir() else {}
    with pytest.raises(CxmapError) as caught:
        write_folder(folder, files, **options)
    assert (seen(folder) if folder.is_dir() else {}) == before
    return caught.value


def test_files_are_written_with_a_list_of_them(tmp_path):
    outcome = write_folder(tmp_path / "docs" / "map", FILES)
    assert outcome == (("README.md", "pictures/map.svg", "stages/buy.md"), 0, (), ())
    assert {name: content for name, (_, _, content) in seen(tmp_path / "docs/map").items() if name != LIST} == FILES
    assert json.loads((tmp_path / "docs/map" / LIST).read_text())["files"].keys() == FILES.keys()


def test_nothing_is_written_again_that_is_the_same(tmp_path):
    write_folder(tmp_path, FILES)
    before = seen(tmp_path)
    assert write_folder(tmp_path, FILES) == ((), 3, (), ())
    assert seen(tmp_path) == before
    changed = {**FILES, "README.md": b"# New\n"}
    assert write_folder(tmp_path, changed).written == ("README.md",)
    after = seen(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"README.md", LIST}


def test_files_that_are_there_as_written_are_known_by_their_mark(tmp_path):
    assert as_written(tmp_path / "docs", mark_of(FILES)) is None
    write_folder(tmp_path, FILES)
    before = seen(tmp_path)
    assert as_written(tmp_path, mark_of(FILES)) == 3
    assert as_written(tmp_path, mark_of({**FILES, "README.md": b"# New\n"})) is None
    assert as_written(tmp_path, mark_of({"README.md": FILES["README.md"]})) is None
    assert as_written(tmp_path, mark_of(FILES), "site") is None
    assert seen(tmp_path) == before


@pytest.mark.parametrize("name", [*FILES, LIST])
@pytest.mark.parametrize(
    "spoil",
    [
        Path.unlink,
        lambda path: path.write_bytes(path.read_bytes() + b" "),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.rename(path.with_suffix(".old")), path.symlink_to(path.with_suffix(".old"))),
    ],
    ids=["gone", "edited", "a folder", "a link"],
)
def test_files_that_are_not_as_written_are_not_known(tmp_path, name, spoil):
    write_folder(tmp_path, FILES)
    spoil(tmp_path / name)
    assert as_written(tmp_path, mark_of(FILES)) is None


def test_line_ends_that_git_changed_are_no_change(tmp_path):
    write_folder(tmp_path, FILES)
    (tmp_path / "README.md").write_bytes(b"# Map\r\n")
    assert as_written(tmp_path, mark_of(FILES)) == 3
    assert write_folder(tmp_path, FILES).written == ()
    assert write_folder(tmp_path, {**FILES, "README.md": b"# New\n"}).written == ("README.md",)


def test_what_is_gone_is_removed_and_what_is_of_others_stays(tmp_path):
    write_folder(tmp_path, FILES)
    (tmp_path / "stages" / "notes.md").write_text("mine\n")
    outcome = write_folder(tmp_path, {"README.md": b"# Map\n"})
    assert outcome.removed == ("pictures/map.svg", "stages/buy.md")
    assert names(tmp_path) == {"README.md", "stages/notes.md"}
    assert not (tmp_path / "pictures").exists()


def test_what_is_gone_and_was_edited_is_kept_and_named(tmp_path):
    write_folder(tmp_path, FILES)
    (tmp_path / "stages/buy.md").write_text("edited\n")
    assert write_folder(tmp_path, {"README.md": b"# Map\n"}).kept == ("stages/buy.md",)
    assert (tmp_path / "stages/buy.md").read_text() == "edited\n"
    assert write_folder(tmp_path, {"README.md": b"# Map\n"}).kept == ()


def test_what_was_edited_is_replaced_only_where_that_is_asked_for(tmp_path):
    write_folder(tmp_path, FILES)
    (tmp_path / "README.md").write_text("edited\n")
    error = refused(tmp_path, FILES)
    assert "README.md was written by cxmap, and somebody has edited it since." in str(error)
    assert "--overwrite" in advice(error)
    assert write_folder(tmp_path, FILES, overwrite=True).written == ("README.md",)


def test_a_file_of_somebody_else_is_never_replaced(tmp_path):
    (tmp_path / "README.md").write_text("mine\n")
    for overwrite in (False, True):
        error = refused(tmp_path, FILES, overwrite=overwrite)
        assert "README.md is in the way: cxmap did not write it." in str(error)


def test_two_tools_share_a_folder(tmp_path):
    write_folder(tmp_path, {"index.md": b"a"}, "report")
    write_folder(tmp_path, {"index.html": b"b"}, "site")
    assert write_folder(tmp_path, {}, "report").removed == ("index.md",)
    assert (tmp_path / "index.html").exists()


@pytest.mark.parametrize("place", ["README.md", "stages", "pictures/map.svg", LIST])
def test_links_are_not_followed(tmp_path, place):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "buy.md").write_text("theirs\n")
    folder = tmp_path / "docs"
    (folder / place).parent.mkdir(parents=True)
    (folder / place).symlink_to(outside if place == "stages" else outside / "buy.md")
    assert "is a link" in str(refused(folder, FILES))
    assert (outside / "buy.md").read_text() == "theirs\n"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["a folder", "a pipe"])
def test_what_is_no_file_is_in_the_way(tmp_path, make):
    make(tmp_path / "README.md")
    assert "it is no file" in str(refused(tmp_path, FILES))


def test_a_file_is_no_folder_to_write_into(tmp_path):
    (tmp_path / "docs").write_text("mine\n")
    assert "docs is a file." in str(refused(tmp_path / "docs", FILES))
    (tmp_path / "stages").write_text("mine\n")
    assert "stages is in the way: it is no folder." in str(refused(tmp_path, FILES))


def test_a_folder_that_cannot_be_made_is_named():
    assert "could not be written" in str(refused(Path("/proc/cxmap/docs"), FILES))


@pytest.mark.parametrize("content", ["", "[]", "{", '{"version": 2, "files": {}}', '{"version": 1}', "[" * 100_000])
def test_a_list_that_is_damaged_is_no_licence(tmp_path, content):
    write_folder(tmp_path, FILES)
    (tmp_path / LIST).write_text(content)
    assert "is damaged" in str(refused(tmp_path, {}))


def test_a_list_that_names_files_elsewhere_is_not_believed(tmp_path):
    theirs = tmp_path / "theirs.txt"
    theirs.write_bytes(b"")
    folder = tmp_path / "docs"
    write_folder(folder, {"a.md": b""})
    digest = json.loads((folder / LIST).read_text())["files"]["a.md"]
    elsewhere = ("../theirs.txt", str(theirs), "x/../../theirs.txt")
    (folder / LIST).write_text(json.dumps({"version": 1, "files": dict.fromkeys(elsewhere, digest)}))
    assert write_folder(folder, {"a.md": b""}).removed == ()
    assert theirs.exists()


@pytest.fixture
def little_room():
    """Let no file become longer than a thousand bytes, as if the disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_full_disk_leaves_the_old_pages_whole(tmp_path, little_room):
    write_folder(tmp_path, FILES)
    larger = {**FILES, "README.md": b"# New\n", "zzz/last.md": b"x" * 5_000}
    assert "could not be written: File too large." in str(refused(tmp_path, larger))
    assert not (tmp_path / "zzz").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_a_full_disk_leaves_no_folder_behind(tmp_path, little_room):
    refused(tmp_path / "docs", {"stages/buy.md": b"x" * 5_000})
    assert not (tmp_path / "docs").exists()


def test_a_run_that_was_cut_off_can_be_done_again(tmp_path, monkeypatch):
    write_folder(tmp_path, FILES)
    replaced: list[Path] = []
    replace = Path.replace

    def stop_at_the_third(path: Path, target: Path) -> Path:
        replaced.append(path)
        if len(replaced) == 3:
            raise KeyboardInterrupt
        return replace(path, target)

    new = {name: content + b"more\n" for name, content in FILES.items()}
    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            write_folder(tmp_path, new)
    assert not [path for path in tmp_path.rglob("*.new") if path.is_file()]
    newest = {name: content + b"and more\n" for name, content in FILES.items()}
    assert len(write_folder(tmp_path, newest).written) == 3


@pytest.mark.parametrize("name", ["", "/a", "a//b", "../a", "a/../b", "./a", "a\\b", "c:a", "a\0b"])
def test_only_plain_names_are_inside(name, tmp_path):
    assert not is_inside(name)
    with pytest.raises(ValueError):
        write_folder(tmp_path, {name: b""})

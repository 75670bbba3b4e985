"""Whatever an artifact holds, it is a report or it is refused: nothing else happens."""

import stat
import zipfile
from contextlib import suppress

import pytest
from ci.fake_github import zipped
from ci.scripts import script
from hypothesis import given
from hypothesis import strategies as st

report = script("github/comment", "report")
FIRST = report.marker(".")
TEXT = f"{FIRST}\n\nSomething changed, and more.\n"
ARCHIVE = zipped({"impact.md": TEXT.encode()})


def test_a_report():
    assert report.report_in(ARCHIVE, FIRST) == "Something changed, and more."


@pytest.mark.parametrize("text", ["", "\n", " \n\n"])
def test_an_empty_report(text):
    assert report.report_in(zipped({"impact.md": text.encode()}), FIRST) == ""


def damaged(archive: bytes) -> bytes:
    """Return an archive with a byte of the packed text turned round; the text begins at byte 39."""
    return archive[:60] + bytes([archive[60] ^ 0xFF]) + archive[61:]


FORGED = {
    "no archive": b"PK nothing",
    "an empty archive": zipped({}),
    "two files": zipped({"impact.md": TEXT.encode(), "more.md": b""}),
    "another name": zipped({"other.md": TEXT.encode()}),
    "a way out": zipped({"../impact.md": TEXT.encode()}),
    "a folder": zipped({"impact.md/": b""}),
    "a link": zipped({"impact.md": b"/etc/passwd"}, external_attr=(stat.S_IFLNK | 0o777) << 16),
    "a device": zipped({"impact.md": b""}, external_attr=(stat.S_IFCHR | 0o666) << 16),
    "a password": zipped({"impact.md": TEXT.encode()}).replace(b"\x14\x00\x00\x00\x08", b"\x14\x00\x01\x00\x08"),
    "an odd packer": zipped({"impact.md": TEXT.encode()}, compress_type=zipfile.ZIP_BZIP2),
    "damage": damaged(zipped({"impact.md": TEXT.encode()})),
    "half of it": zipped({"impact.md": TEXT.encode()})[:100],
    "a bomb": zipped({"impact.md": b" " * (1 << 26)}),
    "no text": zipped({"impact.md": b"\xff\xfe"}),
    "another marker": zipped({"impact.md": TEXT.replace("impact", "validate", 1).encode()}),
    "a marker further down": zipped({"impact.md": f"\n{TEXT}".encode()}),
    "a longer marker": zipped({"impact.md": TEXT.replace(" -->", " --> x", 1).encode()}),
    "too much text": zipped({"impact.md": (TEXT + "x" * 60_000).encode()}),
}


@pytest.mark.parametrize("archive", FORGED.values(), ids=FORGED.keys())
def test_a_forged_artifact_is_refused(archive):
    with pytest.raises(report.CommentError):
        report.report_in(archive, FIRST)


@given(st.binary())
def test_any_bytes(content):
    with pytest.raises(report.CommentError):
        report.report_in(content, FIRST)


@given(st.lists(st.tuples(st.integers(0, len(ARCHIVE) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_any_damage(changes):
    content = bytearray(ARCHIVE)
    for place, byte in changes:
        content[place] = byte
    with suppress(report.CommentError):
        assert report.report_in(bytes(content), FIRST) == "Something changed, and more."


@given(st.integers(0, len(ARCHIVE) - 1))
def test_any_part(length):
    with pytest.raises(report.CommentError):
        report.report_in(ARCHIVE[:length], FIRST)


@given(st.binary().filter(lambda content: content.strip(b" \r\n")))
def test_any_content(content):
    with pytest.raises(report.CommentError):
        report.report_in(zipped({"impact.md": content}), FIRST)

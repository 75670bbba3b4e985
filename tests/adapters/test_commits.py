"""What is read of a commit, whoever wrote it."""

import datetime

import pytest
from adapters.asking import refusal
from hypothesis import given
from hypothesis import strategies as st

from cxmap.adapters.commits import LONGEST_COMMIT, about_commit
from cxmap.adapters.git import Git

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def commit(
    committer: bytes = b"Bo <bo@example.com> 1767225600 +0000", message: bytes = b"m", more: bytes = b""
) -> bytes:
    return b"tree %b\nauthor Ada <ada@example.com> 1 +0000\ncommitter %b\n%b\n%b" % (
        b"0" * 40,
        committer,
        more,
        message,
    )


class TestMessage:
    @pytest.mark.parametrize(
        ("message", "subject", "body"),
        [
            (b"", "", ""),
            (b"\n\n", "", ""),
            (b"One line", "One line", ""),
            (b"One line\n", "One line", ""),
            (b"\n \nLate", "Late", ""),
            (b"Two\nlines\n\nand more\n\n  of it\n", "Two lines", "and more\n\n  of it"),
            (b"Subject\r\n\r\nBody\r\n", "Subject", "Body"),
            (b"Subject\n   \nBody", "Subject", "Body"),
            (b"Subject\n\n\n\n  Body", "Subject", "  Body"),
            ("\u00fcber".encode(), "\u00fcber", ""),
            (b"\xff", "\ufffd", ""),
            (b"a\0b", "a\0b", ""),
        ],
    )
    def test_subject_and_body(self, message, subject, body):
        about = about_commit("1", commit(message=message))
        assert (about.subject, about.body) == (subject, body)

    @pytest.mark.parametrize(
        ("encoding", "text"),
        [
            (b"ISO-8859-1", "caf\u00e9"),
            (b"latin1", "caf\u00e9"),
            (b"windows-1252", "\u201cyes\u201d"),
            (b"SJIS", "\u65e5\u672c"),
            (b"KOI8-R", "\u0434\u0430"),
            (b"UTF-8", "\u20ac"),
        ],
    )
    def test_encodings(self, encoding, text):
        written = commit(message=text.encode(encoding.decode()), more=b"encoding %b\n" % encoding)
        assert about_commit("1", written).subject == text

    @pytest.mark.parametrize("encoding", [b"zip", b"rot13", b"idna", b"unicode_escape", b"utf-7", b"\xff", b"nonsense"])
    def test_what_is_no_encoding_of_git(self, encoding):
        assert about_commit("1", commit(message=b"+AGE-", more=b"encoding %b\n" % encoding)).subject == "+AGE-"

    def test_a_signature_is_no_message(self):
        signed = commit(more=b"gpgsig -----BEGIN\n committer Eve <e@e> 1 +0000\n \n -----END\n", message=b"m")
        about = about_commit("1", signed)
        assert (about.subject, about.date.year) == ("m", 2026)


class TestPeople:
    @pytest.mark.parametrize(
        ("author", "name"),
        [
            (b"Ada Lovelace <ada@example.com> 1 +0000", "Ada Lovelace"),
            (b"<ada@example.com> 1 +0000", ""),
            (b" <> 1 +0000", ""),
            (b"A > B <x<y>z> 1 +0000", "A > B"),
            (b"caf\xc3\xa9 <x> 1 +0000", "caf\u00e9"),
            (b"no address", ""),
            (b"", ""),
        ],
    )
    def test_the_author(self, author, name):
        assert about_commit("1", b"author %b\n\nm" % author).author == name

    def test_only_the_first_counts(self):
        assert about_commit("1", b"author Ada <a> 1 +0000\nauthor Eve <e> 1 +0000\n\nm").author == "Ada"


class TestDate:
    @pytest.mark.parametrize(
        ("written", "date"),
        [
            (b"1767225600 +0000", "2026-01-01T00:00:00+00:00"),
            (b"1767225600 +0200", "2026-01-01T02:00:00+02:00"),
            (b"1767225600 -0330", "2025-12-31T20:30:00-03:30"),
            (b"0 +0000", "1970-01-01T00:00:00+00:00"),
        ],
    )
    def test_the_zone_is_kept(self, written, date):
        assert about_commit("1", commit(b"A <a> " + written)).date.isoformat() == date

    @pytest.mark.parametrize(
        "committer",
        [
            b"A <a>",
            b"A <a> -1 +0000",
            b"A <a> 1",
            b"A <a> 1767225600 +9900",
            b"A <a> 1767225600 UTC",
            b"A <a> 253402300800 +0000",
            b"A <a> 253402300799 +0100",
            b"A <a> " + b"9" * 5000 + b" +0000",
            b"A <a> " * 5000,
            b"A <" + b"> " * 5000,
            b"<" + b" " * 50_000,
        ],
    )
    def test_what_is_no_date(self, committer):
        assert about_commit("1", commit(committer)).date == EPOCH


@given(st.binary() | st.binary().map(lambda content: b"author " + content + b"\n\n" + content))
def test_any_bytes(content):
    about = about_commit("1", content)
    assert about.commit == "1"
    assert about.date.tzinfo
    assert "\n" not in about.subject


class TestInGit:
    @pytest.mark.parametrize("form", ["sha1", "sha256"])
    def test_a_commit(self, repository, tmp_path, form):
        repository = repository.new(tmp_path / form, f"--object-format={form}")
        commit = repository.commit({"a": "a"}, "Subject\n\nBody", date="2026-03-04T05:06:07+02:00")
        with Git(repository.folder) as git:
            about = git.about(commit)
        assert about.commit == commit
        assert about.date.isoformat() == "2026-03-04T05:06:07+02:00"
        assert about[2:] == ("Ada", "Subject", "Body")

    def test_a_message_in_another_encoding(self, repository, git):
        repository.git("config", "i18n.commitEncoding", "ISO-8859-1")
        repository.git("config", "i18n.logOutputEncoding", "UTF-16")
        head = repository.git("commit-tree", "-m", b"caf\xe9", repository.git("write-tree").decode()).decode()
        assert git.about(head).subject == "caf\u00e9"

    def test_an_endless_message(self, repository, git):
        first = repository.commit({"a": "a"})
        oid = repository.object("commit", commit(message=b"x " * LONGEST_COMMIT))
        assert git.about(oid).subject.startswith("x x x")
        assert git.about(first).subject == "change"

    def test_what_is_no_commit(self, repository, git):
        head = repository.commit({"a": "a"})
        tree = repository.git("rev-parse", "HEAD^{tree}").decode()
        for oid in (repository.blob("x"), tree, "1" * 40):
            assert "missing" in str(refusal(git, Git.about, oid))
        assert git.about(head).subject == "change"

    def test_a_damaged_one(self, repository, git):
        loose = repository.loose(repository.commit())
        loose.chmod(0o644)
        loose.write_bytes(b"no object")
        refusal(git, Git.about, repository.git("rev-parse", "HEAD").decode())

    def test_a_replaced_one(self, repository, git):
        head = repository.commit({}, "true")
        other = repository.git("commit-tree", "-m", "false", "HEAD^{tree}").decode()
        repository.git("replace", head, other)
        assert git.about(head).subject == "true"

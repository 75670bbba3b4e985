"""From bytes to text, and where the lines of a text are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from texts import assert_inside

from cxmap.source.span import START, Span
from cxmap.source.text import Lines, NotText, decode, decode_anyhow
from cxmap.words import say


def refused(content: bytes) -> NotText:
    with pytest.raises(NotText) as caught:
        decode(content)
    assert say(caught.value.hint)
    return caught.value


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"stages:\n", "stages:\n"),
        ("name: Größe 店".encode(), "name: Größe 店"),
        (b"\xef\xbb\xbfstages:", "stages:"),
        (b"\xef\xbb\xbf\xef\xbb\xbfstages:", "stages:"),
        (b"a: <<<<<<< is no conflict here", "a: <<<<<<< is no conflict here"),
        (b"a:\n<<<<<<<<< nor here", "a:\n<<<<<<<<< nor here"),
    ],
)
def test_utf_8_is_text(content, text):
    assert decode(content) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_other_unicode_encodings_are_called_by_their_name(encoding):
    error = refused("stages:\n".encode(encoding))
    assert say(error.message) == "The file is saved as UTF-16 or UTF-32."
    assert error.span == START


@pytest.mark.parametrize(
    ("content", "span"),
    [
        (b"a: Gr\xf6\xdfe", Span(0, 5, 0, 6)),
        (b"\xff", Span(0, 0, 0, 1)),
        (b"a: 1\r\nb: \xe9", Span(1, 3, 1, 4)),
        ("a: ü\nb: ö".encode() + b"\xfc", Span(1, 4, 1, 5)),
        (b"\xef\xbb\xbfa: \xfc", Span(0, 3, 0, 4)),
        (b"a: \xed\xa0\x80", Span(0, 3, 0, 4)),
    ],
)
def test_another_encoding_is_shown_where_it_begins(content, span):
    error = refused(content)
    assert say(error.message) == "The file is not saved as UTF-8."
    assert error.span == span


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", 0),
        (b"a: 1\nb:\n<<<<<<< HEAD\n", 2),
        (b"a: 1\r\nb:\r\n<<<<<<< HEAD\r\n", 2),
        (b"a: 1\rb:\r<<<<<<< HEAD\r", 2),
        (b"\xef\xbb\xbf<<<<<<< HEAD\n", 0),
    ],
)
def test_a_conflict_is_called_by_its_name(content, line):
    error = refused(content)
    assert "conflict" in say(error.message)
    assert error.span == Span(line, 0, line, 7)


def test_a_pointer_of_lfs_is_called_by_its_name():
    error = refused(b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n")
    assert "LFS" in say(error.message)
    assert error.span == START


def test_what_is_no_text_can_be_shown_all_the_same():
    assert decode_anyhow(b"\xef\xbb\xbfa: \xfc") == "a: \N{REPLACEMENT CHARACTER}"


@given(st.binary())
@example(b"\xff\xfe")
@example(b"\x00")
def test_any_bytes_are_text_or_not(content):
    try:
        text = decode(content)
    except NotText as error:
        assert_inside(error.span, decode_anyhow(content))
    else:
        assert not text.startswith("\ufeff")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_editors_count(end):
    lines = Lines(f"one{end}{end}three \x85 \u2028 \u2029 \x0b \x0c")
    assert [lines.line(number) for number in range(4)] == ["one", "", "three \x85 \u2028 \u2029 \x0b \x0c", ""]
    assert lines.span(0, 3 + 2 * len(end)) == Span(0, 0, 2, 0)


def test_there_are_no_lines_after_the_last():
    assert Lines("one").line(1) == ""
    assert Lines("").line(0) == ""


@given(st.text(alphabet="ab\r\n\x85\u2028"), st.integers(0, 20), st.integers(0, 20))
def test_a_span_leads_back_to_its_offsets(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    lines = Lines(text)
    span = lines.span(start, end)
    assert lines.starts[span.line] + span.column == start
    assert lines.starts[span.end_line] + span.end_column == end


@given(st.text(alphabet="ab\r\n"), st.integers(0, 20))
def test_a_character_stays_within_its_line_and_the_text(text, offset):
    span = Lines(text).character(offset)
    assert_inside(span, text)
    assert span.line == span.end_line
    assert span.end_column - span.column in (0, 1)

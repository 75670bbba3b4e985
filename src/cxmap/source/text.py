"""Bytes to text: UTF-8 and nothing else, with what is no YAML at all called by its name; and where its lines are."""

import re
from bisect import bisect_right
from functools import cached_property

from cxmap.message import Message, said
from cxmap.source.span import START, Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONFLICT = re.compile(r"(?:^|(?<=\r))<{7} ", re.MULTILINE)
_LFS = b"version https://git-lfs.github.com/spec/"


class Lines:
    """Turns offsets into a text, in code points from 0, into lines and columns.

    A line ends with a line feed, a carriage return or both, as editors count: not with the other separators that
    libyaml's own line numbers count as well.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def starts(self) -> list[int]:
        """The offset of the first character of every line."""
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def span(self, start: int, end: int) -> Span:
        """Return the span from one offset to another."""
        line, end_line = bisect_right(self.starts, start) - 1, bisect_right(self.starts, end) - 1
        return Span(line, start - self.starts[line], end_line, end - self.starts[end_line])

    def character(self, offset: int) -> Span:
        """Return the span of the character at an offset: nothing of it at the end of a line, or of the text."""
        span = self.span(min(offset, len(self.text)), min(offset + 1, len(self.text)))
        return span if span.line == span.end_line else Span(span.line, span.column, span.line, span.column)

    def line(self, number: int) -> str:
        """Return the text of a line counted from 0, without its end; nothing where there is no such line."""
        if number >= len(self.starts):
            return ""
        start = self.starts[number]
        found = _LINE_END.search(self.text, start)
        return self.text[start : found.start() if found else len(self.text)]


class NotText(Exception):  # noqa: N818 - a state of the file that becomes a finding
    """The bytes are no text that can be read; `message` and `hint` say why and what to do, at `span`."""

    def __init__(self, message: Message, hint: Message, span: Span) -> None:
        super().__init__(message.text)
        self.message = message
        self.hint = hint
        self.span = span


def decode(content: bytes) -> str:
    """Return the text of a file, without byte order marks at its beginning.

    Raises `NotText` for another encoding, an unmerged conflict, and a pointer of Git LFS.
    """
    if content.startswith(_LFS):
        raise NotText(
            said("This is a pointer of Git LFS, not the file itself."),
            said("Run `git lfs pull`, or keep journey files out of LFS: they are small."),
            START,
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(content) > 1 and 0 in content[:2]):
        raise NotText(said("The file is saved as UTF-16 or UTF-32."), _SAVE_AS_UTF8, START)
    try:
        text = content.decode().lstrip(_BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        text = decode_anyhow(content)
        start = len(decode_anyhow(content[: error.start]))
        raise NotText(said("The file is not saved as UTF-8."), _SAVE_AS_UTF8, Lines(text).character(start)) from None
    conflict = _CONFLICT.search(text) if "<<<<<<< " in text else None
    if conflict:
        raise NotText(
            said("Two versions of this file were merged and the conflict is still in it."),
            said("Decide between the lines marked `<<<<<<<`, `=======` and `>>>>>>>`, and remove the marks."),
            Lines(text).span(conflict.start(), conflict.start() + 7),
        )
    return text


def decode_anyhow(content: bytes) -> str:
    """Return the text of a file as far as it is one, only to show it."""
    return content.decode(errors="replace").lstrip(_BYTE_ORDER_MARK)


_SAVE_AS_UTF8 = said("Save it again with the encoding UTF-8.")
_BYTE_ORDER_MARK = "\ufeff"

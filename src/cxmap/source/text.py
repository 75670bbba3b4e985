"""Bytes to text: UTF-8 and nothing else, with what is no YAML at all called by its name; and where its lines are."""

import re
from bisect import bisect_right
from functools import cached_property

from cxmap.message import Message, said
from cxmap.source.span import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONFLICT = re.compile(rb"^<{7} ", re.MULTILINE)
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
    """Return the text of a file, without a byte order mark.

    Raises `NotText` for another encoding, an unmerged conflict, and a pointer of Git LFS.
    """
    if content.startswith(_LFS):
        raise NotText(
            said("This is a pointer of Git LFS, not the file itself."),
            said("Run `git lfs pull`, or keep journey files out of LFS: they are small."),
            Span(0, 0, 0, 0),
        )
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise NotText(said("The file is saved as UTF-16."), _SAVE_AS_UTF8, Span(0, 0, 0, 0))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText(said("The file is not saved as UTF-8."), _SAVE_AS_UTF8, _span_of(error)) from None
    conflict = _CONFLICT.search(content) if b"<<<<<<< " in content else None
    if conflict:
        line = len(_LINE_END.findall(content[: conflict.start()].decode("utf-8-sig")))
        raise NotText(
            said("Two versions of this file were merged and the conflict is still in it."),
            said("Decide between the lines marked `<<<<<<<`, `=======` and `>>>>>>>`, and remove the marks."),
            Span(line, 0, line, 7),
        )
    return text


_SAVE_AS_UTF8 = said("Save it again with the encoding UTF-8.")


def _span_of(error: UnicodeDecodeError) -> Span:
    before = error.object[: error.start].decode("utf-8-sig", "replace")
    start = Lines(before).span(len(before), len(before))
    return Span(start.line, start.column, start.line, start.column + 1)

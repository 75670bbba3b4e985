"""Reads the report out of an artifact, which anybody may have made."""

import io
import posixpath
import stat
import urllib.parse
import zipfile
import zlib

from errors import CommentError

FILE = "impact.md"
"""The one file of the artifact."""

LARGEST = 1 << 18
"""The most bytes of the report, unpacked."""

LONGEST = 60_000
"""The most characters of the report; cxmap writes no more."""


def marker(path: str) -> str:
    """Return the first line of the report of a map, by the folder it lies in: cxmap writes the same."""
    folder = posixpath.normpath(path).strip("/")
    key = "" if folder == "." else urllib.parse.quote(folder).replace("--", "-%2D")
    return f"<!-- cxmap:impact {key} -->" if key else "<!-- cxmap:impact -->"


def report_in(archive: bytes, first: str) -> str:
    """Return the report without its first line, or nothing for an empty one, which says that nothing changed."""
    try:
        text = only_file(archive).decode("utf-8")
    except UnicodeDecodeError:
        raise CommentError("The report is not UTF-8.") from None
    if not text.strip(" \r\n"):
        return ""
    if len(text) > LONGEST:
        raise CommentError(f"The report is longer than {LONGEST} characters. cxmap writes none that is.")
    start, _, rest = text.partition("\n")
    if start != first:
        raise CommentError(f"The report does not begin with `{first}`. Is `path` the same in both workflows?")
    return rest.strip("\n")


def only_file(archive: bytes) -> bytes:
    """Return the content of the one file that an artifact may hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            entries = opened.infolist()
            if [entry.filename for entry in entries] != [FILE]:
                raise CommentError(f"The artifact has to hold one file, {FILE}, and nothing else.")
            kind = stat.S_IFMT(entries[0].external_attr >> 16)
            plain = entries[0].compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            if kind not in (0, stat.S_IFREG) or not plain:
                raise CommentError(f"{FILE} in the artifact is not an ordinary file.")
            with opened.open(entries[0]) as file:
                content = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise CommentError(f"The artifact cannot be unpacked: {error}.") from None
    if len(content) > LARGEST:
        raise CommentError(f"The report is larger than {LARGEST} bytes. cxmap writes none that is.")
    return content

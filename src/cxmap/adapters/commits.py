"""What a commit says of itself: when, by whom and why. Anybody may have written it, so nothing in it is relied on."""

import datetime
import re
from typing import NamedTuple

LONGEST_COMMIT = 256 << 10
"""How many bytes of a commit are read; the rest of a longer message is left."""

# The encodings in which git is known to write messages. Python knows others, and some of them take for ever.
_ENCODINGS = frozenset(
    {
        *("utf-8", "utf8", "us-ascii", "ascii", "latin1", "latin-1", "koi8-r", "koi8-u"),
        *("shift_jis", "sjis", "euc-jp", "eucjp", "iso-2022-jp", "gb2312", "gbk", "gb18030", "big5", "euc-kr"),
        *(f"iso-8859-{part}" for part in (*range(1, 12), *range(13, 17))),
        *(f"windows-{page}" for page in range(1250, 1259)),
        *(f"cp{page}" for page in range(1250, 1259)),
    }
)

# `Ada Lovelace <ada@example.com> 1767225600 +0100`; the address, which may hold anything, is not looked at.
_IDENT = re.compile(rb"([^<]*)<.*> *([0-9]+) ([+-])([0-9]{2})([0-9]{2})")
_LONGEST_TIME = 12
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class About(NamedTuple):
    """What is known of a commit.

    `date` is when it was committed, in the zone in which it was; 1970, as git has it, where it says no such thing.
    `subject` is the first paragraph of its message on one line, `body` the rest. Text is as written, so not yet fit
    to show; the author may be empty.
    """

    commit: str
    date: datetime.datetime
    author: str
    subject: str
    body: str


def about_commit(commit: str, content: bytes) -> About:
    """Return what the content of a commit says. Never raises for what it holds."""
    head, _, message = content.partition(b"\n\n")
    headers: dict[bytes, bytes] = {}
    for line in head.split(b"\n"):
        name, _, value = line.partition(b" ")
        headers.setdefault(name, value)
    encoding = headers.get(b"encoding", b"").decode("ascii", "replace").strip().lower()
    encoding = encoding if encoding in _ENCODINGS else "utf-8"
    author = _IDENT.fullmatch(headers.get(b"author", b""))
    subject, body = _split(message.decode(encoding, "replace"))
    return About(
        commit,
        _date(headers.get(b"committer", b"")),
        author[1].decode(encoding, "replace").strip() if author else "",
        subject,
        body,
    )


def _date(committer: bytes) -> datetime.datetime:
    found = _IDENT.fullmatch(committer)
    if not found or len(found[2]) > _LONGEST_TIME:
        return _EPOCH
    minutes = int(found[4]) * 60 + int(found[5])
    offset = datetime.timedelta(minutes=-minutes if found[3] == b"-" else minutes)
    try:
        return (_EPOCH + datetime.timedelta(seconds=int(found[2]))).astimezone(datetime.timezone(offset))
    except (ValueError, OverflowError):  # a day that no calendar has, or a zone that no place has
        return _EPOCH


def _split(message: str) -> tuple[str, str]:
    """Return the first paragraph of a message on one line, and the rest."""
    lines = [line.rstrip() for line in message.replace("\r\n", "\n").strip().split("\n")]
    end = lines.index("") if "" in lines else len(lines)
    return " ".join(line.strip() for line in lines[:end]), "\n".join(lines[end:]).strip("\n")

"""A CODEOWNERS file on the disk: which one it is, and the block of it that cxmap writes. All else is left as it is."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from cxmap.errors import CxmapError, reason
from cxmap.message import Exact, said
from cxmap.report.codeowners import BEGIN, END
from cxmap.visible import visible

PLACES = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
"""Where a CODEOWNERS file may be. GitHub takes the first of the first three."""

MOST_BYTES = 32 << 20
"""The largest file that is read: ten times what GitHub takes."""


def find(top: Path, named: Path | None = None) -> Path:
    """Return where the CODEOWNERS file of a git repository is, or is to be.

    Args:
        top: the root of the git repository.
        named: the file that somebody asked for, if anybody did.

    Raises `CxmapError` for a file outside the repository, or one that a link there leads to.
    """
    there = (top / place for place in PLACES if os.path.lexists(top / place))
    path = named or next(there, top / PLACES[0])
    try:
        target, root = path.resolve(), top.resolve()
    except (OSError, RuntimeError):  # a circle of links
        raise _elsewhere(path) from None
    if not target.is_relative_to(root) or ".git" in [part.casefold() for part in target.relative_to(root).parts]:
        raise _elsewhere(path)
    return path


def read(path: Path) -> str:
    """Return the text of a CODEOWNERS file, to the last character; nothing where there is none yet.

    Raises `CxmapError` for what is no file, no text, or too large.
    """
    try:
        if path.exists() and not path.is_file():
            raise CxmapError(
                said("{path} is no ordinary file.", path=Exact(path)), said("Put a file there, or remove it.")
            )
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise CxmapError(
            said("{path} cannot be read: {reason}.", path=Exact(path), reason=reason(error)),
            said("Look at the file and its folder."),
        ) from None
    if len(content) > MOST_BYTES:
        raise CxmapError(
            said("{path} is too large to be a CODEOWNERS file.", path=Exact(path)),
            said("GitHub reads less than 3 MB."),
        )
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise CxmapError(
            said("{path} is not saved as UTF-8.", path=Exact(path)), said("Save it again with the encoding UTF-8.")
        )
    return text


def with_block(text: str, block: str, name: str) -> str:
    """Return the text of a CODEOWNERS file with a new block: in place of the one it has, else at its end.

    The end is where it belongs, because the last line that matches a file decides. Every other character stays as it
    is, and the block takes over the line ends of the file. `name` is the file's, for the message.

    Raises `CxmapError` for a file with several blocks, or half a one.
    """
    marks = list(_MARK.finditer(text))
    if not marks:
        return text + _gap(text) + block.replace("\n", _line_end(text))
    if [mark["way"] for mark in marks] != [">>>", "<<<"]:
        raise CxmapError(
            said(
                "{file} does not hold one whole block of cxmap: its marks are on line {lines}.",
                file=Exact(name),
                lines=tuple(str(text.count("\n", 0, mark.start("mark")) + 1) for mark in marks),
            ),
            said(
                "Leave one line `{begin}` with one line `{end}` below it, or remove all of it: the block is made anew.",
                begin=BEGIN,
                end=END,
            ),
        )
    first, last = marks
    line_end = "\r\n" if text.startswith("\r\n", first.end("mark")) else "\n"
    new = block.removesuffix("\n").replace("\n", line_end)
    return text[: first.start("mark")] + new + text[last.end("mark") :]


def differences(old: str, new: str) -> Iterator[str]:
    """Yield the lines that are only in one of two texts, fit to show: `- ` those to go, `+ ` those to come."""
    before, after = ([line.rstrip("\r") for line in text.split("\n")] for text in (old, new))
    kept = {*before} & {*after}
    was, will = iter(before), iter(after)
    gone, come = next(was, None), next(will, None)
    while gone is not None or come is not None:
        if gone is not None and gone not in kept:
            yield f"- {visible(gone)}"
            gone = next(was, None)
        elif come is not None and come not in kept:
            yield f"+ {visible(come)}"
            come = next(will, None)
        else:
            gone, come = next(was, None), next(will, None)


# A byte order mark may stand before the first line.
_MARK = re.compile(r"^\ufeff?(?P<mark>[ \t]*# (?P<way>>>>|<<<) cxmap(?![\w-])[^\r\n]*)", re.MULTILINE)


def _gap(text: str) -> str:
    """Return what has to stand between a text and what is added to it: the end of its last line, and a blank one."""
    if text in ("", "\ufeff") or text.endswith(("\n\n", "\n\r\n")):
        return ""
    return _line_end(text) * (1 if text.endswith("\n") else 2)


def _line_end(text: str) -> str:
    return "\r\n" if text.partition("\n")[0].endswith("\r") and "\n" in text else "\n"


def _elsewhere(path: Path) -> CxmapError:
    return CxmapError(
        said("{path} leads out of the files of the git repository.", path=Exact(path)),
        said("Name a file inside it, and put the file itself there instead of a link."),
    )

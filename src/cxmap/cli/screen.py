"""Where output goes: the terminal and its abilities, and files that are written whole or not at all."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from cxmap.cli import speech
from cxmap.errors import CxmapError, reason
from cxmap.message import Exact, Message, said

if TYPE_CHECKING:
    from cxmap.render.look import Look

_PIPED_WIDTH = 100


def look(stream: TextIO, folder: str = "") -> "Look":
    """Return how output on a stream is to look: colour on a terminal only, unless the environment says otherwise."""
    from cxmap.render.look import Look

    terminal = stream.isatty()
    width = shutil.get_terminal_size().columns if terminal else _PIPED_WIDTH
    return Look(colour=_coloured(terminal=terminal), width=max(40, min(width, 120)), folder=folder)


def _coloured(*, terminal: bool) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def emit(content: str | bytes) -> None:
    """Write a result to stdout. Whoever stops reading early (`| head`) has seen enough, and is not told off."""
    try:
        if isinstance(content, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        let_go_of_stdout()


def let_go_of_stdout() -> None:
    """Keep Python from trying, and failing, to write what is left when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(text: str) -> None:
    """Write to stderr what is for people, and not part of the result."""
    sys.stderr.write(text)
    sys.stderr.flush()


_READING = said("Reading the map")


@contextmanager
def progress_bar(doing: Message = _READING) -> Iterator[Callable[[int, int], None] | None]:
    """Offer to draw on stderr how far something has come; on a terminal only, and only where it takes a while."""
    if not sys.stderr.isatty():
        yield None
        return
    title = ""  # until the bar is drawn: the language may have to be read from a file

    def draw(done: int, total: int) -> None:
        nonlocal title
        if total >= _WORTH_A_BAR:
            title = title or speech.phrase(doing)
            filled = done * _BAR // total
            tell(f"\r{title}  {'#' * filled}{'.' * (_BAR - filled)}  {done * 100 // total:3} %")

    try:
        yield draw
    finally:
        if title:
            tell("\r" + " " * (len(title) + _BAR + 10) + "\r")


_WORTH_A_BAR = 1000
_BAR = 30


def write_whole(path: Path, text: str | bytes) -> None:
    """Write a file so that it is there whole or not at all. A pipe or a device is written to as it is.

    Raises `CxmapError` when it cannot be written; a former file is then unharmed.
    """
    from cxmap.adapters.folder import mode

    content = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".cxmap-")
    except OSError as error:
        raise _unwritten(path, error) from None
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
            new.flush()
            os.fsync(new.fileno())
        Path(name).chmod(mode(target))
        Path(name).replace(target)
    except OSError as error:
        with suppress(OSError):
            Path(name).unlink()
        raise _unwritten(path, error) from None


def _unwritten(path: Path, error: OSError) -> CxmapError:
    return CxmapError(
        said("{path} could not be written: {reason}.", path=Exact(path), reason=reason(error)),
        said("Look at the folder and the disk."),
    )

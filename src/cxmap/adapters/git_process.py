"""How git is started and listened to: in bytes, not for ever, and so that no repository turns it against the user.

GitPython starts git and looks after the process. Its own reading of objects is not used, because it loses files
whose names are not UTF-8 and knows neither SHA-256 nor reftable repositories. Three habits of it are worked around:
it always passes on the whole environment, so variables of git are taken away while git starts; it expands `~` and
`$` in the folder it is given, so the folder goes through `git -C`; and it runs `git version` when it is imported,
so it is imported when the first question is asked.
"""

import functools
import os
import re
import select
import subprocess
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO, TYPE_CHECKING, NamedTuple, cast

from cxmap.errors import CxmapError
from cxmap.message import Exact, Message, said

if TYPE_CHECKING:
    import git

MISSING = said("Fetch what is missing with `git fetch`, or look for damage with `git fsck`.")
"""What to do where git lacks something that it should have."""

# No command of git that is used here takes longer, unless it waits for something that never comes.
_PATIENCE = 60.0
_PIECE = 1 << 16

# An object is announced by its id, its type and its size.
_ABOUT = 3

# What comes from the command line wins over the configuration of the repository.
_OPTIONS = (
    "--no-replace-objects",
    "--literal-pathspecs",
    "--no-pager",
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "core.attributesFile=/dev/null"),
    *("-c", "core.pager=cat"),
    *("-c", "core.warnAmbiguousRefs=true"),
)

# A bare repository inside another one may come with it, so it is used only where the user has named it.
_NO_BARE = ("-c", "safe.bareRepository=explicit")
_BARE = ("-c", "safe.bareRepository=all")

# GIT_ALLOW_PROTOCOL: `protocol.allow=never` gives way to a `protocol.ext.allow=always` in the repository's own
# configuration, and versions of git before 2.45 do not know GIT_NO_LAZY_FETCH. This one nothing overrides.
_VARIABLES = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOW_PROTOCOL": "none",
}

_environment = threading.Lock()

_TRUST = re.compile(rb"git config --global --add safe\.directory ([^\n]+)")


class Object(NamedTuple):
    """What git returned of an object: its size, -1 if there is no such object, and as much of it as was wanted."""

    size: int
    content: bytes
    errors: bytes = b""


class Plumbing:
    """Git in a folder. Every method raises `CxmapError` when git does not run or does not answer.

    `bare` is true for a bare repository that the user has named.
    """

    def __init__(self, folder: Path, *, bare: bool = False) -> None:
        self._command = ["git", "-C", str(folder), *_OPTIONS, *(_BARE if bare else _NO_BARE)]
        self._reader: git.Git.AutoInterrupt | None = None
        self._process = os.getpid()
        self._inherited: list[git.Git.AutoInterrupt] = []

    def close(self) -> None:
        """End the process that reads objects, if there is one."""
        self._end_reader()

    def run(self, *arguments: str) -> tuple[int, bytes, bytes]:
        """Run git to its end and return its status, its answer and its complaints."""
        process = self._start(*arguments)
        running = _popen(process)
        try:
            answer, errors = running.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise _too_slow() from error
        return running.returncode, answer.removesuffix(b"\n"), errors

    def answer(self, *arguments: str) -> bytes:
        """Run git to its end and return its answer. Raises `CxmapError` when it fails."""
        status, answer, errors = self.run(*arguments)
        if status:
            raise failure(errors)
        return answer

    def records(self, *arguments: str) -> Generator[bytes, None, None]:
        """Yield what git writes, cut at each NUL. Raises `CxmapError` when it fails in the end."""
        process = self._start(*arguments)
        try:
            yield from _records(process)
            status = _popen(process).wait()
        finally:
            errors = _end(process)
        if status:
            raise failure(errors)

    def read(self, oid: str, kind: str, limit: int) -> Object:
        """Return an object of a kind (blob, tree, commit), its content cut at the limit.

        One process reads object after object; it ends where one is larger than the limit or cannot be read.
        """
        if self._process != os.getpid():
            self._begin_anew()
        if not self._reader:
            self._reader = self._start("cat-file", "--batch", stdin=subprocess.PIPE)
        size, content = _ask(_popen(self._reader), oid, kind.encode(), limit)
        if len(content) == size:
            return Object(size, content)
        return Object(size, content, self._end_reader())  # rather than read what is too large

    def _begin_anew(self) -> None:
        """In a copy of the process, leave the reader to the original: both would take each other's answers.

        It is kept, because whoever forgets it ends it.
        """
        self._process = os.getpid()
        if self._reader:
            self._inherited.append(self._reader)
            self._reader = None

    def _end_reader(self) -> bytes:
        reader, self._reader = self._reader, None
        return _end(reader) if reader else b""

    def _start(self, *arguments: str, stdin: int | None = None) -> "git.Git.AutoInterrupt":
        library = _git_python()
        try:
            with _without_variables():
                process: git.Git.AutoInterrupt = library.Git().execute(
                    [*self._command, *arguments], istream=stdin, as_process=True, env=_VARIABLES
                )
        except (OSError, library.GitCommandNotFound) as error:
            raise _no_git() from error
        return process


def failure(errors: bytes) -> CxmapError:
    """Return the error for what git complained of."""
    if known := known_failure(errors):
        return known
    reason = complaint(errors)
    if not reason:
        return CxmapError(said("git cannot read this repository: it does not say why."), MISSING)
    return CxmapError(said("git cannot read this repository: {reason}.", reason=reason), MISSING)


def known_failure(errors: bytes) -> CxmapError | None:
    """Return what is wrong with the repository as a whole, if git says so."""
    if b"not a git repository (or any" in errors:
        return CxmapError(
            said("This folder is in no git repository, so there are no revisions."),
            said("Keep it in git (`git init`), or leave the revision out."),
        )
    if b"dubious ownership" in errors:
        return CxmapError(
            said("This git repository belongs to another user, so git refuses to read it."), _how_to_trust(errors)
        )
    if b"cannot use bare repository" in errors:
        return CxmapError(
            said("This folder is inside a bare git repository."), said("Clone it, and use cxmap in the clone.")
        )
    if b"unknown repository extension" in errors or b"Expected git repo version" in errors:
        return CxmapError(
            said("This git repository was made by a newer git than the one installed."), said("Update git.")
        )
    return None


def _how_to_trust(errors: bytes) -> Message:
    """Return the command that git advises, if it does."""
    if advised := _TRUST.search(errors):
        folder = Exact(text(advised[1]))
        return said("If you trust it: `git config --global --add safe.directory {folder}`.", folder=folder)
    return said("If you trust it: `git config --global --add safe.directory`, with its folder behind it.")


def complaint(errors: bytes) -> str:
    """Return the first thing that git calls an error, in its words and without a full stop."""
    for line in text(errors).split("\n"):
        if line.startswith(("error: ", "fatal: ")):
            return line.partition(" ")[2].rstrip(".")
    return ""


def text(path: bytes) -> str:
    """Return a path as text, the same way for every locale."""
    return path.decode("utf-8", "surrogateescape")


def argument(path: str) -> str:
    """Return a path as an argument that reaches git as the same bytes, whatever the locale."""
    return os.fsdecode(path.encode("utf-8", "surrogateescape"))


@functools.cache
def _git_python() -> ModuleType:
    """Import GitPython, which takes a while and runs `git version`."""
    with _without_variables():
        os.environ["GIT_PYTHON_REFRESH"] = "quiet"  # without git, the first command will say so
        try:
            import git  # noqa: PLC0415 - see the top of this module
        except ImportError as error:  # git is there but does not run
            raise _no_git() from error
        finally:
            del os.environ["GIT_PYTHON_REFRESH"]
    return git


@contextmanager
def _without_variables() -> Iterator[None]:
    """Take git's variables out of the environment for a moment: they could name another repository, or a program."""
    with _environment:
        dropped = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("GIT_")}
        try:
            yield
        finally:
            os.environ.update(dropped)


def _records(process: "git.Git.AutoInterrupt") -> Iterator[bytes]:
    """Yield what a process writes, cut at each NUL."""
    output = cast("IO[bytes]", _popen(process).stdout)
    deadline = time.monotonic() + _PATIENCE
    rest = b""
    while True:
        _await(output)
        # A tree can be made that holds itself many times over and lists as billions of files.
        if time.monotonic() > deadline:
            raise _too_slow()
        piece = os.read(output.fileno(), _PIECE)
        if not piece:
            return
        *records, rest = (rest + piece).split(b"\0")
        yield from records


def _ask(reader: "subprocess.Popen[bytes]", oid: str, kind: bytes, limit: int) -> tuple[int, bytes]:
    """Return the size of an object and its content, which is shorter if it is too large, not whole or not there."""
    output = cast("IO[bytes]", reader.stdout)
    try:
        os.write(cast("IO[bytes]", reader.stdin).fileno(), f"{oid}\n".encode())
    except OSError:  # git is gone
        return -1, b""
    _await(output)
    about = output.readline().split(b" ")
    if len(about) < _ABOUT or about[1] != kind:
        return -1, b""
    size = int(about[2])
    return size, output.read(limit if size > limit else size + 1)[:size]


def _await(output: IO[bytes]) -> None:
    """Wait until there is something to read, but not without end."""
    if hasattr(select, "poll"):  # Windows cannot wait for a pipe
        waiting = select.poll()
        waiting.register(output, select.POLLIN)
        if not waiting.poll(_PATIENCE * 1000):
            raise _too_slow()


def _popen(process: "git.Git.AutoInterrupt") -> "subprocess.Popen[bytes]":
    """Return the process itself; what GitPython wraps around it ends it when it is forgotten."""
    return cast("subprocess.Popen[bytes]", process.proc)


def _end(process: "git.Git.AutoInterrupt") -> bytes:
    """End a process if it still runs, close its pipes and return what it complained of."""
    with _popen(process) as running:
        running.kill()
        return cast("IO[bytes]", running.stderr).read()


def _no_git() -> CxmapError:
    return CxmapError(
        said("git is not installed, or does not run."),
        said("Install it (https://git-scm.com), and try `git version`."),
    )


def _too_slow() -> CxmapError:
    return CxmapError(
        said("git did not answer within {seconds} seconds.", seconds=_PATIENCE),
        said("Try again when the computer has less to do, and look for damage with `git fsck`."),
    )

"""The only place that runs git: plumbing commands, in bytes, which a hostile repository cannot turn against the user.

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
from typing import IO, TYPE_CHECKING, NamedTuple, Self, cast

from cxmap.errors import CxmapError
from cxmap.visible import visible

if TYPE_CHECKING:
    import git

FILE_MODES = frozenset({"100644", "100755", "100664"})
"""The modes of ordinary files; the last is found in very old commits."""

LINK_MODE = "120000"
"""The mode of a symbolic link, whose content is where it leads."""

_OBJECT = re.compile(rb"(?:[0-9a-f]{40}|[0-9a-f]{64})")

# A name that could be a branch, and not a place relative to one (`main~2`, `main@{1}`, `:/text`).
_PLAIN_NAME = re.compile(r"(?!refs/|HEAD$)[^~^:@{\s]+")
_LONGEST_REVISION = 1000

# What git says of a name that it does not know, or that is one of a file or a folder.
_NO_COMMIT = (b"Needed a single revision", b"expected commit type")

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
    *("-c", "safe.bareRepository=explicit"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "protocol.allow=never"),
    *("-c", "core.attributesFile=/dev/null"),
    *("-c", "core.pager=cat"),
    *("-c", "core.warnAmbiguousRefs=true"),
)

# GIT_ALLOW_PROTOCOL: `protocol.allow=never` gives way to a `protocol.ext.allow=always` in the repository's own
# configuration, and versions of git before 2.45 do not know GIT_NO_LAZY_FETCH. This one nothing overrides.
_VARIABLES = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_ALLOW_PROTOCOL": "none",
}

_environment = threading.Lock()

_FETCH_ALL = "Fetch its whole history: `fetch-depth: 0` for actions/checkout in CI, or `git fetch --unshallow`."
_TRUST = "git config --global --add safe.directory .."
_MISSING = "Fetch what is missing with `git fetch`, or look for damage with `git fsck`."


class Entry(NamedTuple):
    """One entry of a commit: a file, a link or a submodule. `path` is relative to the root of the git repository."""

    path: str
    mode: str
    oid: str


class Git:
    """The git repository that a folder belongs to.

    Every method raises `CxmapError` when git cannot answer. Use it in a `with` statement, or call `close`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._reader: git.Git.AutoInterrupt | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process that reads contents, if there is one."""
        if self._reader:
            _end(self._reader)
            self._reader = None

    def commit(self, revision: str) -> str:
        """Return the id of the commit that a revision names.

        A plain name that git does not know is also looked for among the branches of `origin`: CI checks out one
        commit and no local branches, so that `main` is there as `origin/main` alone.
        """
        _check_revision(revision)
        names = [revision]
        if _PLAIN_NAME.fullmatch(revision):
            names.append(f"refs/remotes/origin/{revision}")
        damage = ""
        for name in names:
            # Not --quiet: that would keep back that a name is ambiguous, as well.
            status, answer, errors = self._run("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
            if b"is ambiguous" in errors:
                raise CxmapError(
                    f'"{visible(revision)}" can mean more than one thing in this git repository',
                    "Write it out: `refs/heads/..` for a branch, `refs/tags/..` for a tag, the whole id for a commit.",
                )
            if status == 0 and _OBJECT.fullmatch(answer):
                return answer.decode()
            if known := _known_failure(errors):
                raise known
            if not any(phrase in errors for phrase in _NO_COMMIT):
                damage = damage or _complaint(errors)
        raise self._unknown(revision, damage)

    def merge_bases(self, one: str, other: str) -> tuple[str, ...]:
        """Return the best common ancestors of two commits, none if their histories are unrelated."""
        status, answer, errors = self._run("merge-base", "--all", one, other)
        if status == 0:
            return tuple(sorted(answer.decode().split()))
        if _complaint(errors):
            raise _failure(errors)
        if self.is_shallow():
            raise CxmapError("This clone is shallow: it lacks the commit from which both revisions grew", _FETCH_ALL)
        return ()

    def prefix(self) -> str:
        """Return the path of the folder inside its git repository, with a slash at the end, or "" for the root."""
        return _text(self._answer("rev-parse", "--show-prefix"))

    def is_shallow(self) -> bool:
        """Tell whether the history was cut off when the repository was cloned."""
        return self._answer("rev-parse", "--is-shallow-repository") == b"true"

    def is_sparse(self) -> bool:
        """Tell whether git was told to check out only some of the files of a commit."""
        status, answer, errors = self._run("config", "--type=bool", "--get", "core.sparseCheckout")
        if _complaint(errors):
            raise _failure(errors)
        return status == 0 and answer == b"true"

    def default_base(self) -> str:
        """Return the full name of the branch to compare with: the remote's default branch, else main, else master."""
        names = [f"refs/{place}/{name}" for name in ("main", "master") for place in ("remotes/origin", "heads")]
        answer = self._answer("for-each-ref", "--format=%(refname) %(symref)", "refs/remotes/*/HEAD", *names)
        known = dict(line.split(" ", 1) for line in _text(answer).split("\n") if line)
        defaults = {name: leads_to for name, leads_to in known.items() if name.endswith("/HEAD") and leads_to}
        for name in ("refs/remotes/origin/HEAD", *sorted(defaults)):
            if name in defaults:
                return defaults[name]
        for name in names:
            if name in known:
                return name
        raise CxmapError(
            "This git repository has no branch to compare with: its remote names no default branch, and there is "
            "neither main nor master",
            "Name a revision, or set `base:` in cxmap.yaml. In CI, fetch the whole history (`fetch-depth: 0`).",
        )

    def entries(self, commit: str, path: str = "") -> Generator[Entry, None, None]:
        """Yield what a commit holds at or below a path, as git lists it; nothing if there is no such path."""
        process = self._start("ls-tree", "-r", "-z", "--full-tree", "--", commit, *([_argument(path)] if path else []))
        try:
            for record in _records(process):
                about, _, name = record.partition(b"\t")
                mode, _, oid = about.decode().split(" ")
                yield Entry(_text(name), mode, oid)
            status = _popen(process).wait()
        finally:
            errors = _end(process)
        if status:
            raise _failure(errors)

    def content(self, oid: str, limit: int) -> bytes | None:
        """Return the content of a file, or None if it is larger than the limit."""
        if not self._reader:
            self._reader = self._start("cat-file", "--batch", stdin=subprocess.PIPE)
        size, content = _ask(_popen(self._reader), oid, limit)
        if len(content) == size:
            return content
        errors = _end(self._reader)  # rather than read what is too large
        self._reader = None
        if size > limit:
            return None
        raise _known_failure(errors) or CxmapError(
            f"The content of a file is missing from this clone, or it is damaged (git calls it {oid})", _MISSING
        )

    def _answer(self, *arguments: str) -> bytes:
        status, answer, errors = self._run(*arguments)
        if status:
            raise _failure(errors)
        return answer

    def _run(self, *arguments: str) -> tuple[int, bytes, bytes]:
        """Run git to its end and return its status, its answer and its complaints."""
        process = self._start(*arguments)
        running = _popen(process)
        try:
            answer, errors = running.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise _too_slow() from error
        return running.returncode, answer.removesuffix(b"\n"), errors

    def _start(self, *arguments: str, stdin: int | None = None) -> "git.Git.AutoInterrupt":
        library = _git_python()
        command = ["git", "-C", str(self._folder), *_OPTIONS, *arguments]
        try:
            with _without_variables():
                process: git.Git.AutoInterrupt = library.Git().execute(
                    command, istream=stdin, as_process=True, env=_VARIABLES
                )
        except (OSError, library.GitCommandNotFound) as error:
            raise _no_git() from error
        return process

    def _unknown(self, revision: str, complaint: str) -> CxmapError:
        shown = visible(revision)
        if complaint:
            return CxmapError(f'git cannot read the commit "{shown}": {complaint}', _MISSING)
        if self.is_shallow():
            return CxmapError(f'This clone is shallow, and the commit "{shown}" is not in it', _FETCH_ALL)
        if self._run("rev-parse", "--verify", "--quiet", "HEAD")[0]:
            return CxmapError(
                f'There is no commit "{shown}": nothing is committed here yet',
                "Make the first commit with `git commit`.",
            )
        return CxmapError(
            f'There is no commit "{shown}" in this git repository',
            "Check the spelling (`git branch --all` and `git tag` list the names), or fetch it with `git fetch`.",
        )


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


def _check_revision(revision: str) -> None:
    try:
        fit = bool(revision) and len(os.fsencode(revision)) <= _LONGEST_REVISION
    except UnicodeEncodeError:
        fit = False
    if not fit or revision.startswith("-") or any(letter in revision for letter in "\0\r\n"):
        raise CxmapError(
            f'"{visible(revision[:_LONGEST_REVISION])}" cannot be a revision',
            "Name a branch, a tag or a commit, such as `main`, `v1.2` or `HEAD~1`.",
        )


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


def _ask(reader: "subprocess.Popen[bytes]", oid: str, limit: int) -> tuple[int, bytes]:
    """Return the size of a file and its content, which is shorter if it is too large, not whole or not there."""
    output = cast("IO[bytes]", reader.stdout)
    try:
        os.write(cast("IO[bytes]", reader.stdin).fileno(), f"{oid}\n".encode())
    except OSError:  # git is gone
        return -1, b""
    _await(output)
    about = output.readline().split(b" ")
    if len(about) < _ABOUT or about[1] != b"blob":
        return -1, b""
    size = int(about[2])
    return size, b"" if size > limit else output.read(size + 1)[:size]


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


def _failure(errors: bytes) -> CxmapError:
    return _known_failure(errors) or CxmapError(
        f"git cannot read this repository: {_complaint(errors) or 'it does not say why'}", _MISSING
    )


def _known_failure(errors: bytes) -> CxmapError | None:
    """Return what is wrong with the repository as a whole, if git says so."""
    if b"not a git repository (or any" in errors:
        return CxmapError(
            "This folder is in no git repository, so there are no revisions",
            "Keep it in git (`git init`), or leave the revision out.",
        )
    if b"dubious ownership" in errors:
        command = re.search(rb"git config --global --add safe\.directory [^\n]+", errors)
        return CxmapError(
            "This git repository belongs to another user, so git refuses to read it",
            f"If you trust it: `{visible(_text(command.group())) if command else _TRUST}`.",
        )
    if b"cannot use bare repository" in errors:
        return CxmapError("This folder is inside a bare git repository", "Clone it, and use cxmap in the clone.")
    if b"unknown repository extension" in errors or b"Expected git repo version" in errors:
        return CxmapError("This git repository was made by a newer git than the one installed", "Update git.")
    return None


def _complaint(errors: bytes) -> str:
    """Return the first thing that git calls an error, fit to show."""
    for line in _text(errors).split("\n"):
        if line.startswith(("error: ", "fatal: ")):
            return visible(line.partition(" ")[2])
    return ""


def _no_git() -> CxmapError:
    return CxmapError(
        "git is not installed, or does not run", "Install it (https://git-scm.com), and try `git version`."
    )


def _too_slow() -> CxmapError:
    return CxmapError(
        f"git did not answer within {_PATIENCE:.0f} seconds",
        "Try again when the computer has less to do, and look for damage with `git fsck`.",
    )


def _text(path: bytes) -> str:
    """Return a path as text, the same way for every locale."""
    return path.decode("utf-8", "surrogateescape")


def _argument(path: str) -> str:
    """Return a path as an argument that reaches git as the same bytes, whatever the locale."""
    return os.fsdecode(path.encode("utf-8", "surrogateescape"))

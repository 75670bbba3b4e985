"""The cache on disk: what was read from the files of a repository, and what was found in them, by their content.

It lies outside the repository, in the user's cache folder or in `CXMAP_CACHE_DIR`. What cannot be read, is damaged or
was written by another version is a miss; what cannot be written is left. Nothing is lost with it.
"""

import hashlib
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cxmap import __version__
from cxmap.atlas.digest import Frozen

FORMAT = 2
"""The version of what is kept. It goes up whenever the model, or what is read of a file, changes."""


def cache_folder() -> Path | None:
    """Return the folder for caches: `CXMAP_CACHE_DIR`, or the platform's; None where there is no home."""
    named = os.environ.get("CXMAP_CACHE_DIR")
    if named:
        return Path(named)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "cxmap"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "cxmap" / "Cache"
    shared = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(shared) if shared.startswith("/") else home / ".cache") / "cxmap"


class DiskCache:
    """Keeps what was read from the files of one repository, and what was dear to work out, until they change.

    Each of the two has a file, which is read when first asked for, and written by `close` if there is anything new.
    """

    def __init__(self, folder: Path, repository: Path) -> None:
        name = hashlib.sha256(os.fsencode(repository.resolve())).hexdigest()[:32]
        self._files = _Store(folder / f"{name}.files")
        self._results = _Store(folder / f"{name}.results")

    def files(self) -> dict[str, Frozen]:
        """Return what was read from files without flaws, by the id of their content."""
        return self._files.content

    def keep_files(self, files: dict[str, Frozen]) -> None:
        """Keep what was read from these files, and from no others."""
        self._files.replace(files)

    def result(self, name: str, question: bytes) -> Any:
        """Return the answer that was kept to the very same question, or None."""
        asked, answer = self._results.content.get(name, (b"", None))
        return answer if asked == question else None

    def keep_result(self, name: str, question: bytes, answer: Any) -> None:
        """Keep an answer to a question, instead of the former one of this name."""
        self._results.replace({**self._results.content, name: (question, answer)})

    def close(self) -> None:
        """Write what is new; leave it where the folder cannot be written."""
        self._files.write()
        self._results.write()


class _Store:
    """One file of plain data."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = False

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the file holds; nothing when there is nothing that can be trusted."""
        try:
            content = self._path.read_bytes()
        except OSError:
            return {}
        header = _header()
        start = len(header) + _DIGEST
        body = memoryview(content)[start:]
        # The digest comes first: `marshal` must never see bytes that it did not write.
        if not content.startswith(header) or _digest(body) != content[len(header) : start]:
            return {}
        kept: dict[str, Any] = marshal.loads(body)
        return kept

    def replace(self, content: dict[str, Any]) -> None:
        """Hold something else from now on."""
        self.content = content
        self._changed = True

    def write(self) -> None:
        """Write the file, if there is anything new."""
        if self._changed:
            body = marshal.dumps(self.content)
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                _replace(self._path, _header() + _digest(body) + body)
            self._changed = False


_DIGEST = 32


@cache
def _header() -> bytes:
    """Return what a file must begin with to be trusted: who wrote it, and with which Python."""
    written_by = f"{__version__} {FORMAT} {marshal.version}.{sys.hexversion:x} {_own_state()} {_installed()}"
    return f"cxmap {written_by}\n".encode()


def _own_state() -> str:
    """Return a digest that changes when anything of cxmap itself does: two commits may bear one version."""
    state = hashlib.sha256()
    folders = [os.path.dirname(os.path.dirname(__file__))]  # noqa: PTH120 - quicker, and this runs every time
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.is_dir(follow_symlinks=False):
                    folders += [entry.path] if entry.name != "__pycache__" else []
                else:
                    status = entry.stat()
                    state.update(f"{entry.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return state.hexdigest()[:16]


def _installed() -> str:
    """Return a digest that changes when anything of what is installed does: libraries have their part in results."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            found.update(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - quicker
    return hashlib.sha256("\n".join(sorted(found)).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _digest(body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST).digest()


def _replace(file: Path, content: bytes) -> None:
    """Write a file whole or not at all, whoever else writes it at the same time."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.stem, suffix=".new")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
        Path(name).replace(file)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise

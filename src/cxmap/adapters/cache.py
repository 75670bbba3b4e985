"""The cache on disk: one file for each repository, with what was read from its files, by the ids of their content.

It lies outside the repository, in the user's cache folder or in `CXMAP_CACHE_DIR`. What cannot be read, is damaged or
was written by another version is a miss; what cannot be written is left. Nothing is lost with it.
"""

import hashlib
import marshal
import os
import sys
import tempfile
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from cxmap import __version__
from cxmap.atlas.digest import Frozen

FORMAT = 2
"""The version of what is kept. It goes up whenever the model, or what is read of a file, changes."""

_DIGEST = 32


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

    It is read when first asked, and written by `close`, if there is anything new.
    """

    def __init__(self, folder: Path, repository: Path) -> None:
        name = hashlib.sha256(os.fsencode(repository.resolve())).hexdigest()[:32]
        self._file = folder / f"{name}.cache"
        self._header = f"cxmap {__version__} {FORMAT} {marshal.version}.{sys.hexversion:x}\n".encode()
        self._changed = False

    def files(self) -> dict[str, Frozen]:
        """Return what was read from files without flaws, by the id of their content."""
        return self._kept[0]

    def keep_files(self, files: dict[str, Frozen]) -> None:
        """Keep what was read from these files, and from no others."""
        self._kept = (files, self._kept[1])
        self._changed = True

    def result(self, name: str, question: bytes) -> Any:
        """Return the answer that was kept to the very same question, or None."""
        asked, answer = self._kept[1].get(name, (b"", None))
        return answer if asked == question else None

    def keep_result(self, name: str, question: bytes, answer: Any) -> None:
        """Keep an answer to a question, instead of the former one of this name."""
        self._kept[1][name] = (question, answer)
        self._changed = True

    def close(self) -> None:
        """Write what is new; leave it where the folder cannot be written."""
        if not self._changed:
            return
        content = marshal.dumps(self._kept)
        digest = hashlib.blake2b(content, digest_size=_DIGEST).digest()
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self._file, self._header + digest + content)
        self._changed = False

    @cached_property
    def _kept(self) -> tuple[dict[str, Frozen], dict[str, tuple[bytes, Any]]]:
        try:
            content = self._file.read_bytes()
        except OSError:
            return {}, {}
        start = len(self._header) + _DIGEST
        if not content.startswith(self._header):
            return {}, {}
        body = memoryview(content)[start:]
        # The digest comes first: `marshal` must never see bytes that it did not write.
        if hashlib.blake2b(body, digest_size=_DIGEST).digest() != content[len(self._header) : start]:
            return {}, {}
        files, results = marshal.loads(body)
        return files, results


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

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
from pathlib import Path

from cxmap import __version__
from cxmap.atlas.digest import Frozen

FORMAT = 1
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
    """Keeps what was read from the files of one repository, until they change."""

    def __init__(self, folder: Path, repository: Path) -> None:
        name = hashlib.sha256(os.fsencode(repository.resolve())).hexdigest()[:32]
        self._file = folder / f"{name}.cache"
        self._header = f"cxmap {__version__} {FORMAT} {marshal.version}.{sys.hexversion:x}\n".encode()

    def load(self) -> dict[str, Frozen]:
        """Return what is kept; nothing when there is nothing that can be trusted."""
        try:
            content = self._file.read_bytes()
        except OSError:
            return {}
        start = len(self._header) + _DIGEST
        if not content.startswith(self._header):
            return {}
        kept = memoryview(content)[start:]
        # The digest comes first: `marshal` must never see bytes that it did not write.
        if hashlib.blake2b(kept, digest_size=_DIGEST).digest() != content[len(self._header) : start]:
            return {}
        entries: dict[str, Frozen] = marshal.loads(kept)
        return entries

    def save(self, entries: dict[str, Frozen]) -> None:
        """Keep these entries instead of the former ones; leave it where the folder cannot be written."""
        kept = marshal.dumps(entries)
        digest = hashlib.blake2b(kept, digest_size=_DIGEST).digest()
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _replace(self._file, self._header + digest + kept)


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

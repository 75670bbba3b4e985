"""Notices that files of a journey repository have changed, with the package watchfiles where it is installed."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

ENDINGS = (".yaml", ".yml", ".j2")
"""How the names of the files end that a map is made from: what it says, its settings, its templates."""


def noticed(folder: Path) -> Iterator[None]:
    """Yield once when the watching has begun, and then after every change below a folder, until somebody stops it."""
    try:
        from watchfiles import Change, watch  # noqa: PLC0415 - it need not be installed
    except ImportError:
        yield from _compared(folder)
        return
    begun = False
    for changes in watch(folder, raise_interrupt=True, yield_on_timeout=True, rust_timeout=_PATIENCE):
        # Of what lies in a new folder nothing may be told: it was there before anybody watched the folder.
        if not begun or any(path.endswith(ENDINGS) or change is Change.added for change, path in changes):
            begun = True
            yield


_PATIENCE = 200  # milliseconds without a change until control comes back here


def _compared(folder: Path) -> Iterator[None]:
    """Look at the files again and again; on a large map rarely enough for it to cost little."""
    known = None
    while True:
        started = time.monotonic()
        found = dict(_files(folder))
        took = time.monotonic() - started
        if found != known:
            known = found
            yield
        time.sleep(max(_PATIENCE / 1000, 10 * took))


def _files(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    waiting = [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        waiting += [] if entry.name.startswith(".") else [entry.path]
                    elif entry.name.endswith(ENDINGS):
                        status = entry.stat()
                        yield entry.path, (status.st_mtime_ns, status.st_size)
        except OSError:  # it went away while it was looked at
            continue

"""Checking again whenever a file changes."""

from collections.abc import Callable
from pathlib import Path

from cxmap.cli.screen import tell
from cxmap.errors import CxmapError


def watching(root: Path, check: Callable[[], int]) -> int:
    """Run a check now and after every change below a folder, until the user stops it.

    A repository that cannot be checked for the moment, as while a file is being written, ends nothing.
    Raises `CxmapError` when the package that watches files is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise CxmapError(
            "`--watch` needs the package watchfiles, which is not installed.", "Install it: pip install 'cxmap[watch]'."
        ) from None
    checked = False
    # The first check comes when the watching has begun, so that no change falls between the two.
    for changes in watch(root, raise_interrupt=True, yield_on_timeout=True, rust_timeout=_PATIENCE):
        if changes or not checked:
            tell("\n" if checked else "")
            _again(check)
            checked = True
    return 0


_PATIENCE = 200  # milliseconds without a change until control comes back here


def _again(check: Callable[[], int]) -> None:
    try:
        check()
    except CxmapError as error:
        tell(f"error: {error.message}\n" + (f"hint: {error.hint}\n" if error.hint else ""))
    tell("Watching for changes; Ctrl-C stops.\n")

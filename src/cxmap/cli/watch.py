"""Checking again whenever a file changes."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.cli import speech
from cxmap.cli.screen import tell
from cxmap.errors import CxmapError
from cxmap.message import said

if TYPE_CHECKING:
    from cxmap.words import Words


def watching(root: Path, check: "Callable[[], Words]", words: "Words") -> int:
    """Run a check now and after every change below a folder, until the user stops it.

    The check returns the language that it spoke; `words` is that of what is said before. A repository that cannot be
    checked for the moment, as while a file is being written, ends nothing.
    Raises `CxmapError` when the package that watches files is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise CxmapError(
            said("`--watch` needs the package watchfiles, which is not installed."),
            said("Install it: `pip install 'cxmap[watch]'`."),
        ) from None
    checked = False
    # The first check comes when the watching has begun, so that no change falls between the two.
    for changes in watch(root, raise_interrupt=True, yield_on_timeout=True, rust_timeout=_PATIENCE):
        if changes or not checked:
            tell("\n" if checked else "")
            words = _again(check, words)
            checked = True
    return 0


_PATIENCE = 200  # milliseconds without a change until control comes back here


def _again(check: "Callable[[], Words]", words: "Words") -> "Words":
    """Run a check, and return the language that it spoke; the one before, where it could not run."""
    try:
        words = check()
    except CxmapError as error:
        tell(speech.told(error))
    tell(words.sentence("Watching for changes; Ctrl-C stops.") + "\n")
    return words

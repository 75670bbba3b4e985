"""The language that cxmap speaks with whoever called it, also when nothing could be read yet."""

from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from cxmap.errors import CxmapError
from cxmap.message import Message, said

if TYPE_CHECKING:
    from cxmap.words import Words

_asked: ContextVar[str] = ContextVar("asked", default="")
_folder: ContextVar[Path | None] = ContextVar("folder", default=None)


def begin() -> None:
    """Forget what another command of this process was asked for."""
    _asked.set("")
    _folder.set(None)


def asked(language: str) -> None:
    """Answer in this language from now on."""
    _asked.set(language)


def at_work_on(folder: Path) -> None:
    """Answer, if no language is asked for, in that of the repository of this folder."""
    _folder.set(folder)


def words() -> "Words":
    """Return the words of the language asked for, else of that which the repository is set to, else English."""
    from cxmap.languages import words_for

    return words_for(_asked.get() or _set_in_the_repository())


def phrase(message: Message) -> str:
    """Return a message in the language of whoever called."""
    from cxmap.words import say

    return say(message, words())


def told(error: CxmapError) -> str:
    """Return what is wrong and what to do about it, a line each, in the language of whoever called."""
    from cxmap.words import say

    spoken = words()
    lines = [said("error: {problem}", problem=error.message)]
    if error.hint:
        lines.append(said("hint: {advice}", advice=error.hint))
    return "".join(say(line, spoken) + "\n" for line in lines)


def _set_in_the_repository() -> str:
    from cxmap.adapters.work_tree import WorkTree, find_repository
    from cxmap.config import read_settings
    from cxmap.source.tree import Limits

    try:
        root = find_repository(_folder.get() or Path())
        return read_settings(WorkTree(root, Limits())).config.language
    except CxmapError:
        return ""

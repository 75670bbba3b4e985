"""The one error that people are meant to see: cxmap cannot run, why, and what to do about it."""

from cxmap.message import Message
from cxmap.words import say


class CxmapError(Exception):
    """cxmap cannot do what was asked, through no fault of the journey files.

    `message` says in one sentence what is wrong, `hint` what to do about it. The command line puts them in words, in
    the language that was asked for, and ends with exit code 2. As text, the error is its message in English.
    """

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return say(self.message)


def reason(error: OSError) -> str:
    """Return why the computer could not do something, in its own words."""
    return error.strerror or str(error)

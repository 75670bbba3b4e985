"""A comment on a pull request, which is filled into a template that a repository can replace."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from cxmap.render import encode
from cxmap.render.own_markdown import fields, tidy
from cxmap.render.own_templates import builtin, failure
from cxmap.render.templating import LONGEST_TEMPLATE, Plain, TemplateFailed, TooLong, filled
from cxmap.words import Words, say

LONGEST = 60_000
"""The most characters; GitHub takes 65,536 in a comment, and others may add to it."""


class Frame(NamedTuple):
    """What a kind of comment stands in: the line that it begins with, its template, and what its sections are called.

    By the line a workflow finds the comment to replace; it is not shown. No template has a say in it.
    """

    marker: str
    template: str
    sections: tuple[str, ...]


class Content(Protocol):
    """What a comment says."""

    def values(self) -> Mapping[str, Plain]:
        """Return what a template is given."""

    def shorten(self) -> bool:
        """Leave out more of the longest list, and say so there. Return whether anything was left to leave out."""


def comment(frame: Frame, own: Mapping[str, str], content: Callable[[Sequence[str]], Content], words: Words) -> str:
    """Return a comment of at most `LONGEST` characters.

    `own` are the templates of the repository; one that fails is told of, and that of cxmap used. `content` makes what
    is to be said, anew each time, with notes in Markdown that belong to its end.
    """
    notes: tuple[str, ...] = ()
    source = own.get(frame.template)
    if source is not None:
        try:
            return _own(frame, source, content(()))
        except TemplateFailed as failed:
            notes = (encode.markdown(say(failure(frame.template, failed), words)),)
    return _ours(frame, content(notes), _room(frame))


def _own(frame: Frame, source: str, content: Content) -> str:
    """Return a comment in a template of the repository. Raises `TemplateFailed` where it cannot be used."""
    # There has to be room for what the template says beside what that of cxmap does.
    _ours(frame, content, _room(frame) - min(len(source), LONGEST_TEMPLATE))
    text = _after_marker(frame, filled(source, content.values(), fields(frame.sections), longest=LONGEST))
    if len(text) > LONGEST:  # with its first line, and with what is not fit to show written out
        raise TooLong(f"More than {LONGEST} characters come of it.")
    return text


def _ours(frame: Frame, content: Content, room: int) -> str:
    """Shorten what is to be said until there is room for what comes of cxmap's template, and return the comment."""
    source = builtin(frame.template)
    while True:
        try:
            return _after_marker(frame, filled(source, content.values(), fields(frame.sections), longest=room))
        except TooLong:
            if not content.shorten():
                raise


def _after_marker(frame: Frame, text: str) -> str:
    if not text.strip():
        raise TemplateFailed("Nothing comes of it.")
    return f"{frame.marker}\n\n{tidy(text)}"


def _room(frame: Frame) -> int:
    return LONGEST - len(f"{frame.marker}\n\n")

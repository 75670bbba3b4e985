"""Stretches of sentences as Markdown, whatever they are: a sentence's own text, an id, a name."""

from collections.abc import Callable
from functools import lru_cache

from cxmap.render import encode
from cxmap.words import Part


def stretch(part: Part, code: Callable[[str], str] = encode.markdown_code) -> str:
    """Return a stretch of a sentence as Markdown. `code` says how an id is written: in tables, as `cell_code` does."""
    match part.role:
        case "id":
            return code(part.text)
        case "text":
            # The spaces around a gap are the sentence's own and need no protection.
            bare = part.text.strip(" ")
            return part.text.replace(bare, plain(bare)) if bare else part.text
        case _:
            return plain(part.text)


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return a text as Markdown. Names, and the words between them, stand in many places."""
    return encode.markdown(text)


def cell_code(text: str) -> str:
    """Return a text as code that may stand in a table, where a bar ends the cell even within code."""
    return plain(text) if "|" in text else encode.markdown_code(text)

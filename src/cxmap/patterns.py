"""Patterns of paths, as `.gitignore` has them, matched in a time that no pattern and no path can blow up.

`*` stands for any characters of a name, `?` for one, `[a-z]` for one of several, `**` for any number of folders. A
pattern with a `/` at its beginning or inside counts from the root, any other one at every depth; with a `/` at its end
it matches folders only. What matches a folder matches all that is in it. `!` takes out what earlier patterns matched.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from cxmap.message import Message, said

Matcher = Callable[[str], bool]

LONGEST_PATTERN = 500
"""The most characters that a pattern may have."""


class NoPattern(ValueError):  # noqa: N818 - a state of what people wrote, which they are told in their own words
    """A text is no pattern; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def matcher(patterns: Iterable[str]) -> Matcher:
    """Return what tells whether a path, relative to the root and with `/`, matches one of the patterns.

    The last pattern that matches decides. Patterns that only ask for an ending (`**/*.yaml`), as the default ones
    do, are answered without a regular expression: a repository has many files.

    Raises `NoPattern`.
    """
    wanted = tuple(patterns)
    if all(pattern.startswith("**/*.") and pattern[5:].isalnum() for pattern in wanted):
        endings = tuple(pattern[4:] for pattern in wanted)
        folders = tuple(f"{ending}/" for ending in endings)
        return lambda path: path.endswith(endings) or any(folder in path for folder in folders)
    compiled = [read for pattern in wanted if (read := _read(pattern))]
    compiled.reverse()

    def matches(path: str) -> bool:
        whole = f"{path}/"
        return next((taken for taken, expression in compiled if expression.match(whole)), False)

    return matches


def _read(pattern: str) -> tuple[bool, re.Pattern[str]] | None:
    """Return whether a pattern takes in or out, and what it matches; None where it says nothing."""
    if len(pattern) > LONGEST_PATTERN:
        raise NoPattern(said("It is longer than {limit} characters.", limit=LONGEST_PATTERN))
    text = _without_spaces_at_end(pattern)
    if not text or text.startswith("#"):
        return None
    taken = not text.startswith("!")
    text = text if taken else text[1:]
    segments = text.removeprefix("/").removesuffix("/").split("/")
    if "" in segments:
        raise NoPattern(said("It names nothing, or nothing between two slashes."))
    if "/" not in text.removesuffix("/"):
        segments.insert(0, "**")
    return taken, re.compile(_expression(segments, folder=text.endswith("/")))


def _without_spaces_at_end(pattern: str) -> str:
    """Return a pattern without the spaces at its end, but for one after a backslash."""
    text = pattern.rstrip(" \t\r\n")
    return f"{text} " if text.endswith("\\") and len(text) < len(pattern) else text


# A path is matched with a `/` behind every name. Each piece between two wildcards is looked for once, from the left, in
# an atomic group: the first place it fits leaves most room for what follows, so there is nothing to come back for. A
# plain translation of `*a*a*a*a*b` tries all ways to divide the path, and never ends.


def _expression(segments: list[str], *, folder: bool) -> str:
    parts = []
    skipping = False
    for many, group in groupby(segments, key=lambda segment: segment == "**"):
        if many:
            skipping = True
            continue
        names = "".join(f"(?>{_name(segment)}/)" for segment in group)
        parts.append(f"(?>(?:[^/]*+/)*?{names})" if skipping else names)
        skipping = False
    # What matches a name also matches a folder of that name, so more may follow; here something has to.
    parts.append("[^/]*+/" * (skipping + folder))
    return "".join(parts)


def _name(segment: str) -> str:
    """Return the expression for one name of a path."""
    pieces: list[list[str]] = [[]]
    for character in _characters(segment):
        if character is None:
            pieces.append([])
        else:
            pieces[-1].append(character)
    first, *rest = ("".join(piece) for piece in pieces)
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{piece})" for piece in middle if piece) + f"[^/]*{last}"


def _characters(segment: str) -> Iterator[str | None]:
    """Yield the expression for one character after the other, None where any number of any may stand."""
    position = 0
    while position < len(segment):
        character = segment[position]
        position += 1
        if character == "*":
            yield None
        elif character == "?":
            yield "[^/]"
        elif character == "[":
            end = _end_of_set(segment, position)
            yield _set(segment[position:end])
            position = end + 1
        elif character == "\\":
            if position == len(segment):
                raise NoPattern(said("Nothing follows its last backslash."))
            yield re.escape(segment[position])
            position += 1
        else:
            yield re.escape(character)


def _end_of_set(segment: str, start: int) -> int:
    """Return where the `]` stands that closes a set; as its first character it belongs to the set."""
    first = start + 1 if segment[start : start + 1] in ("!", "^") else start
    end = segment.find("]", first + 1)
    if end < 0:
        raise NoPattern(said("Its `[` is never closed."))
    return end


def _set(inside: str) -> str:
    """Return the expression for one of several characters."""
    negated = inside[:1] in ("!", "^")
    members = inside[1:] if negated else inside
    found = []
    position = 0
    while position < len(members):
        low, dash, high = members[position], members[position + 1 : position + 2], members[position + 2 : position + 3]
        if dash == "-" and high:
            if low > high:
                raise NoPattern(
                    said("In `[{inside}]`, `{low}-{high}` is the wrong way round.", inside=inside, low=low, high=high)
                )
            found.append(f"{re.escape(low)}-{re.escape(high)}")
            position += 3
        else:
            found.append(re.escape(low))
            position += 1
    return f"(?!/)[{'^' if negated else ''}{''.join(found)}]"

"""The language of selectors: from text to terms, and from terms back to text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cxmap.atlas.wording import nearest
from cxmap.errors import CxmapError
from cxmap.message import Exact, Message, said
from cxmap.patterns import LONGEST_PATTERN
from cxmap.selection.globs import is_glob

METHODS: tuple[str, ...] = (
    *("touchpoint", "stage", "channel", "journey", "persona"),
    *("owner", "accountable", "responsible", "consulted", "informed", "team"),
    *("data", "system", "metric", "tag", "moment", "status", "state"),
    *("transition", "opportunity", "interaction", "change"),
)
"""What may stand before the colon of a term."""

LONGEST = 100_000
"""The most characters that a selector may have."""

Depth = int | None
"""How many transitions to go: 0 is none, None as far as they lead."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term: the touchpoints that it names, and how far to go on from them upstream and downstream.

    `literal` is a value that was quoted, in which `*` and `?` stand for themselves. `column` is where the term
    begins, counted from 1; it makes no difference to what it means.
    """

    method: str
    value: str
    literal: bool = False
    up: Depth = 0
    down: Depth = 0
    column: int = field(default=1, compare=False)


Group = tuple[Term, ...]
"""Terms joined by commas: what is in all of them."""

Selector = tuple[Group, ...]
"""Groups joined by spaces: what is in any of them."""


class Selection(NamedTuple):
    """What is selected: what `wanted` selects, or everything if it is empty, less what `unwanted` selects."""

    wanted: Selector = ()
    unwanted: Selector = ()

    @property
    def everything(self) -> bool:
        """Whether nothing was asked for or taken out."""
        return not (self.wanted or self.unwanted)


EVERYTHING = Selection()


def selection(wanted: Iterable[str] = (), unwanted: Iterable[str] = ()) -> Selection:
    """Return what some texts select, each a selector, less what some others do. Raises `CxmapError` as `parse` does."""
    return Selection(*(tuple(group for text in texts for group in parse(text)) for texts in (wanted, unwanted)))


def parse(text: str) -> Selector:
    """Return the terms of a selector.

    Raises `CxmapError`, with the column, for a text that is none.
    """
    if len(text) > LONGEST:
        raise CxmapError(
            said("This selector has more than {limit} characters.", limit=LONGEST),
            said("Name groups instead: `stage:purchase`."),
        )
    groups: list[Group] = []
    position = _after_spaces(text, 0)
    while position < len(text):
        terms: list[Term] = []
        while True:
            term, position = _term(text, position)
            terms.append(term)
            if not text.startswith(",", position):
                break
            position += 1
        groups.append(tuple(terms))
        position = _after_spaces(text, position)
    if not groups:
        raise CxmapError(
            said("The selector is empty."),
            said("Leave it out to have everything, or write one: `stage:purchase`."),
        )
    return tuple(groups)


def written(selector: Selector) -> str:
    """Return the text of a selector; parsed again, it is the same selector."""
    return " ".join(",".join(map(written_term, group)) for group in selector)


def written_term(term: Term) -> str:
    """Return the text of a term, in its shortest form."""
    before = "" if term.up == 0 else f"{'' if term.up is None else term.up}+"
    after = "" if term.down == 0 else f"+{'' if term.down is None else term.down}"
    value = _quoted(term.value) if term.literal or not _BARE.fullmatch(term.value) else term.value
    # Figures alone would read as a number of transitions, and a colon as the end of a method.
    bare = term.method == "touchpoint" and not value.isdigit() and (":" not in value or value.startswith('"'))
    return f"{before}{'' if bare else f'{term.method}:'}{value}{after}"


def folded(text: str) -> str:
    """Return a text so that it equals itself however it is written: "Contact Centre" is "contact-centre"."""
    return "-".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_SPACES = re.compile(r"\s*")
_UPSTREAM = re.compile(r"([0-9]*)\+")
_DOWNSTREAM = re.compile(r"\+([0-9]*)")
_METHOD = re.compile(r"([^\s,+\"':*?]*):")
_BARE = re.compile(r"[^\s,+\"']+")
_IN_QUOTES = re.compile(r"(?s)\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'")
_ESCAPED = re.compile(r"(?s)\\(.)")
_MOST_DIGITS = 6

_JOINING = said("A comma without spaces joins terms for what is in both, a space for what is in either.")
_QUOTING = said('Put a value with spaces, commas or `+` in quotes: `tag:"a, b"`.')


def _after_spaces(text: str, position: int) -> int:
    found = _SPACES.match(text, position)
    return found.end() if found else position


def _term(text: str, start: int) -> tuple[Term, int]:
    """Return the term that begins at a position, and the position after it."""
    up, position = _upstream(text, start)
    method, position = _method(text, position)
    value, literal, position = _value(text, position, method, start)
    down: Depth = 0
    if found := _DOWNSTREAM.match(text, position):
        down = _depth(text, found)
        position = found.end()
    if position < len(text) and text[position] != "," and not text[position].isspace():
        raise _wrong(text, position, said("`{sign}` cannot stand here.", sign=text[position]), _QUOTING)
    return Term(method or "touchpoint", value, literal, up, down, start + 1), position


def _upstream(text: str, start: int) -> tuple[Depth, int]:
    found = _UPSTREAM.match(text, start)
    if not found:
        return 0, start
    end = found.end()
    if found[1] and (end == len(text) or text[end] == "," or text[end].isspace()):
        return 0, start  # a touchpoint called by figures alone, and what comes after it: `404+`
    return _depth(text, found), end


def _depth(text: str, found: re.Match[str]) -> Depth:
    digits = found[1]
    if len(digits) > _MOST_DIGITS:
        raise _wrong(
            text,
            found.start(1),
            said("this number of transitions is too large."),
            said("Leave it out to go all the way."),
        )
    return int(digits) if digits else None


def _method(text: str, position: int) -> tuple[str, int]:
    """Return what stands before a colon, or nothing where there is no colon."""
    found = _METHOD.match(text, position)
    if not found:
        return "", position
    name = found[1]
    if name not in METHODS:
        near = nearest(name, METHODS)
        meant = said("Did you mean `{near}:`?", near=near) if near else None
        hint = meant or said("There are {names}.", names=Exact(", ".join(METHODS)))
        raise _wrong(text, position, said("there is no selector `{name}:`.", name=name), hint)
    return name, found.end()


def _value(text: str, position: int, method: str, start: int) -> tuple[str, bool, int]:
    """Return a value, whether it is quoted, and the position after it."""
    if found := _BARE.match(text, position):
        if len(found[0]) > LONGEST_PATTERN and is_glob(found[0]):
            raise _wrong(
                text,
                position,
                said("this pattern has more than {limit} characters.", limit=LONGEST_PATTERN),
                said("Write a shorter one."),
            )
        return found[0], False, found.end()
    if found := _IN_QUOTES.match(text, position):
        value = _ESCAPED.sub(r"\1", found[1] or found[2] or "")
        if not value:
            raise _wrong(text, position, said("nothing stands between the quotes."), said("Write the value there."))
        return value, True, found.end()
    if text[position : position + 1] in ('"', "'"):
        raise _wrong(text, position, said("this quote is never closed."), said("Close it with the same sign."))
    if method:
        raise _wrong(
            text,
            position,
            said("nothing stands behind `{method}:`.", method=method),
            said("Write a value there: `{method}:name`.", method=method),
        )
    if position > start:
        raise _wrong(
            text,
            position,
            said("nothing stands behind this `+`."),
            said("`+checkout` is checkout and all that leads to it."),
        )
    if position < len(text) and text[position] == ",":
        raise _wrong(text, position, said("nothing stands before this comma."), _JOINING)
    raise _wrong(text, position, said("nothing stands behind the comma."), _JOINING)


def _wrong(text: str, position: int, problem: Message, hint: Message) -> CxmapError:
    told = said(
        "Column {column} of the selector `{excerpt}`: {problem}",
        column=position + 1,
        excerpt=_excerpt(text, position),
        problem=problem,
    )
    return CxmapError(told, hint)


def _excerpt(text: str, position: int) -> str:
    start, end = max(0, position - _AROUND), position + _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


_AROUND = 40

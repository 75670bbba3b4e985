"""Labels with what belongs to each, one below the other: how answers about a thing look on a terminal."""

import re
from collections.abc import Iterable, Sequence
from string import Formatter
from typing import NamedTuple

from cxmap.message import Named
from cxmap.render.columns import columns
from cxmap.render.lines import Line, Run, wrapped
from cxmap.visible import visible
from cxmap.words import Words, shortened


class Row(NamedTuple):
    """A label, fit to show, and what stands beside it."""

    label: str
    runs: Sequence[Run]


def rows(given: Iterable[Row], width: int, indent: str = "  ") -> list[Line]:
    """Return rows whose texts begin in one column, and go on in it."""
    found = list(given)
    widest = max((columns(row.label) for row in found), default=0)
    lines: list[Line] = []
    for row in found:
        lead = f"{indent}{row.label}{' ' * (widest - columns(row.label) + 2)}"
        lines += wrapped(row.runs, width, lead, " " * columns(lead))
    return lines


def title(text: str) -> list[Line]:
    """Return an empty line and a heading."""
    return [[], [Run(text, "bold")]]


def named(thing: Named) -> list[Run]:
    """Return a thing by its name, and by its id where that is not the name in small letters."""
    name = shortened(thing.name or thing.id)
    if thing.kind == "transition" or _SEPARATORS.sub("-", name.casefold()) == thing.id:
        return [Run(name)]
    return [Run(name), Run(" "), Run(f"({shortened(thing.id)})", "cyan")]


_SEPARATORS = re.compile(r"[-._\s]+")


def several(things: Iterable[Sequence[Run]], between: str = ",") -> list[Run]:
    """Return several pieces as one list, however many there are."""
    runs: list[Run] = []
    for piece in things:
        if runs:
            runs += [Run(between), Run(" ")]
        runs += piece
    return runs


def text(written: str) -> list[Run]:
    """Return a text from the repository, line breaks as spaces."""
    return [Run(visible(" ".join(written.split())))]


def sentence(written: str, words: Words, **values: Named | list[Named] | str | int) -> list[Run]:
    """Return a sentence with its gaps filled: things by name and id, as `named` shows them, of many the first few."""
    runs: list[Run] = []
    for literal, gap, _, _ in Formatter().parse(words.sentence(written)):
        runs += [Run(literal)] if literal else []
        if gap is not None:
            value = values[gap]
            match value:
                case Named():
                    runs += named(value)
                case list():
                    runs += _first_few(value, words)
                case _:
                    runs.append(Run(shortened(str(value))))
    return runs


_FEW = 12


def _first_few(things: list[Named], words: Words) -> list[Run]:
    left = len(things) - _FEW
    more = [sentence("{number} more", words, number=left)] if left > 0 else []
    pieces = [*map(named, things[:_FEW]), *more]
    if len(pieces) == 1:
        return pieces[0]
    return [*several(pieces[:-1]), Run(f" {words.sentence('and')} "), *pieces[-1]]

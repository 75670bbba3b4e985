"""Values with `*` and `?` in them, matched in a time that no pattern can blow up."""

import re
from collections.abc import Callable


def is_glob(value: str) -> bool:
    """Return whether a value stands for several."""
    return "*" in value or "?" in value


def matching(pattern: str) -> Callable[[str], bool]:
    """Return what tells whether a text matches as a whole: `*` stands for any characters, `?` for one."""
    first, *rest = ("".join("." if sign == "?" else re.escape(sign) for sign in part) for part in pattern.split("*"))
    if not rest:
        return _whole(first)
    # Each piece between two stars is looked for once, from the left, in an atomic group: the first place it fits
    # leaves most room for what follows. Trying all ways to divide the text would never end for `*a*a*a*b`.
    *middle, last = rest
    return _whole("".join((first, *(f"(?>.*?{piece})" for piece in middle if piece), ".*", last)))


def _whole(expression: str) -> Callable[[str], bool]:
    compiled = re.compile(expression, re.DOTALL)
    return lambda text: compiled.fullmatch(text) is not None

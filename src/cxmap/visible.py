"""Makes any text fit to show: what a terminal, a browser or a reader could be fooled by is written out."""

import re

# C0 and C1 controls, the soft hyphen, zero-width and bidirectional marks, line and paragraph separators, the byte
# order mark, interlinear and tag characters, lone surrogates, and noncharacters. Joiners (U+200C, U+200D) stay:
# Persian and emoji need them, and they reorder nothing.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Return `text` with every control, invisible, direction-changing or unpaired character as `\uXXXX`."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(_escape, text)


def hidden(text: str) -> str | None:
    r"""Return the first character of `text` that `visible` would write out, as `\uXXXX`, or None."""
    found = _HIDDEN.search(text)
    return _escape(found) if found else None


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\u{code:04x}" if code <= _LAST_OF_FOUR_DIGITS else f"\\U{code:08x}"


_LAST_OF_FOUR_DIGITS = 0xFFFF

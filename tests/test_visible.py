"""No text of the user's can fool a terminal or a reader."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.visible import hidden, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("naïve 日本語 👩\u200d🚀", "naïve 日本語 👩\u200d🚀"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("\x1b[31m", "\\u001b[31m"),
        ("a\tb\r\nc", "a\\u0009b\\u000d\\u000ac"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("ze\u200bro", "ze\\u200bro"),
        ("\ufeffbom", "\\ufeffbom"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("\x9b31m", "\\u009b31m"),
    ],
)
def test_visible(text, shown):
    assert visible(text) == shown
    assert hidden(text) == (shown[shown.index("\\") :][: 10 if "\\U" in shown else 6] if "\\" in shown else None)


@given(st.text(st.characters(codec=None)))
def test_nothing_hidden_is_left(text):
    shown = visible(text)
    shown.encode()
    assert hidden(shown) is None
    assert visible(shown) == shown
    left = [character for character in shown if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")]
    assert left == []
    directions = {unicodedata.bidirectional(character) for character in shown}
    assert not directions & {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}

"""Plain scalars as YAML 1.2's core schema reads them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.source.scalar import Typed, resolve


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_absent(text):
    assert resolve(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("0", 0),
        ("-12", -12),
        ("+5", 5),
        ("0755", 755),
        ("0o14", 12),
        ("0x1F", 31),
        ("1.10", 1.1),
        (".5", 0.5),
        ("-5.", -5.0),
        ("1e3", 1000.0),
        ("1e400", math.inf),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("9" * 400, 10**400 - 1),
    ],
)
def test_typed(text, value):
    found = resolve(text)
    assert isinstance(found, Typed)
    assert found == text
    assert found.value == value
    assert type(found.value) is type(value)


def test_not_a_number_is_a_number():
    assert math.isnan(resolve(".NaN").value)


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "Yes", "tRUE", "nULL", "nil"),
        *("12:30", "2026-11-30", "1_000", "0b11", "0x", "1.2.3", "+", "-", ".", "e5", "1e", "--1", "1 2"),
        *("9" * 401, "0." + "1" * 400, "truely", "fast", "\u0663", "1\u0663", "+.nan"),
    ],
)
def test_text(text):
    found = resolve(text)
    assert found is text


@given(st.text())
def test_any_text_stays_as_it_is_written(text):
    found = resolve(text)
    assert found is None or found == text


@given(st.integers())
def test_whole_numbers(number):
    assert resolve(str(number)).value == number


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers(number):
    assert resolve(repr(number)).value == number

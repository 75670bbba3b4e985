"""The language of selectors: what can be written, what it says, and what is said of what cannot."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from texts import ANY_TEXT

from cxmap.errors import CxmapError
from cxmap.selection.globs import matching
from cxmap.selection.selector import LONGEST, METHODS, Selector, Term, parse, written
from cxmap.visible import visible
from cxmap.words import say

LIKE_SELECTORS = st.text(alphabet="ab2+:,\"'\\ *?-\t\n\xa0stage", max_size=30)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("checkout", [[Term("touchpoint", "checkout")]]),
        ("touchpoint:checkout", [[Term("touchpoint", "checkout")]]),
        ("stage:purchase", [[Term("stage", "purchase")]]),
        ("stage:pur*", [[Term("stage", "pur*")]]),
        ("+x", [[Term("touchpoint", "x", up=None)]]),
        ("x+", [[Term("touchpoint", "x", down=None)]]),
        ("+x+", [[Term("touchpoint", "x", up=None, down=None)]]),
        ("2+x+1", [[Term("touchpoint", "x", up=2, down=1)]]),
        ("0+x+0", [[Term("touchpoint", "x")]]),
        ("1+stage:buy+", [[Term("stage", "buy", up=1, down=None)]]),
        ("404", [[Term("touchpoint", "404")]]),
        ("404+", [[Term("touchpoint", "404", down=None)]]),
        ("404+,x", [[Term("touchpoint", "404", down=None), Term("touchpoint", "x")]]),
        ("2+404", [[Term("touchpoint", "404", up=2)]]),
        ("touchpoint:2+1", [[Term("touchpoint", "2", down=1)]]),
        ("a b", [[Term("touchpoint", "a")], [Term("touchpoint", "b")]]),
        ("a,b", [[Term("touchpoint", "a"), Term("touchpoint", "b")]]),
        (" a,b\tc ", [[Term("touchpoint", "a"), Term("touchpoint", "b")], [Term("touchpoint", "c")]]),
        ('channel:"contact centre"', [[Term("channel", "contact centre", literal=True)]]),
        ("tag:'a, \"b\"'", [[Term("tag", 'a, "b"', literal=True)]]),
        (r'tag:"a\"b\\"', [[Term("tag", 'a"b\\', literal=True)]]),
        ('"a:b"', [[Term("touchpoint", "a:b", literal=True)]]),
        ("tag:a:b", [[Term("tag", "a:b")]]),
        ("transition:a->b#c", [[Term("transition", "a->b#c")]]),
    ],
)
def test_what_is_read(text, terms):
    assert parse(text) == tuple(map(tuple, terms))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "is empty", "stage:purchase"),
        ("  ", "is empty", ""),
        ("a,", "Column 3 of the selector `a,`: nothing stands behind the comma.", "for what is in both"),
        ("a, b", "Column 3", "a space for what is in either"),
        ("a ,b", "Column 3 of the selector `a ,b`: nothing stands before this comma.", ""),
        (",a", "Column 1", ""),
        ("a,,b", "Column 3", ""),
        ("+", "Column 2 of the selector `+`: nothing stands behind this `+`.", ""),
        ("a b++", "Column 5 of the selector `a b++`: `+` cannot stand here.", "quotes"),
        ("a+b", "Column 3 of the selector `a+b`: `b` cannot stand here.", ""),
        ("stage:", "Column 7 of the selector `stage:`: nothing stands behind `stage:`.", "stage:name"),
        ("stage:+x", "Column 7", ""),
        (
            "a stge:buy",
            "Column 3 of the selector `a stge:buy`: there is no selector `stge:`.",
            "Did you mean `stage:`?",
        ),
        ("zzzzzzz:buy", "there is no selector `zzzzzzz:`", f"There are {', '.join(METHODS)}."),
        (":buy", "there is no selector `:`", ""),
        ('tag:"a', 'Column 5 of the selector `tag:"a`: this quote is never closed.', ""),
        ('tag:""', "nothing stands between the quotes", ""),
        ('tag:"a"b', 'Column 8 of the selector `tag:"a"b`: `b` cannot stand here.', ""),
        ("1234567+x", "Column 1 of the selector `1234567+x`: this number of transitions is too large.", ""),
        ("x+1234567", "Column 3", ""),
        ("*" * 501, "more than 500 characters", ""),
        ("x" * 90 + ",", "Column 92 of the selector `…" + "x" * 39 + ",`", ""),
        ("\u202e\x1b[31m,", "`\\u202e\\u001b[31m,`", ""),
    ],
)
def test_what_cannot_be_read(text, message, hint):
    with pytest.raises(CxmapError) as error:
        parse(text)
    assert message in str(error.value)
    assert hint in say(error.value.hint)


def test_a_selector_has_a_longest_length():
    with pytest.raises(CxmapError):
        parse("a " * LONGEST)
    assert len(parse("a " * (LONGEST // 2))) == LONGEST // 2


@given(st.one_of(ANY_TEXT, LIKE_SELECTORS))
def test_any_text_is_a_selector_or_an_error_and_what_is_printed_is_read_as_the_same(text):
    selector = selector_or_error(text)
    if isinstance(selector, CxmapError):
        for told in (str(selector), say(selector.hint)):
            assert told
            assert visible(told) == told
    else:
        assert parse(written(selector)) == selector


def selector_or_error(text: str) -> Selector | CxmapError:
    try:
        return parse(text)
    except CxmapError as error:
        return error


terms = st.builds(
    Term,
    st.sampled_from(METHODS),
    st.text(min_size=1, max_size=8),
    st.just(True),  # noqa: FBT003 - literal, so that any text will do
    st.one_of(st.none(), st.integers(0, 999_999)),
    st.one_of(st.none(), st.integers(0, 999_999)),
)


@given(st.lists(st.lists(terms, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3).map(tuple))
def test_any_selector_can_be_written(selector):
    assert parse(written(selector)) == selector


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("pur*", "purchase", True),
        ("pur*", "pur", True),
        ("pur*", "a-pur", False),
        ("*chase", "purchase", True),
        ("*chase", "purchases", False),
        ("p?r*", "purchase", True),
        ("p?", "p", False),
        ("*a*a*", "banana", True),
        ("a*a", "a", False),
        ("**", "", True),
        ("a.c", "abc", False),
        ("[ab]", "a", False),
    ],
)
def test_patterns(pattern, text, fits):
    assert matching(pattern)(text) is fits


@given(st.text(alphabet="ab*?", max_size=8), st.text(alphabet="ab", max_size=8))
def test_patterns_against_trying_everything(pattern, text):
    def fits(pattern: str, text: str) -> bool:
        if not pattern:
            return not text
        if pattern[0] == "*":
            return any(fits(pattern[1:], text[start:]) for start in range(len(text) + 1))
        return bool(text) and pattern[0] in ("?", text[0]) and fits(pattern[1:], text[1:])

    assert matching(pattern)(text) is fits(pattern, text)


def test_a_pattern_that_could_be_divided_in_many_ways_takes_no_time():
    assert not matching("*a" * 200 + "b")("a" * 10_000)

"""Edits of files: what is meant changes, and not one byte more."""

import datetime as dt

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from texts import ANY_TEXT, JOURNEY_LIKE, YAML_LIKE

from cxmap.source.edit import NotEdited, Splice, edited, extend, put, spliced
from cxmap.source.emit import element, entry, flow, scalar
from cxmap.source.parse import parse
from cxmap.words import say

STATUS = ("changes", "a", "status")
LESSONS = ("changes", "a", "review", "lessons")
DAY = dt.date(2027, 3, 1)


def lines(*texts: str) -> str:
    return "\n".join(texts) + "\n"


def refusal(edit, *arguments) -> str:
    with pytest.raises(NotEdited) as caught:
        edit(*arguments)
    return say(caught.value.message)


PUT = {
    "plain": ("changes:\n  a: {status: live} # c\n", "changes:\n  a: {status: reviewed} # c\n"),
    "in quotes": ("changes:\n  a:\n    status: 'live' # c\n", "changes:\n  a:\n    status: reviewed # c\n"),
    "key in quotes": ('changes:\n  a:\n    "status": live\n', 'changes:\n  a:\n    "status": reviewed\n'),
    "left out": ("changes:\n  a:\n    why: A\n  b:\n", "changes:\n  a:\n    why: A\n    status: reviewed\n  b:\n"),
    "left out between braces": ("changes: {a: {why: A}}", "changes: {a: {why: A, status: reviewed}}"),
    "left out after a comma": ("changes: {a: {why: A, }}", "changes: {a: {why: A, status: reviewed, }}"),
    "nothing between the braces": ("changes: {a: {}}", "changes: {a: {status: reviewed}}"),
    "empty": (
        "changes:\n  a:\n    status: # c\n    why: A\n",
        "changes:\n  a:\n    status: reviewed # c\n    why: A\n",
    ),
    "empty at the end": ("changes:\n  a:\n    status:", "changes:\n  a:\n    status: reviewed"),
    "null": ("changes:\n  a:\n    status: ~\n    why: A\n", "changes:\n  a:\n    status: reviewed\n    why: A\n"),
    "over several lines": (
        "changes:\n  a:\n    status:\n      live\n    why: A\n",
        "changes:\n  a:\n    status:\n      reviewed\n    why: A\n",
    ),
    "lines of Windows": (
        "changes:\r\n  a:\r\n    why: A\r\n  b:\r\n",
        "changes:\r\n  a:\r\n    why: A\r\n    status: reviewed\r\n  b:\r\n",
    ),
    "no line end": ("changes:\n  a:\n    why: A", "changes:\n  a:\n    why: A\n    status: reviewed"),
    "comments before the next": (
        "changes:\n  a:\n    why: A # one\n    # two\n\n  # three\n  b:\n",
        "changes:\n  a:\n    why: A # one\n    status: reviewed\n    # two\n\n  # three\n  b:\n",
    ),
    "after a text of several lines": (
        "changes:\n  a:\n    why: |\n      A\n\n      B\n\n\n  b:\n",
        "changes:\n  a:\n    why: |\n      A\n\n      B\n    status: reviewed\n\n\n  b:\n",
    ),
    "after a text with blank lines": (
        "changes:\n  a:\n    why: |+\n      A\n\n  b:\n",
        "changes:\n  a:\n    why: |+\n      A\n\n    status: reviewed\n  b:\n",
    ),
    "after a list": (
        "changes:\n  a:\n    touchpoints:\n    - x\n    -  y  # c\n",
        "changes:\n  a:\n    touchpoints:\n    - x\n    -  y  # c\n    status: reviewed\n",
    ),
    "after an empty field": (
        "changes:\n  a:\n    why:   # none yet\n",
        "changes:\n  a:\n    why:   # none yet\n    status: reviewed\n",
    ),
    "deep indentation": (
        "changes:\n        a:\n                why: A\n",
        "changes:\n        a:\n                why: A\n                status: reviewed\n",
    ),
    "an anchor elsewhere": (
        "changes:\n  a: {why: &w A}\n  b: {why: *w}\n",
        "changes:\n  a: {why: &w A, status: reviewed}\n  b: {why: *w}\n",
    ),
    "an alias": (
        "changes:\n  b: {status: &s live}\n  a: {status: *s}\n",
        "changes:\n  b: {status: &s live}\n  a: {status: reviewed}\n",
    ),
}


@pytest.mark.parametrize("name", PUT)
def test_a_value_is_put_under_a_key(name):
    before, after = PUT[name]
    assert put(before, STATUS, "reviewed") == after
    assert put(after, STATUS, "reviewed") == after


def test_a_mapping_is_put_under_a_key():
    value = {"on": DAY, "lessons": ["Ask first.", "It: works"]}
    assert put("changes:\n  a:\n    why: A\n", LESSONS[:-1], value) == lines(
        "changes:",
        "  a:",
        "    why: A",
        "    review:",
        "      on: 2027-03-01",
        "      lessons:",
        "        - Ask first.",
        '        - "It: works"',
    )
    assert put("changes: {a: {review: }}", LESSONS[:-1], value) == (
        'changes: {a: {review: {on: 2027-03-01, lessons: [Ask first., "It: works"]} }}'
    )
    assert put("changes:\n  a:\n    review:  # soon\n    why: A\n", LESSONS[:-1], {"on": DAY}) == lines(
        "changes:", "  a:", "    review:  # soon", "      on: 2027-03-01", "    why: A"
    )


EXTENDED = {
    "lines": (
        "lessons:\n      - A\n      - B # c\n",
        'lessons:\n      - A\n      - B # c\n      - New\n      - "no"\n',
    ),
    "not indented": ("lessons:\n    - A\n", 'lessons:\n    - A\n    - New\n    - "no"\n'),
    "brackets": ("lessons: [A, B]\n", 'lessons: [A, B, New, "no"]\n'),
    "nothing between them": ("lessons: []\n", 'lessons: [New, "no"]\n'),
    "brackets over lines": ("lessons: [\n     A, # c\n    ]\n", 'lessons: [\n     A, New, "no", # c\n    ]\n'),
    "empty": ("lessons:\n", 'lessons:\n      - New\n      - "no"\n'),
    "a text of several lines": ("lessons:\n    - >\n      A\n", 'lessons:\n    - >\n      A\n    - New\n    - "no"\n'),
}


@pytest.mark.parametrize("name", EXTENDED)
def test_a_list_is_extended(name):
    before, after = (f"review:\n    {text}" for text in EXTENDED[name])
    assert extend(before, ("review", "lessons"), ["New", "no"]) == after


def test_a_list_is_made_where_there_is_none():
    assert extend("review:\n  on: 2027-03-01\n", ("review", "lessons"), ["New"]) == lines(
        "review:", "  on: 2027-03-01", "  lessons:", "    - New"
    )
    assert extend("review: {}", ("review", "lessons"), []) == "review: {}"


def test_what_cannot_be_done_is_refused():
    more = "The way it is written there does not allow it to be changed without changing more."
    mend = "Something is wrong in this file, and has to be mended first."
    assert refusal(put, "a: {b: 1}\na: {}\n", ("a", "b"), "x") == mend
    assert refusal(put, "a: [", ("a", "b"), "x") == mend
    assert refusal(put, "a: &x {b: 1}\nc: *x\n", ("a", "b"), "x") == more
    assert refusal(put, "? a\n: ? b\n  : 1\n", ("a", "c"), "x")
    assert refusal(put, "a: {b: &x 1}\nc: *x\n", ("a", "b"), "x") == "No anchor `&x` stands before this alias."
    assert refusal(put, "a:\n  b:\n    - 1\n", ("a", "b"), "x").startswith("What stands under `b` has several lines")
    for text in ("", "# c\n", "~", "a: 1\n", "- a\n"):
        assert refusal(put, text, ("a", "b"), "x") == "There is no mapping in which `b` could stand."
    assert refusal(extend, "a: {b: 1}", ("a", "b"), ["x"]) == "What stands under `b` is no list of its own."
    assert refusal(extend, "a: &x [1]\nb: *x\n", ("b",), ["x"]) == "What stands under `b` is no list of its own."
    assert refusal(put, "a: {b: 1}", ("a", "b"), "\ud800").startswith("The file holds the character U+D800")


def test_a_splice_that_means_more_or_loses_a_comment_is_refused():
    with pytest.raises(NotEdited):
        spliced("a: 1\nb: 2\n", [Splice(0, 5, "")], {"a": "1", "b": "2"})
    with pytest.raises(NotEdited):
        spliced("a: 1 # c\n", [Splice(4, 8, "")], parse("a: 1").data)
    assert spliced("a: 1\nb: 2\n", [Splice(8, 9, "4"), Splice(3, 4, "3")], parse("a: 3\nb: 4").data) == "a: 3\nb: 4\n"


def test_a_number_is_no_text():
    assert put('a: {b: "1"}', ("a", "b"), "1") == 'a: {b: "1"}'
    assert put("a: {b: 1}", ("a", "b"), "1") == 'a: {b: "1"}'


def test_marks_at_the_beginning_are_kept():
    content = "\ufeffa: {b: x}\r\n".encode()
    assert edited(content, lambda text: put(text, ("a", "b"), "New")) == "\ufeffa: {b: New}\r\n".encode()


def test_files_that_are_no_text_are_left_alone():
    assert refusal(edited, b"\xff\xfe", lambda text: text) == "The file is saved as UTF-16 or UTF-32."


def read_by(reader, text: str):
    return reader.load(text)


@given(ANY_TEXT.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text)))
def test_every_reader_reads_the_same_text(text):
    written = scalar(text)
    assert "\n" not in written
    for shape, get in ((f"a: {written}", "a"), (f"a: [{written}, b]", "b"), (element(text), "c")):
        for loaded in (yaml.safe_load(shape), YAML(typ="safe", pure=True).load(shape)):
            value = loaded["a"] if get == "a" else loaded["a"][0] if get == "b" else loaded[0]
            assert value == text
        ours = parse(shape).data
        assert (ours["a"] if get == "a" else ours["a"][0] if get == "b" else ours[0]) == text


VALUES = st.recursive(
    st.one_of(YAML_LIKE, st.text(max_size=5), st.dates()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["on", "lessons", "a b", "no"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def as_read(value):
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_read(item) for item in value]
    return str(value)


@given(VALUES)
def test_what_is_written_reads_as_it_was(value):
    assert parse(f"a: {flow(value)}").data == {"a": as_read(value)}
    assert parse("\n".join(entry("on", value))).data == {"on": as_read(value)}


KEYS = st.sampled_from(["changes", "touchpoints", "a", "b", "c", "name", "raci", "status", "tags", "review"])


NESTED = st.recursive(
    st.sampled_from(["x", "A b", "yes", "", "two\nlines\n", "~"]),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


@st.composite
def written(draw):
    """Return a map as people and programs write it, with comments, in lines or between brackets."""
    data = draw(st.dictionaries(KEYS, NESTED, min_size=1, max_size=3))
    text = yaml.safe_dump(data, default_flow_style=draw(st.sampled_from([False, None, True])), sort_keys=False)
    plain = not any(mark in text for mark in "|'\"\\")
    ends = draw(st.lists(st.sampled_from(["\n", "\n", "  # c\n", "\n\n"]), min_size=99, max_size=99))
    rows = [row + end for row, end in zip(text.splitlines(), ends, strict=False)] if plain else [text]
    return (
        "".join(rows)
        .replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
        .removesuffix(draw(st.sampled_from(["", "\n"])))
    )


@given(
    st.one_of(JOURNEY_LIKE, written(), YAML_LIKE),
    st.lists(KEYS, min_size=1, max_size=4).map(tuple),
    VALUES,
)
def test_all_else_stays_as_it_was(text, route, value):
    try:
        result = put(text, route, value)
    except NotEdited:
        return
    before, after = parse(text), parse(result)
    assert not after.problems
    there = after.data
    for step in route:
        there = there[step]
    assert there == as_read(value)
    assert result.count("# c") >= text.count("# c")
    assert put(result, route, value) == result
    assert without(before.data, route) == without(after.data, route)


@given(written(), st.lists(KEYS, min_size=1, max_size=3).map(tuple), VALUES)
def test_ordinary_files_are_refused_only_where_there_is_no_place(text, route, value):
    refused = ""
    try:
        put(text, route, value)
    except NotEdited as error:
        refused = error.message.text
    assert not refused or refused.startswith(("There is no mapping", "What stands under"))


def without(data, route):
    if len(route) == 1:
        return [(key, item) for key, item in data.items() if key != route[0]]
    return [(key, without(item, route[1:]) if key == route[0] else item) for key, item in data.items()]

"""Where everything in a text stands."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from texts import ANY_TEXT, assert_inside

from cxmap.source.locate import Places
from cxmap.source.parse import parse
from cxmap.source.span import START, Span
from cxmap.source.text import Lines

TEXT = """\
stages: {choose: , buy: {goal: own it}}
touchpoints:
  basket:
    name: Basket   # with a comment
    raci: {accountable: digital, consulted: [legal, "data office"]}
    tags:
      - web
      -  shop
    description: |
      Where customers
      choose.
  "check out": 'two
    lines'
transitions:
  - {from: basket, to: till}
  - from: till
    to: basket
  -
    from: a
"""
PLACES = Places(TEXT)


def cut(span: Span, text: str = TEXT) -> str:
    assert span.line == span.end_line
    return Lines(text).line(span.line)[span.column : span.end_column]


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        (("stages",), "{choose: , buy: {goal: own it}}", "stages"),
        (("stages", "choose"), "", "choose"),
        (("stages", "buy", "goal"), "own it", "goal"),
        (("touchpoints", "basket", "name"), "Basket", "name"),
        (("touchpoints", "basket", "raci", "consulted"), '[legal, "data office"]', "consulted"),
        (("touchpoints", "basket", "raci", "consulted", 1), '"data office"', '"data office"'),
        (("touchpoints", "basket", "tags", 1), "shop", "shop"),
        (("touchpoints", "basket", "description"), "|", "description"),
        (("touchpoints", "check out"), "'two", '"check out"'),
        (("transitions", 0), "{from: basket, to: till}", "{from: basket, to: till}"),
        (("transitions", 1), "from: till", "from: till"),
        (("transitions", 1, "to"), "basket", "to"),
        (("transitions", 2), "from: a", "from: a"),
    ],
)
def test_values_and_keys(route, value, key):
    assert cut(PLACES.value(route)) == value
    assert cut(PLACES.key(route)) == key


@pytest.mark.parametrize(
    ("route", "key"),
    [
        (("touchpoints", "basket", "owner"), "basket"),
        (("touchpoints", "basket", "name", "first"), "name"),
        (("touchpoints", "basket", "tags", 7, "x"), "tags"),
        (("stages", 0), "stages"),
    ],
)
def test_what_is_not_there_is_shown_at_the_nearest_thing_around_it(route, key):
    assert cut(PLACES.key(route)) == key


@pytest.mark.parametrize("route", [(), ("owners",), (0,), ("owners", "digital")])
def test_where_there_is_nothing_around_it_is_the_start(route):
    assert PLACES.key(route) == PLACES.value(route) == START


@pytest.mark.parametrize("text", ["", "# nothing\n", "text", "- ", "---\n...\n", "[a]", "*a", "a: 1\n---\nb: 2"])
def test_texts_with_little_in_them(text):
    places = Places(text)
    assert places.value(("b",)) == START
    assert list(places.entries()) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line(end):
    places = Places(TEXT.replace("\n", end))
    assert places.key(("transitions", 1, "to")) == PLACES.key(("transitions", 1, "to")) == Span(16, 4, 16, 6)
    assert places.value(("touchpoints", "basket", "description")) == Span(8, 17, 8, 18)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_other_separators_count_as_characters(separator):
    text = f'a: "{separator}" # {separator}\nb{separator}: c\n'
    places = Places(text)
    assert places.key((f"b{separator}",)) == Span(1, 0, 1, 2)
    assert places.value((f"b{separator}",)) == Span(1, 4, 1, 5)


def test_columns_count_characters():
    assert Places("a: {ü: 👩‍💻, b: c}").key(("a", "b")) == Span(0, 12, 0, 13)


def test_the_first_of_repeated_keys_counts():
    places = Places("a: {b: 1}\na: {b: 2, c: 3}\nd: 4")
    assert places.value(("a", "b")) == Span(0, 7, 0, 8)
    assert places.key(("a", "c")) == Span(0, 0, 0, 1)
    assert places.key(("d",)) == Span(2, 0, 2, 1)


def test_aliases_stand_where_they_are_used():
    places = Places("a: &x {b: 1}\nc: *x\nd: [*x]")
    assert places.value(("c", "b")) == Span(1, 3, 1, 5)
    assert places.value(("d", 0)) == Span(2, 4, 2, 6)


def test_what_follows_a_mistake_has_no_place():
    places = Places("a: 1\nb: [\nc: 2\n")
    assert places.value(("a",)) == Span(0, 3, 0, 4)
    assert places.value(("c",)) == START


@pytest.mark.parametrize(
    "text", ["{[a]: b, c: d}", "? {a: b}\n: c", "{*a : b, c: d}", "? [a, {b: c}]\n: [d]\n", "a: \ud800"]
)
def test_what_cxmap_does_not_read_is_no_trouble(text):
    assert Places(text).value(("nothing",)) == START


def test_text_is_told_from_comments():
    text = "a: 'b # c' # d\ne: |\n  # f\n# g\n"
    places = Places(text)
    assert [letter for letter in "bcdfg" if places.in_text(text.index(letter))] == ["b", "c", "f"]
    assert not places.in_text(len(text))


@pytest.mark.parametrize(
    ("text", "line"), [("# one\n\na: 1\nb: 2", 2), ("b: 1\na: 1", 0), ("# one\n# two\n", 3), ("", 1)]
)
def test_the_first_line(text, line):
    assert Places(text).first_line() == line


def test_entries_of_sections():
    assert list(PLACES.entries()) == [
        (0, ("stages", "choose")),
        (0, ("stages", "buy")),
        (2, ("touchpoints", "basket")),
        (11, ("touchpoints", "check out")),
        (14, ("transitions", 0)),
        (15, ("transitions", 1)),
        (18, ("transitions", 2)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "{a: " * 200_000,
        "- " * 500_000,
        "? " * 500_000,
        "[" + ("[" * 200 + "]" * 200 + ",") * 500 + "]",
        "a: 1\n" * 50_000,
        "a: [" + "b," * 100_000 + "]",
    ],
    ids=range(7),
)
def test_large_and_hostile_texts_come_to_an_end(text):
    Places(text)  # where it went over the text again and again, it would not come to an end


def routes(value, route=()):
    yield route
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, item in items:
        yield from routes(item, (*route, step))


@given(ANY_TEXT)
@example("[&a [b], *a, {c: *a}]")
def test_spans_lie_inside_the_text(text):
    places = Places(text)
    for route in routes(parse(text).data):
        for span in (places.key(route), places.value(route)):
            assert span.line == span.end_line
            assert_inside(span, text)


@given(
    st.recursive(st.just("x"), lambda items: st.one_of(st.lists(items), st.dictionaries(st.sampled_from("abc"), items)))
)
def test_every_value_has_its_own_place(value):
    """Write data as a flow of YAML, and find each text at the place of its route."""
    text = repr(value)
    places = Places(text)
    assert parse(text).data == value
    spots = [places.value(route) for route in routes(value) if route]
    assert len(set(spots)) == len(spots)
    for route in routes(value):
        if route and not isinstance(route[-1], int):
            assert cut(places.key(route), text) == repr(route[-1])

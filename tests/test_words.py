"""A message in words: how names, ids, lists and ways read, and that values are never read as sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.message import Exact, Message, Named, said
from cxmap.words import ENGLISH, Part, count, enumerated, joined, parts, say, shortened

CHECKOUT = Named("touchpoint", "check-out", "Pay and go")


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        (CHECKOUT, "Pay and go (`check-out`)"),
        (Named("touchpoint", "checkout"), "`checkout`"),
        (Named("touchpoint", "checkout", "Checkout"), "`checkout`"),
        (Named("touchpoint", "check-out.now_1", "Check out now 1"), "`check-out.now_1`"),
        (Named("transition", "a->b"), "a -> b"),
        (Named("transition", "a->b#fast"), "a -> b `fast`"),
        (Named("transition", "a->b", "The way"), "The way (a -> b)"),
        (Named("transition", "odd"), "`odd`"),
        (Named("owner", "x", "\u202eevil\n"), "\\u202eevil\\u000a (`x`)"),
    ],
)
def test_a_thing_shows_as_its_name_and_id(thing, shown):
    assert say(said("{thing}", thing=thing)) == shown


def test_parts_say_what_is_an_id_and_what_a_name():
    assert parts(said("See {thing}, line {line}.", thing=CHECKOUT, line=3)) == (
        Part("See ", "text"),
        Part("Pay and go", "name"),
        Part(" (", "text"),
        Part("check-out", "id"),
        Part(")", "text"),
        Part(", line ", "text"),
        Part("3", "value"),
        Part(".", "text"),
    )


def test_what_stands_between_backticks_is_one_id():
    message = said("`{field}[{number}]` of `{thing}`", field="steps", number=2, thing=CHECKOUT)
    assert parts(message) == (Part("steps[2]", "id"), Part(" of ", "text"), Part("check-out", "id"))


def test_a_backtick_left_open_is_a_bug():
    with pytest.raises(ValueError, match="left open"):
        say(said("`oh"))


def test_a_gap_without_value_is_a_bug():
    with pytest.raises(KeyError):
        say(said("{nobody}"))


def test_an_unknown_way_to_show_a_list_is_a_bug():
    with pytest.raises(KeyError):
        say(said("{things:circle}", things=("a", "b")))


@pytest.mark.parametrize(("number", "shown"), [(3, "3"), (2.0, "2"), (2.5, "2.5"), (10**6, "1000000")])
def test_numbers_show_plainly(number, shown):
    assert say(said("{number}", number=number)) == shown


@pytest.mark.parametrize(
    ("items", "listed", "either", "way"),
    [
        ((), "", "", ""),
        (("a",), "a", "a", "a"),
        (("a", "b"), "a and b", "a or b", "a -> b"),
        (
            ("a", "b", CHECKOUT),
            "a, b and Pay and go (`check-out`)",
            "a, b or Pay and go (`check-out`)",
            "a -> b -> Pay and go (`check-out`)",
        ),
    ],
)
def test_lists_and_ways(items, listed, either, way):
    assert say(said("{items}", items=items)) == listed
    assert say(said("{items:or}", items=items)) == either
    assert say(said("{items:way}", items=items)) == way


def test_long_lists_say_how_many_are_left_out():
    items = tuple(str(number) for number in range(42))
    assert say(said("{items}", items=items)) == ", ".join(items[:12]) + " and 30 more"
    assert say(said("{items}", items=items[:12])) == ", ".join(items[:11]) + " and 11"
    assert say(said("{items:or}", items=items)) == ", ".join(items[:12]) + " or 30 more"


def test_long_ways_lose_their_middle():
    items = tuple(str(number) for number in range(42))
    shown = say(said("{items:way}", items=items))
    assert shown == " -> ".join([*items[:6], "... (30 more) ...", *items[-6:]])
    assert say(said("{items:way}", items=items[:12])) == " -> ".join(items[:12])


def test_long_values_are_shortened():
    assert shortened("x" * 200) == "x" * 200
    assert shortened("x" * 201) == "x" * 199 + "…"
    assert len(shortened("\0" * 10**6)) == 200


def test_what_is_to_be_copied_is_shown_to_the_last_character():
    path = "maps/" + "x" * 400 + "\u202e.yaml"
    assert say(said("{path} or `{path}`", path=Exact(path))) == "{0} or `{0}`".format(path.replace("\u202e", "\\u202e"))


def test_enumerated_and_count():
    assert enumerated(["a", "b", "c"]) == "a, b and c"
    assert count(1, "{number} file in {path}", "{number} files in {path}", path="a\n") == "1 file in a\\u000a"
    assert count(2, "{number} file", "{number} files") == "2 files"


class Shouting:
    """A language of capitals and of few things."""

    def sentence(self, text):
        return {"{items} and {last}": "{items} ET {last}", "see {thing}": "VIDE {thing}"}[text]

    def counted(self, one, many, number):
        return f"{number} RES"


def test_another_language_translates_sentences_and_lists():
    assert say(said("see {thing}", thing=("a", "b", "c")), Shouting()) == "VIDE a, b ET c"
    assert count(5, "{number} thing", "{number} things", Shouting()) == "5 RES"


@given(st.text(max_size=199))
def test_values_are_never_read_as_sentences(text):
    message = Message("{value}|{thing}", {"value": text, "thing": Named("owner", "x", text or "-")})
    value, _, name, *_ = parts(message, ENGLISH)
    assert value == Part(shortened(text), "value")
    if text and text.casefold() != "x":
        assert name == Part(shortened(text), "name")
    assert joined(parts(message)).startswith(shortened(text) + "|")

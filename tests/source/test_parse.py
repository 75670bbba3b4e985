"""YAML to plain data: every guard, every message, and that nothing but findings comes of any text."""

from dataclasses import replace

import pytest
import yaml
from hypothesis import example, given
from texts import ANY_TEXT, YAML_LIKE, assert_inside

from cxmap.message import said
from cxmap.source import parse as parsing
from cxmap.source.parse import Parsed, parse
from cxmap.source.scalar import Typed
from cxmap.source.span import START, Span
from cxmap.source.tree import DEFAULT_LIMITS, setting
from cxmap.words import say


def data(text: str):
    parsed = parse(text)
    assert parsed.whole
    assert not parsed.problems, [say(problem.message) for problem in parsed.problems]
    return parsed.data


def stopped(text: str, limits=DEFAULT_LIMITS):
    parsed = parse(text, limits)
    assert not parsed.whole
    assert parsed.data is None
    *_, problem = parsed.problems
    assert problem.rule == "invalid-yaml"
    assert not problem.hint or say(problem.hint)
    return problem


class TestData:
    @pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n", "---\n", "---\n...\n", "~", "%YAML 1.2\n---\n"])
    def test_nothing(self, text):
        assert data(text) is None

    def test_mappings_lists_and_text(self):
        text = "a:\n  - one\n  - {b: 'two', c: \"three\"}\n  - |\n    four\n    lines\n  - [five, [six]]\n"
        assert data(text) == {"a": ["one", {"b": "two", "c": "three"}, "four\nlines\n", ["five", ["six"]]]}

    def test_plain_scalars_have_a_type_and_quoted_ones_have_not(self):
        read = data("[1, '1', true, \"true\"]")
        assert read == ["1", "1", "true", "true"]
        assert [type(item) for item in read] == [Typed, str, Typed, str]

    def test_keys_are_text(self):
        read = data("{1: a, true: b, null: c, '': d, 2026-01-01: e, ? f : g}")
        assert list(read) == ["1", "true", "null", "", "2026-01-01", "f"]
        assert {type(key) for key in read} == {str}

    def test_absent_values_count_only_as_entries_of_sections(self):
        text = "stages: \npersonas: {shopper: , buyer: ~}\nowners: {digital: {lead: , members: [~]}}\n"
        assert data(text) == {"personas": {"shopper": None, "buyer": None}, "owners": {"digital": {"members": [None]}}}

    def test_quoted_nothing_is_text(self):
        assert data("a: {b: {c: '', d: \"\"}}") == {"a": {"b": {"c": "", "d": ""}}}

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends(self, end):
        assert data(end.join(["a:", "  - b", "  - |", "    c", "    d", ""])) == {"a": ["b", "c\nd\n"]}

    @pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
    def test_other_separators_end_no_line(self, separator):
        assert data(f'a: "x{separator}y"\nb: z # c{separator}d: e\n') == {"a": f"x{separator}y", "b": "z"}
        assert data(f"a: x{separator}y\n'k{separator}': z\n") == {"a": f"x{separator}y", f"k{separator}": "z"}
        assert data(f"a: |\n  x{separator}  y\n") == {"a": f"x{separator}  y\n"}

    @pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
    def test_a_field_cannot_hide_behind_a_separator(self, separator):
        assert "`:`" in say(stopped(f"name: x{separator}entry: true\n").message)

    def test_a_byte_order_mark_is_no_trouble_inside(self):
        assert data("a: \ufeffb") == {"a": "\ufeffb"}


class TestAliases:
    def test_values(self):
        text = "a: &a {b: 1}\nc: *a\nd: &d [*a, *a]\ne: *d\nf: &f 2\ng: *f\nh: &h ~\ni: [*h]"
        once = {"b": "1"}
        assert data(text) == {"a": once, "c": once, "d": [once] * 2, "e": [once] * 2, "f": "2", "g": "2", "i": [None]}
        assert isinstance(data(text)["g"], Typed)

    def test_keys_can_be_anchored(self):
        assert data("{&k a: *k, &n 12: *n, &q '13': *q}") == {"a": "a", "12": "12", "13": "13"}
        assert [type(value) for value in data("{&n 12: *n, &q '13': *q}").values()] == [Typed, str]

    def test_the_last_anchor_counts(self):
        assert data("[&a 1, *a, &a 2, *a]") == ["1", "1", "2", "2"]

    def test_a_key_is_no_alias(self):
        problem = stopped("[&a b, {*a : c}]")
        assert say(problem.message) == "A key must be plain text, not an alias."
        assert problem.span == Span(0, 8, 0, 10)

    def test_unknown(self):
        problem = stopped("a: *nobody")
        assert say(problem.message) == "No anchor `&nobody` stands before this alias."
        assert problem.span == Span(0, 3, 0, 10)

    @pytest.mark.parametrize("text", ["&a [*a]", "&a {b: *a}", "a: &a\n  - b: [*a]", "&a [&b [*a]]"])
    def test_recursive(self, text):
        assert say(stopped(text).message) == "The alias `*a` stands inside itself."

    def test_an_anchor_may_be_used_again_inside(self):
        assert data("&a [&a 1, *a]") == ["1", "1"]

    def test_the_limit_counts_what_aliases_hold(self):
        limits = replace(DEFAULT_LIMITS, alias_nodes=6)
        assert parse("[&a [1, 2], *a, *a]", limits).whole
        problem = stopped("[&a [1, 2], *a, *a, *a]", limits)
        assert say(problem.message) == "Aliases repeat more than 6 values."
        assert setting("alias_nodes") in say(problem.hint)

    @pytest.mark.parametrize(
        "text",
        [
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
            "[&a x, &b [" + "*a, " * 3000 + "], &c [" + "*b, " * 3000 + "], *c, *c]",
        ],
        ids=["billion laughs", "wide"],
    )
    def test_bombs(self, text):
        assert "Aliases repeat" in say(stopped(text).message)


class TestRefused:
    @pytest.mark.parametrize("text", ["a: {<<: {b: c}}", "<<: [a]", "- {b: c, <<: d}"])
    def test_merge_keys(self, text):
        problem = stopped(text)
        assert "Merge keys" in say(problem.message)
        line = text.splitlines()[problem.span.line]
        assert line[problem.span.column : problem.span.end_column] == "<<"

    def test_a_quoted_merge_key_is_a_key(self):
        assert data("'<<': a") == {"<<": "a"}

    @pytest.mark.parametrize("text", ["? \n: a", "{? : a}", "[{? , a: b}]"])
    def test_keys_that_are_missing(self, text):
        assert say(stopped(text).message) == "A key is missing before this `:`."

    @pytest.mark.parametrize("text", ["{a: b}: c", "? [a]\n: b", "? - a\n", "[a]: b", "{{a: b}}"])
    def test_keys_that_are_no_text(self, text):
        assert say(stopped(text).message) == "A key must be plain text, not a list or a mapping."

    @pytest.mark.parametrize("text", ["a: 1\n--- \nb: 1", "---\n---\n", "a\n---\n...\n"])
    def test_a_second_document(self, text):
        assert say(stopped(text).message) == "A second document starts here, but a file holds only one."

    def test_a_document_may_end_in_comments(self):
        assert data("--- # first\na: 1\n... # last\n# and more\n") == {"a": "1"}

    @pytest.mark.parametrize(
        ("text", "tag", "read"),
        [
            ("!!str 1", "!!str", "1"),
            ("!!int 5", "!!int", "5"),
            ("!local a", "!local", "a"),
            ("! a", "!", "a"),
            ("!!set {a: }", "!!set", {}),
            ("!!python/object/apply:os.system [ls]", "!!python/object/apply:os.system", ["ls"]),
            ("!<tag:example.com,2026:x> a", "tag:example.com,2026:x", "a"),
            ("!!binary aGk=", "!!binary", "aGk="),
        ],
    )
    def test_tags_are_named_and_left_out(self, text, tag, read):
        parsed = parse(text)
        (problem,) = parsed.problems
        assert parsed.whole
        assert parsed.data == read
        assert say(problem.message).startswith(f"The tag `{tag}` is not used here")
        assert problem.span.line == 0

    def test_a_tag_on_a_number_leaves_it_a_number(self):
        assert isinstance(parse("!!float 5").data, Typed)
        assert not isinstance(parse("!!float '5'").data, Typed)

    @pytest.mark.parametrize(
        ("character", "shown"),
        [(chr(code), f"U+{code:04X}") for code in (0, 7, 0x1B, 0x7F, 0x80, 0xFFFE, 0xD800)],
    )
    def test_characters_that_yaml_does_not_allow(self, character, shown):
        problem = stopped(f"a: 1\nb: x{character}y\n")
        assert say(problem.message) == f"The file holds the character {shown}, which YAML does not allow."
        assert problem.span == Span(1, 4, 1, 5)

    def test_half_a_pair_beside_a_separator(self):
        assert "U+DC00" in say(stopped("a: \u2028\udc00").message)


class TestLimits:
    @pytest.mark.parametrize(
        ("limit", "most", "fine", "too_much"),
        [
            ("depth", 3, "[[[a]]]", "[[[[a]]]]"),
            ("depth", 3, "{a: {b: {c: d}}}", "{a: {b: {c: {d: e}}}}"),
            ("nodes", 4, "[a, b, c]", "[a, b, c, d]"),
            ("nodes", 3, "{a: b}", "{a: b, c: d}"),
            ("scalar_bytes", 1500, "a" * 1500, "a" * 1501),
            ("scalar_bytes", 1500, "ä" * 750, "ä" * 1001),
            ("scalar_bytes", 1500, "{" + "a" * 1023 + ": b}", "? " + "a" * 1501 + "\n: b\n"),
        ],
    )
    def test_limits(self, limit, most, fine, too_much):
        limits = replace(DEFAULT_LIMITS, **{limit: most})
        assert parse(fine, limits).whole
        problem = stopped(too_much, limits)
        assert str(most) in say(problem.message)
        assert setting(limit) in say(problem.hint)

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 500_000,
            "{a: " * 200_000,
            "- " * 400_000,
            "? " * 400_000,
            "a:\n" * 90_000,
            "".join(f"{' ' * depth}a:\n" for depth in range(1400)),
            "[" + "[]," * 300_000 + "]",
            "[" + "a," * 500_000 + "]",
            "a: " + "x" * 1_000_000,
            "{" + "<<: a, " * 100_000 + "}",
            "a: 1\n" * 50_000 + "[" * 60_000,
            "&a " * 300_000,
            "!a " * 300_000,
            "*a " * 300_000,
            "'" * 1_000_000,
            "#" * 1_000_000,
            "%" * 1_000_000,
        ],
        ids=range(17),
    )
    def test_large_and_hostile_texts_come_to_an_end(self, text):
        parse(text)  # where it went over the text again and again, it would not come to an end


class TestRepeatedKeys:
    def repeated(self, text: str) -> list[tuple[str, Span, tuple]]:
        problems = parse(text).problems
        assert {problem.rule for problem in problems} <= {"duplicate-key"}
        return [(problem.message.values["key"], problem.span, problem.route) for problem in problems]

    def test_the_first_one_is_read(self):
        parsed = parse("a: 1\nb: 2\na: 3\n")
        assert parsed.whole
        assert parsed.data == {"a": "1", "b": "2"}

    def test_both_places_are_known(self):
        text = "x:\n  - {a: 1}\n  - {b: {c: 1, 'c': 2}}\nx: {}\n"
        assert self.repeated(text) == [
            ("c", Span(2, 15, 2, 18), ("x", 1, "b", "c")),
            ("x", Span(3, 0, 3, 1), ("x",)),
        ]

    def test_three_times_are_two_findings(self):
        assert len(self.repeated("{a: 1, a: 2, a: 3}")) == 2

    def test_what_is_not_read_needs_no_second_finding(self):
        assert self.repeated("a: {b: 1}\na: {c: 1, c: 2, d: [{e: 1, e: 2}]}\n") == [("a", Span(1, 0, 1, 1), ("a",))]

    def test_an_empty_value_counts(self):
        assert self.repeated("{a: , a: 1}") == [("a", Span(0, 6, 0, 7), ("a",))]

    def test_keys_differ_as_text(self):
        assert self.repeated("{1: a, 01: b, '1.0': c, True: d, true: e}") == []


@pytest.mark.parametrize(
    ("text", "message", "span"),
    [
        ("a: b: c", "This `:` is not expected here", Span(0, 4, 0, 5)),
        ("a: 'x'\n b: c", "The lines of this mapping are not aligned", Span(1, 1, 1, 2)),
        ("a\nb: c", "This `:` is not expected here", Span(1, 1, 1, 2)),
        ("a: b\nc\nd: e", "A `:` is missing after a key", Span(1, 0, 1, 1)),
        ("a:\n  - b\n c", "The lines of this mapping are not aligned", Span(2, 1, 2, 2)),
        ("- a\nb: c", "The items of this list are not aligned", Span(1, 0, 1, 1)),
        ("a: [b, c", "A list in brackets is not closed", Span(0, 8, 0, 8)),
        ("a: [b,\n  c\nd: e\n", "A list in brackets is not closed", Span(0, 3, 0, 4)),
        ("a: {b: c", "A mapping in braces is not closed", Span(0, 8, 0, 8)),
        ("a: {b: c\nd: e f: g\n", "A mapping in braces is not closed", Span(0, 3, 0, 4)),
        ("a: {b: [c}", "A list in brackets is not closed", Span(0, 9, 0, 10)),
        ("a: 'b\nc: d\n", "A quotation mark is opened and never closed", Span(0, 3, 0, 4)),
        ("a: 'b\n---\n'\n", "A quotation mark is opened and never closed", Span(0, 3, 0, 4)),
        ('a: "\\q"', "After a backslash", Span(0, 4, 0, 5)),
        ("a:\n\tb: c", "This line is indented with a tab", Span(1, 0, 1, 1)),
        ("a: b\n\tc: d", "This line is indented with a tab", Span(1, 0, 1, 1)),
        ("a: >\n\t b", "This line is indented with a tab", Span(1, 0, 1, 1)),
        ("a: @b", "No text begins with this character", Span(0, 3, 0, 4)),
        ("a: `b`", "No text begins with this character", Span(0, 3, 0, 4)),
        ("a: *b* c", "A text begins with `*` or `&`", Span(0, 3, 0, 4)),
        ("a: - b", "This `-` is not expected here", Span(0, 3, 0, 4)),
        ("a: b\n# c\n'd'", "A `:` is missing after a key", Span(2, 0, 2, 1)),
        ("a\n: b", "This does not belong to what comes before it", Span(1, 0, 1, 1)),
        ("a: ]", "Something is missing here", Span(0, 3, 0, 4)),
        ("{: a}", "Something is missing here", Span(0, 1, 0, 2)),
        ("a: 1\n: b", "The lines of this mapping are not aligned", Span(1, 0, 1, 1)),
        ("a: 1\n...\nb: 2\n", "This does not belong to what comes before it", Span(2, 0, 2, 1)),
        ("%NEW\n---\na", "This is not YAML: found unknown directive name", Span(0, 4, 0, 4)),
    ],
)
def test_mistakes_in_the_yaml(text, message, span):
    problem = stopped(text)
    assert say(problem.message).startswith(message)
    assert problem.span == span


@pytest.mark.parametrize("messages", parsing._WORDS_FOR.values())
def test_every_sentence_can_be_said(messages):
    assert all(say(message) for message in messages)


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_python_cannot_hold_is_a_problem(monkeypatch, error):
    def fails(text):
        raise error

    monkeypatch.setattr(parsing, "events", fails)
    problem = stopped("a: 1")
    assert say(problem.message) == "The file is too complex to be read."
    assert problem.span == START


def test_bugs_are_not_hidden(monkeypatch):
    def fails(text):
        raise ZeroDivisionError

    monkeypatch.setattr(parsing, "events", fails)
    with pytest.raises(ZeroDivisionError):
        parse("a: 1")


@given(ANY_TEXT)
@example("\ufeff\ufeffa: [")
@example("a: \ud83d")
def test_any_text(text):
    parsed = parse(text)
    assert isinstance(parsed, Parsed)
    for problem in parsed.problems:
        assert say(problem.message)
        assert_inside(problem.span, text)
    assert parsed.whole or parsed.problems


@given(YAML_LIKE)
def test_what_is_read_is_what_pyyaml_reads(text):
    """Hold the reading against PyYAML's own, where both are content and the profile allows it."""
    parsed = parse(text)
    if parsed.problems or any(separator in text for separator in "\x85\u2028"):
        return
    assert plain(parsed.data) == plain(yaml.load(text, yaml.CBaseLoader))  # noqa: S506 - the base loader makes text


def plain(value):
    """Leave out what one of the two reads as absent."""
    if isinstance(value, dict):
        return {key: found for key, item in value.items() if (found := plain(item)) is not None}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return None if value in ("", "~", None) else str(value)


def test_messages_are_values():
    assert stopped("*a").message == said("No anchor `&{anchor}` stands before this alias.", anchor="a")

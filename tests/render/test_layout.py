"""Columns, wrapped lines and the line of a file with its mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.columns import columns
from cxmap.render.lines import Run, wrapped, written
from cxmap.render.look import Look
from cxmap.render.snippet import snippet
from cxmap.source.span import Span


@pytest.mark.parametrize(
    ("text", "number"), [("", 0), ("abc", 3), ("日本", 4), ("e\u0301", 1), ("🚀", 2), ("ｱ", 1), ("a\u200db", 2)]
)
def test_columns(text, number):
    assert columns(text) == number


def plain(lines):
    return written(lines, colour=False)


def test_lines_break_at_spaces_and_hang():
    assert plain(wrapped([Run("one two three four")], 12, "- ", "  ")) == "- one two\n  three four\n"


def test_a_word_of_several_runs_stays_together():
    assert plain(wrapped([Run("aaa ("), Run("bbb", "bold"), Run("), ccc")], 7)) == "aaa\n(bbb),\nccc\n"


def test_a_long_word_keeps_in_one_piece():
    assert plain(wrapped([Run("a " + "b" * 30)], 10, " ")) == " a\n " + "b" * 30 + "\n"


def test_colour_adds_escapes_and_nothing_else():
    lines = [[Run("[bold]no markup[/]", "bold red"), Run(" plain ")]]
    assert written(lines, colour=True) == "\x1b[1;31m[bold]no markup[/]\x1b[0m plain\n"
    assert written(lines, colour=False) == "[bold]no markup[/] plain\n"


@given(st.lists(st.text("ab ")), st.integers(5, 30))
def test_wrapping_loses_no_word(texts, width):
    lines = wrapped([Run(text) for text in texts], width, "", "  ")
    assert plain(lines).split() == "".join(texts).split()


@pytest.mark.parametrize(
    ("line", "span", "room", "text", "mark"),
    [
        ("from: basket", Span(0, 6, 0, 12), 40, "from: basket", "      ^^^^^^"),
        ("\tto: x", Span(0, 5, 0, 6), 40, "    to: x", "        ^"),
        ("店: 日本", Span(0, 3, 0, 5), 40, "店: 日本", "    ^^^^"),
        ("a\u202eb", Span(0, 2, 0, 3), 40, "a\\u202eb", "       ^"),
        ("abc", Span(0, 1, 0, 1), 40, "abc", " ^"),
        ("abc", Span(0, 9, 0, 12), 40, "abc", "   ^"),
        ("abc  ", Span(0, 1, 2, 1), 40, "abc  ", " ^^"),
        ("x" * 50, Span(0, 2, 0, 4), 20, "x" * 18 + "…", "  ^^"),
        ("x" * 50, Span(0, 48, 0, 50), 20, "…" + "x" * 8, "       ^^"),
        ("x" * 500, Span(0, 250, 0, 400), 20, "…" + "x" * 18 + "…", "       " + "^" * 12),
    ],
)
def test_snippet(line, span, room, text, mark):
    shown = snippet(line, span, room)
    assert (shown.text, " " * shown.before + shown.mark) == (text, mark)


@given(st.text(st.characters(codec=None), max_size=300), st.data(), st.integers(20, 100))
def test_a_snippet_keeps_to_its_room_and_marks_the_place(line, data, room):
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown = snippet(line, Span(0, start, 0, end), room)
    assert columns(shown.text) <= room
    assert shown.mark
    assert shown.before + len(shown.mark) <= max(columns(shown.text), shown.before + 1)


def test_paths_as_seen_from_the_root_of_git():
    assert Look().path("web/a.yaml") == "web/a.yaml"
    assert Look(folder="journeys").path("web/a.yaml") == "journeys/web/a.yaml"

"""Comments that silence findings."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.source.comments import Ignore, ignores, may_ignore
from cxmap.source.locate import Places
from cxmap.source.span import Span


def found(text: str) -> list[Ignore]:
    assert may_ignore(text.encode("utf-8", "surrogatepass")) or not ignores(text, Places(text))
    return ignores(text, Places(text))


def only(text: str) -> Ignore:
    (ignore,) = found(text)
    return ignore


@pytest.mark.parametrize(
    "comment",
    [
        "# cxmap: ignore[dead-end] it is a draft",
        "#cxmap:ignore[dead-end]it is a draft",
        "#   cxmap:   ignore   [ dead-end , ]   it is a draft   ",
        "#\tcxmap: ignore[dead-end]\tit  is a\tdraft",
        "# cxmap: ignore[dead-end, dead-end] it is a draft # said by somebody",
        "# cxmap: ignore[dead-end] it is a draft #!",
    ],
)
def test_ways_to_write_it(comment):
    ignore = only(comment)
    assert ignore == Ignore(Span(0, 0, 0, len(comment)), whole_file=False, rules=("dead-end",), reason="it is a draft")


@pytest.mark.parametrize(
    ("reason", "kept", "until"),
    [
        ("a draft, until 2027-01-31", "a draft", datetime.date(2027, 1, 31)),
        ("a draft until 2027-01-31.", "a draft", datetime.date(2027, 1, 31)),
        ("a draft. Until: 2027-01-31", "a draft", datetime.date(2027, 1, 31)),
        ("a draft (until 2027-01-31)", "a draft", datetime.date(2027, 1, 31)),
        ("kept until the fax has gone", "kept until the fax has gone", None),
        ("see #12", "see #12", None),
        ("until", "until", None),
    ],
)
def test_reasons_and_last_days(reason, kept, until):
    ignore = only(f"# cxmap: ignore[dead-end] {reason}")
    assert (ignore.reason, ignore.until, ignore.flaw) == (kept, until, "")


@pytest.mark.parametrize(
    ("comment", "flaw"),
    [
        ("cxmap: ingore[dead-end] a draft", "verb"),
        ("cxmap:", "verb"),
        ("cxmap: see the handbook", "verb"),
        ("cxmap: ignore a draft", "rules"),
        ("cxmap: ignore[] a draft", "rules"),
        ("cxmap: ignore[ , ] a draft", "rules"),
        ("cxmap: ignore[dead-end a draft", "rules"),
        ("cxmap: ignore[dead-end]", "reason"),
        ("cxmap: ignore[dead-end]   ", "reason"),
        ("cxmap: ignore[dead-end] until 2027-01-31", "reason"),
        ("cxmap: ignore[dead-end] # a draft", "reason"),
        ("cxmap: ignore[dead-end] a draft until 2027-02-30", "date"),
        ("cxmap: ignore[dead-end] a draft until spring", "date"),
        ("cxmap: ignore[dead-end] a draft until 20270131", "date"),
        ("cxmap: ignore[dead-end] a draft until 2027-1-31", "date"),
        ("cxmap: ignore[dead-end] a draft until \u0662\u0660\u0662\u0667-\u0660\u0661-\u0663\u0661", "date"),
    ],
)
def test_flaws(comment, flaw):
    assert only(f"a: 1 # {comment}\n").flaw == flaw


def test_a_whole_file():
    assert only("# cxmap: ignore-file[dead-end] a draft").whole_file


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line(end):
    text = end.join(["a: 1 # cxmap: ignore[x] one", "# cxmap: ignore[y] two", "  # cxmap: ignore[z] three", ""])
    assert [(ignore.span.line, ignore.rules, ignore.reason) for ignore in found(text)] == [
        (0, ("x",), "one"),
        (1, ("y",), "two"),
        (2, ("z",), "three"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  # cxmap: ignore[x] in a block\n",
        "a: >-\n  words\n  # cxmap: ignore[x] in a block\nb: 1",
        'a: "one # cxmap: ignore[x] in quotes"',
        "a: 'one\n  # cxmap: ignore[x] in quotes'",
        '"a # cxmap: ignore[x] in a key": 1',
        "a: words#cxmap: ignore[x] in a word".replace(": ignore", ":ignore"),
        "# a cxmap: ignore[x] later in a comment",
        "# CXMAP: ignore[x] in capitals",
    ],
)
def test_no_comments(text):
    assert found(text) == []


def test_comments_after_a_mistake_are_found():
    assert only("a: [\n# cxmap: ignore[x] one").reason == "one"


@pytest.mark.parametrize(
    "text",
    [
        "# cxmap: ignore[x] " + " " * 500_000 + "y",
        "# cxmap: ignore[x] " + "until " * 100_000,
        "# cxmap: ignore[" + "a," * 200_000 + "] y",
        "# cxmap: ignore[" * 50_000,
        "# " * 200_000,
        "# cxmap:" + "-" * 500_000,
    ],
    ids=["spaces", "until", "rules", "brackets", "hashes", "verb"],
)
def test_long_comments_come_to_an_end(text):
    places = Places("")
    places.lines = Places(text).lines
    ignores(text, places)  # where it went over the text again and again, it would not come to an end


@given(st.text(alphabet="# cxmap:ignore[]-file until2026-01,\n\r\"'|"))
def test_any_comment(text):
    for ignore in found(text):
        assert ignore.span.line == ignore.span.end_line

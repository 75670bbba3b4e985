"""The block in a CODEOWNERS file: it comes and goes, and nothing else moves."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cxmap.app.codeowners.file import differences, with_block
from cxmap.errors import CxmapError
from cxmap.report.codeowners import BEGIN, END

BLOCK = f"{BEGIN}\n/a.yaml @a\n/b.yaml @b\n{END}\n"
OTHER = f"{BEGIN}\n/a.yaml @c\n{END}\n"
TEXTS = st.lists(
    st.sampled_from(["* @all", "# note", "", " ", "\ufeff", "\r", "é", "# >>> cxmapper", "#>>> cxmap", "\n", "\r\n"])
).map("".join)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", BLOCK),
        ("\ufeff", f"\ufeff{BLOCK}"),
        ("* @all\n", f"* @all\n\n{BLOCK}"),
        ("* @all", f"* @all\n\n{BLOCK}"),
        ("* @all\n\n", f"* @all\n\n{BLOCK}"),
        ("* @all\r\n", "* @all\r\n\r\n" + BLOCK.replace("\n", "\r\n")),
        ("* @all\r\n/x @y", "* @all\r\n/x @y\r\n\r\n" + BLOCK.replace("\n", "\r\n")),
        ("* @all\r\n\r\n", "* @all\r\n\r\n" + BLOCK.replace("\n", "\r\n")),
        (OTHER, BLOCK),
        (f"* @all\n{OTHER}/x @y", f"* @all\n{BLOCK}/x @y"),
        (f"\ufeff{OTHER}", f"\ufeff{BLOCK}"),
        (OTHER.removesuffix("\n"), BLOCK.removesuffix("\n")),
        (f"a\n{OTHER}b\n".replace("\n", "\r\n"), f"a\n{BLOCK}b\n".replace("\n", "\r\n")),
        ("# >>> cxmap\n# <<< cxmap\n", BLOCK),
        (f"  {BEGIN}\n/a @b\n\t{END}\n", BLOCK),
        (f"# >>> cxmap: as a former version had it\n/a @b\n{END} and more\n", BLOCK),
    ],
)
def test_the_block_comes_into_the_file(before, after):
    assert with_block(before, BLOCK, "CODEOWNERS") == after


@given(TEXTS, TEXTS)
def test_everything_around_the_block_stays(before, after):
    assume(before.endswith("\n") or before in ("", "\ufeff"))
    text = before + OTHER + after
    assume(text.count("# >>> cxmap:") == 1)
    assert with_block(text, BLOCK, "CODEOWNERS") == before + BLOCK + after


@given(TEXTS)
def test_a_file_without_a_block_keeps_all_it_has_and_a_second_run_changes_nothing(text):
    once = with_block(text, BLOCK, "CODEOWNERS")
    assert once.startswith(text)
    assert once.replace("\r\n", "\n").endswith(BLOCK)
    assert with_block(once, BLOCK, "CODEOWNERS") == once


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (BEGIN, "1"),
        (f"* @all\n{END}\n", "2"),
        (f"{END}\n{BEGIN}\n", "1 and 2"),
        (BLOCK + BLOCK, "1, 4, 5 and 8"),
        (f"{BEGIN}\n{BLOCK}", "1, 2 and 5"),
        (f"<<<<<<< ours\n{BLOCK}=======\n{OTHER}>>>>>>> theirs\n", "2, 5, 7 and 9"),
        (f"{BEGIN}\n" * 1000, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 988 more"),
    ],
)
def test_half_a_block_or_two_are_refused(text, lines):
    with pytest.raises(CxmapError, match=f"CODEOWNERS does not hold one whole block .* on line {lines}\\."):
        with_block(text, BLOCK, "CODEOWNERS")


def test_differences_are_told_in_their_order_and_fit_to_show():
    old = "* @all\r\n/a @b\n/c\u202e @d\n/e @f\n"
    new = "* @all\n/a @x\n/b @b\n/e @f\n"
    assert list(differences(old, new)) == ["- /a @b", "- /c\\u202e @d", "+ /a @x", "+ /b @b"]


@given(TEXTS, TEXTS)
def test_differences_are_the_lines_of_one_text_only(old, new):
    before, after = ({line.rstrip("\r") for line in text.split("\n")} for text in (old, new))
    told = {line[:1] for line in differences(old, new)}
    assert ("-" in told) == bool(before - after)
    assert ("+" in told) == bool(after - before)

"""Texts are measured from above, and broken into lines that fit."""

from hypothesis import example, given
from hypothesis import strategies as st
from render.picture.samples import HOSTILE

from cxmap.render.picture.letters import BOLD, Font, width, wrapped

FONTS = (Font(11), Font(13), BOLD, Font(26, bold=True))


@given(st.text() | st.sampled_from(HOSTILE), st.integers(220, 400), st.integers(1, 4), st.sampled_from(FONTS))
@example("👩\u200d👩\u200d👧\u200d👦" * 9, 220, 4, Font(26, bold=True))
def test_lines_are_no_wider_than_their_room(text, room, most, font):
    lines = wrapped(text, room, most, font)
    assert len(lines) <= most
    assert all(width(line, font) <= room for line in lines)


@given(st.text(st.characters(max_codepoint=0x2FF)), st.integers(60, 400))
def test_nothing_is_lost_where_there_are_lines_enough(text, room):
    assert "".join(wrapped(text, room, 10_000)).replace(" ", "") == "".join(text.split())


def test_what_is_left_over_becomes_an_ellipsis_that_follows_as_much_as_fits():
    assert wrapped("Team Wiedereinbestellung", 90, 1) == ("Team Wie…",)
    assert wrapped("Order now and here", 60, 1) == ("Order…",)


def test_lines_break_between_words_and_never_within_a_letter():
    assert wrapped("Delivery to the room", 90, 3) == ("Delivery to", "the room")
    family = "👩\u200d👩\u200d👧"
    assert set(wrapped(family * 8, 200, 99)) <= {family * number for number in range(1, 9)}
    assert all(line.startswith("e") for line in wrapped("e\u0301" * 50, 60, 99))


def test_of_accents_piled_up_on_a_letter_some_are_left():
    assert wrapped("Za" + "\u0300" * 40 + "lgo", 200, 1) == ("Za\u0300\u0300\u0300lgo",)


def test_bold_and_large_texts_are_wider():
    assert width("Checkout", Font(13)) < width("Checkout", BOLD) < width("Checkout", Font(15, bold=True))

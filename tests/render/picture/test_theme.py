"""Texts can be read on everything they lie on, in the light and in the dark."""

import pytest

from cxmap.render.picture import theme
from cxmap.render.picture.theme import BOXES, GROUNDS, LINES, PAGE, SYMBOL_LOOKS, TEXTS, rules

SIDES = pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
REVERSE = {"badge"}


def luminance(colour):
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def grounds(look):
    names = GROUNDS.get(look, tuple(name for name in BOXES if name not in REVERSE))
    found = [BOXES[name].fill if name in BOXES else LINES[name].fill for name in names]
    heads = [line.fill for name, line in LINES.items() if name.startswith("chevron")]
    return [fill for fill in [*found, *(heads if look not in GROUNDS else [])] if fill]


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SIDES
@pytest.mark.parametrize("look", TEXTS)
def test_texts_have_the_contrast_of_level_aa(look, side):
    worst = min(contrast(TEXTS[look].colour[side], ground[side]) for ground in grounds(look))
    assert worst >= 4.5


@SIDES
@pytest.mark.parametrize("look", SYMBOL_LOOKS)
def test_symbols_stand_out_from_every_ground(look, side):
    boxes = [box.fill[side] for name, box in BOXES.items() if box.fill and name not in REVERSE]
    assert min(contrast(SYMBOL_LOOKS[look][side], ground) for ground in boxes) >= 3


@SIDES
@pytest.mark.parametrize(
    "look", [name for name in LINES if name.startswith(("arrow", "curve", "point", "dot", "metro", "stop"))]
)
def test_lines_that_say_something_stand_out_from_page_and_columns(look, side):
    columns = [box.fill for name, box in BOXES.items() if name.startswith("tint")]
    assert min(contrast(LINES[look].stroke[side], ground[side]) for ground in [PAGE, *columns]) >= 3


def test_every_look_has_a_name_of_its_own():
    names = [*TEXTS, *BOXES, *LINES, *SYMBOL_LOOKS]
    assert len(names) == len(set(names))


def test_hues_come_again_and_there_is_one_for_what_has_none():
    assert [theme.hue(number) for number in (0, 7, 8, None)] == ["0", "7", "0", "none"]
    for family in ("head", "tint"):
        assert {f"{family}-{theme.hue(number)}" for number in (*range(9), None)} <= set(BOXES)


def test_rules_are_for_one_theme_or_for_both():
    assert PAGE.light in rules("light")
    assert PAGE.dark in rules("dark")
    assert rules("auto").startswith(rules("light"))
    assert rules("dark") in rules("auto").partition("@media screen and (prefers-color-scheme: dark)")[2]
    assert "var(" not in rules("auto")

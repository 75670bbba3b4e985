"""Pictures as PNG: of the right size, with text on any machine, and the same bytes every time."""

import io
import sys

import pytest
from PIL import Image

from cxmap.errors import CxmapError
from cxmap.render.drawing import Style
from cxmap.render.drawing.png import png
from cxmap.render.picture.canvas import Box, Canvas, Label
from cxmap.words import say

PAGE = Box(0, 0, 300, 120, "page")


def image(*labels, style=Style(), **more):  # noqa: B008
    canvas = Canvas(300, 120, "Title", "Description", (PAGE, *labels))
    return Image.open(io.BytesIO(png(canvas, style, **more))).convert("L")


def inked(picture):
    """Return the box around all that is darker than the page, or None."""
    return picture.point(lambda value: 255 if value < 128 else 0).getbbox()


@pytest.mark.parametrize("scale", [1.0, 2.0, 0.5, 1.5])
def test_size_goes_by_the_scale(scale):
    assert image(style=Style(scale=scale)).size == (300 * scale, 120 * scale)


@pytest.mark.parametrize("text", ["Checkout", "Ταμείο", "Касса", "Överlämning", "→ ✓ ★ …"])  # noqa: RUF001
def test_text_is_there_without_any_font_of_the_system(text):
    assert inked(image(fonts_of_system=False)) is None
    left, top, right, bottom = inked(image(Label(20, 60, (text,), "text"), fonts_of_system=False))
    assert 18 <= left < 30
    assert right > left + 4 * len(text)
    assert 44 < top < bottom < 66


def test_bold_text_is_bold():
    regular, bold = (
        inked(image(Label(20, 60, ("Checkout",), look), fonts_of_system=False)) for look in ("text", "strong")
    )
    assert bold[2] > regular[2]


def test_text_that_says_what_a_font_is_stays_text():
    text = 'font-family: system-ui; }</style><rect width="300" height="120"/>'
    assert inked(image(Label(20, 60, (text[:20],), "text"))) == inked(
        image(Label(20, 60, ("font-family: system-",), "text"))
    )
    assert inked(image(Label(20, 60, (text,), "text"))) is not None


def test_dark_is_dark_and_auto_is_light():
    grounds = [image(style=Style(theme)).getpixel((5, 5)) for theme in ("auto", "light", "dark")]
    assert grounds[0] == grounds[1] > 250
    assert grounds[2] < 40


def test_the_same_picture_makes_the_same_bytes():
    canvas = Canvas(300, 120, "Title", "Description", (PAGE, Label(20, 60, ("Till", "日本語"), "text")))
    assert png(canvas) == png(canvas)


def test_a_picture_that_no_machine_can_hold():
    with pytest.raises(CxmapError) as caught:
        png(Canvas(20_000, 20_000, "Title", "Description", ()), Style(scale=2))
    assert str(caught.value) == "This picture would have 1600 million pixels; 64 million are the most."
    assert "--scale" in say(caught.value.hint)


def test_without_the_library(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(CxmapError) as caught:
        image()
    assert say(caught.value.hint) == "Install it: `pip install 'cxmap[png]'`."

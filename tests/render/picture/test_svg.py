"""Pictures as SVG: a real XML reader reads them, and nothing in them can act."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render.picture.samples import HOSTILE

from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Path, Symbol
from cxmap.render.picture.svg import inline, svg
from cxmap.render.picture.symbols import SYMBOLS, channel_symbol, face

NAMESPACE = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "defs", "marker", "g", "rect", "text", "path"}


def picture(text="Checkout"):
    group = Group(
        (Box(0, 0, 90, 40, "card", 8), Label(5, 15, (text, "web"), "strong"), Symbol("web", 5, 20, 15, "icon")),
        text,
        f"touchpoint:{text}",
    )
    return Canvas(100, 100, text, text, (Box(0, 0, 100, 100, "page"), Path("M0 0L9 9", "arrow", arrow=True), group))


def elements(document):
    return [(node, node.tag.removeprefix(NAMESPACE)) for node in ET.fromstring(document).iter()]  # noqa: S314


@given(st.text() | st.sampled_from(HOSTILE), st.sampled_from([svg, inline]))
def test_any_text_makes_a_document_in_which_nothing_acts(text, made):
    for node, name in elements(made(picture(text))):
        assert name in ELEMENTS
        assert not any(attribute.casefold().startswith(("on", "href")) for attribute in node.attrib)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_texts_are_shown_as_they_are(text):
    shown = [node.text for node, name in elements(svg(picture(text))) if name == "text"]
    assert shown == [text or None, "web"]


def test_the_picture_is_told_to_those_who_cannot_see_it():
    root = ET.fromstring(svg(picture(), prefix="a-"))  # noqa: S314
    names = {node.get("id"): node.text for node in root.iter() if node.get("id")}
    assert root.get("role") == "img"
    assert [names[name] for name in root.get("aria-labelledby").split()] == ["Checkout", "Checkout"]
    group = next(node for node in root.iter(f"{NAMESPACE}g") if node.get("data-key"))
    assert group[0].tag == f"{NAMESPACE}title"


def test_ids_begin_with_the_prefix_wherever_they_are_used():
    document = inline(picture(), "map-1-")
    assert all(node.get("id").startswith("map-1-") for node, _ in elements(document) if node.get("id"))
    assert "url(#map-1-tip-arrow)" in document


def test_in_a_page_a_picture_has_no_style_of_its_own_and_keys():
    found = elements(inline(picture()))
    assert not any(name == "style" or node.get("style") for node, name in found)
    assert [node.get("data-key") for node, _ in found if node.get("data-key")] == ["touchpoint:Checkout"]


def test_themes_say_whose_choice_they_are():
    assert "prefers-color-scheme" in svg(picture())
    assert "prefers-color-scheme" not in svg(picture(), "dark")
    assert svg(picture(), "dark") != svg(picture(), "light")


def test_every_line_is_a_text_of_its_own_so_that_none_reorders_its_neighbours():
    document = svg(picture("שלום"))
    assert len([name for _, name in elements(document) if name == "text"]) == 2
    assert "unicode-bidi: plaintext" in document


@pytest.mark.parametrize(
    ("channel", "symbol"),
    [
        ("web", "web"),
        ("Contact centre", "phone"),
        ("e-mail", "email"),
        ("web chat", "chat"),
        ("mobile_app", "app"),
        ("TIENDA", "store"),
        ("smoke signals", "channel"),
        ("", "channel"),
    ],
)
def test_channels_have_symbols_however_they_are_written(channel, symbol):
    assert channel_symbol(channel) == symbol
    assert symbol in SYMBOLS


def test_feelings_have_faces():
    faces = [face(feels) for feels in (-2, -1.5, -1, -0.4, 0, 0.5, 1, 2)]
    assert faces == ["awful", "awful", "bad", "neutral", "neutral", "good", "good", "delighted"]
    assert set(faces) <= set(SYMBOLS)

"""Any text through any encoder reads back as itself, with the reader the format is meant for."""

import csv
import io
import json
import re
from urllib.parse import unquote, unquote_to_bytes, urlsplit
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render import runner
from render.samples import HOSTILE

from cxmap.render import encode
from cxmap.visible import visible

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

anything = st.text(st.characters(codec=None))
spiced = st.lists(
    st.sampled_from(
        [*"`*_[]()<>#+-.!|~&@:/\\=$%^{}'\"; \t\n1a", "->", "@a", "#1", "GH-1", "www.a.b", "http://a", *HOSTILE]
    )
).map("".join)
texts = anything | spiced


def flat(text):
    return visible(re.sub(r"\r\n|[\r\n]", " ", text))


def shown(tokens):
    """Return the text a reader sees, and the kinds of tokens that make it."""
    inlines = [child for token in tokens if token.type == "inline" for child in token.children]
    return "".join(child.content for child in inlines).replace("\u200b", ""), {child.type for child in inlines}


@given(texts)
@example("    indented")
@example("1. list")
@example("12) list")
@example("- - -")
@example("===")
@example("\u3000wide\u3000")
@pytest.mark.parametrize(
    "context", ["{}", "- {}", "- line\n\n  {}", "a\n{}", "| a |\n| - |\n| {} |", "**b {}**", "### {}"]
)
def test_markdown_is_text_wherever_it_stands(context, text):
    around, kinds = shown(MARKDOWN.parse(context.format("x")))
    inside, inside_kinds = shown(MARKDOWN.parse(context.format("x" + encode.markdown(text) + "x")))
    assert inside == around.replace("x", f"x{flat(text)}x")
    assert inside_kinds == kinds


@given(texts.filter(flat))
@example("    indented")
@example("1. list")
@example("12) list")
@example("--")
@example("===")
@example("+")
@example("\u3000wide\u3000")
@pytest.mark.parametrize("context", ["{}", "- {}", "- line\n\n  {}", "| a |\n| - |\n| {} |"])
def test_markdown_is_text_at_the_start_of_a_block(context, text):
    around, _ = shown(MARKDOWN.parse(context.format("x")))
    tokens = MARKDOWN.parse(context.format(encode.markdown(text)))
    assert shown(tokens) == (around[:-1] + flat(text), {"text"} | ({"softbreak"} if "\n" in around else set()))
    assert [token.type for token in tokens] == [token.type for token in MARKDOWN.parse(context.format("x"))]


@given(texts)
def test_markdown_calls_nobody_and_links_nothing(text):
    (inline,) = [token for token in MARKDOWN.parse("x " + encode.markdown(text)) if token.type == "inline"]
    content = "".join(child.content for child in inline.children)
    for calling in (r"@[^\s\u200b]", r"#[^\s\u200b]", r"(?i)\bGH-\d", r"[!~%&$]\w", r"://", r"(?i)www\."):
        assert not re.search(calling, content)


@given(texts)
@example("  ")
@example("` `")
@example(" a ")
def test_a_markdown_code_span_is_code(text):
    span = encode.markdown_code(text)
    if not flat(text):
        assert span == ""
        return
    (inline,) = [token for token in MARKDOWN.parse(f"x {span} x") if token.type == "inline"]
    assert [child.type for child in inline.children] == ["text", "code_inline", "text"]
    assert inline.children[1].content == flat(text)


@given(texts)
def test_github_commands(text):
    line = f"::error title=x{encode.github_property(text)}x,line=1::{encode.github_data(text)}"
    assert "\n" not in line
    command = runner.parse(line)
    assert command is not None
    assert (command.name, command.message) == ("error", text)
    assert command.properties == {"title": f"x{text}x", "line": "1"}


@given(texts)
def test_xml(text):
    written = encode.xml(text)
    element = ET.fromstring(f'<a b="{written}">{written}</a>')  # noqa: S314 - written here
    expected = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", lambda m: visible(m.group()), text)
    assert (element.get("b"), element.text or "") == (expected, expected)


LINK = re.compile(r"(?<!\\)(?:\\\\)*\[(?:[^\\\[\]]|\\[\\\[\]])*\]\([^)]*\)")


@given(texts | st.text("[]()\\a"))
def test_sarif_has_no_links(text):
    written = encode.sarif(text)
    assert not LINK.search(written)
    assert (re.sub(r"\\([\\\[\]])", r"\1", written) if "](" in text else written) == text


@given(texts)
@example("\t=1+1")
@example("\r\n-1")
@example("\uff1d1+1")
def test_a_cell_of_a_spreadsheet_is_no_formula(text):
    cell = encode.csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerow([cell, "next"])
    ((read, following),) = csv.reader(io.StringIO(written.getvalue(), newline=""), strict=True)
    assert (read.removeprefix("'"), following) == (visible(text).removeprefix("'"), "next")


@given(anything.filter(lambda text: "\0" not in text))
@example("caf\udce9.yaml")
@example("\ud800")
@example("//host/path")
@example("javascript:alert(1)")
def test_uri(path):
    uri = encode.uri(path.lstrip("/"))
    assert not any(urlsplit(uri)[position] for position in (0, 1, 3, 4))
    assert uri.isascii()
    assert unquote_to_bytes(uri).decode("utf-8", "surrogateescape") in (path.lstrip("/"), visible(path.lstrip("/")))
    assert encode.uri(unquote(uri)) == uri or "%" in path or not path.isascii()


@given(
    st.recursive(
        texts.map(visible) | st.integers() | st.none(), lambda of: st.lists(of) | st.dictionaries(st.text(), of)
    )
)
def test_json(data):
    document = encode.json_document(data)
    if not re.search("[\ud800-\udfff]", document):
        document.encode()
    assert json.loads(document) == data
    assert document.endswith("\n")

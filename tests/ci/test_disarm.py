"""What a stranger may have written is shown as text; what cxmap writes is shown as it is."""

import html
import re

import pytest
from ci.scripts import script
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render import impact_samples

from cxmap.render import encode
from cxmap.render.impact.markdown import marker, render
from cxmap.render.look import Look
from cxmap.words import ENGLISH

FILES = "https://github.com/acme/map/blob/"
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ALLOWED_HTML = re.compile(r"(?:</?details>|</?summary>|[^<]|<(?![A-Za-z/!?]))*")
ALLOWED_LINK = re.compile(rf"{FILES}[0-9a-zA-Z/._~%-]+#L[0-9]+")
ACTIVE = re.compile(r"@[A-Za-z0-9]|#[0-9]|![0-9]|://|www\.|gh-[0-9]", re.IGNORECASE)
COMMAND = re.compile(r"^\s*(?:[-+*]\s+)*/", re.MULTILINE)


BOTH = [script("github/comment", "disarm"), script("gitlab", "comment")]
disarmed = BOTH[0].disarmed


def tokens(text: str):
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def harmless(text: str) -> None:
    """Look at Markdown as a reader does."""
    for token in tokens(text):
        assert token.type != "image"
        if token.type in ("html_block", "html_inline"):
            assert ALLOWED_HTML.fullmatch(token.content), token.content
        if token.type == "link_open":
            assert ALLOWED_LINK.fullmatch(token.attrs["href"]), token.attrs
        if token.type in ("text", "html_block", "html_inline"):
            shown = token.content if token.type == "text" else html.unescape(token.content)
            assert not ACTIVE.search(ALLOWED_LINK.sub("", shown)), shown
        if token.type == "fence":
            assert token.info in ("mermaid", "text")
        if token.type == "inline":
            assert not COMMAND.search(token.content), token.content
    assert "blockquote_open" not in {token.type for token in tokens(text)}


PIECES = [
    *"@#!/<>[]()`~:&;\\*_-+|=\n\n\n\t 1a",
    *("```", "````", "~~~", "```mermaid\n", "\n\n```text\n", "\n```\n", "    ", "- ", "1. ", "> ", "\n\n"),
    *("&#64;", "&#x40;", "&commat;", "&#0064;", "&#35;", "&#8203;", "&lt;", "&#97;", "&amp;", "&#8238;", "&#0;"),
    *(
        "<details>",
        "</details>",
        "<summary>",
        "</summary>",
        "<!--",
        "-->",
        "<script>",
        "<img src=x>",
        "<?",
        "<![CDATA[",
    ),
    *(
        "](",
        "![",
        "]: ",
        "[a]",
        "](https://evil)",
        f"]({FILES}c0ffee/a.yaml#L1)",
        f"]({FILES}../../evil#L1)",
        "<https://a>",
    ),
    *("`", "`a`", "`@user`", "``", "$", "\u00a0\n", "\\`", "| a | b |\n| --- | --- |\n"),
    *("user", "www.", "https://", "GH-", "gh-1", "a@b.example", "\u202e", "\u200b", "\r", "/approve", "\\"),
]
anything = st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join))


@given(anything)
@example("~~~\n\n```text\n~~~\n@user")
@example("<pre>\n\n```text\n</pre>@user\n")
@example("```text\n@user")
@example("- a\n\n  ```text\n@user")
@example("` a\n`@user`")
@example("| a | b |\n| --- | --- |\n| ` | @user ` |")
@example("<details>\n\u00a0\n`@user`")
@example("\\`@user` and `")
@example("````text\n```\n@user\n````\n@user")
@example("\\@user &#64;user &commat;user &#x40;user &#64;&#117;ser")
def test_nothing_that_anybody_can_write_does_anything(text):
    harmless(disarmed(text, FILES))


@given(anything)
def test_disarming_twice_is_disarming_once(text):
    once = disarmed(text, FILES)
    assert disarmed(once, FILES) == once


@given(anything)
def test_both_scripts_disarm_alike(text):
    assert len({module.disarmed(text, FILES) for module in BOTH}) == 1


@given(anything)
@pytest.mark.parametrize("around", ["{}", "- **{}** and {}", "| {} | {} |", "<details><summary>{}</summary>"])
def test_what_cxmap_encodes_looks_as_it_did_before(around, text):
    written = around.replace("{}", encode.markdown(text))
    assert disarmed(written, FILES).replace("\u200b", "") == written


@pytest.mark.parametrize("name", ["rich", "hostile", "noted"])
@pytest.mark.parametrize("files", ["", FILES.rstrip("/")])
def test_what_cxmap_writes_is_shown_as_it_was_meant(name, files):
    written = render(getattr(impact_samples, name)(), ENGLISH, Look(files=files))
    shown = disarmed(written.partition("\n")[2], FILES)
    harmless(shown)
    assert seen(shown) == seen(written.partition("\n")[2])


def seen(text: str) -> list[tuple[str, str]]:
    """Return what a reader sees: the pieces of the page and their texts, but for what nobody can see."""
    return [(token.type, token.content.replace("\u200b", "")) for token in tokens(text) if token.type != "inline"]


def test_pictures_and_drafts_stay_as_they_are():
    text = '\n\n```mermaid\nflowchart LR\n  n1["#64;a<br>b"]\n  classDef added fill:#123456\n```\n\n'
    text += "````text\nDear @team, see ```this``` at https://example.com, #1!\n\n> /quote\n````\n"
    assert disarmed(text, FILES) == text


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/a#L1",
        f"{FILES}../../../evil#L1",
        f"{FILES}%2e%2e/evil#L1",
        f"{FILES}a?x=1#L1",
        f"{FILES}a",
        "javascript:x",
        "/settings",
    ],
)
def test_links_lead_to_lines_of_files_only(target):
    assert "link_open" in {token.type for token in tokens(f"[a]({target})")} or "javascript" in target
    assert "link_open" not in {token.type for token in tokens(disarmed(f"[a]({target})", FILES))}
    good = f"[`a.yaml:1`]({FILES}{'c' * 40}/maps/a%20b.yaml#L1)"
    assert disarmed(good, FILES) == good


def test_code_can_be_copied():
    text = "- `stores@ternholt.example`, ``a#1``, [`a.yaml:1`] and `#stores`\n| `@acme/web` | `!1` |"
    assert disarmed(text, FILES) == text


def test_mentions_where_they_are_wanted():
    assert disarmed("Ask @acme/shops about #1.", FILES, mention=True) == "Ask @acme/shops about #\u200b1."


@pytest.mark.parametrize("module", [BOTH[1], script("github/comment", "report")], ids=["gitlab", "github"])
@given(st.lists(st.sampled_from(["a", "-", "--", "/", " ", "é", "%", ".", "_", "B7"]), min_size=1).map("".join))
def test_the_marker_is_the_one_that_cxmap_writes(module, text):
    folder = "/".join(part for part in text.split("/") if part.strip(".") and part == part.strip())
    assert module.marker(f"./{folder}/") == marker(folder)
    assert module.marker(".") == marker()

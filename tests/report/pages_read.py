"""Documents in a folder, as a reader of Markdown sees them: what they link to, and what they are made of."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
SPOT = re.compile(r'<a id="([^"<>]+)">')


class Read(NamedTuple):
    """A page: its tokens, the spots that links can lead to, what it leads to, and its text."""

    tokens: list[Token]
    spots: set[str]
    links: list[str]
    pictures: list[str]
    text: str


def read(folder: Path) -> dict[str, Read]:
    """Return the pages of a folder by their paths."""
    return {path.relative_to(folder).as_posix(): page(path.read_text("utf-8")) for path in sorted(folder.rglob("*.md"))}


def page(source: str) -> Read:
    """Return a page without its front matter."""
    tokens = list(flat(READER.parse(without_front_matter(source)[1])))
    html = [token.content for token in tokens if token.type in ("html_block", "html_inline")]
    return Read(
        tokens,
        {name for content in html for name in SPOT.findall(content)},
        [str(token.attrs["href"]) for token in tokens if token.type == "link_open"],
        [str(token.attrs["src"]) for token in tokens if token.type == "image"],
        "".join(token.content for token in tokens if token.type in ("text", "code_inline")),
    )


def without_front_matter(source: str) -> tuple[object, str]:
    """Return the front matter of a page as YAML reads it, and the rest of it."""
    if not source.startswith("---\n"):
        return None, source
    written, _, rest = source.removeprefix("---\n").partition("\n---\n")
    return yaml.safe_load(written), rest


def flat(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or [])


def dangling(folder: Path) -> list[str]:
    """Return the links and pictures of all pages that lead nowhere."""
    pages = read(folder)
    return [
        f"{path} -> {target}"
        for path, found in pages.items()
        for target in (*found.links, *found.pictures)
        if not target.startswith("https://") and not leads(folder, pages, path, unquote(target))
    ]


def leads(folder: Path, pages: dict[str, Read], path: str, target: str) -> bool:
    file, _, spot = target.partition("#")
    there = normpath(join(dirname(path), file)) if file else path
    return (folder / there).is_file() and (not spot or spot in pages[there].spots)


def foreign(found: Read) -> list[str]:
    """Return the HTML on a page that is no spot."""
    html = [token.content.strip() for token in found.tokens if token.type in ("html_block", "html_inline")]
    return [content for content in html if not re.fullmatch(r'<a id="[a-z0-9._-]+">(</a>)?|</a>', content)]

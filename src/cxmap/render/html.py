"""Blocks as HTML, and the pages around them: with their own styles, asking nobody for anything."""

import base64
import hashlib
from collections.abc import Callable
from importlib import resources
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from cxmap.render.document import Block, Text


class Bit(NamedTuple):
    """A stretch of text: what it is, and where it leads."""

    text: str
    role: str
    address: str = ""


Bits = Callable[[Text], list[Bit]]
"""Says how a text is shown, and where its pieces lead."""

Drawn = Callable[[Block], Markup]
"""Draws a block that only some documents have: a figure, or the picture of what changed."""


def written(template: str, **values: Any) -> str:
    """Return one of the templates of cxmap filled in. Every value is encoded, but for what is markup already."""
    return _ENVIRONMENT.get_template(template).render(values)


def markup(template: str, **values: Any) -> Markup:
    """Return one of the templates of cxmap filled in, to be put into another."""
    return Markup(written(template, **values))  # noqa: S704 - made by a template that encodes what it is given


def body(blocks: tuple[Block, ...], bits: Bits, drawn: Drawn) -> Markup:
    """Return blocks as HTML."""
    return markup("body.html", given=blocks, bits=bits, drawn=drawn)


def styles(*names: str, more: str = "") -> Markup:
    """Return style sheets of cxmap, to be put into a page, and behind them `more` rules, those of its pictures."""
    return Markup("".join((*map(source, names), more)))  # noqa: S704 - our own, and nothing of the report's is in it


def policy(style: str) -> str:
    """Return the Content-Security-Policy of a page that runs no script, loads nothing and has one sheet of styles."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def source(name: str) -> str:
    """Return one of the files among the templates of cxmap."""
    return resources.files("cxmap.render").joinpath("templates", name).read_text("utf-8")


_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FunctionLoader(source),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)

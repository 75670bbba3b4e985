"""How the pages in this folder become a site: `make docs`.

The pages are Markdown that reads just as well where the files lie. What only the site needs, the contents at the side
and the way to files outside this folder, is added here while it is built.
"""

import posixpath
import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from cxmap import HOME, __version__

DOCS = Path(__file__).parent

CONTENTS = {
    "Start here": ["getting-started-cx", "getting-started-engineer", "recipes"],
    "Working with the map": [
        "model",
        "editor",
        "selectors",
        "raci",
        "pictures",
        "impact",
        "history",
        "ci",
        "codeowners",
        "languages",
    ],
    "Reference": [
        "commands/README",
        "rules/README",
        "changes/README",
        "reference/model",
        "reference/settings",
    ],
    "How it is made": ["architecture", "likeness"],
}
"""The pages at the side. A page in this folder that is not among them comes last in the working with the map."""

FOLDERS = ("commands", "rules", "changes")
"""The folders whose README lists all other pages in it."""

ELSEWHERE = re.compile(r"\]\((\.\./[^)\s]+)\)")
"""A link that leads out of the folder of its page."""

project = "cxmap"
author = "the authors of cxmap"
release = version = __version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 4
smartquotes = False  # two hyphens are the start of an option
highlight_language = "text"

html_theme = "furo"
html_title = "cxmap"
html_show_copyright = False
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["cxmap.css"]
html_theme_options = {
    "source_repository": f"{HOME}/",
    "source_branch": "main",
    "source_directory": "docs/",
    "top_of_page_buttons": ["view"],
}


def setup(app: Sphinx) -> None:
    """Let every page be completed as it is read."""
    app.connect("source-read", complete)
    app.connect("doctree-read", enlarge)


def complete(_app: Sphinx, page: str, source: list[str]) -> None:
    """Add to a page what only the site needs."""
    source[0] = ELSEWHERE.sub(lambda link: f"]({_target(page, link[1])})", source[0]) + _listed_by(page)


def enlarge(_app: Sphinx, page: nodes.document) -> None:
    """Give every picture a width: Sphinx makes such a picture a link to itself at its full size."""
    for picture in page.findall(nodes.image):
        picture["width"] = "100%"


def _target(page: str, link: str) -> str:
    """Return a link as it is on the site: a file outside this folder is looked at in the repository."""
    path = posixpath.normpath(posixpath.join("docs", posixpath.dirname(page), link))
    return link if path.startswith("docs/") else f"{HOME}/blob/main/{path}"


def _listed_by(page: str) -> str:
    folder, _, name = page.rpartition("/")
    if page == "index":
        return "".join(_toctree(pages, caption) for caption, pages in _contents().items())
    return _toctree(["*"]) if name == "README" and folder in FOLDERS else ""


def _contents() -> dict[str, list[str]]:
    placed = {"index", *(page for pages in CONTENTS.values() for page in pages)}
    others = sorted({path.stem for path in DOCS.glob("*.md")} - placed)
    return CONTENTS | {"Working with the map": [*CONTENTS["Working with the map"], *others]}


def _toctree(pages: list[str], caption: str = "") -> str:
    named = f":caption: {caption}\n" if caption else ""
    return "\n".join(["\n\n```{toctree}", f":hidden:\n:glob:\n{named}", *pages, "```\n"])

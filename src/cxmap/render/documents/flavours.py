"""What tells the readers of Markdown apart: front matter, what the first page is called, and how spots are marked."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cxmap.visible import visible


class Flavour(NamedTuple):
    """A reader of Markdown.

    `home` is what the first page is called. Sphinx marks spots in its own way, finds them by their names alone, and
    wants to be told which pages there are.
    """

    name: str
    home: str
    sphinx: bool = False

    def spot(self, name: str) -> str:
        """Return Markdown that marks a spot, to stand in front of a heading."""
        return f"({_LABEL}{name})=" if self.sphinx else f'<a id="{name}"></a>'

    def address(self, address: str) -> str:
        """Return how a link is written to `path#spot` or a path."""
        _, mark, name = address.partition("#")
        return f"#{_LABEL}{name}" if self.sphinx and mark else address

    def front_matter(self, title: str, description: str, tags: Sequence[str]) -> str:
        """Return the front matter of a page with what this reader makes use of; nothing for one that reads none.

        MkDocs takes the title for its navigation, and its theme Material the description and the tags; Backstage shows
        what MkDocs makes of it, without tags. Sphinx, with MyST, takes the title from the page.
        """
        fields: Mapping[str, object] = {}
        match self.name:
            case "mkdocs":
                fields = {"title": title, "description": description, "tags": list(tags)}
            case "backstage":
                fields = {"title": title, "description": description}
            case "sphinx":
                fields = {"myst": {"html_meta": {"description": description, "keywords": ", ".join(tags)}}}
        return "".join(("---\n", *_yaml(fields, ""), "---\n\n")) if fields else ""

    def contents(self, paths: Sequence[str]) -> str:
        """Return the list of pages that the first page holds; nothing where the reader finds them itself."""
        if not self.sphinx:
            return ""
        pages = "\n".join(path.removesuffix(".md") for path in paths)
        return f"```{{toctree}}\n:hidden:\n\n{pages}\n```"


FLAVOURS: Mapping[str, Flavour] = {
    flavour.name: flavour
    for flavour in (
        Flavour("none", "README"),
        Flavour("mkdocs", "index"),
        Flavour("sphinx", "index", sphinx=True),
        Flavour("backstage", "index"),
    )
}
"""The readers, by what `--front-matter` calls them."""

_LABEL = "cxmap-"


def _yaml(fields: Mapping[str, object], indent: str) -> list[str]:
    lines: list[str] = []
    for name, written in fields.items():
        if isinstance(written, Mapping):
            lines += [f"{indent}{name}:\n", *_yaml(written, f"{indent}  ")]
        elif isinstance(written, list):
            lines.append(f"{indent}{name}: [{', '.join(map(_quoted, written))}]\n")
        else:
            lines.append(f"{indent}{name}: {_quoted(str(written))}\n")
    return lines


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever it is: between quotes, as in JSON."""
    return json.dumps(visible(text), ensure_ascii=False)

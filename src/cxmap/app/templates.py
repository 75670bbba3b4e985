"""The templates of a repository's own, with which people replace those of cxmap."""

from cxmap.message import Message, said
from cxmap.source.text import NotText, decode
from cxmap.source.tree import Tree, Unreadable

FOLDER = "templates/"
"""Where they lie in a journey repository."""

_LONGEST = 64 << 10
_MOST = 200


def templates(tree: Tree) -> dict[str, str]:
    """Return the templates of a revision by their names, such as `drafts/peers.es.txt.j2`; no more than 200.

    What cannot be read, is no text or is longer than 64 KiB is left out: cxmap's own is used then.
    """
    found: dict[str, str] = {}
    for blob in list(tree.blobs(_is_template))[:_MOST]:
        if not blob.trouble:
            found |= template(tree, blob.path.removeprefix(FOLDER))
    return found


def template(tree: Tree, name: str) -> dict[str, str]:
    """Return one of the templates of a revision by its name, if there is one; nothing else is looked at."""
    try:
        content = tree.read(f"{FOLDER}{name}")
        return {name: decode(content)} if len(content) <= _LONGEST else {}
    except (Unreadable, NotText):
        return {}


def changed_templates(before: dict[str, str], after: dict[str, str]) -> list[Message]:
    """Return a note where a change also touches the templates of its own report: those of the base are used."""
    names = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if not names:
        return []
    return [
        said("This change also changes the templates {names}. Those of the base are used here.", names=tuple(names))
    ]


def _is_template(path: str) -> bool:
    return path.startswith(FOLDER) and path.endswith(".j2")

"""An atlas with some files in another version: all that stands in other files is taken over as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.document import Document
from cxmap.model.file import SECTIONS

Entities = Mapping[str, list[tuple[str | int, Any]]]
"""The entities of a file without flaws: section by section, each with its key."""


def revise(atlas: Atlas, versions: Iterable[tuple[Document, Entities, Entities]]) -> Atlas | None:
    """Return the atlas that there would be with other versions of some files.

    Each version comes with the entities of the former one and its own. Returns None where more hangs on it than these
    entities, so that all files have to be put together again: where some came or went, or stand in another order, where
    there are raw notes, which are numbered over all files, and where something was wrong in one of the files or is
    declared twice.
    """
    found = list(versions)
    paths = {document.path for document, _, _ in found}
    if not all(_alike(old, new) for _, old, new in found) or _is_entangled(atlas, paths):
        return None
    things: dict[str, dict[str, Placed[Any]]] = {}
    for document, _, entities in found:
        for name, entries in entities.items():
            kind = SECTIONS[name].kind
            known = things.get(kind) or dict(atlas.things[kind])
            things[kind] = known
            for key, value in entries:
                identifier = str(key) if SECTIONS[name].keyed else value.key
                known[identifier] = Placed(value, kind, identifier, document, key)
    documents = {**atlas.documents, **{document.path: document for document, _, _ in found}}
    return replace(atlas, documents=documents, things={**atlas.things, **things})


def _alike(old: Entities, new: Entities) -> bool:
    """Return whether two versions declare the same things in the same order."""
    if old.keys() != new.keys() or "interactions" in new:
        return False
    return all(_ids(name, old[name]) == _ids(name, new[name]) for name in new)


def _ids(section: str, entries: list[tuple[str | int, Any]]) -> list[str | int]:
    return [key if SECTIONS[section].keyed else value.key for key, value in entries]


def _is_entangled(atlas: Atlas, paths: set[str]) -> bool:
    """Return whether what is wrong with an atlas has to do with some files, or they are not all in it."""
    wrong = (document.path for document, _ in atlas.flaws)
    twice = (placed.document.path for pair in atlas.repeated for placed in pair)
    return not paths.isdisjoint((*wrong, *twice)) or not paths <= atlas.documents.keys()

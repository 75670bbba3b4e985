"""From the files of one revision to the atlas."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from cxmap.atlas.atlas import Atlas, Found, Placed
from cxmap.atlas.digest import Digest, Flaw, Frozen, digest
from cxmap.atlas.document import Document
from cxmap.atlas.frozen import thaw
from cxmap.message import said
from cxmap.model.file import SECTIONS, Section
from cxmap.source.tree import DEFAULT_LIMITS, Blob, Limits, Tree, Unreadable, oid_of


class Cache(Protocol):
    """Keeps what was read from files without flaws, by the id of their content."""

    def load(self) -> dict[str, Frozen]:
        """Return what is kept; nothing when it cannot be read."""

    def save(self, entries: dict[str, Frozen]) -> None:
        """Keep these entries and no others. Does nothing when it cannot be written."""


def load(
    tree: Tree, wanted: Callable[[str], bool], limits: Limits = DEFAULT_LIMITS, cache: Cache | None = None
) -> Atlas:
    """Read all wanted files of a tree. Whatever is wrong in them is in the atlas, never an exception."""
    kept = cache.load() if cache else {}
    building = _Building()
    fresh: dict[str, Frozen] = {}
    for blob in tree.blobs(wanted):
        document, read = _read(tree, blob, kept, limits)
        building.add(document, read)
        if not read.flaws:
            fresh[document.oid] = read.entities
    if cache and fresh.keys() != kept.keys():
        cache.save(fresh)
    return building.atlas()


def _read(tree: Tree, blob: Blob, kept: dict[str, Frozen], limits: Limits) -> tuple[Document, Digest]:
    if blob.trouble:
        return Document(blob.path, "", b""), Digest({}, (Flaw("invalid-yaml", blob.trouble),), whole=False)
    if blob.oid in kept:
        return Document(blob.path, blob.oid, lambda: tree.read(blob.path)), Digest(kept[blob.oid])
    try:
        content = tree.read(blob.path)
    except Unreadable as error:
        return Document(blob.path, "", b""), Digest({}, (Flaw("invalid-yaml", error.message),), whole=False)
    document = Document(blob.path, blob.oid or oid_of(content), content)
    entities = kept.get(document.oid)
    return document, digest(content, limits) if entities is None else Digest(entities)


class _Building:
    """The atlas while files are added to it, in the order of their paths."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self.flaws: list[Found] = []
        self.things: dict[str, dict[str, Placed[Any]]] = {section.kind: {} for section in SECTIONS.values()}
        self.repeated: list[tuple[Placed[Any], Placed[Any]]] = []
        self.lost: dict[str, set[str]] = defaultdict(set)
        self.partial: set[str] = set()
        self.whole = True
        self.stages_in: Document | None = None

    def add(self, document: Document, read: Digest) -> None:
        self.documents[document.path] = document
        self.flaws.extend(Found(document, flaw) for flaw in read.flaws)
        self.whole = self.whole and read.whole and not read.lost
        for name, key in read.lost:
            self.lost[SECTIONS[name].kind].add(str(key))
        for name, entries in read.entities.items():
            section = SECTIONS[name]
            for placed in self._placed(section, document, entries):
                self._declare(placed)
                if (name, placed.key) in read.partial:
                    self.partial.add(placed.entity)
        if read.entities.get("stages"):
            self._one_file_of_stages(document)

    def atlas(self) -> Atlas:
        lost = {kind: frozenset(ids) for kind, ids in self.lost.items()}
        return Atlas(
            self.documents,
            tuple(self.flaws),
            self.things,
            tuple(self.repeated),
            lost,
            frozenset(self.partial),
            self.whole,
        )

    def _placed(self, section: Section, document: Document, entries: list[Any]) -> Iterator[Placed[Any]]:
        model, kind = section.model, section.kind
        if kind == "transition":
            for key, fields in entries:
                value: Any = thaw(model, fields)
                yield Placed(value, kind, value.key, document, key)
        elif kind == "interaction":
            first = len(self.things[kind]) + 1
            for number, (key, fields) in enumerate(entries, first):
                yield Placed(thaw(model, fields), kind, str(number), document, key)
        else:
            for key, fields in entries:
                yield Placed(thaw(model, fields), kind, key, document, key)

    def _declare(self, placed: Placed[Any]) -> None:
        things = self.things[placed.kind]
        first = things.setdefault(placed.id, placed)
        if first is not placed:
            self.repeated.append((placed, first))

    def _one_file_of_stages(self, document: Document) -> None:
        if self.stages_in is None:
            self.stages_in = document
            return
        flaw = Flaw(
            "invalid-field",
            said("Stages stand in `{path}` as well: their order would depend on the names of files.", path=self.stages_in.path),
            said("Write all stages in one file, in the order of the journey."),
            route=("stages",),
            on_key=True,
        )
        self.flaws.append(Found(document, flaw))

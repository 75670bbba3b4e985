"""From the files of one revision to the atlas."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

from cxmap.atlas.atlas import Atlas, Found, Placed
from cxmap.atlas.digest import Digest, Flaw, Frozen, unread
from cxmap.atlas.document import Document
from cxmap.atlas.frozen import thaw
from cxmap.atlas.many import digest_all
from cxmap.message import said
from cxmap.model.file import SECTIONS, Section
from cxmap.source.tree import DEFAULT_LIMITS, Blob, Limits, Tree, Unreadable, oid_of


class Cache(Protocol):
    """What is kept from one run to the next. Nothing is lost with it, and it is never wrong, only absent."""

    def files(self) -> dict[str, Frozen]:
        """Return what was read from files without flaws, by the id of their content."""

    def keep_files(self, files: dict[str, Frozen]) -> None:
        """Keep what was read from these files, and from no others."""

    def result(self, name: str, question: bytes) -> Any:
        """Return the answer that was kept to the very same question, or None."""

    def keep_result(self, name: str, question: bytes, answer: Any) -> None:
        """Keep a plain answer (lists, tuples, text, numbers) to a question, instead of the former one of this name."""


def load(
    tree: Tree, wanted: Callable[[str], bool], limits: Limits = DEFAULT_LIMITS, cache: Cache | None = None
) -> Atlas:
    """Read all wanted files of a tree. Whatever is wrong in them is in the atlas, never an exception."""
    kept = cache.files() if cache else {}
    opened = [_open(tree, blob, kept) for blob in tree.blobs(wanted)]
    digests = iter(digest_all([file.document.content for file in opened if file.digest is None], limits))
    building = _Building()
    fresh: dict[str, Frozen] = {}
    for document, known in opened:
        digest = next(digests) if known is None else known
        building.add(document, digest)
        if not digest.flaws:
            fresh[document.oid] = digest.entities
    if cache and fresh.keys() != kept.keys():
        cache.keep_files(fresh)
    return building.atlas()


class _Opened(NamedTuple):
    """A file, and what is in it where that is known without reading it as YAML."""

    document: Document
    digest: Digest | None


def _open(tree: Tree, blob: Blob, kept: dict[str, Frozen]) -> _Opened:
    if blob.trouble:
        return _Opened(Document(blob.path, "", b""), unread(Flaw("invalid-yaml", blob.trouble)))
    if blob.oid in kept:
        return _Opened(Document(blob.path, blob.oid, lambda: tree.read(blob.path)), Digest(kept[blob.oid]))
    try:
        content = tree.read(blob.path)
    except Unreadable as error:
        return _Opened(Document(blob.path, "", b""), unread(Flaw("invalid-yaml", error.message)))
    document = Document(blob.path, blob.oid or oid_of(content), content)
    return _Opened(document, Digest(kept[document.oid]) if document.oid in kept else None)


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
        self.unreadable: set[str] = set()
        self.stages_in: Document | None = None

    def add(self, document: Document, read: Digest) -> None:
        self.documents[document.path] = document
        self.flaws.extend(Found(document, flaw) for flaw in read.flaws)
        self.whole = self.whole and read.whole and not read.lost
        if read.unread:
            self.unreadable.add(document.path)
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
            frozenset(self.unreadable),
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

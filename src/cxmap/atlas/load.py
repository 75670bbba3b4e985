"""From the files of one revision to the atlas."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from cxmap.atlas.atlas import Atlas, Found, Placed
from cxmap.atlas.digest import Digest, Flaw, Frozen, unread
from cxmap.atlas.document import Document
from cxmap.atlas.frozen import thaw
from cxmap.atlas.many import Progress, digest_all
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


Built = dict[str, dict[str, list[tuple[str | int, Any]]]]
"""The entities in files, by the id of the content, then the section: each with its key."""


class File(NamedTuple):
    """A file as it was found. `trouble` says why it cannot be read, if it cannot."""

    document: Document
    trouble: Flaw | None = None


def load(
    tree: Tree, wanted: Callable[[str], bool], limits: Limits = DEFAULT_LIMITS, cache: Cache | None = None
) -> Atlas:
    """Read all wanted files of a tree. Whatever is wrong in them is in the atlas, never an exception."""
    return assemble(open_files(tree, wanted), limits, cache)


def open_files(tree: Tree, wanted: Callable[[str], bool]) -> list[File]:
    """Return the wanted files of a tree. Those whose ids are known are not read before they are needed."""
    return [_open(tree, blob) for blob in tree.blobs(wanted)]


def assemble(
    files: Iterable[File],
    limits: Limits = DEFAULT_LIMITS,
    cache: Cache | None = None,
    progress: Progress | None = None,
    built: Built | None = None,
) -> Atlas:
    """Return the atlas of files. What the cache has of them is not read as YAML again.

    `built` are the entities of files by the id of their content: those of several revisions that are read one after the
    other share what is in the same files.
    """
    kept = cache.files() if cache else {}
    known = [(file, _known(file, kept)) for file in files]
    digests = iter(digest_all([file.document.content for file, found in known if found is None], limits, progress))
    building = _Building({} if built is None else built)
    fresh: dict[str, Frozen] = {}
    for file, found in known:
        digest = next(digests) if found is None else found
        building.add(file.document, digest)
        if not digest.flaws:
            fresh[file.document.oid] = digest.entities
    if cache and fresh.keys() != kept.keys():
        cache.keep_files(fresh)
    return building.atlas()


def join(read: Iterable[tuple[Document, Digest]], built: Built) -> Atlas:
    """Return the atlas of files that have been read already, in the order of their paths."""
    building = _Building(built)
    for document, digest in read:
        building.add(document, digest)
    return building.atlas()


def entities(oid: str, read: Digest, built: Built) -> dict[str, list[tuple[str | int, Any]]]:
    """Return the entities of a file, those built before where the very same content was there."""
    if oid in built and not read.flaws:
        return built[oid]
    made = {
        name: [(key, thaw(SECTIONS[name].model, fields)) for key, fields in entries]
        for name, entries in read.entities.items()
    }
    if oid and not read.flaws:
        built[oid] = made
    return made


def _open(tree: Tree, blob: Blob) -> File:
    if blob.trouble:
        return File(Document(blob.path, "", b""), Flaw("invalid-yaml", blob.trouble))
    if blob.oid:
        return File(Document(blob.path, blob.oid, lambda: tree.read(blob.path)))
    try:
        content = tree.read(blob.path)
    except Unreadable as error:
        return File(Document(blob.path, "", b""), Flaw("invalid-yaml", error.message))
    return File(Document(blob.path, oid_of(content), content))


def _known(file: File, kept: dict[str, Frozen]) -> Digest | None:
    if file.trouble:
        return unread(file.trouble)
    if file.document.oid in kept:
        return Digest(kept[file.document.oid])
    try:
        file.document.read()
    except Unreadable as error:
        return unread(Flaw("invalid-yaml", error.message))
    return None


class _Building:
    """The atlas while files are added to it, in the order of their paths."""

    def __init__(self, built: Built) -> None:
        self.built = built
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
        for name, entries in entities(document.oid, read, self.built).items():
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

    def _placed(
        self, section: Section, document: Document, entries: list[tuple[str | int, Any]]
    ) -> Iterator[Placed[Any]]:
        kind = section.kind
        if kind == "transition":
            for key, value in entries:
                yield Placed(value, kind, value.key, document, key)
        elif kind == "interaction":
            first = len(self.things[kind]) + 1
            for number, (key, value) in enumerate(entries, first):
                yield Placed(value, kind, str(number), document, key)
        else:
            for key, value in entries:
                yield Placed(value, kind, str(key), document, key)

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
            said(
                "Stages stand in `{path}` as well: their order would depend on the names of files.",
                path=self.stages_in.path,
            ),
            said("Write all stages in one file, in the order of the journey."),
            route=("stages",),
            on_key=True,
        )
        self.flaws.append(Found(document, flaw))

"""Trees for tests: files in memory, and small repositories as the rules' cases have them."""

from collections.abc import Callable, Iterable
from pathlib import Path

from cxmap.message import said
from cxmap.source.tree import CONFIG_FILE, Blob, Unreadable, oid_of

CONFIG = "cxmap: 1\nname: Case\nrules: {severity: {no-steering-committee: off}}\n"


class MemoryTree:
    """A tree whose files are in a mapping."""

    label = said("the tree")

    def __init__(self, files: dict[str, str | bytes]) -> None:
        contents = {CONFIG_FILE: CONFIG, **files}
        self.files = {path: text.encode() if isinstance(text, str) else text for path, text in contents.items()}
        self.reads: list[str] = []

    def blobs(self, wanted: Callable[[str], bool]) -> Iterable[Blob]:
        return [
            Blob(path, oid_of(self.files[path])) for path in sorted(self.files) if path != CONFIG_FILE and wanted(path)
        ]

    def read(self, path: str) -> bytes:
        self.reads.append(path)
        try:
            return self.files[path]
        except KeyError:
            raise Unreadable(said("There is no such file.")) from None


def tree_of(folder: Path) -> MemoryTree:
    """Return the files of a folder as a tree; `cxmap.yaml` is the cases' own unless the folder has one."""
    return MemoryTree(
        {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    )

"""Who is asked when a file of the map changes, as CODEOWNERS has it."""

from dataclasses import dataclass
from typing import NamedTuple

from cxmap.findings import Place
from cxmap.message import Message

BEGIN = "# >>> cxmap: written by `cxmap codeowners`, do not edit inside"
"""The line above what cxmap writes into a CODEOWNERS file."""

END = "# <<< cxmap"
"""The line below it."""

LARGEST = 3_000_000
"""From how many bytes on GitHub does not read a CODEOWNERS file: its documentation says 3 MB."""


class Asked(NamedTuple):
    """Somebody who is asked: a GitHub handle or an e-mail address, and the ids of the owners in whose name."""

    handle: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnedFile:
    """A file of the map and who is asked about it.

    `pattern` matches this file and no other from the root of git; it is empty where CODEOWNERS cannot express the path.
    `unreached` are the ids of owners in whose name nobody can be asked. `by_committee` says that the steering committee
    is asked because nobody else is.
    """

    path: str
    pattern: str
    asked: tuple[Asked, ...]
    unreached: tuple[str, ...] = ()
    by_committee: bool = False


class Mixed(NamedTuple):
    """A file whose touchpoints have several accountable owners: their ids with how many each has, most first."""

    path: str
    owners: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that keeps somebody from being asked. `kind` names it for programs."""

    kind: str
    message: Message
    hint: Message
    place: Place


@dataclass(frozen=True, slots=True)
class CodeownersReport:
    """The files of the map, `cxmap.yaml` included, in the order of their paths, and what is doubtful about them.

    `roles` are the roles in RACI whose owners are asked, strongest first. `language` is that of what is said
    beside the lines.
    """

    version: str
    roles: tuple[str, ...]
    files: tuple[OwnedFile, ...]
    mixed: tuple[Mixed, ...]
    notices: tuple[Notice, ...]
    language: str = "en"

    @property
    def lines(self) -> tuple[OwnedFile, ...]:
        """The files that get a line: somebody is asked about them, and their path can be written."""
        return tuple(file for file in self.files if file.asked and file.pattern)

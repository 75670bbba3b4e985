"""What cxmap finds: a message with a severity and a place."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cxmap.message import Message, Named, Value
from cxmap.source.span import START, Span


class Severity(StrEnum):
    """How grave a finding is. `OFF` silences a rule and is never the severity of a finding."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """Return 0 for the gravest, counting up."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Place(NamedTuple):
    """A stretch of a file of the repository; `path` is relative to its root, with `/`."""

    path: str
    span: Span = START


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to a finding: the other duplicate, a step of the witness way."""

    place: Place
    message: Message
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong in people's files.

    `entity` is the thing it is about, as `KIND:ID`. `fingerprint` tells the finding apart from all others and
    survives moves, reordering and edits elsewhere.
    """

    rule: str
    severity: Severity
    message: Message
    place: Place
    entity: str
    fingerprint: str
    hint: Message | None = None
    related: tuple[Related, ...] = ()


def fingerprint(rule: str, entity: str, message: Message, occurrence: int = 0) -> str:
    """Return 32 hexadecimal digits for a finding, from its rule, its entity and the things its message names.

    Neither lines nor wording nor figures count: they change while the finding stays the same. `occurrence` tells
    apart findings that agree in all that counts.
    """
    parts = [rule, entity]
    for name in sorted(message.values):
        parts += _identity(name, message.values[name])
    if occurrence:
        parts.append(str(occurrence))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _identity(name: str, value: Value) -> list[str]:
    match value:
        case Named():
            return [name, value.entity]
        case tuple():
            return [name, *(item.entity if isinstance(item, Named) else item for item in value)]
        case str():
            return [name, value]
        case _:
            return []

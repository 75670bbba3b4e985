"""Sentences with named values, put in words only when they are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Union


class Named(NamedTuple):
    """A thing of the map inside a message: shown by its name and id, told apart by kind and id alone."""

    kind: str
    id: str
    name: str = ""

    @property
    def entity(self) -> str:
        """Return the name used everywhere for this thing: `touchpoint:checkout`."""
        return f"{self.kind}:{self.id}"


class Exact(str):
    """A text that is shown to its last character, however long it is, because people copy it: a path, an id."""

    __slots__ = ()


Value = Union[str, int, float, Named, tuple["str | Named", ...], "Message"]
"""What a message can hold. A tuple is a list of things, or a way from one to the next; a message is said within it."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named gaps and what belongs into them.

    `text` is the English sentence and the key under which translations are found; `{name}` marks a gap. Values
    are put in words last, by `cxmap.words`.
    """

    text: str
    values: Mapping[str, Value] = field(default_factory=dict)


def said(text: str, /, **values: Value) -> Message:
    """Return a message. The name marks the sentence for translation."""
    return Message(text, values)

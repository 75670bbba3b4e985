"""A file that was read, and the places in it."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

from cxmap.findings import Place
from cxmap.source.locate import Places
from cxmap.source.span import START, Route, Span
from cxmap.source.text import NotText, decode, decode_anyhow
from cxmap.source.tree import Unreadable


class Document:
    """One file of the repository.

    Its content is kept, or read again when first asked for: only files with something to point at are asked.
    """

    def __init__(self, path: str, oid: str, content: bytes | Callable[[], bytes]) -> None:
        self.path = path
        self.oid = oid
        self._content = content

    def read(self) -> bytes:
        """Return the bytes of the file. Raises `Unreadable` when they are not to be had."""
        if not isinstance(self._content, bytes):
            self._content = self._content()
        return self._content

    @property
    def content(self) -> bytes:
        """The bytes of the file; none where it has gone since its entities were read."""
        try:
            return self.read()
        except Unreadable:
            return b""

    @cached_property
    def text(self) -> str:
        """The text of the file, as far as it can be read at all."""
        try:
            return decode(self.content)
        except NotText:
            return decode_anyhow(self.content)

    @cached_property
    def places(self) -> Places:
        """Where everything in the file stands."""
        return Places(self.text)


class Spot(NamedTuple):
    """A spot in a document: at the end of a route, on the key that leads there or on the value, or at a span.

    A span is dear to find and only some spots are ever shown, so it is found when `place` is asked for.
    """

    document: Document
    route: Route = ()
    on_key: bool = False
    span: Span | None = None

    @property
    def place(self) -> Place:
        """The stretch of text."""
        if self.span is not None:
            return Place(self.document.path, self.span)
        if not self.route:
            return Place(self.document.path, START)
        places = self.document.places
        return Place(self.document.path, places.key(self.route) if self.on_key else places.value(self.route))

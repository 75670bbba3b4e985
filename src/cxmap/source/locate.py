"""Where everything in a text stands: the second reading, for files that have something to point at."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import yaml
from yaml._yaml import CParser  # type: ignore[import-not-found] # compiled, and without type hints

from cxmap.source.span import START, Route, Span
from cxmap.source.text import Lines


class Located(NamedTuple):
    """The offsets of a value, and of its key where it has one, as (start, end) from 0."""

    value: tuple[int, int]
    key: tuple[int, int] | None


class Places:
    """The places of all values of one text, by their routes. What follows a mistake in the YAML has none."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        self._located: dict[Route, Located] = {}
        self._texts: list[tuple[int, int]] = []
        with suppress(yaml.YAMLError):
            self._walk(CParser(text).get_event)

    def value(self, route: Route) -> Span:
        """Return where the value at the end of a route stands, or the nearest thing around it."""
        found = self._nearest(route)
        return self._on_one_line(found.value) if found else START

    def key(self, route: Route) -> Span:
        """Return where the key at the end of a route stands; for an item of a list, the start of the item.

        This is where a finding about a whole thing points: at its name, not at all that it holds.
        """
        found = self._nearest(route)
        return self._on_one_line(found.key or found.value) if found else START

    def in_text(self, offset: int) -> bool:
        """Return whether an offset lies within a scalar, so that a `#` there begins no comment."""
        before = bisect_right(self._texts, (offset, len(self.lines.text)))
        return before > 0 and offset < self._texts[before - 1][1]

    def starts(self) -> Iterator[tuple[int, Route]]:
        """Yield every value's first line (that of its key, if it has one) and its route."""
        for route, located in self._located.items():
            yield self.lines.span(*(located.key or located.value)).line, route

    def _nearest(self, route: Route) -> Located | None:
        for length in range(len(route), 0, -1):
            found = self._located.get(route[:length])
            if found is not None:
                return found
        return None

    def _on_one_line(self, offsets: tuple[int, int]) -> Span:
        span = self.lines.span(*offsets)
        if span.line == span.end_line:
            return span
        return Span(span.line, span.column, span.line, len(self.lines.line(span.line)))

    def _walk(self, next_event: Callable[[], Any]) -> None:
        next_event()
        if type(next_event()) is not yaml.DocumentStartEvent:
            return
        # One frame an open container: its route, where it starts, where its key stands, and what comes next in it:
        # the index in a list, the key in a mapping, `_NO_KEY` before a key.
        stack: list[tuple[Route, int, _Offsets | None, Any, _Offsets | None]] = []
        route: Route = ()
        coming: Any = None
        key: _Offsets | None = None
        start, own_key = 0, None
        while True:
            event = next_event()
            kind = type(event)
            offsets = (event.start_mark.index, event.end_mark.index)
            if kind is yaml.DocumentEndEvent:
                return
            if kind is yaml.ScalarEvent:
                self._texts.append(offsets)
                if coming is _NO_KEY:
                    coming, key = event.value, offsets
                    continue
                found = Located(offsets, key)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                stack.append((route, start, own_key, coming, key))
                route = (*route, coming) if coming is not None else ()
                start, own_key = offsets[0], key
                coming, key = (_NO_KEY if kind is yaml.MappingStartEvent else 0), None
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                found = Located((start, offsets[1]), own_key)
                route, start, own_key, coming, key = stack.pop()
            else:
                found = Located(offsets, key)
            if coming is None:
                continue
            self._located.setdefault((*route, coming), found)
            coming, key = (coming + 1, None) if isinstance(coming, int) else (_NO_KEY, None)


_Offsets = tuple[int, int]
_NO_KEY = object()

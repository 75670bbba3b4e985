"""Where everything in a text stands: the second reading, for files that have something to point at."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from cxmap.source.events import events
from cxmap.source.span import START, Route, Span
from cxmap.source.text import Lines

_Offsets = tuple[int, int]

_DEEPEST = 256
"""How deep a text is followed: libyaml takes ever longer the deeper it gets, and what is read nests far less."""


class _Located(NamedTuple):
    """The offsets of a value, and of its key where it has one, as (start, end) from 0; the number of a container."""

    value: _Offsets
    key: _Offsets | None
    container: int


class _Open(NamedTuple):
    """A container that has not ended: its number, where it starts and where its key stands, and what comes next in it.

    That is the index in a list, the key in a mapping, and `_NO_KEY` before a key.
    """

    container: int
    start: int
    key: _Offsets | None
    coming: Any


class Places:
    """The places of all values of one text, by their routes. What follows a mistake in the YAML has none."""

    def __init__(self, text: str) -> None:
        self.lines = Lines(text)
        # The values by the number of the container they stand in and their key or index there: a way through the
        # containers takes less room than the whole route of every value.
        self._located: dict[tuple[int, str | int], _Located] = {}
        self._texts: list[_Offsets] = []
        with suppress(yaml.YAMLError, UnicodeEncodeError):
            self._walk(events(text))

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

    def first_line(self) -> int:
        """Return the line on which the first key stands; the number of lines where there is none."""
        starts = [located.key or located.value for (container, _), located in self._located.items() if not container]
        return self._line(min(starts)) if starts else len(self.lines.starts)

    def entries(self) -> Iterator[tuple[int, Route]]:
        """Yield what stands two levels deep, the entries of sections: the first line and the route of each."""
        sections = {located.container: name for (container, name), located in self._located.items() if not container}
        for (container, key), located in self._located.items():
            if container in sections:
                yield self._line(located.key or located.value), (sections[container], key)

    def _line(self, offsets: _Offsets) -> int:
        return self.lines.span(*offsets).line

    def _nearest(self, route: Route) -> _Located | None:
        container, nearest = 0, None
        for step in route:
            found = self._located.get((container, step))
            if found is None:
                break
            nearest, container = found, found.container
        return nearest

    def _on_one_line(self, offsets: _Offsets) -> Span:
        span = self.lines.span(*offsets)
        if span.line == span.end_line:
            return span
        return Span(span.line, span.column, span.line, len(self.lines.line(span.line)))

    def _walk(self, next_event: Callable[[], Any]) -> None:
        next_event()  # the stream starts
        next_event()  # the document starts, if there is one
        stack: list[_Open] = []
        containers = 0
        container, start = _NONE, 0
        own_key: _Offsets | None = None
        key: _Offsets | None = None
        coming: Any = _ALONE
        while len(stack) < _DEEPEST:
            event = next_event()
            kind = type(event)
            if kind is yaml.DocumentEndEvent or kind is yaml.StreamEndEvent or event is None:
                return
            offsets = (event.start_mark.index, event.end_mark.index)
            if kind is yaml.ScalarEvent:
                self._texts.append(offsets)
                if coming is _NO_KEY:
                    coming, key = event.value, offsets
                    continue
                found = _Located(offsets, key, _NONE)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                stack.append(_Open(container, start, own_key, coming))
                container, start, own_key, key = containers, offsets[0], key, None
                containers += 1
                coming = _NO_KEY if kind is yaml.MappingStartEvent else 0
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                found = _Located((start, offsets[1]), own_key, container)
                container, start, own_key, coming = stack.pop()
            else:
                found = _Located(offsets, key, _NONE)
            if coming is _NO_KEY or coming is _ALONE:
                continue  # a list, a mapping or an alias where a key should be; or the end of the whole
            self._located.setdefault((container, coming), found)
            coming, key = (coming + 1 if isinstance(coming, int) else _NO_KEY), None


_NONE = -1  # the number of what is no container
_NO_KEY = object()
_ALONE = object()  # what comes where there is no container around it

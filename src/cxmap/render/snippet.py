"""The line of a file a finding is about, with a mark under the place."""

from typing import NamedTuple

from cxmap.render.columns import columns
from cxmap.source.span import Span
from cxmap.visible import visible


class Snippet(NamedTuple):
    """A line fit to show and the mark beneath it, which begins after `before` columns."""

    text: str
    before: int
    mark: str


def snippet(line: str, span: Span, room: int) -> Snippet:
    """Return the stretch of `line`, where `span` begins, that fits in `room` columns, and its mark.

    Tabs are four columns wide. Of a long line the neighbourhood of the place is shown, between `…`. A mark is at
    least one column wide; a place that goes on in later lines is marked up to the end of this one.
    """
    start = min(span.column, len(line))
    end = min(span.end_column, len(line)) if span.end_line == span.line else len(line.rstrip())
    cells, first = _cells(line, start, room)
    start, end = start - first, max(end - first, start - first + 1)
    sizes = [columns(cell) for cell in cells]
    begin, stop = _window(sizes, start, room, cut_before=first > 0, cut_after=first + len(cells) < len(line))
    head = "…" if begin or first else ""
    tail = "…" if first + stop < len(line) else ""
    before = len(head) + sum(sizes[begin:start])
    mark = max(1, sum(sizes[start : min(end, stop)]))
    return Snippet(head + "".join(cells[begin:stop]) + tail, before, "^" * mark)


_TAB = "    "


def _cells(line: str, start: int, room: int) -> tuple[list[str], int]:
    # What lies further away than the room is wide cannot be seen; a line may be as long as a file.
    first = max(0, start - room)
    return [_TAB if character == "\t" else visible(character) for character in line[first : start + room]], first


def _window(sizes: list[int], start: int, room: int, *, cut_before: bool, cut_after: bool) -> tuple[int, int]:
    if not cut_before and not cut_after and sum(sizes) <= room:
        return 0, len(sizes)
    room -= 2  # for the marks of what is left out
    begin = start
    # A line is best known by its beginning; where that is too far, a third of the room goes to what comes before.
    before = room // 3 if cut_before or sum(sizes[:start]) > room * 2 // 3 else room
    while begin and sum(sizes[begin - 1 : start]) <= before:
        begin -= 1
    stop = begin
    while stop < len(sizes) and sum(sizes[begin : stop + 1]) <= room:
        stop += 1
    return begin, stop

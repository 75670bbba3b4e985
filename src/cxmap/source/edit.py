"""The only writer of YAML: splices new text into a file and makes sure that it means what was intended, and no more.

Nothing is ever written out anew, so comments, quotes, order, blank lines and line ends stay as they are. What cannot be
done this way is refused.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cxmap.message import Message, said
from cxmap.source.emit import Value, element, entry, flow, name, plain
from cxmap.source.locate import Places
from cxmap.source.nodes import Node, find, nodes
from cxmap.source.parse import parse
from cxmap.source.span import Route
from cxmap.source.text import NotText, decode

_LINE_END = re.compile(r"\r\n|\n|\r")
_COMMENT = re.compile(r"(?:^|(?<=[ \t\r\n]))#[^\r\n]*")
_COLON = re.compile(r"[ \t]*:")


class NotEdited(Exception):  # noqa: N818 - a state of the file that becomes a message
    """A file is left alone; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class Splice(NamedTuple):
    """New text in the place of what stands from one offset up to another."""

    start: int
    end: int
    text: str


def edited(content: bytes, edit: Callable[[str], str]) -> bytes:
    """Return the content of a file after an edit of its text. A byte order mark at its beginning is kept.

    Raises `NotEdited` when the file is no text, or when `edit` does.
    """
    try:
        text = decode(content)
    except NotText as error:
        raise NotEdited(error.message) from None
    mark = content[: len(content) - len(text.encode())]
    return mark + edit(text).encode()


def put(text: str, route: Route, value: Value) -> str:
    """Return a text in which a value stands under a key of a mapping, and all else is as it was.

    What is there is replaced if it is a single value or stands between brackets. Raises `NotEdited` when it cannot be
    done, among other reasons because the mapping is not there.
    """
    data = _read(text)
    if _same(_at(data, route), plain(value)):
        return text
    key = str(route[-1])
    around = find(nodes(text), route[:-1]) if data is not None else None
    if around is None or around.kind != "mapping":
        raise NotEdited(said("There is no mapping in which `{key}` could stand.", key=key))
    there = around.at(key)
    if there is None:
        splice = _insertion(text, around, key, value)
    elif there.empty:
        splice = _filling(text, around, key, value)
    elif there.kind in ("scalar", "alias") or there.flow:
        splice = Splice(there.start, there.end, flow(value))
    else:
        raise NotEdited(said("What stands under `{key}` has several lines, and is not replaced.", key=key))
    return spliced(text, [splice], _in_order(_with(data, route, plain(value)), route[:-1], around))


def extend(text: str, route: Route, items: Sequence[Value]) -> str:
    """Return a text in which a list has some more items at its end; it is put there where there is none.

    Raises `NotEdited` when it cannot be done.
    """
    if not items:
        return text
    data = _read(text)
    before = _at(data, route)
    there = find(nodes(text), route)
    if there is None or there.empty or before is None:
        return put(text, route, items)
    if there.kind != "list":
        raise NotEdited(said("What stands under `{key}` is no list of its own.", key=str(route[-1])))
    if there.flow:
        splice = _more(there, ", ".join(map(flow, items)))
    else:
        splice = _lines_after(text, there, _column(text, there.start), [element(item) for item in items])
    return spliced(text, [splice], _with(data, route, [*before, *plain(items)]))


def spliced(text: str, splices: Iterable[Splice], intended: Any) -> str:
    """Return a text with splices that do not overlap, after reading it again.

    Raises `NotEdited` when it would not mean just what is `intended`, plain data as `parse` returns them, or when a
    comment would be lost.
    """
    pieces, position = [], 0
    for splice in sorted(splices):
        pieces += [text[position : splice.start], splice.text]
        position = splice.end
    result = "".join([*pieces, text[position:]])
    parsed = parse(result)
    if parsed.problems:
        raise NotEdited(parsed.problems[0].message)
    if not _same(parsed.data, intended) or _comments(result) != _comments(text):
        raise NotEdited(said("The way it is written there does not allow it to be changed without changing more."))
    return result


def _insertion(text: str, around: Node, key: str, value: Value) -> Splice:
    if around.flow:
        return _more(around, f"{name(key)}: {flow(value)}")
    return _lines_after(text, around, _column(text, around.keys[0].start), list(entry(key, value)))


def _filling(text: str, around: Node, key: str, value: Value) -> Splice:
    """Return the splice that puts a value behind a key that has none."""
    before = next(known for known in around.keys if known.text == key)
    colon = _COLON.match(text, before.end)
    after = colon.end() if colon else before.end
    lines = list(entry(key, value))[1:]
    if around.flow or not lines:
        return Splice(after, after, f" {flow(value)}")
    return _lines_after(text, before, _column(text, before.start), lines)


def _more(container: Node, item: str) -> Splice:
    """Return the splice that puts something more between brackets."""
    if not container.items:
        return Splice(container.end - 1, container.end - 1, item)
    last = max(container.items[-1].end, container.keys[-1].end if container.keys else 0)
    return Splice(last, last, f", {item}")


def _lines_after(text: str, node: Node, column: int, lines: Iterable[str]) -> Splice:
    """Return the splice that puts lines after the last one of a node."""
    last = node.last
    end = last.end
    keeps_blank_lines = last.block_text and "+" in _LINE_END.split(text[last.start : end], maxsplit=1)[0]
    if last.block_text and not keeps_blank_lines:
        end = last.start + len(text[last.start : end].rstrip(" \r\n"))
    found = _LINE_END.search(text, end)
    newline = found or _LINE_END.search(text)
    line_end = newline.group() if newline else "\n"
    indented = [" " * column + line for line in lines]
    if keeps_blank_lines and text[end - 1] in "\r\n":
        return Splice(end, end, "".join(f"{line}{line_end}" for line in indented))
    offset = found.start() if found else len(text)
    return Splice(offset, offset, "".join(f"{line_end}{line}" for line in indented))


def _column(text: str, offset: int) -> int:
    return offset - max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) - 1


def _read(text: str) -> Any:
    parsed = parse(text)
    if parsed.problems:
        raise NotEdited(said("Something is wrong in this file, and has to be mended first."))
    return parsed.data


def _at(data: Any, route: Route) -> Any:
    for step in route:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _with(data: Any, route: Route, value: Any) -> Any:
    """Return data in which a value stands at the end of a route; what an alias shares with it stays as it was."""
    if not route:
        return value
    step, rest = route[0], route[1:]
    if isinstance(data, list):
        return [_with(item, rest, value) if index == step else item for index, item in enumerate(data)]
    known = data if isinstance(data, dict) else {}
    return {**known, step: _with(known.get(step), rest, value)}


def _in_order(data: Any, route: Route, mapping: Node) -> Any:
    """Return data in which the keys of a mapping follow each other as they are written, what is new at the end."""
    order = {key.text: position for position, key in enumerate(mapping.keys)}
    entries = sorted(_at(data, route).items(), key=lambda one: order.get(one[0], len(order)))
    return _with(data, route, dict(entries))


def _same(one: Any, other: Any) -> bool:
    """Return whether data are the same in kind as well: a text is no number that looks like it."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(_same(item, other[key]) for key, item in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(_same(*pair) for pair in zip(one, other, strict=True))
    return bool(one == other)


def _comments(text: str) -> list[str]:
    places = Places(text)
    return [found.group() for found in _COMMENT.finditer(text) if not places.in_text(found.start())]

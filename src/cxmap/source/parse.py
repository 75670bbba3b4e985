"""YAML text to plain data: mappings, lists, text, and None for what is absent.

libyaml's event stream is read in one pass, with every guard applied before anything is built. Places are not kept:
`cxmap.source.locate` reads a text a second time for those, and only where there is something to point at.
"""

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from cxmap.message import Message, said
from cxmap.source.events import events
from cxmap.source.scalar import UNSURE, resolve
from cxmap.source.span import START, Route, Span
from cxmap.source.text import Lines
from cxmap.source.tree import DEFAULT_LIMITS, Limits, setting


class Problem(NamedTuple):
    """Something wrong with a text, at a span. `route` leads to the other place it is about, if there is one."""

    rule: str
    message: Message
    span: Span
    hint: Message | None = None
    route: Route | None = None


class Parsed(NamedTuple):
    """What a text holds. `whole` is false where reading had to stop, so that nothing is known of the rest.

    `absent` are the routes of keys that have nothing behind them, and so are left out of the data.
    """

    data: Any
    problems: list[Problem]
    whole: bool
    absent: tuple[Route, ...] = ()


def parse(text: str, limits: Limits = DEFAULT_LIMITS) -> Parsed:
    """Read one YAML document. Never raises for what a text holds: that is among the problems."""
    composer = _Composer(text, limits)
    try:
        return Parsed(composer.compose(), composer.problems, whole=True, absent=tuple(composer.absent))
    except _Stop as stop:
        problem = stop.problem
    except yaml.MarkedYAMLError as error:
        problem = _syntax(composer.lines, error)
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        problem = _unprintable(composer.lines)
    except (RecursionError, MemoryError):
        problem = Problem("invalid-yaml", said("The file is too complex to be read."), START)
    return Parsed(None, [*composer.problems, problem], whole=False)


class _Stop(Exception):  # noqa: N818 - ends the reading of one text, inside this module
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.text)
        self.problem = problem


class _Marker:
    """Stands where no value of a file can."""


_NO_KEY = _Marker()  # the next event of a mapping is a key
_REPEATED = _Marker()  # the key under which the value of a repeated key is put, and then dropped
_OPEN = _Marker()  # an anchor whose value has not ended yet

_MOST_BYTES = 4  # that a character takes in UTF-8

_Frame = tuple[Any, Any, str | None, int]
"""What is set aside while an inner container is read: the container, what comes next, its anchor, its first node."""

# Below the sections, a mapping's absent values are left out: `{owner: }` is `{}`. An entry of a section stays, as in
# `personas: {shopper: }`, for it is the id that counts.
_SECTION_DEPTH = 2


class _Composer:
    """Builds plain data from the events of one text, without recursion."""

    def __init__(self, text: str, limits: Limits) -> None:
        self.lines = Lines(text)
        self.limits = limits
        self.problems: list[Problem] = []
        self.absent: list[Route] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.through_aliases = 0

    def compose(self) -> Any:
        next_event = events(self.lines.text)
        next_event()  # the stream starts
        if type(next_event()) is yaml.StreamEndEvent:
            return None
        data = self._value(next_event)
        next_event()  # the document ends
        event = next_event()
        if type(event) is not yaml.StreamEndEvent:
            raise _Stop(
                self._problem(
                    event,
                    said("A second document starts here, but a file holds only one."),
                    said("Move what follows `---` into a file of its own."),
                )
            )
        return data

    def _value(self, next_event: Callable[[], Any]) -> Any:  # noqa: C901, PLR0912 - see below
        # One flat loop, because it runs once for every value of every file. What comes next in the open container is
        # in `key`: the key of a mapping's next value, _NO_KEY where a key must come first, None in a list.
        text = self.lines.text
        # Most files have neither anchors nor tags, and are too short to hold a text that is too long.
        watched = "&" in text or "!" in text or len(text) > self.limits.scalar_bytes // _MOST_BYTES
        stack: list[_Frame] = []
        container: Any = None
        key: Any = None
        anchor: str | None = None
        nodes = first = 0
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                nodes += 1
                value: Any = event.value
                if watched:
                    self._check_scalar(event)
                if key is _NO_KEY:
                    key = (
                        value
                        if value and value not in container and value != "<<"
                        else self._key(event, stack, container)
                    )
                    continue
                if event.style == "" and value[:1] in UNSURE:  # neither quoted nor a block
                    value = resolve(value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                nodes += 1
                self._check_start(event, len(stack), nodes, is_key=key is _NO_KEY)
                stack.append((container, key, anchor, first))
                container, key = ({}, _NO_KEY) if kind is MappingStartEvent else ([], None)
                anchor, first = event.anchor, nodes + self.through_aliases
                if anchor is not None:
                    self.anchors[anchor] = (_OPEN, 0)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = container
                if kind is MappingEndEvent and None in container.values() and len(stack) != _SECTION_DEPTH:
                    value = {name: item for name, item in container.items() if item is not None}
                    self.absent += [_route(stack, name) for name in container if name not in value]
                if anchor is not None:
                    self.anchors[anchor] = (value, nodes + self.through_aliases - first + 1)
                container, key, anchor, first = stack.pop()
                self._check_nodes(event, nodes)
            else:
                if key is _NO_KEY:
                    raise _Stop(self._problem(event, said("A key must be plain text, not an alias.")))
                value = self._aliased(event)

            if key is not None:
                container[key] = value
                if key is _REPEATED:
                    del container[key]
                key = _NO_KEY
            elif container is not None:
                container.append(value)
            else:
                return value

    def _key(self, event: Any, stack: list[_Frame], container: dict[Any, Any]) -> Any:
        """Return the key to use for one that is not simply new."""
        key = event.value
        if event.style == "" and key == "<<":
            raise _Stop(
                self._problem(
                    event,
                    said("Merge keys (`<<`) are not used here: a reader could not see what a thing consists of."),
                    said("Write the fields out."),
                )
            )
        if event.style == "" and not key:
            raise _Stop(self._problem(event, said("A key is missing before this `:`.")))
        if key not in container:
            return key
        if all(name is not _REPEATED for _, name, _, _ in stack):  # what is not read needs no second finding
            message = said("`{key}` is written twice; what stands here is not read.", key=key)
            hint = said("Keep one of the two.")
            self.problems.append(Problem("duplicate-key", message, self._span(event), hint, _route(stack, key)))
        return _REPEATED

    def _aliased(self, event: Any) -> Any:
        value, nodes = self.anchors.get(event.anchor, (None, 0))
        if value is _OPEN:
            message = said("The alias `*{anchor}` stands inside itself.", anchor=event.anchor)
            raise _Stop(self._problem(event, message))
        if event.anchor not in self.anchors:
            message = said("No anchor `&{anchor}` stands before this alias.", anchor=event.anchor)
            raise _Stop(self._problem(event, message))
        self.through_aliases += nodes
        most = self.limits.alias_nodes
        if self.through_aliases > most:
            raise self._over(event, said("Aliases repeat more than {limit} values.", limit=most), "alias_nodes")
        return value

    def _check_start(self, event: Any, depth: int, nodes: int, *, is_key: bool) -> None:
        if event.tag is not None:
            self._tagged(event)
        if is_key:
            raise _Stop(
                self._problem(
                    event,
                    said("A key must be plain text, not a list or a mapping."),
                    said("Put text that begins with a bracket or brace in quotes."),
                )
            )
        deepest = self.limits.depth
        if depth == deepest:
            raise self._over(event, said("The file is nested more than {limit} levels deep.", limit=deepest), "depth")
        self._check_nodes(event, nodes)

    def _check_nodes(self, event: Any, nodes: int) -> None:
        most = self.limits.nodes
        if nodes > most:
            raise self._over(event, said("The file holds more than {limit} values.", limit=most), "nodes")

    def _check_scalar(self, event: Any) -> None:
        if event.tag is not None:
            self._tagged(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = (resolve(event.value) if event.style == "" else event.value, 1)
        most = self.limits.scalar_bytes
        if len(event.value) > most // _MOST_BYTES and len(event.value.encode("utf-8", "surrogatepass")) > most:
            raise self._over(event, said("A text is longer than {limit} bytes.", limit=most), "scalar_bytes")

    def _tagged(self, event: Any) -> None:
        self.problems.append(
            self._problem(
                event,
                said(
                    "The tag `{tag}` is not used here: each field knows what it holds.",
                    tag=event.tag.replace("tag:yaml.org,2002:", "!!"),
                ),
                said("Leave the tag out; put text that begins with `!` in quotes."),
            )
        )

    def _over(self, event: Any, message: Message, limit: str) -> _Stop:
        name = setting(limit)
        hint = said("Split the file, or raise the limit with the environment variable {setting}.", setting=name)
        return _Stop(self._problem(event, message, hint))

    def _problem(self, event: Any, message: Message, hint: Message | None = None) -> Problem:
        return Problem("invalid-yaml", message, self._span(event), hint)

    def _span(self, event: Any) -> Span:
        return self.lines.span(event.start_mark.index, event.end_mark.index)


def _route(stack: list[_Frame], key: str) -> Route:
    steps = (len(container) if container.__class__ is list else name for container, name, _, _ in stack[1:])
    return (*steps, key)


_WORDS_FOR = {
    "found character that cannot start any token": (
        said("No text begins with this character without quotes."),
        said("Put the text in quotes."),
    ),
    "mapping values are not allowed in this context": (
        said("This `:` is not expected here: often the line is indented wrongly, or a text holds a colon."),
        said("Check the indentation; put text that holds `: ` in quotes."),
    ),
    "could not find expected ':'": (
        said("A `:` is missing after a key, or a text is broken over lines."),
        said("Write `key: value`, with a space after the colon, and check the indentation."),
    ),
    "did not find expected key": (
        said("The lines of this mapping are not aligned, or a text in it needs quotes."),
        said("Give all keys of a mapping the same indentation."),
    ),
    "did not find expected '-' indicator": (
        said("The items of this list are not aligned."),
        said("Give all `-` of a list the same indentation."),
    ),
    "did not find expected ',' or ']'": (
        said("A list in brackets is not closed, or a comma is missing."),
        said("Write `[one, two]`."),
    ),
    "did not find expected ',' or '}'": (
        said("A mapping in braces is not closed, or a comma is missing."),
        said("Write `{{key: value, key: value}}`."),
    ),
    "did not find expected alphabetic or numeric character": (
        said("A text begins with `*` or `&`, which means something else to YAML."),
        said("Put the text in quotes."),
    ),
    "block sequence entries are not allowed in this context": (
        said("This `-` is not expected here: the items of a list begin on lines of their own."),
        said("Put text that begins with `- ` in quotes."),
    ),
    "found a tab character that violates indentation": (
        said("This line is indented with a tab."),
        said("Indent with spaces."),
    ),
    "found a tab character where an indentation space is expected": (
        said("This line is indented with a tab."),
        said("Indent with spaces."),
    ),
    "found unknown escape character": (
        said("After a backslash in double quotes only certain letters may follow."),
        said("Write the backslash twice, or use single quotes."),
    ),
    "found unexpected end of stream": (
        said("A quotation mark is opened and never closed."),
        said("Close it, or double it where it belongs to the text."),
    ),
    "found unexpected document indicator": (
        said("A quotation mark is opened and never closed."),
        said("Close it, or double it where it belongs to the text."),
    ),
    "did not find expected node content": (
        said("Something is missing here: a value between two commas, or quotes around a text."),
        said("Put text that begins with `,`, `[`, `]`, `{{` or `}}` in quotes."),
    ),
    "did not find expected comment or line break": (
        said("A text begins with `>` or `|`, which means something else to YAML."),
        said("Put the text in quotes."),
    ),
    "mapping keys are not allowed in this context": (
        said("A text begins with `?`, which means something else to YAML."),
        said("Put the text in quotes."),
    ),
    "found unexpected ':'": (
        said("This `:` is not expected here."),
        said("Put addresses and other text that holds a `:` in quotes."),
    ),
    "found invalid Unicode character escape code": (
        said("After this backslash stands the number of no character."),
        said("Write the character itself."),
    ),
    "did not find expected <document start>": (
        said("This does not belong to what comes before it."),
        said("A file is one mapping: lines of `key: value`, all with the same indentation."),
    ),
}
_AT_ITS_BEGINNING = (
    "found unexpected end of stream",
    "found unexpected document indicator",
    "did not find expected alphabetic or numeric character",
    "could not find expected ':'",
)
_IN_BRACKETS = ("while parsing a flow sequence", "while parsing a flow mapping")


def _syntax(lines: Lines, error: Any) -> Problem:
    reason = str(error.problem)
    if reason == "found character that cannot start any token" and lines.text[error.problem_mark.index] == "\t":
        reason = "found a tab character that violates indentation"
    message, hint = _WORDS_FOR.get(reason, (said("This is not YAML: {reason}.", reason=reason), None))
    found = lines.character(error.problem_mark.index)
    if error.context_mark is not None:
        # What is never closed is shown where it opens: where that is noticed can be far below.
        opened = lines.character(error.context_mark.index)
        if reason in _AT_ITS_BEGINNING or (error.context in _IN_BRACKETS and opened.line < found.line):
            found = opened
    return Problem("invalid-yaml", message, found, hint)


_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _unprintable(lines: Lines) -> Problem:
    start = next((found.start() for found in _UNPRINTABLE.finditer(lines.text)), 0)
    return Problem(
        "invalid-yaml",
        said("The file holds the character U+{code}, which YAML does not allow.", code=f"{ord(lines.text[start]):04X}"),
        lines.character(start),
        said("Remove it; it came in by copying or by a damaged file."),
    )

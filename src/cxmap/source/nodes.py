"""How a text is built: its mappings, lists and scalars, each with where it stands. What edits are made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from cxmap.source.events import events
from cxmap.source.span import Route


@dataclass(slots=True)
class Node:
    """A value as it is written, from the offset `start` up to `end`.

    `kind` is mapping, list, scalar or alias; `flow` tells brackets and braces from lines. A mapping has as many `keys`
    as `items`. The `end` of a mapping or list in lines lies anywhere up to the next thing: see `last`.
    """

    kind: str
    start: int
    end: int
    flow: bool = False
    block_text: bool = False
    keys: list["Node"] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)
    text: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is written: what follows the colon of `owner:`."""
        return self.kind == "scalar" and self.start == self.end

    @property
    def last(self) -> "Node":
        """The last thing that is written in it: itself, unless it is a mapping or list in lines."""
        if self.flow or not self.items:
            return self
        return self.keys[-1] if self.keys and self.items[-1].empty else self.items[-1].last

    def at(self, key: str | int) -> "Node | None":
        """Return the value under a key or at an index; None where there is none."""
        if self.kind == "mapping":
            return next((item for name, item in zip(self.keys, self.items, strict=True) if name.text == key), None)
        if self.kind == "list" and isinstance(key, int) and key < len(self.items):
            return self.items[key]
        return None


def nodes(text: str) -> Node:
    """Return the outermost value of a text. It must be one that `cxmap.source.parse` reads without a problem."""
    next_event = events(text)
    next_event()  # the stream starts
    next_event()  # the document starts
    return _node(next_event(), next_event)


def find(root: Node, route: Route) -> Node | None:
    """Return the value at the end of a route; None where there is none."""
    node: Node | None = root
    for step in route:
        node = node.at(step) if node else None
    return node


def _node(event: Any, next_event: Callable[[], Any]) -> Node:
    start, end = event.start_mark.index, _end(event)
    if isinstance(event, yaml.AliasEvent):
        return Node("alias", start, end)
    if isinstance(event, yaml.ScalarEvent):
        return Node("scalar", start, end, block_text=event.style in ("|", ">"), text=event.value)
    is_mapping = isinstance(event, yaml.MappingStartEvent)
    node = Node("mapping" if is_mapping else "list", start, end, flow=bool(event.flow_style))
    while not isinstance(inner := next_event(), yaml.CollectionEndEvent):
        is_key = is_mapping and len(node.keys) == len(node.items)
        (node.keys if is_key else node.items).append(_node(inner, next_event))
    node.end = _end(inner)
    return node


def _end(event: Any) -> int:
    return int(event.end_mark.index)

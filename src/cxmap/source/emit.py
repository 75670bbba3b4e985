"""New values as YAML, written so that no reader can take them for anything else."""

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Value = str | datetime.date | Sequence["Value"] | Mapping[str, "Value"]
"""What can be written: texts, days, lists, and mappings by names of fields."""

# In YAML 1.1 and 1.2, in lines and between brackets, such a text is itself.
_PLAIN = re.compile(r"[^\W\d_](?:[\w .()/'-]*[\w.)'])?")
_FIELD = re.compile("[a-z]+(?:_[a-z]+)*")
_OTHERWISE = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""What some reader takes for a truth value or for nothing, in any case."""

# What JSON leaves as it is within quotes and YAML does not, or nobody would see.
_UNSEEN = re.compile(
    "[\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
)


def scalar(text: str) -> str:
    """Return a text as a scalar: as it is where YAML 1.1 and 1.2 both read it as that text, else in quotes."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _OTHERWISE:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\U{ord(found.group()):08x}", quoted)


def name(key: str) -> str:
    """Return a key: the name of a field as it is, for people write `on:` without quotes; any other as a scalar."""
    return key if _FIELD.fullmatch(key) else scalar(key)


def flow(value: Value) -> str:
    """Return a value on one line: `{on: 2027-03-01, lessons: [Ask the crews first.]}`."""
    match value:
        case str():
            return scalar(value)
        case datetime.date():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(f"{name(key)}: {flow(item)}" for key, item in value.items()) + "}"
        case _:
            return "[" + ", ".join(map(flow, value)) + "]"


def entry(key: str, value: Value) -> Iterator[str]:
    """Yield the lines of an entry of a mapping, mappings and lists in it indented by two more each."""
    match value:
        case Mapping() if value:
            yield f"{name(key)}:"
            for inner, item in value.items():
                for line in entry(inner, item):
                    yield f"  {line}"
        case list() | tuple() if value:
            yield f"{name(key)}:"
            for item in value:
                yield f"  {element(item)}"
        case _:
            yield f"{name(key)}: {flow(value)}"


def element(value: Value) -> str:
    """Return the line of an item of a list."""
    return f"- {flow(value)}"


def plain(value: Value) -> Any:
    """Return a value as `cxmap.source.parse` reads what is written of it."""
    match value:
        case str():
            return value
        case datetime.date():
            return value.isoformat()
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
        case _:
            return [plain(item) for item in value]

"""Writes docs/reference: every section and field of the journey files, and every setting of cxmap.yaml.

    python tools/reference.py

The tables are made of the models with which cxmap checks the files, so they say what is so.
"""

import datetime
from collections.abc import Iterable, Iterator
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from cxmap.config import Config
from cxmap.model.entity import Entity, Language
from cxmap.model.fields import Duration, Id, Ref
from cxmap.model.file import SECTION_OF, SECTIONS, Section

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
GENERATED = "<!-- Written by `make generated`, from the models in src/cxmap. -->\n"
HEAD = "| field | holds | means |\n| --- | --- | --- |\n"

INTRODUCTION = (
    "Everything that a journey file may hold. [The model](../model.md) tells what it is for, with examples. Where a "
    "field holds an owner, a touchpoint or another thing, write its id."
)
FIELDS_OF_ALL = "What every thing has"

Model = type[BaseModel]


def main() -> int:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def pages() -> dict[str, str]:
    """Return the pages by the names of their files."""
    return {"model.md": _sections(), "settings.md": _settings()}


def _sections() -> str:
    common = [f"## {FIELDS_OF_ALL}\n\n{_table(Entity)}", *_parts_of(Entity)]
    sections = (text for section in SECTIONS.values() for text in _section(section))
    return "\n".join(
        [
            f"{GENERATED}# Sections and fields\n",
            f"{INTRODUCTION}\n",
            *common,
            *sections,
        ]
    )


def _section(section: Section) -> Iterator[str]:
    form = "A mapping, with the id of each thing as its key." if section.keyed else "A list."
    own = set(section.model.model_fields) - set(Entity.model_fields)
    yield (
        f"## {section.name}\n\n{_doc(section.model)}\n\n{form} "
        f"Beside [what every thing has](#{_slug(FIELDS_OF_ALL)}):\n\n{_table(section.model, own)}"
    )
    yield from _parts_of(section.model, own)


def _settings() -> str:
    text = "The settings of a journey repository, in `cxmap.yaml` at its root. Only `cxmap` has to be there."
    return "\n".join([f"{GENERATED}# cxmap.yaml\n\n{text}\n\n{_table(Config)}", *_parts_of(Config, level="##")])


def _parts_of(model: Model, only: Iterable[str] | None = None, level: str = "###") -> Iterator[str]:
    """Yield the tables of the mappings inside a thing, each behind the one that it is in."""
    for name, hint in _hints(model, only).items():
        for part in _models(hint):
            yield f"{level} {name}\n\n{_doc(part)}\n\n{_table(part)}"
            yield from _parts_of(part, level=level)


def _table(model: Model, only: Iterable[str] | None = None) -> str:
    rows = []
    for name, hint in _hints(model, only).items():
        field = model.model_fields[name]
        holds = _holds(hint).replace("(#)", f"(#{name})")
        cells = (f"`{field.alias or name}`", holds, f"{field.description or ''} {_left_out(field)}".rstrip())
        rows.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n")
    return HEAD + "".join(rows)


def _hints(model: Model, only: Iterable[str] | None) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    wanted = None if only is None else set(only)
    return {name: hints[name] for name in model.model_fields if wanted is None or name in wanted}


def _left_out(field: FieldInfo) -> str:
    if field.is_required():
        return "**Required.**"
    default = field.get_default(call_default_factory=True)
    if default is None or isinstance(default, BaseModel) or (isinstance(default, tuple | dict) and not default):
        return ""
    return f"If left out: `{_written(default)}`."


def _written(value: Any) -> str:
    """Return a value as it is written in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(_quoted(item) for item in value)}]" if isinstance(value, tuple) else str(value)


def _quoted(text: str) -> str:
    return text if text.isalnum() else f'"{text}"'


def _holds(hint: Any) -> str:
    """Return in words what a field holds; a link to `#` leads to the mapping inside it."""
    members = _members(hint)
    if len(members) > 1:
        return " or ".join(_holds(member) for member in members)
    (hint,) = members
    if values := _values(hint):
        return values
    if get_origin(hint) is tuple:
        return f"list of {_many(get_args(hint)[0])}"
    if get_origin(hint) is dict:
        key, value = get_args(hint)
        return f"mapping of {_many(key)} to {_many(value)}"
    if links := _references(hint):
        return links
    kind = _bare(hint)
    if issubclass(kind, BaseModel):
        return "[mapping](#)"
    return _ONE[hint] if hint in _ONE else f"{_ONE[kind]}{_bounds(hint)}"


def _many(hint: Any) -> str:
    kind = _bare(hint)
    if links := _references(hint, many=True) or _values(hint):
        return links
    if get_origin(hint) is dict:
        return "mappings"
    if get_origin(hint) is tuple:
        return f"lists of {_many(get_args(hint)[0])}"
    if issubclass(kind, BaseModel):
        return "[mappings](#)"
    return _MANY[hint] if hint in _MANY else _MANY[kind]


_ONE = {
    Id: "id",
    Language: "language: `en`, `pt-BR`",
    Duration: "length of time: `30m`, `2d`",
    str: "text",
    bool: "`true` or `false`",
    int: "whole number",
    float: "number",
    datetime.date: "date: `2027-01-31`",
}
_MANY = {Id: "ids", Language: "languages", str: "texts", datetime.date: "dates"}


def _references(hint: Any, *, many: bool = False) -> str:
    """Return the kinds of thing whose ids can stand here, or nothing where none can."""
    kinds = [extra for extra in _extras(hint) if isinstance(extra, Ref)]
    links = [f"[{SECTION_OF[ref.kind] if many else ref.kind}](model.md#{SECTION_OF[ref.kind]})" for ref in kinds]
    return " or ".join([*links, *(["text"] if any(ref.loose for ref in kinds) else [])])


def _values(hint: Any) -> str:
    """Return the values that can stand here, where there are only so many."""
    if get_origin(hint) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(hint))
    is_enum = isinstance(hint, type) and issubclass(hint, Enum)
    return ", ".join(f"`{value.value}`" for value in hint) if is_enum else ""


def _bounds(hint: Any) -> str:
    limits = [limit for extra in _extras(hint) if isinstance(extra, FieldInfo) for limit in extra.metadata]
    low = next((limit.ge for limit in limits if hasattr(limit, "ge")), None)
    high = next((limit.le for limit in limits if hasattr(limit, "le")), None)
    if low is None:
        return ""
    return f" from {low}" if high is None else f" from {low} to {high}"


def _models(hint: Any) -> Iterator[Model]:
    """Yield the mappings that a type is made of."""
    bare = _bare(hint)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        yield bare
    for argument in get_args(bare) if get_origin(bare) is not Literal else ():
        yield from _models(argument)


def _members(hint: Any) -> list[Any]:
    if get_origin(hint) in (Union, UnionType):
        return [member for member in get_args(hint) if member is not NoneType]
    return [hint]


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _extras(hint: Any) -> tuple[Any, ...]:
    return get_args(hint)[1:] if get_origin(hint) is Annotated else ()


def _doc(model: Model) -> str:
    return " ".join((model.__doc__ or "").split())


def _slug(title: str) -> str:
    return title.lower().replace(" ", "-")


if __name__ == "__main__":
    raise SystemExit(main())

"""Maps as files: written down plainly, or in any of the many ways that mean the same."""

import json
from random import Random
from typing import Any

import yaml
from map_drawing import ID, MODELS, Map, Thing
from trees import MemoryTree

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import load
from cxmap.model.file import SECTION_OF, SECTIONS


def tree_of(drawn: Map, rng: Random | None = None) -> MemoryTree:
    """Return a map as files: one plain file, or with `rng` several, with things, fields and lists in any order."""
    if rng is None:
        return MemoryTree({"map.yaml": json.dumps(_sections(drawn))})
    parts: list[Map] = [{kind: [] for kind in drawn} for _ in range(rng.randint(1, 3))]
    for kind, things in drawn.items():
        home = rng.choice(parts)
        for thing in things if kind == "stage" else rng.sample(things, len(things)):
            part = home if kind == "stage" else rng.choice(parts)
            part[kind].append(_in_any_order(kind, thing, rng))
    names = [f"{rng.choice('abc')}/{number}.yaml" for number in range(len(parts))]
    return MemoryTree({name: _written(_sections(part), rng) for name, part in zip(names, parts, strict=True)})


def _sections(drawn: Map) -> dict[str, Any]:
    sections: dict[str, Any] = {}
    for kind, things in drawn.items():
        section = SECTIONS[SECTION_OF[kind]]
        bare = [{name: value for name, value in thing.items() if name != ID} for thing in things]
        if things:
            keyed = {thing[ID]: fields for thing, fields in zip(things, bare, strict=True)} if section.keyed else bare
            sections[section.name] = keyed
    return sections


_ORDERED = ("steps", "order")


def _in_any_order(kind: str, thing: Thing, rng: Random) -> Thing:
    """Return a thing with its fields and its lists without order shuffled, and some defaults spelled out."""
    spelled_out = dict(thing)
    for name, field in MODELS[kind].model_fields.items():
        if not field.is_required() and rng.random() < 0.2:
            default = field.get_default(call_default_factory=True)
            spelled_out.setdefault(field.alias or name, list(default) if default == () else default)
    shuffled: Thing = _shuffled(spelled_out, rng)
    return shuffled


def _shuffled(value: Any, rng: Random, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _shuffled(value[key], rng, key) for key in rng.sample(list(value), len(value))}
    if isinstance(value, list):
        items = [_shuffled(item, rng) for item in value]
        return items if name in _ORDERED else rng.sample(items, len(items))
    return value


def _written(sections: dict[str, Any], rng: Random) -> str:
    if rng.random() < 0.5:
        return json.dumps(sections, indent=rng.choice([None, 2]))
    text: str = yaml.safe_dump(sections, sort_keys=False, width=rng.choice([20, 100]), default_flow_style=False)
    return f"# {rng.random()}\n{text}"


def atlas_of(drawn: Map, rng: Random | None = None) -> Atlas:
    """Return the atlas of a map; it has no flaws."""
    atlas = load(tree_of(drawn, rng), lambda path: path != "cxmap.yaml")
    assert not atlas.flaws, atlas.flaws
    assert not atlas.unresolved, atlas.unresolved
    assert not atlas.repeated
    return atlas

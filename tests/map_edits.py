"""Random edits of maps, after which they are as sound as before."""

import copy
from random import Random
from typing import Any

from map_drawing import ID, SIZES, Drawing, Map, Thing, add, field_names, is_valid, key, read

from cxmap.atlas.references import references
from cxmap.source.span import Route


def rerouted(rng: Random, before: Map, times: int = 1) -> Map:
    """Return a map with some edits of its ways, of what is asked for, needed and handed over, and of its journeys."""
    after = copy.deepcopy(before)
    draw = Drawing(rng, after)
    fields = {
        "touchpoint": ("entry", "exit", "captures", "needs", "systems", "status"),
        "transition": ("from", "to", "carries"),
        "journey": ("steps", "kind"),
        "data": ("held_in",),
    }
    for _ in range(times):
        kind = rng.choice(
            [kind for kind in ("touchpoint", "transition", "transition", "journey", "data") if after[kind]]
        )
        what = rng.randrange(6)
        if what == 0 and kind != "data":
            remove(after, kind, rng.choice(after[kind]))
        elif what == 1:
            add(draw, kind)
        else:
            edit_field(draw, kind, rng.choice(fields[kind]))
    return after


def edited(rng: Random, before: Map, times: int = 1) -> Map:
    """Return a map with some edits: fields said anew or left out, things added, removed and renamed."""
    after = copy.deepcopy(before)
    draw = Drawing(rng, after)
    for _ in range(times):
        rng.choice([_edit_field, _edit_field, _edit_field, _add, _remove, _rename, _swap_stages])(draw)
    return after


def _add(draw: Drawing) -> None:
    kind = draw.rng.choice(list(SIZES))
    if len(draw.map[kind]) < 7:
        add(draw, kind)


def _edit_field(draw: Drawing) -> None:
    kind = draw.rng.choice([kind for kind in SIZES if draw.map[kind]])
    edit_field(draw, kind, draw.rng.choice(field_names(kind)))


def edit_field(draw: Drawing, kind: str, name: str) -> None:
    """Let a field of some thing say something else, or nothing."""
    thing = draw.rng.choice(draw.map[kind])
    fields = dict(thing)
    if name in thing and draw.rng.random() < 0.3:
        del fields[name]
    else:
        value = draw.field(kind, name)
        fields.pop(name, None)
        if value is not None:
            fields[name] = value
    if kind == "opportunity" and name in ("touchpoint", "transition") and name in fields:
        fields.pop("transition" if name == "touchpoint" else "touchpoint", None)
    if not is_valid(kind, fields):
        return
    if kind == "transition":
        others = [key(other) for other in draw.map[kind] if other is not thing]
        if key(fields) in others:
            return
        if key(fields) != key(thing):
            _forget(draw.map, kind, key(thing))
    thing.clear()
    thing.update(fields)


def _remove(draw: Drawing) -> None:
    kind = draw.rng.choice(list(SIZES))
    if len(draw.map[kind]) > SIZES[kind][0]:
        remove(draw.map, kind, draw.rng.choice(draw.map[kind]))


def remove(drawn: Map, kind: str, thing: Thing) -> None:
    """Take a thing out, and whatever names it."""
    drawn[kind][:] = [other for other in drawn[kind] if other is not thing]
    if kind == "transition":
        _forget(drawn, kind, key(thing))
    elif ID in thing:
        _forget(drawn, kind, thing[ID])


def _rename(draw: Drawing) -> None:
    kind = draw.rng.choice([kind for kind in SIZES if kind not in ("transition", "interaction") and draw.map[kind]])
    thing = draw.rng.choice(draw.map[kind])
    rename(draw.map, kind, thing[ID], f"{thing[ID]}-new", keeping_name=draw.rng.random() < 0.7)


def rename(drawn: Map, kind: str, old: str, new: str, *, keeping_name: bool = True) -> None:
    """Give a thing another id, here and wherever it is named."""
    if new in {thing.get(ID) for thing in drawn[kind]}:
        return
    for thing in drawn[kind]:
        if thing[ID] == old:
            thing[ID] = new
            if keeping_name:
                thing.setdefault("name", old.replace("-", " ").capitalize())
    for section, things in drawn.items():
        for thing in things:
            for reference in references(read(section, thing)):
                if reference.kind == kind and reference.id == old:
                    _put(thing, reference.route, new)
                elif kind == "touchpoint" and reference.kind == "transition":
                    ends = (new if end == old else end for end in reference.id.split("->"))
                    _put(thing, reference.route, " -> ".join(ends))


def _swap_stages(draw: Drawing) -> None:
    draw.rng.shuffle(draw.map["stage"])


def _forget(drawn: Map, kind: str, identifier: str) -> None:
    """Take every reference to a thing out, and with it what cannot be without it."""
    for section, things in drawn.items():
        for thing in list(things):
            while True:
                found = (r for r in references(read(section, thing)) if (r.kind, r.id) == (kind, identifier))
                reference = next(found, None)
                if reference is None:
                    break
                if not _taken_out(section, thing, reference.route):
                    remove(drawn, section, thing)
                    break


def _taken_out(section: str, thing: Thing, route: Route) -> bool:
    """Take out what stands at the end of a route, or as little around it as must go too; tell whether that works."""
    while route:
        fields = copy.deepcopy(thing)
        around: Any = fields
        for step in route[:-1]:
            around = around[step]
        if not isinstance(around, str):
            del around[route[-1]]
            if is_valid(section, fields) and fields.get("steps") != []:
                thing.clear()
                thing.update(fields)
                return True
        route = route[:-1]
    return False


def _put(thing: Thing, route: Route, value: str) -> None:
    around: Any = thing
    for step in route[:-1]:
        if isinstance(around[step], str):  # a step that is only the id of its touchpoint
            route = (*route[: route.index(step) + 1],)
            break
        around = around[step]
    around[route[-1]] = value

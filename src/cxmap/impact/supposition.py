"""What would be: an atlas in which something is retired, removed, merged, owned by somebody else or closed.

The words of a supposition are those of `cxmap impact --what-if`: `retire touchpoint:store-visit`,
`remove system:crm`, `merge touchpoint:a into touchpoint:b`, `reown owner:a to owner:b`, `close channel:fax`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.document import Document
from cxmap.atlas.frozen import replaced
from cxmap.atlas.references import rewritten, without
from cxmap.atlas.wording import did_you_mean, missing
from cxmap.errors import CxmapError
from cxmap.message import Exact, said
from cxmap.model.file import SECTION_OF


class Supposition(NamedTuple):
    """Something that might be done: the verb, what it is done to, and into or to what."""

    verb: str
    kind: str
    id: str
    target: str = ""


def suppose(atlas: Atlas, texts: Iterable[str]) -> Atlas:
    """Return the atlas as it would be after all of these, one after the other.

    Raises `CxmapError` for a text that is no supposition, and for one about something that is not on the map.
    """
    for text in texts:
        atlas = _apply(atlas, read_supposition(text), text)
    return atlas


def read_supposition(text: str) -> Supposition:
    """Return what a text supposes. Raises `CxmapError` when it cannot be understood."""
    for verb, pattern in _FORMS.items():
        found = pattern.fullmatch(" ".join(text.split()))
        if found:
            parts = found.groupdict()
            return Supposition(verb, parts.get("kind") or verb, parts["id"], parts.get("target") or "")
    raise CxmapError(
        said("`--what-if '{text}'` cannot be understood.", text=text),
        said("Write one of: {forms}.", forms=Exact("; ".join(_EXAMPLES))),
    )


_KIND = r"(?P<kind>[a-z]+):(?P<id>\S+)"
_FORMS: dict[str, re.Pattern[str]] = {
    "retire": re.compile(f"retire {_KIND}"),
    "remove": re.compile(f"remove {_KIND}"),
    "merge": re.compile(r"merge (?P<kind>touchpoint):(?P<id>\S+) into touchpoint:(?P<target>\S+)"),
    "reown": re.compile(r"reown (?P<kind>owner):(?P<id>\S+) to owner:(?P<target>\S+)"),
    "close": re.compile(r"close (?P<kind>channel):(?P<id>.+)"),
}
_EXAMPLES = (
    "retire touchpoint:ID",
    "remove KIND:ID",
    "merge touchpoint:A into touchpoint:B",
    "reown owner:A to owner:B",
    "close channel:NAME",
)


def _apply(atlas: Atlas, supposed: Supposition, text: str) -> Atlas:
    if supposed.verb == "close":
        return _closed(atlas, supposed.id, text)
    _known(atlas, supposed.kind, supposed.id, text)
    if supposed.target:
        _known(atlas, supposed.kind, supposed.target, text)
        if supposed.target == supposed.id:
            raise CxmapError(said("`{text}` names the same thing twice.", text=text), said("Name two different ones."))
    return _VERBS[supposed.verb](atlas, supposed)


def _known(atlas: Atlas, kind: str, identifier: str, text: str) -> None:
    if kind not in SECTION_OF:
        raise CxmapError(
            said("`{text}`: there is no kind of thing called `{kind}`.", text=text, kind=kind),
            did_you_mean(kind, SECTION_OF) or said("The kinds are {kinds}.", kinds=Exact(", ".join(SECTION_OF))),
        )
    if identifier not in atlas.things[kind]:
        raise CxmapError(
            said("`{text}`: {problem}", text=text, problem=missing(kind, identifier)),
            did_you_mean(identifier, atlas.things[kind]) or said("Look at the spelling."),
        )


def _retired(atlas: Atlas, supposed: Supposition) -> Atlas:
    if supposed.kind not in _RETIRING:
        raise CxmapError(
            said(
                "`{kind}:{id}` cannot be retired, only touchpoints and owners can.", kind=supposed.kind, id=supposed.id
            ),
            said("Suppose `remove {kind}:{id}` instead.", kind=supposed.kind, id=Exact(supposed.id)),
        )
    return _with(atlas, supposed.kind, {supposed.id: {"status": "retired"}})


_RETIRING = ("touchpoint", "owner")


def _closed(atlas: Atlas, channel: str, text: str) -> Atlas:
    closed = [name for name, placed in atlas.touchpoints.items() if placed.value.channel == channel]
    if not closed:
        channels = tuple(sorted({placed.value.channel for placed in atlas.touchpoints.values()}))
        listed = said("The channels are {channels}.", channels=channels) if channels else None
        raise CxmapError(
            said("`{text}`: no touchpoint is on the channel `{channel}`.", text=text, channel=channel),
            did_you_mean(channel, channels) or listed,
        )
    return _with(atlas, "touchpoint", {name: {"status": "retired"} for name in closed})


def _removed(atlas: Atlas, supposed: Supposition) -> Atlas:
    """Return the atlas without a thing: what names it no longer does, or goes as well where it cannot do without."""
    gone = {(supposed.kind, supposed.id)}
    while True:
        left = _edited(atlas, partial(_left_of, gone=gone))
        # What went with it is missed in turn: the touchpoints of a stage, the opportunities of a transition.
        more = {
            (kind, identifier)
            for kind, things in atlas.things.items()
            for identifier in things.keys() - left.things[kind].keys()
        } - gone
        if not more:
            return left
        gone |= more


def _left_of(placed: Placed[Any], gone: AbstractSet[tuple[str, str]]) -> Any:
    if (placed.kind, placed.id) in gone:
        return None
    return without(placed.value, lambda kind, identifier: (kind, identifier) in gone)


def _merged(atlas: Atlas, supposed: Supposition) -> Atlas:
    """Return the atlas in which one touchpoint does all that another one did."""
    gone, kept = atlas.touchpoints[supposed.id], atlas.touchpoints[supposed.target]
    fields = ("captures", "needs", "systems", "metrics", "events")
    both = {name: _union(getattr(kept.value, name), getattr(gone.value, name)) for name in fields}
    ends = {name: getattr(kept.value, name) or getattr(gone.value, name) for name in ("entry", "exit")}
    also = {"aliases": _union(kept.value.aliases, (gone.id, *gone.value.aliases))}
    joined = _with(atlas, "touchpoint", {kept.id: both | ends | also})
    return _edited(joined, lambda placed: None if _is(placed, supposed) else _renamed(placed, supposed))


def _reowned(atlas: Atlas, supposed: Supposition) -> Atlas:
    return _edited(atlas, lambda placed: placed.value if _is(placed, supposed) else _renamed(placed, supposed))


_VERBS: Mapping[str, Callable[[Atlas, Supposition], Atlas]] = {
    "retire": _retired,
    "remove": _removed,
    "merge": _merged,
    "reown": _reowned,
}


def _is(placed: Placed[Any], supposed: Supposition) -> bool:
    return placed.kind == supposed.kind and placed.id == supposed.id


def _union(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _renamed(placed: Placed[Any], supposed: Supposition) -> Any:
    """Return what a thing says once it names another one instead; None for a transition that would lead nowhere."""

    def rename(kind: str, identifier: str) -> str:
        if kind == "transition" and supposed.kind == "touchpoint":
            ends = (supposed.target if end == supposed.id else end for end in identifier.split("->"))
            return "->".join(ends)
        return supposed.target if (kind, identifier) == (supposed.kind, supposed.id) else identifier

    value = rewritten(placed.value, rename)
    if placed.kind == "transition" and value.from_ == value.to and value is not placed.value:
        return None
    if placed.kind == "journey" and value is not placed.value:
        steps = [step for number, step in enumerate(value.steps) if not number or step != value.steps[number - 1]]
        return replaced(value, {"steps": tuple(steps)})
    return _each_once(value)


def _each_once(value: Any) -> Any:
    """Return a thing whose lists name everything once, the strongest RACI role first."""
    raci = getattr(value, "raci", None)
    if raci is None:
        return value
    seen: set[str] = {raci.accountable} if raci.accountable and raci.responsible else set()
    roles: dict[str, tuple[str, ...]] = {}
    for role in ("responsible", "consulted", "informed"):
        owners = tuple(dict.fromkeys(getattr(raci, role)))
        roles[role] = owners if role == "responsible" else tuple(owner for owner in owners if owner not in seen)
        seen.update(owners)
    changed = {role: owners for role, owners in roles.items() if owners != getattr(raci, role)}
    return replaced(value, {"raci": replaced(raci, changed)}) if changed else value


def _with(atlas: Atlas, kind: str, changes: Mapping[str, Mapping[str, Any]]) -> Atlas:
    return _edited(
        atlas,
        lambda placed: (
            replaced(placed.value, dict(changes[placed.id]))
            if placed.kind == kind and placed.id in changes
            else placed.value
        ),
    )


def _edited(atlas: Atlas, edit: Callable[[Placed[Any]], Any]) -> Atlas:
    """Return an atlas in which everything says what `edit` makes of it, and is not there where that is None."""
    things = {kind: dict(_edited_things(placed_by_id.values(), edit)) for kind, placed_by_id in atlas.things.items()}
    return replace(atlas, things=things)


def _edited_things(
    things: Iterable[Placed[Any]], edit: Callable[[Placed[Any]], Any]
) -> Iterator[tuple[str, Placed[Any]]]:
    seen: set[str] = set()
    for placed in things:
        value = edit(placed)
        if value is None:
            continue
        if value is placed.value:
            new = placed
        else:
            # Without an id of its content, nobody takes it for unchanged because it stands in the same file.
            document = Document(placed.document.path, "", partial(_content_of, placed))
            identifier = value.key if placed.kind == "transition" else placed.id
            new = Placed(value, placed.kind, identifier, document, placed.key)
        if new.id not in seen:
            seen.add(new.id)
            yield new.id, new


def _content_of(placed: Placed[Any]) -> bytes:
    return placed.document.content

"""One file's bytes to checked plain data: pure, so that it can be cached by content and done in another process."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic import ValidationError

from cxmap.atlas.frozen import freeze
from cxmap.atlas.names import misleading, misleading_names
from cxmap.atlas.salvage import Mistake, empty_unknown, salvage
from cxmap.atlas.wording import BAD_ID, did_you_mean
from cxmap.message import Message, said
from cxmap.model.fields import LONGEST_ID, is_id
from cxmap.model.file import SECTIONS, JourneyFile, Section
from cxmap.source.parse import parse
from cxmap.source.span import Route, Span
from cxmap.source.text import NotText, decode
from cxmap.source.tree import DEFAULT_LIMITS, Limits

Frozen = dict[str, list[tuple[str | int, dict[str, Any]]]]
"""The entities of a file: for each section its entries, each with its key or index and its frozen fields."""


class Flaw(NamedTuple):
    """Something wrong in a file: at a span, or at a route. `other` leads to another place it is about."""

    rule: str
    message: Message
    hint: Message | None = None
    span: Span | None = None
    route: Route = ()
    on_key: bool = False
    other: Route | None = None


class Digest(NamedTuple):
    """What a file holds, and what is wrong with it.

    `partial` are the routes of entities of which a field could not be read, `lost` those of entities of which
    nothing could, by section and key. `whole` is false where the rest of the file, or of a section, is unknown, and
    `unread` true where all of the file is.
    """

    entities: Frozen
    flaws: tuple[Flaw, ...] = ()
    partial: frozenset[tuple[str, str | int]] = frozenset()
    lost: frozenset[tuple[str, str | int]] = frozenset()
    whole: bool = True
    unread: bool = False


def unread(*flaws: Flaw) -> Digest:
    """Return the digest of a file that cannot be read."""
    return Digest({}, flaws, whole=False, unread=True)


def digest(content: bytes, limits: Limits = DEFAULT_LIMITS) -> Digest:
    """Read one journey file. Never raises for what the bytes hold."""
    try:
        text = decode(content)
    except NotText as error:
        return unread(Flaw("invalid-yaml", error.message, error.hint, error.span))
    parsed = parse(text, limits)
    flaws = [Flaw(p.rule, p.message, p.hint, p.span, other=p.route) for p in parsed.problems]
    if not parsed.whole:
        return unread(*flaws)
    flaws += filter(None, map(_empty_unknown, parsed.absent))
    if not flaws and parsed.data is not None:
        clean = _all_at_once(parsed.data)
        if clean is not None:
            return clean
    return _one_by_one(parsed.data, flaws)


def _empty_unknown(route: Route) -> Flaw | None:
    """Return the flaw of a section or field with nothing behind it that does not exist, as a misspelt one."""
    section, *_ = route
    if section not in SECTIONS:
        return _unknown_section(str(section)) if len(route) == 1 else None
    mistake = empty_unknown(SECTIONS[str(section)].model, route[2:]) if len(route) > _ENTITY else None
    return mistake and _flaw(mistake, route[:_ENTITY])


_ENTITY = 2
"""How long the route to an entity is: its section, and its id or index."""


def _all_at_once(data: Any) -> Digest | None:
    """Read a file in which nothing is wrong; None if something is."""
    if data.__class__ is not dict:
        return None
    try:
        file = JourneyFile.__pydantic_validator__.validate_python(
            {name: _spelled_out(section) for name, section in data.items()}
        )
    except ValidationError:
        return None
    entities = {name: _frozen_section(getattr(file, name)) for name in file.__pydantic_fields_set__}
    for entries in entities.values():
        for _, fields in entries:
            if any(True for _ in misleading_names(fields)):
                return None
    return Digest(entities)


def _spelled_out(section: Any) -> Any:
    """Return a section with `{}` where an id has nothing under it."""
    if section.__class__ is dict and None in section.values():
        return {key: {} if value is None else value for key, value in section.items()}
    return section


def _frozen_section(section: Any) -> list[tuple[str | int, dict[str, Any]]]:
    return [(key, freeze(entity)) for key, entity in _entries(section)]


def _entries(section: Any) -> Iterable[tuple[str | int, Any]]:
    """Return the entries of a section, each with its id or its index."""
    return section.items() if section.__class__ is dict else enumerate(section)


def _one_by_one(data: Any, flaws: list[Flaw]) -> Digest:
    """Read a file in which something is wrong: every entity by itself, keeping what can be kept of it."""
    reading = _Reading(flaws)
    for flaw in tuple(flaws):
        if flaw.other is not None:
            reading.repeated(flaw.other)
    if data is None:
        return reading.outcome()
    if not isinstance(data, dict):
        message = said("A journey file is a mapping of sections such as `touchpoints:`.")
        reading.incomplete(Flaw("invalid-field", message))
        return reading.outcome()
    for name, entries in data.items():
        if name not in SECTIONS:
            reading.incomplete(_unknown_section(name))
        else:
            reading.section(SECTIONS[name], _spelled_out(entries))
    return reading.outcome()


class _Reading:
    """What has been read so far of a file in which something is wrong."""

    def __init__(self, flaws: list[Flaw]) -> None:
        self.flaws = flaws
        self.entities: Frozen = {}
        self.partial: set[tuple[str, str | int]] = set()
        self.lost: set[tuple[str, str | int]] = set()
        self.whole = True

    def outcome(self) -> Digest:
        return Digest(self.entities, tuple(self.flaws), frozenset(self.partial), frozenset(self.lost), self.whole)

    def incomplete(self, flaw: Flaw) -> None:
        self.flaws.append(flaw)
        self.whole = False

    def repeated(self, route: Route) -> None:
        """Note that what stands under a key for the second time is not read."""
        match route:
            case [_]:
                self.whole = False
            case [str(section), key, *_]:
                self.partial.add((section, key))

    def section(self, section: Section, entries: Any) -> None:
        wanted, sentence = (dict, _KEYED) if section.keyed else (list, _LISTED)
        if entries.__class__ is not wanted:
            message = said(sentence.text, section=section.name, kind=section.kind)
            self.incomplete(Flaw("invalid-field", message, None, None, (section.name,), on_key=True))
            return
        for key, fields in _entries(entries):
            self.entity(section, key, fields)

    def entity(self, section: Section, key: str | int, fields: Any) -> None:
        route: Route = (section.name, key)
        if section.keyed and not is_id(str(key)):
            message = misleading(str(key))
            hint = _BY_HAND if message else _better_id(str(key))
            self.flaws.append(Flaw("invalid-field", message or BAD_ID, hint, None, route, on_key=True))
        salvaged = salvage(section.model, fields)
        self.flaws.extend(_flaw(mistake, route) for mistake in salvaged.mistakes)
        if salvaged.entity is None:
            self.lost.add((section.name, key))
            return
        frozen = freeze(salvaged.entity)
        self.entities.setdefault(section.name, []).append((key, frozen))
        if salvaged.partial:
            self.partial.add((section.name, key))
        for within, message in misleading_names(frozen):
            self.flaws.append(Flaw("invalid-field", message, _BY_HAND, None, route + within))


def _unknown_section(name: str) -> Flaw:
    hint = did_you_mean(name, SECTIONS)
    if name in ("cxmap", "governance", "rules", "base", "include", "exclude"):
        hint = said("This belongs into `cxmap.yaml`.")
    return Flaw(
        "invalid-field", said("There is no section `{section}`.", section=name), hint, None, (name,), on_key=True
    )


def _flaw(mistake: Mistake, route: Route) -> Flaw:
    return Flaw("invalid-field", mistake.message, mistake.hint, None, route + mistake.route, mistake.on_key)


_KEYED = said("`{section}` takes a mapping: each {kind} under its id.")
_LISTED = said("`{section}` takes a list: each {kind} behind a `-`.")
_BY_HAND = said("Write it again by hand.")


def _better_id(key: str) -> Message | None:
    """Return the hint with the id that was probably meant, or None where a letter would be lost."""
    letters = unicodedata.normalize("NFKD", key.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", plain)
    better = "-".join(words)[:LONGEST_ID].rstrip("-")
    return said("Write `{better}`.", better=better) if is_id(better) else None

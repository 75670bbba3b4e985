"""Who is asked when a file of the map changes: from RACI and the other owners to the lines of a CODEOWNERS file."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from cxmap import __version__
from cxmap.app.codeowners.handles import Handles
from cxmap.app.means import PLAIN, Means
from cxmap.app.reading import read
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.document import Spot
from cxmap.atlas.translated import names_in
from cxmap.config import Settings
from cxmap.errors import CxmapError
from cxmap.findings import Place
from cxmap.message import Exact, Message, said
from cxmap.model.touchpoint import Raci
from cxmap.report.codeowners import Asked, CodeownersReport, Mixed, Notice, OwnedFile
from cxmap.report.names import called
from cxmap.source.span import Route
from cxmap.source.tree import CONFIG_FILE, Tree
from cxmap.visible import hidden

ROLES = ("accountable", "responsible", "consulted", "informed")
"""The roles in RACI, strongest first."""


class Wanted(NamedTuple):
    """What is asked of `codeowners`.

    `roles` are the roles in RACI whose owners are asked, some of `ROLES`. `folder` is the path of the journey
    repository in the git repository, with `/`; empty where they are the same. `language` is that of the report; empty
    for the one that the settings name.
    """

    roles: frozenset[str]
    folder: str = ""
    language: str = ""


def codeowners(
    tree: Tree,
    wanted: Wanted,
    means: Means = PLAIN,
) -> CodeownersReport:
    """Return who is asked about each file of a revision.

    Raises `CxmapError` when an owner may be missing because something could not be read, or when CODEOWNERS cannot
    express the path of the folder.
    """
    if character := _inexpressible(wanted.folder):
        raise CxmapError(
            said(
                "The path {path} holds `{character}`, which CODEOWNERS cannot express.",
                path=Exact(wanted.folder),
                character=character,
            ),
            said("Rename the folder, and let its name consist of letters, digits, `-` and `_`."),
        )
    reading = read(tree, means)
    roles = tuple(role for role in ROLES if role in wanted.roles)
    _check_readable(reading.atlas, roles)
    report = _Survey(reading.atlas, reading.settings, roles, wanted.folder).report()
    language = wanted.language or reading.settings.config.language
    return called(replace(report, language=language), names_in(language, reading.atlas))


def pattern(path: str) -> str:
    r"""Return the CODEOWNERS pattern for one file, by its path from the root of git; empty where there is none.

    What `.gitignore` gives a meaning is escaped. GitHub and GitLab do not agree on `#` and `\`, even escaped, and
    nobody says what becomes of invisible characters: a path with one of these has no pattern.
    """
    return "" if _inexpressible(path) else "/" + _SPECIAL.sub(r"\\\g<0>", path)


_SPECIAL = re.compile(r"[ *?\[\]]")


def _inexpressible(path: str) -> str:
    """Return the first character of a path that CODEOWNERS cannot express, or nothing."""
    unfit = (one for one in path if one in "#\\" or hidden(one) or (one.isspace() and one != " "))
    return next(unfit, "")


def _check_readable(atlas: Atlas, roles: Sequence[str]) -> None:
    telling = {**_TELLING, "touchpoint": tuple(f"raci.{role}" for role in roles)}
    partial = ((entity, telling.get(entity.partition(":")[0], ())) for entity in atlas.partial)
    if atlas.whole and not any(atlas.may_hold(entity, field) for entity, fields in partial for field in fields):
        return
    raise CxmapError(
        said("Something in the files of the map cannot be read, and it may say who owns what."),
        said("See what is wrong with `cxmap validate`, and mend it first: nobody is to be forgotten."),
    )


_TELLING = {
    **dict.fromkeys(("transition", "journey", "system", "change"), ("owner",)),
    "owner": ("contact.github", "contact.email", "part_of", "lead", "status"),
}
"""The fields that say who is asked, by the kind of thing. Touchpoints have RACI instead."""


class _Claim(NamedTuple):
    """Somebody owns something. `current` is false where the thing is gone, so that nobody needs to take it over."""

    owner: str
    path: str
    spot: Spot
    current: bool


class _Survey:
    """Everything that is asked of one atlas."""

    def __init__(self, atlas: Atlas, settings: Settings, roles: tuple[str, ...], folder: str) -> None:
        self._atlas = atlas
        self._settings = settings
        self._roles = roles
        self._folder = folder
        self._handles = Handles(atlas.owners)

    def report(self) -> CodeownersReport:
        """Return who is asked about which file, and what is doubtful about it."""
        claims = list(_claims(self._atlas, self._roles))
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for claim in claims:
            owners[claim.path].add(claim.owner)
        asked = {path: self._asked(owners[path]) for path in sorted({*self._atlas.documents, CONFIG_FILE})}
        stand_ins = list(self._stand_ins(path for path, somebody in asked.items() if not somebody))
        committee = self._asked({claim.owner for claim in stand_ins})
        files = tuple(self._file(path, owners[path], somebody, committee) for path, somebody in asked.items())
        notices = [*self._notices([*claims, *stand_ins]), *_unwritten(files), *self._handles.notices]
        return CodeownersReport(
            __version__,
            self._roles,
            files,
            tuple(_mixed(self._atlas)),
            tuple(sorted(notices, key=lambda notice: (notice.place, notice.kind, notice.message.text))),
        )

    def _stand_ins(self, paths: Iterable[str]) -> Iterator[_Claim]:
        """Yield what makes the steering committee, if there is one, own files about which nobody else is asked."""
        committee = self._settings.config.governance.committee
        if committee is not None:
            for path in paths:
                yield _Claim(committee, path, self._settings.at("governance", "committee"), current=True)

    def _file(
        self, path: str, owners: Iterable[str], asked: tuple[Asked, ...], committee: tuple[Asked, ...]
    ) -> OwnedFile:
        full = f"{self._folder}/{path}" if self._folder else path
        unreached = tuple(sorted(owner for owner in owners if self._is_unreached(owner)))
        return OwnedFile(path, pattern(full), asked or committee, unreached, by_committee=bool(committee and not asked))

    def _asked(self, owners: Iterable[str]) -> tuple[Asked, ...]:
        """Return who is asked in the name of some owners. GitHub takes `@Acme` and `@acme` for the same."""
        named: defaultdict[str, set[str]] = defaultdict(set)
        written: defaultdict[str, set[str]] = defaultdict(set)
        for owner in owners:
            if handle := self._handle(owner):
                named[handle.casefold()].add(owner)
                written[handle.casefold()].add(handle)
        return tuple(Asked(min(written[key]), tuple(sorted(named[key]))) for key in sorted(named))

    def _handle(self, owner: str) -> str:
        placed = self._atlas.owners.get(owner)
        return self._handles.of(placed) if placed and placed.value.status == "active" else ""

    def _is_unreached(self, owner: str) -> bool:
        placed = self._atlas.owners.get(owner)
        return placed is not None and placed.value.status == "active" and not self._handle(owner)

    def _notices(self, made: Iterable[_Claim]) -> Iterator[Notice]:
        claims: defaultdict[str, list[_Claim]] = defaultdict(list)
        for claim in made:
            claims[claim.owner].append(claim)
        for owner in claims:
            if notice := self._notice(owner, claims[owner]):
                yield notice

    def _notice(self, owner: str, claims: Sequence[_Claim]) -> Notice | None:
        placed = self._atlas.owners.get(owner)
        if placed is None:
            first = min(claims, key=lambda claim: claim.path)
            return _about(_UNKNOWN, owner, claims, first.spot.place)
        if placed.value.status == "retired":
            current = [claim for claim in claims if claim.current]
            return _about(_RETIRED, placed, current, placed.at("status").place) if current else None
        return None if self._handle(owner) else _about(_UNREACHED, placed, claims, placed.spot.place)


_UNKNOWN, _RETIRED, _UNREACHED = "unknown-owner", "retired-owner", "no-handle"
_SENTENCES = {
    _UNKNOWN: "Owner `{owner}` is not declared, so nobody is asked in its name about {files}.",
    _RETIRED: "Owner {owner} is retired, so nobody is asked in its name about {files}.",
    _UNREACHED: "Owner {owner} has neither a GitHub handle nor an e-mail address, nor has anybody above it, so nobody "
    "is asked in its name about {files}.",
}
_HINTS = {
    _UNKNOWN: said("`cxmap validate` shows every place where it is named."),
    _RETIRED: said("Let somebody else own what it still owns there."),
    _UNREACHED: said("Add `contact:` with `github:` or `email:`."),
}


def _about(kind: str, owner: Placed[Any] | str, claims: Iterable[_Claim], place: Place) -> Notice:
    files = tuple(sorted({claim.path for claim in claims}))
    shown = owner if isinstance(owner, str) else owner.named
    return Notice(kind, Message(_SENTENCES[kind], {"owner": shown, "files": files}), _HINTS[kind], place)


def _unwritten(files: Iterable[OwnedFile]) -> Iterator[Notice]:
    for file in files:
        if file.asked and not file.pattern:
            message = said(
                "The path of this file holds `{character}`, which CODEOWNERS cannot express, so nobody is asked about "
                "it.",
                character=_inexpressible(file.path),
            )
            hint = said("Rename the file, and let its path consist of letters, digits, `-`, `_` and `.`.")
            yield Notice("path", message, hint, Place(file.path))


def _claims(atlas: Atlas, roles: Sequence[str]) -> Iterator[_Claim]:
    for placed in _declared(atlas):
        value = placed.value
        if placed.kind == "touchpoint":
            for route, owner in _holders(value.raci, roles):
                yield _Claim(owner, placed.document.path, placed.at("raci", *route), value.status != "retired")
        elif "owner" in _TELLING.get(placed.kind, ()) and value.owner:
            yield _Claim(value.owner, placed.document.path, placed.at("owner"), current=True)


def _declared(atlas: Atlas) -> Iterator[Placed[Any]]:
    """Yield every entity, those too whose id was taken before: each belongs to somebody where it stands."""
    return chain(atlas.everything, (again for again, _ in atlas.repeated))


def _holders(raci: Raci | None, roles: Sequence[str]) -> Iterator[tuple[Route, str]]:
    if raci is None:
        return
    for route, owner in raci.held():
        if route[0] in roles or (route[0] == "accountable" and "responsible" in roles and not raci.responsible):
            yield route, owner


def _mixed(atlas: Atlas) -> Iterator[Mixed]:
    accountable: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for placed in _declared(atlas):
        if placed.kind == "touchpoint" and placed.value.raci and placed.value.raci.accountable:
            accountable[placed.document.path][placed.value.raci.accountable] += 1
    for path in sorted(accountable):
        if len(accountable[path]) > 1:
            yield Mixed(path, _most_first(accountable[path]))


def _most_first(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

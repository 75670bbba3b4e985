"""Calls things what the repository says that they are called in the language of a report, and of those who get it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.languages import LANGUAGES
from cxmap.message import Named
from cxmap.model.entity import Entity
from cxmap.report.impact import ImpactReport, Picture
from cxmap.report.names import called


def in_its_language(report: ImpactReport, *atlases: Atlas) -> ImpactReport:
    """Return a report in which things are called as in its language, where the repository says how; else as written.

    The names in other languages, for those who are written to in one, are in `names`. Of two atlases that call a
    thing the same and translate it otherwise, the last counts.
    """
    things = [placed for atlas in atlases for placed in _translated(atlas)]
    own = {placed.named: name for placed in things if (name := _name(placed, report.language))}
    names: dict[str, dict[Named, str]] = {}
    for language in LANGUAGES:
        for placed in things:
            shown = placed.named._replace(name=own.get(placed.named, placed.name))
            name = _name(placed, language) or placed.name
            if name != shown.name:
                names.setdefault(language, {})[shown] = name
    told = called(report, own)
    return replace(told, picture=_with_stages(told.picture, own), names=names)


def _translated(atlas: Atlas) -> Iterable[Placed[Entity]]:
    return (placed for things in atlas.things.values() for placed in things.values() if placed.value.translations)


def _name(placed: Placed[Entity], language: str) -> str | None:
    """Return what a thing is called in a language; `pt-BR` will do for `pt`."""
    translations = placed.value.translations
    for code in sorted(translations, key=lambda code: (code != language, code)):
        if code.partition("-")[0] == language and translations[code].name:
            return translations[code].name
    return None


def _with_stages(picture: Picture, names: Mapping[Named, str]) -> Picture:
    """Return a picture whose stages, of which it has the names alone, are called otherwise."""
    stages = {thing.name: name for thing, name in names.items() if thing.kind == "stage"}
    before, after = (
        (tuple(card._replace(stage=stages.get(card.stage, card.stage)) for card in cards), arrows)
        for cards, arrows in (picture.before, picture.after)
    )
    return picture._replace(before=before, after=after)

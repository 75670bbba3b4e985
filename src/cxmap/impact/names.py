"""Calls things what the repository says that they are called in the language of a report, and of those who get it."""

from collections.abc import Mapping
from dataclasses import replace

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.translated import name_in, names_in, translated
from cxmap.languages import LANGUAGES
from cxmap.message import Named
from cxmap.report.impact import ImpactReport, Picture
from cxmap.report.names import called


def in_its_language(report: ImpactReport, *atlases: Atlas) -> ImpactReport:
    """Return a report in which things are called as in its language, where the repository says how; else as written.

    The names in other languages, for those who are written to in one, are in `names`. Of two atlases that call a
    thing the same and translate it otherwise, the last counts.
    """
    things = translated(*atlases)
    own = names_in(report.language, *atlases)
    names: dict[str, dict[Named, str]] = {}
    for language in LANGUAGES:
        for placed in things:
            shown = placed.named._replace(name=own.get(placed.named, placed.name))
            name = name_in(language, placed) or placed.name
            if name != shown.name:
                names.setdefault(language, {})[shown] = name
    told = called(report, own)
    return replace(told, picture=_with_stages(told.picture, own), names=names)


def _with_stages(picture: Picture, names: Mapping[Named, str]) -> Picture:
    """Return a picture whose stages, of which it has the names alone, are called otherwise."""
    stages = {thing.name: name for thing, name in names.items() if thing.kind == "stage"}
    before, after = (
        (tuple(card._replace(stage=stages.get(card.stage, card.stage)) for card in cards), arrows)
        for cards, arrows in (picture.before, picture.after)
    )
    return picture._replace(before=before, after=after)

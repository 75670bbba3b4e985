"""Marks in a survey what has changed since a base, in its pictures too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxmap.app.drawing.calling import Calling
from cxmap.app.drawing.choosing import Wanted
from cxmap.app.drawing.drawing import drawing
from cxmap.app.reading import Reading
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.diff import Diff
from cxmap.message import Named
from cxmap.report.drawing import Drawing
from cxmap.report.since import Change, Since
from cxmap.report.survey import Survey


def since(base: Atlas, head: Atlas, language: str, called: str) -> Since:
    """Return what has changed between two revisions; `called` is what the user called the base."""
    diff, calling = Diff(base, head), Calling(language, head, base)
    renamed = [pair.after for pair in diff.renamed if pair.after.kind == "touchpoint"]
    changed = {
        "touchpoint": [*(pair.after for pair in diff.differing["touchpoint"]), *renamed],
        "transition": [pair.after for pair in diff.differing["transition"]],
    }

    def things(kind: str) -> Mapping[Change, tuple[Named, ...]]:
        return {
            "added": called_so(diff.added[kind]),
            "changed": called_so(changed[kind]),
            "removed": called_so(diff.removed[kind]),
        }

    def called_so(placed: Sequence[Placed[Any]]) -> tuple[Named, ...]:
        found = {one.id: one for one in placed}
        return tuple(
            calling.transition(one, one.value.from_, one.value.to)
            if one.kind == "transition"
            else calling(one.kind, name)
            for name, one in sorted(found.items())
        )

    return Since(called, things("touchpoint"), things("transition"))


def marked(survey: Survey, found: Since, base: Atlas, reading: Reading) -> Survey:
    """Return a survey of the whole map whose pictures show what has changed: that of the map also what is gone."""
    marks = found.marks
    whole = survey.picture
    if whole:
        whole = drawing(
            reading, Wanted(whole.view, whole.by, language=survey.language), findings=survey.findings, base=base
        )
    return replace(
        survey,
        picture=whole,
        lanes=_marked(survey.lanes, marks),
        journeys=tuple(replace(sheet, picture=_marked(sheet.picture, marks)) for sheet in survey.journeys),
        stages=tuple(replace(sheet, picture=_marked(sheet.picture, marks)) for sheet in survey.stages),
        owners=tuple(replace(sheet, picture=_marked(sheet.picture, marks)) for sheet in survey.owners),
    )


def _marked(picture: Drawing | None, marks: Mapping[str, Change]) -> Drawing | None:
    if picture is None:
        return None
    cards = (card._replace(mark=marks.get(card.touchpoint.entity, "")) for card in picture.cards)
    arrows = (arrow._replace(mark=marks.get(arrow.transition.entity, "")) for arrow in picture.arrows)
    return replace(picture, cards=tuple(cards), arrows=tuple(arrows))

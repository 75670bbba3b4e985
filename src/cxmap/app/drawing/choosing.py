"""What is wanted in a picture, and the touchpoints and journeys that this means."""

from collections.abc import Iterable
from typing import NamedTuple

from cxmap.app.things.finding import find
from cxmap.atlas.atlas import Atlas
from cxmap.errors import CxmapError
from cxmap.graph.along import along
from cxmap.graph.flow import Flow
from cxmap.message import Named, said
from cxmap.report.drawing import LaneBy, View
from cxmap.selection.connections import Connections
from cxmap.selection.select import Changed, select
from cxmap.selection.selector import EVERYTHING, Selection

MOST_CARDS = 1_000
"""With more touchpoints nobody finds anything in a picture any more."""


class Wanted(NamedTuple):
    """What a picture is to show.

    `personas` and `journeys` are ids; with any, only their touchpoints are shown, as far as they are selected. An empty
    `language` is that of `cxmap.yaml`. At most so many touchpoints are drawn.
    """

    view: View = "map"
    by: LaneBy = "owner"
    selection: Selection = EVERYTHING
    personas: tuple[str, ...] = ()
    journeys: tuple[str, ...] = ()
    language: str = ""
    most: int = MOST_CARDS


WHOLE_MAP = Wanted()


class Chosen(NamedTuple):
    """The touchpoints to draw in their order, and the journeys and personas to show.

    `whole` is true for all that there is, `narrowed` where journeys or personas were named.
    """

    touchpoints: tuple[str, ...]
    journeys: tuple[str, ...]
    personas: tuple[str, ...]
    whole: bool
    narrowed: bool


def choose(flow: Flow, wanted: Wanted, changed: Changed) -> Chosen:
    """Return what a picture shows.

    Raises `CxmapError` for a journey or a persona that does not exist, for personas who go none of the journeys, where
    nothing is left to draw, and as `select` does.
    """
    atlas = flow.atlas
    personas = tuple(dict.fromkeys(_id(atlas, "persona", name) for name in wanted.personas))
    named = tuple(dict.fromkeys(_id(atlas, "journey", name) for name in wanted.journeys))
    journeys = _journeys(flow, named, personas)
    selected = select(flow, wanted.selection, changed)
    narrowed = bool(named or personas)
    if narrowed or wanted.view == "journey":
        touched = Connections(flow).touchpoints("journey", journeys)
        selected = tuple(name for name in selected if name in touched)
    if not selected:
        raise _nothing(atlas, wanted, narrowed=narrowed)
    whole = wanted.selection.everything and not narrowed
    return Chosen(along(flow, selected), journeys, personas, whole, narrowed)


def bounded(flow: Flow, chosen: Chosen, view: View, most: int) -> Chosen:
    """Return what of it is drawn: the first touchpoints, or for the view `journey` the first journeys as a whole."""
    if len(chosen.touchpoints) <= most:
        return chosen
    if view != "journey":
        return chosen._replace(touchpoints=chosen.touchpoints[:most])
    selected, drawn, journeys = set(chosen.touchpoints), set[str](), []
    for name in chosen.journeys:
        more = drawn | (flow.journeys.all_touchpoints(name) & selected)
        if drawn and len(more) > most:
            break
        drawn = more
        journeys.append(name)
    return chosen._replace(touchpoints=along(flow, drawn)[:most], journeys=tuple(journeys))


def _id(atlas: Atlas, kind: str, text: str) -> str:
    return find(atlas, text if text.startswith(f"{kind}:") else f"{kind}:{text}").id


def _journeys(flow: Flow, named: tuple[str, ...], personas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the journeys to show: those named, as far as the personas go them, or all but what others of them nest."""
    declared = flow.atlas.journeys
    found = named or tuple(sorted(declared))
    if personas:
        found = tuple(name for name in found if {*declared[name].value.personas} & {*personas})
        if not found:
            raise _ungone(named, personas)
    if named:
        return found
    nested = _nested(flow, found)
    return tuple(name for name in found if name not in nested)


def _nested(flow: Flow, journeys: Iterable[str]) -> set[str]:
    """Return the journeys that others of them nest; those that nest each other in a circle stand for themselves."""
    looping = flow.journeys.looping
    return {inner for name in journeys for inner in flow.journeys.inner(name) if inner not in looping}


def _ungone(named: tuple[str, ...], personas: tuple[str, ...]) -> CxmapError:
    who = tuple(Named("persona", name) for name in personas)
    if named:
        which = tuple(Named("journey", name) for name in named)
        return CxmapError(
            said("The journey {journeys:or} is not one that {personas:or} goes.", journeys=which, personas=who),
            said("Leave out the persona or the journey."),
        )
    return CxmapError(
        said("There is no journey that {personas:or} goes.", personas=who),
        said("Name personas in `personas` of a journey."),
    )


def _nothing(atlas: Atlas, wanted: Wanted, *, narrowed: bool) -> CxmapError:
    if not atlas.touchpoints:
        return CxmapError(
            said("There is no touchpoint on this map, so there is nothing to draw."), said("Write the first one.")
        )
    if narrowed:
        return CxmapError(
            said("None of the touchpoints selected is in these journeys."),
            said("Leave the selector, the persona or the journey out."),
        )
    if wanted.view == "journey":
        return CxmapError(
            said("No journey leads through these touchpoints, so there is no journey to draw."),
            said("Choose others, or another picture: `--view map`, `flow` or `blueprint`."),
        )
    return CxmapError(
        said(
            "Nothing matches, so there is nothing to draw: none of {number} touchpoints.",
            number=len(atlas.touchpoints),
        ),
        said("`cxmap list` with the same selector shows what it finds."),
    )

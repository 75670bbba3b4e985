"""The pictures of a survey: the map as a whole, its lanes, and what is around a journey, a stage or an owner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxmap.app.drawing.choosing import Wanted
from cxmap.app.drawing.drawing import drawing
from cxmap.app.survey.ground import Ground
from cxmap.atlas.atlas import Atlas
from cxmap.findings import Finding
from cxmap.report.drawing import Drawing
from cxmap.report.sheets import JourneySheet, OwnerSheet, StageSheet, TouchpointSheet
from cxmap.selection.selector import Selection, Term

MOST_WHOLE = 300
"""With more touchpoints nobody finds one in a picture of the whole map."""

MOST_CARDS = 40
"""How many touchpoints the picture of a stage or of an owner shows."""

MOST_PICTURES = 1_000
"""How many journeys, and how many owners, have a picture."""


class Pictures:
    """Draws parts of a map. Of a large one only what belongs to a part is looked at: there may be as many parts."""

    def __init__(
        self, ground: Ground, sheets: Sequence[TouchpointSheet], findings: tuple[Finding, ...], language: str
    ) -> None:
        self._ground = ground
        self._sheets = {sheet.touchpoint.id: sheet for sheet in sheets}
        self._findings = findings
        self._language = language

    def whole(self, wanted: Wanted) -> Drawing | None:
        """Return a picture of all that is wanted; None where that is nothing."""
        ground = self._ground
        if not ground.touchpoints:
            return None
        terms = tuple((Term("touchpoint", name, literal=True),) for name in ground.touchpoints)
        selection = Selection() if ground.everything else Selection(terms)
        asked = wanted._replace(selection=selection, language=self._language, most=MOST_WHOLE)
        return drawing(ground.reading, asked, findings=self._findings)

    def journeys(self, journeys: Sequence[JourneySheet]) -> tuple[JourneySheet, ...]:
        """Return journeys with their pictures."""
        return tuple(
            replace(sheet, picture=self._journey(sheet)) if number < MOST_PICTURES and sheet.touchpoints else sheet
            for number, sheet in enumerate(journeys)
        )

    def stages(self, stages: Sequence[StageSheet]) -> tuple[StageSheet, ...]:
        """Return stages with their pictures: the ways within each, in lanes of those who are accountable."""
        wanted = Wanted("flow", "owner", language=self._language, most=MOST_CARDS)
        return tuple(
            replace(sheet, picture=self._part([thing.id for thing in sheet.touchpoints], wanted)) for sheet in stages
        )

    def owners(self, owners: Sequence[OwnerSheet]) -> tuple[OwnerSheet, ...]:
        """Return owners with their pictures: what they deliver, and where customers come from and go to."""
        wanted = Wanted("flow", "owner", language=self._language, most=MOST_CARDS)
        return tuple(
            replace(sheet, picture=self._part(_around(sheet), wanted)) if number < MOST_PICTURES else sheet
            for number, sheet in enumerate(owners)
        )

    def _journey(self, sheet: JourneySheet) -> Drawing | None:
        journey = sheet.journey.id
        wanted = Wanted(journeys=(journey,), language=self._language)
        return self._part([thing.id for thing in sheet.touchpoints], wanted, self._nested(journey))

    def _part(self, touchpoints: Sequence[str], wanted: Wanted, journeys: Iterable[str] = ()) -> Drawing | None:
        known = [name for name in touchpoints if name in self._sheets]
        if not known:
            return None
        part = self._ground.reading._replace(atlas=self._atlas(frozenset(known), journeys))
        findings = [finding for name in known for finding in self._sheets[name].findings]
        made = drawing(part, wanted, findings=findings)
        # Where customers start and finish is known only from the whole map.
        cards = (
            card._replace(entry=sheet.entry, exit=sheet.exit)
            for card in made.cards
            if (sheet := self._sheets[card.touchpoint.id])
        )
        return replace(made, cards=tuple(cards))

    def _atlas(self, touchpoints: frozenset[str], journeys: Iterable[str]) -> Atlas:
        """Return what belongs to some touchpoints and journeys: these, and those things of the map that name them."""
        atlas, ground = self._ground.atlas, self._ground
        leaving = (one for name in touchpoints for one in ground.departures.get(name, ()) if one.end.id in touchpoints)
        kept: Mapping[str, Iterable[str]] = {
            "touchpoint": touchpoints,
            "transition": {one.transition.id for one in leaving},
            "journey": journeys,
            "opportunity": {placed.id for name in touchpoints for placed in ground.opportunities.get(name, ())},
            "interaction": (),
            "change": (),
        }
        things: dict[str, dict[str, Any]] = {
            kind: {name: atlas.things[kind][name] for name in sorted(names)} for kind, names in kept.items()
        }
        return replace(atlas, things={**atlas.things, **things})

    def _nested(self, journey: str) -> set[str]:
        found = {journey}
        waiting = [journey]
        while waiting:
            for inner in self._ground.flow.journeys.inner(waiting.pop()):
                if inner not in found:
                    found.add(inner)
                    waiting.append(inner)
        return found


def _around(sheet: OwnerSheet) -> list[str]:
    """Return the touchpoints that an owner delivers, and those to which or from which customers are handed over."""
    own = [*sheet.accountable, *sheet.responsible][:MOST_CARDS]
    if not own:
        return []
    beyond = [*(one.start for one in sheet.takes_over), *(one.end for one in sheet.hands_over)]
    return list(dict.fromkeys(thing.id for thing in (*own, *beyond)))

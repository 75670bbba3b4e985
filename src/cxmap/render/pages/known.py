"""A survey as pages look things up in it."""

from collections.abc import Iterable
from functools import cached_property

from cxmap.message import Named
from cxmap.report.sheets import MetricSheet, OpportunitySheet, TouchpointSheet
from cxmap.report.survey import Survey


class Known:
    """A survey and its sheets by id, so that no page has to go through all of them."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    @cached_property
    def touchpoints(self) -> dict[str, TouchpointSheet]:
        """The touchpoints by id."""
        return {sheet.touchpoint.id: sheet for sheet in self.survey.touchpoints}

    @cached_property
    def metrics(self) -> dict[str, MetricSheet]:
        """The metrics by id."""
        return {sheet.metric.id: sheet for sheet in self.survey.metrics}

    def open_ones(self, opportunities: Iterable[Named]) -> list[OpportunitySheet]:
        """Return those of some opportunities that are open or being worked on, the one most worth doing first."""
        found = {one.id: self._ranked[one.id] for one in opportunities if one.id in self._ranked}
        return [sheet for _, sheet in sorted(found.values(), key=lambda ranked: ranked[0])]

    @cached_property
    def _ranked(self) -> dict[str, tuple[int, OpportunitySheet]]:
        found = self.survey.open_opportunities
        return {sheet.opportunity.id: (rank, sheet) for rank, sheet in enumerate(found)}

"""What a survey says of what is to become better: opportunities and change records."""

import datetime
from collections.abc import Iterator

from cxmap.app.survey.ground import Ground, start_of
from cxmap.app.survey.touchpoints import is_overdue
from cxmap.atlas.atlas import Placed
from cxmap.atlas.references import transition_key
from cxmap.message import Named
from cxmap.model.change import Change
from cxmap.model.change import Review as Written
from cxmap.model.improvement import Opportunity
from cxmap.report.sheets import (
    ChangeSheet,
    Decided,
    LookBack,
    OpportunitySheet,
    Position,
    Telling,
)
from cxmap.report.survey import Overdue

REVIEW_DAYS = 90
"""After so many days customers have lived with a change long enough to look back at it."""


def opportunities(ground: Ground) -> tuple[OpportunitySheet, ...]:
    """Return the opportunities, the one most worth doing first.

    What one is worth is its value divided by its effort. Among equals the more valuable one comes first, then the
    smaller id. Those without a value or an effort cannot be compared and come last.
    """
    known = ground.atlas.opportunities
    sheets = [_opportunity(ground, known[name]) for name in ground.wanted("opportunity")]
    return tuple(sorted(sheets, key=_most_worth_first))


def changes(ground: Ground) -> tuple[ChangeSheet, ...]:
    """Return the change records, in the order of ids."""
    return tuple(_change(ground, ground.atlas.changes[name]) for name in ground.wanted("change"))


def overdue(ground: Ground, records: tuple[ChangeSheet, ...]) -> tuple[Overdue, ...]:
    """Return the touchpoints and changes whose review is overdue, those that wait longest first."""
    found = [*_stale(ground), *_unreviewed(records)]
    return tuple(sorted(found, key=lambda one: (one.since, one.thing.kind, one.thing.id)))


def _stale(ground: Ground) -> Iterator[Overdue]:
    for name in ground.touchpoints:
        value = ground.atlas.touchpoints[name].value
        if value.reviewed and is_overdue(value, ground):
            owner = ground.owner(value.raci.accountable) if value.raci else None
            yield Overdue(ground.named("touchpoint", name), value.reviewed, owner)


def _unreviewed(records: tuple[ChangeSheet, ...]) -> Iterator[Overdue]:
    return (Overdue(one.change, one.live_on, one.owner) for one in records if one.overdue and one.live_on)


def _opportunity(ground: Ground, placed: Placed[Opportunity]) -> OpportunitySheet:
    value = placed.value
    start = start_of(value)
    return OpportunitySheet(
        opportunity=ground.named("opportunity", placed.id),
        basics=ground.basics(placed),
        touchpoint=ground.named("touchpoint", start) if start else None,
        transition=_transition(ground, value.transition) if value.transition else None,
        owner=ground.owner(value.owner),
        pain=value.pain or "",
        value=value.value,
        effort=value.effort,
        status=value.status,
        worth=value.value / value.effort if value.value and value.effort else None,
    )


def _transition(ground: Ground, written: str) -> Named:
    placed = ground.atlas.transitions.get(transition_key(written))
    return ground.called(placed) if placed else Named("transition", transition_key(written))


def _most_worth_first(sheet: OpportunitySheet) -> tuple[bool, float, int, str]:
    return sheet.worth is None, -(sheet.worth or 0), -(sheet.value or 0), sheet.opportunity.id


def _change(ground: Ground, placed: Placed[Change]) -> ChangeSheet:
    value = placed.value
    return ChangeSheet(
        change=ground.named("change", placed.id),
        basics=ground.basics(placed),
        reason=value.reason or "",
        why=value.why or "",
        owner=ground.owner(value.owner),
        status=value.status,
        live_on=value.live_on,
        touchpoints=ground.all_named("touchpoint", value.touchpoints),
        decisions=tuple(
            Decided(ground.named("owner", one.by), one.on, one.outcome, one.note or "") for one in value.decisions
        ),
        disagreements=tuple(
            Position(
                ground.owner(one.raised_by), one.position or "", one.resolution or "", ground.owner(one.settled_by)
            )
            for one in value.disagreements
        ),
        communications=tuple(_tellings(ground, value)),
        review=_review(value.review),
        undecided=_waits(ground, value),
        overdue=_is_overdue(ground, value),
        findings=ground.findings(placed.entity),
    )


def _tellings(ground: Ground, value: Change) -> Iterator[Telling]:
    for one in value.communications:
        owner, persona = ground.atlas.owners.get(one.audience), ground.atlas.personas.get(one.audience)
        known = owner or persona
        audience = known.named if known else one.audience
        teller = ground.owner(one.owner)
        yield Telling(audience, one.wave, one.channel or "", one.message or "", teller, one.on, one.done)


def _review(review: Written | None) -> LookBack | None:
    if review is None or not (review.on or review.successes or review.failures or review.lessons):
        return None
    return LookBack(review.on, review.successes, review.failures, review.lessons)


def _waits(ground: Ground, value: Change) -> bool:
    """Return whether a change waits for a decision: by the committee where there is one, else by anybody.

    The last decision counts that has been made by today; one that defers is none.
    """
    committee = ground.reading.settings.config.governance.committee
    if value.status in ("rejected", "live", "reviewed"):
        return False
    made = [
        (one.on or datetime.date.min, index, one.outcome)
        for index, one in enumerate(value.decisions)
        if committee in (None, "", one.by) and (one.on is None or one.on <= ground.today)
    ]
    return not made or max(made)[2] == "deferred"


def _is_overdue(ground: Ground, value: Change) -> bool:
    if value.status != "live" or value.live_on is None or _review(value.review):
        return False
    return (ground.today - value.live_on).days > REVIEW_DAYS

"""What a survey says of the touchpoints and stages of a map."""

from cxmap.app.survey.ground import Ground
from cxmap.app.things.appearing import Appearing
from cxmap.app.things.knowing import Knowing
from cxmap.atlas.atlas import Placed
from cxmap.graph.flow import Flow
from cxmap.message import Named
from cxmap.model.touchpoint import Raci, Touchpoint
from cxmap.report.entity import Appearance
from cxmap.report.sheets import Basics, Roles, StageSheet, TouchpointSheet


def touchpoints(ground: Ground, appearing: Appearing) -> tuple[TouchpointSheet, ...]:
    """Return the touchpoints that are wanted, in the order of the journey."""
    knowing = Knowing(ground.flow)
    known = ground.atlas.touchpoints
    return tuple(_touchpoint(ground, known[name], tuple(appearing.at(name)), knowing) for name in ground.touchpoints)


def stages(ground: Ground, sheets: tuple[TouchpointSheet, ...]) -> tuple[StageSheet, ...]:
    """Return the stages in their order; what is named as a stage and is not declared comes last."""
    inside: dict[str, list[Named]] = {name: [] for name in ground.wanted("stage")}
    for sheet in sheets:
        inside.setdefault(sheet.stage.id, []).append(sheet.touchpoint)
    declared = ground.atlas.stages
    order = [*(name for name in inside if name in declared), *sorted(inside.keys() - declared.keys())]
    return tuple(_stage(ground, name, tuple(inside[name])) for name in order)


def is_overdue(value: Touchpoint, ground: Ground) -> bool:
    """Return whether the review of a touchpoint is longer ago than the limit."""
    limit = ground.reading.settings.config.rules.limits.review_days
    reviewed = value.reviewed
    return reviewed is not None and value.status == "live" and (ground.today - reviewed).days > limit


def roles(ground: Ground, raci: Raci | None) -> Roles:
    """Return who has which role."""
    if raci is None:
        return Roles()
    accountable = ground.owner(raci.accountable)
    responsible = ground.all_named("owner", raci.responsible) or ((accountable,) if accountable else ())
    consulted, informed = (ground.all_named("owner", names) for names in (raci.consulted, raci.informed))
    return Roles(accountable, responsible, consulted, informed)


def _touchpoint(
    ground: Ground, placed: Placed[Touchpoint], appearances: tuple[Appearance, ...], knowing: Knowing
) -> TouchpointSheet:
    value, name, flow = placed.value, placed.id, ground.flow
    departures = tuple(ground.departures.get(name, ()))
    return TouchpointSheet(
        touchpoint=ground.named("touchpoint", name),
        basics=ground.basics(placed),
        stage=ground.named("stage", value.stage),
        channel=value.channel,
        status=value.status,
        roles=roles(ground, value.raci),
        team=ground.owner(value.team),
        aliases=value.aliases,
        moment=value.moment or "",
        initiated_by=value.initiated_by or "",
        entry=name in flow.entries,
        exit=name in flow.exits,
        volume=value.volume,
        evidence=value.evidence or "",
        reviewed=value.reviewed,
        overdue=is_overdue(value, ground),
        captures=ground.all_named("data", value.captures),
        needs=ground.all_named("data", value.needs),
        systems=ground.all_named("system", value.systems),
        metrics=ground.all_named("metric", value.metrics),
        events=value.events,
        arrivals=tuple(ground.arrivals.get(name, ())),
        departures=departures,
        appearances=appearances,
        personas=_personas(ground, flow, appearances),
        known=knowing.at(placed),
        opportunities=tuple(ground.named("opportunity", one.id) for one in ground.opportunities.get(name, ())),
        changes=tuple(ground.changes.get(name, ())),
        findings=ground.findings(placed.entity, *(passage.transition.entity for passage in departures)),
    )


def _personas(ground: Ground, flow: Flow, appearances: tuple[Appearance, ...]) -> tuple[Named, ...]:
    journeys = dict.fromkeys(appearance.journey.id for appearance in appearances)
    declared = flow.atlas.journeys
    return ground.all_named("persona", sorted({who for name in journeys for who in declared[name].value.personas}))


def _stage(ground: Ground, name: str, inside: tuple[Named, ...]) -> StageSheet:
    placed = ground.atlas.stages.get(name)
    return StageSheet(
        stage=ground.named("stage", name),
        basics=ground.basics(placed) if placed else Basics(),
        goal=(placed.value.goal or "") if placed else "",
        touchpoints=inside,
        findings=ground.findings(f"stage:{name}"),
    )

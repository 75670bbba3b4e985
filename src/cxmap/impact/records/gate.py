"""The gate: whether a change may go ahead by the rules of governance."""

import datetime
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.comparison import Comparison
from cxmap.config import Settings
from cxmap.diff.grade import Grade
from cxmap.impact.concerns import Concerns
from cxmap.impact.records.approvals import missing_approvals
from cxmap.impact.records.records import brought
from cxmap.message import Message, Named, said
from cxmap.model.change import Change
from cxmap.report.impact import Changed, Gate


def gate(
    comparison: Comparison,
    changes: Sequence[Changed],
    records: Sequence[Placed[Change]],
    settings: Settings,
    today: datetime.date,
) -> Gate:
    """Return whether the change needs a change record, and why it may not go ahead if it may not.

    `require_change` of the base decides: with `breaking` a record is needed as soon as one change is breaking, with
    `any` for every change but those to change records themselves. Several records may cover a change together; see
    `scope` for which count and what they have to name. Each has to be approved, as `missing_approvals` says.
    """
    required = needs_record(changes, settings.config.governance.require_change)
    covering = scope(comparison, changes, records, settings)
    closed = list(_closed(comparison, changes, covering, settings, today)) if required else []
    return Gate(
        required=required,
        records=tuple(record.named for record in records),
        closed=tuple(closed),
        unrecorded=covering.unrecorded if required or covering.records else (),
        unchanged=tuple(dict.fromkeys(named for _, names in covering.unchanged for named in names)),
    )


class Scope(NamedTuple):
    """The records that cover a change, the touchpoints none of them names, and those each names for nothing."""

    records: tuple[Placed[Change], ...]
    rejected: tuple[Placed[Change], ...]
    unrecorded: tuple[Named, ...]
    unchanged: tuple[tuple[Named, tuple[Named, ...]], ...]


def needs_record(changes: Sequence[Changed], require: str) -> bool:
    """Return whether some changes need a change record, where `require` is what governance asks for."""
    of_the_map = [changed for changed in changes if changed.entity.kind != "change"]
    if require == "breaking":
        return any(changed.grade is Grade.BREAKING for changed in of_the_map)
    return require == "any" and bool(of_the_map)


def scope(
    comparison: Comparison, changes: Sequence[Changed], records: Sequence[Placed[Change]], settings: Settings
) -> Scope:
    """Return how what records name compares with what changed.

    Records that come with the change count, unless they name nothing of it while others do: those were only edited on
    the way. Of the others that are under way, those count that name what would be left over. A changed touchpoint has
    to be named, and of a changed transition one end. Where only breaking changes need a record, other words for the
    same thing need not be.
    """
    concerns = Concerns(comparison, changes)
    names = {record.id: frozenset(concerns.ids_now("touchpoint", record.value.touchpoints)) for record in records}
    valid = [record for record in records if record.value.status != "rejected"]
    mine = brought(comparison)
    own = [record for record in valid if record.id in mine]
    covering = [record for record in own if names[record.id] & concerns.touched]
    every_word = settings.config.governance.require_change == "any"
    counted = [changed for changed in changes if every_word or changed.grade is not Grade.WORDING]

    def unnamed(by: Sequence[Placed[Change]]) -> list[str]:
        named = frozenset[str]().union(*(names[record.id] for record in by))
        groups = [concerns.touchpoints(changed) for changed in counted]
        return sorted({group[0] for group in groups if group and named.isdisjoint(group)})

    left = unnamed(covering)
    covering += [record for record in valid if record not in own and not names[record.id].isdisjoint(left)]
    covering = covering or own
    surplus = [(record.named, sorted(names[record.id] - concerns.touched)) for record in covering]
    return Scope(
        records=tuple(covering),
        rejected=tuple(record for record in records if record not in valid),
        unrecorded=tuple(map(concerns.touchpoint, unnamed(covering))),
        unchanged=tuple((record, tuple(map(concerns.touchpoint, ids))) for record, ids in surplus if ids),
    )


def _closed(
    comparison: Comparison,
    changes: Sequence[Changed],
    covering: Scope,
    settings: Settings,
    today: datetime.date,
) -> Iterator[Message]:
    for record in covering.rejected:
        yield said("Change {record} was rejected.", record=record.named)
    if not covering.records:
        yield said("No change record covers this: `cxmap change new` writes one for you to complete.")
        return
    if covering.unrecorded:
        yield said("No change record names {touchpoints}, where something changed.", touchpoints=covering.unrecorded)
    for named, touchpoints in covering.unchanged:
        yield said(
            "Change {record} names {touchpoints}, and nothing changed there.", record=named, touchpoints=touchpoints
        )
    yield from missing_approvals(comparison, changes, covering.records, settings, today)

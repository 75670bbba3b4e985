"""Checks change records: what each lacks for how far it has come, and whether it says what changed."""

import datetime
from collections.abc import Iterator

from cxmap.app.compare import Compared
from cxmap.atlas.atlas import Atlas, Placed
from cxmap.atlas.wording import did_you_mean
from cxmap.config import Settings
from cxmap.errors import CxmapError
from cxmap.impact.records.approvals import missing_by_accountable
from cxmap.impact.records.gate import needs_record, scope
from cxmap.impact.records.records import records
from cxmap.impact.records.standing import missing
from cxmap.message import Message, said
from cxmap.model.change import Change
from cxmap.report.change_check import ChangesReport, Checkup


def check_records(
    atlas: Atlas, settings: Settings, today: datetime.date, name: str = "", compared: Compared | None = None
) -> ChangesReport:
    """Return what the change records of a map lack, or the one of a name.

    Args:
        atlas: the map.
        settings: the settings to judge by, those of the base where there is one.
        today: the day on which deadlines are judged.
        name: the id of one record; empty for all.
        compared: what changed, to be held against what the records name.

    Raises `CxmapError` when there is no such record.
    """
    wanted = [known_record(atlas, name)] if name else [record for _, record in sorted(atlas.changes.items())]
    against_changes = _against(compared, settings, today) if compared else {}
    governance = settings.config.governance
    return ChangesReport(
        tuple(
            Checkup(
                record.named,
                record.value.status,
                (*missing(atlas, record, governance, today), *against_changes.get(record.id, ())),
            )
            for record in wanted
        )
    )


def known_record(atlas: Atlas, name: str) -> Placed[Change]:
    """Return the change record of an id. Raises `CxmapError` when there is none."""
    record = atlas.changes.get(name.removeprefix("change:"))
    if record is None:
        raise CxmapError(
            said("There is no change record `{id}`.", id=name),
            did_you_mean(name, atlas.changes)
            or said("`cxmap change check` lists them; `cxmap change new` begins one."),
        )
    return record


def _against(compared: Compared, settings: Settings, today: datetime.date) -> dict[str, tuple[Message, ...]]:
    """Return what is to be said of each record that covers what changed, by id."""
    comparison = compared.comparison
    changes = tuple(changed for changed in compared.changes if changed.entity.kind != "change")
    if not changes:
        return {}
    covering = scope(comparison, changes, records(comparison, changes), settings)
    unchanged = dict(covering.unchanged)
    approvals: tuple[Message, ...] = ()
    if needs_record(changes, settings.config.governance.require_change):
        approvals = tuple(missing_by_accountable(comparison, changes, covering.records, today))

    def about(record: Placed[Change]) -> Iterator[Message]:
        if covering.unrecorded:
            yield said("It does not name {touchpoints}, where something changed.", touchpoints=covering.unrecorded)
        if record.named in unchanged:
            yield said("It names {touchpoints}, and nothing changed there.", touchpoints=unchanged[record.named])
        if record.value.status not in ("proposed", "rejected"):
            yield from approvals

    return {record.id: tuple(about(record)) for record in covering.records}

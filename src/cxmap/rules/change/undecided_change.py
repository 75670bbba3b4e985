"""A change has been announced or is live, and those who decide have not approved it.

Why: what the customer is told can hardly be taken back. The committee looks at a change on behalf of the whole journey,
and that is worth something only before it is announced.

Flagged:
    # cxmap.yaml
    cxmap: 1
    governance: {committee: cx-steering, require_change: breaking}
    # changes.yaml
    owners:
      cx-steering: {kind: committee, lead: Ann}
      digital: {kind: team, lead: Ben}
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        status: announced

Clean:
    # cxmap.yaml
    cxmap: 1
    governance: {committee: cx-steering, require_change: breaking}
    # changes.yaml
    owners:
      cx-steering: {kind: committee, lead: Ann}
      digital: {kind: team, lead: Ben}
    changes:
      one-page-checkout:
        owner: digital
        why: Four in ten customers leave between basket and payment.
        status: announced
        decisions:
          - {by: cx-steering, on: 2026-10-08, outcome: approved}

Note: asked for only where `require_change` under `governance:` in `cxmap.yaml` is `breaking` or `any`. Where a
committee is named its last decision counts, else the last one of anybody.
"""

import datetime as dt
from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.change import Decision
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.ERROR, "Change {change} is `{status}`, but {committee} has not approved it.", absent_field=("decisions",)
)
def undecided_change(context: Context) -> Iterator[Hit]:
    """Yield every change that people have been told of and that was not approved in the end."""
    governance = context.settings.config.governance
    if governance.require_change == "never":
        return
    for change in context.atlas.changes.values():
        status = change.value.status
        if status not in ("announced", "live", "reviewed"):
            continue
        decisions = list(enumerate(change.value.decisions))
        deciding = [numbered for numbered in decisions if governance.committee in (None, "", numbered[1].by)]
        last = max(deciding, key=_age, default=None)
        if last and last[1].outcome == "approved":
            continue
        nobody = said("Change {change} is `{status}`, but nobody has approved it.", change=change.named, status=status)
        shown = [last] if last else decisions[-1:]
        yield Hit(
            change.at("status"),
            entity=change,
            message=None if governance.committee else nobody,
            change=change,
            status=status,
            committee=context.atlas.named("owner", governance.committee or ""),
            hint=said("Add the approval to `decisions:`, or set the status back until there is one."),
            related=[
                (
                    change.at("decisions", index),
                    said(
                        "{owner}: `{outcome}`.",
                        owner=context.atlas.named("owner", decision.by),
                        outcome=decision.outcome,
                    ),
                )
                for index, decision in shown
            ],
        )


def _age(numbered: tuple[int, Decision]) -> tuple[dt.date, int]:
    """Return what is largest for the last decision: its day, then its place in the list."""
    index, decision = numbered
    return decision.on or dt.date.min, index

"""The repository says nowhere that customers may start, or nowhere that they may finish.

Why: without a beginning and an end there is no journey, only a list. Nobody can tell who is left outside and who is
stuck inside.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web}
    transitions:
      - {from: basket, to: checkout}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      checkout: {stage: buy, channel: web, exit: true}
    transitions:
      - {from: basket, to: checkout}

Note: a journey that no other one nests brings both, with its first and its last step. While there is no entry, nothing
is said about what is unreachable or known; while there is no exit, nothing about dead ends and traps.
"""

from collections.abc import Iterator

from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.ERROR, "No touchpoint is an entry and none is an exit.", absence=True)
def no_entry_or_exit(context: Context) -> Iterator[Hit]:
    """Yield one finding for the repository."""
    if not context.atlas.touchpoints:
        return
    entries, exits = context.flow.possible_entries, context.flow.possible_exits
    if entries and exits:
        return
    if not entries and not exits:
        message = None
        hint = said("Write `entry: true` and `exit: true` at touchpoints, or declare a journey.")
    elif not entries:
        message = said("No touchpoint is an entry: customers can start nowhere.")
        hint = said("Write `entry: true` at the touchpoints where customers may start.")
    else:
        message = said("No touchpoint is an exit: customers can finish nowhere.")
        hint = said("Write `exit: true` at the touchpoints where customers may rightly finish.")
    yield Hit(context.settings.at(), message=message, hint=hint)

"""An owner, datum, system or metric that nothing refers to.

Why: either it was forgotten where it belongs, and a customer's way lacks it, or it is left over. A map full of
leftovers is soon not read any more.

Flagged:
    stages: {buy: }
    metrics:
      checkout-ces: {kind: ces}
      basket-csat: {kind: csat}
    touchpoints:
      checkout: {stage: buy, channel: web, metrics: [checkout-ces]}

Clean:
    stages: {buy: }
    metrics:
      checkout-ces: {kind: ces}
    touchpoints:
      checkout: {stage: buy, channel: web, metrics: [checkout-ces]}

Note: an owner is used as well where `cxmap.yaml` names it as the committee, and a person who is `part_of` a team
belongs to it as if the team listed it. Retired owners may stay unused. What is nearly called like an id that is not
declared is left to `unknown-reference`, a stage without touchpoints to `stage-gap`, and a persona without a journey to
`persona-without-journey`.
"""

from collections.abc import Iterator
from typing import Any

from cxmap.atlas.atlas import Placed
from cxmap.findings import Severity
from cxmap.message import Message, said
from cxmap.model.people import Owner
from cxmap.rule import Context, Hit, rule


@rule(Severity.INFO, "Nothing refers to {thing}.", absence=True)
def unused_definition(context: Context) -> Iterator[Hit]:
    """Yield everything that is declared for others to refer to, and is not referred to."""
    for kind, (sentence, hint) in _KINDS.items():
        used = context.atlas.used[kind] | context.atlas.meant(kind)
        for name, thing in context.atlas.things[kind].items():
            if name not in used and not _is_used_otherwise(context, thing):
                yield Hit(thing, message=Message(sentence.text, {"thing": thing.named}), hint=hint)


def _is_used_otherwise(context: Context, thing: Placed[Any]) -> bool:
    owner = thing.value
    if not isinstance(owner, Owner):
        return False
    committee = context.settings.config.governance.committee
    if owner.status == "retired" or thing.id == committee:
        return True
    if owner.kind == "committee" and committee is not None and not context.atlas.declares("owner", committee):
        return True  # it may be the one that is meant
    return owner.kind == "person" and owner.part_of is not None


_KINDS = {
    "owner": (
        said("Nothing refers to owner {thing}."),
        said("Name it where it has a role, mark it `status: retired`, or remove it."),
    ),
    "data": (
        said("Nothing refers to data {thing}."),
        said("Name it under `captures` or `needs` of a touchpoint, or remove it."),
    ),
    "system": (
        said("Nothing refers to system {thing}."),
        said("Name it under `systems` of a touchpoint or `held_in` of data, or remove it."),
    ),
    "metric": (
        said("Nothing refers to metric {thing}."),
        said("Name it under `metrics` of a touchpoint or a journey, or remove it."),
    ),
}
"""What is said of a thing of each kind, and what to do."""

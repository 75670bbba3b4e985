"""An owner has a role at a touchpoint, and nobody can tell how to reach them.

Why: on the day something goes wrong for a customer, whoever notices needs a name to call. An owner without one is no
better than no owner.

Flagged:
    stages: {buy: }
    owners:
      digital: {kind: team, name: Digital}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: digital}}

Clean:
    stages: {buy: }
    owners:
      digital: {kind: team, name: Digital, contact: {chat: "#digital"}}
      legal: {kind: team, lead: Ann Lee}
    touchpoints:
      checkout: {stage: buy, channel: web, raci: {accountable: digital, consulted: [legal]}}

Note: the lead or the contact must be the owner's own; that a member has one does not help somebody who has a minute.
Roles at retired touchpoints do not count.
"""

from collections.abc import Iterator

from cxmap.atlas.document import Spot
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.model.people import Owner
from cxmap.rule import Context, Hit, rule


@rule(
    Severity.WARNING,
    "Owner {owner} holds a role and has neither a lead nor a contact.",
    absent_field=("lead", "contact"),
)
def unreachable_owner(context: Context) -> Iterator[Hit]:
    """Yield every owner without lead and contact who is in some RACI, with the first role."""
    for name, role in _first_roles(context).items():
        owner = context.atlas.owners.get(name)
        if owner is not None and owner.value.status == "active" and not _reachable(owner.value):
            person = owner.value.kind == "person"
            yield Hit(
                owner,
                owner=owner,
                hint=said("Add `contact:`, such as an e-mail address.")
                if person
                else said("Add `lead:` or `contact:`."),
                related=[(role, said("A role it holds."))],
            )


def _first_roles(context: Context) -> dict[str, Spot]:
    roles: dict[str, Spot] = {}
    for touchpoint in context.atlas.touchpoints.values():
        if touchpoint.value.raci and touchpoint.value.status != "retired":
            for route, owner in touchpoint.value.raci.held():
                if owner not in roles:
                    roles[owner] = touchpoint.at("raci", *route)
    return roles


def _reachable(owner: Owner) -> bool:
    contact = owner.contact
    return bool(owner.lead or (contact and (contact.email or contact.chat or contact.phone or contact.github)))

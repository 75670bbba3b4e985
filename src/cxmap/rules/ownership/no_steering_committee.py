"""No steering committee is named in `cxmap.yaml`, or what is named there is no committee that still exists.

Why: a journey crosses departments. Where they disagree, somebody has to decide for the customer, and everybody should
know who that is before it is needed.

Flagged:
    # cxmap.yaml
    cxmap: 1
    # owners.yaml
    owners:
      digital: {kind: team, lead: Ann}

Clean:
    # cxmap.yaml
    cxmap: 1
    governance: {committee: cx-steering}
    # owners.yaml
    owners:
      cx-steering: {kind: committee, lead: Ann}
"""

from collections.abc import Iterator

from cxmap.atlas.wording import did_you_mean
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule


@rule(Severity.INFO, "No steering committee is named.", absence=True)
def no_steering_committee(context: Context) -> Iterator[Hit]:
    """Yield one finding for the repository, at the setting or at the top of `cxmap.yaml`."""
    name = context.settings.config.governance.committee
    spot = context.settings.at("governance", "committee")
    if not name:
        hint = said("Name an owner of kind `committee` in `cxmap.yaml`: `governance: {{committee: ..}}`.")
        yield Hit(context.settings.at("governance"), hint=hint)
        return
    committee = context.atlas.owners.get(name)
    if committee is None:
        if not context.atlas.declares("owner", name):
            message = said("The steering committee `{name}` is not declared among the owners.", name=name)
            yield Hit(spot, message=message, hint=did_you_mean(name, context.atlas.owners))
    elif committee.value.kind != "committee":
        yield Hit(
            spot,
            message=said("The steering committee {owner} is not of kind `committee`.", owner=committee.named),
            related=[(committee, said("It is declared here."))],
        )
    elif committee.value.status == "retired":
        yield Hit(
            spot,
            message=said("The steering committee {owner} is retired.", owner=committee.named),
            related=[(committee, said("It is declared here."))],
        )

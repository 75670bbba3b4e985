"""A comment that is meant to silence a rule, and silences nothing.

Why: the problem it excused is gone, or it never worked. The next real problem at this spot would be hidden by it, or
everybody believes that it is, and customers meet it first.

Flagged:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      # cxmap: ignore[orphan-touchpoint] is being linked next month
      checkout: {stage: buy, channel: web, exit: true}
    transitions:
      - {from: basket, to: checkout}

Clean:
    stages: {buy: }
    touchpoints:
      basket: {stage: buy, channel: web, entry: true}
      # cxmap: ignore[orphan-touchpoint] is being linked next month
      checkout: {stage: buy, channel: web, exit: true}

Note: `# cxmap: ignore[rule-id] reason` stands at the end of an entity's first line or on the line above;
`# cxmap: ignore-file[rule-id] reason` above all else in a file. Both name rules by their ids, and give a reason. Rules
that did not run are not held against a comment.
"""

from collections.abc import Iterator

from cxmap.atlas.wording import nearest
from cxmap.findings import Severity
from cxmap.message import said
from cxmap.rule import Context, Hit, rule
from cxmap.rules import all_rules
from cxmap.suppression import Suppression


@rule(Severity.WARNING, "This comment silences {rules}, and there is nothing to silence.")
def unused_suppression(context: Context) -> Iterator[Hit]:
    """Yield every suppression that is written wrongly, names a rule that does not exist, or has no effect."""
    for suppression in context.suppressions:
        flaw = suppression.flaw()
        if flaw:
            yield Hit(suppression.spot, entity=suppression.entity, message=flaw.message, hint=flaw.hint)
            continue
        unknown = tuple(name for name in suppression.ignore.rules if name not in all_rules())
        if unknown:
            yield _unknown(suppression, unknown)
        unused = suppression.tried - suppression.silenced
        if unused and not suppression.expired(context.today) and _is_read(suppression, context):
            yield Hit(
                suppression.spot,
                entity=suppression.entity,
                rules=tuple(name for name in suppression.ignore.rules if name in unused),
                hint=said("Remove it.")
                if unused == set(suppression.ignore.rules)
                else said("Take what is not needed out of the brackets."),
            )


def _unknown(suppression: Suppression, names: tuple[str, ...]) -> Hit:
    near = nearest(names[0], all_rules()) if len(names) == 1 else None
    return Hit(
        suppression.spot,
        entity=suppression.entity,
        message=said("This comment is meant to silence {rules}, and there is no such rule.", rules=names),
        hint=said("Did you mean `{near}`?", near=near) if near else said("`cxmap rule` lists all rules."),
    )


def _is_read(suppression: Suppression, context: Context) -> bool:
    """Return whether all that the suppression stands at could be read, so that rules could find something there."""
    atlas = context.atlas
    if suppression.ignore.whole_file:
        return all(document is not suppression.document for document, _ in atlas.flaws)
    entities = suppression.entities or ()
    return bool(entities) and not any(
        entity in atlas.partial or identifier in atlas.lost.get(kind, ())
        for entity in entities
        for kind, _, identifier in [entity.partition(":")]
    )

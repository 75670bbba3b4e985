"""Other open branches that change the same."""

from cxmap.message import said
from cxmap.render.document import Item, Items, Section, Text, plainly
from cxmap.report.impact import Branch, ImpactReport
from cxmap.visible import visible
from cxmap.words import Part, Words, say


def branches(report: ImpactReport, words: Words) -> Section:
    """Return who else is at work on the same touchpoints, or concerns the same people."""
    items = tuple(_branch(branch, words) for branch in report.branches)
    title = say(said("Other open branches ({number})", number=len(items)), words)
    return Section("branches", title, (Items(items),) if items else (), folded=True)


_SHORT = 12
"""How many digits of a commit are enough to tell it from others."""


def _branch(branch: Branch, words: Words) -> Item:
    name: Text = (Part(visible(branch.name), "id"),)
    commit: Text = (Part(visible(branch.commit[:_SHORT]), "value"),) if branch.commit else ()
    common = (
        (branch.touchpoints, said("It changes {things}, too.", things=branch.touchpoints)),
        (branch.owners, said("It concerns the same teams: {things}.", things=branch.owners)),
        (branch.personas, said("It concerns the same customers: {things}.", things=branch.personas)),
    )
    details = tuple(plainly(message, words) for things, message in common if things)
    text = (*name, Part(" (", "text"), *commit, Part(")", "text")) if commit else name
    return Item(text, details=details)

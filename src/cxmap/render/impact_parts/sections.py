"""The sections of a report on impact, in the order in which a CX practitioner works."""

from cxmap.message import said
from cxmap.render.document import Drawing, Section
from cxmap.render.impact_parts.branches import branches
from cxmap.render.impact_parts.changes import changes
from cxmap.render.impact_parts.checks import checks
from cxmap.render.impact_parts.deciding import disagreements, lessons
from cxmap.render.impact_parts.engage import engage
from cxmap.render.impact_parts.plan import plan
from cxmap.render.impact_parts.start import start
from cxmap.render.impact_parts.verdict import verdict
from cxmap.report.impact import ImpactReport, Revision
from cxmap.visible import visible
from cxmap.words import Words, say


def sections(report: ImpactReport, words: Words) -> tuple[Section, ...]:
    """Return the sections that have something to say. Where nothing changed that is the verdict alone."""
    if not report.changes:
        return (verdict(report, words),)
    made = (
        verdict(report, words),
        engage(report, words),
        start(report, words),
        changes(report, words),
        checks(report, words),
        disagreements(report, words),
        plan(report, words),
        lessons(report, words),
        _picture(report, words),
        branches(report, words),
    )
    return tuple(section for section in made if section.blocks)


def compared(report: ImpactReport, words: Words) -> str:
    """Return which two revisions were held against each other."""
    base, head = revision(report.base, words), revision(report.head, words)
    return say(said("Compared: {base} with {head}.", base=base, head=head), words)


def revision(revision: Revision, words: Words) -> str:
    """Return what people call a revision, with the beginning of its commit where the name is not that."""
    commit = visible(revision.commit[:_SHORT])
    if revision.called:
        called = say(revision.called, words)
        return say(said("{name} ({commit})", name=called, commit=commit), words) if commit else called
    if not commit or commit[:_SHORTEST] in revision.label:
        return visible(revision.label) or commit
    return say(said("{name} ({commit})", name=revision.label, commit=commit), words) if revision.label else commit


_SHORT = 12
_SHORTEST = 7
"""How many digits of a commit people write at least."""


def _picture(report: ImpactReport, words: Words) -> Section:
    picture = report.picture
    drawn = any((*picture.before[0], *picture.after[0]))
    blocks = (Drawing(picture),) if drawn else ()
    return Section("picture", words.sentence("Picture"), blocks, folded=True)

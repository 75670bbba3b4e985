"""The touchpoints that differ between two revisions."""

from cxmap.atlas.atlas import Atlas
from cxmap.diff.diff import Diff


def changed_touchpoints(base: Atlas, head: Atlas) -> frozenset[str]:
    """Return the touchpoints of the head that are new, have another id, or say something else than in the base.

    What only names a renamed thing by its new id has not changed.
    """
    diff = Diff(base, head)
    pairs = (*diff.differing["touchpoint"], *(pair for pair in diff.renamed if pair.after.kind == "touchpoint"))
    return frozenset((*(placed.id for placed in diff.added["touchpoint"]), *(pair.after.id for pair in pairs)))

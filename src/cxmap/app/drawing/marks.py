"""What is marked in a picture: what is wrong with things, and what happened to them since a base."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cxmap.atlas.atlas import Atlas, Placed
from cxmap.diff.diff import Diff
from cxmap.findings import Finding, Severity
from cxmap.report.drawing import Mark


class Tally(NamedTuple):
    """How many errors and warnings there are."""

    errors: int = 0
    warnings: int = 0


def tallies(findings: Iterable[Finding]) -> Mapping[str, Tally]:
    """Return how many findings each thing has that has any, by `KIND:ID`."""
    found: dict[str, Tally] = {}
    for finding in findings:
        tally = found.get(finding.entity, Tally())
        errors = tally.errors + (finding.severity is Severity.ERROR)
        warnings = tally.warnings + (finding.severity is Severity.WARNING)
        found[finding.entity] = Tally(errors, warnings)
    return found


class Marks:
    """What happened to touchpoints and transitions since a base; nothing where there is none."""

    def __init__(self, base: Atlas | None, head: Atlas) -> None:
        self._diff = Diff(base, head) if base else None
        self._marks: dict[str, Mark] = {}
        if self._diff:
            for kind in ("touchpoint", "transition"):
                pairs = (*self._diff.differing[kind], *self._diff.renamed)
                self._marks.update((pair.after.entity, "changed") for pair in pairs if pair.after.kind == kind)
                self._marks.update((placed.entity, "added") for placed in self._diff.added[kind])

    def of(self, placed: Placed[Any]) -> Mark:
        """Return what happened to something that is there now."""
        return self._marks.get(placed.entity, "")

    def gone(self, kind: str) -> list[Placed[Any]]:
        """Return what is no longer there, in the order of ids."""
        return sorted(self._diff.removed[kind], key=lambda placed: placed.id) if self._diff else []

    def id_now(self, kind: str, identifier: str) -> str:
        """Return the id that something of the base has now."""
        return self._diff.id_now(kind, identifier) if self._diff else identifier

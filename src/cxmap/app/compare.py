"""Two revisions read and compared: what changed, and what could not be compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cxmap.app.collection import collection_paused
from cxmap.app.means import Means
from cxmap.app.repository import Opened, holds_map, open_repository
from cxmap.app.severity import Severities
from cxmap.app.two_sided import Side, keep_both
from cxmap.app.validate import Checked, Scope, check_atlas, check_opened
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import Built, assemble
from cxmap.comparison import Comparison
from cxmap.config import Settings
from cxmap.diff.diff import Diff
from cxmap.diff.plain import differing
from cxmap.errors import CxmapError
from cxmap.impact.seen import see_all
from cxmap.message import Message, said
from cxmap.report.impact import Changed
from cxmap.source.tree import Tree

Supposing = Callable[[Atlas], Atlas]
"""What turns an atlas into the one that would be."""


@dataclass(frozen=True)
class Compared:
    """Two revisions and what tells them apart.

    `settings` are those of the base, because a change does not choose the rules by which it is judged; those of the
    head where the base is no journey repository yet. `notes` say what could not be compared.
    """

    base: Opened | None
    head: Opened
    comparison: Comparison
    settings: Settings
    changes: tuple[Changed, ...]
    notes: tuple[Message, ...]
    sides: tuple[Side, Side] | None = None
    supposed: bool = False

    def check(self, scope: Scope, means: Means) -> tuple[Checked | None, Checked]:
        """Return what is wrong in the base, if it is there, and in the head, both by the rules of the base."""
        sides = self.sides or (None, None)
        before = self.base and self._check(self.base, self.comparison.base, scope, replace(means, cache=sides[0]))
        after = self._check(self.head, self.comparison.head, scope, replace(means, cache=sides[1]))
        return before, after

    def _check(self, opened: Opened, atlas: Atlas, scope: Scope, means: Means) -> Checked:
        judged = opened._replace(settings=self.settings)
        if self.supposed:
            return check_atlas(atlas, judged, scope, Severities(judged.settings, scope.select, scope.ignore))
        return check_opened(judged, lambda: atlas, scope, means)


def compare(base: Tree | None, head: Tree, means: Means, supposing: Supposing | None = None) -> Compared:
    """Read two revisions and return what tells them apart.

    Without a base, the head is compared with what it would be, as `supposing` says. A base in which there is no map
    yet counts as empty, and a note says so. Raises `CxmapError` when the head cannot be opened.
    """
    with collection_paused():
        after = open_repository(head)
        before, notes = (after, []) if base is None else _opened_base(base)
        sides = (Side(means.cache, "base"), Side(means.cache, "head")) if means.cache else None
        built: Built = {}
        old = assemble(before.files if before else (), means.limits, sides and sides[0], means.progress, built)
        new = old if base is None else assemble(after.files, means.limits, sides and sides[1], means.progress, built)
        if means.cache and sides:
            keep_both(means.cache, *sides)
        comparison = Comparison(Diff(old, supposing(new) if supposing else new))
        notes += [*_unread(comparison), *_settings_changed(before, after)]
        changes = see_all(comparison)
    settings = before.settings if before else after.settings
    return Compared(before, after, comparison, settings, changes, tuple(notes), sides, supposing is not None)


def _opened_base(tree: Tree) -> tuple[Opened | None, list[Message]]:
    if not holds_map(tree):
        return None, [
            said("There is no map in {revision} yet: everything counts as new.", revision=tree.label),
        ]
    try:
        return open_repository(tree), []
    except CxmapError as error:
        message = said(
            "The map in {revision} cannot be read, so everything counts as new. {reason}",
            revision=tree.label,
            reason=error.message,
        )
        return None, [message]


def _unread(comparison: Comparison) -> Iterator[Message]:
    """Yield what keeps the comparison from being whole."""
    sides: Sequence[tuple[Atlas, str]] = (
        (
            comparison.base,
            "Before the change, {paths} could not be read in full, and was compared as far as it goes.",
        ),
        (
            comparison.head,
            "After the change, {paths} cannot be read in full, and was compared as far as it goes.",
        ),
    )
    for atlas, sentence in sides:
        if paths := sorted({document.path for document, flaw in atlas.flaws} if not _sound(atlas) else ()):
            yield Message(sentence, {"paths": tuple(paths)})
    if missing := comparison.diff.incomparable:
        yield said(
            "{things} could not be compared: they stand in a file that could not be read on one side.",
            things=tuple(placed.named for placed in missing),
        )


def _sound(atlas: Atlas) -> bool:
    return atlas.whole and not atlas.partial


def _settings_changed(before: Opened | None, after: Opened) -> Iterable[Message]:
    """Yield a note where the change touches its own rules: those of the base apply."""
    if before and (fields := differing(before.settings.config, after.settings.config)):
        yield said(
            "This change also changes {settings} in cxmap.yaml. The settings of the base apply here.",
            settings=fields,
        )

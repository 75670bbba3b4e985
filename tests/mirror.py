"""What is seen the other way round: the same changes in a mirror."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from cxmap.atlas.atlas import Atlas
from cxmap.changes import all_kinds
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff
from cxmap.impact.seen import see_all
from cxmap.message import Named
from cxmap.report.impact import Changed


def assert_mirrored(before: Atlas, after: Atlas) -> None:
    """Whichever revision is the first: what came went, and what was there before is there now."""
    there, back = Comparison(Diff(before, after)), Comparison(Diff(after, before))
    assert Counter(map(told, see_all(there))) == Counter(map(told, mirrored(see_all(back), there)))


def mirrored(changes: Iterable[Changed], there: Comparison) -> Iterator[Changed]:
    """Yield changes as they are the other way round."""
    changes = tuple(changes)
    called = {changed.entity: changed.previous for changed in changes if changed.previous}
    for changed in changes:
        kind = all_kinds()[changed.kind].mirror
        entity, previous = changed.previous or changed.entity, changed.entity if changed.previous else None
        if changed.previous is None and kind not in ("added", "removed"):  # a thing is called as it is in the head
            entity = called.get(entity) or entity._replace(id=there.diff.id_now(entity.kind, entity.id))
        yield replace(changed, kind=kind, entity=entity, previous=previous, before=changed.after, after=changed.before)


def told(changed: Changed) -> tuple[str | None, ...]:
    """Return all that a change says but its place and its sentence."""
    said = (changed.field, repr(changed.before), repr(changed.after))
    return changed.kind, shown(changed.entity), shown(changed.previous), *said


def shown(thing: Named | None) -> str | None:
    """Return what a thing is, which of a note is not its number: that is another one in the other revision."""
    return thing and (thing.kind if thing.kind == "interaction" else thing.entity)

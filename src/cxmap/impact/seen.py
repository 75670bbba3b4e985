"""All changes between two revisions, as the report has them."""

from typing import Any

from cxmap.atlas.atlas import Placed
from cxmap.atlas.document import Spot
from cxmap.changes import all_kinds
from cxmap.comparison import Comparison, Kind, Seen, Weight
from cxmap.message import Message
from cxmap.report.impact import Changed, Side


def see_all(comparison: Comparison, *, pointed: bool = True) -> tuple[Changed, ...]:
    """Return every change of every kind, sorted by grade, kind, entity and field.

    Unless they are `pointed`, their places are only the files: finding lines takes as long as reading the files again.
    """
    kinds = all_kinds().values()
    changes = (_changed(comparison, kind, seen, pointed=pointed) for kind in kinds for seen in kind.see(comparison))
    return tuple(sorted(changes, key=_order))


def _changed(comparison: Comparison, kind: Kind, seen: Seen, *, pointed: bool) -> Changed:
    weight = seen.weight or Weight(kind.grade)
    side: Side = "head" if _stands_in(seen.entity, comparison) else "base"
    return Changed(
        kind=kind.id,
        grade=weight.grade,
        entity=seen.entity.named,
        message=seen.message or Message(kind.sentence, seen.values),
        place=(_spot(seen) if pointed else Spot(seen.entity.document)).place,
        side=side,
        field=seen.field,
        before=seen.before,
        after=seen.after,
        previous=seen.previous.named if seen.previous else None,
        why=weight.why,
    )


def _stands_in(entity: Placed[Any], comparison: Comparison) -> bool:
    """Return whether it is the head that has an entity."""
    return comparison.head.things[entity.kind].get(entity.id) is entity


def _spot(seen: Seen) -> Spot:
    """Return what a change points at: the field where it still says something, else the entity."""
    if seen.field is None or seen.after is None:
        return seen.entity.spot
    return seen.entity.at(*seen.field.split("."))


def _order(changed: Changed) -> tuple[int, str, str, str, str]:
    return (changed.grade.rank, changed.kind, changed.entity.entity, changed.field or "", repr(changed.after))

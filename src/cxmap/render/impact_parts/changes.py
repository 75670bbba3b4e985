"""What changed, by grade: before and after, with the file and the line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cxmap.diff.grade import Grade
from cxmap.message import said
from cxmap.render.document import Block, Fold, Heading, Item, Items, Section, Text, where, worded
from cxmap.render.impact_parts import vocabulary
from cxmap.render.thing_labels import label
from cxmap.report.impact import Changed, ImpactReport
from cxmap.words import Words, say


def changes(report: ImpactReport, words: Words) -> Section:
    """Return all changes, the gravest first."""
    blocks: list[Block] = []
    for grade in Grade:
        graded = [changed for changed in report.changes if changed.grade is grade]
        if graded:
            blocks += _graded(grade, graded, words)
    return Section("changes", words.sentence("What changed"), tuple(blocks))


_MOST_UNFOLDED = 10


def _graded(grade: Grade, graded: Sequence[Changed], words: Words) -> tuple[Block, ...]:
    title = say(said("{grade} ({number})", grade=vocabulary.grade_name(grade, words), number=len(graded)), words)
    items = Items(tuple(_item(changed, words) for changed in graded))
    unfolded = len(graded) <= _MOST_UNFOLDED and grade is not Grade.WORDING
    return (Heading(title), items) if unfolded else (Fold(title, (items,)),)


def _item(changed: Changed, words: Words) -> Item:
    details = [worded(changed.why, words)] if changed.why else []
    return Item(
        worded(changed.message, words),
        where=where(changed.place, changed.side),
        details=(*details, *_before_and_after(changed, words)),
    )


def _before_and_after(changed: Changed, words: Words) -> Iterator[Text]:
    """Yield what a field said and says. A whole thing that came or went has been named already."""
    if changed.field is None:
        return
    before, after = map(_flat, _differing(changed.before, changed.after))
    texts = {
        (True, True): "{field}: {before} -> {after}",
        (True, False): "{field}: {before} -> nothing",
        (False, True): "{field}: nothing -> {after}",
    }
    if text := texts.get((bool(before), bool(after))):
        yield worded(said(text, field=words.sentence(label(changed.field)), before=before, after=after), words)


def _differing(before: Any, after: Any) -> tuple[Any, Any]:
    """Return only what differs in long lists and in mappings; everything where that is their order."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        old, new = ({key: side[key] for key in keys if key in side} for side in (before, after))
        return old, new
    if not (isinstance(before, list) and isinstance(after, list)) or max(map(_length, (before, after))) <= _SHORT:
        return before, after
    gone = [item for item in before if item not in after]
    come = [item for item in after if item not in before]
    if len(gone) == len(come) == 1:
        return _differing(gone[0], come[0])
    return (gone, come) if gone or come else (before, after)


_SHORT = 100
"""How many characters of a list can be taken in at a glance."""


def _length(value: Any) -> int:
    return len(_flat(value))


def _flat(value: Any) -> str:
    """Return plain data on one line, as people would write it down."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return str(int(value))
        case Mapping():
            return "; ".join(f"{key}: {_flat(item)}" for key, item in value.items())
        case list() | tuple():
            return ", ".join(_flat(item) for item in value)
        case _:
            return " ".join(str(value).split())

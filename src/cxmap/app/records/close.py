"""Closes a change record: what was learned goes into its file, and nothing else in it moves."""

import datetime
from typing import NamedTuple

from cxmap.atlas.atlas import Placed
from cxmap.errors import CxmapError
from cxmap.message import Exact, Message, said
from cxmap.model.change import Change
from cxmap.source.edit import NotEdited, edited, extend, put
from cxmap.source.emit import Value


class Learned(NamedTuple):
    """What a review says: its day, what went well, what did not, and what to do differently next time."""

    on: datetime.date
    successes: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()

    @property
    def said(self) -> bool:
        """Whether there is anything in it."""
        return any((self.successes, self.failures, self.lessons))


def check_closable(record: Placed[Change], today: datetime.date) -> None:
    """Raise `CxmapError` for a change that cannot be looked back at, because it has not gone live."""
    change = record.value
    passed = change.live_on is not None and change.live_on <= today
    if change.status in ("live", "reviewed") or (change.status == "announced" and passed):
        return
    if change.status == "rejected":
        raise CxmapError(said("Change `{id}` was rejected: there is nothing to look back at.", id=record.id))
    raise CxmapError(
        said("Change `{id}` is `{status}`, and has not gone live yet.", id=record.id, status=change.status),
        said("Write `status: live` once customers meet it. Then what was learned can be told."),
    )


def closed(content: bytes, record: Placed[Change], learned: Learned) -> bytes:
    """Return the content of a record's file in which it is reviewed and says what was learned.

    Only the value of `status` and the block `review` change. What the review says already stays, with its day, and
    what is new comes after it.

    Raises `CxmapError` when the way it is written does not allow that.
    """
    route = record.route

    def edit(text: str) -> str:
        text = put(text, (*route, "status"), "reviewed")
        if record.value.review is None:
            return put(text, (*route, "review"), _review(learned))
        if record.value.review.on is None:
            text = put(text, (*route, "review", "on"), learned.on)
        for field in ("successes", "failures", "lessons"):
            text = extend(text, (*route, "review", field), getattr(learned, field))
        return text

    try:
        return edited(content, edit)
    except NotEdited as refused:
        raise _left_alone(record, refused.message) from None


def _review(learned: Learned) -> dict[str, Value]:
    texts: dict[str, Value] = {
        "successes": learned.successes,
        "failures": learned.failures,
        "lessons": learned.lessons,
    }
    return {"on": learned.on, **{field: items for field, items in texts.items() if items}}


def _left_alone(record: Placed[Change], reason: Message) -> CxmapError:
    return CxmapError(
        said("{path} was left alone. {reason}", path=Exact(record.document.path), reason=reason),
        said("Write `status: reviewed` and `review:` under `{id}` by hand.", id=record.id),
    )

"""The lanes of a picture: what the touchpoints in one have in common."""

from typing import NamedTuple

from cxmap.message import said
from cxmap.render.drawing_parts.signs import called
from cxmap.report.drawing import Card, LaneBy
from cxmap.words import Words, say

NO_STAGE = said("No stage")


class Lane(NamedTuple):
    """A lane: what tells it from the others, and what it is called. The key is empty for what belongs to none."""

    key: str
    title: str


def lane(card: Card, by: LaneBy, words: Words) -> Lane:
    """Return the lane in which a card stands."""
    if by == "channel":
        return Lane(" ".join(card.channel.split()).casefold(), card.channel)
    thing = card.owner if by == "owner" else card.stage
    if thing:
        return Lane(thing.entity, called(thing))
    return Lane("", say(_WITHOUT[by], words))


_WITHOUT = {"owner": said("Nobody accountable"), "stage": NO_STAGE}

"""Things as text for people: one a line, in columns."""

from cxmap.message import Named
from cxmap.render.lines import Run, written
from cxmap.render.look import Look
from cxmap.render.table import table
from cxmap.report.listing import Cell, Item, Listing
from cxmap.words import Words, enumerated, shortened


def render(listing: Listing, words: Words, look: Look) -> str:
    """Return one line for each thing, with a line of heads; nothing at all where there is none."""
    if not listing.items:
        return ""
    shown = listing.columns[: listing.shown]
    heads = [words.sentence(_HEADS[name]) for name in ("id", "name", *shown)]
    return written(table(heads, [_row(item, listing.shown, words) for item in listing.items]), colour=look.colour)


_HEADS = {
    "accountable": "ACCOUNTABLE",
    "better": "BETTER",
    "by": "BY",
    "carries": "CARRIES",
    "channel": "CHANNEL",
    "dismissed": "DISMISSED",
    "effort": "EFFORT",
    "engine": "ENGINE",
    "function": "FUNCTION",
    "goal": "GOAL",
    "held_in": "HELD IN",
    "id": "ID",
    "kind": "KIND",
    "live_on": "LIVE ON",
    "name": "NAME",
    "owner": "OWNER",
    "part_of": "PART OF",
    "personal": "PERSONAL",
    "personas": "PERSONAS",
    "share": "SHARE",
    "stage": "STAGE",
    "status": "STATUS",
    "steps": "STEPS",
    "target": "TARGET",
    "touchpoint": "TOUCHPOINT",
    "transition": "TRANSITION",
    "value": "VALUE",
    "when": "WHEN",
}
"""What the columns that people look at are called."""


def _row(item: Item, shown: int, words: Words) -> list[Run]:
    thing = item.thing
    cells = (Run(_text(cell, words)) for cell in item.cells[:shown])
    return [Run(shortened(thing.id), "cyan"), Run(shortened(thing.name)), *cells]


def _text(cell: Cell, words: Words) -> str:
    match cell:
        case None | ():
            return ""
        case Named():
            return shortened(cell.id)
        case tuple():
            return enumerated([_text(part, words) for part in cell], words)
        case bool():
            return words.sentence("yes") if cell else words.sentence("no")
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return shortened(str(cell))

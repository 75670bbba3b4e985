"""Things as JSON, for other tools: described by `schemas/list.schema.json`."""

from cxmap.message import Named
from cxmap.render.encode import json_document
from cxmap.render.look import Look
from cxmap.render.plain import about, showable
from cxmap.report.listing import Cell, Item, Listing
from cxmap.words import Words

VERSION = 1
"""The version of the shape; it changes only when a program that reads it would have to."""


def render(listing: Listing, _words: Words, _look: Look) -> str:
    """Return the things as a JSON document."""
    return json_document(
        showable(
            {
                "version": VERSION,
                **about(listing.about),
                "kind": listing.kind,
                "total": listing.total,
                "items": [_item(item, listing.columns) for item in listing.items],
            }
        )
    )


def _item(item: Item, columns: tuple[str, ...]) -> dict[str, object]:
    cells = zip(columns, map(_plain, item.cells), strict=True)
    return {
        "entity": item.thing.entity,
        "id": item.thing.id,
        "name": item.thing.name,
        "path": item.path,
        **dict(cells),
    }


def _plain(cell: Cell) -> object:
    if isinstance(cell, Named):
        return cell.id
    return [_plain(part) for part in cell] if isinstance(cell, tuple) else cell

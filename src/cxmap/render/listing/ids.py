"""The ids of things, one a line, for other commands."""

from cxmap.render.look import Look
from cxmap.report.listing import Listing
from cxmap.visible import visible
from cxmap.words import Words


def render(listing: Listing, _words: Words, _look: Look) -> str:
    """Return the ids in their order."""
    return "".join(f"{visible(item.thing.id)}\n" for item in listing.items)

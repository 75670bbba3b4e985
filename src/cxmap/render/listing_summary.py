"""What `cxmap list` says beside the list: how many things it has."""

from cxmap.message import said
from cxmap.report.listing import Listing
from cxmap.words import Words, say


def summary(listing: Listing, words: Words) -> str:
    """Return how many things were found, of how many; or that there are none."""
    found, total = len(listing.items), listing.total
    if found:
        message = said("{found} of {total}.", found=found, total=total)
    elif total:
        message = said("Nothing matches: none of {total}.", total=total)
    else:
        message = said("There is none of the kind `{kind}` on this map.", kind=listing.kind)
    return say(message, words) + "\n"

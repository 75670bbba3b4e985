"""The page that is shown while there is no map to show."""

from collections.abc import Mapping

from cxmap.errors import CxmapError
from cxmap.render import html
from cxmap.words import Words, say


def trouble(error: CxmapError, words: Words) -> Mapping[str, bytes]:
    """Return a page that says what is wrong, and looks again until it is right. It is for a server only."""
    page = html.written(
        "site/trouble.html",
        title=words.sentence("The map cannot be shown"),
        message=say(error.message, words),
        hint=say(error.hint, words) if error.hint else "",
    )
    styles = html.source("page.css") + html.source("site/site.css")
    files = {
        "index.html": page,
        "assets/site.css": styles,
        "assets/icon.svg": html.source("site/icon.svg"),
        "assets/live.js": html.source("site/live.js"),
    }
    return {path: content.encode("utf-8", "backslashreplace") for path, content in files.items()}

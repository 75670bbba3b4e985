"""What has changed since a base, in the documents: a section of the first one."""

from collections.abc import Sequence
from dataclasses import replace

from cxmap.render.pages.page import Page
from cxmap.render.site.changes import changes
from cxmap.report.since import Since
from cxmap.words import Words


def with_changes(pages: Sequence[Page], since: Since | None, words: Words) -> tuple[Page, ...]:
    """Return documents whose first one says what has changed, behind its picture; as they are without a base."""
    if since is None or not pages:
        return tuple(pages)
    told = changes(since, words)
    first = pages[0]
    drawn = [section for section in first.sections if section.id == "picture"]
    rest = [section for section in first.sections if section.id != "picture"]
    shown = replace(first, sections=(*drawn, told, *rest), names=(*first.names, told.id))
    return (shown, *pages[1:])

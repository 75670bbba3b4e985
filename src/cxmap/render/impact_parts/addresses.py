"""Where a host shows a line of a file."""

from cxmap.render import encode
from cxmap.render.document import Where
from cxmap.render.look import Look
from cxmap.report.impact import ImpactReport
from cxmap.visible import visible


def shown(where: Where, look: Look) -> str:
    """Return a line of a file as people write it, seen from the root of git: `journeys/web.yaml:12`."""
    return f"{visible(look.path(where.path))}:{where.line}"


def address(where: Where, report: ImpactReport, look: Look) -> str:
    """Return the address of a line of a file, or nothing where it has none, as in a folder without a commit."""
    commit = (report.base if where.side == "base" else report.head).commit
    if not (look.files and commit):
        return ""
    return f"{look.files}/{encode.uri(commit)}/{encode.uri(look.path(where.path))}#L{where.line}"

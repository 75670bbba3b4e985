"""Where a host shows the line of a file that a document names."""

from cxmap.render import encode
from cxmap.render.document import Where
from cxmap.render.look import Look
from cxmap.report.survey import Survey
from cxmap.visible import visible


def shown(where: Where, look: Look) -> str:
    """Return a line of a file as people write it, seen from the root of git: `journeys/web.yaml:12`."""
    return f"{visible(look.path(where.path))}:{where.line}"


def line(where: Where, survey: Survey, look: Look) -> str:
    """Return the address of a line; nothing where no host has it as it was read."""
    if not (look.files and survey.commit) or where.path in survey.edited:
        return ""
    return f"{look.files}/{encode.uri(survey.commit)}/{encode.uri(look.path(where.path))}#L{where.line}"

"""What change records lack, as text for a terminal, and what to do about it."""

from collections.abc import Iterator

from cxmap.message import said
from cxmap.render.lines import Line, Run, styled, wrapped, written
from cxmap.render.look import Look
from cxmap.report.change_check import ChangesReport, Checkup
from cxmap.words import Words, count, parts, say


def render(report: ChangesReport, words: Words, look: Look) -> str:
    """Return each change record with how far it has come, and sentence by sentence what it lacks."""
    lines: list[Line] = []
    for checkup in report.checkups:
        for line in _lines(checkup, words, look):
            lines.extend(line)
    return written(lines, colour=look.colour)


def summary(report: ChangesReport, words: Words) -> str:
    """Return in a sentence or two what came out."""
    total = len(report.checkups)
    if not total:
        return words.sentence("There are no change records. `cxmap change new` begins one.") + "\n"
    looked = count(total, "{number} change record", "{number} change records", words)
    if not report.lacking:
        outcome = say(said("{looked}: nothing is missing.", looked=looked), words)
    else:
        lacking = count(report.lacking, "{number} lacks something.", "{number} lack something.", words)
        outcome = f"{looked}: {lacking}"
    return "\n".join([*([say(report.uncompared, words)] if report.uncompared else []), outcome]) + "\n"


def _lines(checkup: Checkup, words: Words, look: Look) -> Iterator[list[list[Run]]]:
    head = said("{record} is `{status}`.", record=checkup.record, status=checkup.status)
    mark, indent = ([Run("! ", "yellow")], "") if checkup.missing else ([], "  ")
    yield wrapped([*mark, *styled(parts(head, words))], look.width, indent, "  ")
    for message in checkup.missing:
        yield wrapped(styled(parts(message, words)), look.width, "    - ", "      ")

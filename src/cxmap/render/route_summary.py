"""What `cxmap route` says beside the ways: whether there are others."""

from cxmap.message import said
from cxmap.report.route import RouteReport
from cxmap.words import Words, count, say


def summary(report: RouteReport, words: Words) -> str:
    """Return whether there are more ways than those shown; nothing where there is none, or only one was asked for."""
    number = len(report.ways)
    if not number or not report.everything:
        return ""
    if report.complete:
        text = count(number, "There is {number} way.", "There are {number} ways.", words)
    elif report.stopped:
        text = say(
            said("Looking for more ways would take too long. `--depth` or `--avoid` makes it easier to find them all."),
            words,
        )
    else:
        text = say(said("There are more ways: `--max {more}` shows some of them.", more=number * 2), words)
    return f"{text}\n"

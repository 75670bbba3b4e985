"""What `cxmap history` says beside the history: how much of it there is."""

from cxmap.message import said
from cxmap.report.history import HistoryReport
from cxmap.words import Words, count, say


def summary(report: HistoryReport, words: Words) -> str:
    """Return how many commits are told of, of how many that edited the map, and the notes on the history."""
    told = count(len(report.steps), "{number} commit is shown", "{number} commits are shown", words)
    edited = count(report.commits, "{number} commit that edits the map", "{number} commits that edit the map", words)
    lines = [say(said("{told}, of {edited}.", told=told, edited=edited), words)]
    if report.more:
        text = said("There are older ones: `--limit {more}` shows more.", more=2 * len(report.steps))
        lines.append(say(text, words))
    return "\n".join([" ".join(lines), *(say(note, words) for note in report.notes)]) + "\n"

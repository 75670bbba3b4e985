"""The questions of `cxmap change close`: at a terminal only, and one thing a line."""

from cli.terminal import answered
from cli.test_change import RECORD

from cxmap.source.parse import parse

WELL, BADLY, NEXT = "What went well?", "What did not go well?", "differently next time?"


def test_answers_are_written_down(shop):
    (shop / "one.yaml").write_text(RECORD)
    answers = [(WELL, "Fewer leave"), (WELL, ""), (BADLY, ""), (NEXT, "Ask first"), (NEXT, "Test: twice"), (NEXT, "")]
    code, screen = answered(shop, ["change", "close", "one-page", "--on", "2026-06-01"], answers)
    assert code == 0, screen
    review = parse((shop / "one.yaml").read_text()).data["changes"]["one-page"]["review"]
    assert (review["successes"], review["lessons"]) == (["Fewer leave"], ["Ask first", "Test: twice"])
    assert "failures" not in review


def test_nothing_to_say_changes_nothing(shop):
    (shop / "one.yaml").write_text(RECORD)
    code, screen = answered(shop, ["change", "close", "one-page"], [(WELL, ""), (BADLY, ""), (NEXT, "")])
    assert code == 2
    assert "There is nothing to write down." in screen
    assert (shop / "one.yaml").read_text() == RECORD

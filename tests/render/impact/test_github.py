"""The runner reads the annotations, and obeys nothing that stands in people's files."""

from dataclasses import replace

import pytest
from render import impact_samples as samples
from render import runner

from cxmap.diff.grade import Grade
from cxmap.render.impact import github, text
from cxmap.render.look import Look
from cxmap.words import ENGLISH


def commands(report, look=None):
    return runner.obeyed(github.render(report, ENGLISH, look or Look()))


def test_only_changes_of_the_new_revision_that_ask_something_of_people_are_annotated():
    assert commands(samples.rich()) == [
        runner.Command(
            "notice",
            {
                "file": "touchpoints/support.yaml",
                "line": "12",
                "endLine": "12",
                "title": "Disruptive (channel-changed)",
            },
            "`returns-desk` is now on the channel post instead of store.",
        ),
        runner.Command(
            "notice",
            {
                "file": "touchpoints/purchase.yaml",
                "line": "41",
                "endLine": "41",
                "title": "Disruptive (retargeted)",
            },
            "The transition `basket` -> Visit to the store (`store-visit`) now leads to Video call with an adviser "
            "(`video-call`).",
        ),
    ]


def test_a_breaking_change_is_a_warning_with_its_reason():
    (command,) = commands(samples.many(1), Look(folder="journeys"))
    assert command == runner.Command(
        "warning",
        {"file": "journeys/many/00.yaml", "line": "1", "endLine": "1", "title": "Breaking (removed)"},
        "Moment 0 of truth (`moment-0`) is no longer there.\nA customer can no longer get there.",
    )


def test_hostile_texts_are_obeyed_by_nobody():
    found = commands(samples.hostile())
    assert {command.name for command in found} == {"warning", "notice"}
    assert all(command.properties["title"].endswith(" (reowned)") for command in found)


def levels(*reports):
    changes = tuple(changed for report in reports for changed in report.changes)
    found = commands(samples.report(changes=changes))
    return [[command.name for command in found].count(level) for level in ("error", "warning", "notice")]


def test_no_more_of_a_level_than_github_shows():
    breaking, disruptive = samples.many(11), samples.many(12, Grade.DISRUPTIVE)
    assert levels(samples.many(10)) == [0, 10, 0]
    assert levels(breaking) == [0, 10, 1]
    assert levels(samples.many(10, Grade.DISRUPTIVE)) == [0, 0, 10]
    assert levels(breaking, disruptive) == [0, 10, 10]
    both = samples.report(changes=(*breaking.changes, *disruptive.changes))
    assert commands(both)[-1].message == "4 more changes are in the log of this step."
    assert commands(breaking)[-1].message == "1 more change is in the log of this step."


@pytest.mark.parametrize("grade", [Grade.NOTABLE, Grade.WORDING])
def test_what_asks_nothing_of_anybody_is_only_in_the_log(grade):
    assert commands(samples.many(3, grade)) == []
    assert "Moment 2 of truth" in github.render(samples.many(3, grade), ENGLISH, Look())


def test_the_whole_report_is_in_the_log():
    report = samples.hostile()
    assert text.render(report, ENGLISH, Look()) in github.render(report, ENGLISH, Look())


def test_nothing_to_say():
    assert github.render(samples.empty(), ENGLISH, Look()) == ""
    assert commands(samples.noted()) == []
    assert "could not be read" in github.render(samples.noted(), ENGLISH, Look())


def test_paths_that_the_runner_would_read_otherwise():
    changed = samples.many(1).changes[0]
    odd = replace(changed, place=changed.place._replace(path="=a,b:c%.yaml"))
    (command,) = commands(samples.report(changes=(odd,)))
    assert command.properties["file"] == "./=a,b:c%.yaml"

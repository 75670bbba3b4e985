"""The runner reads the annotations, and obeys nothing that stands in people's files."""

import pytest
from render import runner, samples

from cxmap.findings import Place, Severity
from cxmap.message import said
from cxmap.render.look import Look
from cxmap.render.validation import github, text
from cxmap.source.span import START, Span
from cxmap.words import ENGLISH


def commands(report, look=None):
    return runner.obeyed(github.render(report, ENGLISH, look or Look()))


def test_only_annotations_are_obeyed():
    report = samples.rich()
    found = commands(report)
    assert {command.name for command in found} == {"error", "warning", "notice"}
    assert [command.name for command in found].count("error") == 5
    rules = {finding.rule for finding in report.findings}
    for command in found[:-1]:
        assert command.properties["title"].removesuffix(" (cxmap)") in rules
    assert found[-1].properties == {"title": "cxmap"}


def test_an_annotation():
    (command,) = [item for item in commands(samples.rich()) if "unknown-reference" in item.properties["title"]]
    assert command == runner.Command(
        "error",
        {
            "file": "web/basket.yaml",
            "line": "12",
            "endLine": "12",
            "col": "24",
            "endColumn": "31",
            "title": "unknown-reference (cxmap)",
        },
        "Transition basket -> chekout leads to touchpoint `chekout`, which is not declared.\n"
        "Did you mean Pay and go (`checkout`)?",
    )


def test_columns_only_within_a_line():
    for span in (START, Span(1, 2, 3, 4)):
        (command,) = commands(samples.report([samples.finding("dead-end", said("x"), Place("a.yaml", span), "")]))
        assert not {"col", "endColumn"} & set(command.properties)


@pytest.mark.parametrize(
    ("path", "file"), [("=a,b:c%.yaml", "./=a,b:c%.yaml"), ("a\n::error::.yaml", "a\\u000a::error::.yaml")]
)
def test_paths(path, file):
    (command,) = commands(samples.report([samples.finding("dead-end", said("x"), Place(path, START), "")]))
    assert command.properties["file"] == file


def test_paths_are_seen_from_the_root_of_git():
    assert commands(samples.many(1), Look(folder="journeys"))[0].properties["file"] == "journeys/many/00.yaml"


def levels(report):
    found = commands(report)
    return [[command.name for command in found].count(level) for level in ("error", "warning", "notice")]


def test_no_more_of_a_level_than_github_shows():
    assert levels(samples.many(10)) == [10, 0, 0]
    assert levels(samples.many(11)) == [10, 0, 1]
    assert levels(samples.many(10, Severity.INFO)) == [0, 0, 10]
    both = samples.report([*samples.many(12, Severity.INFO).findings, *samples.many(12, Severity.WARNING).findings])
    assert levels(both) == [0, 10, 10]
    assert commands(both)[-1].message == "5 more problems are in the log of this step."
    assert commands(samples.many(11))[-1].message == "1 more problem is in the log of this step."


def test_all_findings_are_in_the_log():
    report = samples.rich()
    assert text.render(report, ENGLISH, Look()) in github.render(report, ENGLISH, Look())


def test_a_clean_run_says_nothing():
    assert github.render(samples.clean(), ENGLISH, Look()) == ""

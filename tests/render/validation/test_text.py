"""The findings, the advice and the figures as people read them."""

import re

from render import samples

from cxmap.findings import Place, Related, Severity
from cxmap.message import said
from cxmap.render.look import Look
from cxmap.render.summary import statistics, summary
from cxmap.render.validation.text import render
from cxmap.report.validation import Declined, RepositoryInfo
from cxmap.source.span import START, Span
from cxmap.words import ENGLISH

LOOK = Look()
BASKET = Place("web/basket.yaml", Span(1, 8, 1, 15))


def one(**changes):
    return samples.finding("unknown-reference", said("It is not there."), BASKET, "transition:a->b", **changes)


def test_a_finding_with_all_it_has():
    related = [Related(Place("b.yaml", START), said("Here"))]
    report = samples.report(
        [one(hint=said("Did you mean `checkout`?"), related=related)],
        sources={"web/basket.yaml": {1: "  - to: chekout"}},
    )
    assert render(report, ENGLISH, LOOK) == (
        "web/basket.yaml  1 error\n"
        "\n"
        "  error    unknown-reference  web/basket.yaml:2:9\n"
        "    It is not there.\n"
        "      2 |   - to: chekout\n"
        "        |         ^^^^^^^\n"
        "    b.yaml:1:1: Here\n"
        "    hint: Did you mean `checkout`?\n"
        "\n"
        "Why these matter, with examples: `cxmap rule unknown-reference`\n"
        "  unknown-reference  https://example.org/cxmap/rules/unknown-reference\n"
    )


def test_pages_are_left_out_on_request_and_where_there_are_none():
    report = samples.report([one()])
    assert "https:" not in render(report, ENGLISH, Look(pages=False))
    dead_end = samples.finding("dead-end", said("Here it ends."), BASKET, "")
    assert render(samples.report([dead_end]), ENGLISH, LOOK).endswith("`cxmap rule dead-end`\n")


def test_blank_and_unknown_lines_are_not_shown():
    for sources in ({}, {"web/basket.yaml": {1: "  "}}, {"web/basket.yaml": {7: "x"}}):
        assert " | " not in render(samples.report([one()], sources=sources), ENGLISH, LOOK)


def test_many_related_places_are_counted():
    related = [Related(Place("b.yaml", START), said("Here"))] * 11
    written = render(samples.report([one(related=related)]), ENGLISH, LOOK)
    assert written.count("b.yaml:1:1: Here") == 10
    assert "    and 1 more place\n" in written


def test_without_findings_there_is_nothing_on_stdout():
    assert render(samples.clean(), ENGLISH, LOOK) == ""


def test_colour_changes_the_looks_only():
    report = samples.rich()
    for renderer in (render, summary, statistics):
        coloured = renderer(report, ENGLISH, Look(colour=True))
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == renderer(report, ENGLISH, LOOK)


def test_the_summary_of_a_clean_run():
    assert summary(samples.clean(), ENGLISH, Look(width=120)) == (
        "No problems in Acme retail: 120 touchpoints, 260 transitions, 9 journeys in 41 files.\n"
    )
    since = samples.report((), since="main", baselined=3)
    assert summary(since, ENGLISH, Look(width=120)) == (
        "No new problems in Acme retail since main: 120 touchpoints, 260 transitions, 9 journeys in 41 files.\n"
        "Not shown: 3 there before main.\n"
    )


def test_the_summary_promises_no_more_than_was_checked():
    declined = (Declined("dead-end", said("No exit is declared.")),)
    assert summary(samples.report((), declined=declined), ENGLISH, Look(width=140)) == (
        "No problems in Acme retail, as far as it could be checked: 120 touchpoints, 260 transitions, 9 journeys in 41 "
        "files.\n"
        "Not checked: dead-end. No exit is declared.\n"
        "Next: Mend that, so that everything can be checked.\n"
    )


def test_the_summary_of_an_empty_repository():
    report = samples.report((), repository=RepositoryInfo("", 0, 0, 0, 1))
    assert summary(report, ENGLISH, Look(width=120)) == (
        "No problems in this repository: 0 touchpoints, 0 transitions, 0 journeys in 1 file.\n"
        "Next: There is no touchpoint yet. Declare the first one under `touchpoints:` in one of the files.\n"
    )


def test_the_summary_says_where_to_start():
    assert summary(samples.report([one()]), ENGLISH, Look(width=140)) == (
        "Acme retail: 1 error in 1 file.\n"
        "Next: Start with the error in web/basket.yaml. `cxmap rule unknown-reference` explains why it matters to "
        "customers and how to mend it.\n"
    )
    notes = samples.report([one(severity=Severity.INFO), one(severity=Severity.WARNING)])
    assert "Next: Start with the warning in web/basket.yaml." in summary(notes, ENGLISH, LOOK)
    notes = samples.report([one(severity=Severity.INFO)] * 2)
    assert "Next: Look at the 2 info notes in web/basket.yaml." in summary(notes, ENGLISH, LOOK)


def test_the_summary_says_which_rules_are_behind_it():
    dead_end = samples.finding("dead-end", said("Here it ends."), BASKET, "")
    assert "They are: unknown-reference (2) and dead-end (1).\n" in summary(
        samples.report([one(), one(), dead_end]), ENGLISH, LOOK
    )


def test_statistics():
    assert statistics(samples.clean(), ENGLISH, LOOK) == "0 problems\n"
    assert statistics(samples.many(12), ENGLISH, LOOK) == (
        "12  error    unknown-reference  An id is not declared\n12 problems: 12 errors\n"
    )

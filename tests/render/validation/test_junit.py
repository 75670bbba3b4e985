"""The JUnit XML is valid by Jenkins' schema, and a reader finds every finding in it."""

from pathlib import Path

import pytest
from junitparser import Failure, JUnitXml, Skipped
from render import samples

from cxmap.findings import Place, Severity
from cxmap.message import said
from cxmap.render.look import Look
from cxmap.render.validation.junit import render
from cxmap.source.span import START
from cxmap.words import ENGLISH

SCHEMA = Path(__file__).parent.parent / "schemas" / "junit-10.xsd"
REPORTS = [samples.rich(), samples.clean(), samples.many(20), samples.report((), declined=samples.rich().declined)]


def read(report):
    return JUnitXml.fromstring(render(report, ENGLISH, Look()).encode())


@pytest.mark.parametrize("report", REPORTS)
def test_it_is_valid_by_the_schema(report):
    xmlschema = pytest.importorskip("xmlschema")
    xmlschema.XMLSchema(SCHEMA).validate(render(report, ENGLISH, Look()))


@pytest.mark.parametrize("report", REPORTS)
def test_the_counts_are_right(report):
    suites = read(report)
    written = [(suites.tests, suites.failures, suites.errors)]
    written += [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites]
    suites.update_statistics()
    for suite in suites:
        suite.update_statistics()
    counted = [(suites.tests, suites.failures, suites.errors)]
    counted += [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in suites]
    assert written == counted
    assert suites.tests


def test_every_finding_is_in_the_case_of_its_file_and_rule():
    report = samples.rich()
    cases = {(suite.name, case.name): case for suite in read(report) for case in suite}
    for finding in report.findings:
        path = finding.place.path.replace("\udce9", "\\udce9")
        case = cases[path, finding.rule]
        text = case.system_out if finding.severity is Severity.INFO else case.result[0].text
        assert f"{path}:{finding.place.span.line + 1}:{finding.place.span.column + 1}: {finding.severity}: " in text


def test_errors_fail_warnings_skip_and_notes_pass():
    def case(*severities):
        findings = [
            samples.finding("dead-end", said("It ends."), Place("web/basket.yml", START), "", severity=severity)
            for severity in severities
        ]
        (found,) = next(iter(read(samples.report(findings))))
        assert (found.classname, found.name) == ("web.basket", "dead-end")
        return found

    (failure,) = case(Severity.INFO, Severity.ERROR).result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("error", "1 error and 1 info note")
    (skipped,) = case(Severity.WARNING).result
    assert isinstance(skipped, Skipped)
    assert skipped.message == "It ends."
    assert case(Severity.INFO).result == []


def test_a_clean_run_has_one_passed_case():
    (suite,) = read(samples.clean())
    (case,) = suite
    assert (suite.name, case.name, case.result) == ("cxmap", "No problems in Acme retail", [])


def test_rules_that_did_not_run_are_skipped():
    suite = list(read(samples.rich()))[-1]
    assert [(case.name, case.result[0].message) for case in suite] == [
        ("unreachable-touchpoint", "No touchpoint is marked as an entry."),
        ("no-way-out", "No touchpoint is marked as an entry."),
        ("asked-twice", "web/@team.yaml could not be read."),
    ]

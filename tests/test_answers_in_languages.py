"""What `cxmap validate` and the commands that answer questions say comes from the catalogues of the languages."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from codeowners_cases import survey
from render import history_samples, samples
from trees import MemoryTree, tree_of
from wording import Recording, Signs

from cxmap.app.reading import Reading, read
from cxmap.app.things.listing import KINDS, list_things
from cxmap.app.things.routing import Wanted, route
from cxmap.app.things.showing import show
from cxmap.app.validate import Scope, check, report
from cxmap.render import (
    codeowners_summary,
    entity,
    history,
    history_summary,
    listing,
    listing_summary,
    route_summary,
    summary,
    validation,
)
from cxmap.render import route as route_formats
from cxmap.render.look import PLAIN, Look
from cxmap.render.phrases import SEVERITIES
from cxmap.render.thing_labels import NAMED_IN
from cxmap.report.validation import RepositoryInfo, ValidationReport
from cxmap.words import Words, say

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
TODAY = datetime.date(2026, 11, 22)
VALIDATION = {name: validation.load(name) for name in validation.formats()} | {
    "summary": summary.summary,
    "statistics": summary.statistics,
}


def validations() -> list[ValidationReport]:
    empty = samples.report((), repository=RepositoryInfo("", 0, 0, 0, 1))
    since = samples.report((), since="main", baselined=2)
    return [samples.rich(), samples.clean(), empty, since, *(samples.many(30, severity) for severity in SEVERITIES)]


@pytest.mark.parametrize("name", VALIDATION)
def test_every_sentence_of_a_validation_is_in_the_template(name):
    words = Recording()
    for one in validations():
        VALIDATION[name](one, words, PLAIN)
    assert words.asked
    assert words.unknown() == []


@pytest.mark.parametrize("name", ["statistics", "summary", "text"])
def test_nothing_is_said_past_the_words_of_a_language(name):
    found = report(check(tree_of(EXAMPLES / "broken"), Scope(TODAY)), Scope(TODAY))
    written = VALIDATION[name](found, Signs(), Look(width=400))
    assert "¤" in written
    assert letters(written) - letters(repr(found)) == set()


def letters(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{2,}", text))


def test_the_summary_of_every_rule_is_in_the_template():
    words = Recording()
    found = report(check(tree_of(EXAMPLES / "broken"), Scope(TODAY)), Scope(TODAY))
    summary.statistics(found, words, PLAIN)
    assert len(found.rules) > 40
    assert words.unknown() == []


def lists(reading: Reading, words: Words) -> Iterator[str]:
    for kind in KINDS:
        found = list_things(reading, kind)
        yield listing.load("text")(found, words, PLAIN) + listing_summary.summary(found, words)


def shown(reading: Reading, words: Words) -> Iterator[str]:
    for placed in reading.atlas.everything:
        yield entity.load("text")(show(reading, placed), words, PLAIN)


def routes(reading: Reading, words: Words) -> Iterator[str]:
    names = sorted(reading.atlas.touchpoints)[:8]
    for start in names:
        for goal in names:
            for wanted in (Wanted(), Wanted(depth=1), Wanted(everything=True, most=2)) if start != goal else ():
                found = route(reading, (start, goal), wanted)
                yield route_formats.load("text")(found, words, PLAIN) + route_summary.summary(found, words)


@pytest.mark.parametrize("answers", [lists, shown, routes])
def test_every_sentence_of_an_answer_is_in_the_template(answers):
    words = Recording()
    for example in ("retail", "broken"):
        assert "".join(answers(read(tree_of(EXAMPLES / example)), words))
    assert len(words.asked) > 10
    assert words.unknown() == []


def test_every_sentence_about_codeowners_is_in_the_template():
    words = Recording()
    owners = (
        "owners:\n"
        "  a: {kind: team, contact: {github: '@a/b/c', email: 'x#y@acme.example'}}\n"
        "  b: {kind: team}\n"
        "  c: {kind: team, status: retired}\n"
    )
    entry = "t{0}: {{stage: s, channel: web, raci: {{accountable: {1}}}}}"
    touchpoints = ", ".join(entry.format(number, owner) for number, owner in enumerate("abcd"))
    found = survey({"owners.yaml": owners, "a#b.yaml": f"touchpoints: {{{touchpoints}}}\n", "x.yaml": "systems: {}"})
    assert codeowners_summary.summary(found, 5_000_000, words, PLAIN)
    assert {notice.kind for notice in found.notices} >= {"unknown-owner", "retired-owner", "no-handle"}
    for notice in found.notices:
        say(notice.message, words)
        say(notice.hint, words)
    assert words.unknown() == []


@pytest.mark.parametrize("name", history.formats())
def test_every_sentence_of_a_history_is_in_the_template(name):
    words = Recording()
    for told in (history_samples.rich(), history_samples.one_thing(), history_samples.empty()):
        history.load(name)(told, words, PLAIN)
        history_summary.summary(told, words)
    assert words.asked
    assert words.unknown() == []


def test_whatever_names_a_thing_is_said_in_words_of_its_own():
    """Touchpoints show the transitions and steps that name them above; everything else needs a label."""
    above = {("journey", "steps.touchpoint"), ("journey", "steps.any_of")}
    for example in ("retail", "broken"):
        atlas = read(tree_of(EXAMPLES / example)).atlas
        fields = {
            (placed.kind, ".".join(step for step in reference.route if isinstance(step, str)))
            for placed in atlas.everything
            for reference in atlas.references(placed)
        }
        assert fields - NAMED_IN.keys() == above


def test_things_are_called_as_in_the_language_and_fingerprints_stay():
    tree = MemoryTree(
        {
            "map.yaml": "stages: {buy: }\n"
            "touchpoints: {pay: {name: Pay, stage: buy, channel: web, translations: {es: {name: Pagar}}}}\n"
        }
    )
    checked = check(tree, Scope(TODAY))
    english, spanish = (report(checked, Scope(TODAY, language=language)) for language in ("en", "es"))
    told = [say(finding.message) for finding in spanish.findings]
    assert any("Pagar (`pay`)" in text for text in told)
    assert not any("Pay (`pay`)" in text for text in told)
    assert [finding.fingerprint for finding in english.findings] == [one.fingerprint for one in spanish.findings]

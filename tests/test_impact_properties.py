"""What holds of the whole report on any two maps: it is empty for the same map, traceable, and one in all formats."""

import datetime
import json
from functools import cache
from pathlib import Path
from random import Random

import hypothesis
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from maps_of import Map, edited, maps, rngs, tree_of
from markdown_it import MarkdownIt

from cxmap.app.compare import Compared, compare
from cxmap.app.impact import Asked, impact
from cxmap.app.means import Means
from cxmap.diff.grade import Grade
from cxmap.render.impact import formats, load
from cxmap.render.look import PLAIN
from cxmap.report.impact import ImpactReport, Revision
from cxmap.words import ENGLISH

MEANS = Means()
ASKED = Asked(datetime.date(2026, 11, 22), Revision("base"), Revision("head"))
SCHEMA = Path(__file__).parents[1] / "schemas" / "impact.schema.json"


def given(*strategies):
    """Hypothesis with fewer examples: a map takes its time to be written and read."""
    settings = hypothesis.settings(max_examples=40)
    return lambda test: settings(hypothesis.given(*strategies)(test))


def reported(before: Map, after: Map, rng: Random | None = None) -> tuple[Compared, ImpactReport]:
    compared = compare(tree_of(before), tree_of(after, rng), MEANS)
    return compared, impact(compared, ASKED, MEANS)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@given(maps, rngs)
def test_a_map_and_itself_in_another_layout_give_an_empty_report(before, rng):
    _, report = reported(before, before, rng)
    assert report.nothing
    assert load("markdown")(report, ENGLISH, PLAIN) == ""
    assert not report.reach
    assert not report.engage
    assert not report.findings_new
    assert not report.plan.rows
    assert report.gate is None


@given(maps, rngs, st.integers(1, 5))
def test_every_owner_to_engage_holds_a_role_and_has_a_reason(before, rng, times):
    compared, report = reported(before, edited(rng, before, times))
    roles = {owner for atlas in (compared.comparison.base, compared.comparison.head) for owner in atlas.used["owner"]}
    changed = {changed.entity.id for changed in report.changes if changed.entity.kind == "owner"}
    before_and_after = {compared.comparison.diff.id_now("owner", owner) for owner in roles} | roles
    for engaged in report.engage:
        assert engaged.owner.id in before_and_after | changed
        assert engaged.reason.text
    assert len({engaged.owner for engaged in report.engage}) == len(report.engage)
    assert not {engaged.owner for engaged in report.engage} & {item.owner for item in report.not_needed}


@given(maps, rngs, st.integers(1, 5))
def test_whoever_answers_for_what_changes_is_engaged(before, rng, times):
    compared, report = reported(before, edited(rng, before, times))
    engaged = {item.owner.id for item in report.engage}
    for changed in report.changes:
        if changed.entity.kind == "touchpoint" and changed.grade is not Grade.WORDING:
            placed = compared.comparison.head.touchpoints.get(changed.entity.id)
            if placed and placed.value.raci and placed.value.raci.accountable:
                assert placed.value.raci.accountable in engaged, changed


@given(maps, rngs, st.integers(1, 5))
def test_every_way_to_what_is_reached_ends_at_a_change(before, rng, times):
    _, report = reported(before, edited(rng, before, times))
    at_zero = {item.entity.entity for item in report.reach if item.distance == 0}
    for item in report.reach:
        assert item.reason[0].entity == item.entity
        assert item.reason[-1].entity.entity in at_zero
        assert len(item.reason) == item.distance + 1
    assert len({item.entity for item in report.reach}) == len(report.reach)


@given(maps, rngs, st.integers(1, 5))
def test_every_format_takes_every_report_and_json_is_as_its_schema_says(before, rng, times):
    _, report = reported(before, edited(rng, before, times))
    for name in formats():
        text = load(name)(report, ENGLISH, PLAIN)
        assert text == load(name)(report, ENGLISH, PLAIN)
    validator().validate(json.loads(load("json")(report, ENGLISH, PLAIN)))
    markdown = load("markdown")(report, ENGLISH, PLAIN)
    assert len(markdown) <= 60_000
    assert all(token.type != "html_inline" for token in MarkdownIt("commonmark").parse(markdown))

"""What editors offer while somebody writes a map."""

import pytest

from cxmap.findings import Severity
from cxmap.model.file import SECTIONS
from cxmap.model.journey import Step
from cxmap.model.touchpoint import Touchpoint
from cxmap.rules import all_rules

BOOLEAN = {"true", "false"}


def offered(opened):
    with opened as buffer:
        return buffer.completions


def test_sections_at_the_top(journey):
    items = offered(journey("|"))
    assert list(items) == list(SECTIONS)
    assert items["touchpoints"].documentation.startswith("The moments in which customer and company meet")


def test_sections_that_are_there_are_not_offered_again(journey):
    assert list(offered(journey("stages:\n  buy:\n|"))) == [name for name in SECTIONS if name != "stages"]


def test_fields_of_a_touchpoint(journey):
    items = offered(journey("touchpoints:\n  basket:\n    |"))
    for name, field in Touchpoint.model_fields.items():
        assert items[name].documentation.startswith(field.description)


def test_fields_after_others(journey):
    items = offered(journey("touchpoints:\n  basket:\n    stage: buy\n    |\n    channel: web\n"))
    assert {"stage", "channel"}.isdisjoint(items)
    assert {"name", "raci", "moment", "reviewed"} <= set(items)


@pytest.mark.parametrize("text", ["{mo|}", "{stage: buy, mo|}"])
def test_fields_between_braces(journey, text):
    assert "moment" in offered(journey(f"touchpoints:\n  basket: {text}\n"))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("touchpoints:\n  basket:\n    moment: |\n", {"truth", "pain"}),
        ("touchpoints:\n  basket:\n    moment: tr|\n", {"truth", "pain"}),
        ("touchpoints:\n  basket: {moment: |}\n", {"truth", "pain"}),
        ("touchpoints:\n  basket:\n    status: |\n", {"planned", "live", "retired"}),
        ("touchpoints:\n  basket:\n    entry: |\n", BOOLEAN),
        ("transitions:\n  - from: a\n    kind: |\n", {"forward", "back", "recovery"}),
        ("transitions:\n  - {from: a, to: b, kind: |}\n", {"forward", "back", "recovery"}),
        ("owners:\n  digital:\n    kind: |\n", {"team", "person", "committee"}),
        ("metrics:\n  effort:\n    kind: |\n", {"nps", "csat", "ces", "rate", "time", "count", "money"}),
        ("changes:\n  a:\n    communications:\n      - wave: |\n", {"peers", "teams", "support", "customers"}),
        ("journeys:\n  a:\n    steps:\n      - touchpoint: b\n        optional: |\n", BOOLEAN),
    ],
)
def test_values(journey, text, values):
    assert set(offered(journey(text))) == values


@pytest.mark.parametrize(
    "place",
    [
        "touchpoints:\n  basket:\n    name: |\n",
        "touchpoints:\n  basket:\n    tags: |\n",
        "touchpoints:\n  basket:\n    tags:\n      - |\n",
        "touchpoints:\n  basket:\n    raci: |\n",
        "touchpoints:\n  basket:\n    volume: |\n",
        "touchpoints:\n  basket:\n    reviewed: |\n",
        "transitions:\n  - from: |\n",
    ],
)
def test_nothing_is_offered_that_nobody_would_write(journey, place):
    assert offered(journey(place)) == {}


def test_values_say_what_they_are_for(journey):
    items = offered(journey("touchpoints:\n  basket:\n    moment: |\n"))
    assert items["truth"].documentation.startswith("A moment of truth wins or loses the customer")


@pytest.mark.parametrize(
    "step",
    ["- |", "- basket\n      - |", "- touchpoint: basket\n        |", "- touchpoint: basket\n      - |", "- fe|"],
)
def test_fields_of_a_step(journey, step):
    items = offered(journey(f"journeys:\n  buy:\n    steps:\n      {step}\n"))
    fields = set(Step.model_fields) - ({"touchpoint"} if step.endswith("        |") else set())
    assert set(items) == fields
    for name in fields:
        assert items[name].documentation.startswith(Step.model_fields[name].description)


def test_short_step_with_more_steps_around_it(journey):
    steps = "      - search\n      - {touchpoint: basket, feels: 1}\n      - |\n      - pay\n"
    assert set(offered(journey(f"journeys:\n  buy:\n    steps:\n{steps}"))) == set(Step.model_fields)


def test_a_new_section_is_written_with_its_first_thing(journey):
    items = offered(journey("|"))
    assert items["touchpoints"].insert == (
        "touchpoints:\n  ${1:id}:\n    name: $2\n    stage: $3\n    channel: $4\n    raci:\n      accountable: $5"
    )
    assert items["owners"].insert.splitlines()[3] == "    kind: ${3|team,person,committee|}"
    assert items["transitions"].insert == "transitions:\n  - from: $1\n    to: $2"
    assert items["journeys"].insert.endswith("    steps:\n      - $4")


@pytest.mark.parametrize("section", [section for section in SECTIONS.values() if section.keyed], ids=lambda s: s.name)
def test_a_new_thing_in_a_section(journey, section):
    items = offered(journey(f"{section.name}:\n  a: {{}}\n  |"))
    assert list(items) == [section.kind]
    assert items[section.kind].insert.startswith("${1:id}:\n  ")
    for name, field in section.model.model_fields.items():
        assert not field.is_required() or f"\n  {name}:" in items[section.kind].insert


def test_what_is_written_for_a_field_can_be_gone_on_with(journey):
    items = offered(journey("touchpoints:\n  basket:\n    |"))
    assert items["name"].insert == "name: "
    assert items["tags"].insert == "tags:\n  - "
    assert items["raci"].insert == "raci:\n  "
    assert items["links"].insert == "links:\n  - url: "
    assert items["status"].insert == "status: ${1:live}"
    assert items["entry"].insert == "entry: "


def test_rules_in_the_configuration(config):
    items = offered(config("cxmap: 1\nrules:\n  severity:\n    |"))
    assert {name: item.documentation for name, item in items.items()} == {
        rule.id: rule.page.summary for rule in all_rules().values()
    }


def test_rules_by_path_in_the_configuration(config):
    items = offered(config("cxmap: 1\nrules:\n  per_path:\n    legacy/**:\n      |"))
    assert set(items) == set(all_rules())


@pytest.mark.parametrize("start", ["severity:\n    orphan-touchpoint: |", "severity: {orphan-touchpoint: |}"])
def test_severities_in_the_configuration(config, start):
    items = offered(config(f"cxmap: 1\nrules:\n  {start}"))
    # Older versions of YAML take a bare `off` for `false`; in quotes it is the same text to cxmap.
    assert {name.strip('"') for name in items} == {severity.value for severity in Severity}


def test_fields_of_the_configuration(config):
    items = offered(config("cxmap: 1\n|"))
    assert {"name", "language", "base", "include", "exclude", "governance", "rules"} <= set(items)
    assert set(offered(config("cxmap: 1\nlanguage: |"))) == {"en", "es", "it", "pt"}
    assert set(offered(config("cxmap: |"))) == {"1"}

"""`cxmap route` as people and scripts run it."""

import json
from pathlib import Path

import jsonschema
import pytest

from cxmap.app.schema import schemas

MAP = """\
stages: {look: , buy: , get: }
owners:
  digital: {name: Digital products, kind: team}
  stores: {kind: team}
touchpoints:
  search: {stage: look, channel: web, entry: true, raci: {accountable: digital}}
  old-shop: {stage: look, channel: store, status: retired, raci: {accountable: stores}}
  basket: {stage: buy, channel: web, raci: {accountable: digital}}
  till: {stage: buy, channel: store, status: planned, raci: {accountable: stores}}
  parcel: {name: The parcel, stage: get, channel: post, exit: true, raci: {accountable: stores}}
  call: {stage: get, channel: phone}
data: {address: }
transitions:
  - {from: search, to: basket, when: takes it, owner: digital}
  - {from: basket, to: parcel, id: paid, when: pays, owner: stores, carries: [address]}
  - {from: basket, to: parcel, id: later, when: pays later}
  - {from: basket, to: till, carries: []}
  - {from: till, to: parcel}
  - {from: search, to: old-shop}
  - {from: old-shop, to: parcel}
  - {from: parcel, to: basket, kind: back}
  - {from: call, to: search}
"""


@pytest.fixture
def way_map(shop):
    (shop / "map.yaml").write_text(MAP)
    return shop


def test_the_shortest_way(way_map, cxmap):
    outcome = cxmap("route", "search", "parcel")
    assert outcome.code == 0
    assert outcome.err == ""
    assert (
        outcome.out
        == """\
Search -> The parcel: 2 transitions, 1 hand-over

Search · web · Look · Digital products
  | takes it; seen to by Digital products (digital)
Basket · web · Buy · Digital products
  * pays later; hand-over from Digital products (digital) to Stores, and nobody sees to it
  | or pays; hand-over from Digital products (digital) to Stores, seen to by Stores; hands over
  | Address
The parcel (parcel) · post · Get · Stores
"""
    )


def test_all_ways(way_map, cxmap):
    outcome = cxmap("route", "search", "touchpoint:parcel", "--all")
    assert outcome.code == 0
    heads = [line for line in outcome.out.splitlines() if "transitions" in line]
    assert heads == [
        "1. Search -> The parcel: 2 transitions, 1 hand-over",
        "2. Search -> The parcel: 3 transitions, 1 hand-over",
    ]
    assert "Till · store · Buy · Stores · planned" in outcome.out
    assert outcome.err == "There are 2 ways.\n"


def test_only_some_ways(way_map, cxmap):
    outcome = cxmap("route", "search", "parcel", "--all", "--max", "1")
    assert "2. " not in outcome.out
    assert outcome.err == "There are more ways: `--max 2` shows some of them.\n"
    assert not json.loads(cxmap("route", "search", "parcel", "--all", "--max", "1", "-f", "json").out)["complete"]
    outcome = cxmap("route", "search", "parcel", "--all", "--depth", "2")
    assert outcome.err == "There is 1 way.\n"


def test_retired_touchpoints_are_no_way_unless_they_are_named(way_map, cxmap):
    assert "Old shop" not in cxmap("route", "search", "parcel", "--all").out
    assert cxmap("route", "search", "old-shop").code == 0
    assert cxmap("route", "old-shop", "parcel").code == 0


def test_what_is_to_be_avoided(way_map, cxmap):
    assert cxmap("route", "search", "parcel", "--all", "--avoid", "status:planned").err == "There is 1 way.\n"
    assert cxmap("route", "basket", "parcel", "--avoid", "stage:buy", "--avoid", "stage:get").code == 0
    outcome = cxmap("route", "search", "parcel", "--avoid", "basket")
    assert outcome.code == 1
    assert outcome.out == (
        "No way leads from Search to The parcel (parcel) without passing what is to be avoided.\n"
        "No way leads on from Search.\n"
        "Right before The parcel (parcel) comes Till.\n"
    )


def test_no_way(way_map, cxmap):
    outcome = cxmap("route", "basket", "call")
    assert outcome.code == 1
    assert outcome.err == ""
    assert outcome.out == (
        "No way leads from Basket to Call.\n"
        "From Basket customers get to 2 other touchpoints, as far as The parcel (parcel).\n"
        "Nothing leads to Call.\n"
    )
    document = json.loads(cxmap("route", "basket", "call", "-f", "json").out)
    assert document["ways"] == []
    assert document["reached"] == ["till", "parcel"]
    assert document["furthest"] == ["parcel"]


def test_no_way_so_short(way_map, cxmap):
    outcome = cxmap("route", "search", "parcel", "--depth", "1")
    assert outcome.code == 1
    assert outcome.out == (
        "No way of at most 1 transition leads from Search to The parcel (parcel): the shortest takes 2.\n"
    )
    assert json.loads(cxmap("route", "search", "parcel", "--depth", "1", "-f", "json").out)["shortest"] == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "parcle"], "Did you mean `touchpoint:parcel`?"),
        (["owner:digital", "parcel"], "There is no touchpoint `owner:digital`."),
        (["search", "search"], "would begin and end at `search`"),
        (["search", "parcel", "--max", "3"], "Add `--all`"),
        (["search", "parcel", "--all", "--max", "0"], "'--max'"),
        (["search", "parcel", "--depth", "0"], "'--depth'"),
        (["search", "parcel", "--avoid", "stage:"], "Column 7"),
        (["search", "parcel", "--avoid", "nowhere"], "There is no touchpoint `nowhere`."),
        (["search"], "TO"),
        (["search", "parcel", "-f", "ids"], "The formats are json and text."),
    ],
)
def test_what_cannot_run(way_map, cxmap, arguments, message):
    outcome = cxmap("route", *arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert message in outcome.err


def test_json(way_map, cxmap):
    document = json.loads(cxmap("route", "search", "parcel", "--all", "-f", "json").out)
    jsonschema.Draft202012Validator(json.loads(schemas()["route"].text)).validate(document)
    assert [[stop["id"] for stop in way["touchpoints"]] for way in document["ways"]] == [
        ["search", "basket", "parcel"],
        ["search", "basket", "till", "parcel"],
    ]
    assert [[leg["handover"] for leg in way["legs"]] for way in document["ways"]] == [
        [False, True],
        [False, True, False],
    ]
    assert [one["carries"] for one in document["ways"][0]["legs"][1]["transitions"]] == [None, ["address"]]


def test_the_example(cxmap, tmp_path, monkeypatch):
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path))
    retail = Path(__file__).parents[2] / "examples" / "retail"
    validator = jsonschema.Draft202012Validator(json.loads(schemas()["route"].text))
    for arguments in (["basket", "home-delivery", "--all", "--max", "20"], ["home-delivery", "store-window"]):
        validator.validate(json.loads(cxmap("route", *arguments, "--repo", retail, "-f", "json").out))


def test_the_order_of_the_files_changes_nothing(way_map, cxmap):
    arguments = ("route", "search", "parcel", "--all")
    before = cxmap(*arguments)
    head, transitions = MAP.split("transitions:\n")
    lines = transitions.splitlines(keepends=True)
    (way_map / "map.yaml").write_text(head + "transitions:\n" + "".join(reversed(lines)))
    assert cxmap(*arguments) == before


def test_names_do_nothing_on_a_terminal(shop, cxmap):
    hostile = '"\\x1b]0;owned\\a\\u202E"'
    (shop / "map.yaml").write_text(
        f"stages: {{buy: {{name: {hostile}}}}}\nowners: {{o: {{name: {hostile}, kind: team}}, p: {{kind: team}}}}\n"
        f"touchpoints:\n  a: {{name: {hostile}, stage: buy, channel: {hostile}, raci: {{accountable: o}}}}\n"
        "  b: {stage: buy, channel: web, raci: {accountable: p}}\n"
        f"transitions: [{{from: a, to: b, when: {hostile}, owner: {hostile}}}]\n"
    )
    for arguments in (["a", "b"], ["b", "a"]):
        for name in ("text", "json"):
            out = cxmap("route", *arguments, "-f", name).out
            assert out
            assert not {"\x1b", "\x07", "\u202e"} & {*out}

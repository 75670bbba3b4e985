"""What selectors select."""

import pytest
from graph.maps import NAMES, flow_of, flows
from hypothesis import given
from hypothesis import strategies as st

from cxmap.errors import CxmapError
from cxmap.graph.ways import reach
from cxmap.model.file import SECTIONS
from cxmap.model.touchpoint import Touchpoint
from cxmap.selection.connections import FIXED, Connections
from cxmap.selection.select import select
from cxmap.selection.selector import METHODS, selection
from cxmap.words import say

SHOP = flow_of(
    {
        "search": {"stage": "look", "channel": "web", "raci": {"accountable": "digital", "consulted": ["legal"]}},
        "basket": {"stage": "buy", "channel": "web", "tags": ["Core Step"], "raci": {"accountable": "digital"}},
        "checkout": {
            "stage": "buy",
            "channel": "Web",
            "moment": "truth",
            "captures": ["card"],
            "metrics": ["ease"],
            "team": "buy-team",
            "raci": {"accountable": "payments", "responsible": ["digital"], "informed": ["legal"]},
        },
        "call": {"stage": "help", "channel": "Contact Centre", "systems": ["crm"], "status": "planned"},
        "parcel": {"stage": "get", "channel": "post", "needs": ["card"], "raci": {"accountable": "legal"}},
    },
    [
        ("search", "basket"),
        ("basket", "checkout"),
        {"from": "checkout", "to": "parcel", "carries": ["card", "address"]},
        {"from": "checkout", "to": "call", "id": "refused"},
        ("parcel", "call"),
    ],
    stages={"look": {}, "buy": {}, "get": {}, "help": {}},
    owners={name: {"kind": "team"} for name in ("digital", "payments", "legal", "buy-team", "idle")},
    personas={"shopper": {}, "idler": {}},
    journeys={
        "buy": {"steps": ["search", {"any_of": ["basket", "checkout"]}], "personas": ["shopper"]},
        "whole": {"steps": [{"journey": "buy"}, "parcel"], "personas": ["shopper"]},
        "help": {"steps": ["call"]},
    },
    data={"card": {}, "address": {}},
    systems={"crm": {}},
    metrics={"ease": {"kind": "ces"}, "calm": {"kind": "ces"}},
    opportunities={"faster": {"touchpoint": "call"}, "surer": {"transition": "checkout -> parcel"}},
    interactions=[{"text": "Rings", "touchpoint": "call"}, {"text": "Hums"}],
    changes={"one-page": {"touchpoints": ["basket", "checkout"]}},
)


def selected(wanted="", unwanted="", flow=SHOP, changed=lambda: {"parcel", "gone"}):
    return list(select(flow, selection([wanted] if wanted else [], [unwanted] if unwanted else []), changed))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("checkout", "checkout"),
        ("stage:buy", "basket checkout"),
        ("stage:*", "search basket checkout parcel call"),
        ("stage:b* stage:g?t", "basket checkout parcel"),
        ("call search", "search call"),
        ("channel:web", "search basket checkout"),
        ("channel:contact-centre", "call"),
        ('channel:"Contact centre"', "call"),
        ("channel:contact*", "call"),
        ("tag:core-step", "basket"),
        ("owner:digital", "search basket checkout"),
        ("accountable:digital", "search basket"),
        ("responsible:digital", "search basket checkout"),
        ("responsible:payments", ""),
        ("consulted:legal", "search"),
        ("informed:legal", "checkout"),
        ("owner:idle", ""),
        ("team:buy-team", "checkout"),
        ("persona:shopper", "search basket checkout parcel"),
        ("persona:idler", ""),
        ("journey:buy", "search basket checkout"),
        ("journey:whole", "search basket checkout parcel"),
        ("journey:*", "search basket checkout parcel call"),
        ("system:crm", "call"),
        ("data:card", "checkout parcel"),
        ("data:address", "checkout parcel"),
        ("metric:ease", "checkout"),
        ("metric:calm", ""),
        ("moment:truth", "checkout"),
        ("moment:pain", ""),
        ("status:planned", "call"),
        ("status:live,stage:buy", "basket checkout"),
        ("state:changed", "parcel"),
        ("state:ch*", "parcel"),
        ("transition:checkout->call#refused", "checkout call"),
        ('transition:"parcel -> call"', "parcel call"),
        ("opportunity:faster", "call"),
        ("opportunity:surer", "checkout parcel"),
        ("interaction:1", "call"),
        ("interaction:2", ""),
        ("change:one-page", "basket checkout"),
        ("+checkout", "search basket checkout"),
        ("checkout+", "checkout parcel call"),
        ("1+checkout", "basket checkout"),
        ("search+2", "search basket checkout"),
        ("1+parcel+1", "checkout parcel call"),
        ("owner:digital,stage:buy", "basket checkout"),
        ("owner:digital,stage:buy,moment:truth call", "checkout call"),
        ("+parcel,checkout+", "checkout parcel"),
        ("call,call", "call"),
        ("no*where", ""),
        ("stage:zz*", ""),
    ],
)
def test_what_is_selected(wanted, found):
    assert selected(wanted) == found.split()


def test_everything_is_selected_where_nothing_is_asked():
    assert selected() == ["search", "basket", "checkout", "parcel", "call"]
    assert selected(unwanted="stage:buy call") == ["search", "parcel"]
    assert selected("owner:digital", "1+basket") == ["checkout"]


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("chekout", "There is no touchpoint `chekout`.", "Did you mean `checkout`?"),
        ("stage:buys", "There is no stage `buys`.", "Did you mean `stage:buy`?"),
        ("stage:zzz", "There is no stage `zzz`.", "There is buy, get, help and look."),
        ("accountable:digitl", "There is no owner `digitl`.", "Did you mean `accountable:digital`?"),
        ("look", "There is no touchpoint `look`.", "Did you mean `stage:look`?"),
        ("web", "There is no touchpoint `web`.", "Did you mean `channel:web`?"),
        (
            "channel:contact centre",
            "No touchpoint has the channel `contact`.",
            "Did you mean `channel:contact-centre`?",
        ),
        ("tag:nothing", "No touchpoint has the tag `nothing`.", "There is core-step."),
        ("moment:pian", "`moment:` knows no `pian`.", "Did you mean `moment:pain`?"),
        ("status:dead", "`status:` knows no `dead`.", "There is live, planned and retired."),
        ("state:new", "`state:` knows no `new`.", "There is changed."),
        ("data:crad", "There are no data `crad`.", "Did you mean `data:card`?"),
        ('"check*"', "There is no touchpoint `check*`.", ""),
        ("call,nowhere", "There is no touchpoint `nowhere`.", ""),
        ("touchpoint:\u202ex", "`\\u202ex`", ""),
    ],
)
def test_what_is_not_there(wanted, message, hint):
    with pytest.raises(CxmapError) as error:
        selected(wanted)
    assert message in str(error.value)
    assert hint in say(error.value.hint)


def test_what_is_not_there_is_said_in_what_is_taken_out_as_well():
    with pytest.raises(CxmapError, match="nowhere"):
        selected("call", "nowhere")


def test_the_base_is_only_asked_for_when_it_matters():
    def dear():
        raise AssertionError

    assert selected("call", changed=dear) == ["call"]
    assert selected("state:un*", changed=dear) == []


def test_a_base_that_is_not_to_be_had_is_said():
    with pytest.raises(CxmapError):
        select(SHOP, selection(["state:changed"]))


def test_an_owner_who_is_named_but_not_declared_can_be_selected():
    flow = flow_of({"a": {"raci": {"accountable": "nobody"}}, "b": {}})
    assert selected("owner:nobody", flow=flow) == ["a"]


def test_without_an_order_of_stages_ids_decide():
    flow = flow_of({"b": {"stage": "unknown"}, "a": {"stage": "only"}, "c": {"stage": "only"}})
    assert selected(flow=flow) == ["a", "c", "b"]


def test_journeys_that_nest_each_other_in_a_circle():
    journeys = {
        "one": {"steps": ["a", {"journey": "two"}]},
        "two": {"steps": ["b", {"journey": "one"}], "personas": ["p"]},
    }
    flow = flow_of(["a", "b", "c"], journeys=journeys, personas={"p": {}})
    assert selected("journey:one", flow=flow) == ["a", "b"]
    assert Connections(flow).things("journey", {"a"}) == {"one", "two"}
    assert Connections(flow).things("persona", {"a"}) == {"p"}


@pytest.mark.parametrize(
    ("kind", "touchpoints", "things"),
    [
        ("touchpoint", "call", "call"),
        ("stage", "basket checkout", "buy"),
        ("owner", "checkout", "payments digital legal"),
        ("journey", "basket", "buy whole"),
        ("journey", "call", "help"),
        ("persona", "parcel", "shopper"),
        ("data", "parcel", "card address"),
        ("system", "call", "crm"),
        ("metric", "checkout", "ease"),
        ("transition", "call", "checkout->call#refused parcel->call"),
        ("opportunity", "parcel", "surer"),
        ("interaction", "call", "1"),
        ("change", "basket", "one-page"),
        ("owner", "", ""),
    ],
)
def test_what_belongs_to_touchpoints(kind, touchpoints, things):
    assert Connections(SHOP).things(kind, set(touchpoints.split())) == set(things.split())


def test_things_and_touchpoints_belong_to_each_other():
    connections = Connections(SHOP)
    for section in SECTIONS.values():
        if section.kind != "source":
            for name in SHOP.atlas.things[section.kind]:
                for touchpoint in connections.touchpoints(section.kind, [name]):
                    assert name in connections.things(section.kind, {touchpoint})


def test_every_method_works_and_the_few_words_are_those_of_the_model():
    for method in METHODS:
        assert selected(f"{method}:*") is not None
    for field in ("moment", "status"):
        schema = Touchpoint.model_json_schema()["properties"][field]
        choices = schema.get("enum") or next(one["enum"] for one in schema["anyOf"] if "enum" in one)
        assert set(choices) == set(FIXED[field])


names = st.sampled_from(NAMES)


@given(flows(), names, names)
def test_plus_is_all_that_leads_there_and_all_it_leads_to(flow, name, other):
    up, down = reach([name], flow.leading), reach([name], flow.following)
    assert set(selected(f"+{name}", flow=flow)) == up
    assert set(selected(f"{name}+", flow=flow)) == down
    assert set(selected(f"+{name}+", flow=flow)) == up | down
    assert set(selected(f"+{name},{other}+", flow=flow)) == up & reach([other], flow.following)
    assert set(selected(f"+{name} {other}+", flow=flow)) == up | reach([other], flow.following)
    assert set(selected(f"{name}+", f"+{name}", flow=flow)) == down - up


@given(flows(), names, st.integers(0, 4))
def test_bounded_steps(flow, name, depth):
    found = {name}
    for _ in range(depth):
        found |= {after for node in found for after in flow.following.get(node, ())}
    assert set(selected(f"{name}+{depth}", flow=flow)) == found
    assert selected(f"{name}+{len(NAMES)}", flow=flow) == selected(f"{name}+", flow=flow)


LINE = flow_of(
    [f"t{number}" for number in range(3000)],
    [(f"t{number}", f"t{number + 1}") for number in range(2999)],
)


def test_many_terms_that_stand_alone_cost_no_more_than_one():
    assert len(selected(" ".join(f"t{number}+" for number in range(3000)), flow=LINE)) == 3000
    assert len(selected(" ".join(["t0+,t2999"] * 9000), flow=LINE)) == 1


@pytest.mark.parametrize(
    "wanted",
    [
        " ".join(f"+t{number}+,t{number}+" for number in range(3000)),
        " ".join(f"*{number}*" for number in range(9000)),
    ],
)
def test_what_would_take_too_long_is_refused(wanted):
    with pytest.raises(CxmapError, match="take too long"):
        selected(wanted, flow=LINE)

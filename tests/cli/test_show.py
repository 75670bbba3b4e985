"""`cxmap show` as people and scripts run it."""

import json
from pathlib import Path

import jsonschema
import pytest
from adapters.repositories import Repository
from trees import tree_of

from cxmap.app.reading import read
from cxmap.app.schema import schemas
from cxmap.app.things.finding import find
from cxmap.app.things.showing import show
from cxmap.render.entity import formats, load
from cxmap.render.look import PLAIN, Look
from cxmap.words import ENGLISH

EXAMPLES = Path(__file__).parents[2] / "examples"

MAP = """\
stages: {buy: {name: Buying, goal: Has paid.}}
owners:
  digital: {name: Digital products, kind: team, lead: Ann, contact: {email: a@example.com, chat: "#web"}}
  payments: {kind: team, lead: digital, part_of: digital}
data: {card: {personal: true}, name: , address: {held_in: [crm]}, wish: }
systems: {crm: {name: Customer file}}
touchpoints:
  search: {stage: buy, channel: web, entry: true, captures: [name, wish], raci: {accountable: digital}}
  basket: {stage: buy, channel: web, raci: {accountable: digital}}
  checkout:
    name: Pay here
    description: >-
      The customer says where the parcel goes,
      and pays.
    stage: buy
    channel: web
    moment: truth
    exit: true
    captures: [card]
    needs: [name, wish, address]
    systems: [crm]
    volume: 44000
    raci: {accountable: payments, responsible: [digital, payments]}
    tags: [core]
    links: [{title: Figures, url: "https://example.com/f"}]
    translations: {es: {name: Pagar, description: Donde se paga.}}
  call: {stage: buy, channel: phone}
transitions:
  - {from: search, to: basket}
  - {from: search, to: checkout, id: quick, when: buys at once, share: 0.125, within: 5m, carries: [name]}
  - {from: basket, to: checkout, owner: payments, carries: [name, wish]}
  - {from: checkout, to: call, kind: recovery, carries: []}
journeys:
  buy-online:
    personas: [shopper]
    owner: digital
    steps:
      - search
      - {any_of: [basket, checkout], optional: true, does: Looks around., thinks: Hm., feels: -1.5, pains: [Slow.]}
      - checkout
  whole: {name: The whole, steps: [{journey: buy-online}, {touchpoint: call, feels: 0}]}
personas: {shopper: }
opportunities:
  surer: {transition: search -> checkout, name: A surer way}
  faster: {touchpoint: checkout}
interactions:
  - {text: Cannot find the card, touchpoint: checkout, by: digital}
changes:
  one-page:
    name: One page
    touchpoints: [checkout]
    communications: [{audience: digital, wave: peers, message: It comes.}, {audience: Everybody, wave: teams}]
"""


@pytest.fixture
def shop_map(shop):
    (shop / "map.yaml").write_text(MAP)
    return shop


def test_a_touchpoint(shop_map, cxmap):
    outcome = cxmap("show", "checkout")
    assert outcome.code == 0
    assert outcome.err == ""
    assert (
        outcome.out
        == """\
Pay here  touchpoint:checkout
The customer says where the parcel goes, and pays.

  Stage                  Buying (buy)
  Channel                web
  Accountable            Payments
  Responsible            Digital products (digital), Payments
  Moment of              truth
  Customers finish here  yes
  Captures               Card
  Needs                  Name, Wish, Address
  Systems                Customer file (crm)
  Customers a month      44000
  Tags                   core
  Links                  title: Figures · url: https://example.com/f
  es                     Pagar: Donde se paga.
  Declared in            map.yaml:10

Customers come from
  Basket
    hand-over from Digital products (digital) to Payments, seen to by Payments; hands over Name,
    Wish
  Search
    buys at once; hand-over from Digital products (digital) to Payments, and nobody sees to it; 12.5
    % of customers; within 5m; hands over Name

Customers go on to
  Call
    after something went wrong; hands over nothing

Known of customers when they come
  whichever way they come       Name
  on some ways only             Wish
  from systems                  Address in Customer file (crm)
  needed, but not always known  Wish

In journeys
  Buy online, step 2 of 3 (optional)
    does    Looks around.
    thinks  Hm.
    feels   -1.5
    pain    Slow.
  Buy online, step 3 of 3
  The whole (whole), step 1 of 2: the journey Buy online

Elsewhere on the map
  Opportunities          Faster
  Notes mapped to it     Cannot find the card (1)
  Changes that touch it  One page
"""
    )


def test_an_owner(shop_map, cxmap):
    assert (
        cxmap("show", "owner:digital").out
        == """\
Digital products  owner:digital

  Kind         team
  Lead         Ann
  E-mail       a@example.com
  Chat         #web
  Declared in  map.yaml:3

Elsewhere on the map
  Accountable for              Basket, Search
  Responsible for              Pay here (checkout)
  Accountable for the journey  Buy online
  Leads                        Payments
  Parts                        Payments
  Notes by them                Cannot find the card (1)
  Told about                   One page
"""
    )


def test_a_transition(shop_map, cxmap):
    assert (
        cxmap("show", "search->checkout").out
        == cxmap("show", "transition:search -> checkout#quick").out
        == """\
Search -> Pay here (quick)  transition:search->checkout#quick

  From                Search
  To                  Pay here (checkout)
  Id                  quick
  When                buys at once
  Hands over          Name
  Share of customers  12.5 %
  Promised within     5m
  Hand-over           from Digital products (digital) to Payments, and nobody sees to it
  Declared in         map.yaml:30

Elsewhere on the map
  Opportunities  A surer way (surer)
"""
    )


def test_a_journey(shop_map, cxmap):
    assert (
        cxmap("show", "buy-online").out
        == """\
Buy online  journey:buy-online

  Personas     Shopper
  Owner        Digital products (digital)
  Declared in  map.yaml:34

Steps
   1  Search, web, Digital products
   2  Basket, web, Digital products or Pay here (checkout), web, Payments (optional)
      does    Looks around.
      thinks  Hm.
      feels   -1.5
      pain    Slow.
   3  Pay here (checkout), web, Payments

Elsewhere on the map
  Nested in  The whole (whole)
"""
    )


def test_a_change_with_its_parts(shop_map, cxmap):
    out = cxmap("show", "one-page").out
    assert "  Communications  audience: Digital products (digital) · wave: peers · message: It comes.\n" in out
    assert "                  audience: Everybody · wave: teams\n" in out


def test_where_no_way_leads(shop_map, cxmap):
    (shop_map / "map.yaml").write_text(MAP.replace("entry: true, ", "").replace("personas: [shopper]", ""))
    (shop_map / "more.yaml").write_text("touchpoints: {fax: {stage: buy, channel: fax}}\n")
    assert "No way from an entry leads here." in cxmap("show", "fax").out
    assert json.loads(cxmap("show", "fax", "-f", "json").out)["known"] is None


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("checkout", "touchpoint:checkout"),
        ("touchpoint:checkout", "touchpoint:checkout"),
        ("crm", "system:crm"),
        ("1", "interaction:1"),
        ("basket -> checkout", "transition:basket->checkout"),
        ("buy", "stage:buy"),
    ],
)
def test_an_id_alone_is_enough_where_one_thing_has_it(shop_map, cxmap, text, entity):
    assert json.loads(cxmap("show", text, "-f", "json").out)["entity"] == entity


def test_the_touchpoint_comes_first_and_else_the_kind_must_be_said(shop_map, cxmap):
    (shop_map / "more.yaml").write_text("metrics: {checkout: {kind: ces}, card: {kind: rate}}\n")
    assert json.loads(cxmap("show", "checkout", "-f", "json").out)["entity"] == "touchpoint:checkout"
    outcome = cxmap("show", "card")
    assert outcome.code == 2
    assert outcome.err == (
        "error: `card` can mean more than one thing.\nhint: Write which one: `data:card` or `metric:card`.\n"
    )
    (shop_map / "more.yaml").write_text("transitions: [{from: search, to: checkout, id: slow}]\n")
    assert "`transition:search->checkout#slow`" in cxmap("show", "search->checkout").err


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("chekout", "There is no `chekout` on this map.", "Did you mean `touchpoint:checkout`?"),
        ("owner:digtal", "There is no owner `digtal`.", "Did you mean `owner:digital`?"),
        ("owners:digital", "There is no kind `owners`.", "Did you mean `owner:digital`?"),
        ("zzz:digital", "There is no kind `zzz`.", "The kinds are stage, touchpoint"),
        ("pay HERE", "There is no `pay HERE` on this map.", "Did you mean `touchpoint:checkout`?"),
        ("owner:qqq", "There is no owner `qqq`.", "`cxmap list --kind owner` lists what there is."),
        ("\x1b]0;x", "\\u001b]0;x", ""),
        ("", "There is no", ""),
        ("call->search", "There is no", ""),
    ],
)
def test_what_is_not_there(shop_map, cxmap, text, message, hint):
    outcome = cxmap("show", text)
    assert outcome.code == 2
    assert outcome.out == ""
    assert message in outcome.err
    assert hint in outcome.err


def test_what_could_not_be_read(shop_map, cxmap):
    (shop_map / "more.yaml").write_text("touchpoints: {half: {stage: buy, channel: web, moment: [x]}, lost: 3}\n")
    outcome = cxmap("show", "half")
    assert "Not everything that is written of it could be read" in outcome.out
    assert "read only in part" in outcome.err
    assert not json.loads(cxmap("show", "half", "-f", "json").out)["whole"]
    assert "is declared, but could not be read" in cxmap("show", "lost").err


def test_what_is_declared_twice(shop_map, cxmap):
    (shop_map / "more.yaml").write_text("touchpoints:\n  basket: {stage: buy, channel: app}\n")
    outcome = cxmap("show", "basket")
    assert "Channel      web" in outcome.out
    assert "It is declared again in more.yaml:2, which does not count." in outcome.out
    assert json.loads(cxmap("show", "basket", "-f", "json").out)["declared_again"] == [{"path": "more.yaml", "line": 2}]


def test_json(shop_map, cxmap):
    document = json.loads(cxmap("show", "checkout", "-f", "json").out)
    assert document["fields"]["raci"] == {"accountable": "payments", "responsible": ["digital", "payments"]}
    assert document["names"]["owner:digital"] == "Digital products"
    assert (document["path"], document["line"]) == ("map.yaml", 10)
    assert [(one["from"], one["carries"], one["handover"]) for one in document["arrivals"]] == [
        ("basket", ["name", "wish"], True),
        ("search", ["name"], True),
    ]
    assert document["known"] == {
        "always": ["name"],
        "sometimes": ["wish"],
        "held": [{"data": "address", "system": "crm"}],
        "missing": ["wish"],
    }
    assert [(one["id"], one["step"], one["steps"], one["journey"]) for one in document["journeys"]] == [
        ("buy-online", 2, 3, None),
        ("buy-online", 3, 3, None),
        ("whole", 1, 2, "buy-online"),
    ]
    assert {(one["entity"], one["field"]) for one in document["named_by"]} == {
        ("transition:search->checkout#quick", "to"),
        ("transition:basket->checkout", "to"),
        ("transition:checkout->call", "from"),
        ("journey:buy-online", "steps.any_of"),
        ("journey:buy-online", "steps.touchpoint"),
        ("opportunity:faster", "touchpoint"),
        ("interaction:1", "touchpoint"),
        ("change:one-page", "touchpoints"),
    }


@pytest.mark.parametrize("example", ["retail", "broken"])
def test_everything_on_a_map_can_be_shown_in_every_format(example):
    reading = read(tree_of(EXAMPLES / example))
    validator = jsonschema.Draft202012Validator(json.loads(schemas()["show"].text))
    for placed in reading.atlas.everything:
        assert find(reading.atlas, placed.entity) is placed
        report = show(reading, placed)
        for name in formats():
            assert load(name)(report, ENGLISH, Look(colour=True)) == load(name)(report, ENGLISH, Look(colour=True))
        validator.validate(json.loads(load("json")(report, ENGLISH, PLAIN)))
        assert placed.document.path in load("text")(report, ENGLISH, PLAIN)


def test_a_revision_and_files(shop_map, cxmap):
    Repository(shop_map).git("init", "--quiet")
    Repository(shop_map).commit()
    (shop_map / "map.yaml").write_text(MAP.replace("Pay here", "Pay now"))
    assert cxmap("show", "checkout", "--rev", "HEAD", "--output", "json:out.json").out.startswith("Pay here  ")
    assert json.loads((shop_map / "out.json").read_text())["name"] == "Pay here"
    assert cxmap("show", "checkout", "--no-cache").out.startswith("Pay now  ")


def test_texts_do_nothing_on_a_terminal(shop, cxmap):
    hostile = '"\\x1b]0;owned\\a\\u202E\\nx"'
    (shop / "map.yaml").write_text(
        f"stages: {{buy: }}\nowners: {{o: {{kind: team, lead: {hostile}, contact: {{chat: {hostile}}}}}}}\n"
        f"touchpoints:\n  a: {{stage: buy, channel: {hostile}, description: {hostile}, raci: {{accountable: o}},\n"
        f"    tags: [{hostile}], events: [{hostile}], links: [{{url: {hostile}}}]}}\n"
        f"transitions: [{{from: a, to: a, when: {hostile}}}]\n"
        f"journeys: {{j: {{goal: {hostile}, steps: [{{touchpoint: a, does: {hostile}, pains: [{hostile}]}}]}}}}\n"
    )
    for thing in ("a", "o", "j", "a->a"):
        for name in ("text", "json"):
            out = cxmap("show", thing, "-f", name).out
            assert out
            assert not {"\x1b", "\x07", "\u202e"} & {*out}

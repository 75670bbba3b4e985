"""What `cxmap draw` has to show: the part of the map that is chosen, with all that its pictures say of it."""

import itertools

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from maps_of import maps
from maps_of import tree_of as tree_of_map
from trees import MemoryTree

from cxmap.app.drawing.choosing import WHOLE_MAP, Wanted
from cxmap.app.drawing.drawing import drawing
from cxmap.app.reading import read
from cxmap.errors import CxmapError
from cxmap.findings import Finding, Place, Severity
from cxmap.message import Named, said
from cxmap.report.drawing import Phase
from cxmap.selection.selector import selection
from cxmap.words import say

MAP = """\
stages:
  look: {name: Looking, goal: Know what there is., translations: {es: {name: Mirar}}}
  buy: {name: Buying}
  help: {name: Help}
owners:
  digital: {name: Digital, kind: team, translations: {es: {name: Lo digital}}}
  payments: {kind: team}
systems: {shop: {name: The shop}}
metrics: {ease: {name: Ease, kind: ces, target: 2, better: lower, scale: 1-7}, spare: {kind: count}}
personas: {shopper: {name: Shopper}, idler: , nobody: }
touchpoints:
  basket: {stage: buy, channel: web, raci: {accountable: digital, responsible: [payments]}, systems: [shop]}
  search: {stage: look, channel: web, entry: true, metrics: [ease], translations: {es: {name: Buscar}}}
  checkout: {stage: buy, channel: web, moment: truth, raci: {accountable: payments}, metrics: [ease]}
  advert: {stage: look, channel: print, initiated_by: company}
  call: {stage: help, channel: telephone, exit: true, status: planned}
  lost: {stage: nowhere, channel: web}
transitions:
  - {from: search, to: basket, when: adds it}
  - {from: basket, to: checkout, owner: digital, share: 0.4}
  - {from: checkout, to: basket, kind: back}
  - {from: advert, to: search}
  - {from: checkout, to: call, id: angry, kind: recovery}
journeys:
  buying:
    goal: To have it
    personas: [shopper]
    owner: digital
    steps:
      - {touchpoint: search, feels: 1, does: Looks}
      - {journey: paying, feels: -1, pains: [It takes long.], optional: true}
      - {any_of: [call, basket], thinks: Hm.}
  paying: {kind: current, steps: [basket, {touchpoint: checkout, feels: 2}]}
  idling: {personas: [idler], steps: [advert]}
opportunities:
  one-page: {name: One page, touchpoint: checkout, value: 4, effort: 2, pain: Three pages., owner: digital}
  bigger: {touchpoint: checkout, value: 5, status: doing}
  faster: {transition: search -> basket}
  past: {touchpoint: checkout, status: done}
"""


def reading_of(text=MAP, config=None):
    files = {"map.yaml": text} | ({"cxmap.yaml": config} if config else {})
    return read(MemoryTree(files))


def drawn(wanted=WHOLE_MAP, text=MAP, **more):
    return drawing(reading_of(text), wanted, **more)


def ids(things):
    return [thing[0].id for thing in things]


def test_cards_stand_in_stages_and_in_the_order_of_visits():
    picture = drawn()
    assert ids(picture.cards) == ["advert", "search", "basket", "checkout", "call", "lost"]
    assert picture.phases == (
        Phase(Named("stage", "look", "Looking"), "Know what there is."),
        Phase(Named("stage", "buy", "Buying")),
        Phase(Named("stage", "help", "Help")),
        Phase(None),
    )
    assert (picture.about.name, picture.language, picture.left_out) == ("Case", "en", 0)


def test_what_a_card_says():
    cards = {card.touchpoint.id: card for card in drawn().cards}
    assert cards["basket"]._asdict() == {
        "touchpoint": Named("touchpoint", "basket", "Basket"),
        "stage": Named("stage", "buy", "Buying"),
        "channel": "web",
        "owner": Named("owner", "digital", "Digital"),
        "responsible": (Named("owner", "payments", "Payments"),),
        "initiated_by": "",
        "moment": "",
        "status": "live",
        "entry": False,
        "exit": True,
        "systems": (Named("system", "shop", "The shop"),),
        "errors": 0,
        "warnings": 0,
        "mark": "",
    }
    assert cards["lost"].stage is None
    assert (cards["checkout"].moment, cards["call"].status, cards["advert"].initiated_by) == (
        *("truth", "planned", "company"),
    )
    assert (cards["search"].entry, cards["call"].exit) == (True, True)


def test_arrows_with_hand_overs():
    arrows = {(arrow.start, arrow.end): arrow for arrow in drawn().arrows}
    assert list(arrows) == [
        *[("advert", "search"), ("search", "basket"), ("basket", "checkout")],
        *[("checkout", "basket"), ("checkout", "call")],
    ]
    assert [ends for ends, arrow in arrows.items() if arrow.handover] == [
        ("basket", "checkout"),
        ("checkout", "basket"),
    ]
    assert arrows["basket", "checkout"].owner == Named("owner", "digital", "Digital")
    assert arrows["basket", "checkout"].share == 0.4
    assert arrows["checkout", "basket"].kind == "back"
    assert arrows["checkout", "call"].transition == Named(
        "transition", "checkout->call#angry", "Checkout -> Call (angry)"
    )


def test_journeys_with_those_they_nest():
    picture = drawn()
    assert ids(picture.lines) == ["buying", "idling"]
    line = picture.lines[0]
    assert (line.goal, line.kind, line.owner) == ("To have it", "ideal", Named("owner", "digital", "Digital"))
    assert line.personas == (Named("persona", "shopper", "Shopper"),)
    paying = Named("journey", "paying", "Paying")
    assert [(step.number, step.touchpoints, step.within, step.optional, step.feels) for step in line.steps] == [
        (1, ("search",), None, False, 1),
        (2, ("basket",), paying, True, -1),
        (3, ("checkout",), paying, True, 2),
        (4, ("call", "basket"), None, False, None),
    ]
    assert [step.pains for step in line.steps] == [(), ("It takes long.",), (), ()]
    assert (line.steps[0].does, line.steps[3].thinks) == ("Looks", "Hm.")


def test_metrics_and_opportunities():
    picture = drawn()
    [gauge] = picture.gauges
    assert (gauge.metric.id, gauge.target, gauge.better, gauge.scale) == ("ease", 2, "lower", "1-7")
    assert gauge.touchpoints == ("search", "checkout")
    assert [(idea.opportunity.id, idea.touchpoint, idea.status) for idea in picture.ideas] == [
        ("faster", "search", "open"),
        ("bigger", "checkout", "doing"),
        ("one-page", "checkout", "open"),
    ]


def test_only_what_is_selected():
    picture = drawn(Wanted(selection=selection(["stage:buy"], [])))
    assert ids(picture.cards) == ["basket", "checkout"]
    assert ids(picture.phases) == ["buy"]
    assert [(arrow.start, arrow.end) for arrow in picture.arrows] == [("basket", "checkout"), ("checkout", "basket")]
    assert [[step.touchpoints for step in line.steps] for line in picture.lines] == [
        [("basket",), ("checkout",), ("basket",)]
    ]
    assert picture.gauges[0].touchpoints == ("checkout",)


@pytest.mark.parametrize(
    ("wanted", "cards", "journeys"),
    [
        (Wanted(journeys=("buying",)), "search basket checkout call", "buying"),
        (Wanted(journeys=("journey:paying",)), "basket checkout", "paying"),
        (Wanted(journeys=("idling", "paying")), "advert basket checkout", "idling paying"),
        (Wanted(personas=("idler",)), "advert", "idling"),
        (Wanted(personas=("idler", "shopper")), "advert search basket checkout call", "buying idling"),
        (Wanted(personas=("shopper",), journeys=("buying", "idling")), "search basket checkout call", "buying"),
        (Wanted(journeys=("buying",), selection=selection(["stage:look"], [])), "search", "buying"),
        (Wanted(view="journey"), "advert search basket checkout call", "buying idling"),
    ],
)
def test_only_the_touchpoints_of_a_journey_or_a_persona(wanted, cards, journeys):
    picture = drawn(wanted)
    assert ids(picture.cards) == cards.split()
    assert ids(picture.lines) == journeys.split()
    assert [persona.id for persona in picture.personas] == list(wanted.personas)


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        (Wanted(journeys=("buyng",)), "There is no journey `buyng`.", "Did you mean `journey:buying`?"),
        (Wanted(personas=("Shopper",)), "There is no persona `Shopper`.", "Did you mean `persona:shopper`?"),
        (Wanted(personas=("nobody",)), "There is no journey that `nobody` goes.", "`personas` of a journey"),
        (
            Wanted(personas=("idler",), journeys=("buying",)),
            "The journey `buying` is not one that `idler` goes.",
            "Leave out",
        ),
        (
            Wanted(selection=selection(["moment:pain"], [])),
            "Nothing matches, so there is nothing to draw: none of 6 touchpoints.",
            "cxmap list",
        ),
        (
            Wanted(journeys=("idling",), selection=selection(["stage:buy"], [])),
            "None of the touchpoints selected is in these journeys.",
            "Leave",
        ),
        (
            Wanted("journey", selection=selection(["lost"], [])),
            "No journey leads through these touchpoints, so there is no journey to draw.",
            "--view",
        ),
    ],
)
def test_nothing_to_draw(wanted, message, hint):
    with pytest.raises(CxmapError) as caught:
        drawn(wanted)
    assert str(caught.value) == message
    assert hint in say(caught.value.hint)


def test_a_map_without_touchpoints():
    with pytest.raises(CxmapError, match="no touchpoint on this map"):
        drawn(text="stages: {buy: }\n")


def test_findings_are_marked_on_what_they_are_about():
    def found(severity, entity):
        return Finding("rule", severity, said("Wrong."), Place("map.yaml"), entity, "0")

    picture = drawn(
        findings=[
            found(Severity.ERROR, "touchpoint:basket"),
            *[found(Severity.WARNING, "touchpoint:basket")] * 2,
            found(Severity.INFO, "touchpoint:search"),
            found(Severity.WARNING, "transition:checkout->call#angry"),
        ]
    )
    assert {card.touchpoint.id: card[-3:-1] for card in picture.cards if any(card[-3:-1])} == {"basket": (1, 2)}
    assert [(arrow.start, arrow.end, arrow.warnings) for arrow in picture.arrows if arrow.warnings] == [
        ("checkout", "call", 1)
    ]


def test_things_are_called_as_in_the_language():
    picture = drawn(Wanted(language="es"))
    assert picture.language == "es"
    assert picture.phases[0].stage == Named("stage", "look", "Mirar")
    assert picture.cards[1].touchpoint.name == "Buscar"
    assert picture.cards[2].owner == Named("owner", "digital", "Lo digital")
    assert picture.arrows[1].transition.name == "Buscar -> Basket"
    assert drawing(reading_of(config="cxmap: 1\nlanguage: es\n")).cards[1].touchpoint.name == "Buscar"


BEFORE = (
    MAP.replace("advert: {stage: look, channel: print, initiated_by: company}", "leaflet: {stage: see, channel: post}")
    .replace("from: advert", "from: leaflet")
    .replace("steps: [advert]", "steps: [leaflet]")
    .replace("look: {", "see: {")
    .replace("stage: look", "stage: see")
    .replace("when: adds it", "when: takes it")
    .replace("moment: truth, ", "")
)


def test_what_has_changed_since_a_base():
    picture = drawn(base=reading_of(BEFORE).atlas)
    assert [(card.touchpoint.id, card.stage.id, card.mark) for card in picture.cards[:5]] == [
        ("advert", "look", "added"),
        ("search", "look", ""),
        ("leaflet", "look", "removed"),
        ("basket", "buy", ""),
        ("checkout", "buy", "changed"),
    ]
    marked = [(arrow.start, arrow.end, arrow.mark) for arrow in picture.arrows if arrow.mark]
    assert marked == [
        ("advert", "search", "added"),
        ("search", "basket", "changed"),
        ("leaflet", "search", "removed"),
    ]


def test_what_is_gone_is_drawn_beside_what_it_was_next_to():
    base = reading_of(BEFORE).atlas
    assert "leaflet" in ids(drawn(Wanted(selection=selection(["search"], [])), base=base).cards)
    assert "leaflet" not in ids(drawn(Wanted(selection=selection(["stage:buy"], [])), base=base).cards)


def test_what_is_too_much_is_left_out_and_counted():
    picture = drawn(Wanted(most=2))
    assert (ids(picture.cards), picture.left_out) == (["advert", "search"], 4)
    assert {step.touchpoints for line in picture.lines for step in line.steps} == {("advert",), ("search",)}
    picture = drawn(Wanted("journey", most=4))
    assert (ids(picture.lines), picture.left_out, picture.journeys_left_out) == (["buying"], 1, 1)
    assert len(picture.lines[0].steps) == 4
    many = "".join(f"  j{number}: {{steps: [search]}}\n" for number in range(150))
    crowd = drawn(text=MAP.replace("journeys:\n", f"journeys:\n{many}"))
    assert (len(crowd.lines), crowd.journeys_left_out) == (100, 52)


def test_journeys_that_nest_each_other_end():
    looping = "stages: {s: }\ntouchpoints: {a: {stage: s, channel: web}}\njourneys:\n"
    looping += "  one: {steps: [a, {journey: two}]}\n  two: {steps: [{journey: one}, a]}\n"
    assert [[step.number for step in line.steps] for line in drawn(text=looping).lines] == [[1, 2], [1, 2]]
    doubling = "".join(
        f"  j{number:02}: {{steps: [{{journey: j{number + 1:02}}}, {{journey: j{number + 1:02}}}]}}\n"
        for number in range(40)
    )
    hostile = "stages: {s: }\ntouchpoints: {a: {stage: s, channel: web}}\njourneys:\n" + doubling
    picture = drawn(text=hostile + "  j40: {steps: [a]}\n  plain: {steps: [a]}\n")
    assert (ids(picture.lines), picture.journeys_left_out) == (["plain"], 1)
    deep = "".join(f"  j{n}: {{steps: [{{journey: j{n + 1}}}]}}\n" for n in range(3000)) + "  j3000: {steps: [a]}\n"
    picture = drawn(text="stages: {s: }\ntouchpoints: {a: {stage: s, channel: web}}\njourneys:\n" + deep)
    assert [step.within.id for step in picture.lines[0].steps] == ["j3000"]


@settings(max_examples=60)
@given(maps, maps, st.sampled_from(["map", "flow", "blueprint", "journey"]))
def test_any_map_can_be_drawn(before, after, view):
    head, base = (read(MemoryTree(tree_of_map(each).files)) for each in (after, before))
    try:
        picture = drawing(head, Wanted(view), base=base.atlas)
    except CxmapError:
        event("nothing to draw")
        assert view == "journey"
        return
    cards = set(ids(picture.cards))
    assert {name for name, placed in head.atlas.touchpoints.items()} >= cards - {
        card.touchpoint.id for card in picture.cards if card.mark == "removed"
    }
    assert len(cards) == len(picture.cards)
    assert [phase.stage for phase in picture.phases] == [
        stage for stage, _ in itertools.groupby(picture.cards, stage_of)
    ]
    assert {end for arrow in picture.arrows for end in arrow[1:3]} <= cards
    assert {name for line in picture.lines for step in line.steps for name in step.touchpoints} <= cards


def stage_of(card):
    return card.stage

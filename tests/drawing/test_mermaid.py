"""Mermaid itself reads what `cxmap draw --format mermaid` writes, and finds in it what is to be shown."""

import pytest
from drawing.drawings import drawn, many, named, shop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mermaid_reader import mermaid_reader
from render.samples import HOSTILE

from cxmap.app.drawing.choosing import Wanted
from cxmap.render.drawing.mermaid import render
from cxmap.render.look import PLAIN
from cxmap.render.mermaid import LONGEST, MOST_ARROWS
from cxmap.visible import visible
from cxmap.words import ENGLISH

COMMANDS = [
    *("title x", "title", "section x", "Section y", "journey", "accTitle: x", "accDescr { x }", "end", "graph TD"),
    *("a: b", "1: 2: 3", "a; b", "a #35; b", "#", "%%{init: {}}%% x", "%% comment", "---", "style a:b#c;", "a, b"),
    *("classDef x:y#z;", "direction TB", "ﬂ°°60¶ß", "subgraph x", "click n1 x", "&lt;", "<br>", '"', "  "),
]


@pytest.fixture(scope="session")
def read():
    with mermaid_reader() as reading:
        yield reading


def text_of(drawing):
    return render(drawing, ENGLISH, PLAIN)


def diagrams_of(text):
    tokens = MarkdownIt().parse(text)
    return [token.content for token in tokens if token.type == "fence" and token.info == "mermaid"]


def test_a_map_stands_in_its_stages(read):
    chart = read(text_of(shop()))
    nodes = {node["id"]: node for node in chart["nodes"]}
    assert [(group["title"], [nodes[name]["text"] for name in group["nodes"]]) for group in chart["groups"]] == [
        ("Looking", ["Search<br>web<br>Digital<br>changed"]),
        (
            "Buying",
            ["Basket<br>web<br>Digital", "Till<br>store<br>Tills<br>moment of truth", "Stall<br>street<br>gone"],
        ),
        ("No stage", ["Door<br>store<br>new, planned"]),
    ]
    assert {node["text"].partition("<br>")[0]: (node["shape"], node["classes"]) for node in chart["nodes"]} == {
        "Search": ("subroutine", ["changed"]),
        "Basket": ("square", []),
        "Till": ("square", []),
        "Stall": ("hexagon", ["removed"]),
        "Door": ("stadium", ["added"]),
    }


def test_a_flow_has_lanes_and_says_when_customers_go(read):
    chart = read(text_of(shop(Wanted("flow", "channel"))))
    assert [group["title"] for group in chart["groups"]] == ["web", "store", "street"]
    texts = {node["id"]: node["text"].partition("<br>")[0] for node in chart["nodes"]}
    assert [(texts[edge["start"]], texts[edge["end"]], edge["text"]) for edge in chart["edges"]] == [
        ("Search", "Basket", "adds it"),
        ("Search", "Stall", "gone"),
        ("Basket", "Till", "hand-over"),
        ("Till", "Basket", "way back, hand-over"),
    ]
    assert chart["edges"][1]["stroke"] == "dotted"
    by_owner = read(text_of(shop(Wanted("flow"))))
    assert [group["title"] for group in by_owner["groups"]] == ["Digital", "Tills", "Nobody accountable"]


def test_a_blueprint_has_rows(read):
    chart = read(text_of(shop(Wanted("blueprint"))))
    texts = {node["id"]: node["text"].partition("<br>")[0] for node in chart["nodes"]}
    assert [(group["title"], [texts[name] for name in group["nodes"]]) for group in chart["groups"]] == [
        ("Customer", ["Looks around."]),
        ("Frontstage", ["Search", "Basket", "Till", "Stall", "Door"]),
        ("Backstage", ["Digital", "Tills"]),
        ("Systems", ["The shop"]),
    ]
    assert {edge["type"] for edge in chart["edges"]} == {"arrow_open"}
    assert {(texts[edge["start"]], texts[edge["end"]]) for edge in chart["edges"]} == {
        *{("Looks around.", "Search"), ("Search", "Digital"), ("Basket", "Digital"), ("Till", "Tills")},
        ("Basket", "The shop"),
    }


def test_a_journey_is_a_journey(read):
    diagram = read(text_of(shop(Wanted("journey"))))
    assert diagram == {
        "type": "journey",
        "title": "Buying",
        "sections": ["Looking", "Buying", "No stage"],
        "tasks": [
            {"section": "Looking", "name": "Search", "score": 4.5, "people": ["Digital"]},
            {
                "section": "Buying",
                "name": "any of Basket and Till (optional)",
                "score": 1,
                "people": ["Digital", "Tills"],
            },
            {"section": "No stage", "name": "Door", "score": 3, "people": ["Shopper"]},
        ],
    }


def test_several_journeys_are_a_markdown_document(read):
    journeys = {name: {"steps": ["a"]} for name in ("one", "two")}
    files = {"stages": {"s": None}, "touchpoints": {"a": {"stage": "s", "channel": "web"}}, "journeys": journeys}
    text = text_of(drawn(files, Wanted("journey")))
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# Case", "## One", "## Two"]
    assert [read(diagram)["title"] for diagram in diagrams_of(text)] == ["One", "Two"]


@pytest.mark.parametrize("view", ["map", "flow", "blueprint"])
@pytest.mark.parametrize("hub", [0, 450], ids=["even", "with-a-hub"])
def test_what_is_too_large_comes_in_parts_and_nothing_is_lost(read, view, hub):
    drawing = many(500, Wanted(view), hub)
    text = text_of(drawing)
    charts = [read(diagram) for diagram in diagrams_of(text)]
    assert len(charts) > 1
    assert f"This picture has {len(charts)} parts." in text
    assert max(len(diagram) for diagram in diagrams_of(text)) <= LONGEST
    assert max(len(chart["edges"]) for chart in charts) <= MOST_ARROWS
    ways = []
    at_home = []
    for chart in charts:
        names = {node["id"]: node["text"].partition("<br>")[0] for node in chart["nodes"]}
        away = {node["id"] for node in chart["nodes"] if node["classes"] == ["elsewhere"]}
        headed = [edge for edge in chart["edges"] if edge["type"] != "arrow_open"]
        ways += [(names[edge["start"]], names[edge["end"]]) for edge in headed]
        at_home += [name for key, name in names.items() if key not in away]
        assert not away & {edge["start"] for edge in headed}
    called = {card.touchpoint.id: card.touchpoint.name for card in drawing.cards}
    if view != "blueprint":
        assert sorted(ways) == sorted((called[arrow.start], called[arrow.end]) for arrow in drawing.arrows)
    assert {*at_home} >= {*called.values()}
    assert hub or len([name for name in at_home if name in called.values()]) == len(called)


@pytest.mark.parametrize("view", ["map", "flow", "blueprint", "journey"])
def test_nothing_in_a_name_means_anything(read, view):
    checked(read, [*HOSTILE, *COMMANDS, "x" * 200], view)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=80) | st.sampled_from(COMMANDS), min_size=1, max_size=8),
    st.sampled_from(["flow", "journey"]),
)
def test_any_name_reads_back_as_itself(read, names, view):
    checked(read, names, view)


def checked(read, names, view):
    """Read what is drawn of a map with names, and compare with what the names look like on one line."""
    drawing = named(names, Wanted(view))
    text = text_of(drawing)
    found = [read(diagram) for diagram in diagrams_of(text) or [text]]
    called = {card.touchpoint.id: one_line(card.touchpoint.name) or card.touchpoint.id for card in drawing.cards}
    if view == "journey":
        assert [task["name"] for diagram in found for task in diagram["tasks"]] == list(called.values())
        people = [task["people"] for diagram in found for task in diagram["tasks"]]
        assert people == [[one_line(card.owner.name) or card.owner.id] for card in drawing.cards]
        return
    shown = {node["text"].split("<br>")[0] for diagram in found for node in diagram["nodes"]}
    assert {name.split("<br>")[0] for name in called.values()} <= shown
    if view != "blueprint":
        assert sum(len(diagram["edges"]) for diagram in found) == len(drawing.arrows)
    assert all(node["link"] is None for diagram in found for node in diagram["nodes"])


def one_line(text):
    flat = " ".join(text.split())
    return visible(flat if len(flat) <= 60 else flat[:59] + "…")

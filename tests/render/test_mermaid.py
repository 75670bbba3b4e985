"""Mermaid itself reads the flowcharts, and finds in them what the picture shows and nothing else."""

import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mermaid_reader import mermaid_reader
from render import impact_samples as samples
from render.samples import HOSTILE

from cxmap.message import Named
from cxmap.render.mermaid import LONGEST, MOST_ARROWS, flowchart
from cxmap.report.impact import Arrow, Card
from cxmap.visible import visible
from cxmap.words import ENGLISH

SHAPES = {"": "square", "added": "stadium", "removed": "hexagon", "changed": "subroutine"}
WORDS = {"": "", "added": "new", "removed": "gone", "changed": "changed"}
STROKES = {
    "": ("normal", "arrow_point"),
    "added": ("thick", "arrow_point"),
    "removed": ("dotted", "arrow_point"),
    "changed": ("normal", "arrow_circle"),
}


@pytest.fixture(scope="session")
def read():
    with mermaid_reader() as reading:
        yield reading


def drawn(cards, arrows=()):
    return flowchart(cards, arrows, ENGLISH).text


def one_line(text):
    flat = " ".join(text.split())
    return visible(flat if len(flat) <= 60 else flat[:59] + "…")


def lines(*texts):
    return "<br>".join(one_line(text) for text in texts if text.strip())


@pytest.mark.parametrize("report", [samples.rich(), samples.hostile()], ids=["rich", "hostile"])
def test_every_card_and_arrow_is_read_with_its_shape_word_and_colour(read, report):
    for cards, arrows in (report.picture.before, report.picture.after):
        chart = read(drawn(cards, arrows))
        assert chart["type"] == "flowchart-v2"
        assert [(node["text"], node["shape"]) for node in chart["nodes"]] == [
            (lines(card.touchpoint.name, card.channel, WORDS[card.mark]), SHAPES[card.mark]) for card in cards
        ]
        for node, card in zip(chart["nodes"], cards, strict=True):
            assert node["classes"] == ([card.mark] if card.mark else [])
            assert (node["labelType"], node["link"]) == ("string", None)
        few = len(arrows) <= 20
        for edge, arrow in zip(chart["edges"], arrows, strict=True):
            assert edge["text"] == (lines(WORDS[arrow.mark], arrow.label) if few or arrow.mark else "")
            assert (edge["stroke"], edge["type"]) == STROKES[arrow.mark]
            assert any(style.startswith("stroke:#") for style in edge["style"]) == bool(arrow.mark)


def test_cards_stand_in_their_stages(read):
    chart = read(drawn(*samples.picture().after))
    assert [(group["title"], len(group["nodes"])) for group in chart["groups"]] == [("Purchase", 3), ("Support", 1)]


def test_names_that_mermaid_would_read_as_something_else(read):
    names = [
        *("end", "graph TD", "subgraph", "class n1 x", "click n1 callback", "style n1 fill:#f00;", "%%{init: {}}%%"),
        *(
            "1. first",
            "- point",
            "+ more",
            "`code`",
            "**bold**",
            "$$x^2$$",
            "fa:fa-car",
            "fab:fa-github x",
            'a"b',
            "#35;",
        ),
        *("ﬂ°°60¶ß", "&lt;b&gt;", "<br>", "\\n", "x:::y", "o--o", "-->|x|", "]", "))", "}}", "]]", ";", "direction TB"),
        *("x@{ shape: circle }", "@{", "  ", "0"),
    ]
    cards = [Card(Named("touchpoint", f"id-{n}", name), name, name, "") for n, name in enumerate(names)]
    chart = read(drawn(cards))
    expected = [lines(name if name.strip() else f"id-{n}", name) for n, name in enumerate(names)]
    assert [node["text"] for node in chart["nodes"]] == expected
    assert chart["edges"] == []


@pytest.mark.parametrize("number", [300, 1000, 5000])
def test_what_is_too_large_is_cut_with_a_count(read, number):
    cards, arrows = samples.many(number).picture.after
    chart = flowchart(cards, arrows, ENGLISH)
    assert len(chart.text) <= LONGEST
    found = read(chart.text)
    assert len(found["nodes"]) + chart.cards_left == len(cards)
    assert len(found["edges"]) + chart.arrows_left == len(arrows)
    assert 0 < len(found["edges"]) <= MOST_ARROWS


def test_what_changed_and_what_is_next_to_it_is_drawn_first(read):
    names = [Named("touchpoint", f"t{n}") for n in range(400)]
    cards = [Card(name, "Stage", "web", "changed" if n == 200 else "") for n, name in enumerate(names)]
    arrows = [Arrow(one.id, other.id, "", "") for one, other in pairwise(names)]
    chart = read(flowchart(cards, arrows, ENGLISH, 300).text)
    assert {node["text"].split("<br>")[0] for node in chart["nodes"]} >= {"t199", "t200", "t201"}


def test_arrows_to_what_is_not_drawn_are_left_out():
    card = Card(samples.BASKET, "Purchase", "web", "")
    assert "-->" not in drawn([card], [Arrow("basket", "nowhere", "", ""), Arrow("nowhere", "basket", "", "")])


def test_nothing_fits():
    cards, arrows = samples.picture().after
    assert flowchart(cards, arrows, ENGLISH, 10) == ("", len(cards), len(arrows))
    assert flowchart([], [], ENGLISH).text == ""


def test_lines_have_no_character_of_the_map_that_means_something():
    text = drawn(*samples.hostile().picture.after)
    for line in text.splitlines():
        for label in re.findall(r'"([^"]*)"', line):
            assert re.fullmatch(r"(?:[\w ,]|#\d+;|<br>)*", label), label
        outside = re.sub(r'"[^"]*"', "", line)
        assert re.fullmatch(r"[\w \[\](){}|.=,:#>-]*", outside), outside


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.text(st.characters(codec=None)) | st.sampled_from(HOSTILE), min_size=1, max_size=30))
def test_any_name_reads_back_as_itself(read, names):
    cards = [Card(Named("touchpoint", f"id-{n}", name), name, name, "added") for n, name in enumerate(names)]
    chart = read(drawn(cards))
    expected = [lines(name if name.strip() else f"id-{n}", name, "new") for n, name in enumerate(names)]
    assert sorted(node["text"] for node in chart["nodes"]) == sorted(expected)  # those of a stage stand together

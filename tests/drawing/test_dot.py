"""What `cxmap draw --format dot` writes is read by others as it is meant."""

import json
import re
import shutil
import subprocess

import pydot
import pytest
from drawing.drawings import many, named, shop
from hypothesis import given, settings
from hypothesis import strategies as st
from render.samples import HOSTILE

from cxmap.app.drawing.choosing import Wanted
from cxmap.render.drawing.dot import render
from cxmap.render.look import PLAIN
from cxmap.visible import visible
from cxmap.words import ENGLISH

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of pydot, about how it uses its parser

VIEWS = ("map", "flow", "blueprint", "journey")
ESCAPES = ["\\", "\\n", "\\N", '"', '\\"', 'a" b="c', "&lt;b&gt;", "&#34;", "<b>bold</b>", "}", "//", "/* x", "#x", ""]


def text_of(drawing):
    return render(drawing, ENGLISH, PLAIN)


def read(text):
    """Return the clusters with the labels of their boxes, and the arrows between boxes, as pydot reads them."""
    [graph] = pydot.graph_from_dot_data(text)
    clusters = {}
    texts = {}
    for cluster in graph.get_subgraphs():
        for node in cluster.get_nodes():
            texts[node.get_name()] = plain(node.get("label"))
        title = cluster.get("label")
        clusters[cluster.get_name()] = (plain(title), [texts[node.get_name()] for node in cluster.get_nodes()])
    edges = [(texts[edge.get_source()], texts[edge.get_destination()]) for edge in graph.get_edges()]
    return list(clusters.values()), edges, graph


def plain(label):
    """Return what Graphviz shows for a quoted label, its lines joined."""
    inside = label[1:-1].replace('\\"', '"')
    shown = re.sub(r"\\(.)", lambda found: " " if found[1] == "n" else found[1], inside)
    return shown.replace("&amp;", "&")


def test_lanes_are_clusters():
    clusters, edges, graph = read(text_of(shop(Wanted("flow"))))
    assert clusters == [
        ("Digital", ["Search web changed", "Basket web"]),
        ("Tills", ["Till store moment of truth"]),
        ("Nobody accountable", ["Stall street gone", "Door store new, planned"]),
    ]
    assert edges[0] == ("Search web changed", "Basket web")
    assert [edge.get("label") for edge in graph.get_edges()] == [
        '"adds it"',
        '"gone"',
        '"hand-over"',
        '"way back, hand-over"',
    ]


def test_journeys_are_rows_of_boxes():
    clusters, edges, _ = read(text_of(shop(Wanted("journey"))))
    steps = ["1. Search", "2. any of Basket and Till (optional)", "3. Door"]
    assert clusters == [("Buying", steps)]
    assert edges == [(steps[0], steps[1]), (steps[1], steps[2])]


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_in_a_name_means_anything(view):
    names = [*HOSTILE, *ESCAPES, "x" * 200]
    clusters, _, _ = read(text_of(named(names, Wanted(view))))
    boxes = "\n".join(without_spaces(box) for _, group in clusters for box in group)
    for number, name in enumerate(names):
        assert without_spaces(visible(" ".join(name.split())) or f"t{number}") in boxes


@settings(max_examples=40)
@given(st.lists(st.text(max_size=60) | st.sampled_from(ESCAPES), min_size=1, max_size=6), st.sampled_from(VIEWS))
def test_any_name_reads_back_as_itself(names, view):
    clusters, _, _ = read(text_of(named(names, Wanted(view))))
    boxes = "\n".join(without_spaces(box) for _, group in clusters for box in group)
    for name in names:
        assert without_spaces(visible(" ".join(name.split()))) in boxes


def without_spaces(text):
    """Return a text without the places at which its lines may break."""
    return "".join(text.split())


@pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed; pydot reads in its place")
@pytest.mark.parametrize("view", VIEWS)
def test_graphviz_lays_it_out(view):
    names = [*HOSTILE, *ESCAPES]
    for drawing in (shop(Wanted(view)), named(names, Wanted(view)), many(60, Wanted(view))):
        laid_out = graphviz(text_of(drawing))
        boxes = [thing for thing in laid_out["objects"] if "pos" in thing]
        assert boxes
        if view == "map":
            assert len(boxes) == len(drawing.cards)
            assert len(laid_out["edges"]) == len(drawing.arrows)


def graphviz(text):
    outcome = subprocess.run(["dot", "-Tjson"], input=text.encode(), capture_output=True, check=False)
    assert (outcome.returncode, outcome.stderr.decode()) == (0, "")
    return json.loads(outcome.stdout)

"""Twice the map, twice the work: counted in lines of Python run in the graph, on maps made to be dear."""

import sys
from itertools import pairwise
from pathlib import Path

import pytest
from graph.maps import flow_of

import cxmap.graph
from cxmap.graph import gaps, repeats, spread
from cxmap.graph.flow import Flow

SMALL, MOST = 300, 2.4
FOLDER = str(Path(cxmap.graph.__file__).parent)


def work(question, flow):
    """Return how many lines of the graph are run to answer a question about a fresh flow."""
    fresh = Flow(flow.atlas)
    lines = 0

    def trace(frame, event, _):
        nonlocal lines
        if not frame.f_code.co_filename.startswith(FOLDER):
            return None
        lines += event == "line"
        return trace

    sys.settrace(trace)
    try:
        question(fresh)
    finally:
        sys.settrace(None)
    return lines


def names(size):
    return [f"t{number:05}" for number in range(size)]


def ring(size):
    """One circle, cut off, or a trap when led into."""
    circle = names(size)
    arrows = zip(circle, [*circle[1:], circle[0]], strict=True)
    return flow_of(
        {"in": {"entry": True}, "out": {"exit": True}, **{name: {} for name in circle}}, [("in", "out"), *arrows]
    )


def trap(size):
    flow = ring(size)
    arrows = [*flow.between, ("in", "t00000")]
    return flow_of({name: {"entry": name == "in", "exit": name == "out"} for name in flow.atlas.touchpoints}, arrows)


def roots_before_one_tail(size):
    """Half the touchpoints are roots of regions, and all lead to one long tail."""
    heads, tail = names(size)[: size // 2], names(size)[size // 2 :]
    arrows = [*((head, tail[0]) for head in heads), *pairwise(tail)]
    return flow_of({"in": {"entry": True}, "out": {"exit": True}, **{name: {} for name in (*heads, *tail)}}, arrows)


def circles_before_one_tail(size):
    heads, tail = names(size)[: size // 2], names(size)[size // 2 :]
    arrows = [*pairwise(tail), *((head, tail[0]) for head in heads)]
    arrows += [pair for a, b in zip(heads[::2], heads[1::2], strict=True) for pair in ((a, b), (b, a))]
    return flow_of({"in": {"entry": True}, "out": {"exit": True}, **{name: {} for name in (*heads, *tail)}}, arrows)


def entries_against_the_order(size):
    """A chain of entries that each ask for something of their own, written from its end."""
    chain = names(size)
    touchpoints = {
        name: {"entry": True, "captures": [f"d{number}"], "needs": [f"d{number // 2}"]}
        for number, name in enumerate(chain)
    }
    data = {f"d{number}": {} for number in range(size)}
    return flow_of(touchpoints, zip(chain[1:], chain, strict=False), data=data)


def to_and_fro(size):
    """A chain walked in both directions, each touchpoint asking for what one far away asks for too."""
    chain = names(size)
    touchpoints = {name: {"captures": [f"d{number % (size // 2)}"]} for number, name in enumerate(chain)}
    touchpoints[chain[0]] = {**touchpoints[chain[0]], "entry": True}
    arrows = [pair for a, b in pairwise(chain) for pair in ((a, b), (b, a))]
    return flow_of(touchpoints, arrows, data={f"d{number}": {} for number in range(size)})


def all_needing_the_same(size):
    chain = names(size)
    touchpoints = {name: {"entry": not number, "needs": ["x"]} for number, name in enumerate(chain)}
    return flow_of(touchpoints, pairwise(chain), data={"x": {}})


def each_needing_its_own(size):
    chain = names(size)
    touchpoints = {name: {"entry": not number, "needs": [f"d{number}"]} for number, name in enumerate(chain)}
    data = {f"d{number}": {} for number in range(size)}
    return flow_of(touchpoints, pairwise(chain), data=data)


def nesting_one_another(size):
    """Every journey nests the next, may end before it, and they all share the many ends of the innermost."""
    many = names(150)
    journeys = {
        f"j{number}": {"steps": [{"touchpoint": "a", "optional": True}, {"journey": f"j{number + 1}"}, "b"]}
        for number in range(size)
    }
    return flow_of(["a", "b", *many], [("a", "b")], journeys={**journeys, f"j{size}": {"steps": [{"any_of": many}]}})


def any_of_after_any_of(size):
    half = size // 2
    first, then = names(size)[:half], names(size)[half:]
    return flow_of(
        names(size), zip(first, then, strict=True), journeys={"j": {"steps": [{"any_of": first}, {"any_of": then}]}}
    )


def hub(size):
    """A journey that comes back to one touchpoint with many transitions after every step."""
    spokes = names(size)
    arrows = [pair for name in spokes for pair in (("hub", name), (name, "hub"))]
    return flow_of(
        ["hub", *spokes], arrows, journeys={"j": {"steps": [step for name in spokes for step in ("hub", name)]}}
    )


def skipping(size):
    return flow_of("ab", [("a", "b")], journeys={"j": {"steps": [{"touchpoint": "a", "optional": True}] * size}})


def circle_of_journeys(size):
    journeys = {f"j{number}": {"steps": [{"journey": f"j{(number + 1) % size}"}]} for number in range(size)}
    return flow_of("a", journeys=journeys)


def everything(flow):
    list(flow.orphans())
    flow.cut_off()
    list(flow.dead_ends())
    flow.traps()
    flow.gaps()
    flow.repeats()
    list(flow.jumps())
    flow.journeys.nesting_circles()
    for name in flow.atlas.journeys:
        list(flow.steps.broken(name))


@pytest.mark.parametrize(
    "shape",
    [
        ring,
        trap,
        roots_before_one_tail,
        circles_before_one_tail,
        entries_against_the_order,
        to_and_fro,
        all_needing_the_same,
        each_needing_its_own,
        nesting_one_another,
        any_of_after_any_of,
        hub,
        skipping,
        circle_of_journeys,
    ],
)
def test_twice_the_map_is_twice_the_work(shape, monkeypatch):
    monkeypatch.setattr(spread, "_WORTH_GROUPING", 0)
    for question in (gaps.gaps, repeats.repeats):  # witness ways have a budget, which no small map would spend
        monkeypatch.setattr(question, "__defaults__", (0,))
    assert work(everything, shape(2 * SMALL)) < MOST * work(everything, shape(SMALL))

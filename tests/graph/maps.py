"""Small maps for tests of the graph: written as data, read as a repository would be, and drawn at random."""

import json

from hypothesis import strategies as st
from trees import MemoryTree

from cxmap.atlas.atlas import Atlas
from cxmap.atlas.load import load
from cxmap.graph.flow import Flow

NAMES = ("a", "b", "c", "d", "e", "f")
DATA = ("x", "y")


def atlas_of(**sections) -> Atlas:
    """Return the atlas of a repository with these sections. Stages are one unless given."""
    content = {"stages": {"only": {}}, **sections}
    return load(MemoryTree({"map.yaml": json.dumps(content)}), lambda path: path == "map.yaml")


def flow_of(touchpoints, transitions=(), **sections) -> Flow:
    """Return the flow of some touchpoints (ids, or fields by id) and transitions (pairs, or fields)."""
    fields = touchpoints if isinstance(touchpoints, dict) else {name: {} for name in touchpoints}
    atlas = atlas_of(
        touchpoints={name: {"stage": "only", "channel": "web", **given} for name, given in fields.items()},
        transitions=[given if isinstance(given, dict) else {"from": given[0], "to": given[1]} for given in transitions],
        **sections,
    )
    assert not atlas.flaws
    return Flow(atlas)


def ids(region) -> set[str]:
    return {region.root.id, *(placed.id for placed in region.others)}


pairs = st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))
some_pairs = st.lists(pairs, unique=True, max_size=12)
some_names = st.sets(st.sampled_from(NAMES), max_size=3)


@st.composite
def flows(draw) -> Flow:
    """Draw maps with entries, exits and transitions, and no journeys."""
    entries, exits = draw(some_names), draw(some_names)
    touchpoints = {name: {"entry": name in entries, "exit": name in exits} for name in NAMES}
    return flow_of(touchpoints, draw(some_pairs))


@st.composite
def data_flows(draw) -> Flow:
    """Draw maps in which data are captured, needed, handed over and held, with parallel transitions."""
    entries = draw(st.sets(st.sampled_from(NAMES), min_size=1, max_size=2))
    some_data = st.lists(st.sampled_from(DATA), unique=True)
    rarely = st.one_of(st.just([]), st.just([]), some_data)
    touchpoints = {
        name: {
            "entry": name in entries,
            "captures": draw(rarely),
            "needs": draw(some_data),
            "systems": draw(st.sampled_from([[], [], ["crm"]])),
        }
        for name in NAMES
    }
    transitions = []
    for number, (start, end) in enumerate(draw(st.lists(pairs, max_size=9))):
        carries = draw(st.one_of(st.none(), some_data))
        given = {"from": start, "to": end, "id": f"t{number}"}
        transitions.append(given if carries is None else {**given, "carries": carries})
    held_in = ["crm"] if draw(st.booleans()) else []
    data = {"x": {"held_in": held_in}, "y": {}}
    return flow_of(touchpoints, transitions, data=data, systems={"crm": {}})

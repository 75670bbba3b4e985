"""What is known where, held against all states in which a customer can arrive."""

import sys
from itertools import pairwise

import pytest
from graph.maps import NAMES, data_flows, flow_of, some_names
from hypothesis import given
from hypothesis import strategies as st

from cxmap.graph import spread
from cxmap.graph.gaps import gaps
from cxmap.graph.repeats import repeats


def arrivals(flow, stopping_at=None):
    """Return for each touchpoint what is known, and what was ever asked for, in every way of arriving there."""
    touchpoints = flow.atlas.touchpoints
    found = {name: set() for name in NAMES}
    waiting = [(name, frozenset(), frozenset()) for name in flow.entries]
    while waiting:
        name, known, asked = waiting.pop()
        if (known, asked) in found[name]:
            continue
        found[name].add((known, asked))
        if name == stopping_at:
            continue
        captures = frozenset(touchpoints[name].value.captures)
        for (start, end), transitions in flow.between.items():
            for transition in transitions if start == name else ():
                carries = transition.value.carries
                carried = known | captures if carries is None else (known | captures) & frozenset(carries)
                waiting.append((end, carried, asked | captures))
    return found


def here(flow, name):
    """Return what is known at a touchpoint whoever comes: what it asks for, and what its systems hold."""
    value = flow.atlas.touchpoints[name].value
    held = {datum for datum, placed in flow.atlas.data.items() if set(placed.value.held_in) & set(value.systems)}
    return {*value.captures}, held


def lacking(flow, *, dropped):
    """Return what is needed and not known on some way on which it was, or was not, asked for."""
    return {
        (name, datum)
        for name, states in arrivals(flow).items()
        for datum in set(flow.atlas.touchpoints[name].value.needs).difference(*here(flow, name))
        if any(datum not in known and (datum in asked) is dropped for known, asked in states)
    }


def told(found):
    return {(placed.id, gap.datum) for gap in found for placed in (gap.touchpoint, *gap.also)}


@given(data_flows())
def test_gaps(flow):
    found = flow.gaps()
    assert told(gap for gap in found if gap.dropped_by) == lacking(flow, dropped=True)
    assert told(gap for gap in found if not gap.dropped_by) == lacking(flow, dropped=False)
    causes = [(gap.datum, gap.dropped_by and gap.dropped_by.id) for gap in found]
    assert len(causes) == len(set(causes))


@given(data_flows())
def test_the_way_of_a_gap_shows_it(flow):
    for gap in flow.gaps():
        way = gap.way
        arrows = list(pairwise(way))
        assert way[-1] == gap.touchpoint.id
        assert all(arrow in flow.between for arrow in arrows)
        asking = [name for name in way if gap.datum in flow.atlas.touchpoints[name].value.captures]
        if gap.dropped_by is None:
            assert way[0] in flow.entries
            assert asking == []
            continue
        dropped_by = gap.dropped_by.value
        assert way[0] == asking[0]
        assert way[0] in flow.reachable
        assert gap.datum not in dropped_by.carries
        assert any(
            (dropped_by.from_, dropped_by.to) == arrow
            and all(hands_over(flow, before, gap.datum) for before in arrows[:at])
            and not set(asking) & set(way[at + 1 :])
            for at, arrow in enumerate(arrows)
        )


def hands_over(flow, arrow, datum):
    return any(each.value.carries is None or datum in each.value.carries for each in flow.between[arrow])


def asked_again(flow):
    """Return what is asked for although known before one first comes to a touchpoint, and the system that knows."""
    found = {}
    for name in NAMES:
        for datum in flow.atlas.touchpoints[name].value.captures:
            _, held = here(flow, name)
            states = arrivals(flow, stopping_at=name)[name]
            if any(datum in known for known, _ in states):
                found[name, datum] = None
            elif datum in held and any(datum in asked for _, asked in states):
                found[name, datum] = "crm"
    return found


@given(data_flows())
def test_repeats(flow):
    found = {(repeat.touchpoint.id, repeat.datum): repeat for repeat in flow.repeats()}
    assert len(found) == len(flow.repeats())
    assert {key: repeat.system for key, repeat in found.items()} == asked_again(flow)
    for (name, datum), repeat in found.items():
        way = repeat.way
        arrows = list(pairwise(way))
        assert way[-1] == name
        assert name not in way[:-1]
        assert datum in flow.atlas.touchpoints[way[0]].value.captures
        assert all(arrow in flow.between for arrow in arrows)
        assert repeat.system or all(hands_over(flow, arrow, datum) for arrow in arrows)


@given(data_flows(), st.integers(0, 20))
def test_a_spent_budget_costs_ways_and_causes_but_no_finding(flow, most):
    everything = lacking(flow, dropped=True) | lacking(flow, dropped=False)
    assert told(gaps(flow._handovers, most)) == everything
    assert {(again.touchpoint.id, again.datum) for again in repeats(flow._handovers, most)} >= asked_again(flow).keys()


arrows_passing = st.dictionaries(
    st.sampled_from([(a, b) for a in NAMES for b in NAMES]), st.integers(0, 7), max_size=12
)


@given(arrows_passing, st.dictionaries(st.sampled_from(NAMES), st.integers(0, 7)), some_names)
@pytest.mark.parametrize("worth_grouping", [0, sys.maxsize])
def test_spreading(worth_grouping, passing, added, starts):
    arrows = spread.Arrows(
        {name: [end for start, end in passing if start == name] for name in NAMES},
        added,
        {arrow: passed for arrow, passed in passing.items() if passed != 7},
        7,
    )
    some, every = walked(arrows, starts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spread, "_WORTH_GROUPING", worth_grouping)
        assert spread.on_some_way(starts, arrows) == some
    assert spread.on_every_way(starts, arrows) == every


def walked(arrows, starts):
    """Return what arrives on some way and on every way, member by member over all states."""
    states = set()
    waiting = [(start, 0) for start in starts]
    while waiting:
        state = waiting.pop()
        if state not in states:
            states.add(state)
            leaving = state[1] | arrows.added.get(state[0], 0)
            waiting += [(end, leaving & arrows.passed.get((state[0], end), 7)) for end in arrows.following[state[0]]]
    some = {name: 0 for name, _ in states}
    every = {name: 7 for name, _ in states}
    for name, value in states:
        some[name] |= value
        every[name] &= value
    return some, every


def test_a_datum_nobody_declares_is_no_matter():
    touchpoints = {"a": {"entry": True, "captures": ["x"]}, "b": {"captures": ["x"], "needs": ["z"]}}
    flow = flow_of(touchpoints, [("a", "b")])
    assert flow.gaps() == flow.repeats() == []


def test_the_nearest_touchpoint_comes_first():
    needy = {"needs": ["x"]}
    touchpoints = {"a": {"entry": True, "captures": ["x"]}, "b": {}, "c": needy, "d": needy}
    transitions = [{"from": "a", "to": "b", "carries": []}, ("b", "d"), ("d", "c")]
    (gap,) = flow_of(touchpoints, transitions, data={"x": {}}).gaps()
    assert (gap.touchpoint.id, gap.way, [placed.id for placed in gap.also]) == ("d", ("a", "b", "d"), ["c"])
    assert gap.dropped_by.id == "a->b"

"""Journeys held against all the sequences of touchpoints that they allow, written out."""

from itertools import pairwise, product

from graph.maps import NAMES, flow_of, some_pairs
from hypothesis import given
from hypothesis import strategies as st

JOURNEYS = ("j0", "j1", "j2")


@st.composite
def journeys(draw, *, nesting=True):
    """Draw journeys that nest only later ones, each with a step that is not optional."""
    drawn = {}
    for number, name in enumerate(JOURNEYS):
        kinds = [
            st.fixed_dictionaries({"touchpoint": st.sampled_from(NAMES)}),
            st.fixed_dictionaries({"any_of": st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True)}),
        ]
        if nesting and number + 1 < len(JOURNEYS):
            kinds.append(st.fixed_dictionaries({"journey": st.sampled_from(JOURNEYS[number + 1 :])}))
        steps = draw(st.lists(st.one_of(kinds if nesting else kinds[:1]), min_size=1, max_size=3))
        optional = draw(st.lists(st.booleans(), min_size=len(steps), max_size=len(steps)))
        optional[draw(st.integers(0, len(steps) - 1))] = False
        drawn[name] = {"steps": [{**step, "optional": may} for step, may in zip(steps, optional, strict=True)]}
    return drawn


def sequences(drawn, name):
    """Return all that a journey can be: touchpoints, each with the position of the step it belongs to."""
    return {
        tuple(place for part in parts for place in part)
        for parts in product(*(choices(drawn, step, at) for at, step in enumerate(drawn[name]["steps"])))
    }


def choices(drawn, step, at):
    found = [()] if step["optional"] else []
    if "journey" in step:
        found += [tuple((name, at) for name, _ in way) for way in sequences(drawn, step["journey"])]
    else:
        found += [((name, at),) for name in step.get("any_of", [step.get("touchpoint")])]
    return found


@given(journeys())
def test_where_journeys_begin_and_end(drawn):
    flow = flow_of(NAMES, journeys=drawn)
    nested = {step["journey"] for journey in drawn.values() for step in journey["steps"] if "journey" in step}
    starts, finishes = set(), set()
    for name in drawn:
        ways = sequences(drawn, name)
        assert flow.journeys.begins_of(name) == {way[0][0] for way in ways}
        assert flow.journeys.all_touchpoints(name) == {place for way in ways for place, _ in way}
        if name not in nested:
            starts |= {way[0][0] for way in ways}
            finishes |= {way[-1][0] for way in ways}
    assert flow.journeys.nested == nested
    assert (flow.entries, flow.exits) == (starts, finishes)


@given(journeys())
def test_legs_are_all_neighbours_in_the_sequences(drawn):
    flow = flow_of(NAMES, journeys=drawn)
    for name in drawn:
        expected = {
            (at, then, before, after)
            for way in sequences(drawn, name)
            for (before, at), (after, then) in pairwise(way)
            if at != then
        }
        assert expected == {
            (leg.first, leg.then, before, after)
            for leg in flow.journeys.legs(name)
            for before in leg.leaving
            for after in leg.arriving
        }


@given(journeys(nesting=False), some_pairs)
def test_of_single_steps_exactly_the_missing_transitions_are_broken(drawn, arrows):
    flow = flow_of(NAMES, arrows, journeys=drawn)
    for name in drawn:
        expected = {
            (before, after)
            for way in sequences(drawn, name)
            for (before, _), (after, _) in pairwise(way)
            if before != after and (before, after) not in arrows
        }
        assert {(*broken.leaving, *broken.arriving) for broken in flow.steps.broken(name)} == expected
        assert all(broken.altogether for broken in flow.steps.broken(name))
        assert list(flow.steps.lost_ends(name)) == []


@given(journeys(), some_pairs)
def test_every_broken_leg_misses_transitions_and_every_other_one_can_be_walked(drawn, arrows):
    flow = flow_of(NAMES, arrows, journeys=drawn)
    joined = {*arrows, *((name, name) for name in NAMES)}
    for name in drawn:
        lost = {lost.step: lost for lost in flow.steps.lost_ends(name)}
        for lost_end in lost.values():
            assert not joined & set(product(lost_end.ends, lost_end.onwards))
        broken = {(found.leg.first, found.leg.then): found for found in flow.steps.broken(name)}
        for leg in flow.journeys.legs(name):
            found = broken.get((leg.first, leg.then))
            stuck = {end for end in leg.leaving if not joined & set(product([end], leg.arriving))}
            unreached = {begin for begin in leg.arriving if not joined & set(product(leg.leaving, [begin]))}
            if found:
                assert set(found.stuck) <= stuck
                assert set(found.unreached) <= unreached
                assert found.stuck or found.unreached
            elif leg.before.journey is None and leg.after.journey is None:
                assert not stuck
                assert not unreached
            elif stuck == set(leg.leaving):
                assert set(lost[leg.first].ends) == stuck


@given(journeys())
def test_innermost_first(drawn):
    journeys_of = flow_of(NAMES, journeys=drawn).journeys
    order = journeys_of.innermost_first
    assert sorted(order) == sorted(drawn)
    assert all(order.index(inner) < order.index(name) for name in drawn for inner in journeys_of.inner(name))


def test_loops_begin_and_end_nowhere():
    journeys_of = flow_of(
        "ab",
        journeys={
            "ring": {"steps": ["a", {"journey": "king"}]},
            "king": {"steps": ["b", {"journey": "ring"}]},
            "self": {"steps": [{"journey": "self"}, "a"]},
            "outer": {"steps": ["a", {"journey": "ring"}]},
        },
    ).journeys
    assert journeys_of.loops == [["king", "ring"], ["self"]]
    assert journeys_of.nesting_circles() == [["king", "ring"], ["self"]]
    assert journeys_of.innermost_first == ["outer"]
    assert journeys_of.outer == ["self", "outer"]
    assert [leg.arriving for leg in journeys_of.legs("outer")] == [frozenset()]


def test_a_circle_is_as_short_as_it_can_be():
    nested = {"a1": ["b1", "c1"], "b1": ["d1"], "c1": ["a1"], "d1": ["a1"]}
    drawn = {name: {"steps": [{"journey": inner} for inner in inners]} for name, inners in nested.items()}
    assert flow_of("a", journeys=drawn).journeys.nesting_circles() == [["a1", "c1"]]


def test_a_journey_with_too_many_ends_is_not_held_against_the_next_step():
    many = [f"t{number}" for number in range(300)]
    drawn = {"inner": {"steps": [{"any_of": many}]}, "outer": {"steps": [{"journey": "inner"}, "a"]}}
    flow = flow_of(["a", *many], journeys=drawn)
    assert list(flow.steps.broken("outer")) == list(flow.steps.lost_ends("outer")) == []
    assert flow.entries == set(many)


def test_at_most_so_many_optional_steps_are_passed_by_at_once():
    steps = ["a", *({"touchpoint": "b", "optional": True} for _ in range(100)), "c"]
    legs = list(flow_of("abc", journeys={"j": {"steps": steps}}).journeys.legs("j"))
    assert max(leg.then - leg.first for leg in legs) == 21


def test_jumps():
    stages = {name: {} for name in ("s0", "s1", "s2", "s3", "empty", "s5")}
    touchpoints = {f"t{stage[1:]}": {"stage": stage} for stage in stages if stage != "empty"}
    drawn = {
        "leaps": {"steps": ["t0", "t3"]},
        "comes-later": {"steps": ["t0", "t2", "t1"]},
        "back": {"steps": ["t3", "t0"]},
        "over-nothing": {"steps": ["t3", "t5"]},
        "wide": {"steps": [{"any_of": ["t0", "t1"]}, {"any_of": ["t2", "t5"]}]},
        "nests": {"steps": ["t0", {"journey": "nested"}]},
        "nested": {"steps": ["t1", "t2"]},
        "nests-far": {"steps": ["t0", {"journey": "far"}]},
        "far": {"steps": ["t2", "t3"]},
    }
    jumps = {
        jump.journey.id: (jump.then, jump.skipped)
        for jump in flow_of(touchpoints, stages=stages, journeys=drawn).jumps()
    }
    assert jumps == {"leaps": (1, ("s1", "s2")), "nests-far": (1, ("s1",))}

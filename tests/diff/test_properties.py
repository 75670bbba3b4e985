"""What holds for any two maps: layout is no difference, every edit is seen once, and what is lost is breaking."""

import copy
from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps_of import (
    ID,
    KINDS,
    Drawing,
    a_map,
    add,
    atlas_of,
    edit_field,
    edited,
    field_names,
    flows,
    maps,
    rename,
    rerouted,
    rngs,
)
from mirror import assert_mirrored

from cxmap.changes import all_kinds
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff, Pair
from cxmap.diff.grade import Grade
from cxmap.impact.seen import see_all
from cxmap.message import Named
from cxmap.words import say


def compared(before, after, rng=None) -> Comparison:
    return Comparison(Diff(atlas_of(before), atlas_of(after, rng)))


@given(maps, rngs)
def test_a_map_that_is_laid_out_in_another_way_is_the_same(before, rng):
    comparison = compared(before, before, rng)
    assert comparison.diff.nothing
    assert not see_all(comparison)
    assert not comparison.diff.incomparable


@given(maps, rngs, st.integers(1, 6))
def test_layout_makes_no_difference_to_what_is_seen(before, rng, times):
    after = edited(rng, before, times)
    plain, laid_out = see_all(compared(before, after)), see_all(compared(before, after, rng))
    assert Counter(map(told, plain)) == Counter(map(told, laid_out))


def told(changed):
    """Return all of a change but its place, what it said in which order, and the number of a note."""
    thing = changed.entity.kind if changed.entity.kind == "interaction" else changed.entity.entity
    return changed.kind, changed.grade, thing, changed.field, changed.why and say(changed.why)


@given(maps, rngs, st.integers(1, 6))
def test_the_other_way_round_the_same_is_seen_in_a_mirror(before, rng, times):
    assert_mirrored(atlas_of(before), atlas_of(edited(rng, before, times)))


@given(maps, rngs, st.integers(1, 6))
def test_every_difference_is_seen_by_one_kind(before, rng, times):
    comparison = compared(before, edited(rng, before, times))
    diff, changes = comparison.diff, see_all(comparison)
    assert diff.nothing == (not changes)
    seen = Counter((changed.entity.entity, (changed.field or "").partition(".")[0]) for changed in changes)
    for pairs in diff.differing.values():
        for pair in pairs:
            for field in pair.fields:
                times_seen = seen[pair.after.entity, field]
                if field in ("raci", "steps"):
                    assert times_seen >= 1
                elif belongs_to_renaming(pair, field):
                    assert times_seen <= 1
                else:
                    assert times_seen == 1, (pair, field)
    for kind, things in (*diff.added.items(), *diff.removed.items()):
        for placed in things:
            assert seen[f"{kind}:{placed.id}", ""] >= 1


def belongs_to_renaming(pair: Pair, field: str) -> bool:
    return pair.renamed and field in ("name", "aliases", "id")


@given(maps, rngs, st.integers(1, 6))
def test_what_is_said_can_be_said(before, rng, times):
    for changed in see_all(compared(before, edited(rng, before, times))):
        assert say(changed.message)
        assert changed.why is None or say(changed.why)
        assert changed.place.path == "map.yaml"


@given(maps, rngs, st.integers(1, 6))
def test_what_customers_lose_is_breaking(before, rng, times):
    assert_lost_is_breaking(compared(before, edited(rng, before, times)))


@given(flows, rngs, st.integers(1, 5))
def test_what_customers_lose_on_their_ways_is_breaking(before, rng, times):
    assert_lost_is_breaking(compared(before, rerouted(rng, before, times)))


def assert_lost_is_breaking(comparison):
    breaking = [changed for changed in see_all(comparison) if changed.grade is Grade.BREAKING]
    assert breaking or not any((comparison.missing, comparison.cut, comparison.cut_off, comparison.trapped))
    assert all(changed.why for changed in breaking)
    named = [{(changed.entity.kind, changed.entity.id), *things_named(changed.why)} for changed in breaking]
    for leg in comparison.cut:
        assert any(("journey", leg.journey) in things for things in named), leg
    for gap in comparison.missing:
        told = any({("data", gap.datum), ("touchpoint", gap.touchpoint)} <= things for things in named)
        # A change with several consequences tells the first: what customers cannot do before what they have to repeat.
        assert told or any(not any(kind == "data" for kind, _ in things) for things in named), gap


def things_named(message):
    for value in message.values.values():
        things = value if isinstance(value, tuple) and not isinstance(value, Named) else (value,)
        yield from (thing[:2] for thing in things if isinstance(thing, Named))


@given(flows, rngs, st.integers(1, 5))
def test_changed_ways_are_seen_in_a_mirror_the_other_way_round(before, rng, times):
    assert_mirrored(atlas_of(before), atlas_of(rerouted(rng, before, times)))


@given(maps, rngs, st.integers(1, 6))
def test_nothing_is_graver_than_notable_while_customers_meet_nothing(before, rng, times):
    after = edited(rng, before, times)
    for drawn in (before, after):
        for thing in drawn["touchpoint"]:
            if thing.get("status", "live") == "live":
                thing["status"] = "planned"
    for changed in see_all(compared(before, after)):
        if changed.entity.kind in ("touchpoint", "transition", "journey", "stage"):
            assert changed.grade.rank >= Grade.NOTABLE.rank, told(changed)


@pytest.mark.parametrize("kind", ["stage", "touchpoint", "journey", "owner", "data", "system", "metric", "change"])
@given(maps, rngs)
def test_a_new_id_is_a_renaming_and_nothing_else(kind, before, rng):
    after = copy.deepcopy(before)
    if not after[kind]:
        return
    thing = rng.choice(after[kind])
    rename(after, kind, thing[ID], "quite-another")
    if any(other.get("name") == thing["name"] for other in after[kind] if other is not thing):
        return
    changes = see_all(compared(before, after))
    assert [(changed.kind, changed.entity.id) for changed in changes] == [("renamed", "quite-another")]


EVERY_FIELD = sorted({(kind, name) for kind in KINDS for name in field_names(kind)})


@pytest.mark.parametrize(("kind", "field"), EVERY_FIELD, ids=[".".join(field) for field in EVERY_FIELD])
def test_an_edit_of_any_field_is_seen(kind, field):
    """Draw edits of one field until one is seen by a kind that speaks of it: nearly all are, and silence never ends."""
    speaking = {claimed.id for claimed in all_kinds().values() if field in claimed.fields.get(kind, ())}
    if (kind, field) in (("interaction", "text"), ("transition", "from")):  # what makes them out: others come and go
        speaking |= {"added", "removed"}
    for rng in map(Random, range(60)):
        before = a_map(rng)
        if not before[kind]:
            add(Drawing(rng, before), kind)
        after = copy.deepcopy(before)
        if after[kind]:
            edit_field(Drawing(rng, after), kind, field)
        if any(changed.kind in speaking for changed in see_all(compared(before, after))):
            return
    pytest.fail("no edit of it was ever seen")

"""Which track each line in a gutter gets."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cxmap.render.geometry.tracks import Piece, Skyline, tracks

side = st.sampled_from((-1, 1))
pieces = st.builds(
    lambda low, length, one, other: Piece(low, low + length, one, other),
    st.integers(0, 40),
    st.integers(0, 20),
    side,
    side,
)


@given(st.lists(pieces, max_size=25), st.integers(0, 5))
def test_what_overlaps_gets_different_tracks(found, apart):
    numbers = tracks(found, apart)
    for (one, track), (other, second) in combinations(zip(found, numbers, strict=True), 2):
        if one.low <= other.high and other.low <= one.high:
            assert track != second
        if apart and track == second:
            assert max(one.low, other.low) - min(one.high, other.high) >= apart
    assert not numbers or min(numbers) == 0 or len(set(numbers)) <= max(numbers) + 1


def test_what_does_not_overlap_shares_a_track():
    assert tracks([Piece(0, 1, -1, 1), Piece(2, 3, -1, 1), Piece(4, 5, 1, -1)]) == [0, 0, 0]


def test_steps_down_do_not_cross():
    assert tracks([Piece(0, 10, -1, 1), Piece(2, 12, -1, 1), Piece(4, 14, -1, 1)]) == [2, 1, 0]


def test_loops_lie_in_loops():
    assert tracks([Piece(0, 10, -1, -1), Piece(4, 6, -1, -1)]) == [1, 0]
    assert tracks([Piece(0, 10, 1, 1), Piece(4, 6, 1, 1)]) == [0, 1]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 10)), max_size=30))
def test_the_skyline_is_as_high_as_what_was_built(stretches):
    skyline = Skyline()
    heights = [0] * 60
    for low, length in stretches:
        height = max(heights[low : low + length + 1])
        assert skyline.height(low, low + length) == height
        skyline.lift(low, low + length, height + 1)
        heights[low : low + length + 1] = [height + 1] * (length + 1)

"""Lines with rounded corners."""

from cxmap.render.geometry import Point, path_data, rounded


def test_a_straight_line():
    assert path_data([Point(0, 5), Point(40, 5)], 6) == "M0 5 L40 5"


def test_a_corner_is_cut_by_the_radius():
    assert rounded([Point(0, 0), Point(20, 0), Point(20, 30)], 6) == (
        ("M", 0, 0),
        ("L", 14, 0),
        ("Q", 20, 0, 20, 6),
        ("L", 20, 30),
    )


def test_a_corner_is_no_larger_than_there_is_room_for():
    assert path_data([Point(0, 0), Point(20, 0), Point(20, -6), Point(50, -6)], 9) == (
        "M0 0 L17 0 Q20 0 20 -3 L20 -3 Q20 -6 23 -6 L50 -6"
    )
    assert path_data([Point(0, 0), Point(20, 0), Point(20, 1), Point(50, 1)], 9) == "M0 0 L20 0 L20 1 L50 1"

"""Nothing in the picture overlaps, runs out of its card, or leaves the picture."""

import re
from itertools import combinations

import pytest
from render import impact_samples as samples

from cxmap.message import Named
from cxmap.render.impact_parts.scene import MOST_CARDS, scene
from cxmap.render.picture.letters import width
from cxmap.report.impact import Arrow, Card

PICTURES = {
    "rich": samples.picture().after,
    "hostile": samples.hostile().picture.before,
    "many": samples.many(300).picture.after,
    "nothing": ((), ()),
}


@pytest.fixture(params=PICTURES)
def drawn(request):
    return scene(*PICTURES[request.param])


def overlap(one, other):
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def test_cards_do_not_overlap(drawn):
    assert not any(overlap(one, other) for one, other in combinations(drawn.boxes, 2))


def test_cards_stand_within_their_stages_and_the_picture(drawn):
    for box in drawn.boxes:
        (column,) = [column for column in drawn.columns if column.x <= box.x < column.x + column.width]
        assert box.x + box.width <= column.x + column.width <= drawn.width
        assert 0 < box.y < box.y + box.height <= column.height <= drawn.height


def test_texts_stay_within_their_cards(drawn):
    for box in drawn.boxes:
        assert all(width(line) <= box.width for line in (*box.lines, box.channel))
        assert 17 * (len(box.lines) + bool(box.channel) + bool(box.mark)) < box.height
    for column in drawn.columns:
        assert all(width(line) <= column.width for line in column.lines)


def test_arrows_stay_within_the_picture(drawn):
    for curve in drawn.curves:
        numbers = [int(number) for number in re.findall(r"-?\d+", curve.path)]
        assert all(0 <= number <= drawn.width for number in numbers[::2])
        assert all(0 <= number <= drawn.height for number in numbers[1::2])


def test_what_is_too_much_is_counted():
    drawn = scene(*PICTURES["many"])
    assert len(drawn.boxes) == MOST_CARDS
    assert (drawn.cards_left, len(drawn.curves) + drawn.arrows_left) == (100, 299)


def cards(stages):
    return [Card(Named("touchpoint", f"t{n}"), stage, "web", "") for n, stage in enumerate(stages)]


@pytest.mark.parametrize(
    ("start", "end", "leaves", "arrives"),
    [
        ("t0", "t3", "right", "left"),  # on to the next stage
        ("t3", "t0", "left", "right"),  # back
        ("t0", "t1", "below", "above"),  # to the card beneath
        ("t0", "t2", "right", "right"),  # past a card
        ("t2", "t0", "left", "left"),  # up
        ("t1", "t0", "left", "left"),
        ("t0", "t0", "left", "left"),  # to itself
    ],
)
def test_arrows_leave_and_arrive_where_they_can_be_seen(start, end, leaves, arrives):
    drawn = scene(cards(["a", "a", "a", "b"]), [Arrow(start, end, "", "")])
    boxes = dict(zip(("t0", "t1", "t2", "t3"), drawn.boxes, strict=True))
    numbers = [int(number) for number in re.findall(r"-?\d+", drawn.curves[0].path)]
    assert side(boxes[start], *numbers[:2]) == leaves
    assert side(boxes[end], *numbers[-2:]) == arrives


def side(box, x, y):
    if x in (box.x, box.x + box.width):
        assert box.y < y < box.y + box.height
        return "left" if x == box.x else "right"
    assert y in (box.y, box.y + box.height)
    return "above" if y == box.y else "below"


def test_arrows_say_what_they_are_about():
    titles = [curve.title for curve in scene(*samples.picture().after).curves]
    assert titles[0] == "Basket -> Video call with an adviser: wants advice"
    assert titles[2] == "Basket -> Checkout"

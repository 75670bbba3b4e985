"""All changes in the order of their grades, each with the place that people are sent to."""

from trees import MemoryTree

from cxmap.atlas.load import load
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff
from cxmap.impact.seen import see_all

BEFORE = """\
stages: {buy: }
owners:
  web: {kind: team}
touchpoints:
  basket: {stage: buy, channel: web, team: web}
  till:
    stage: buy
    channel: store
    raci: {accountable: web}
  fax: {stage: buy, channel: fax}
"""
AFTER = """\
stages: {buy: }
owners:
  web: {kind: team}
touchpoints:
  desk: {stage: buy, channel: store}
  basket: {stage: buy, channel: app}
  till:
    stage: buy
    channel: store
    description: Where customers pay.
    raci: {accountable: web, informed: [web]}
"""


def places(before, after):
    """Return where each change points: the side, the line counted from 1, and what stands there."""
    trees = [MemoryTree({"map.yaml": text}) for text in (before, after)]
    atlases = [load(tree, lambda path: path == "map.yaml") for tree in trees]
    found = {}
    for changed in see_all(Comparison(Diff(*atlases))):
        text = {"base": before, "head": after}[changed.side].splitlines()
        span = changed.place.span
        found[changed.kind, changed.entity.id, changed.field] = (
            changed.side,
            span.line + 1,
            text[span.line][span.column : span.end_column],
        )
    return found


def test_a_change_points_at_the_field_or_at_the_thing():
    assert places(BEFORE, AFTER) == {
        ("removed", "fax", None): ("base", 10, "fax"),
        ("added", "desk", None): ("head", 5, "desk"),
        ("channel-changed", "basket", "channel"): ("head", 6, "app"),
        ("team-changed", "basket", "team"): ("head", 6, "basket"),
        ("reowned", "till", "raci.informed"): ("head", 11, "[web]"),
        ("wording", "till", "description"): ("head", 10, "Where customers pay."),
    }


def test_a_role_that_nobody_holds_any_more_is_pointed_at_where_the_roles_stand():
    assert places(AFTER, BEFORE)["reowned", "till", "raci.informed"] == ("head", 9, "{accountable: web}")


def test_changes_come_by_grade_then_by_kind_and_thing():
    trees = [MemoryTree({"map.yaml": text}) for text in (BEFORE, AFTER)]
    changes = see_all(Comparison(Diff(*(load(tree, lambda path: path == "map.yaml") for tree in trees))))
    order = [(changed.grade.rank, changed.kind, changed.entity.entity, changed.field or "") for changed in changes]
    assert order == sorted(order)
    assert len({changed.grade for changed in changes}) > 1

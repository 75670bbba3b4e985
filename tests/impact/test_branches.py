"""What two open branches have in common."""

from impact.compared import Other, Work, changed, comparison_of

from cxmap.impact.branches import overlap

MAP = """
stages: {buy: }
personas: {shopper: , visitor: }
owners: {digital: {kind: team}, legal: {kind: team}, stores: {kind: team}}
touchpoints:
  basket: {stage: buy, channel: web, name: The basket, raci: {accountable: digital, consulted: [legal]}}
  checkout: {stage: buy, channel: web, raci: {accountable: digital}}
  store: {stage: buy, channel: store, raci: {accountable: stores, consulted: [legal]}}
journeys:
  buying: {steps: [basket, checkout], personas: [shopper]}
  visiting: {steps: [store], personas: [visitor]}
"""


def common(mine: str, theirs: str, after_mine: str = MAP, after_theirs: str = MAP):
    ours = Work(comparison_of(MAP, after_mine), (changed(mine),))
    other = Other("origin/new", "abc", Work(comparison_of(MAP, after_theirs), (changed(theirs),)))
    found = overlap(ours, other)
    if found is None:
        return None
    assert (found.name, found.commit) == ("origin/new", "abc")
    return tuple([one.id for one in group] for group in (found.touchpoints, found.owners, found.personas))


def test_the_same_touchpoint():
    assert common("touchpoint:basket", "touchpoint:basket") == (["basket"], ["digital"], ["shopper"])


def test_the_same_people():
    assert common("touchpoint:basket", "touchpoint:checkout") == ([], ["digital"], ["shopper"])


def test_nothing():
    assert common("touchpoint:basket", "touchpoint:store") is None


def test_a_touchpoint_that_one_of_them_renames():
    renamed = MAP.replace("  basket:", "  cart:").replace("[basket,", "[cart,")
    assert common("touchpoint:cart", "touchpoint:basket", after_mine=renamed) == (["cart"], ["digital"], ["shopper"])
    assert common("touchpoint:basket", "touchpoint:cart", after_theirs=renamed) == (
        ["basket"],
        ["digital"],
        ["shopper"],
    )

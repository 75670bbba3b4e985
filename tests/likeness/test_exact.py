"""Groups of touchpoints with the same name."""

from hypothesis import given
from hypothesis import strategies as st

from cxmap.likeness import Kind, Label, duplicates


def shown(labels):
    return [(group.key, [label.owner for label in group.labels]) for group in duplicates(labels)]


def test_names_aliases_and_translations():
    labels = [
        Label("a", "Checkout", stage="purchase"),
        Label("b", "Payment", stage="service"),
        Label("b", "Check-out", Kind.ALIAS, "service"),
        Label("c", "Cassa", Kind.TRANSLATION),
        Label("d", "CASSA"),
    ]
    assert shown(labels) == [("cassa", ["c", "d"]), ("checkout", ["a", "b"])]


def test_one_touchpoint_may_repeat_itself():
    assert shown([Label("a", "Checkout"), Label("a", "check out", Kind.ALIAS)]) == []


def test_descriptions_and_blanks_do_not_count():
    labels = [
        Label(owner, text, kind) for owner in "ab" for text, kind in [("Buys", Kind.DESCRIPTION), (" ", Kind.NAME)]
    ]
    assert shown(labels) == []


def test_many_shared_names_make_one_group():
    names = [("Checkout", Kind.NAME), ("Till", Kind.ALIAS), ("Caja", Kind.TRANSLATION)]
    labels = [Label(owner, text, kind) for owner in "ab" for text, kind in names]
    assert shown(labels) == [("checkout", ["a", "b"])]
    assert shown([*labels, Label("c", "Caja")]) == [("caja", ["a", "b", "c"])]


def test_shows_the_name_before_the_alias():
    (group,) = duplicates([Label("a", "checkout", Kind.ALIAS), Label("a", "Check out"), Label("b", "CHECKOUT")])
    assert [label.text for label in group.labels] == ["Check out", "CHECKOUT"]


LABELS = st.lists(
    st.builds(
        Label, st.sampled_from("abcd"), st.sampled_from(["Pay", "pay!", "Till", "Tills", "Bill"]), st.sampled_from(Kind)
    ),
    max_size=12,
)


@given(LABELS, st.randoms())
def test_order_does_not_matter(labels, random):
    assert list(duplicates(random.sample(labels, len(labels)))) == list(duplicates(labels))

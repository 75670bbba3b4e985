"""Pairs of touchpoints that are nearly alike, and clusters of notes."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.likeness import Glossary, Kind, Label, duplicates, shipped
from cxmap.likeness.clusters import clusters
from cxmap.likeness.near import likeness, similar

LONG = "The customer compares the offers of several partners, chooses a product and asks an adviser about its warranty"


def shown(labels, threshold=90, glossary=None):
    return [(pair.likeness, pair.first.owner, pair.second.owner) for pair in similar(labels, threshold, glossary)]


def described(*texts):
    return [Label(owner, text, Kind.DESCRIPTION) for owner, text in zip("abcdef", texts, strict=False)]


@pytest.mark.parametrize(
    ("stages", "channels", "found"),
    [(("s", "s"), ("c", "d"), 1), (("s", "t"), ("c", "c"), 1), (("s", "t"), ("c", "d"), 0), (("", ""), ("", ""), 0)],
)
def test_names_are_compared_within_a_stage_or_a_channel(stages, channels, found):
    labels = [
        Label("a", "Checkout", Kind.NAME, stages[0], channels[0]),
        Label("b", "Chekout", Kind.NAME, stages[1], channels[1]),
    ]
    assert len(similar(labels)) == found


def test_a_pair_is_shown_once_by_its_best_likeness():
    labels = [
        Label(owner, text, kind, "s", "c")
        for owner, text, kind in [
            ("a", "Checkout page", Kind.NAME),
            ("a", "Basket", Kind.ALIAS),
            ("b", "Checkout", Kind.NAME),
            ("b", "Baskets", Kind.TRANSLATION),
        ]
    ]
    (pair,) = similar(labels)
    assert (pair.likeness, pair.first.text, pair.second.text) == (99, "Basket", "Baskets")


def test_duplicates_are_not_repeated():
    labels = [Label(owner, text, stage="s") for owner in "ab" for text in ("Checkout", "Basket")]
    labels.append(Label("b", "Chekout", Kind.ALIAS, "s"))
    assert similar(labels) == []


def test_one_stands_for_all_that_share_a_name():
    labels = [Label(f"{name}{number:02}", name, stage="s") for name in ("Checkout", "Chekout") for number in range(20)]
    assert shown(labels) == [(97, "Checkout00", "Chekout00")]


def test_the_second_stands_in_where_the_first_has_both_names():
    labels = [Label("a", "Checkout", stage="s"), Label("a", "Chekout", stage="s"), Label("b", "Chekout", stage="s")]
    assert similar(labels) == []
    assert shown([*labels, Label("c", "Checkout", stage="s"), Label("d", "Checkoutt", stage="s")]) != []


def test_threshold():
    labels = [Label("a", "Till", stage="s"), Label("b", "Checkout", stage="s"), Label("c", "Chekout", stage="s")]
    assert shown(labels, 95) == [(95, "a", "b"), (97, "b", "c")]
    assert shown(labels, 96) == [(97, "b", "c")]
    assert shown(labels, 98) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Choose a garden table", "Choose a garden chair", 66),
        ("Choose a garden table", "Choose a table", 80),
        ("Garden table delivered by post", "Garden table delivered by email", 0),
    ],
)
def test_lower_thresholds_look_further(first, second, expected):
    labels = [Label("a", first, stage="s"), Label("b", second, stage="s")]
    assert likeness(first, second) == expected
    assert len(similar(labels, 60)) == (expected > 0)


def test_synonyms_of_the_repository():
    labels = [Label("a", "Genius Bar", stage="s"), Label("b", "Helpdesk", stage="s")]
    assert similar(labels) == []
    glossary = shipped().with_groups([["genius bar", "help desk"], [], ["..."]])
    assert shown(labels, glossary=glossary) == [(95, "a", "b")]
    assert likeness("Genius bar", "Call centre", glossary) == 95


def test_glossary_joins_groups():
    glossary = Glossary.of([["till", "cash desk"], ["cashier", "pay point"]])
    assert likeness("Till", "Cashier", glossary) == 0
    joined = glossary.with_groups([["till", "cashier"]])
    assert likeness("Cash desk", "Pay point", joined) == 95
    assert glossary.with_groups([]) is glossary


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (LONG.upper() + "!", 100),
        ("About its warranty an adviser is asked, and a product is chosen", 0),
        (LONG.replace("several ", ""), 95),
        (LONG.replace("several", "our"), 95),
        (LONG.replace("several", "many"), 90),
        (LONG.replace("several", "three"), 0),
        (LONG + " by phone", 0),
        (LONG + " without delay", 0),
        (LONG + " in 3 days", 0),
        (LONG.replace("warranty", "guarantee"), 100),
    ],
)
def test_descriptions(other, expected):
    assert shown(described(LONG, other)) == ([(expected, "a", "b")] if expected else [])


def test_short_descriptions_tell_nothing():
    assert similar(described("The customer pays for the order", "Pays for the order")) == []


def test_the_first_is_shown_with_each_of_the_others():
    assert shown(described(LONG, LONG, LONG)) == [(100, "a", "b"), (100, "a", "c")]


def test_descriptions_without_spaces():
    text = "顧客は店舗で商品を比較し、保証について相談員に質問します。"
    assert shown(described(text, text.replace("。", ""))) == [(100, "a", "b")]
    assert shown(described(text, "配達の日時を電話で連絡し、領収書を郵送してから確認します。")) == []


TEXTS = st.sampled_from(
    ["Till", "Checkout", "Chekout", "Checkout page", "Pay bills", "Pay a bill", "Invoice paid", LONG]
)
LABELS = st.lists(
    st.builds(
        Label, st.sampled_from("abcd"), TEXTS, st.sampled_from(Kind), st.sampled_from("st"), st.sampled_from("cd")
    ),
    max_size=12,
)


@given(LABELS, st.randoms())
def test_order_does_not_matter(labels, random):
    assert similar(random.sample(labels, len(labels))) == similar(labels)


@given(LABELS)
def test_each_pair_once_and_no_duplicates(labels):
    found = [(pair.first.owner, pair.second.owner) for pair in similar(labels, 60)]
    assert found == sorted(set(found))
    assert all(first < second for first, second in found)
    together = {owners for group in duplicates(labels) for owners in combinations_of(group)}
    assert together.isdisjoint(found)


def combinations_of(group):
    owners = [label.owner for label in group.labels]
    return {(first, second) for first in owners for second in owners if first < second}


@given(
    st.lists(st.builds(Label, st.sampled_from("abc"), st.text(), st.sampled_from(Kind), st.just("s")), max_size=8),
    st.integers(0, 100),
)
def test_any_text(labels, threshold):
    assert all(threshold <= pair.likeness <= 100 for pair in similar(labels, threshold))
    list(duplicates(labels))
    clusters([label.text for label in labels], threshold)


def test_clusters():
    notes = [
        "I call because my parcel is late",
        "Parcel late, I call",
        "call: late package",
        "Read the newsletter",
        "reading the boletín",
        "Visit the shop",
        "Visit the shop!",
        "",
        " ",
    ]
    assert clusters(notes) == [(0, 1, 2), (5, 6)]


def test_clusters_of_long_notes():
    notes = [LONG, "Something else", f"{LONG} {LONG}", f"{LONG} {LONG} again and quietly"]
    assert clusters(notes) == [(2, 3)]


def test_words_after_the_longest_description_do_not_count():
    long = " ".join(f"word{chr(97 + at % 26)}{chr(97 + at // 26)}" for at in range(400))
    assert shown(described(f"{long} lamp", f"{long} table")) == [(100, "a", "b")]


def test_only_near_loads_rapidfuzz():
    code = "import sys, cxmap.likeness; print('rapidfuzz' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"

"""Keys of names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.likeness import key
from cxmap.likeness.near import likeness
from cxmap.likeness.spelling import tokens

WORDS = st.lists(
    st.text(st.sampled_from("abcdefghijklmnoprstuvzáéíóúãõçñàèß"), min_size=2, max_size=9), min_size=1, max_size=6
)


@given(st.text())
def test_key_of_key(text):
    assert key(key(text)) == key(text)


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_only_blank_text_has_no_key(text):
    hidden = all(character.isspace() or unicodedata.category(character) in {"Cf", "Cc"} for character in text)
    assert bool(key(text)) or hidden


@given(WORDS)
def test_case_does_not_count(words):
    text = " ".join(words)
    assert key(text.upper()) == key(text.title()) == key(text)


@given(WORDS)
def test_encoding_does_not_count(words):
    text = " ".join(words)
    assert key(unicodedata.normalize("NFD", text)) == key(text)


@given(WORDS, st.sampled_from(["-", "/", " & ", ": ", "… ", "—", ", "]))
def test_punctuation_does_not_count(words, sign):
    assert key(sign.join(words)) == key(" ".join(words))


@pytest.mark.parametrize(
    "text",
    ["Checkout DE", "(de) es", "DE ES", "DE 5", "結 DE", "Zone A E", "From DE to ES", "A before E", "結帳 (IT) DE"],
)
def test_codes_stay_in_the_key_of_a_key(text):
    assert key(key(text)) == key(text)


@given(WORDS.filter(lambda words: all(len(word) > 2 for word in words)), st.randoms())
def test_word_order_does_not_count(words, random):
    if not {"from", "then", "before", "after", "until", "versus", "desde", "hasta"}.intersection(
        key(" ".join(words)).split()
    ):
        shuffled = random.sample(words, len(words))
        assert key(" ".join(shuffled)) == key(" ".join(words)) or set(tokens(" ".join(words))) & {"vs", "poi", "ate"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric(first, second):
    assert 0 <= likeness(first, second) == likeness(second, first) <= 100


@given(st.text(max_size=60))
def test_likeness_with_itself(text):
    assert likeness(text, text) == 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Click & Collect", "click collect"),
        ("L'ordine è arrivato", "arrivato ordine"),
        ("Don't call", "call not"),
        ("We can't deliver", "can deliver not"),
        ("Año", "año"),
        ("Devolução", "devolucao"),
        ("Plan A", "plan A"),
        ("The plan", "plan"),
        ("Checkout DE", "DE checkout"),
        ("DE Checkout 2", "DE checkout 2"),
        ("Ayuda (it)", "IT ayuda"),
        ("PAGO DE FACTURA", "factura pago"),
        ("Plan A checkout 2", "checkout plan 2 A"),
        ("DE LA", "de la"),
        ("Step 2 of 10", "step 2 10"),
        ("Step2", "step 2"),
        ("B2B invoice", "invoice b2b"),
        ("From the shop to the bank", "from shop bank"),
        ("A or the", "a or the"),
        ("Care+", "care plus"),
        ("Pay in €", "pay €"),
        ("٣ أيام", "ايام 3"),
        ("結帳 頁面", "結帳 頁面"),
        ("がか", "がか"),
        ("हिन्दी", "हिन्दी"),
        ("ไทย", "ไทย"),
        ("😀", "😀"),
        ("???", "???"),
        ("\N{SOFT HYPHEN}Check\N{SOFT HYPHEN}out™", "checkout"),
        ("", ""),
        (" \n", ""),
    ],
)
def test_keys(text, expected):
    assert key(text) == expected


def test_long_text_takes_no_long_time():
    """A backtracking pattern would take minutes here."""
    for text in ("w" * 60_000 + "+", "w1" * 30_000 + "'", "w-" * 30_000, "'s" * 30_000, "é" * 60_000):
        assert key(text)

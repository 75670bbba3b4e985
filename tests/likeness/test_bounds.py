"""How many comparisons hostile labels cause: the number grows with the labels, not with their pairs."""

import itertools
import random
import string

import pytest

from cxmap.likeness import Kind, Label, descriptions, key, names, shipped, vocabulary
from cxmap.likeness.near import similar

FEW, MANY = 1_000, 2_000
LETTERS = ["".join(letters) for letters in itertools.islice(itertools.product(string.ascii_lowercase, repeat=4), MANY)]
FILLERS = ["page", "screen", "step", "process", "touchpoint", "moment", "interaction", "activity", "section", "area"]
SENTENCE = "the customer reads a long text about sofa lamp kitchen wardrobe mattress oven fridge garden"
DRAW = random.Random(1)  # noqa: S311

NAMES = {
    "numbers": [f"Checkout {number}" for number in range(MANY)],
    "one other word": [f"Large customer garden table {letters}" for letters in LETTERS],
    "one letter": [f"checkout{letters}" for letters in LETTERS],
    "fillers": [" ".join(["checkout", *DRAW.choices(FILLERS, k=8)]) for _ in range(MANY)],
    "slips in every word": [
        " ".join(f"che{letters[-2:]}ckout" for letters in DRAW.choices(LETTERS, k=5)) for _ in range(MANY)
    ],
}
TEXTS = {
    "numbers": [f"{SENTENCE} {number}" for number in range(MANY)],
    "one other word": [f"{SENTENCE} {letters}" for letters in LETTERS],
    "the same words": [" ".join(DRAW.choices(SENTENCE.split(), k=30)) for _ in range(MANY)],
}


@pytest.mark.parametrize(("case", "threshold"), [*((case, 90) for case in NAMES), ("one other word", 50)])
def test_names(case, threshold):
    few, many = (compared_names(NAMES[case][:size], threshold) for size in (FEW, MANY))
    # Twice the names have four times the pairs.
    assert many <= 3 * few + FEW
    if case == "numbers":
        assert many == 0


def compared_names(texts, threshold):
    read = [names.read(found, shipped()) for found in sorted({key(text) for text in texts})]
    known = vocabulary.Vocabulary.of(word for name in read for word in name.words)
    compared = list(names.candidates(read, shipped(), known, threshold))
    assert len(compared) <= names.CANDIDATES * len(read)
    assert len(compared) == len(set(compared))
    return len(compared)


@pytest.mark.parametrize(("case", "threshold"), [*((case, 90) for case in TEXTS), ("the same words", 50)])
def test_descriptions(case, threshold):
    few, many = (compared_descriptions(TEXTS[case][:size], threshold) for size in (FEW, MANY))
    assert many <= 3 * few + FEW
    if case == "numbers":
        assert many == 0


def compared_descriptions(texts, threshold):
    ready = sorted(set(descriptions.read(texts, shipped())), key=descriptions.by_length)
    compared = list(descriptions.candidates(ready, threshold))
    assert len(compared) <= descriptions.CANDIDATES * len(ready)
    assert len(compared) == len(set(compared))
    return len(compared)


def test_words(monkeypatch):
    asked = 0

    def count(first, second):
        nonlocal asked
        asked += 1
        return first == second

    monkeypatch.setattr(vocabulary, "_is_slip", count)
    vocabulary.Vocabulary.of(f"checkout{letters}" for letters in LETTERS)
    assert asked <= vocabulary.NEIGHBOURS * sum(len("checkout") + 4 for _ in LETTERS)


def test_many_of_one_name():
    labels = [Label(f"{number:05}", "Checkout" if number % 2 else "Chekout", Kind.NAME, "s") for number in range(MANY)]
    assert len(similar(labels)) == 1

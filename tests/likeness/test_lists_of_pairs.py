"""Pairs of names written by hand: what must be found and what must not."""

from pathlib import Path

import pytest

from cxmap.likeness import Label, duplicates, key
from cxmap.likeness.near import DEFAULT_THRESHOLD, likeness, similar


def pairs(name: str) -> list[tuple[str, str]]:
    text = Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8")
    written = [line.split(" | ") for line in text.splitlines() if line and not line.startswith("#")]
    return [(first, second) for first, second in written]


def labels(first: str, second: str) -> list[Label]:
    return [Label("a", first, stage="purchase", channel="web"), Label("b", second, stage="purchase", channel="store")]


@pytest.mark.parametrize(("first", "second"), pairs("same"))
def test_same(first, second):
    assert key(first) == key(second)
    assert [group.key for group in duplicates(labels(first, second))] == [key(first)]
    assert similar(labels(first, second)) == []


@pytest.mark.parametrize(("first", "second"), pairs("alike"))
def test_alike(first, second):
    assert list(duplicates(labels(first, second))) == []
    assert [(pair.first.owner, pair.second.owner) for pair in similar(labels(first, second))] == [("a", "b")]
    assert DEFAULT_THRESHOLD <= likeness(first, second) < 100
    assert likeness(first, second) == likeness(second, first)


@pytest.mark.parametrize(("first", "second"), pairs("different"))
def test_different(first, second):
    assert list(duplicates(labels(first, second))) == []
    assert similar(labels(first, second)) == []
    assert likeness(first, second) < DEFAULT_THRESHOLD


def test_alike_among_many():
    """What is found among two names is found among hundreds."""
    planted = pairs("alike")
    labels = [
        Label(f"{number:03}{side}", text, stage=f"{number}")
        for number, pair in enumerate(planted)
        for side, text in zip("ab", pair, strict=True)
    ]
    found = {(pair.first.owner, pair.second.owner) for pair in similar(labels)}
    assert found == {(f"{number:03}a", f"{number:03}b") for number in range(len(planted))}

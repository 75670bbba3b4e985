"""The lists of words that cxmap ships say nothing twice and nothing against each other."""

from collections import Counter

from cxmap.likeness import key, shipped, vocabulary
from cxmap.likeness.lists import lines, words
from cxmap.likeness.near import likeness
from cxmap.likeness.spelling import is_stop_word
from cxmap.likeness.stems import stem

MEANINGFUL = {
    *("no", "not", "without", "never", "sin", "senza", "sem", "non", "nao", "por"),
    *("from", "before", "after", "desde", "antes", "prima", "up", "out", "off", "email"),
}


def columns():
    for line in lines("glossary"):
        yield [[text.strip() for text in column.split(",")] for column in line.split("|")]


def test_glossary_has_four_columns():
    assert all(len(line) == 4 and all(text for column in line for text in column) for line in columns())
    assert len(shipped().groups) >= 60


def test_no_synonym_stands_in_two_groups():
    assert len(shipped().groups) == len(list(lines("glossary")))


def test_no_group_is_a_single_phrase():
    assert [group for group in shipped().groups if len(group) < 2] == []


def test_synonyms_are_alike_and_other_groups_are_not():
    groups = shipped().groups
    for group in groups:
        first, *others = (" ".join(phrase) for phrase in group)
        for other in others:
            assert key(first) == key(other) or likeness(first, other) >= 90, (first, other)
    firsts = [" ".join(group[0]) for group in groups]
    for at, first in enumerate(firsts):
        for other in firsts[at + 1 :]:
            assert likeness(first, other) < 90, (first, other)


def test_no_meaningful_word_is_a_stop_word():
    assert [word for word in MEANINGFUL if is_stop_word(word)] == []


def test_every_lookalike_would_be_a_slip(monkeypatch):
    monkeypatch.setattr(vocabulary, "_lookalikes", frozenset)
    for line in lines("lookalikes"):
        first, second = map(stem, line.split())
        assert vocabulary.Vocabulary.of([first, second]).slips, line


def test_lookalikes_are_written_once():
    pairs = Counter(frozenset(map(stem, line.split())) for line in lines("lookalikes"))
    assert [pair for pair, times in pairs.items() if times > 1] == []


def test_stems():
    for plural, singular in [
        ("orders", "order"),
        ("deliveries", "delivery"),
        ("boxes", "box"),
        ("reclamaciones", "reclamacion"),
        ("devolucoes", "devolucao"),
        ("spedizioni", "spedizione"),
        ("canais", "canal"),
        ("news", "news"),
        ("status", "status"),
        ("address", "address"),
        ("sms", "sms"),
    ]:
        assert stem(plural) == singular
    assert [word for word in words("opposites") if stem(word) != word] == []

"""The findings about data on a map on which looking for every witness way would cost too much."""

import datetime

import pytest
from trees import MemoryTree

from cxmap.app.validate import Scope, check
from cxmap.graph import gaps, repeats
from cxmap.words import say

MAP = """
stages: {buy: }
data: {phone: {personal: true}, notes: }
touchpoints:
  checkout: {stage: buy, channel: web, entry: true, captures: [phone, notes]}
  payment: {stage: buy, channel: web, captures: [phone]}
  delivery: {stage: buy, channel: home, exit: true, needs: [phone, notes]}
transitions:
  - {from: checkout, to: payment, carries: [phone]}
  - {from: payment, to: delivery}
"""


@pytest.mark.parametrize("most", [0, 1, 1000])
def test_a_spent_budget_leaves_a_plain_sentence(most, monkeypatch):
    for question in (gaps.gaps, repeats.repeats):
        monkeypatch.setattr(question, "__defaults__", (most,))
    scope = Scope(datetime.date(2026, 11, 21), select=frozenset({"asked-twice", "missing-data"}))
    findings = {finding.rule: finding for finding in check(MemoryTree({"map.yaml": MAP}), scope).findings}
    assert findings.keys() == {"asked-twice", "missing-data"}
    twice, missing = say(findings["asked-twice"].message), say(findings["missing-data"].message)
    assert ("already known there" in twice) is (most == 0)
    assert ("not known on every way" in missing) is (most < 1000)
    for finding in findings.values():
        assert all(say(related.message) for related in finding.related)

"""Who settles what people disagree about."""

import pytest
from impact.compared import comparison_of, settings_of

from cxmap.impact.records.disagreements import disagreements

MAP = """
stages: {buy: }
owners:
  digital: {kind: team}
  legal: {kind: team}
  stores: {kind: team}
  cx: {kind: committee}
touchpoints:
  basket: {stage: buy, channel: web, raci: {accountable: stores}}
  checkout: {stage: buy, channel: web, raci: {accountable: digital, consulted: [legal]}}
"""


def positions(*records: str, settings: str = "governance: {committee: cx}\n"):
    text = MAP + "changes:\n" + "".join(f"  c{number}: {record}\n" for number, record in enumerate(records))
    comparison = comparison_of(MAP, text)
    return disagreements(comparison, list(comparison.head.changes.values()), settings_of(settings))


def settling(record: str, settings: str = "governance: {committee: cx}\n") -> tuple[str | None, str | None]:
    [position] = positions(record, settings=settings)
    return (position.settles and position.settles.id, position.committee and position.committee.id)


@pytest.mark.parametrize(
    ("record", "settles", "committee"),
    [
        ("{owner: digital, disagreements: [{raised_by: legal, position: No}]}", "digital", None),
        ("{owner: digital, disagreements: [{position: No}]}", "digital", None),
        ("{owner: digital, disagreements: [{raised_by: digital, position: No}]}", "cx", "cx"),
        ("{disagreements: [{raised_by: legal, position: No}]}", "cx", "cx"),
        ("{owner: digital, touchpoints: [basket], disagreements: [{raised_by: stores}]}", "cx", "cx"),
        ("{owner: digital, touchpoints: [checkout], disagreements: [{raised_by: stores}]}", "digital", None),
        ("{owner: digital, touchpoints: [checkout], disagreements: [{raised_by: legal}]}", "digital", None),
        ("{owner: digital, disagreements: [{raised_by: digital, settled_by: legal}]}", "legal", None),
        ("{owner: digital, disagreements: [{raised_by: legal, resolution: Yes, settled_by: cx}]}", "cx", None),
        ("{owner: digital, disagreements: [{raised_by: digital, resolution: Yes}]}", "digital", None),
    ],
)
def test_who_settles(record, settles, committee):
    assert settling(record) == (settles, committee)


def test_without_a_committee_the_owner_settles_all():
    assert settling("{owner: digital, disagreements: [{raised_by: digital}]}", "") == ("digital", None)
    assert settling("{disagreements: [{raised_by: digital}]}", "") == (None, None)


def test_what_is_open_comes_first():
    found = positions(
        "{owner: digital, disagreements: [{position: A, resolution: Yes}, {position: B}]}",
        "{owner: digital, disagreements: [{position: C}]}",
    )
    assert [(position.position, position.open) for position in found] == [("B", True), ("C", True), ("A", False)]
    assert [position.record.id for position in found] == ["c0", "c1", "c0"]


def test_an_owner_that_is_replaced_disagrees_as_a_peer():
    text = MAP.replace("raci: {accountable: stores}", "raci: {accountable: digital}")
    record = "changes: {c: {owner: digital, touchpoints: [basket], disagreements: [{raised_by: stores}]}}\n"
    comparison = comparison_of(MAP, text + record)
    [position] = disagreements(
        comparison, list(comparison.head.changes.values()), settings_of("governance: {committee: cx}\n")
    )
    assert position.committee.id == "cx"

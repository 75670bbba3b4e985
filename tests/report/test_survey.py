"""The survey of a map: all that is known of it, brought together."""

import datetime
from typing import NamedTuple

import pytest
import yaml
from trees import MemoryTree

from cxmap.app.means import PLAIN
from cxmap.app.reading import read
from cxmap.app.repository import open_repository
from cxmap.app.survey.past import telling
from cxmap.app.survey.survey import Asked, survey
from cxmap.app.validate import Scope, check_opened
from cxmap.message import Named
from cxmap.report.survey import Health, Survey
from cxmap.selection.selector import selection

TODAY = datetime.date(2026, 12, 1)
CONFIG = "cxmap: 1\nname: Acme\ngovernance: {committee: board}\n"
MAP = """\
stages: {find: {name: Finding}, buy: {name: Buying}}
owners:
  digital: {name: Digital, kind: team, lead: Ann, contact: {chat: "#digital"}}
  stores: {name: Stores, kind: team, lead: Bob}
  board: {name: Board, kind: committee, lead: Cleo}
personas: {anna: {name: Anna}}
data: {card: {name: Card, personal: true, held_in: [crm]}}
systems: {crm: {name: CRM, owner: digital}}
metrics: {ces: {name: Effort, kind: ces, target: 4}}
touchpoints:
  search:
    {name: Search, stage: find, channel: web, entry: true, raci: {accountable: digital}, reviewed: 2026-11-01}
  basket:
    name: Basket
    stage: buy
    channel: web
    raci: {accountable: digital, responsible: [stores], informed: [digital]}
    captures: [card]
    metrics: [ces]
    reviewed: 2025-11-01
    evidence: researched
  till: {name: Till, stage: buy, channel: store, exit: true, raci: {accountable: stores}, needs: [card]}
  gone: {name: Gone, stage: buy, channel: fax, status: retired}
transitions:
  - {from: search, to: basket}
  - {from: basket, to: till, when: pays}
journeys:
  inner: {name: Paying, steps: [basket, till], personas: [anna], owner: digital}
  outer: {name: Shopping, steps: [{touchpoint: search, pains: [Too slow]}, {journey: inner}]}
opportunities:
  small: {touchpoint: till, value: 2, effort: 1}
  great: {touchpoint: basket, value: 4, effort: 2, owner: stores}
  best: {transition: basket -> till, value: 5, effort: 2}
  vague: {touchpoint: basket, value: 5}
  over: {touchpoint: basket, value: 5, effort: 1, status: done}
changes:
  waiting: {owner: digital, touchpoints: [basket], decisions: [{by: board, on: 2026-11-01, outcome: deferred}]}
  decided: {owner: digital, touchpoints: [till], decisions: [{by: board, on: 2026-11-01, outcome: approved}]}
  others: {owner: digital, decisions: [{by: digital, on: 2026-11-01, outcome: approved}]}
  stale: {owner: stores, status: live, live_on: 2026-01-01}
"""


def surveyed(text: str = MAP, *wanted: str, config: str = CONFIG, language: str = "") -> Survey:
    tree = MemoryTree({"cxmap.yaml": config, "map.yaml": text})
    reading = read(tree)
    checked = check_opened(open_repository(tree), lambda: reading.atlas, Scope(TODAY), PLAIN)
    return survey(reading, checked, Asked(TODAY, selection(wanted), language))


def ids(things: tuple[Named, ...]) -> list[str]:
    return [thing.id for thing in things]


def test_health_counts_what_is_not_retired():
    health = surveyed().health
    assert health._replace(findings=None) == Health(
        touchpoints=3,
        transitions=2,
        journeys=2,
        owners=3,
        findings=None,
        accounted=3,
        measured=1,
        evidenced=1,
        reviewed=1,
    )


def test_a_touchpoint_knows_its_neighbours_and_what_customers_have_told():
    basket = next(one for one in surveyed().touchpoints if one.touchpoint.id == "basket")
    assert [passage.start.id for passage in basket.arrivals] == ["search"]
    assert [passage.end.name for passage in basket.departures] == ["Till"]
    assert [(one.journey.name, one.step.number) for one in basket.appearances] == [("Paying", 1), ("Shopping", 2)]
    assert ids(basket.personas) == ["anna"]
    assert ids(basket.opportunities) == ["best", "great", "over", "vague"]
    assert ids(basket.changes) == ["waiting"]
    assert basket.overdue
    assert basket.basics.site == ("map.yaml", 13)


def test_an_owner_has_each_touchpoint_in_the_strongest_role_once():
    digital = next(one for one in surveyed().owners if one.owner.id == "digital")
    assert (ids(digital.accountable), ids(digital.responsible), ids(digital.informed)) == (["search", "basket"], [], [])
    assert [passage.transition.id for passage in digital.hands_over] == ["basket->till"]
    assert [(one.owner.name, ids(one.touchpoints), one.handovers) for one in digital.colleagues] == [
        ("Stores", ["basket"], 1)
    ]
    assert (ids(digital.journeys), ids(digital.systems)) == (["inner"], ["crm"])
    assert digital.contact == {"chat": "#digital"}


def test_what_is_wrong_is_for_whoever_answers_for_it():
    found = surveyed(MAP.replace("captures: [card]", "captures: [crad]"))
    wrong = {one.owner.id: {finding.entity for finding in one.findings} for one in found.owners}
    assert "touchpoint:basket" in wrong["digital"]
    assert "transition:basket->till" in wrong["digital"]
    assert "touchpoint:basket" not in wrong["stores"]


def test_a_journey_goes_through_those_it_nests():
    outer = next(one for one in surveyed().journeys if one.journey.id == "outer")
    assert ids(outer.touchpoints) == ["search", "basket", "till"]
    assert [(one.datum.id, ids(one.captured), ids(one.needed)) for one in outer.data] == [
        ("card", ["basket"], ["till"])
    ]
    assert [(part.owner.id, ids(part.accountable)) for part in outer.parts] == [
        ("digital", ["search", "basket"]),
        ("stores", ["till"]),
    ]
    assert [pain.pain for pain in outer.pains] == ["Too slow"]
    assert outer.picture
    assert [card.entry for card in outer.picture.cards] == [True, False, False]


def test_opportunities_are_ranked_by_value_against_effort():
    ranked = [(one.opportunity.id, one.worth) for one in surveyed().open_opportunities]
    assert ranked == [("best", 2.5), ("great", 2.0), ("small", 2.0), ("vague", None)]


def test_changes_wait_until_those_who_decide_have_decided():
    found = surveyed()
    assert [one.change.id for one in found.changes if one.undecided] == ["others", "waiting"]
    without = surveyed(config="cxmap: 1\n")
    assert [one.change.id for one in without.changes if one.undecided] == ["waiting"]
    assert [(one.thing.id, str(one.since)) for one in found.overdue] == [
        ("basket", "2025-11-01"),
        ("stale", "2026-01-01"),
    ]


def test_of_a_part_only_what_belongs_to_it_is_told():
    part = surveyed(MAP, "till")
    assert ids(tuple(one.touchpoint for one in part.touchpoints)) == ["till"]
    assert part.total == 3
    assert [one.stage.id for one in part.stages] == ["buy"]
    assert [one.opportunity.id for one in part.opportunities] == ["best", "small"]
    assert part.raci
    assert part.raci.shown == 1


def test_names_and_findings_come_in_the_language():
    text = MAP.replace("name: Till,", "name: Till, translations: {es: {name: Caja}}, team: nobody,")
    found = surveyed(text, language="es")
    assert "Caja" in [one.touchpoint.name for one in found.touchpoints]
    named = {value.name for one in found.findings for value in one.message.values.values() if isinstance(value, Named)}
    assert "Caja" in named
    assert "Till" not in named


def test_everything_is_listed_in_an_order_of_its_own():
    data = yaml.safe_load(MAP)
    backwards = {section: _reversed(things) for section, things in reversed(data.items())}
    backwards["stages"] = data["stages"]
    mixed = surveyed(yaml.safe_dump(backwards, sort_keys=False))
    for one, other in zip(surveyed().owners, mixed.owners, strict=True):
        assert (one.owner, one.accountable, one.colleagues) == (other.owner, other.accountable, other.colleagues)
    assert [one.opportunity for one in surveyed().opportunities] == [one.opportunity for one in mixed.opportunities]


def _reversed(things: object) -> object:
    return dict(reversed(things.items())) if isinstance(things, dict) else things


# Points in the past.


class Moment(NamedTuple):
    commit: str
    day: datetime.date


def moments(*days: str) -> list[Moment]:
    """Return moments on some days of 2026, the newest first, as git tells them."""
    found = [Moment(str(number), datetime.date.fromisoformat(f"2026-{day}")) for number, day in enumerate(days)]
    return found[::-1]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((), ""),
        (("01-01",), ""),
        (("01-01", "01-01", "01-02"), "0 1"),
        (("01-01", "01-01", "01-01", "01-02", "01-03"), "2 3"),
        (("01-05", "01-06", "01-07", "01-08", "01-14", "01-15", "01-31"), "3 5"),
        (("01-05", "01-12", "02-02", "02-09", "03-02", "04-01"), "3 4"),
        (("01-01", "02-01", "03-01", "04-01", "05-01"), "2 3"),
    ],
    ids=["none", "the present", "each", "days", "weeks", "months", "the last months"],
)
def test_points_in_time_are_as_fine_as_there_is_room(days, told):
    assert " ".join(moment.commit for moment in telling(moments(*days), 2)) == told

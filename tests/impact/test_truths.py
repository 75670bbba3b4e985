"""What must hold of every change: drawn maps, and the example's own branches."""

import json
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest
from adapters.repositories import Repository
from hypothesis import strategies as st
from trees import MemoryTree

from cxmap.adapters.git import Git
from cxmap.adapters.git_tree import GitTree
from cxmap.app.repository import open_repository
from cxmap.atlas.load import assemble, load
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff
from cxmap.diff.grade import Grade
from cxmap.impact.people.engage import engage
from cxmap.impact.picture import MOST_CARDS, picture
from cxmap.impact.reach.reach import reach
from cxmap.impact.records.records import records
from cxmap.impact.seen import see_all
from cxmap.impact.start import journeys, stages
from cxmap.words import say

SCRIPT = Path(__file__).parents[2] / "examples/history.py"
BRANCHES = ("one-page-checkout", "loyalty-at-checkout", "spring-wording", "reformatted")

TOUCHPOINTS = ("a", "b", "c", "d", "e")
OWNERS = ("ann", "ben", "cleo")
DATA = ("x", "y")

owner = st.sampled_from(OWNERS)
some_owners = st.lists(owner, unique=True, max_size=2)
some_data = st.lists(st.sampled_from(DATA), unique=True)
stop = st.sampled_from(TOUCHPOINTS)


def optional(**fields):
    return st.fixed_dictionaries({}, optional=fields)


racis = st.builds(
    lambda held, accountable: held | accountable,
    optional(responsible=some_owners, consulted=some_owners, informed=some_owners),
    optional(accountable=owner),
)
touchpoints = st.builds(
    lambda fields, stage: {"channel": "web", "stage": stage, **fields},
    optional(
        channel=st.sampled_from(["web", "app"]),
        name=st.sampled_from(["One", "Two"]),
        entry=st.booleans(),
        exit=st.booleans(),
        status=st.sampled_from(["live", "planned", "retired"]),
        raci=racis,
        captures=some_data,
        needs=some_data,
        systems=st.just(["crm"]),
        metrics=st.just(["ease"]),
        moment=st.just("truth"),
    ),
    st.sampled_from(["early", "late"]),
)
transitions = st.builds(
    lambda start, end, fields: {"from": start, "to": end, **fields},
    stop,
    stop,
    optional(owner=owner, carries=some_data, share=st.just(0.5)),
)
steps = st.lists(
    st.one_of(stop, st.builds(lambda name: {"journey": name}, st.sampled_from(["j", "k"]))), min_size=1, max_size=4
)
some_journeys = st.dictionaries(
    st.sampled_from(["j", "k", "l"]),
    st.builds(
        lambda fields, walked: {**fields, "steps": walked}, optional(owner=owner, personas=st.just(["p"])), steps
    ),
)
maps = st.fixed_dictionaries(
    {
        "stages": st.just({"early": {}, "late": {}}),
        "touchpoints": st.dictionaries(stop, touchpoints, min_size=1),
        "transitions": st.lists(transitions, max_size=6, unique_by=lambda way: (way["from"], way["to"])),
        "journeys": some_journeys,
        "owners": st.dictionaries(owner, st.just({"kind": "team"})),
        "data": st.dictionaries(st.sampled_from(DATA), optional(held_in=st.just(["crm"]))),
        "systems": st.sampled_from([{}, {"crm": {}}, {"crm": {"owner": "ann"}}]),
        "metrics": st.sampled_from([{}, {"ease": {"kind": "ces"}}, {"ease": {"kind": "ces", "target": 5}}]),
        "personas": st.just({"p": {}}),
    }
)


def atlas_of(content):
    return load(MemoryTree({"map.yaml": json.dumps(content)}), lambda path: path == "map.yaml")


class Meant:
    """Everything that is worked out from a comparison."""

    def __init__(self, base, head):
        self.comparison = Comparison(Diff(base, head))
        self.changes = see_all(self.comparison)
        self.reached = reach(self.comparison, self.changes)
        concerned = records(self.comparison, self.changes)
        self.engaged, self.not_needed = engage(self.comparison, self.changes, self.reached, concerned)
        self.stages = stages(self.comparison, self.changes, self.reached)
        self.journeys = journeys(self.comparison, self.changes, self.reached)
        self.picture = picture(self.comparison, self.changes, self.reached)

    def everything(self):
        parts = (self.reached, self.engaged, self.not_needed, self.stages, self.journeys, self.picture)
        return [repr(part) for part in parts]


def check_all(meant: Meant) -> None:
    check_reach(meant)
    check_people(meant)
    check_start(meant)
    check_picture(meant)


def check_reach(meant: Meant) -> None:
    names = [item.entity.entity for item in meant.reached]
    assert len(names) == len(set(names))
    changed = {change.entity.entity for change in meant.changes}
    assert {item.entity.entity for item in meant.reached if item.distance == 0} == changed
    for item in meant.reached:
        assert item.reason[0].entity == item.entity
        assert item.distance == len(item.reason) - 1
        assert item.reason[-1].entity.entity in changed
        assert [link.by is None for link in item.reason] == [False] * item.distance + [True]
    if all(change.grade is Grade.WORDING for change in meant.changes):
        assert set(names) == changed


def check_people(meant: Meant) -> None:
    owners = [item.owner.id for item in meant.engaged]
    spared = [item.owner.id for item in meant.not_needed]
    assert len(owners + spared) == len(set(owners + spared))
    held = set(holdings(meant.comparison.diff))
    own = {change.entity.id for change in meant.changes if change.entity.kind == "owner"}
    for item in meant.engaged:
        mine = {thing for who, _, thing in held if who == item.owner.id}
        touched = {named.entity for named in item.touchpoints}
        assert item.owner.id in own or "end to end" in mine or touched & mine
        assert say(item.reason)
    graver = {change.entity.entity for change in meant.changes if change.grade is not Grade.WORDING}
    assert {who for who, role, thing in held if role == "accountable" and thing in graver} <= set(owners)


def holdings(diff):
    """Yield every role that an owner has in either revision: who, the role and what it is a role in."""
    for atlas, now in ((diff.head, lambda kind, name: name), (diff.base, diff.id_now)):
        for placed in atlas.touchpoints.values():
            thing = f"touchpoint:{now('touchpoint', placed.id)}"
            for (role, *_), who in placed.value.raci.held() if placed.value.raci else ():
                yield now("owner", who), role, thing
        for placed in (*atlas.transitions.values(), *atlas.journeys.values(), *atlas.systems.values()):
            if placed.value.owner:
                who = now("owner", placed.value.owner)
                ends = (placed.value.from_, placed.value.to) if placed.kind == "transition" else ()
                yield from ((who, "handover", f"touchpoint:{now('touchpoint', end)}") for end in ends)
                if placed.kind != "transition":
                    yield who, "owner", "end to end"


def check_start(meant: Meant) -> None:
    assert [item.before for item in meant.journeys] == sorted(item.before for item in meant.journeys)
    for item in meant.journeys:
        atlas = meant.comparison.base if item.before else meant.comparison.head
        steps = atlas.journeys[item.journey.id].value.steps
        assert set(item.changed_steps) <= set(range(1, len(steps) + 1))
        assert item.handovers <= item.touchpoints**2
    reached = {named.entity.id for named in meant.reached if named.entity.kind == "touchpoint"}
    for stage in meant.stages:
        assert {named.id for named in (*stage.direct, *stage.reached)} <= reached


def check_picture(meant: Meant) -> None:
    for (cards, arrows), atlas in zip(meant.picture[:2], (meant.comparison.base, meant.comparison.head), strict=True):
        names = [card.touchpoint.id for card in cards]
        assert len(names) == len(set(names)) <= MOST_CARDS
        assert set(names) <= atlas.touchpoints.keys()
        ways = {(placed.value.from_, placed.value.to) for placed in atlas.transitions.values()}
        assert {(arrow.start, arrow.end) for arrow in arrows} <= ways
        assert {end for arrow in arrows for end in arrow[:2]} <= set(names)


@hypothesis.settings(max_examples=80)
@hypothesis.given(maps, maps)
def test_it_holds_of_drawn_maps(before, after):
    check_all(Meant(atlas_of(before), atlas_of(after)))


@hypothesis.settings(max_examples=15)
@hypothesis.given(maps)
def test_nothing_changed_means_nothing(content):
    meant = Meant(atlas_of(content), atlas_of(content))
    assert (meant.reached, meant.engaged, meant.not_needed, meant.stages, meant.journeys) == ((), (), (), (), ())


@hypothesis.settings(max_examples=30)
@hypothesis.given(maps, maps, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_written_makes_no_difference(before, after, chance):
    def shuffled(content):
        mixed = {**content, "transitions": chance.sample(content["transitions"], len(content["transitions"]))}
        for section in ("touchpoints", "journeys", "owners", "data"):
            mixed[section] = dict(chance.sample(list(content[section].items()), len(content[section])))
        return dict(chance.sample(list(mixed.items()), len(mixed)))

    for content in (before, after):
        content["transitions"] = [
            way for way in content["transitions"] if {way["from"], way["to"]} <= content["touchpoints"].keys()
        ]
    once = Meant(atlas_of(before), atlas_of(after))
    again = Meant(atlas_of(shuffled(before)), atlas_of(shuffled(after)))
    assert once.everything() == again.everything()


@pytest.fixture(scope="module")
def history(tmp_path_factory):
    folder = tmp_path_factory.mktemp("history") / "ternholt"
    subprocess.run([sys.executable, SCRIPT, folder], check=True, capture_output=True)
    return Repository(folder)


def atlas_at(repository, revision):
    with Git(repository.folder) as git:
        return assemble(open_repository(GitTree(git, git.commit(revision))).files)


@pytest.mark.parametrize("branch", BRANCHES)
def test_it_holds_of_the_branches_of_the_example(history, branch):
    base = history.git("merge-base", "main", branch).decode()
    check_all(Meant(atlas_at(history, base), atlas_at(history, branch)))
    check_all(Meant(atlas_at(history, branch), atlas_at(history, base)))


def test_who_is_asked_about_one_page_for_basket_and_payment(history):
    base = history.git("merge-base", "main", "one-page-checkout").decode()
    meant = Meant(atlas_at(history, base), atlas_at(history, "one-page-checkout"))
    assert {item.owner.id: (item.when, item.role) for item in meant.engaged} == {
        "digital": ("ask-first", "accountable"),
        "logistics": ("ask-first", "accountable"),
        "payments": ("ask-first", "accountable"),
        "customer-relations": ("ask-first", "accountable"),
        "stores": ("ask-first", "accountable"),
        "web-team": ("ask-first", "responsible"),
        "cx-office": ("consult", "accountable"),
        "legal": ("consult", "consulted"),
        "pricing": ("consult", "consulted"),
        "contact-centre": ("inform", "informed"),
        "insight": ("inform", "informed"),
    }
    reasons = {item.owner.id: say(item.reason) for item in meant.engaged}
    assert reasons["payments"] == "Was accountable for `online-payment` until now."
    assert "Telephone number (`phone-number`)" in reasons["customer-relations"]
    leads = {item.owner.id: item.lead for item in meant.engaged}
    assert (leads["digital"], leads["stores"]) == ("Tomás Arrieta", "Hanne Vestergaard")


def test_where_to_start_with_one_page_for_basket_and_payment(history):
    base = history.git("merge-base", "main", "one-page-checkout").decode()
    meant = Meant(atlas_at(history, base), atlas_at(history, "one-page-checkout"))
    assert [item.stage.id for item in meant.stages if item.direct] == ["purchase"]
    assert [(item.journey.id, item.changed_steps) for item in meant.journeys] == [
        ("saturday-in-the-store", (5,)),
        ("new-kitchen", (6,)),
        ("furnish-first-home", (8, 9)),
        ("furnish-first-home-today", (7, 8)),
    ]

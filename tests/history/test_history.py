"""What is told of a history: of the whole map, and of one thing under all the names it has had."""

import pytest
from history.pasts import CONFIG, Story

from cxmap.app.history.history import Asked, Source, history
from cxmap.app.means import Means
from cxmap.errors import CxmapError
from cxmap.report.history import Bound, Held
from cxmap.source.tree import Limits
from cxmap.words import say

PEOPLE = """\
stages: {buy: {}}
owners: {digital: {kind: team, name: Digital}, stores: {kind: team}, web: {kind: team}}
"""


def place(ident: str, accountable: str = "digital", **fields: str) -> str:
    more = "".join(f", {field}: {value}" for field, value in fields.items())
    return f"touchpoints: {{{ident}: {{stage: buy, channel: web, raci: {{accountable: {accountable}}}{more}}}}}"


def story(*texts: str) -> Story:
    return Story(*({"people.yaml": PEOPLE, "map.yaml": text} for text in texts))


def told(report) -> list[tuple[str, list[str]]]:
    return [(step.commit.subject, [changed.kind for changed in step.changes]) for step in report.steps]


def holders(held: tuple[Held, ...]) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (
            one.role,
            one.owner.id,
            one.since.subject if one.since else None,
            one.until.subject if one.until else None,
        )
        for one in held
    ]


class TestEverything:
    def test_the_newest_first(self):
        report, _ = story(place("a"), place("a", channel_is="x"), place("a", "stores"), place("b", name="Other")).told()
        assert [step.commit.subject for step in report.steps] == ["Commit 3", "Commit 2", "Commit 0"]
        assert report.steps[-1].begins
        assert report.commits == 4
        assert not report.more
        assert (report.thing, report.held) == (None, ())

    @pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 100])
    def test_only_the_newest(self, limit):
        told_of = story(*(place("a", volume=str(number)) for number in range(1, 8)))
        report, count = told_of.told(limit=limit)
        assert [step.commit.subject for step in report.steps] == [f"Commit {number}" for number in range(6, -1, -1)][
            :limit
        ]
        assert report.more == (limit < 7)
        assert count.parsed == count.distinct == len(told_of.reads)
        assert len(told_of.reads) <= 2 * limit + 3

    def test_commits_without_changes_are_passed_over_to_find_enough(self):
        texts = [place("a"), *(f"# {number}\n{place('a', 'stores')}" for number in range(30))]
        report, _ = story(*texts).told(limit=2)
        assert told(report)[0] == ("Commit 1", ["reowned"])
        assert [step.commit.subject for step in report.steps] == ["Commit 1", "Commit 0"]
        assert (report.more, report.commits) == (False, 31)

    def test_change_records(self):
        record = "changes: {c: {name: Move it, reason: customer, owner: digital, status: agreed, touchpoints: [a]}}"
        report, _ = Story(
            {"people.yaml": PEOPLE, "map.yaml": place("a"), "changes.yaml": record},
            {"people.yaml": PEOPLE, "map.yaml": place("a", "stores"), "changes.yaml": record},
            {"people.yaml": PEOPLE + "systems: {s: {}}", "map.yaml": place("a", "stores"), "changes.yaml": record},
        ).told()
        assert [[record.entity for record in step.records] for step in report.steps] == [[], ["change:c"], ["change:c"]]

    def test_a_file_that_could_not_be_read(self):
        report, _ = story(place("a"), "touchpoints: [", place("a", "stores")).told()
        assert told(report) == [
            ("Commit 2", ["reowned"]),
            ("Commit 1", []),
            ("Commit 0", told(report)[-1][1]),
        ]
        assert report.steps[1].unread == ("map.yaml",)

    def test_from_somewhere_on(self):
        report, _ = story(place("a"), place("a", "stores"), place("a", "web")).told(after=2)
        assert [step.commit.subject for step in report.steps] == ["Commit 2"]
        assert not report.steps[0].begins

    def test_nothing_happened(self):
        report, _ = story(place("a"), f"# x\n{place('a')}").told(after=1)
        assert report.steps == ()
        assert report.commits == 1

    def test_too_much(self):
        source = Source(CONFIG, {"a.yaml": "1" * 40}, iter(()), lambda _: b"x" * 11)
        with pytest.raises(CxmapError, match="more than 10 bytes") as caught:
            history(source, Asked(Bound("HEAD", "1" * 40)), Means(Limits(repository_bytes=10)))
        assert "CXMAP_MAX_REPOSITORY_BYTES" in say(caught.value.hint)


class TestOneThing:
    def test_only_what_concerns_it(self):
        both = f"{place('a')}\n"
        report, _ = Story(
            {"people.yaml": PEOPLE, "a.yaml": both},
            {"people.yaml": PEOPLE, "a.yaml": both, "b.yaml": place("b")},
            {"people.yaml": PEOPLE, "a.yaml": both, "b.yaml": place("b", "stores")},
            {"people.yaml": PEOPLE, "a.yaml": place("a", "web"), "b.yaml": place("b", "stores")},
        ).told("b")
        assert report.thing.entity == "touchpoint:b"
        assert told(report) == [("Commit 2", ["reowned"]), ("Commit 1", ["added"])]

    def test_transitions_from_it_and_to_it(self):
        places = (
            "touchpoints: {a: {stage: buy, channel: web}, b: {stage: buy, channel: web}, c: {stage: buy, channel: web}}"
        )
        report, _ = story(
            places,
            f"{places}\ntransitions: [{{from: a, to: b}}]",
            f"{places}\ntransitions: [{{from: a, to: b}}, {{from: b, to: c, id: x}}]",
            f"{places}\ntransitions: [{{from: a, to: b}}, {{from: a, to: c, id: x}}]",
        ).told("touchpoint:b")
        assert [step.commit.subject for step in report.steps] == ["Commit 3", "Commit 2", "Commit 1", "Commit 0"]

    def test_who_names_it(self):
        report, _ = story(place("a"), place("a", "stores"), place("a", "web")).told("owner:stores")
        assert [step.commit.subject for step in report.steps] == ["Commit 2", "Commit 1", "Commit 0"]

    def test_former_ids_are_followed(self):
        report, _ = story(
            place("till", name="Pay", volume="10"),
            place("till", "stores", name="Pay", volume="10"),
            place("checkout", "stores", name="Pay", volume="10"),
            place("check-out", "stores", name="Pay", volume="20"),
            place("check-out", "web", name="Pay", volume="20"),
        ).told("check-out")
        assert [step.commit.subject for step in report.steps] == [f"Commit {number}" for number in (4, 3, 2, 1, 0)]
        assert [changed.kind for changed in report.steps[2].changes] == ["renamed"]
        assert holders(report.held) == [
            ("accountable", "web", "Commit 4", None),
            ("accountable", "stores", "Commit 1", "Commit 4"),
            ("accountable", "digital", "Commit 0", "Commit 1"),
            ("responsible", "web", "Commit 4", None),
            ("responsible", "stores", "Commit 1", "Commit 4"),
            ("responsible", "digital", "Commit 0", "Commit 1"),
        ]

    def test_another_thing_that_had_its_id_before_is_not_it(self):
        first, second = place("a", name="One"), place("old", name="One")
        another = "a: {stage: buy, channel: store, name: Quite another, raci: {accountable: web}}"
        report, _ = story(first, second, f"{second[:-1]}, {another}}}").told("a")
        assert [step.commit.subject for step in report.steps] == ["Commit 2"]
        assert {one.owner.id for one in report.held} == {"web"}

    def test_by_an_id_that_it_had(self):
        names = ("till", "checkout", "check-out")
        told_of = story(*(place(name, name="Pay", volume=str(number)) for number, name in enumerate(names)))
        for text in ("till", "touchpoint:till", "checkout", "check-out"):
            report, _ = told_of.told(text)
            assert report.thing == ("touchpoint", "check-out", "Pay")
            assert len(report.steps) == 3

    def test_something_that_went_and_came_back(self):
        report, _ = story(place("a"), "touchpoints: {}", place("b"), place("a", "stores")).told("a")
        assert [step.commit.subject for step in report.steps] == ["Commit 3", "Commit 1", "Commit 0"]
        assert holders(report.held)[:2] == [
            ("accountable", "stores", "Commit 3", None),
            ("accountable", "digital", "Commit 0", "Commit 1"),
        ]

    def test_something_that_is_gone(self):
        report, _ = story(place("a"), place("a", "stores"), "touchpoints: {}").told("a")
        assert told(report)[0] == ("Commit 2", ["removed"])
        assert len(report.steps) == 3
        assert holders(report.held)[0] == ("accountable", "stores", "Commit 1", "Commit 2")

    def test_something_that_never_was(self):
        with pytest.raises(CxmapError, match="There is no") as caught:
            story(place("basket"), place("basket", "stores")).told("baskett")
        assert "basket" in say(caught.value.hint)

    def test_one_id_of_several_things(self):
        texts = (place("a"), f"{place('digital')}")
        assert story(*texts).told("digital")[0].thing.kind == "touchpoint"
        assert story(*texts).told("owner:digital")[0].thing.kind == "owner"
        with pytest.raises(CxmapError, match="more than one thing"):
            story("systems: {x: {}}\ndata: {x: {}}").told("x")
        gone = ("systems: {x: {}}\ndata: {x: {}}", "systems: {}")
        assert story(*gone).told("x")[0].thing.entity == "data:x"

    @pytest.mark.parametrize("text", ["interaction:1", "interaction:x", "nonsense:a", "", ":", "touchpoint:"])
    def test_what_cannot_be_followed(self, text):
        with pytest.raises(CxmapError) as caught:
            story("interactions: [{text: one}]", place("a")).told(text)
        assert say(caught.value.hint)

    def test_nothing_about_it_happened(self):
        report, _ = story(place("a"), place("a", volume="3")).told("owner:web", after=1)
        assert report.steps == ()
        assert report.thing.entity == "owner:web"

    def test_only_its_newest(self):
        states = [place("a", owner) for owner in ("digital", "stores", "web", "stores", "digital")]
        report, _ = story(*states).told("a", limit=2)
        assert [step.commit.subject for step in report.steps] == ["Commit 4", "Commit 3"]
        assert report.more
        assert len([one for one in report.held if one.role == "accountable"]) == 5


class TestHolders:
    def test_before_the_history_begins_and_up_to_its_end(self):
        report, _ = story(place("a"), place("a", "stores"), place("a", "stores", volume="3")).told("a", after=1)
        assert holders(report.held)[:2] == [
            ("accountable", "stores", "Commit 1", None),
            ("accountable", "digital", None, "Commit 1"),
        ]
        report, _ = story(place("a"), place("a", volume="3")).told("a", after=1)
        assert holders(report.held) == [("accountable", "digital", None, None), ("responsible", "digital", None, None)]

    def test_somebody_comes_back(self):
        report, _ = story(place("a"), place("a", "stores"), place("a")).told("a")
        assert [one[1:] for one in holders(report.held) if one[0] == "accountable"] == [
            ("digital", "Commit 2", None),
            ("stores", "Commit 1", "Commit 2"),
            ("digital", "Commit 0", "Commit 1"),
        ]

    def test_an_owner_who_is_renamed_goes_on(self):
        renamed = PEOPLE.replace("digital: {kind: team, name: Digital}", "online: {kind: team, name: Digital}")
        report, _ = Story(
            {"people.yaml": PEOPLE, "map.yaml": place("a")},
            {"people.yaml": renamed, "map.yaml": place("a", "online")},
        ).told("a")
        assert holders(report.held) == [
            ("accountable", "online", "Commit 0", None),
            ("responsible", "online", "Commit 0", None),
        ]
        assert report.held[0].owner.name == "Digital"

    def test_nobody_any_more(self):
        bare = "touchpoints: {a: {stage: buy, channel: web}}"
        report, _ = story(place("a", team="web"), bare).told("a")
        assert [one[3] for one in holders(report.held)] == ["Commit 1"] * 3
        assert [one.role for one in report.held] == ["accountable", "responsible", "team"]

    def test_journeys_and_what_else_has_one_owner(self):
        def journey(owner: str) -> str:
            return f"{place('a')}\njourneys: {{j: {{steps: [a], owner: {owner}}}}}"

        report, _ = story(journey("digital"), journey("stores")).told("journey:j")
        assert holders(report.held) == [
            ("owner", "stores", "Commit 1", None),
            ("owner", "digital", "Commit 0", "Commit 1"),
        ]

    def test_what_nobody_owns(self):
        report, _ = story(place("a"), place("a", "stores")).told("stage:buy")
        assert report.held == ()

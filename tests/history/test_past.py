"""What commits did to a map, worked out from the files they edited alone, is what a whole comparison says."""

import gc
import weakref

from history.pasts import Story
from hypothesis import given
from hypothesis import strategies as st
from texts import JOURNEY_LIKE
from trees import MemoryTree

from cxmap.app.history.past import Past
from cxmap.atlas.load import load
from cxmap.comparison import Comparison
from cxmap.diff.diff import Diff
from cxmap.impact.seen import see_all

CLEAN = """\
stages: {buy: {}, use: {}}
owners: {digital: {kind: team}, stores: {kind: team}}
data: {card: {}, address: {}}
"""
TEXTS = (
    """\
touchpoints: {a: {stage: buy, channel: web, entry: true, captures: [card]}}
transitions: [{from: a, to: b}, {from: a, to: c, id: x}]
""",
    """\
touchpoints: {a: {stage: buy, channel: app, entry: true, captures: [card]}}
transitions: [{from: a, to: b, carries: []}, {from: a, to: c, id: x}]
""",
    """\
touchpoints: {a: {stage: buy, channel: web, entry: true}}
transitions: [{from: a, to: c, id: x}, {from: a, to: b}]
""",
    "touchpoints: {b: {stage: buy, channel: web}, c: {stage: use, channel: store, needs: [card]}}",
    "touchpoints: {b: {stage: use, channel: web, status: retired}, c: {stage: use, channel: store, needs: [card]}}",
    "touchpoints: {c: {stage: use, channel: store, needs: [card]}, b: {stage: use, channel: web, exit: true}}",
    "touchpoints: {bb: {name: B, stage: buy, channel: web, aliases: [b]}}",
    "journeys: {j: {steps: [a, b, c], owner: digital}}",
    "journeys: {j: {steps: [a, c], owner: stores}}",
    "interactions: [{text: one}, {text: two}]",
    "interactions: [{text: two}]",
    "stages: {buy: {}, use: {}}",
    "touchpoints: {a: {stage: buy, channel: 5, nonsense: 1}, b: {stage: buy, channel: web}}",
    "touchpoints: [",
    "",
)
PATHS = ["a.yaml", "b.yaml", "in/c.yaml", "d.yaml"]
STATE = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(TEXTS), max_size=4)
ANY_STATE = st.dictionaries(st.sampled_from(PATHS), st.sampled_from(TEXTS) | JOURNEY_LIKE, max_size=4)


def readable(story: Story, versions):
    """Yield the files of each commit, a file that cannot be read as it was before."""
    now: dict[str, str] = {}
    for edited in story.commits:
        now = dict(now)
        for path, _, oid in edited.edits:
            if oid is None:
                now.pop(path, None)
            elif versions.is_readable(oid):
                now[path] = oid
        yield edited.commit, now


def atlas(story: Story, files):
    return load(MemoryTree({path: story.contents[oid] for path, oid in files.items()}), lambda _: True)


@given(st.lists(STATE | ANY_STATE, min_size=1, max_size=5))
def test_it_is_what_a_whole_comparison_says(states):
    story = Story(*({"all.yaml": CLEAN, **state} for state in states))
    turns, versions = story.walk()
    found = {turn.commit: turn.changes for turn in turns if turn.changes}
    expected = {}
    before = {}
    for commit, after in readable(story, versions):
        comparison = Comparison(Diff(atlas(story, before), atlas(story, after)))
        if changes := see_all(comparison, pointed=False):
            expected[commit] = changes
        before = after
    assert list(found) == list(expected)
    for commit, changes in found.items():
        assert sorted(map(told, changes), key=repr) == sorted(map(told, expected[commit]), key=repr)


def told(changed):
    """Return what a change says; of raw notes with the same text any may be meant."""
    return (changed.kind, changed.before, changed.after) if changed.entity.kind == "interaction" else changed


def test_of_notes_that_say_the_same_the_one_is_gone_whose_file_is():
    note, doubtful = "interactions: [{text: one}]", "owner: a\ninteractions: [{text: one}]"
    turns, _ = Story(
        {"z.yaml": doubtful, "b.yaml": note, "c.yaml": CLEAN}, {"z.yaml": doubtful, "c.yaml": CLEAN}
    ).walk()
    assert [(change.kind, change.before["text"]) for change in turns[1].changes] == [("removed", "one")]
    before, after = (
        load(MemoryTree(files), lambda _: True)
        for files in ({"z.yaml": doubtful, "b.yaml": note}, {"z.yaml": doubtful})
    )
    removed = Diff(before, after).removed["interaction"]
    assert [placed.document.path for placed in removed] == ["b.yaml"]


@given(st.lists(STATE | ANY_STATE, min_size=1, max_size=5))
def test_every_version_is_read_once(states):
    story = Story(*states)
    _, versions = story.walk()
    distinct = {edit.after for edited in story.commits for edit in edited.edits if edit.after}
    assert sorted(story.reads) == sorted(distinct)
    assert versions.count == (len(distinct), len(distinct))


def test_a_version_that_comes_again_is_not_read_again():
    story = Story({"a.yaml": TEXTS[0]}, {"a.yaml": TEXTS[1]}, {"a.yaml": TEXTS[0], "b.yaml": TEXTS[1]})
    turns, versions = story.walk()
    assert len(turns) == 3
    assert versions.count == (2, 2)


def test_what_is_only_written_otherwise_is_passed_over():
    story = Story(
        {"a.yaml": CLEAN},
        {"a.yaml": "# a comment\n" + CLEAN},
        {"b.yaml": CLEAN},
        {"b.yaml": CLEAN.replace("stores: {kind: team}", "stores: {kind: committee}")},
    )
    turns, _ = story.walk()
    assert [turn.commit.subject for turn in turns] == ["Commit 0", "Commit 3"]
    assert [turn.begins for turn in turns] == [True, False]


class TestUnreadable:
    def test_nothing_goes_and_comes_back(self):
        story = Story({"a.yaml": CLEAN}, {"a.yaml": "stages: ["}, {"a.yaml": CLEAN})
        turns, _ = story.walk()
        assert [(turn.commit.subject, bool(turn.changes), turn.unread) for turn in turns] == [
            ("Commit 0", True, ()),
            ("Commit 1", False, ("a.yaml",)),
        ]

    def test_what_happened_meanwhile_is_seen_in_the_end(self):
        story = Story(
            {"a.yaml": TEXTS[0], "b.yaml": CLEAN},
            {"a.yaml": "x: [", "b.yaml": CLEAN},
            {"a.yaml": "y: [", "b.yaml": CLEAN},
            {"a.yaml": TEXTS[1], "b.yaml": CLEAN},
        )
        turns, _ = story.walk()
        assert [turn.unread for turn in turns] == [(), ("a.yaml",), ("a.yaml",), ()]
        assert [change.kind for change in turns[-1].changes if change.entity.kind == "touchpoint"] == [
            "channel-changed"
        ]

    def test_one_that_never_could_be_read(self):
        story = Story({"a.yaml": CLEAN, "b.yaml": "x: ["}, {"a.yaml": CLEAN})
        turns, _ = story.walk()
        assert [turn.unread for turn in turns] == [("b.yaml",)]


def test_comparisons_are_let_go_of(monkeypatch):
    """Python does not look for circles meanwhile: a history would hold all maps that ever were."""
    made = []
    then = Comparison.then

    def noted(self, diff):
        following = then(self, diff)
        made.append(weakref.ref(following))
        return following

    monkeypatch.setattr(Comparison, "then", noted)
    gc.disable()
    try:
        Story(*({"a.yaml": CLEAN, "b.yaml": text} for text in TEXTS[:9])).walk()
        assert len(made) >= 7
        assert sum(comparison() is not None for comparison in made) <= 1  # the last one
    finally:
        gc.enable()


def test_how_far_it_has_come():
    steps = []
    story = Story(*({"a.yaml": f"# {number}"} for number in range(41)))
    _, versions = story.walk()
    list(Past({}, versions).walk(story.commits, lambda done, total: steps.append((done, total))))
    assert steps == [(20, 41), (40, 41)]

"""`cxmap change` as people run it: a record is begun, checked and closed, and no file loses anything."""

import stat
from pathlib import Path

import pytest
from adapters.repositories import Repository
from cli.conftest import CONFIG, MAP
from hypothesis import given
from hypothesis import strategies as st
from texts import ANY_TEXT
from trees import MemoryTree

from cxmap.app.compare import compare
from cxmap.app.means import Means
from cxmap.app.records.begin import Wishes, new_id, new_record
from cxmap.errors import CxmapError
from cxmap.model.fields import is_id
from cxmap.source.emit import scalar
from cxmap.source.parse import parse

PEOPLE = """\
personas: {shopper: {name: Online shopper}}
owners:
  legal: {kind: team, contact: {email: legal@acme.example}}
journeys: {buying: {steps: [basket, checkout], personas: [shopper], owner: digital}}
"""
ANOTHER = MAP.replace("checkout: {stage: buy, channel: web", "checkout: {stage: buy, channel: app").replace(
    "exit: true, raci: {accountable: digital}", "exit: true, raci: {accountable: digital, consulted: [legal]}"
)
RECORD = """\
# What we agreed on.
changes:
  one-page:   # the big one
    name: "One page"
    why: 'Four in ten leave.'
    owner: digital
    status: live      # since March

    live_on: 2026-03-02
    touchpoints:
    - checkout
"""


@pytest.fixture
def repository(shop: Path) -> Repository:
    """The shop in git, on a branch that grew from main, with a change that is not committed yet."""
    (shop / "people.yaml").write_text(PEOPLE)
    made = Repository.new(shop)
    made.commit(message="The map")
    made.git("checkout", "--quiet", "-b", "feature/One-Page_Checkout")
    (shop / "map.yaml").write_text(ANOTHER)
    return made


def begun(shop: Path, name: str = "one-page-checkout") -> dict:
    return parse((shop / "changes" / f"{name}.yaml").read_text(encoding="utf-8")).data["changes"][name]


def test_a_record_is_begun_from_what_changed(repository, shop, cxmap):
    outcome = cxmap("change", "new", "--live-on", "2027-02-01", "--reason", "technology")
    assert (outcome.code, outcome.out) == (0, "wrote  changes/one-page-checkout.yaml\n"), outcome.err
    assert "cxmap change check one-page-checkout" in outcome.err
    record = begun(shop)
    told = [(row["audience"], row["wave"], str(row["on"])) for row in record.pop("communications")]
    assert {name: str(value) for name, value in record.items()} == {
        "name": "One page checkout",
        "reason": "technology",
        "owner": "digital",
        "status": "proposed",
        "live_on": "2027-02-01",
        "touchpoints": "['checkout']",
    }
    assert told == [
        ("digital", "peers", "2026-12-21"),
        ("digital", "teams", "2027-01-04"),
        ("legal", "support", "2027-01-11"),
        ("shopper", "customers", "2027-01-25"),
    ]


def test_what_people_have_to_complete_is_there_as_a_comment(repository, shop, cxmap):
    cxmap("change", "new")
    text = (shop / "changes" / "one-page-checkout.yaml").read_text()
    for prompt in ("    # why: ..\n", "    # reason: customer\n", "    # live_on: 2027-02-01\n", "# message: ..\n"):
        assert prompt in text
    assert "    # decisions: [{by: cx-steering, on: 2026-12-04, outcome: approved}]\n" in text
    # Taking away the # is all it takes.
    (shop / "changes" / "one-page-checkout.yaml").write_text(text.replace("# why: ..", "why: Because"))
    assert cxmap("validate", "--no-cache").code == 0
    assert cxmap("change", "check").code == 0


def test_nothing_is_overwritten(repository, shop, cxmap):
    assert cxmap("change", "new", "one").code == 0
    before = (shop / "changes" / "one.yaml").read_bytes()
    again = cxmap("change", "new", "one")
    assert (again.code, again.out) == (2, "")
    assert "There is a change record `one` already in changes/one.yaml." in again.err
    (shop / "changes" / "two.yaml").write_text("personas: {couple: }\n")
    assert "There is a file changes/two.yaml already." in cxmap("change", "new", "two").err
    assert (shop / "changes" / "one.yaml").read_bytes() == before
    assert (shop / "changes" / "two.yaml").read_text() == "personas: {couple: }\n"


def test_the_record_can_be_printed_instead(repository, shop, cxmap):
    outcome = cxmap("change", "new", "--stdout", "--name", "Kauf: auf *einer* Seite")
    assert outcome.code == 0
    assert list(parse(outcome.out).data["changes"]) == ["kauf-auf-einer-seite"]
    assert parse(outcome.out).data["changes"]["kauf-auf-einer-seite"]["name"] == "Kauf: auf *einer* Seite"
    assert not (shop / "changes").exists()


def test_before_anything_changed(repository, shop, cxmap):
    (shop / "map.yaml").write_text(MAP)
    outcome = cxmap("change", "new", "idea")
    assert outcome.code == 0
    assert "Nothing has changed on the map yet" in outcome.err
    assert begun(shop, "idea") == {"name": "Idea", "status": "proposed"}


def test_another_base(repository, shop, cxmap):
    repository.commit(message="Changed")
    assert (
        "touchpoints" not in parse(cxmap("change", "new", "x", "--base", "HEAD", "--stdout").out).data["changes"]["x"]
    )
    assert "touchpoints" in parse(cxmap("change", "new", "x", "--base", "main", "--stdout").out).data["changes"]["x"]


def test_editors_find_the_schema_where_there_is_one(repository, shop, cxmap):
    assert "yaml-language-server" not in cxmap("change", "new", "x", "--stdout").out
    (shop / ".cxmap").mkdir()
    (shop / ".cxmap" / "cxmap.schema.json").write_text("{}")
    assert cxmap("change", "new", "x", "--stdout").out.startswith(
        "# yaml-language-server: $schema=../.cxmap/cxmap.schema.json\n"
    )


def test_what_was_removed_is_named_as_well(repository, shop, cxmap):
    (shop / "map.yaml").write_text("\n".join(line for line in MAP.splitlines() if "checkout" not in line))
    (shop / "people.yaml").write_text(PEOPLE.replace("[basket, checkout]", "[basket]"))
    assert parse(cxmap("change", "new", "x", "--stdout").out).data["changes"]["x"]["touchpoints"] == ["checkout"]


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["One Page"], "`One Page` cannot be an id.", "Write `one-page`."),
        (["-"], "`-` cannot be an id.", "Write lower-case words"),
        (["x", "--owner", "digitl"], "There is no owner `digitl`.", "Did you mean `digital`?"),
        (["x", "--reason", "fun"], "`fun` is no reason.", "Write one of: financial"),
        (["x", "--live-on", "soon"], "`soon` is not a date.", "Write it as"),
        (["x", "--name", "a\u202eb"], "The name holds the character \\u202e", "Type the name."),
        (["--name", "!!"], "The change record needs an id.", "Write one:"),
        (["x", "--base", "nowhere"], 'There is no commit "nowhere"', "Check the spelling"),
    ],
)
def test_what_cannot_be_begun(repository, shop, cxmap, arguments, message, hint):  # noqa: PLR0913, PLR0917
    outcome = cxmap("change", "new", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err
    assert f"hint: {hint}" in outcome.err
    assert not (shop / "changes").exists()


def test_no_id_is_made_from_the_main_branch(repository, shop, cxmap):
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    assert "The change record needs an id." in cxmap("change", "new").err
    repository.git("checkout", "--quiet", "--detach")
    assert "The change record needs an id." in cxmap("change", "new").err


def test_a_file_that_would_not_be_read_is_not_written(repository, shop, cxmap):
    (shop / "cxmap.yaml").write_text(CONFIG + 'include: ["/*.yaml"]\n')
    outcome = cxmap("change", "new", "x")
    assert outcome.code == 2
    assert "cxmap would not read changes/x.yaml" in outcome.err
    assert not (shop / "changes").exists()


def test_without_git_nothing_can_be_compared(shop, cxmap):
    outcome = cxmap("change", "new", "x")
    assert outcome.code == 2
    assert "git" in outcome.err


HOSTILE = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["no", "a: b", "- x", "'", '"', "#", "a #b", "cxmap: ignore[x] y", "{{x}}", "&a"]),
)


@given(HOSTILE, HOSTILE, st.sampled_from(["a", "x.y", "0755", "1.10", "2026-01-01", "no", "yes", "null", "1e3"]))
def test_whatever_things_are_called_the_record_reads_as_it_was_meant(name, channel, owner):
    def tree(given: str) -> MemoryTree:
        text = (
            f"stages: {{s: }}\nowners: {{{scalar(owner)}: {{kind: team, name: {scalar(name)}}}}}\n"
            f"touchpoints: {{t: {{stage: s, channel: {scalar(given)}, raci: {{accountable: {scalar(owner)}}}}}}}\n"
            f"personas: {{{scalar(owner)}: }}\njourneys: {{j: {{steps: [t], personas: [{scalar(owner)}]}}}}\n"
        )
        return MemoryTree({"map.yaml": text})

    compared = compare(tree(channel), tree(f"{channel}x"), Means())
    try:
        text = new_record(compared, Wishes("new-one", "No"))
    except CxmapError:
        assert compared.comparison.head.flaws
        return
    record = parse(text).data["changes"]["new-one"]
    assert (record["name"], record["owner"]) == ("No", owner)
    assert {row["audience"] for row in record["communications"]} == {owner}


@given(ANY_TEXT)
def test_an_id_is_made_of_any_text(text):
    made = new_id(text)
    assert made == "" or is_id(made)
    assert new_id(made) == made


def test_a_record_lacks_something(repository, shop, cxmap):
    cxmap("change", "new", "one")
    outcome = cxmap("change", "check", "--today", "2026-11-02")
    assert outcome.code == 1
    assert outcome.out == (
        "! `one` is `proposed`.\n    - It does not say `why`: what gets better for the customer and for the company.\n"
    )
    assert outcome.err == "1 change record: 1 lacks something.\n"


def test_what_it_names_is_held_against_what_changed(repository, shop, cxmap):
    record = RECORD.replace("- checkout", "- basket").replace("live  ", "announced ").replace("2026-03", "2027-03")
    record = record.replace(
        "    touchpoints:", "    communications: [{audience: legal, wave: support}]\n    touchpoints:"
    )
    (shop / "one.yaml").write_text(record)
    outcome = cxmap("change", "check", "one-page", "--today", "2026-11-02")
    assert outcome.code == 1
    assert "    - It does not name `checkout`, where something changed.\n" in outcome.out
    assert "    - It names `basket`, and nothing changed there.\n" in outcome.out
    (shop / "one.yaml").write_text(record.replace("- basket", "- checkout"))
    assert cxmap("change", "check", "one-page", "--today", "2026-11-02").code == 0


def test_approvals_are_asked_for(repository, shop, cxmap):
    asked = "governance: {require_change: any, committee: cx}\n"
    repository.git("stash", "--quiet")
    repository.commit({"cxmap.yaml": CONFIG + asked, "cx.yaml": "owners: {cx: {kind: committee}}\n"})
    repository.git("branch", "--force", "main", "HEAD")
    retired = MAP.replace("checkout: {stage: buy,", "checkout: {status: retired, stage: buy,")
    (shop / "map.yaml").write_text(retired)
    record = RECORD.replace("status: live", "status: agreed").replace("owner: digital", "owner: legal")
    (shop / "one.yaml").write_text(record.replace("2026-03", "2027-03"))
    outcome = cxmap("change", "check", "--today", "2026-11-02")
    assert "    - `cx` has not approved change `one-page`.\n" in outcome.out
    assert "`digital` is accountable for `checkout`" in outcome.out


def test_without_git_the_rest_is_checked(shop, cxmap):
    told = "    communications: [{audience: digital, wave: peers, done: 2026-02-01}]\n"
    (shop / "one.yaml").write_text(RECORD + told)
    outcome = cxmap("change", "check", "--today", "2026-04-01")
    assert (outcome.code, outcome.out) == (0, "  `one-page` is `live`.\n")
    assert outcome.err.startswith("Not held against what changed: ")
    assert outcome.err.endswith("1 change record: nothing is missing.\n")
    assert cxmap("change", "check", "--base", "main").code == 2
    late = cxmap("change", "check", "--today", "2026-11-02")
    assert (late.code, "no review has been held" in late.out) == (1, True)


def test_a_record_that_is_not_there(shop, cxmap):
    assert "There are no change records. `cxmap change new` begins one." in cxmap("change", "check").err
    (shop / "one.yaml").write_text(RECORD)
    for command in ("check", "close"):
        outcome = cxmap("change", command, "one-pag")
        assert outcome.code == 2
        assert "hint: Did you mean `one-page`?" in outcome.err


LEARNED = ("--success", "Fewer leave: 2 in 10", "--failure", "no", "--lesson", "Ask first", "--lesson", "Ask #legal")


def test_a_review_goes_into_the_file_and_nothing_else_moves(shop, cxmap):
    (shop / "one.yaml").write_bytes(b"\xef\xbb\xbf" + RECORD.replace("\n", "\r\n").encode())
    (shop / "one.yaml").chmod(0o640)
    outcome = cxmap("change", "close", "one-page", "--on", "2026-06-01", *LEARNED)
    assert (outcome.code, outcome.out) == (0, "wrote  one.yaml\n"), outcome.err
    written = RECORD.replace("status: live ", "status: reviewed ") + (
        "    review:\n"
        "      on: 2026-06-01\n"
        "      successes:\n"
        '        - "Fewer leave: 2 in 10"\n'
        "      failures:\n"
        '        - "no"\n'
        "      lessons:\n"
        "        - Ask first\n"
        '        - "Ask #legal"\n'
    )
    assert (shop / "one.yaml").read_bytes() == b"\xef\xbb\xbf" + written.replace("\n", "\r\n").encode()
    assert stat.S_IMODE((shop / "one.yaml").stat().st_mode) == 0o640
    assert sorted(path.name for path in shop.iterdir()) == ["cxmap.yaml", "map.yaml", "one.yaml"]
    assert cxmap("validate", "--no-cache").code == 0


def test_a_second_review_is_added_to_the_first(shop, cxmap):
    (shop / "one.yaml").write_text(RECORD + "    review: {on: 2026-05-01, lessons: [First]} # so far\n")
    assert cxmap("change", "close", "change:one-page", "--lesson", "Second", "--success", "Good").code == 0
    assert (shop / "one.yaml").read_text() == RECORD.replace("status: live ", "status: reviewed ") + (
        "    review: {on: 2026-05-01, lessons: [First, Second], successes: [Good]} # so far\n"
    )


@pytest.mark.parametrize("status", ["proposed", "agreed", "rejected", "announced"])
def test_what_has_not_gone_live_has_no_review(shop, cxmap, status):
    text = RECORD.replace("status: live", f"status: {status}").replace("2026-03-02", "2027-03-02")
    (shop / "one.yaml").write_text(text)
    outcome = cxmap("change", "close", "one-page", "--on", "2026-06-01", *LEARNED)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Change `one-page`" in outcome.err
    assert (shop / "one.yaml").read_text() == text


def test_announced_and_the_day_has_come(shop, cxmap):
    (shop / "one.yaml").write_text(RECORD.replace("status: live", "status: announced"))
    assert cxmap("change", "close", "one-page", "--on", "2026-06-01", *LEARNED).code == 0


def test_what_cannot_be_done_without_touching_more_is_refused(shop, cxmap):
    text = RECORD.replace("status: live", "status: &s live") + "  two: {status: *s}\n"
    (shop / "one.yaml").write_text(text)
    outcome = cxmap("change", "close", "one-page", "--on", "2026-06-01", *LEARNED)
    assert outcome.code == 2
    assert "one.yaml was left alone. No anchor `&s` stands before this alias." in outcome.err
    assert "hint: Write `status: reviewed` and `review:` under `one-page` by hand." in outcome.err
    assert (shop / "one.yaml").read_text() == text


def test_a_review_says_something(shop, cxmap):
    (shop / "one.yaml").write_text(RECORD)
    outcome = cxmap("change", "close", "one-page")
    assert outcome.code == 2
    assert "Say it with `--success`, `--failure` and `--lesson`" in outcome.err
    assert (shop / "one.yaml").read_text() == RECORD


@given(st.lists(ANY_TEXT.filter(lambda text: text.isprintable() and text.strip()), min_size=1, max_size=3))
def test_whatever_was_learned_reads_as_it_was_said(lessons):
    from datetime import date

    from cxmap.app.records.close import Learned, closed
    from cxmap.atlas.load import load

    atlas = load(MemoryTree({"one.yaml": RECORD}), lambda _: True)
    content = closed(RECORD.encode(), atlas.changes["one-page"], Learned(date(2026, 6, 1), lessons=tuple(lessons)))
    review = load(MemoryTree({"one.yaml": content}), lambda _: True).changes["one-page"].value.review
    assert review.lessons == tuple(lessons)

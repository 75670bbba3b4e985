"""`cxmap list` as people and scripts run it."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from adapters.repositories import Repository

from cxmap.app.schema import schemas
from cxmap.app.things.listing import KINDS

MAP = """\
stages: {look: , buy: {name: Buying}, help: }
owners:
  digital: {name: Digital products, kind: team}
  payments: {kind: team}
touchpoints:
  search: {stage: look, channel: web, entry: true, raci: {accountable: digital}}
  checkout: {name: Pay here, stage: buy, channel: web, exit: true, raci: {accountable: payments}}
  basket: {stage: buy, channel: web, raci: {accountable: digital}}
  call: {stage: help, channel: contact centre}
transitions:
  - {from: search, to: basket}
  - {from: basket, to: checkout, when: "goes to pay", owner: payments, carries: []}
journeys:
  buy-online: {steps: [search, basket, checkout], personas: [shopper]}
personas: {shopper: {share: 0.5}, idler: }
interactions: [{text: Rings because the card was refused, touchpoint: call}]
"""


@pytest.fixture
def map_of_four(shop):
    (shop / "map.yaml").write_text(MAP)
    return shop


def test_touchpoints_in_the_order_of_stages(map_of_four, cxmap):
    outcome = cxmap("list")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "ID        NAME      STAGE  CHANNEL         ACCOUNTABLE",
        "search    Search    look   web             digital",
        "basket    Basket    buy    web             digital",
        "checkout  Pay here  buy    web             payments",
        "call      Call      help   contact centre",
    ]
    assert outcome.err == "4 of 4.\n"


def test_a_selector(map_of_four, cxmap):
    outcome = cxmap("list", "stage:buy,owner:digital call", "--format", "ids")
    assert outcome.out == "basket\ncall\n"
    assert outcome.err == "2 of 4.\n"


def test_several_arguments_are_a_union(map_of_four, cxmap):
    assert cxmap("list", "call", "1+checkout", "-f", "ids").out == "basket\ncheckout\ncall\n"


def test_what_is_left_out(map_of_four, cxmap):
    assert cxmap("list", "--exclude", "stage:buy", "-f", "ids").out == "search\ncall\n"
    assert cxmap("list", "search+", "--exclude", "basket", "--exclude", "call", "-f", "ids").out == "search\ncheckout\n"


def test_ids_can_be_taken_as_a_selector_again(map_of_four, cxmap):
    found = cxmap("list", "channel:contact-centre stage:look", "-f", "ids").out
    assert cxmap("list", *found.split(), "-f", "ids").out == found


def test_nothing_matches(map_of_four, cxmap):
    outcome = cxmap("list", "moment:pain")
    assert outcome == (0, "", "Nothing matches: none of 4.\n")
    document = json.loads(cxmap("list", "moment:pain", "-f", "json").out)
    assert document["items"] == []
    assert document["total"] == 4


def test_a_kind_of_which_there_is_none(map_of_four, cxmap):
    assert cxmap("list", "--kind", "system") == (0, "", "There is none of the kind `system` on this map.\n")


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["-k", "owner"], ["digital", "payments"]),
        (["-k", "owner", "checkout"], ["payments"]),
        (["-k", "owner", "--exclude", "checkout"], ["digital"]),
        (["-k", "stage"], ["look", "buy", "help"]),
        (["-k", "stage", "search basket"], ["look", "buy"]),
        (["-k", "persona"], ["idler", "shopper"]),
        (["-k", "persona", "basket"], ["shopper"]),
        (["-k", "transition", "checkout"], ["basket->checkout"]),
        (["-k", "journey", "call"], []),
        (["-k", "interaction"], ["1"]),
    ],
)
def test_other_kinds(map_of_four, cxmap, arguments, ids):
    assert cxmap("list", *arguments, "-f", "ids").out.splitlines() == ids


def test_transitions_and_notes_are_called_by_what_they_say(map_of_four, cxmap):
    assert cxmap("list", "-k", "transition").out.splitlines() == [
        "ID                NAME                WHEN         OWNER",
        "basket->checkout  Basket -> Pay here  goes to pay  payments",
        "search->basket    Search -> Basket",
    ]
    assert "1   Rings because the card was refused  call" in cxmap("list", "-k", "interaction").out


@pytest.mark.parametrize("example", ["retail", "broken"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_in_every_format(cxmap, example, kind, tmp_path, monkeypatch):
    monkeypatch.setenv("CXMAP_CACHE_DIR", str(tmp_path))
    folder = Path(__file__).parents[2] / "examples" / example
    outcome = cxmap("list", "--repo", folder, "-k", kind, "-f", "json")
    document = json.loads(outcome.out)
    jsonschema.Draft202012Validator(json.loads(schemas()["list"].text)).validate(document)
    assert outcome.code == 0
    ids = [item["id"] for item in document["items"]]
    assert cxmap("list", "--repo", folder, "-k", kind, "-f", "ids").out.split("\n")[:-1] == ids
    text = cxmap("list", "--repo", folder, "-k", kind).out.splitlines()
    assert len(text) == (len(ids) + 1 if ids else 0)


def test_json_has_more_of_each(map_of_four, cxmap):
    basket = json.loads(cxmap("list", "basket", "-f", "json").out)["items"][0]
    assert basket == {
        "entity": "touchpoint:basket",
        "id": "basket",
        "name": "Basket",
        "path": "map.yaml",
        "stage": "buy",
        "channel": "web",
        "accountable": "digital",
        "responsible": [],
        "team": None,
        "moment": None,
        "status": "live",
        "tags": [],
    }


def test_more_formats_into_files(map_of_four, cxmap):
    outcome = cxmap(
        "list", "call", "-f", "ids", "--output", "list.json", "--output", "text:list", "--output", "list.TXT"
    )
    assert outcome.out == "call\n"
    assert json.loads((map_of_four / "list.json").read_text())["items"][0]["id"] == "call"
    assert (map_of_four / "list").read_text().startswith("ID")
    assert (map_of_four / "list.TXT").read_text() == (map_of_four / "list").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["stage:"], "Column 7"),
        (["chekout"], "Did you mean `checkout`?"),
        (["call", "--exclude", "stage:byu"], "There is no stage `byu`."),
        ([""], "is empty"),
        (["-k", "touchpoints"], "Did you mean `touchpoint`?"),
        (["-k", "source", "call"], "belong to no touchpoint"),
        (["-f", "yaml"], "The formats are ids, json and text."),
        (["--output", "ids"], "names no file"),
        (["--output", "ids:"], "names no file"),
        (["--output", "list"], "The ending of `--output list` says no format."),
        (["--output", "list.md"], "Write the format before the file, as in `ids:FILE`."),
        (["--output", "jsonn:list.json"], "There is no format `jsonn`."),
        (["--output", ":list.json"], "There is no format ``."),
        (["--rev", "nowhere"], "no git repository"),
        (["state:changed"], "no git repository"),
        (["--repo", "nowhere"], "There is no folder nowhere."),
    ],
)
def test_what_cannot_run(map_of_four, cxmap, arguments, message):
    outcome = cxmap("list", *arguments)
    assert outcome.code == 2
    assert outcome.out == ""
    assert message in outcome.err


def test_a_selector_is_read_before_the_files_are(shop, cxmap):
    (shop / "map.yaml").write_bytes(b"\xff")
    assert "could not be read" not in cxmap("list", "stage:").err


def test_files_that_cannot_be_read_are_left_out_and_said(map_of_four, cxmap):
    (map_of_four / "a.yaml").write_text("touchpoints: [\n")
    (map_of_four / "b.yaml").write_text("touchpoints: {more: {stage: buy, channel: web, colour: red}}\n")
    outcome = cxmap("list", "stage:buy", "-f", "ids")
    assert outcome.code == 0
    assert outcome.out == "basket\ncheckout\nmore\n"
    assert outcome.err == (
        "1 file could not be read and is left out. 1 file could be read only in part. "
        "`cxmap validate` says what is wrong there.\n3 of 5.\n"
    )
    assert not json.loads(cxmap("list", "-f", "json").out)["repository"]["whole"]


def test_names_do_nothing_on_a_terminal(shop, cxmap):
    (shop / "map.yaml").write_text(
        'stages: {buy: }\ntouchpoints:\n  basket: {name: "B\\x1b[31m\\u202E", stage: buy, channel: "w\\nb"}\n'
    )
    outcome = cxmap("list")
    assert "\x1b" not in outcome.out
    assert "B\\u001b[31m\\u202e" in outcome.out
    assert len(outcome.out.splitlines()) == 2
    assert "\\u202e" in json.loads(cxmap("list", "-f", "json").out)["items"][0]["name"]


def test_wide_names_keep_the_columns(shop, cxmap):
    (shop / "map.yaml").write_text(
        f"stages: {{buy: }}\ntouchpoints:\n  a: {{name: 店舗, stage: buy, channel: web}}\n"
        f"  b: {{name: Basket, stage: buy, channel: web}}\n  c: {{name: {'x' * 100}, stage: buy, channel: web}}\n"
    )
    assert cxmap("list").out.splitlines() == [
        "ID  NAME    STAGE  CHANNEL",
        "a   店舗    buy    web",
        "b   Basket  buy    web",
        f"c   {'x' * 100}  buy    web",
    ]


def test_the_outcome_is_the_same_wherever_things_are_declared(map_of_four, cxmap):
    whole = {kind: cxmap("list", "-k", kind) for kind in ("touchpoint", "transition", "owner")}
    sections = MAP.split("transitions:")
    (map_of_four / "map.yaml").write_text(sections[0])
    (map_of_four / "a-first.yaml").write_text("transitions:" + sections[1])
    assert {kind: cxmap("list", "-k", kind) for kind in whole} == whole


def test_the_cache_changes_nothing(map_of_four, cxmap, tmp_path):
    first = cxmap("list", "+checkout")
    assert any((tmp_path / "cache").iterdir())
    assert cxmap("list", "+checkout") == cxmap("list", "+checkout", "--no-cache") == first


def test_a_revision(map_of_four, cxmap):
    repository = Repository(map_of_four)
    repository.git("init", "--quiet")
    repository.commit()
    (map_of_four / "map.yaml").write_text(
        MAP.replace("  call:", "  ring:").replace("touchpoint: call", "touchpoint: ring")
    )
    assert "ring" in cxmap("list", "-f", "ids").out
    assert "call" in cxmap("list", "--rev", "HEAD", "-f", "ids").out
    assert json.loads(cxmap("list", "--rev", "HEAD", "-f", "json").out)["repository"]["revision"] == "HEAD"


class TestStateChanged:
    """`state:changed` compares with where a branch left its base, or with `--base`."""

    @pytest.fixture
    def branch(self, map_of_four):
        repository = Repository(map_of_four)
        repository.git("init", "--quiet")
        repository.commit()
        repository.git("branch", "--move", "main")
        repository.git("switch", "--quiet", "--create", "work")
        return repository

    def changed(self, cxmap, *arguments):
        outcome = cxmap("list", "state:changed", "-f", "ids", *arguments)
        assert outcome.code == 0, outcome.err
        return outcome.out.split()

    def test_nothing(self, branch, cxmap):
        assert self.changed(cxmap) == []

    def test_what_is_not_committed_yet(self, branch, cxmap):
        (branch.folder / "map.yaml").write_text(MAP.replace("Pay here", "Pay now"))
        assert self.changed(cxmap) == ["checkout"]
        assert cxmap("list", "+state:changed", "-f", "ids").out.split() == ["search", "basket", "checkout"]
        assert cxmap("list", "state:changed", "--rev", "HEAD", "-f", "ids").out == ""

    def test_what_others_did_on_the_base_since_is_not_counted(self, branch, cxmap):
        branch.commit({"more.yaml": "touchpoints: {mail: {stage: help, channel: email}}\n"})
        branch.git("switch", "--quiet", "main")
        branch.commit({"map.yaml": MAP.replace("contact centre", "phone")})
        branch.git("switch", "--quiet", "work")
        assert self.changed(cxmap) == ["mail"]
        assert self.changed(cxmap, "--base", "main") == ["call", "mail"]
        assert self.changed(cxmap, "--base", "HEAD") == []

    def test_the_base_of_the_settings(self, branch, cxmap):
        branch.commit({"map.yaml": MAP.replace("Pay here", "Pay now")})
        branch.git("branch", "trunk")
        branch.commit({"cxmap.yaml": "cxmap: 1\nbase: trunk\n", "map.yaml": MAP.replace("Pay here", "Pay later")})
        branch.commit(
            {"map.yaml": MAP.replace("Pay here", "Pay now").replace("channel: contact centre", "channel: app")}
        )
        assert self.changed(cxmap) == ["call"]

    def test_moving_text_is_no_change(self, branch, cxmap):
        (branch.folder / "map.yaml").rename(branch.folder / "moved.yaml")
        assert self.changed(cxmap) == []

    def test_a_new_id_is_a_change_of_that_touchpoint_only(self, branch, cxmap):
        (branch.folder / "map.yaml").write_text(MAP.replace("checkout", "pay"))
        assert self.changed(cxmap) == ["pay"]

    def test_before_the_first_map_everything_is_new(self, branch, cxmap):
        branch.git("switch", "--quiet", "--orphan", "empty")
        first = branch.commit({"README.md": "Nothing yet.\n"})
        branch.git("switch", "--quiet", "work")
        assert self.changed(cxmap, "--base", first) == ["search", "basket", "checkout", "call"]
        outcome = cxmap("list", "state:changed", "--base", "nowhere")
        assert outcome.code == 2
        assert "nowhere" in outcome.err

    def test_a_base_without_a_common_past(self, branch, cxmap):
        branch.git("switch", "--quiet", "--orphan", "other")
        branch.commit({"map.yaml": MAP, "cxmap.yaml": "cxmap: 1\n"})
        outcome = cxmap("list", "state:changed")
        assert outcome.code == 2
        assert "no commit in common" in outcome.err


def test_a_list_loads_neither_git_nor_networkx_nor_the_rules(map_of_four):
    code = "import sys; from cxmap.cli.app import run; run(['list', '+checkout']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=map_of_four)
    assert "cxmap.app.things.listing" in loaded.stdout
    assert not {"networkx", "git", "ruamel", "jinja2", "rapidfuzz", "cxmap.rules"} & {*loaded.stdout.split()}

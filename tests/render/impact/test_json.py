"""The JSON has the shape that is promised, and everything that the Markdown says."""

import json
import re

import jsonschema
import pytest
from markdown_it import MarkdownIt
from render import impact_samples as samples

from cxmap.app.schema import schemas
from cxmap.render.impact import markdown
from cxmap.render.impact.json import render
from cxmap.render.look import Look
from cxmap.words import ENGLISH

SCHEMA = json.loads(schemas()["impact"].text)
READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def read(report):
    return json.loads(render(report, ENGLISH, Look()), parse_constant=pytest.fail)


@pytest.mark.parametrize(
    "report", [samples.rich(), samples.hostile(), samples.empty(), samples.noted(), samples.many(300)]
)
def test_it_is_what_the_schema_says(report):
    jsonschema.Draft202012Validator(SCHEMA).validate(read(report))


def test_every_item_is_described_and_no_other_allowed():
    for shape in (SCHEMA, *SCHEMA["$defs"].values()):
        if "properties" in shape:
            assert shape["additionalProperties"] is False
            assert set(shape["required"]) == set(shape["properties"])
    ours = [name for name in SCHEMA["$defs"] if name not in ("FindingShape", "RelatedShape", "Tool")]
    for shape in (SCHEMA, *(SCHEMA["$defs"][name] for name in ours)):
        for name, item in shape["properties"].items():
            # What it has in common with its shape is said there.
            described = item if "description" in item else SCHEMA["$defs"][item["$ref"].rpartition("/")[2]]
            assert re.fullmatch(r"[A-Z].*\.", described["description"]), (name, item)


def test_the_keys_that_are_promised_and_their_order():
    assert list(read(samples.rich())) == [
        *("version", "tool", "repository", "base", "head", "labels", "today", "language", "grade", "verdict", "notes"),
        *("gate", "changes", "reach", "engage", "not_needed", "start", "stages", "stage_touchpoints", "personas"),
        *("findings", "communications", "plan", "disagreements", "lessons", "branches", "picture", "names"),
    ]


def test_a_change():
    document = read(samples.rich())
    assert document["changes"][1] == {
        "kind": "channel-changed",
        "grade": "disruptive",
        "entity": "touchpoint:returns-desk",
        "previous": None,
        "field": "channel",
        "before": "store",
        "after": "post",
        "path": "touchpoints/support.yaml",
        "line": 12,
        "side": "head",
        "message": "`returns-desk` is now on the channel post instead of store.",
        "why": None,
    }
    assert document["changes"][0]["before"]["volume"] == 12400
    assert document["changes"][4]["after"] == "Where\nthe customer pays."
    assert document["changes"][2]["previous"] == "transition:basket->store-visit#advice"
    assert (document["version"], document["grade"]) == (1, "breaking")
    assert (document["base"], document["head"]) == ("1f" * 20, "2e" * 20)


def test_reach_and_the_way_there():
    reached = {item["entity"]: item for item in read(samples.rich())["reach"]}
    assert reached["journey:bring-it-back"] == {
        "entity": "journey:bring-it-back",
        "distance": 3,
        "reason": ["journey:bring-it-back", "touchpoint:returns-desk", "data:receipt", "touchpoint:store-visit"],
        "by": ["steps through", "needs", "captured at", None],
        "volume": None,
    }
    assert reached["touchpoint:returns-desk"]["volume"] == 310.5


def test_people_and_journeys():
    document = read(samples.rich())
    assert document["engage"][1] == {
        "owner": "digital",
        "role": "handover",
        "when": "ask-first",
        "touchpoints": ["basket"],
        "reason": "Digital products (`digital`) owns the hand-over from `basket` to Video call with an adviser "
        "(`video-call`).",
        "lead": "Tomás Arrieta",
        "contact": {"email": "digital@acme.example", "github": "acme/digital"},
        "function": "digital",
        "language": "es",
    }
    assert document["start"][1] == {
        "journey": "buy-in-store",
        "touchpoints": 4,
        "handovers": 2,
        "changed_steps": [3, 4],
        "changed": ["store-visit", "video-call"],
        "facilitator": None,
        "before": True,
    }
    assert document["stages"] == ["purchase", "support"]
    assert document["personas"] == ["store-shopper"]


def test_communications():
    document = read(samples.rich())
    first, *_, last = document["communications"]
    assert first["draft"].startswith("Hello Stores,\n")
    assert (first["audience"], first["audience_kind"], first["planned"]) == ("stores", "owner", True)
    assert (first["on"], first["done"], first["record"]) == ("2026-12-01", "2026-12-02", "advice-by-video")
    assert first["about"] == ["touchpoint:store-visit", "touchpoint:returns-desk"]
    assert (last["audience_kind"], last["on"], last["done"]) == ("persona", "2027-01-25", None)
    assert document["communications"][2]["audience_kind"] is None
    assert document["plan"]["live_on"] == "2027-02-01"


def test_a_folder_without_a_commit():
    document = read(samples.noted())
    assert (document["head"], document["labels"]["head"]) == ("worktree", "the working tree")
    assert document["grade"] is None
    assert document["verdict"] == ["No change was found that customers or colleagues would notice."]


def leaves(value):
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from leaves(item)
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif value is not None:
        yield str(value)


def cells():
    """The text of every table cell, list item and paragraph of the Markdown, without marks and pictures."""
    for token in READER.parse(markdown.render(samples.rich(), ENGLISH, Look())):
        if token.type == "inline":
            yield [(child.type, child.content.replace("\u200b", "")) for child in token.children]
        elif token.type == "fence" and token.info == "text":
            yield [("draft", token.content)]


def test_everything_in_the_markdown_that_comes_from_the_map_is_in_the_json():
    document = read(samples.rich())
    known = set(leaves(document))
    names = document["names"]
    known |= {entity.partition(":")[2] for entity in names}
    lines = [*document["changes"], *document["findings"]["new"], *document["findings"]["solved"]]
    known |= {f"{item['path']}:{item['line']}" for item in lines}
    known |= {f"@{item['contact'].get('github', '').removeprefix('@')}" for item in document["engage"]}
    seen = 0
    for children in cells():
        for kind, content in children:
            if kind in ("code_inline", "draft"):
                seen += 1
                assert content in known, content
    assert seen > 50


def test_every_sentence_about_the_map_is_in_the_json():
    document = read(samples.rich())
    by_name = {name: entity.partition(":")[2] for entity, name in document["names"].items()}

    def plain(text):
        """Return a sentence with things by their ids, however they were named."""
        for name in sorted(by_name, key=len, reverse=True):
            text = re.sub(
                rf"{re.escape(name)} \({re.escape(by_name[name])}\)|\b{re.escape(name)}\b", by_name[name], text
            )
        return text

    everything = plain(" ".join(leaves(document)).replace("`", ""))
    sentences = [
        *(change["message"] for change in document["changes"]),
        *(change["why"] for change in document["changes"] if change["why"]),
        *(engaged["reason"] for engaged in document["engage"]),
        *(person["because"] for person in document["not_needed"]),
        *(finding["message"] for finding in document["findings"]["new"] + document["findings"]["solved"]),
        *(position[key] for position in document["disagreements"] for key in ("position", "resolution")),
        *(told["message"] for told in document["communications"]),
        *(
            text
            for lesson in document["lessons"]
            for key in ("successes", "failures", "lessons")
            for text in lesson[key]
        ),
        *document["gate"]["closed"],
        *document["plan"]["refused"],
        *document["plan"]["notes"],
        *document["notes"],
    ]
    shown = plain(" ".join("".join(content for _, content in children) for children in cells()))
    for sentence in filter(None, sentences):
        assert plain(sentence.replace("`", "")) in shown
        assert plain(sentence.replace("`", "")) in everything
    for item in (*document["engage"], *document["communications"]):
        assert item.get("lead", "") in shown


def test_there_is_an_item_for_each_row():
    document = read(samples.rich())
    tokens = READER.parse(markdown.render(samples.rich(), ENGLISH, Look()))
    rows = sum(token.type == "tr_open" for token in tokens) - sum(token.type == "thead_open" for token in tokens)
    reached = [item for item in document["reach"] if item["distance"]]
    tables = (document["engage"], document["stages"], document["start"], reached, document["communications"])
    assert rows == sum(map(len, tables))
    items = sum(token.type == "list_item_open" and token.level == 1 for token in tokens)
    plan, findings = document["plan"], document["findings"]
    lists = (document["not_needed"], document["changes"], findings["new"], findings["solved"], plan["refused"])
    lists += (plan["notes"], document["disagreements"], document["lessons"], document["branches"])
    assert items == sum(map(len, lists))

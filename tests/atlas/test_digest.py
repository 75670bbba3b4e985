"""One file's bytes to checked plain data: whatever they are, flaws or entities come of them and nothing else."""

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from texts import ANY_TEXT, JOURNEY_LIKE, assert_inside
from trees import MemoryTree

from cxmap.app.validate import Scope, check, report
from cxmap.atlas.digest import Digest, digest
from cxmap.atlas.document import Document, Spot
from cxmap.atlas.wording import worded
from cxmap.source.text import decode_anyhow
from cxmap.words import say


def read(text: str) -> Digest:
    return digest(text.encode())


def said(found: Digest) -> list[tuple[str, str, str]]:
    return [(flaw.rule, say(flaw.message), say(flaw.hint) if flaw.hint else "") for flaw in found.flaws]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "stages:\n", "{}", "touchpoints:\npersonas: {}\n"])
def test_files_with_nothing_in_them(text):
    found = read(text)
    assert not found.flaws
    assert found.whole
    assert not any(found.entities.values())


def test_a_clean_file():
    found = read("personas: {shopper: , buyer: {name: Buyer, share: 0.5}}\ntransitions: [{from: a, to: b}]")
    assert found == Digest(
        {
            "personas": [("shopper", {}), ("buyer", {"name": "Buyer", "share": 0.5})],
            "transitions": [(0, {"from_": "a", "to": "b"})],
        }
    )


@pytest.mark.parametrize("text", ["personas: [", "\x00", "<<<<<<< a", "a: 1\n---\nb: 1"])
def test_files_that_cannot_be_read(text):
    found = read(text)
    assert found.unread
    assert not found.whole
    assert not found.entities
    assert found.flaws[-1].rule == "invalid-yaml"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("text", "A journey file is a mapping of sections such as `touchpoints:`.", ""),
        ("- a", "A journey file is a mapping of sections such as `touchpoints:`.", ""),
        ("touchpints: {}", "There is no section `touchpints`.", "Did you mean `touchpoints`?"),
        ("rules: {}", "There is no section `rules`.", "This belongs into `cxmap.yaml`."),
        ("xyz: {}", "There is no section `xyz`.", ""),
        ("personas: [a]", "`personas` takes a mapping: each persona under its id.", ""),
        ("personas: a", "`personas` takes a mapping: each persona under its id.", ""),
        ("transitions: {a: b}", "`transitions` takes a list: each transition behind a `-`.", ""),
    ],
)
def test_what_leaves_a_file_incomplete(text, message, hint):
    found = read(text)
    assert said(found) == [("invalid-field", message, hint)]
    assert not found.whole
    assert not found.unread


@pytest.mark.parametrize(
    ("key", "message", "hint"),
    [
        ("Web Team", "An id is lower-case words", "Write `web-team`."),
        ("Größe_XL", "An id is lower-case words", "Write `grosse-xl`."),
        ("Núñez", "An id is lower-case words", "Write `nunez`."),
        ("-a-", "An id is lower-case words", "Write `a`."),
        ("a--b", "An id is lower-case words", "Write `a-b`."),
        ("a-" * 70 + "a", "An id is lower-case words", "Write `" + "a-" * 63 + "a`."),
        ("łódź", "An id is lower-case words", ""),
        ("店", "An id is lower-case words", ""),
        ("'!'", "An id is lower-case words", ""),
        ("''", "An id is lower-case words", ""),
        ('"a\\nb"', "A name stands on one line.", "Write it again by hand."),
        ("w\u0435b", "The word `w\u0435b` mixes letters", "Write it again by hand."),
        ('"we\\u200Bb"', "A name holds the invisible character \\u200b.", "Write it again by hand."),
    ],
)
def test_bad_ids(key, message, hint):
    found = read(f"personas:\n  {key}: {{}}\n")
    ((rule, sentence, mend),) = said(found)
    assert rule == "invalid-field"
    assert sentence.startswith(message)
    assert mend == hint
    assert len(found.entities["personas"]) == 1, "what has a bad id is declared all the same"


@pytest.mark.parametrize("key", ["a", "a-b", "a.b", "a_b", "2", "null", "true", "a" * 128, "1.10"])
def test_good_ids(key):
    found = read(f"personas:\n  {key}: {{}}\n")
    assert not found.flaws
    assert found.entities == {"personas": [(key, {})]}


T = "touchpoints: {a: {stage: s, channel: web, %s}}"


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (T % "name: [b]", [("`name` takes a text.", "")]),
        (
            T % "aliases: b",
            [("`aliases` takes a list: `[one, two]`, or lines that begin with `-`.", "Write `aliases: [b]`.")],
        ),
        (T % "aliases: {b: c}", [("`aliases` takes a list: `[one, two]`, or lines that begin with `-`.", "")]),
        (T % "aliases: [[b]]", [("An item of `aliases` is a text.", "")]),
        (T % "aliases: [~]", [("Nothing stands behind this `-`.", "")]),
        (T % "links: [b]", [("An item of `links` is a mapping: lines of `key: value`.", "")]),
        (T % "raci: b", [("`raci` takes a mapping: lines of `key: value`.", "")]),
        (T % "translations: [b]", [("`translations` takes a mapping: lines of `key: value`.", "")]),
        (T % "volume: '5'", [("`volume` takes a number.", "Write `volume: 5`, without quotes.")]),
        (
            T % "volume: many",
            [("`volume` takes a number.", "It says many. Leave the field out while it is not known.")],
        ),
        (
            T % "volume: true",
            [("`volume` takes a number.", "It says true. Leave the field out while it is not known.")],
        ),
        (T % "volume: [5]", [("`volume` takes a number.", "")]),
        (T % "volume: .inf", [("`volume` takes a finite number.", "")]),
        (T % f"volume: {'9' * 400}", [("`volume` takes a number.", "")]),
        (
            T % "entry: yes",
            [("`entry` takes `true` or `false`, without quotes.", "Write `entry: true`, without quotes.")],
        ),
        (
            T % "entry: 'Off'",
            [("`entry` takes `true` or `false`, without quotes.", "Write `entry: false`, without quotes.")],
        ),
        (
            T % "entry: 'true'",
            [("`entry` takes `true` or `false`, without quotes.", "Write `entry: true`, without quotes.")],
        ),
        (
            T % "entry: 1",
            [
                (
                    "`entry` takes `true` or `false`, without quotes.",
                    "It says 1. Leave the field out while it is not known.",
                )
            ],
        ),
        (T % "entry: {a: b}", [("`entry` takes `true` or `false`, without quotes.", "")]),
        (T % "moment: pian", [("`moment` is one of `truth` and `pain`.", "Did you mean `pain`?")]),
        (T % "moment: [pain]", [("`moment` is one of `truth` and `pain`.", "")]),
        (T % "reviewed: 2026-02-29", [("`reviewed` takes a date as year-month-day, such as 2027-01-31.", "")]),
        (T % "raci: {acountable: b}", [("There is no field `acountable` here.", "Did you mean `accountable`?")]),
        (T % "xyz: b", [("There is no field `xyz` here.", None)]),
        ("touchpoints: {a: web}", [("This takes a mapping: lines of `key: value`.", "")]),
        ("transitions: [~]", [("Nothing stands behind this `-`.", "")]),
        ("transitions: [{to: b}]", [("`from` is missing.", "The touchpoint the customer comes from.")]),
        (
            "transitions: [{from: a, to: b, id: A}]",
            [("An id is lower-case words joined by hyphens, at most 128 characters: `store-visit`.", "")],
        ),
        (f"transitions: [{{from: a, to: b, id: {'a' * 129}}}]", [("`id` is too long: at most 128 characters.", "")]),
        (
            "transitions: [{from: a, to: b, within: 2 days}]",
            [("`within` takes a length of time: a whole number and s, m, h, d or w, such as 30m or 2d.", "")],
        ),
        (
            "owners: {a: {kind: team, language: German}}",
            [("`language` takes the code of a language, such as en or pt-BR.", "")],
        ),
        ("journeys: {a: {steps: []}}", [("`steps` is empty.", "")]),
        (
            "journeys: {a: {steps: [{optional: true}]}}",
            [("A step is exactly one of `touchpoint`, `any_of` or `journey`.", "")],
        ),
        ("journeys: {a: {steps: [{touchpoint: b, feels: 3}]}}", [("`feels` must be at most 2.", "")]),
        ("journeys: {a: {steps: [{touchpoint: b, feels: .nan}]}}", [("`feels` must be at most 2.", "")]),
        ("opportunities: {a: {}}", [("An opportunity is about either a `touchpoint` or a `transition`.", "")]),
        ("opportunities: {a: {touchpoint: b, value: 2.5}}", [("`value` takes a whole number.", "")]),
        ("opportunities: {a: {touchpoint: b, value: 1e400}}", [("`value` takes a finite number.", "")]),
        ("personas: {a: {share: -0.5}}", [("`share` must be at least 0.", "")]),
        ("sources: {a: {engine: [b]}}", [("`engine` takes a text.", "")]),
        ("sources: {a: {engine: {spark: [b]}}}", [("`spark` takes a text.", "")]),
        (
            "sources: {a: {events: {case: b, event: c, time: {}}}}",
            [("`column` is missing.", "The column with the time.")],
        ),
        (
            "sources: {a: {events: {case: b, event: c, time: {colum: d}}}}",
            [
                ("`column` is missing.", "The column with the time."),
                ("There is no field `colum` here.", "Did you mean `column`?"),
            ],
        ),
    ],
)
def test_mistakes_are_said_once_and_plainly(text, messages):
    found = said(read(text))
    assert [
        (message, hint if mend is not None else None)
        for (_, message, hint), (_, mend) in zip(found, messages, strict=True)
    ] == messages


def test_what_nobody_has_put_in_words_is_said_in_those_of_pydantic():
    error = {"type": "new_type", "msg": "Input should be new", "input": 1}
    assert say(worded(error, ("tags", 0))) == "`tags` does not fit: Input should be new."


def test_the_fields_there_are_stand_in_the_hint():
    ((_, _, hint),) = said(read("personas: {a: {xyz: b}}"))
    assert hint == "The fields here are name, description, tags, links, translations, goals and share."


def test_every_mistake_is_said_at_once():
    text = "touchpoints:\n  a: {chanel: web, volume: many}\n  B: {stage: s, channel: web, moment: sad}\nxyz: {}\n"
    found = read(text)
    assert len(found.flaws) == 7
    assert found.lost == {("touchpoints", "a")}
    assert found.partial == {("touchpoints", "B")}
    assert found.entities == {"touchpoints": [("B", {"stage": "s", "channel": "web"})]}


@pytest.mark.parametrize(
    ("text", "kept", "partial"),
    [
        ("raci: {accountable: b, consulted: [c, [d]]}", {"raci": {"accountable": "b", "consulted": ("c",)}}, True),
        ("raci: {acountable: b}", {"raci": {}}, True),
        ("raci: {because: b}", {"raci": {}}, False),
        ("links: [{title: b}, {url: c}]", {"links": ({"url": "c"},)}, True),
        ("xyz: 1", {}, False),
        ("nmae: B", {}, True),
        ("stage: 1, stage: 2", {"stage": "s"}, True),
    ],
)
def test_what_is_left_of_an_entity(text, kept, partial):
    found = read(T % text)
    assert found.entities == {"touchpoints": [("a", {"stage": "s", "channel": "web"} | kept)]}
    assert found.partial == ({("touchpoints", "a")} if partial else set())
    assert found.whole


def test_what_stands_under_a_repeated_section_is_unknown():
    found = read("personas: {a: }\npersonas: {b: }\n")
    assert [flaw.rule for flaw in found.flaws] == ["duplicate-key"]
    assert not found.whole


def test_what_is_repeated_outside_of_sections_leaves_nothing_partial():
    found = read("- {a: 1, a: 2}")
    assert [flaw.rule for flaw in found.flaws] == ["duplicate-key", "invalid-field"]
    assert not found.partial


def test_a_repeated_item_leaves_its_entity_partial():
    assert read("transitions: [{from: a, to: b, when: c, when: d}]").partial == {("transitions", 0)}


@pytest.mark.parametrize(
    "name",
    [
        "Checkout 店",
        "β-Version",
        "Оплата",
        "Caffè & Tè",
        "👩‍💻",
        "تسوية",
        "क्षेत्र",
        "x²",
        "µ-Service",
        "Ωmega".replace("Ω", "\N{OHM SIGN}")[1:],
    ],
)
def test_names_of_the_world(name):
    assert not read(T % f'name: "{name}"').flaws


@pytest.mark.parametrize(
    ("field", "route"),
    [
        ('name: "Ch\u0435ckout"', ("name",)),
        ('aliases: [Till, "T\\u202Eill"]', ("aliases", 1)),
        ('translations: {it: {description: "\\u202E"}, es: {name: "C\u03b1ja"}}', ("translations", "es", "name")),
        ('name: "a\\u2028b"', ("name",)),
        ('name: "tab\\tbed"', ("name",)),
        ('name: "a\\nb"', ("name",)),
        ('name: "C\u0430\u0301sa"', ("name",)),
    ],
)
def test_misleading_names(field, route):
    (flaw,) = read(T % field).flaws
    assert flaw.route == ("touchpoints", "a", *route)
    assert say(flaw.message)


TODAY = Scope(datetime.date(2026, 11, 21))


def assert_findings_or_an_atlas(content: bytes) -> None:
    found = digest(content)
    text = decode_anyhow(content)
    document = Document("a.yaml", "", content)
    for flaw in found.flaws:
        assert say(flaw.message)
        assert not flaw.hint or say(flaw.hint)
        assert_inside(Spot(document, flaw.route, flaw.on_key, flaw.span).place.span, text)
    assert found.whole or found.flaws
    checked = check(MemoryTree({"a.yaml": content}), TODAY)
    assert report(checked, TODAY).findings == checked.findings
    assert bool(found.flaws) <= bool(checked.findings or checked.suppressed)
    for finding in checked.findings:
        assert say(finding.message)
        for place in (finding.place, *(related.place for related in finding.related)):
            if place.path == "a.yaml":
                assert_inside(place.span, text)


@given(st.one_of(st.binary(), ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))))
@example(b"\xef\xbb\xbf\xef\xbb\xbfpersonas: {a: , a: }")
@example(b"\xff\xfe")
@example(b"a: \xff")
@example(b"# cxmap: ignore[x]\n\x00")
def test_any_bytes(content):
    assert_findings_or_an_atlas(content)


@given(JOURNEY_LIKE)
def test_any_journey_file(text):
    assert_findings_or_an_atlas(text.encode())


@settings(max_examples=40)
@given(st.lists(JOURNEY_LIKE, min_size=2, max_size=3))
def test_any_repository(texts):
    checked = check(MemoryTree({f"{number}.yaml": text for number, text in enumerate(texts)}), TODAY)
    for finding in checked.findings:
        assert say(finding.message)
    marks = [finding.fingerprint for finding in checked.findings]
    assert len(set(marks)) == len(marks)

"""From files to the atlas: what is kept, what is cached, and that two processes read what one does."""

from hypothesis import given
from hypothesis import strategies as st
from trees import MemoryTree

from cxmap.atlas import many
from cxmap.atlas.digest import Frozen, digest
from cxmap.atlas.frozen import freeze, thaw
from cxmap.atlas.load import load
from cxmap.atlas.references import references
from cxmap.model.file import SECTIONS, JourneyFile
from cxmap.source.parse import parse
from cxmap.source.tree import DEFAULT_LIMITS

RICH = """\
stages: {buy: {goal: own it}}
touchpoints:
  basket:
    stage: buy
    channel: web
    raci: {accountable: digital, responsible: [web], consulted: [legal], informed: [help]}
    team: buyers
    aliases: [cart]
    captures: [address]
    needs: [choice]
    systems: [shop]
    metrics: [ease]
    reviewed: 2026-10-01
    volume: 1e3
    links: [{title: page, url: 'https://example.com'}]
    translations: {es: {name: Cesta}}
transitions: [{from: basket, to: basket, id: again, owner: digital, carries: [], share: 0.5, within: 2d}]
journeys:
  j: {steps: [basket, {any_of: [basket], optional: true, feels: -1}, {journey: j}], personas: [p], parent: j}
owners: {digital: {kind: team, lead: ann, contact: {email: a@b.c}, members: [ann]}, ann: {kind: person}}
changes:
  c:
    owner: digital
    live_on: 2027-01-01
    touchpoints: [basket]
    decisions: [{by: digital, on: 2026-01-01, outcome: approved}]
    communications: [{audience: digital, wave: peers, done: 2026-01-02}]
    review: {on: 2027-02-01, lessons: [ask first]}
opportunities: {o: {transition: basket -> basket, value: 3}}
interactions: [{text: hello, by: ann}]
sources: {s: {engine: {spark: 'sc://h'}, events: {from: x.csv, case: c, event: e, time: {column: t, timezone: UTC}}}}
"""


class Kept:
    """A cache in memory that counts how often it is written."""

    def __init__(self) -> None:
        self.entries: dict[str, Frozen] = {}
        self.saves = 0

    def files(self) -> dict[str, Frozen]:
        return dict(self.entries)

    def keep_files(self, files: dict[str, Frozen]) -> None:
        self.entries = dict(files)
        self.saves += 1


def test_thawed_entities_are_the_ones_that_were_frozen():
    file = JourneyFile.model_validate(parse(RICH).data)
    for name in file.model_fields_set:
        section = getattr(file, name)
        for entity in section.values() if SECTIONS[name].keyed else section:
            again = thaw(SECTIONS[name].model, freeze(entity))
            assert again == entity
            assert type(again) is type(entity)
            assert again.model_fields_set == entity.model_fields_set


def test_every_reference_is_found():
    atlas = load(MemoryTree({"map.yaml": RICH}), lambda _: True)
    found = {
        (placed.entity, reference.kind, reference.id, reference.route)
        for placed in atlas.everything
        for reference in references(placed.value)
    }
    assert {
        ("touchpoint:basket", "stage", "buy", ("stage",)),
        ("touchpoint:basket", "owner", "legal", ("raci", "consulted", 0)),
        ("touchpoint:basket", "owner", "buyers", ("team",)),
        ("touchpoint:basket", "data", "address", ("captures", 0)),
        ("transition:basket->basket#again", "touchpoint", "basket", ("from",)),
        ("journey:j", "touchpoint", "basket", ("steps", 1, "any_of", 0)),
        ("journey:j", "journey", "j", ("steps", 2, "journey")),
        ("owner:digital", "owner", "ann", ("lead",)),
        ("change:c", "owner", "digital", ("decisions", 0, "by")),
        ("change:c", "owner", "digital", ("communications", 0, "audience")),
        ("opportunity:o", "transition", "basket->basket", ("transition",)),
        ("interaction:1", "owner", "ann", ("by",)),
    } <= found


def test_a_loose_reference_that_names_nothing_is_no_mistake():
    atlas = load(MemoryTree({"map.yaml": "owners: {a: {kind: team, lead: Ann Smith}}\n"}), lambda _: True)
    assert atlas.unresolved == ()


def test_what_is_cached_is_not_parsed_again(monkeypatch):
    tree, cache = MemoryTree({"a.yaml": RICH, "b.yaml": "stages: {c: {x: y}}"}), Kept()
    first = load(tree, lambda _: True, cache=cache)
    assert len(cache.entries) == 1, "a file with flaws is not kept"
    parsed = []
    monkeypatch.setattr(many, "digest", lambda content, limits: parsed.append(content) or digest(content, limits))
    again = load(tree, lambda _: True, cache=cache)
    assert parsed == [b"stages: {c: {x: y}}"]
    assert cache.saves == 1
    assert {p.entity: p.value for p in again.everything} == {p.entity: p.value for p in first.everything}


def test_the_cache_forgets_what_is_gone():
    cache = Kept()
    load(MemoryTree({"a.yaml": RICH}), lambda _: True, cache=cache)
    load(MemoryTree({"a.yaml": "stages: {c: }"}), lambda _: True, cache=cache)
    assert len(cache.entries) == 1


def test_two_processes_read_what_one_does(monkeypatch):
    contents = [RICH.encode(), b"stages: [", b"", b"stages: {a: {b: c}}", b"owners: {a: {kind: team}}"] * 3
    alone = [digest(content, DEFAULT_LIMITS) for content in contents]
    monkeypatch.setattr(many, "ENOUGH", 2)
    assert many.digest_all(contents, DEFAULT_LIMITS) == alone


def test_a_second_process_that_dies_loses_nothing(monkeypatch):
    contents = [b"owners: {a: {kind: team}}"] * 6
    alone = [digest(content, DEFAULT_LIMITS) for content in contents]
    monkeypatch.setattr(many, "ENOUGH", 2)
    monkeypatch.setattr(many, "_clean", lambda *_: 1 / 0)
    assert many.digest_all(contents, DEFAULT_LIMITS) == alone


names = st.sampled_from(["basket", "checkout", "login"])


@given(st.lists(st.tuples(names, names), max_size=6), st.permutations(range(6)))
def test_the_order_of_files_changes_no_entity(edges, order):
    files = {f"{order[n]}.yaml": f"transitions: [{{from: {a}, to: {b}}}]" for n, (a, b) in enumerate(edges)}
    here = load(MemoryTree(files), lambda _: True)
    there = load(MemoryTree({path[::-1]: text for path, text in files.items()}), lambda _: True)
    assert here.transitions.keys() == there.transitions.keys()

"""Which thing of the one revision is which of the other, and in what they differ."""

import json

from trees import MemoryTree

from cxmap.atlas.load import load
from cxmap.diff.diff import Diff
from cxmap.message import Named


def atlas_of(files):
    contents = {"map.yaml": files} if isinstance(files, str) else files
    return load(MemoryTree(contents), lambda path: path != "cxmap.yaml")


def diff_of(before, after) -> Diff:
    return Diff(atlas_of(before), atlas_of(after))


def a_map(touchpoints, transitions=(), **sections) -> str:
    """Return a file with touchpoints, given by id and fields, and transitions, given as fields or as pairs."""
    return json.dumps(
        {
            "stages": {"buy": {}, "help": {}},
            "owners": {"web": {"kind": "team"}, "shops": {"kind": "team"}},
            "touchpoints": {name: {"stage": "buy", "channel": "web", **fields} for name, fields in touchpoints.items()},
            "transitions": [
                given if isinstance(given, dict) else dict(zip(("from", "to"), given, strict=True))
                for given in transitions
            ],
            **sections,
        }
    )


def renames(diff: Diff) -> dict[str, str]:
    return {pair.before.entity: pair.after.entity for pair in diff.renamed}


def ids(things) -> set[str]:
    return {placed.id for placed in things}


def one_sided(diff: Diff) -> tuple[set[str], set[str]]:
    removed, added = (
        {placed.entity for things in side.values() for placed in things} for side in (diff.removed, diff.added)
    )
    return removed, added


# --- renames ---------------------------------------------------------------------------------------------------------


def test_the_same_name_is_the_same_thing():
    diff = diff_of(a_map({"a": {"name": "Check out"}}), a_map({"b": {"name": "check  OUT"}}))
    assert renames(diff) == {"touchpoint:a": "touchpoint:b"}
    assert one_sided(diff) == (set(), set())


def test_an_alias_that_names_the_old_one_makes_it_the_same_thing():
    for aliases in (["Check out"], ["check-out"], ["CHECK OUT"]):
        diff = diff_of(
            a_map({"check-out": {}}), a_map({"payment": {"aliases": aliases, "channel": "app", "stage": "help"}})
        )
        assert renames(diff) == {"touchpoint:check-out": "touchpoint:payment"}


def test_an_alias_of_the_old_one_that_becomes_the_id_makes_it_the_same_thing():
    diff = diff_of(a_map({"check-out": {"aliases": ["Till"]}}), a_map({"till": {"channel": "shop"}}))
    assert renames(diff) == {"touchpoint:check-out": "touchpoint:till"}


def test_a_name_that_is_the_old_id_in_words_makes_it_the_same_thing():
    assert renames(diff_of(a_map({"check-out": {}}), a_map({"pay": {"name": "Check out"}}))) == {
        "touchpoint:check-out": "touchpoint:pay"
    }


ALIKE = {
    "description": "Where customers pay for what they have chosen.",
    "volume": 4000,
    "raci": {"accountable": "web"},
}


def test_what_says_mostly_the_same_is_the_same_thing():
    diff = diff_of(a_map({"a": ALIKE}), a_map({"b": {**ALIKE, "moment": "truth"}}))
    assert renames(diff) == {"touchpoint:a": "touchpoint:b"}
    assert [(pair.after.id, pair.fields) for pair in diff.differing["touchpoint"]] == [("b", ("moment",))]


def test_the_same_neighbours_make_it_the_same_thing():
    around = {"basket": {}, "thanks": {}}
    diff = diff_of(
        a_map({**around, "a": {}}, [("basket", "a"), ("a", "thanks")]),
        a_map({**around, "b": {}}, [("basket", "b"), ("b", "thanks")]),
    )
    assert renames(diff) == {"touchpoint:a": "touchpoint:b"}
    assert one_sided(diff) == (set(), set()), "its transitions are the same, too"


def test_a_chain_in_which_everything_has_a_new_id_and_an_old_name():
    chain = [("a", "b"), ("b", "c")]
    named = {"a": {"name": "A"}, "b": {"name": "B"}, "c": {"name": "C"}}
    diff = diff_of(
        a_map(named, chain, journeys={"j": {"steps": ["a", "b", "c"]}}),
        a_map(
            {f"new-{name}": fields for name, fields in named.items()},
            [(f"new-{start}", f"new-{end}") for start, end in chain],
            journeys={"j": {"steps": ["new-a", "new-b", "new-c"]}},
        ),
    )
    assert len(diff.renamed) == 3
    assert one_sided(diff) == (set(), set())
    assert not any(diff.differing.values())


def test_what_many_things_have_alike_makes_nothing_the_same_thing():
    common = {"raci": {"accountable": "web"}, "initiated_by": "company", "evidence": "assumed", "entry": True}
    assert one_sided(diff_of(a_map({"newsletter": common}), a_map({"birthday-mail": common}))) == (
        {"touchpoint:newsletter"},
        {"touchpoint:birthday-mail"},
    )


def test_too_little_in_common_is_another_thing():
    other = {"description": ALIKE["description"], "volume": 9, "raci": {"accountable": "shops"}, "moment": "pain"}
    assert not renames(diff_of(a_map({"a": ALIKE}), a_map({"b": other})))


def test_defaults_that_are_spelled_out_are_nothing_in_common():
    spelled_out = {"status": "live", "entry": False, "aliases": [], "captures": []}
    assert not renames(diff_of(a_map({"a": spelled_out}), a_map({"b": spelled_out})))


def test_of_several_candidates_the_surest_is_the_one():
    base = a_map({"a": {"name": "Till", **ALIKE}})
    by_name = {"b": {"name": "Till"}, "c": ALIKE}
    assert renames(diff_of(base, a_map(by_name))) == {"touchpoint:a": "touchpoint:b"}
    by_likeness = {"b": {**ALIKE, "volume": 1}, "c": ALIKE}
    assert renames(diff_of(base, a_map(by_likeness))) == {"touchpoint:a": "touchpoint:c"}


def test_each_thing_is_one_other_at_most_and_the_same_way_back():
    before, after = a_map({"a": ALIKE, "b": ALIKE}), a_map({"c": ALIKE, "d": ALIKE, "e": ALIKE})
    there, back = renames(diff_of(before, after)), renames(diff_of(after, before))
    assert len(there) == len(set(there.values())) == 2
    assert back == {new: old for old, new in there.items()}


def test_an_id_that_is_on_both_sides_is_never_renamed():
    before = a_map({"a": {"name": "Till"}, "b": {"name": "Desk"}})
    after = a_map({"a": {"name": "Desk"}, "b": {"name": "Till"}})
    diff = diff_of(before, after)
    assert not diff.renamed
    assert {pair.after.id: pair.fields for pair in diff.differing["touchpoint"]} == {"a": ("name",), "b": ("name",)}


def test_new_ids_of_all_kinds_change_nothing_where_they_are_named():
    def shop(owner, mark):
        stage, datum, system, metric, persona = (f"{letter}{mark}" for letter in "sdymp")
        return json.dumps(
            {
                "stages": {stage: {"name": "Buying"}},
                "owners": {
                    owner: {"kind": "team", "name": "Web"},
                    "all": {"kind": "team", "members": [owner], "lead": owner},
                },
                "data": {datum: {"name": "Card", "held_in": [system]}},
                "systems": {system: {"name": "Vault", "owner": owner}},
                "metrics": {metric: {"name": "Effort", "kind": "ces"}},
                "personas": {persona: {"name": "First home"}},
                "touchpoints": {
                    "till": {
                        "stage": stage,
                        "channel": "web",
                        "team": owner,
                        "captures": [datum],
                        "needs": [datum],
                        "systems": [system],
                        "metrics": [metric],
                        "raci": {"accountable": owner, "informed": [owner]},
                    }
                },
                "journeys": {"j": {"steps": ["till"], "personas": [persona], "owner": owner, "metrics": [metric]}},
                "opportunities": {"o": {"touchpoint": "till", "owner": owner}},
                "interactions": [{"text": "Where is the till?", "by": owner, "touchpoint": "till"}],
                "changes": {
                    "c": {"owner": owner, "communications": [{"audience": owner, "wave": "peers", "owner": owner}]}
                },
            }
        )

    diff = diff_of(shop("o1", 1), shop("o2", 2))
    assert {before.partition(":")[2] for before in renames(diff)} == {"o1", "s1", "d1", "y1", "m1", "p1"}
    assert not any(diff.differing.values())
    assert one_sided(diff) == (set(), set())
    assert diff.id_now("owner", "o1") == "o2"
    assert diff.id_now("owner", "all") == "all"


def test_who_still_names_the_old_id_has_not_changed():
    before = a_map({"a": {"needs": ["card", "name"]}}, data={"card": {"name": "Card"}, "name": {}, "street": {}})
    left_behind = a_map(
        {"a": {"needs": ["card", "name"]}}, data={"payment-card": {"name": "Card"}, "name": {}, "street": {}}
    )
    assert not diff_of(before, left_behind).differing["touchpoint"]
    edited = a_map(
        {"a": {"needs": ["card", "street"]}}, data={"payment-card": {"name": "Card"}, "name": {}, "street": {}}
    )
    (pair,) = diff_of(before, edited).differing["touchpoint"]
    assert (pair.lost("needs"), pair.gained("needs")) == (("name",), ("street",))


# --- transitions -----------------------------------------------------------------------------------------------------

PLACES = {"a": {}, "b": {}, "c": {}, "d": {}}


def transitions(before, after):
    diff = diff_of(a_map(PLACES, before), a_map(PLACES, after))
    pairs = {(pair.before.id, pair.after.id): pair.fields for pair in diff.differing["transition"]}
    return pairs, ids(diff.removed["transition"]), ids(diff.added["transition"]), renames(diff)


def test_a_transition_that_leads_elsewhere_is_the_same_one():
    assert transitions([("a", "b")], [("a", "c")]) == ({("a->b", "a->c"): ("to",)}, set(), set(), {})


def test_a_transition_that_begins_elsewhere_is_another_one():
    assert transitions([("a", "c")], [("b", "c")]) == ({}, {"a->c"}, {"b->c"}, {})


def test_a_transition_with_another_id_between_the_same_two_is_renamed():
    before, after = [{"from": "a", "to": "b", "id": "x"}], [{"from": "a", "to": "b"}]
    assert transitions(before, after) == (
        {("a->b#x", "a->b"): ("id",)},
        set(),
        set(),
        {"transition:a->b#x": "transition:a->b"},
    )


def test_the_id_tells_which_of_several_leads_elsewhere():
    before = [{"from": "a", "to": "b", "id": "x"}, {"from": "a", "to": "b", "id": "y"}]
    after = [{"from": "a", "to": "c", "id": "y"}, {"from": "a", "to": "d", "id": "x"}]
    assert transitions(before, after)[0] == {("a->b#x", "a->d#x"): ("to",), ("a->b#y", "a->c#y"): ("to",)}


def test_of_several_without_id_those_that_agree_in_most_are_the_same():
    before = [
        {"from": "a", "to": "b", "when": "pays", "owner": "web"},
        {"from": "a", "to": "c", "when": "asks", "share": 0.2},
    ]
    after = [{"from": "a", "to": "d", "when": "asks", "share": 0.2}]
    pairs, removed, added, _ = transitions(before, after)
    assert pairs == {("a->c", "a->d"): ("to",)}
    assert (removed, added) == ({"a->b"}, set())


def test_a_transition_that_stays_is_never_taken_for_one_that_moved():
    pairs, removed, added, _ = transitions([("a", "b"), ("a", "c")], [("a", "b"), ("a", "d")])
    assert pairs == {("a->c", "a->d"): ("to",)}
    assert not removed
    assert not added


# --- notes, stages and layout ----------------------------------------------------------------------------------------


def test_notes_are_told_apart_by_their_text_wherever_they_stand():
    before = {"a.yaml": json.dumps({"interactions": [{"text": "One"}, {"text": "Two"}]})}
    after = {
        "0.yaml": json.dumps({"interactions": [{"text": "Two"}, {"text": "Three"}]}),
        "a.yaml": 'interactions: [{text: "One "}]',
    }
    diff = diff_of(before, after)
    assert [placed.value.text for placed in diff.added["interaction"]] == ["Three"]
    assert not diff.removed["interaction"]
    assert not diff.differing["interaction"]


def test_of_notes_with_the_same_text_those_that_agree_in_all_else_are_the_same():
    def notes(*by):
        return json.dumps(
            {
                "owners": {"web": {"kind": "team"}, "shops": {"kind": "team"}},
                "interactions": [{"text": "Where?", **({"by": owner} if owner else {})} for owner in by],
            }
        )

    diff = diff_of(notes("web", "shops"), notes(None, "web", "shops"))
    assert [placed.value.by for placed in diff.added["interaction"]] == [None]
    assert not diff.differing["interaction"]
    (pair,) = diff_of(notes("web"), notes("shops")).differing["interaction"]
    assert pair.fields == ("by",)


def test_stages_in_another_order():
    three = "stages: {a: , b: , c: }"
    assert diff_of(three, "stages: {a: , c: , b: }").stages_reordered
    assert not diff_of(three, "stages: {a: , c: }").stages_reordered
    assert not diff_of(three, "stages: {z: , a: , b: , y: , c: }").stages_reordered
    assert not diff_of(three, {"1.yaml": "stages: {b: }", "2.yaml": "stages: {a: , c: }"}).stages_reordered
    assert diff_of("stages: {a: {name: Buy}, b: }", "stages: {b: , pay: {name: Buy}}").stages_reordered


def test_what_says_the_same_in_another_way_does_not_differ():
    before = a_map(
        {"a": {"description": "One\n two", "raci": {}, "volume": 10}}, [{"from": "a", "to": "a", "within": "60m"}]
    )
    after = a_map(
        {"a": {"description": "One two ", "volume": 1e1, "reviewed": None}}, [{"from": "a", "to": "a", "within": "1h"}]
    )
    assert diff_of(before, after).nothing


def test_to_hand_over_nothing_is_not_to_hand_over_everything():
    before, after = (a_map(PLACES, [{"from": "a", "to": "b", **carries}]) for carries in ({}, {"carries": []}))
    (pair,) = diff_of(before, after).differing["transition"]
    assert pair.fields == ("carries",)


# --- what could not be read ------------------------------------------------------------------------------------------

GOOD = "touchpoints:\n  till: {stage: buy, channel: web}\ntransitions:\n  - {from: till, to: till}\n"
BAD = "touchpoints:\n  till: {stage: buy, channel: [web\n"


def test_what_stands_in_a_file_that_cannot_be_read_is_neither_gone_nor_new():
    for before, after in ((GOOD, BAD), (BAD, GOOD)):
        diff = diff_of({"a.yaml": "stages: {buy: }", "b.yaml": before}, {"a.yaml": "stages: {buy: }", "b.yaml": after})
        assert one_sided(diff) == (set(), set())
        assert {placed.entity for placed in diff.incomparable} == {"touchpoint:till", "transition:till->till"}
        assert diff.nothing


def test_what_may_have_moved_to_a_new_file_that_cannot_be_read_is_not_gone():
    diff = diff_of({"a.yaml": GOOD}, {"a.yaml": "stages: {buy: }", "new.yaml": BAD})
    assert one_sided(diff) == (set(), {"stage:buy"})
    assert len(diff.incomparable) == 2


def test_what_is_new_elsewhere_is_not_taken_for_what_cannot_be_read():
    before = {"a.yaml": "touchpoints: {till: {name: Till, stage: buy, channel: web}}"}
    after = {"a.yaml": BAD, "b.yaml": "touchpoints: {desk: {name: Till, stage: buy, channel: web}}"}
    diff = diff_of(before, after)
    assert not diff.renamed
    assert one_sided(diff) == (set(), {"touchpoint:desk"})


def test_a_thing_of_which_nothing_could_be_read_is_not_gone():
    diff = diff_of(a_map({"a": {}, "b": {}}), a_map({"a": {}, "b": {"stage": None}}))
    assert one_sided(diff) == (set(), set())
    assert ids(diff.incomparable) == {"b"}


def test_a_transition_of_which_nothing_could_be_read_is_not_gone():
    before, after = a_map(PLACES, [("a", "b"), ("b", "c")]), a_map(PLACES, [("a", "b"), {"from": "b"}])
    assert one_sided(diff_of(before, after)) == (set(), set())
    assert ids(diff_of(before, after).incomparable) == {"b->c"}


def test_a_section_that_could_not_be_read_hides_only_its_own_kind():
    before = a_map(PLACES, [("a", "b")], personas={"p": {}})
    after = json.dumps({**json.loads(a_map(PLACES)), "transitions": {"a": "b"}})
    diff = diff_of(before, after)
    assert one_sided(diff) == ({"persona:p"}, set())
    assert ids(diff.incomparable) == {"a->b"}


def test_a_misspelt_section_may_hold_anything():
    diff = diff_of(a_map(PLACES, personas={"p": {}}), a_map(PLACES, persons={"p": {}}))
    assert one_sided(diff) == (set(), set())
    assert ids(diff.incomparable) == {"p"}


def test_a_file_that_is_no_mapping_may_hold_anything():
    diff = diff_of({"a.yaml": GOOD}, {"a.yaml": "- till\n"})
    assert one_sided(diff) == (set(), set())
    assert len(diff.incomparable) == 2


def test_a_field_that_could_not_be_read_does_not_differ():
    before = a_map({"a": {"captures": ["card"], "volume": 10, "moment": "pain"}}, data={"card": {}})
    misspelt = a_map({"a": {"capture": ["card"], "volume": "many", "moment": "truth"}}, data={"card": {}})
    for one, other in ((before, misspelt), (misspelt, before)):
        (pair,) = diff_of(one, other).differing["touchpoint"]
        assert pair.fields == ("moment",)


def test_a_note_that_could_not_be_read_is_not_mistaken_for_the_number_of_another():
    before = json.dumps({"interactions": [{"text": "One"}, {"text": "Two"}]})
    after = json.dumps({"interactions": [{"by": "web"}]})
    diff = diff_of(before, after)
    assert one_sided(diff) == (set(), set())
    assert len(diff.incomparable) == 2


def test_names_are_those_of_each_side():
    diff = diff_of(a_map({"a": {"name": "Till"}}), a_map({"b": {"name": "Till", "aliases": ["A"]}}))
    (pair,) = diff.renamed
    assert (pair.before.named, pair.after.named) == (Named("touchpoint", "a", "Till"), Named("touchpoint", "b", "Till"))

"""The text says first what everybody has to know, and can be read on any terminal."""

import re
from dataclasses import replace

import pytest
from render import impact_samples as samples

from cxmap.message import Named, said
from cxmap.render.columns import columns
from cxmap.render.impact.text import render
from cxmap.render.look import Look
from cxmap.report.impact import Gate, Plan, Revision, Told
from cxmap.words import ENGLISH

HEADINGS = [
    "Who to engage",
    "Where to start",
    "What changed",
    "Checks",
    "Disagreements (2)",
    "Communication plan (5)",
    "Lessons from earlier changes (1)",
    "Other open branches (1)",
]


def text(report, width=80):
    return render(report, ENGLISH, Look(width=width))


def test_the_first_screen_is_the_verdict():
    assert text(samples.rich()).startswith(
        "Breaking: customers can no longer do something that they could. Visit to the\n"
        "store is no longer there. It is step 3 of Buying in the store.\n"
        "\n"
        "This concerns 2 stages, 2 journeys, 1 persona and 4 teams. Every month 12400\n"
        "customers come through Visit to the store, the busiest touchpoint that changes.\n"
        "\n"
        "Next: Ask Stores (Hanne Vestergaard) and Digital products (Tomás Arrieta) before\n"
        "anything is decided.\n"
        "\n"
        "The gate is closed. Advice by video has no approval by CX steering committee.\n"
        "\n"
        "Bear in mind: How many customers come through Video call with an adviser is not\n"
        "known.\n"
        "\n"
        "Who to engage\n"
    )


def test_the_sections_come_in_the_order_of_the_work():
    lines = text(samples.rich()).splitlines()
    assert [line for line in lines if line in HEADINGS] == HEADINGS


def test_what_cannot_be_shown_is_said_where_to_find():
    assert "`--format html` and `--format markdown` add the picture and a draft" in text(samples.rich(), 120)
    assert "Hello" not in text(samples.rich())


def test_nothing_changed():
    assert text(samples.empty()) == (
        "No change was found that customers or colleagues would notice.\n"
        "\n"
        "Compared: main (1f1f1f1f1f1f) with advice-by-video (2e2e2e2e2e2e).\n"
    )


def test_nothing_changed_as_far_as_it_could_be_compared():
    assert text(samples.noted()) == (
        "No change was found that customers or colleagues would notice.\n"
        "\n"
        "Bear in mind: web/@team.yaml could not be read before the change.\n"
        "\n"
        "Compared: main (1f1f1f1f1f1f) with the working tree.\n"
    )


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_lines_fit(width):
    for line in text(samples.rich(), width).splitlines():
        assert columns(line) <= width, line


def test_a_wide_table_is_aligned():
    lines = text(samples.rich(), 80).splitlines()
    start = lines.index("  Audience       Day         Channel  Who tells them  State")
    assert lines[start + 1] == "  Store shopper  2027-01-25  post     Stores          proposed by cxmap"


def test_a_table_that_does_not_fit_becomes_a_list():
    assert (
        "  - Stores\n"
        "    Role         accountable\n"
        "    Lead         Hanne Vestergaard\n"
        "    Contact      stores@acme.example, #stores, +44 20 7946\n"
        "                 0000, @acme/stores\n"
        "    Touchpoints  Visit to the store (`store-visit`) and\n"
        "                 `returns-desk`\n"
        "    Why          Stores is accountable for Visit to the\n"
        "                 store and Returns desk.\n"
    ) in text(samples.rich(), 60)


def test_figures_are_aligned_on_the_right():
    lines = text(samples.rich(start=samples.rich().start[:1]), 120).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("  Journey "))
    assert lines[place].index("Touchpoints") + len("Touchpoints") == lines[place + 1].index(" 2 ") + 2


def test_colour_is_only_added():
    plain = text(samples.rich(), 100)
    coloured = render(samples.rich(), ENGLISH, Look(width=100, colour=True))
    assert coloured.startswith("\x1b[1;31mBreaking:\x1b[0m")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def verdict(**values):
    return text(samples.rich(**values), 2000).split("\nWho to engage")[0]


def test_a_consequence_that_several_changes_share_is_told_once():
    first, *_ = samples.changes()
    lost = said("{touchpoint} needs a datum, which no longer reaches it.", touchpoint=samples.VISIT)
    shared = verdict(changes=(replace(first, why=lost), replace(first, field="captures", why=lost)))
    assert shared.count("no longer reaches it") == 1
    itself = verdict(changes=(first, replace(first, field="captures")))
    assert itself.count("It is step 3") == 2


def test_whoever_holds_what_changes_most_is_asked_first():
    changes = samples.changes()
    assert "Next: Ask Stores (Hanne" in verdict(engage=samples.engaged()[::-1], changes=changes)


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("consult", "Next: Consult Legal before it is decided."),
        ("inform", "Next: Tell Contact centre (Inês Caldeira) once it is decided."),
        (None, "Next: Nobody has to be asked: nothing that changed has an owner."),
    ],
)
def test_what_to_do_where_nobody_has_to_be_asked(when, sentence):
    found = tuple(engaged for engaged in samples.engaged() if engaged.when == when)
    assert sentence in verdict(engage=found)


def test_only_some_of_many_people_are_named():
    assert "Next: Ask team-0, team-1, team-2, team-3, team-4 and 1 more before" in text(samples.many(6), 200)


def test_the_gravest_changes_are_counted():
    shown = text(samples.many(5), 500)
    assert "Moment 2 of truth is no longer there. A customer can no longer get there. 2 more changes are as" in shown
    assert "more change" not in text(samples.many(3), 500)


@pytest.mark.parametrize(
    ("gate", "sentence"),
    [
        (Gate(required=False), None),
        (
            Gate(required=True, records=(samples.RECORD,)),
            "The gate is open. A change record covers what changed: Advice by video.",
        ),
        (Gate(required=True), "The gate is open. No change record is missing."),
        (
            Gate(required=False, records=(samples.RECORD,), unrecorded=(samples.BOOKING,), unchanged=(samples.BASKET,)),
            (
                "What changed is not what the change record says. No change record names Video call with an adviser. "
                "Nothing changed in Basket."
            ),
        ),
        (
            Gate(required=True, closed=(said("One."), said("Two."))),
            "The gate is closed.\n\n  - One.\n  - Two.",
        ),
        (
            Gate(required=True, closed=tuple(said("Reason {n}.", n=n) for n in range(5))),
            "The gate is closed. Reason 0.\n\nAll reasons why the gate is closed (5)\n\n  - Reason 0.\n",
        ),
    ],
)
def test_the_gate(gate, sentence):
    shown = verdict(gate=gate)
    assert ("\n" + sentence in shown) if sentence else "gate" not in shown


def test_names_with_commas_are_told_apart():
    things = (
        Named("journey", "again", "The same again, today"),
        Named("journey", "x", "Saturday"),
        Named("journey", "y"),
    )
    assert "“The same again, today”, Saturday and `y`" in verdict(notes=(said("{things}", things=things),))


def test_transitions_go_by_their_ends():
    transition = Named("transition", "store-visit->checkout", "Store visit >checkout")
    assert "Bear in mind: Now store-visit -> checkout." in verdict(notes=(said("Now {it}.", it=transition),))


@pytest.mark.parametrize(
    ("revision", "shown"),
    [
        (Revision("main", "abcdef1234567890"), "main (abcdef123456)"),
        (Revision("abcdef1234 (HEAD)", "abcdef1234567890"), "abcdef1234 (HEAD)"),
        (Revision("", "abcdef1234567890"), "abcdef123456"),
        (Revision("the working tree"), "the working tree"),
        (Revision("", "", said("the working tree")), "the working tree"),
        (Revision("", "abcdef1234567890", said("the working tree")), "the working tree (abcdef123456)"),
    ],
)
def test_revisions(revision, shown):
    assert f"Compared: {shown} with" in text(samples.report(base=revision), 200)


def test_an_empty_report_of_everything_else():
    changed = text(samples.report(changes=samples.changes()[3:]), 200)
    assert "Notable: nothing breaks" in changed
    assert "Nothing that changed has an owner who could be asked." in changed
    assert "No stage and no journey is touched." in changed
    assert "The checks find nothing that they did not find before." in changed
    assert not any(heading in changed for heading in ("Lessons", "Disagreements", "Communication", "branches"))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (None, True, "Description: nothing -> true"),
        (2.0, 2.5, "Description: 2 -> 2.5"),
        ("a", None, "Description: a -> nothing"),
        (["b", "a"], ["a"], "Description: b, a -> a"),
        ({"email": "x", "chat": "y"}, {"email": "z", "chat": "y"}, "Description: email: x -> email: z"),
        (["x" * 100, "same"], ["y", "same"], "Description: " + "x" * 100 + " -> y"),
        (["x" * 100, "y"], ["y", "x" * 100], "Description: " + "x" * 100 + ", y -> y, " + "x" * 100),
        (
            [{"text": "x" * 100, "by": "a"}, {"text": "same"}],
            [{"text": "x" * 100, "by": "b"}, {"text": "same"}],
            "Description: by: a -> by: b",
        ),
    ],
)
def test_before_and_after(before, after, shown):
    changed = replace(samples.changes()[4], before=before, after=after)
    assert f"\n      {shown}\n" in text(samples.report(changes=(changed,)), 400)


def test_a_field_that_said_nothing_and_says_nothing():
    changed = replace(samples.changes()[4], before=[], after=None)
    assert "Description:" not in text(samples.report(changes=(changed,)))


@pytest.mark.parametrize(
    ("settles", "committee", "sentence"),
    [
        (samples.DIGITAL, None, "Digital products has to settle it."),
        (samples.COMMITTEE, samples.COMMITTEE, "CX steering committee has to settle it, as the steering committee."),
        (None, None, "Nobody is named who could settle it."),
    ],
)
def test_who_settles_a_disagreement(settles, committee, sentence):
    position = replace(samples.rich().disagreements[0], settles=settles, committee=committee)
    assert f"\n      {sentence}\n" in text(samples.rich(disagreements=(position,)))


def test_a_disagreement_settled_by_nobody_in_particular():
    position = replace(samples.rich().disagreements[1], settles=None)
    assert "\n      It was settled: The call works without one.\n" in text(samples.rich(disagreements=(position,)))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"done": samples.TODAY}, "done on 2026-11-20"),
        ({"record": samples.RECORD}, "planned in Advice by video"),
        ({"planned": True}, "planned"),
        ({}, "proposed by cxmap"),
    ],
)
def test_how_far_a_communication_is(values, state):
    told = Told("everybody", "teams", "chat", None, None, **values)
    lines = text(samples.rich(plan=Plan((told,))), 120).splitlines()
    assert f"  everybody  no day yet  chat     nobody yet      {state}" in lines


def test_a_journey_without_changed_steps():
    journey = replace(samples.rich().start[0], changed_steps=(), changed=())
    assert "Changed steps" not in text(samples.rich(start=(journey,)), 120)
    journey = replace(journey, changed_steps=(3,))
    assert "  Bringing it back (`bring-it-back`)            2           0  3" in text(
        samples.rich(start=(journey,)), 120
    )


def test_free_text_is_cut_where_it_becomes_an_essay():
    long = replace(samples.rich().disagreements[0], position="word " * 400)
    shown = text(samples.rich(disagreements=(long,)), 3000)
    line = next(line for line in shown.splitlines() if "Still open." in line)
    assert line.endswith("word word…")
    assert len(line) < 900

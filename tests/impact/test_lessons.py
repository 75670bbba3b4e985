"""What earlier reviews say about a change."""

from impact.compared import changed, comparison_of, engaged

from cxmap.impact.records.lessons import MOST, lessons
from cxmap.words import say

MAP = """
stages: {buy: }
owners: {digital: {kind: team}, legal: {kind: team}}
touchpoints:
  basket: {stage: buy, channel: web, name: The basket}
  checkout: {stage: buy, channel: web}
"""
REVIEW = "review: {on: 2026-07-09, successes: [One], failures: [Two], lessons: [Three]}"


def changes(**records: str) -> str:
    return MAP + "changes:\n" + "".join(f"  {name}: {{{fields}}}\n" for name, fields in records.items())


def found(before: str, after: str | None = None, people=(), touched="touchpoint:basket"):
    return lessons(comparison_of(before, before if after is None else after), [changed(touched)], people)


def test_what_a_review_says():
    [lesson] = found(changes(one=f"status: reviewed, name: The first, touchpoints: [basket], {REVIEW}"))
    assert (lesson.record.id, str(lesson.on)) == ("one", "2026-07-09")
    assert (lesson.successes, lesson.failures, lesson.lessons) == (("One",), ("Two",), ("Three",))
    assert say(lesson.because) == "It touched The basket (`basket`), too."


def test_the_same_team_led_it_or_told_people():
    text = changes(
        one=f"status: reviewed, owner: digital, {REVIEW}",
        two=f"status: reviewed, communications: [{{audience: a, wave: peers, owner: legal}}], {REVIEW}",
    )
    because = {
        lesson.record.id: say(lesson.because) for lesson in found(text, people=[engaged("digital"), engaged("legal")])
    }
    assert because == {
        "one": "It was led or told of by `digital`, too.",
        "two": "It was led or told of by `legal`, too.",
    }


def test_both_are_said():
    text = changes(one=f"status: reviewed, owner: digital, touchpoints: [basket], {REVIEW}")
    [lesson] = found(text, people=[engaged("digital")])
    assert say(lesson.because) == "It touched The basket (`basket`), too, and was led or told of by `digital`."


def test_others_say_nothing_about_it():
    text = changes(
        other=f"status: reviewed, owner: legal, touchpoints: [checkout], {REVIEW}",
        open=f"status: live, touchpoints: [basket], {REVIEW}",
        silent="status: reviewed, touchpoints: [basket], review: {on: 2026-07-09}",
        without="status: reviewed, touchpoints: [basket]",
    )
    assert found(text, people=[engaged("digital")]) == ()


def test_the_most_relevant_come_first_and_not_too_many():
    same = f"status: reviewed, touchpoints: [basket], {REVIEW}"
    text = changes(
        a=f"status: reviewed, owner: digital, {REVIEW}",
        b=same,
        c=same.replace("2026-07-09", "2026-08-01"),
        d=same + ", owner: digital",
        e=same,
        f=same,
        g=same,
    )
    order = [lesson.record.id for lesson in found(text, people=[engaged("digital")])]
    assert order == ["d", "c", "b", "e", "f"]
    assert len(order) == MOST


def test_a_record_of_the_change_itself_is_no_earlier_one():
    assert found(MAP, changes(one=f"status: reviewed, touchpoints: [basket], {REVIEW}")) == ()


def test_a_review_that_was_just_held_or_is_gone_still_counts():
    text = changes(one=f"status: reviewed, touchpoints: [basket], {REVIEW}")
    assert len(found(changes(one="status: live, touchpoints: [basket]"), text)) == 1
    assert len(found(text, MAP)) == 1


def test_renames_are_followed():
    before = changes(one=f"status: reviewed, touchpoints: [basket], {REVIEW}")
    after = MAP.replace("  basket:", "  cart:") + before.removeprefix(MAP).replace("[basket]", "[cart]")
    [lesson] = found(before, after, touched="touchpoint:cart")
    assert say(lesson.because) == "It touched The basket (`cart`), too."
    [lesson] = found(before, MAP.replace("  basket:", "  cart:"), touched="touchpoint:cart")
    assert say(lesson.because) == "It touched The basket (`cart`), too."

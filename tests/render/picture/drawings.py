"""Drawings to test pictures with: small ones by hand, large ones by number, and any at all."""

from hypothesis import strategies as st
from render.picture import samples
from render.picture.samples import HOSTILE

from cxmap.message import Named
from cxmap.report.drawing import Arrow, Card, Drawing, Line, Phase, Step
from cxmap.report.map_info import MapInfo


def thing(kind, name):
    return Named(kind, name, name.replace("-", " ").capitalize())


def card(name, stage="buy", owner="shop", **more):
    """Return a card; an owner of None is nobody, and so is a stage."""
    named = more.pop("called", None)
    return Card(
        Named("touchpoint", name, name.capitalize() if named is None else named),
        thing("stage", stage) if stage else None,
        more.pop("channel", "web"),
        thing("owner", owner) if owner else None,
        **more,
    )


def arrow(start, end, **more):
    return Arrow(Named("transition", f"{start}->{end}"), start, end, **more)


def drawing(cards=(), arrows=(), lines=(), **more):
    phases = tuple(Phase(stage) for stage in dict.fromkeys(card.stage for card in cards))
    about = MapInfo("1.0", more.pop("name", "Acme"))
    settings = {"view": "flow", "by": "owner", "language": "en", **more}
    return Drawing(about, phases=phases, cards=tuple(cards), arrows=tuple(arrows), lines=tuple(lines), **settings)


def line(*steps, **more):
    """Return a journey of steps: names of touchpoints, tuples of them, or steps; they are numbered."""
    made = [step if isinstance(step, Step) else Step(0, step if isinstance(step, tuple) else (step,)) for step in steps]
    numbered = tuple(step._replace(number=number) for number, step in enumerate(made, 1))
    settings = {"kind": "ideal", "goal": "", "owner": None, "personas": (), **more}
    return Line(thing("journey", "first-order"), steps=numbered, **settings)


def chain(number, owners=5, stages=4, texts=(), **more):
    """Return so many touchpoints, each with a way to the next and some further ways on and back."""
    names = [f"t{place}" for place in range(number)]

    def text(place):
        return texts[place % len(texts)] if texts else f"Touchpoint number {place}"

    def owner(place):
        return None if place % 23 == 11 else Named("owner", f"o{place * 7 % owners}", text(place * 7 % owners))

    cards = [
        Card(
            Named("touchpoint", name, text(place)),
            Named("stage", f"s{place * stages // number}", text(place * stages // number)),
            text(place) if texts else ("web", "store", "Contact centre", "e-mail")[place % 4],
            owner(place),
            responsible=tuple(filter(None, (owner(place + other) for other in range(1, 1 + place % 3)))),
            initiated_by=("customer", "company", "partner", "")[place % 4],
            moment=("", "", "", "truth", "pain")[place % 5],
            status=("live", "live", "live", "planned", "retired")[place * 3 % 5],
            entry=place == 0,
            exit=place == number - 1,
            systems=tuple(Named("system", f"y{other}", text(other)) for other in range(place // 3 % 4)),
            errors=place % 4 // 3,
            warnings=place % 5 // 4 * 12,
            mark=("", "", "", "", "added", "changed", "removed")[place % 7],
        )
        for place, name in enumerate(names)
    ]
    ends = [(place, place + 1) for place in range(number - 1)]
    ends += [(place, place + 5) for place in range(0, number - 5, 3)] + [
        (place, place - 4) for place in range(4, number, 9)
    ]
    arrows = [
        arrow(
            names[start],
            names[end],
            when=text(start),
            kind="back" if end < start else ("forward", "forward", "recovery")[start % 3],
            owner=cards[end].owner if start % 4 else None,
            handover=bool(cards[start].owner and cards[end].owner and cards[start].owner != cards[end].owner),
            errors=start % 6 // 5,
            mark=("", "", "", "", "", "", "", "", "added", "changed", "removed")[start % 11],
        )
        for start, end in ends
    ]
    return drawing(cards, arrows, name=text(0), **more)


def circle_of_everything(number, **more):
    names = [f"t{place}" for place in range(number)]
    cards = [card(name, owner=f"o{place % 3}", stage=f"s{place % 2}") for place, name in enumerate(names)]
    cards.sort(key=lambda one: one.stage.id)
    arrows = [arrow(start, end, when="goes there") for start in names for end in names]
    return drawing(cards, arrows, **more)


NAMED = {
    "nothing": drawing(),
    "one touchpoint": drawing([card("checkout")]),
    "one touchpoint of nobody": drawing([card("checkout", stage=None, owner=None, channel="", called="")]),
    "no transitions": drawing([card(f"t{place}", owner=f"o{place % 3}") for place in range(30)]),
    "a circle of everything": circle_of_everything(7),
    "ten": chain(10),
    "sixty": chain(60),
    "three hundred": chain(300, owners=9, stages=8),
    "forty owners": chain(90, owners=40),
    "retail": samples.retail(),
    "hostile": samples.hostile(),
    "hostile and of few owners": chain(40, owners=9, texts=HOSTILE),
    "hostile and many": chain(80, owners=9, texts=HOSTILE),
}

_texts = st.sampled_from(HOSTILE) | st.text(st.characters(codec=None), max_size=60)


@st.composite
def drawings(draw, most=9):
    """Any drawing of a few touchpoints, with any names, any ways, and a journey over some of them."""
    number = draw(st.integers(0, most))
    stages = [None, *(Named("stage", f"s{place}", draw(_texts)) for place in range(2))]
    owners = [None, *(Named("owner", f"o{place}", draw(_texts)) for place in range(3))]
    systems = [Named("system", f"y{place}", draw(_texts)) for place in range(3)]
    cards = [
        Card(
            Named("touchpoint", f"t{place}", draw(_texts)),
            draw(st.sampled_from(stages)),
            draw(_texts),
            draw(st.sampled_from(owners)),
            tuple(draw(st.lists(st.sampled_from(owners[1:]), max_size=2))),
            draw(st.sampled_from(["", "customer", "company", "partner"])),
            draw(st.sampled_from(["", "truth", "pain"])),
            draw(st.sampled_from(["planned", "live", "retired"])),
            draw(st.booleans()),
            draw(st.booleans()),
            tuple(draw(st.lists(st.sampled_from(systems), max_size=3))),
            draw(st.sampled_from([0, 1, 10**6])),
            draw(st.sampled_from([0, 1])),
            draw(st.sampled_from(["", "added", "changed", "removed"])),
        )
        for place in range(number)
    ]
    cards.sort(key=lambda one: stages.index(one.stage))
    names = [one.touchpoint.id for one in cards]
    ends = st.tuples(st.sampled_from(names), st.sampled_from(names)) if names else st.nothing()
    arrows = [
        arrow(
            start,
            end,
            when=draw(_texts),
            kind=draw(st.sampled_from(["forward", "back", "recovery"])),
            owner=draw(st.sampled_from(owners)),
            handover=draw(st.booleans()),
            share=draw(st.none() | st.floats(0, 1)),
            errors=draw(st.sampled_from([0, 3])),
            mark=draw(st.sampled_from(["", "added", "changed", "removed"])),
        )
        for start, end in draw(st.lists(ends, max_size=2 * number))
    ]
    journey = [
        Step(
            0,
            tuple(draw(st.lists(st.sampled_from([*names, "elsewhere"]), min_size=1, max_size=3))),
            within=draw(st.none() | st.just(Named("journey", "inner", draw(_texts)))),
            optional=draw(st.booleans()),
            does=draw(_texts),
            feels=draw(st.none() | st.floats(-2, 2)),
        )
        for _ in range(draw(st.integers(0, 5)) if names else 0)
    ]
    lines = (line(*journey, goal=draw(_texts)),) if journey and draw(st.booleans()) else ()
    by = draw(st.sampled_from(["owner", "channel", "stage"]))
    return drawing(cards, arrows, lines, by=by, name=draw(_texts))

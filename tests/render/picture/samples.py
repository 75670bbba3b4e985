"""Drawings to be made into pictures: the retail example, maps of any size with everything in them, hostile ones."""

from dataclasses import replace
from pathlib import Path
from random import Random

from trees import tree_of

from cxmap.app.drawing.choosing import Wanted
from cxmap.app.drawing.drawing import drawing
from cxmap.app.reading import read
from cxmap.message import Named
from cxmap.report.drawing import Arrow, Card, Drawing, Gauge, Idea, Line, Phase, Step
from cxmap.report.map_info import MapInfo

RETAIL = Path(__file__).parents[3] / "examples" / "retail"

HOSTILE = (
    "<script>alert(1)</script>",
    '"/><g onload="alert(1)">',
    "]]></style><script>alert(1)</script>",
    "&amp; &#64;team @team",
    "**bold** [x](javascript:alert(1)) `code` | a | b |",
    "N" * 200,
    "Wide WWWWWWWWWWWW MMMMMMMMMMMMMM @@@@@@@@@",
    "שלום עולם, הזמנה חדשה באתר",
    "طلب جديد عبر الموقع 42 <b>",
    "日本語のとても長い名前が続いて終わらないタッチポイント",
    "👩\u200d👩\u200d👧\u200d👦🚀🎉 party 🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉",
    "\u202egnp.exe",
    "\x1b[31mred\x07 \x00 \ud800 \ufffe",
    "Za\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307lgo",
    "line\r\nbreak\ttab",
    "ﷺ ﷽ ‱‱‱‱ ㎒㎒㎒ Ⅷ ™",
    "",
)


def retail(view: str = "map", *journeys: str, language: str = "en") -> Drawing:
    """Return the example as it is drawn."""
    wanted = Wanted(view, journeys=journeys, language=language)
    return drawing(read(tree_of(RETAIL)), wanted)


def made(number: int, journeys: int = 3, stages: int = 8, names: tuple[str, ...] = ()) -> Drawing:
    """Return a map with so many touchpoints and journeys, and something of everything; always the same one.

    With `names`, everything is called one of these.
    """
    rng = Random(number)  # noqa: S311
    stages = min(stages, number)

    def called(kind: str, position: int) -> str:
        return names[position % len(names)] if names else f"{kind} {rng.choice(_WORDS)} {position + 1}"

    def text(position: int) -> str:
        return names[position % len(names)] if names else _SENTENCES[position % len(_SENTENCES)]

    owners = [Named("owner", f"o{n}", called("Team", n)) for n in range(9)]
    phases = [Phase(Named("stage", f"s{n}", called("Stage", n)), text(n)) for n in range(stages)]
    cards = [
        Card(
            Named("touchpoint", f"t{n}", called("Touchpoint", n)),
            phases[n * stages // number].stage,
            text(n) if names else rng.choice(["web", "app", "store", "contact-centre", "email"]),
            rng.choice([*owners, None]),
            moment=rng.choice(["", "", "", "truth", "pain"]),
            status=rng.choice(["live", "live", "live", "planned", "retired"]),
            entry=n == 0,
            exit=n == number - 1,
            systems=(Named("system", "crm", called("System", n)),),
            errors=rng.choice([0, 0, 0, 2]),
            warnings=rng.choice([0, 0, 0, 11]),
            mark=rng.choice(["", "", "", "added", "changed", "removed"]),
        )
        for n in range(number)
    ]
    ids = [card.touchpoint.id for card in cards]
    arrows = [
        Arrow(
            Named("transition", f"{one}->{other}"),
            one,
            other,
            text(n),
            rng.choice(["forward", "forward", "back", "recovery"]),
            rng.choice([None, owners[0]]),
            handover=n % 3 == 0,
        )
        for n, (one, other) in enumerate(zip(ids, ids[1:] + ids[:1], strict=True))
    ]
    lines = [
        Line(
            Named("journey", f"j{n}", called("Journey", n)),
            "current" if n % 2 else "ideal",
            text(n),
            owners[n % 9],
            (Named("persona", "p", called("Persona", n)),),
            tuple(_steps(ids, rng, text)),
            (Named("metric", "m", called("Metric", n)),),
        )
        for n in range(journeys)
    ]
    return Drawing(
        about=MapInfo("1.0", called("Map", 0), "", whole=not names),
        view="map",
        by="owner",
        language="en",
        phases=tuple(phases),
        cards=tuple(cards),
        arrows=tuple(arrows),
        lines=tuple(lines),
        gauges=tuple(
            Gauge(Named("metric", f"m{n}", called("Metric", n)), "nps", 4.5, "higher", "0-10", (name,))
            for n, name in enumerate(ids)
            if n % 4 == 0
        ),
        ideas=tuple(
            Idea(Named("opportunity", f"i{n}", called("Idea", n)), name, text(n), n % 5 + 1, 5 - n % 5, None, "doing")
            for n, name in enumerate(ids)
            if n % 5 == 0
        ),
        personas=(Named("persona", "p", called("Persona", 1)),),
        left_out=3 if names else 0,
    )


def one_journey(number: int, names: tuple[str, ...] = ()) -> Drawing:
    """Return the map of one journey through so many touchpoints."""
    return made(number, 1, names=names)


def hostile() -> Drawing:
    """Return a map on which everything has a name that is made to do harm, or just hard to draw."""
    return made(2 * len(HOSTILE), 2, names=HOSTILE)


def bare() -> Drawing:
    """Return a map of one touchpoint without a stage, an owner, a channel or a journey."""
    whole = made(1, 0)
    card = Card(Named("touchpoint", "t", "Only"), None, "")
    return replace(whole, phases=(Phase(None),), cards=(card,), arrows=(), gauges=(), ideas=(), personas=())


def _steps(ids, rng, text):
    inside = Named("journey", "inner", "Inner journey")
    for position, name in enumerate(ids):
        if rng.random() < 0.3 and position:
            continue
        more = (ids[rng.randrange(len(ids))],) if position % 7 == 3 else ()
        yield Step(
            position + 1,
            tuple(dict.fromkeys((name, *more))),
            inside if 4 <= position <= 6 else None,
            optional=position % 5 == 4,
            does=text(position) if position % 2 else "",
            thinks=text(position + 1) if position % 3 == 0 else "",
            feels=rng.choice([-2, -1.5, -1, 0, 0.5, 1, 2, None]),
            pains=(text(position + 2), text(position + 3)) if position % 4 == 0 else (),
        )


_WORDS = ("basket", "of the showroom", "with an adviser on the telephone", "after delivery", "Wiedereinbestellung")
_SENTENCES = (
    "Takes the early slot.",
    "Nobody told them that the van would come in the afternoon, and the neighbours were out as well.",
    "Why do they ask for that again?",
    "Wants the answer before anything is paid, and does not get it from anybody who picks up the telephone.",
)

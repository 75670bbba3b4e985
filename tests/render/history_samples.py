"""Histories to render: a rich one, one of one thing, an empty one, and one with all that is hostile."""

import datetime

from render.samples import HOSTILE

from cxmap.diff.grade import Grade
from cxmap.findings import Place
from cxmap.message import Message, Named, said
from cxmap.report.history import Bound, Commit, Held, HistoryReport, Step
from cxmap.report.impact import Changed
from cxmap.source.span import START

ZONE = datetime.timezone(datetime.timedelta(hours=2))
CHECKOUT = Named("touchpoint", "checkout", "Pay and go")
BASKET = Named("touchpoint", "basket", "Basket")
DIGITAL = Named("owner", "digital", "Digital products")
STORES = Named("owner", "stores", "Stores")
RECORD = Named("change", "one-page", "One-page checkout")


def commit(number: int, author: str = "Ada Lovelace", subject: str = "") -> Commit:
    date = datetime.datetime(2026, 1, number, 9, 30, tzinfo=ZONE)
    return Commit(f"{number:x}" * 40, date, author, subject or f"Commit {number}")


def changed(grade: Grade, thing: Named, message: Message, why: Message | None = None, **fields) -> Changed:
    return Changed("retired", grade, thing, message, Place("web/map.yaml", START), "head", why=why, **fields)


def rich() -> HistoryReport:
    """Return a history with something of everything."""
    retired = changed(
        Grade.BREAKING,
        BASKET,
        said("{entity} is retired.", entity=BASKET),
        said("It is step {number} of journey {journey}.", number=2, journey=Named("journey", "buy", "Buy")),
        field="status",
        before="live",
        after="retired",
    )
    owned = changed(
        Grade.DISRUPTIVE,
        CHECKOUT,
        said(
            "{owner} is now accountable for {entity} instead of {former}.",
            owner=DIGITAL,
            entity=CHECKOUT,
            former=STORES,
        ),
    )
    renamed = changed(
        Grade.NOTABLE, CHECKOUT, said("`{previous}` is now called {entity}.", previous="till", entity=CHECKOUT)
    )
    reworded = changed(Grade.WORDING, BASKET, said("{entity} is described in other words.", entity=BASKET))
    added = [
        changed(Grade.NOTABLE, thing, said("There is something new: {entity}.", entity=thing))
        for thing in (CHECKOUT, BASKET, DIGITAL, Named("journey", "buy"), Named("transition", "basket->checkout"))
    ]
    return HistoryReport(
        version="1.2.3",
        repository="Acme retail",
        base=Bound("v1", "a" * 40),
        head=Bound("v2", "b" * 40),
        steps=(
            Step(commit(9, subject="Retire the basket & more"), (retired, owned), (RECORD,)),
            Step(commit(7), (reworded,), (RECORD, Named("change", "other")), unread=("old.yaml",)),
            Step(commit(5, subject=""), tuple([renamed] * 14)),
            Step(commit(2), tuple(added), begins=True),
        ),
        commits=7,
        more=True,
        notes=(said("This clone is shallow."),),
    )


def one_thing() -> HistoryReport:
    """Return the history of a touchpoint, and who held it."""
    whole = rich()
    return HistoryReport(
        version="1.2.3",
        repository="Acme retail",
        head=Bound("HEAD", "b" * 40),
        thing=CHECKOUT,
        steps=whole.steps,
        held=(
            Held("accountable", DIGITAL, commit(9), None),
            Held("accountable", STORES, commit(2), commit(9)),
            Held("accountable", DIGITAL, None, commit(2)),
            Held("team", STORES, None, None),
        ),
        commits=9,
    )


def empty(thing: Named | None = None) -> HistoryReport:
    """Return a history in which nothing happened."""
    return HistoryReport("1.2.3", "", Bound("HEAD", "b" * 40), thing=thing)


def hostile() -> HistoryReport:
    """Return a history in which every text is one that means harm."""
    steps = []
    for text in HOSTILE:
        thing = Named("touchpoint", text, text)
        one = changed(
            Grade.BREAKING, thing, said("{entity} says {text}.", entity=thing, text=text), said("{x}", x=text)
        )
        steps.append(Step(commit(3, text, text), (one,), (Named("change", text, text),), unread=(text,)))
    text = " ".join(HOSTILE)
    held = tuple(Held("owner", Named("owner", text, text), None, None) for text in HOSTILE)
    return HistoryReport(
        text, text, Bound(text, "b" * 40), Bound(text, "a" * 40), Named("owner", text, text), tuple(steps), held
    )

"""Reports on impact to render: a rich one, one without changes, a hostile one, and one of any size."""

import datetime
import itertools

from render.samples import HOSTILE, RULES, finding

from cxmap.diff.grade import Grade
from cxmap.findings import Place, Severity
from cxmap.message import Message, Named, said
from cxmap.report.impact import (
    Arrow,
    Branch,
    Card,
    Changed,
    Engaged,
    Gate,
    ImpactReport,
    JourneyTouched,
    Lesson,
    Link,
    NotNeeded,
    Picture,
    Plan,
    Position,
    Reached,
    Revision,
    StageTouched,
    Told,
)
from cxmap.source.span import Span

TODAY = datetime.date(2026, 11, 20)

VISIT = Named("touchpoint", "store-visit", "Visit to the store")
CHECKOUT = Named("touchpoint", "checkout", "Checkout")
RETURNS = Named("touchpoint", "returns-desk", "Returns desk")
BASKET = Named("touchpoint", "basket", "Basket")
BOOKING = Named("touchpoint", "video-call", "Video call with an adviser")
STORES = Named("owner", "stores", "Stores")
DIGITAL = Named("owner", "digital", "Digital products")
LEGAL = Named("owner", "legal", "Legal")
CENTRE = Named("owner", "contact-centre", "Contact centre")
PAYMENTS = Named("owner", "payments", "Payments")
COMMITTEE = Named("owner", "cx-steering", "CX steering committee")
BUY = Named("journey", "buy-in-store", "Buying in the store")
RETURN = Named("journey", "bring-it-back", "Bringing it back")
SHOPPER = Named("persona", "store-shopper", "Store shopper")
PURCHASE = Named("stage", "purchase", "Purchase")
SUPPORT = Named("stage", "support", "Support")
RECORD = Named("change", "advice-by-video", "Advice by video")
EARLIER = Named("change", "old-town-counter-closes", "The counter in the old town closes")


def report(**values) -> ImpactReport:
    """Return a report of Acme retail with these values, and without changes if none are given."""
    given = {
        "version": "0.1.0",
        "repository": "Acme retail",
        "base": Revision("main", "1f" * 20),
        "head": Revision("advice-by-video", "2e" * 20),
        "today": TODAY,
    }
    return ImpactReport(**(given | values))


def empty() -> ImpactReport:
    """Return a report in which nothing changed and nothing is left to say."""
    return report()


def noted() -> ImpactReport:
    """Return a report in which nothing changed as far as it could be compared."""
    return report(
        notes=(said("{path} could not be read before the change.", path="web/@team.yaml"),),
        head=Revision("the working tree"),
    )


def changes() -> tuple[Changed, ...]:
    """Return one change or more of each grade."""
    return (
        Changed(
            "removed",
            Grade.BREAKING,
            VISIT,
            said("{entity} is no longer there.", entity=VISIT),
            Place("touchpoints/stores.yaml", Span(3, 2, 3, 13)),
            "base",
            before={"name": "Visit to the store", "stage": "purchase", "channel": "store", "volume": 12400.0},
            why=said("It is step {step} of {journey}.", step=3, journey=BUY),
        ),
        Changed(
            "channel-changed",
            Grade.DISRUPTIVE,
            RETURNS,
            said(
                "{entity} is now on the channel {after} instead of {before}.",
                entity=RETURNS,
                before="store",
                after="post",
            ),
            Place("touchpoints/support.yaml", Span(11, 13, 11, 17)),
            "head",
            field="channel",
            before="store",
            after="post",
        ),
        Changed(
            "retargeted",
            Grade.DISRUPTIVE,
            Named("transition", "basket->video-call#advice"),
            said(
                "The transition {before:way} now leads to {after}.",
                before=(BASKET, VISIT),
                after=BOOKING,
            ),
            Place("touchpoints/purchase.yaml", Span(40, 4, 40, 60)),
            "head",
            field="to",
            before="store-visit",
            after="video-call",
            previous=Named("transition", "basket->store-visit#advice"),
        ),
        Changed(
            "added",
            Grade.NOTABLE,
            BOOKING,
            said("{entity} is new.", entity=BOOKING),
            Place("touchpoints/purchase.yaml", Span(21, 2, 21, 12)),
            "head",
            after={
                "name": "Video call with an adviser",
                "stage": "purchase",
                "channel": "video",
                "captures": ["email"],
            },
        ),
        Changed(
            "wording",
            Grade.WORDING,
            CHECKOUT,
            said("The description of {entity} has other words.", entity=CHECKOUT),
            Place("touchpoints/purchase.yaml", Span(9, 17, 9, 40)),
            "head",
            field="description",
            before=None,
            after="Where\nthe customer pays.",
        ),
    )


def reached() -> tuple[Reached, ...]:
    """Return what changed, what is next to it, and what needs data from it."""
    receipt = Named("data", "receipt", "Receipt")
    return (
        Reached(VISIT, 0, (Link(VISIT),), 12400.0),
        Reached(RETURNS, 0, (Link(RETURNS),), 310.5),
        Reached(BOOKING, 0, (Link(BOOKING),)),
        Reached(BUY, 1, (Link(BUY, said("steps through")), Link(VISIT))),
        Reached(CHECKOUT, 1, (Link(CHECKOUT, said("comes after")), Link(VISIT))),
        Reached(
            RETURN,
            3,
            (
                Link(RETURN, said("steps through")),
                Link(RETURNS, said("needs")),
                Link(receipt, said("captured at")),
                Link(VISIT),
            ),
        ),
        Reached(
            Named("system", "till", "Till"), 1, (Link(Named("system", "till", "Till"), said("is used at")), Link(VISIT))
        ),
        Reached(SHOPPER, 2, (Link(SHOPPER, said("walks")), Link(BUY, said("steps through")), Link(VISIT))),
    )


def engaged() -> tuple[Engaged, ...]:
    """Return owners in every role."""
    return (
        Engaged(
            STORES,
            "accountable",
            "ask-first",
            (VISIT, RETURNS),
            said("{owner} is accountable for {touchpoints}.", owner=STORES, touchpoints=(VISIT, RETURNS)),
            "Hanne Vestergaard",
            {"email": "stores@acme.example", "chat": "#stores", "github": "@acme/stores", "phone": "+44 20 7946 0000"},
            "en",
            "operations",
        ),
        Engaged(
            DIGITAL,
            "handover",
            "ask-first",
            (BASKET,),
            said("{owner} owns the hand-over from {start} to {end}.", owner=DIGITAL, start=BASKET, end=BOOKING),
            "Tomás Arrieta",
            {"email": "digital@acme.example", "github": "acme/digital"},
            "es",
            "digital",
        ),
        Engaged(
            LEGAL,
            "consulted",
            "consult",
            (RETURNS,),
            said("{owner} is consulted about {touchpoint}.", owner=LEGAL, touchpoint=RETURNS),
            contact={"chat": "#legal", "github": "@acme/legal"},
        ),
        Engaged(
            CENTRE,
            "informed",
            "inform",
            (VISIT,),
            said("{owner} is informed about {touchpoint}.", owner=CENTRE, touchpoint=VISIT),
            "Inês Caldeira",
            {"github": "@acme/contact-centre"},
            "pt",
            "service",
        ),
    )


def plan() -> Plan:
    """Return a plan that is refused, with rows of a record and rows that cxmap proposes."""
    all_changes = changes()
    return Plan(
        rows=(
            Told(
                STORES,
                "peers",
                "meeting",
                DIGITAL,
                datetime.date(2026, 12, 1),
                done=datetime.date(2026, 12, 2),
                message="The corner with the sofas becomes a studio for video calls.",
                planned=True,
                about=all_changes[:2],
                record=RECORD,
            ),
            Told(DIGITAL, "peers", "meeting", DIGITAL, datetime.date(2026, 12, 1), about=all_changes[2:3]),
            Told(
                "people at the tills", "teams", "team talk", STORES, datetime.date(2026, 12, 15), about=all_changes[:1]
            ),
            Told(CENTRE, "support", "written notice", None, None, about=all_changes[:1]),
            Told(SHOPPER, "customers", "post", STORES, datetime.date(2027, 1, 25), about=all_changes[:1]),
        ),
        live_on=datetime.date(2027, 2, 1),
        notes=(said("{audience} has no day.", audience=CENTRE),),
        refused=(said("Customers hear on {day}, before {audience} does.", day="2027-01-25", audience=CENTRE),),
    )


def picture() -> Picture:
    """Return four touchpoints in two stages, of which one goes, one comes and one changes."""
    before = (
        (
            Card(BASKET, "Purchase", "web", ""),
            Card(VISIT, "Purchase", "store", "removed"),
            Card(CHECKOUT, "Purchase", "web", ""),
            Card(RETURNS, "Support", "store", "changed"),
        ),
        (
            Arrow("basket", "store-visit", "wants advice", "removed"),
            Arrow("store-visit", "checkout", 'says "yes"', "removed"),
            Arrow("basket", "checkout", "", ""),
            Arrow("checkout", "returns-desk", "brings it back", ""),
        ),
    )
    after = (
        (
            Card(BASKET, "Purchase", "web", ""),
            Card(BOOKING, "Purchase", "video", "added"),
            Card(CHECKOUT, "Purchase", "web", ""),
            Card(RETURNS, "Support", "post", "changed"),
        ),
        (
            Arrow("basket", "video-call", "wants advice", "added"),
            Arrow("video-call", "checkout", 'says "yes"', "added"),
            Arrow("basket", "checkout", "", ""),
            Arrow("checkout", "returns-desk", "sends it back", "changed"),
            Arrow("returns-desk", "basket", "orders another size", ""),
        ),
    )
    return Picture(before, after, 3)


def rich(**values) -> ImpactReport:
    """Return a report that has something to say in every section."""
    everything = {
        "changes": changes(),
        "reach": reached(),
        "engage": engaged(),
        "not_needed": (NotNeeded(PAYMENTS, said("{touchpoint} is two steps away.", touchpoint=CHECKOUT)),),
        "stages": (StageTouched(PURCHASE, (VISIT, BOOKING), (CHECKOUT,)), StageTouched(SUPPORT, (RETURNS,), ())),
        "start": (
            JourneyTouched(RETURN, 2, 0, (2,), (RETURNS,), STORES),
            JourneyTouched(BUY, 4, 2, (3, 4), (VISIT, BOOKING), None, before=True),
        ),
        "personas": (SHOPPER,),
        "findings_new": (
            finding(
                "dead-end",
                said("Nothing leads on from {touchpoint}.", touchpoint=BOOKING),
                Place("touchpoints/purchase.yaml", Span(21, 2, 21, 12)),
                BOOKING.entity,
                hint=said("Say where customers go from here."),
            ),
            finding(
                "unowned-handover",
                said("Nobody owns the hand-over from {start} to {end}.", start=BASKET, end=BOOKING),
                Place("touchpoints/purchase.yaml", Span(40, 4, 40, 60)),
                "transition:basket->video-call",
            ),
        ),
        "findings_solved": (
            finding(
                "unused-definition",
                said("Nothing refers to {datum}.", datum=Named("data", "email")),
                Place("data.yaml", Span(4, 2, 4, 7)),
                "data:email",
            ),
        ),
        "rules": RULES,
        "plan": plan(),
        "disagreements": (
            Position(RECORD, LEGAL, "Advice by video has to be recorded.", "", COMMITTEE, COMMITTEE),
            Position(RECORD, None, "Not everybody has a camera.", "The call works without one.", DIGITAL),
        ),
        "lessons": (
            Lesson(
                EARLIER,
                datetime.date(2026, 11, 5),
                ("All four colleagues are still with us.",),
                ("For four days the confirmation sent people to a locked door.",),
                ("Tell the neighbours.", "What a confirmation says about a place is kept in one place only."),
                said("It touched {touchpoints}, too.", touchpoints=(RETURNS,)),
            ),
        ),
        "branches": (Branch("faster-returns", "3d" * 20, (RETURNS,), (STORES, LEGAL), (SHOPPER,)),),
        "gate": Gate(
            required=True,
            records=(RECORD,),
            closed=(said("{record} has no approval by {committee}.", record=RECORD, committee=COMMITTEE),),
            unrecorded=(BOOKING,),
            unchanged=(CHECKOUT,),
        ),
        "picture": picture(),
        "notes": (said("How many customers come through {touchpoints} is not known.", touchpoints=(BOOKING,)),),
    }
    return report(**(everything | values))


def hostile() -> ImpactReport:
    """Return a report in which everything that comes from the repository is hostile."""
    named = [Named("touchpoint", text, text) for text in HOSTILE]
    things = tuple(named)
    told = [said("{thing} says {text}.", thing=thing, text=thing.name) for thing in things]
    places = [Place(f"<b>/@team/{text}.yaml", Span(line, 0, line, 3)) for line, text in enumerate(HOSTILE)]
    grades = tuple(Grade)
    found = tuple(
        Changed(
            "reowned",
            grades[number % 4],
            thing,
            told[number],
            places[number],
            "head" if number % 3 else "base",
            field="raci.accountable",
            before={thing.name: [thing.name, float("1e300"), True]},
            after=thing.name,
            previous=thing,
            why=told[number],
        )
        for number, thing in enumerate(things)
    )
    texts = tuple(thing.name for thing in things)
    cards = tuple(Card(thing, thing.name, thing.name, mark) for thing, mark in zip(things, _MARKS * 9, strict=False))
    arrows = tuple(
        Arrow(one.id, other.id, one.name, mark)
        for one, other, mark in zip(things, things[1:], _MARKS * 9, strict=False)
    )
    return report(
        repository=texts[0],
        base=Revision(texts[1], ""),
        head=Revision(texts[2], "2e" * 20),
        changes=tuple(sorted(found, key=lambda changed: changed.grade.rank)),
        reach=tuple(
            Reached(thing, number % 4, (Link(thing, told[number]), Link(things[0])))
            for number, thing in enumerate(things)
        ),
        engage=tuple(
            Engaged(
                thing,
                "accountable",
                "ask-first",
                things,
                told[number],
                thing.name,
                dict.fromkeys(("email", "chat", "phone", "github", "<b>"), thing.name),
                thing.name,
                thing.name,
            )
            for number, thing in enumerate(things)
        ),
        not_needed=tuple(map(NotNeeded, things, told)),
        stages=tuple(StageTouched(thing, things[:3], things[3:]) for thing in things),
        start=tuple(JourneyTouched(thing, 1, 2, (1,), things, thing) for thing in things),
        personas=things,
        findings_new=tuple(
            finding("dead-end", told[number], places[number], thing.name, hint=told[number])
            for number, thing in enumerate(things)
        ),
        rules=RULES,
        plan=Plan(
            tuple(
                Told(text, wave, text, things[0], TODAY, message=text, language=text, about=found[:2], why=text)
                for text, wave in zip(texts, itertools.cycle(_WAVES), strict=False)
            ),
            TODAY,
            tuple(told),
        ),
        disagreements=tuple(Position(thing, thing, thing.name, "", thing, thing) for thing in things),
        lessons=tuple(
            Lesson(thing, None, texts, texts, texts, told[number]) for number, thing in enumerate(things[:3])
        ),
        branches=tuple(Branch(thing.name, thing.name, things, things, things) for thing in things),
        gate=Gate(required=True, records=things, closed=tuple(told), unrecorded=things, unchanged=things),
        picture=Picture((cards, arrows), (cards, arrows), 1),
        notes=tuple(told),
    )


_WAVES = ("peers", "teams", "support", "customers")
_MARKS = ("", "added", "removed", "changed")


def many(number: int, grade: Grade = Grade.BREAKING) -> ImpactReport:
    """Return a report with so many changes, of as many touchpoints, for at most 50 owners."""
    things = [Named("touchpoint", f"moment-{n}", f"Moment {n} of truth") for n in range(number)]
    owners = [Named("owner", f"team-{n}") for n in range(min(number, 50))]
    cards = tuple(Card(thing, f"Stage {n % 8}", "web", "changed") for n, thing in enumerate(things))
    arrows = tuple(Arrow(one.id, other.id, "goes on", "changed") for one, other in itertools.pairwise(things))
    made = tuple(
        Changed(
            "removed",
            grade,
            thing,
            _gone(thing),
            Place(f"many/{n % 100:02}.yaml", Span(n, 0, n, 3)),
            "head",
            why=said("A customer can no longer get there."),
        )
        for n, thing in enumerate(things)
    )
    return report(
        changes=made,
        reach=tuple(
            Reached(thing, n % 2, (Link(thing, said("comes after")), Link(things[0])), float(n))
            for n, thing in enumerate(things)
        ),
        engage=tuple(
            Engaged(owner, "accountable", "ask-first", (thing,), said("{owner} is accountable.", owner=owner))
            for owner, thing in zip(owners, things, strict=False)
        ),
        findings_new=tuple(
            finding("dead-end", _gone(thing), Place("a.yaml", Span(n, 0, n, 1)), thing.entity, severity=Severity.ERROR)
            for n, thing in enumerate(things)
        ),
        rules=RULES,
        plan=Plan(tuple(Told(owner, "peers", "meeting", None, TODAY, about=made[:5]) for owner in owners)),
        picture=Picture((cards, arrows), (cards, arrows)),
    )


def _gone(thing: Named) -> Message:
    return said("{entity} is no longer there.", entity=thing)

"""Reports to render: a rich one with all that is hostile, a clean one, and one of any size."""

from collections.abc import Iterable

from cxmap.findings import Finding, Place, Related, Severity, fingerprint
from cxmap.message import Message, Named, said
from cxmap.report.validation import Declined, RepositoryInfo, RuleInfo, ValidationReport
from cxmap.source.span import START, Span

HOSTILE = (
    "<script>alert(1)</script>",
    "@team",
    "see #1 and GH-2, org/repo#3, !4",
    "[x](javascript:1)",
    "![x](https://evil.example/x.png)",
    "https://evil.example and www.evil.example",
    "::error::gotcha",
    "##[error]gotcha",
    "%0A::error::",
    "]]>",
    "\u202egnp.exe",
    "👩\u200d🚀 naïve 日本語",
    "\x1b[31mred\x07 \x00",
    "| a | b |\n|---|---|",
    "`` ` ```",
    "{touchpoint} {} {0.__class__}",
    "- [ ] done",
    "&amp; &#64;team",
    "\ud800",
    "$x$ ~~y~~ **z** __w__",
    "line\r\nbreak",
    "=cmd|' /C calc'!A0",
    "N" * 200,
)

RULES = {
    info.id: info
    for info in (
        RuleInfo(
            "duplicate-touchpoint",
            "identity",
            Severity.ERROR,
            "Two touchpoints share a name",
            "Two teams then improve the same moment without knowing of each other.",
            "https://example.org/cxmap/rules/duplicate-touchpoint",
        ),
        RuleInfo("dead-end", "flow", Severity.ERROR, "Nothing leads on", "Customers are left standing.", ""),
        RuleInfo(
            "invalid-yaml",
            "files",
            Severity.ERROR,
            "A file is not YAML",
            "Nothing in the file can be checked.",
            "https://example.org/cxmap/rules/invalid-yaml",
        ),
        RuleInfo("quiet", "flow", Severity.OFF, "Off unless asked for", "", ""),
        RuleInfo(
            "unknown-reference",
            "references",
            Severity.ERROR,
            "An id is not declared",
            "The map promises a way that is not there.",
            "https://example.org/cxmap/rules/unknown-reference",
        ),
        RuleInfo(
            "unowned-handover",
            "ownership",
            Severity.WARNING,
            "Accountability changes and nobody owns the hand-over",
            "Customers fall between two teams.",
            "https://example.org/cxmap/rules/unowned-handover",
        ),
        RuleInfo(
            "unused-definition",
            "references",
            Severity.INFO,
            "Nothing refers to it",
            "",
            "https://example.org/cxmap/rules/unused-definition",
        ),
    )
}

REPOSITORY = RepositoryInfo("Acme retail", touchpoints=120, transitions=260, journeys=9, files=41)


def finding(  # noqa: PLR0913 - one argument for each thing a finding has
    rule: str,
    message: Message,
    place: Place,
    entity: str,
    *,
    severity: Severity | None = None,
    hint: Message | None = None,
    related: Iterable[Related] = (),
    occurrence: int = 0,
) -> Finding:
    """Return a finding of a rule of `RULES`, as grave as the rule is by default."""
    return Finding(
        rule,
        severity or RULES[rule].severity,
        message,
        place,
        entity,
        fingerprint(rule, entity, message, occurrence),
        hint,
        tuple(related),
    )


def report(findings: Iterable[Finding], **changes: object) -> ValidationReport:
    """Return a report of Acme retail with these findings, in the order a report has."""
    ordered = tuple(sorted(findings, key=lambda finding: (finding.place, finding.rule)))
    values = {
        "version": "0.1.0",
        "repository": REPOSITORY,
        "findings": ordered,
        "suppressed": 0,
        "baselined": 0,
        "declined": (),
        "rules": RULES,
        "sources": {},
    }
    return ValidationReport(**(values | changes))


def clean() -> ValidationReport:
    """Return a report without findings."""
    return report(())


def many(number: int, severity: Severity = Severity.ERROR) -> ValidationReport:
    """Return a report with so many findings in a hundred files."""
    return report(
        finding(
            "unknown-reference",
            said("Transition {transition} leads nowhere", transition=Named("transition", f"a->b{n}")),
            Place(f"many/{n % 100:02}.yaml", Span(n, 0, n, 3)),
            f"transition:a->b{n}",
            severity=severity,
        )
        for n in range(number)
    )


def rich() -> ValidationReport:
    """Return a report with several files, all severities, related places, hints, declined rules and hostile texts."""
    return report(
        (*_basket(), *_checkout(), *_whole_file(), *_hostile()),
        suppressed=2,
        baselined=12,
        declined=(
            Declined("unreachable-touchpoint", said("No touchpoint is marked as an entry.")),
            Declined("no-way-out", said("No touchpoint is marked as an entry.")),
            Declined("asked-twice", said("{path} could not be read.", path="web/@team.yaml")),
        ),
        sources={
            "web/basket.yaml": {
                11: '  - {from: basket, to: chekout, when: presses "pay", owner: digital, carries: [basket]}',
                13: '\t- {from: 店舗, to: 日本語日本語, when: "' + "walks in and looks around, " * 12 + '"}',
            },
            "web/checkout.yaml": {1: "  checkout:", 6: "    name: Check-out \u202e<b>now</b>"},
        },
    )


def _basket() -> Iterable[Finding]:
    basket = Named("touchpoint", "basket", "Basket")
    checkout = Named("touchpoint", "checkout", "Pay and go")
    transition = Named("transition", "basket->chekout")
    yield finding(
        "unknown-reference",
        said(
            "Transition {transition} leads to touchpoint `{id}`, which is not declared.",
            transition=transition,
            id="chekout",
        ),
        Place("web/basket.yaml", Span(11, 23, 11, 30)),
        transition.entity,
        hint=said("Did you mean {touchpoint}?", touchpoint=checkout),
        related=[
            Related(
                Place("web/checkout.yaml", Span(1, 2, 1, 10)),
                said("{touchpoint} is declared here", touchpoint=checkout),
                checkout.entity,
            )
        ],
    )
    yield finding(
        "unowned-handover",
        said(
            "Accountability changes from {owner} to {other} on the way from {start} to {end}, and nobody owns it.",
            owner=Named("owner", "digital", "Digital sales"),
            other=Named("owner", "stores", "Stores"),
            start=basket,
            end=checkout,
        ),
        Place("web/basket.yaml", Span(13, 19, 13, 25)),
        "transition:店舗->日本語日本語",
        hint=said("Add an `owner` to the transition."),
    )
    yield finding(
        "dead-end",
        said(
            "{count} touchpoints lead nowhere: {touchpoints}. The way there: {way:way}.",
            count=15,
            touchpoints=tuple(Named("touchpoint", f"stop-{n}", f"Stop {n}") for n in range(15)),
            way=tuple(Named("touchpoint", f"step-{n}") for n in range(20)),
        ),
        Place("web/basket.yaml", Span(13, 300, 14, 4)),
        "touchpoint:stop-0",
    )


def _checkout() -> Iterable[Finding]:
    for occurrence in range(2):
        yield finding(
            "unused-definition",
            said("Nothing refers to {datum}.", datum=Named("data", "card-number", "Card number")),
            Place("web/checkout.yaml", Span(6, 10, 6, 10 + 9 * occurrence)),
            "data:card-number",
            occurrence=occurrence,
        )
    yield finding(
        "duplicate-touchpoint",
        said(
            "{one} and {other} share the name {name}.",
            one=Named("touchpoint", "checkout", "Check-out \u202e<b>now</b>"),
            other=Named("touchpoint", "pay"),
            name="checkout",
        ),
        Place("web/checkout.yaml", Span(6, 10, 6, 30)),
        "touchpoint:checkout",
        related=[Related(Place("a,b: c%.yaml", START), said("The other one")) for _ in range(5)],
    )


def _whole_file() -> Iterable[Finding]:
    yield finding(
        "invalid-yaml",
        said("This file is no UTF-8 text, but has {share} % of other bytes.", share=12.5),
        Place("legacy/caf\udce9 ünïcode.yaml", START),
        "file:legacy/caf\udce9 ünïcode.yaml",
    )
    yield finding("invalid-yaml", said("This file is empty."), Place("=1+1.yaml", START), "")


def _hostile() -> Iterable[Finding]:
    for line, text in enumerate(HOSTILE):
        yield finding(
            "unowned-handover" if line % 3 else "unused-definition",
            said("{thing} is written {typed}.", thing=Named("touchpoint", f"hostile-{line}", text), typed=text),
            Place("hostile/::error::<b>@team.yaml", Span(line, 0, line, 1)),
            f"touchpoint:{text}",
            hint=said("Rename it from `{typed}`.", typed=text),
        )

"""The rules at work: what they hit becomes findings, less what people have silenced."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from cxmap.app.kept import finding_of, plain_finding
from cxmap.app.severity import Severities
from cxmap.atlas.atlas import Placed
from cxmap.findings import Finding, Related, Severity, fingerprint
from cxmap.message import Message, said
from cxmap.parallel import Elsewhere, elsewhere
from cxmap.report import Declined
from cxmap.rule import Context, Hit, Rule, Somewhere
from cxmap.suppression import Silence

DEAR = frozenset({"similar-touchpoint"})
"""The rules that take about as long as all others together."""

ENOUGH = 5000
"""From so many touchpoints on, a second process for those saves more than it costs."""


class Outcome(NamedTuple):
    """What the rules found, sorted by path, place and rule; how much of it was silenced; and what did not run."""

    findings: tuple[Finding, ...]
    suppressed: int
    declined: tuple[Declined, ...]


def run(rules: Iterable[Rule], context: Context, severities: Severities) -> Outcome:
    """Run the rules, in their order."""
    running = [rule for rule in rules if severities.runs(rule)]
    silence = Silence(context.suppressions, context.today)
    findings: list[Finding] = []
    suppressed = 0
    declined = []
    meanwhile = _start_dear(running, context, severities)
    for rule in running:
        if rule.absence and not context.atlas.whole:
            declined.append(Declined(rule.id, _UNREAD))
            continue
        for finding in _found_by(rule, context, severities, meanwhile.get(rule.id)):
            if silence.covers(finding.place.path, finding.rule, finding.entity):
                suppressed += 1
            else:
                findings.append(finding)
        for suppression in silence.naming(rule.id):
            if severities.of(rule, rule.severity, suppression.document.path) is not Severity.OFF:
                suppression.tried.add(rule.id)
    return Outcome(tuple(sorted(findings, key=_order)), suppressed, tuple(declined))


_UNREAD = said("Something could not be read, and they would only echo what is missing.")


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.place, finding.rule, finding.entity, finding.fingerprint)


def _start_dear(rules: Iterable[Rule], context: Context, severities: Severities) -> dict[str, Elsewhere]:
    """Start the dear rules in other processes, where there is enough to do."""
    if len(context.atlas.touchpoints) < ENOUGH:
        return {}

    def work_of(rule: Rule) -> Callable[[], Any]:
        return lambda: ([plain_finding(found) for found in _findings(rule, context, severities)], context.answers)

    started = {rule.id: elsewhere(work_of(rule)) for rule in rules if rule.id in DEAR}
    return {name: other for name, other in started.items() if other is not None}


def _found_by(rule: Rule, context: Context, severities: Severities, other: Elsewhere | None) -> Iterable[Finding]:
    outcome = other.outcome() if other else None
    if outcome is None:
        return _findings(rule, context, severities)
    plain, answers = outcome
    context.answers.update(answers)
    return map(finding_of, plain)


def _findings(rule: Rule, context: Context, severities: Severities) -> Iterator[Finding]:
    """Yield what one rule finds, unless it would only echo that something could not be read."""
    atlas = context.atlas
    occurrences: Counter[str] = Counter()
    for hit in rule.check(context):
        if hit.entity in atlas.partial and (
            rule.absence or any(atlas.may_hold(hit.entity, field) for field in rule.absent_field)
        ):
            continue
        spot = hit.at.spot if isinstance(hit.at, Placed) else hit.at
        severity = severities.of(rule, hit.severity or rule.severity, spot.document.path)
        if severity is not Severity.OFF:
            yield _finding(rule, hit, severity, occurrences)


def _finding(rule: Rule, hit: Hit, severity: Severity, occurrences: Counter[str]) -> Finding:
    spot = hit.at.spot if isinstance(hit.at, Placed) else hit.at
    message = hit.message or Message(rule.sentence, hit.values)
    entity = hit.entity or f"file:{spot.document.path}"
    # A note has no id, only a number that changes when others come before it.
    lasting = "interaction" if entity.startswith("interaction:") else entity
    mark = fingerprint(rule.id, lasting, message)
    occurrence = occurrences[mark]
    occurrences[mark] += 1
    return Finding(
        rule.id,
        severity,
        message,
        spot.place,
        entity,
        fingerprint(rule.id, lasting, message, occurrence) if occurrence else mark,
        hit.hint,
        tuple(_related(somewhere, message) for somewhere, message in hit.related),
    )


def _related(somewhere: Somewhere, message: Message) -> Related:
    if isinstance(somewhere, Placed):
        return Related(somewhere.spot.place, message, somewhere.entity)
    return Related(somewhere.place, message)

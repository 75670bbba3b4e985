"""The rules at work: what they hit becomes findings, less what people have silenced."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from cxmap.app.kept import finding_of, plain_finding
from cxmap.app.severity import Severities
from cxmap.atlas.atlas import Placed
from cxmap.atlas.document import Spot
from cxmap.findings import Finding, Related, Severity, fingerprint
from cxmap.message import Message, said
from cxmap.parallel import elsewhere
from cxmap.report.validation import Declined
from cxmap.rule import Context, Hit, Rule, Somewhere
from cxmap.suppression import Silence

DEAR = frozenset({"similar-touchpoint", "duplicate-touchpoint", "asked-twice", "missing-data"})
"""The rules that take about as long as all others together."""

ENOUGH = 3000
"""From so many touchpoints on, a second process for those saves more than it costs."""

LAST = "suppression"
"""The family that judges what the others have silenced."""


class Outcome(NamedTuple):
    """What the rules found, sorted by path, place and rule; how much of it was silenced; and what did not run."""

    findings: tuple[Finding, ...]
    suppressed: int
    declined: tuple[Declined, ...]


def run(rules: Iterable[Rule], context: Context, severities: Severities) -> Outcome:
    """Run the rules: those of the family `suppression` last, and the dear ones meanwhile, where that is worth it."""
    running = [rule for rule in rules if severities.runs(rule)]
    silence = Silence(context.suppressions, context.today)
    findings: list[Finding] = []
    suppressed = 0
    declined = [Declined(rule.id, _UNREAD) for rule in running if rule.absence and not context.atlas.whole]
    able = [rule for rule in running if context.atlas.whole or not rule.absence]
    meanwhile = _Meanwhile([rule for rule in able if rule.id in DEAR], context, severities)
    for rule in sorted(able, key=lambda rule: (rule.family == LAST, rule in meanwhile.rules)):
        for finding in meanwhile.found_by(rule) if rule in meanwhile.rules else _findings(rule, context, severities):
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


class _Meanwhile:
    """Rules that run in a second process, where there is enough to do; none where there is not."""

    def __init__(self, rules: list[Rule], context: Context, severities: Severities) -> None:
        self._context = context
        self._severities = severities
        self.rules = rules if len(context.atlas.touchpoints) >= ENOUGH else []
        self._other = elsewhere(self._work) if self.rules else None

    def found_by(self, rule: Rule) -> Iterable[Finding]:
        """Return what one of the rules found. The first call waits for all of them."""
        plain = self._outcome.get(rule.id)
        return _findings(rule, self._context, self._severities) if plain is None else map(finding_of, plain)

    @cached_property
    def _outcome(self) -> dict[str, list[Any]]:
        outcome = self._other.outcome() if self._other else None
        found, answers = outcome or ({}, {})
        self._context.answers.update(answers)
        return found

    def _work(self) -> tuple[dict[str, list[Any]], dict[str, Any]]:
        found = {
            rule.id: [plain_finding(finding) for finding in _findings(rule, self._context, self._severities)]
            for rule in self.rules
        }
        return found, self._context.answers


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
            yield _finding(rule, hit, spot, severity, occurrences)


def _finding(rule: Rule, hit: Hit, spot: Spot, severity: Severity, occurrences: Counter[str]) -> Finding:
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

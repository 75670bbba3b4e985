"""Checks a revision: every rule over its atlas, then what people decided about severities and silence."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cxmap import HOME, __version__
from cxmap.app.collection import collection_paused
from cxmap.app.repository import Repository, read_repository
from cxmap.app.severity import Severities
from cxmap.atlas.atlas import Placed
from cxmap.atlas.load import Cache
from cxmap.findings import Finding, Related, Severity, fingerprint
from cxmap.message import Message, said
from cxmap.report import Declined, RepositoryInfo, RuleInfo, ValidationReport
from cxmap.rule import Context, Hit, Rule, Somewhere
from cxmap.rules import all_rules
from cxmap.source.tree import DEFAULT_LIMITS, Limits, Tree
from cxmap.suppression import Silence, suppressions


@dataclass(frozen=True)
class Scope:
    """What is asked of a validation.

    `select` and `ignore` are ids of rules or families; nothing selected is all. `paths` are files and folders
    relative to the root: only findings in them are reported, though everything is read. `known` are the
    fingerprints of findings to leave out, each as often as it occurs.
    """

    today: datetime.date
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)


class Checked(NamedTuple):
    """All that is wrong in a revision, before anything known is left out."""

    repository: Repository
    findings: tuple[Finding, ...]
    suppressed: int
    declined: tuple[Declined, ...]


def check(tree: Tree, scope: Scope, limits: Limits = DEFAULT_LIMITS, cache: Cache | None = None) -> Checked:
    """Read a revision and run the rules over it."""
    with collection_paused():
        return _check(tree, scope, limits, cache)


def _check(tree: Tree, scope: Scope, limits: Limits, cache: Cache | None) -> Checked:
    repository = read_repository(tree, limits, cache)
    severities = Severities(repository.settings, scope.select, scope.ignore)
    context = Context(repository.atlas, repository.settings, scope.today, suppressions(repository.atlas), cache)
    found = _Findings(context, severities)
    for rule in all_rules().values():
        if severities.runs(rule):
            found.run(rule)
    return Checked(repository, found.sorted(), found.suppressed, tuple(found.declined))


def report(checked: Checked, scope: Scope, revision: str = "", since: str = "") -> ValidationReport:
    """Return what is to be shown of a check: the findings in scope that are not known yet."""
    in_scope = [finding for finding in checked.findings if _within(finding.place.path, scope.paths)]
    shown = list(_unknown(in_scope, scope.known))
    atlas = checked.repository.atlas
    return ValidationReport(
        version=__version__,
        repository=RepositoryInfo(
            checked.repository.name,
            len(atlas.touchpoints),
            len(atlas.transitions),
            len(atlas.journeys),
            len(atlas.documents),
        ),
        findings=tuple(shown),
        suppressed=checked.suppressed,
        baselined=len(in_scope) - len(shown),
        declined=checked.declined,
        rules={name: rule_info(all_rules()[name]) for name in sorted({finding.rule for finding in shown})},
        sources=_sources(checked.repository, shown),
        revision=revision,
        since=since,
    )


def fingerprints(findings: Iterable[Finding]) -> Counter[str]:
    """Return how often each fingerprint occurs."""
    return Counter(finding.fingerprint for finding in findings)


def rule_info(rule: Rule) -> RuleInfo:
    """Return what outputs say of a rule."""
    page = rule.page
    return RuleInfo(rule.id, rule.family, rule.severity, page.summary, page.why, page_address(rule.id))


def page_address(rule: str) -> str:
    """Return where the page of a rule can be read."""
    return f"{HOME}/blob/main/docs/rules/{rule}.md"


class _Findings:
    """What the rules have found so far."""

    def __init__(self, context: Context, severities: Severities) -> None:
        self.context = context
        self.severities = severities
        self.findings: list[Finding] = []
        self.suppressed = 0
        self.declined: list[Declined] = []
        self._occurrences: Counter[str] = Counter()
        self._silence = Silence(context.suppressions, context.today)

    def run(self, rule: Rule) -> None:
        """Add what one rule finds, unless it would only echo that something could not be read."""
        atlas = self.context.atlas
        if rule.absence and not atlas.whole:
            self.declined.append(Declined(rule.id, _UNREAD))
            return
        for hit in rule.check(self.context):
            if hit.entity in atlas.partial and (
                rule.absence or any(atlas.may_hold(hit.entity, field) for field in rule.absent_field)
            ):
                continue
            finding = self._finding(rule, hit)
            if finding is None:
                continue
            if self._silence.covers(finding.place.path, finding.rule, finding.entity):
                self.suppressed += 1
            else:
                self.findings.append(finding)
        for suppression in self._silence.naming(rule.id):
            if self.severities.of(rule, rule.severity, suppression.document.path) is not Severity.OFF:
                suppression.tried.add(rule.id)

    def sorted(self) -> tuple[Finding, ...]:
        return tuple(
            sorted(
                self.findings, key=lambda finding: (finding.place, finding.rule, finding.entity, finding.fingerprint)
            )
        )

    def _finding(self, rule: Rule, hit: Hit) -> Finding | None:
        spot = hit.at.spot if isinstance(hit.at, Placed) else hit.at
        severity = self.severities.of(rule, hit.severity or rule.severity, spot.document.path)
        if severity is Severity.OFF:
            return None
        message = hit.message or Message(rule.sentence, hit.values)
        entity = hit.entity or f"file:{spot.document.path}"
        # A note has no id, only a number that changes when others come before it.
        lasting = "interaction" if entity.startswith("interaction:") else entity
        mark = fingerprint(rule.id, lasting, message)
        occurrence = self._occurrences[mark]
        self._occurrences[mark] += 1
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


_UNREAD = said("Something could not be read, and they would only echo what is missing.")


def _related(somewhere: Somewhere, message: Message) -> Related:
    if isinstance(somewhere, Placed):
        return Related(somewhere.spot.place, message, somewhere.entity)
    return Related(somewhere.place, message)


def _within(path: str, paths: Collection[str]) -> bool:
    return not paths or any(part in ("", path) or path.startswith(f"{part}/") for part in paths)


def _unknown(findings: Iterable[Finding], known: Mapping[str, int]) -> Iterator[Finding]:
    left = Counter(known)
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            yield finding


def _sources(repository: Repository, findings: Iterable[Finding]) -> dict[str, dict[int, str]]:
    """Return the lines that findings and their related places start on."""
    documents = {**repository.atlas.documents, repository.settings.document.path: repository.settings.document}
    lines: dict[str, dict[int, str]] = {}
    for finding in findings:
        for place in (finding.place, *(related.place for related in finding.related)):
            number = place.span.line
            in_file = lines.setdefault(place.path, {})
            if number not in in_file and place.path in documents:
                in_file[number] = documents[place.path].places.lines.line(number)
    return lines

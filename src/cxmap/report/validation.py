"""What checking a revision found out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxmap.diff.grade import Grade
from cxmap.findings import Finding, Severity
from cxmap.message import Message


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What an output says of a rule that it mentions. `page` is the address of its documentation."""

    id: str
    family: str
    severity: Severity
    summary: str
    why: str
    page: str


@dataclass(frozen=True, slots=True)
class RulePage:
    """Everything that is known of a rule, as `cxmap rule` explains it. `flagged` and `clean` are YAML."""

    id: str
    family: str
    severity: Severity
    summary: str
    why: str
    flagged: str
    clean: str
    note: str
    replaced_by: str
    page: str


@dataclass(frozen=True, slots=True)
class KindPage:
    """Everything that is known of a kind of change, as `cxmap rule` explains it. `before` and `after` are YAML.

    `grade` is the usual one; `mirror` is what the same change is called the other way round, the kind itself for most.
    """

    id: str
    grade: Grade
    summary: str
    why: str
    before: str
    after: str
    note: str
    mirror: str
    page: str


@dataclass(frozen=True, slots=True)
class RepositoryInfo:
    """The size of the repository that was checked."""

    name: str
    touchpoints: int
    transitions: int
    journeys: int
    files: int


@dataclass(frozen=True, slots=True)
class Declined:
    """A rule that did not run, and why."""

    rule: str
    reason: Message


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """The outcome of `cxmap validate`.

    `findings` are sorted by path, place and rule, and are only those to show: what was suppressed, or known before
    through a baseline or `--since`, is counted in `suppressed` and `baselined`. `sources` holds, for each path with
    a finding, its lines by number (from 0): those that findings and their related places start on. `since` is
    the revision whose findings were left out, or empty. `language` is the language of the report. `templates` are those
    that replace cxmap's own, by name. `notes` are what is to be said of them.
    """

    version: str
    repository: RepositoryInfo
    findings: tuple[Finding, ...]
    suppressed: int
    baselined: int
    declined: tuple[Declined, ...]
    rules: Mapping[str, RuleInfo]
    sources: Mapping[str, Mapping[int, str]]
    revision: str = ""
    since: str = ""
    language: str = "en"
    templates: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Message, ...] = ()

    def count(self, severity: Severity) -> int:
        """Return how many of the findings have this severity."""
        return sum(finding.severity is severity for finding in self.findings)

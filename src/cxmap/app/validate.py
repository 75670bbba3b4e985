"""Checks a revision: every rule over its atlas, then what is known already is left out."""

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cxmap import HOME, __version__
from cxmap.app.collection import collection_paused
from cxmap.app.kept import finding_of, message_of, plain_finding, plain_message
from cxmap.app.means import PLAIN, Means
from cxmap.app.names import Names, names_of
from cxmap.app.repository import Opened, open_repository
from cxmap.app.running import run
from cxmap.app.severity import Severities
from cxmap.atlas.atlas import Atlas
from cxmap.atlas.document import Document
from cxmap.atlas.load import Cache, assemble
from cxmap.findings import Finding
from cxmap.message import Named
from cxmap.report.names import called
from cxmap.report.validation import Declined, RepositoryInfo, RuleInfo, ValidationReport
from cxmap.rule import Context, Rule
from cxmap.rules import all_rules
from cxmap.source.tree import Limits, Tree
from cxmap.suppression import suppressions


@dataclass(frozen=True)
class Scope:
    """What is asked of a validation.

    `select` and `ignore` are ids of rules or families; nothing selected is all. `paths` are files and folders
    relative to the root: only findings in them are reported, though everything is read. `known` are the
    fingerprints of findings to leave out, each as often as it occurs. `language` is that of the report; empty for the
    one that the settings name.
    """

    today: datetime.date
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()
    known: Mapping[str, int] = field(default_factory=dict)
    language: str = ""


class Checked(NamedTuple):
    """All that is wrong in a revision, before anything known is left out.

    `sources` are the lines that findings and their related places start on, by path and number (from 0). `language` is
    what the settings name, and `names` are those of the things that findings mention.
    """

    repository: RepositoryInfo
    findings: tuple[Finding, ...]
    suppressed: int
    declined: tuple[Declined, ...]
    sources: Mapping[str, Mapping[int, str]]
    language: str
    names: Names


def check(tree: Tree, scope: Scope, means: Means = PLAIN) -> Checked:
    """Read a revision and run the rules over it.

    What was found when everything was the same to the last byte is found again without looking.
    """
    with collection_paused():
        opened = open_repository(tree)
        return check_opened(
            opened, lambda: assemble(opened.files, means.limits, means.cache, means.progress), scope, means
        )


def check_opened(
    opened: Opened, read: Callable[[], Atlas], scope: Scope, means: Means, name: str = "validate"
) -> Checked:
    """Run the rules over a revision that was opened; `read` is asked for its atlas only where it is needed.

    `name` tells apart whose outcome is remembered.
    """
    cache = means.cache
    severities = Severities(opened.settings, scope.select, scope.ignore)
    if cache is None or any(file.trouble for file in opened.files):
        return check_atlas(read(), opened, scope, severities, cache)
    question = _question(opened, scope, means.limits)
    answer = cache.result(name, question)
    if answer is not None:
        return _checked_of(answer)
    checked = check_atlas(read(), opened, scope, severities, cache)
    cache.keep_result(name, question, _plain(checked))
    return checked


def check_atlas(
    atlas: Atlas, opened: Opened, scope: Scope, severities: Severities, cache: Cache | None = None
) -> Checked:
    """Run the rules over an atlas, which need not be what stands in the files."""
    context = Context(atlas, opened.settings, scope.today, suppressions(atlas), cache)
    outcome = run(all_rules().values(), context, severities)
    if cache:
        for name, (question, answer) in context.answers.items():
            cache.keep_result(name, question, answer)
    sizes = (len(atlas.touchpoints), len(atlas.transitions), len(atlas.journeys), len(atlas.documents))
    documents = {**atlas.documents, opened.settings.document.path: opened.settings.document}
    return Checked(
        RepositoryInfo(opened.name, *sizes),
        *outcome,
        _sources(documents, outcome.findings),
        opened.settings.config.language,
        names_of(outcome.findings, atlas),
    )


def report(checked: Checked, scope: Scope, revision: str = "", since: str = "") -> ValidationReport:
    """Return what is to be shown of a check: the findings in scope that are not known yet, in their language."""
    language = scope.language or checked.language
    in_scope = [finding for finding in checked.findings if _within(finding.place.path, scope.paths)]
    shown = list(unknown(in_scope, scope.known))
    return ValidationReport(
        version=__version__,
        repository=checked.repository,
        findings=called(tuple(shown), checked.names.get(language, {})),
        suppressed=checked.suppressed,
        baselined=len(in_scope) - len(shown),
        declined=checked.declined,
        rules={name: rule_info(all_rules()[name]) for name in sorted({finding.rule for finding in shown})},
        sources=checked.sources,
        revision=revision,
        since=since,
        language=language,
    )


def fingerprints(findings: Iterable[Finding]) -> Counter[str]:
    """Return how often each fingerprint occurs."""
    return Counter(finding.fingerprint for finding in findings)


def unknown(findings: Iterable[Finding], known: Mapping[str, int]) -> Iterator[Finding]:
    """Yield the findings that are not known, where each fingerprint is known so many times."""
    left = Counter(known)
    for finding in findings:
        if left[finding.fingerprint] > 0:
            left[finding.fingerprint] -= 1
        else:
            yield finding


def rule_info(rule: Rule) -> RuleInfo:
    """Return what outputs say of a rule."""
    page = rule.page
    return RuleInfo(rule.id, rule.family, rule.severity, page.summary, page.why, page_address(rule.id))


def page_address(rule: str) -> str:
    """Return where the page of a rule can be read."""
    return f"{HOME}/blob/main/docs/rules/{rule}.md"


def _question(opened: Opened, scope: Scope, limits: Limits) -> bytes:
    """Return a digest of all that the outcome of a check depends on."""
    asked = (
        opened.settings.document.oid,
        scope.today.isoformat(),
        sorted(scope.select),
        sorted(scope.ignore),
        limits,
        [(file.document.path, file.document.oid) for file in opened.files],
    )
    return hashlib.sha256(repr(asked).encode("utf-8", "surrogatepass")).digest()


def _plain(checked: Checked) -> Any:
    repository = checked.repository
    return (
        (repository.name, repository.touchpoints, repository.transitions, repository.journeys, repository.files),
        [plain_finding(finding) for finding in checked.findings],
        checked.suppressed,
        [(declined.rule, plain_message(declined.reason)) for declined in checked.declined],
        checked.sources,
        checked.language,
        {language: [(*thing, name) for thing, name in names.items()] for language, names in checked.names.items()},
    )


def _checked_of(plain: Any) -> Checked:
    repository, findings, suppressed, declined, sources, language, names = plain
    return Checked(
        RepositoryInfo(*repository),
        tuple(map(finding_of, findings)),
        suppressed,
        tuple(Declined(rule, message_of(reason)) for rule, reason in declined),
        sources,
        language,
        {language: {Named(*thing): name for *thing, name in known} for language, known in names.items()},
    )


def _within(path: str, paths: Collection[str]) -> bool:
    return not paths or any(part in ("", path) or path.startswith(f"{part}/") for part in paths)


def _sources(documents: Mapping[str, Document], findings: Iterable[Finding]) -> dict[str, dict[int, str]]:
    """Return the lines that findings and their related places start on."""
    lines: dict[str, dict[int, str]] = {}
    for finding in findings:
        for place in (finding.place, *(related.place for related in finding.related)):
            number = place.span.line
            in_file = lines.setdefault(place.path, {})
            if number not in in_file and place.path in documents:
                in_file[number] = documents[place.path].places.lines.line(number)
    return lines

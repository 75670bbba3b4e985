"""The findings as SARIF 2.1.0, for GitHub code scanning and every other reader of that standard."""

from collections.abc import Iterator, Mapping, Sequence

from cxmap.findings import Finding, Place, Related, Severity
from cxmap.message import Message, said
from cxmap.render import encode
from cxmap.render.look import Look
from cxmap.report.validation import RuleInfo, ValidationReport
from cxmap.source.span import START, Span
from cxmap.visible import visible
from cxmap.words import Words, count, say

MOST_RESULTS = 25_000
"""GitHub refuses a run with more results."""

MOST_RELATED = 1_000
"""GitHub refuses a result with more locations."""

Json = dict[str, object]


def render(report: ValidationReport, words: Words, look: Look) -> str:
    """Return the report as a SARIF log with one run, its paths relative to the root of git.

    Where there is more than GitHub takes, the gravest are kept, and a notification of the run says so, as one does
    for each rule that did not run.
    """
    rules = [report.rules[rule] for rule in sorted(report.rules)]
    index = {rule.id: position for position, rule in enumerate(rules)}
    results = [_result(finding, index[finding.rule], words, look) for finding in _gravest(report.findings)]
    run = {
        "tool": {
            "driver": {
                "name": "cxmap",
                "version": report.version,
                "rules": [_rule(rule, words) for rule in rules],
            }
        },
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": list(_notifications(report, index, words))}
        ],
        "originalUriBaseIds": {_ROOT: {"description": _text(words.sentence("The root of the git repository."))}},
        "columnKind": "unicodeCodePoints",
        "language": report.language,
        "results": results,
    }
    return encode.json_document({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note", Severity.OFF: "none"}


def _gravest(findings: Sequence[Finding]) -> Sequence[Finding]:
    if len(findings) <= MOST_RESULTS:
        return findings
    order = sorted(range(len(findings)), key=lambda position: findings[position].severity.rank)
    return [findings[position] for position in sorted(order[:MOST_RESULTS])]


def _rule(rule: RuleInfo, words: Words) -> Json:
    summary = words.sentence(rule.summary)
    why = words.sentence(rule.why) or summary
    described: Json = {
        "id": rule.id,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": why},
        "help": {"text": why, "markdown": f"{why}\n\n[{rule.id}]({rule.page})" if rule.page else why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "enabled": rule.severity is not Severity.OFF},
        "properties": {"tags": [rule.family]},
    }
    return described | ({"helpUri": rule.page} if rule.page else {})


def _result(finding: Finding, rule_index: int, words: Words, look: Look) -> Json:
    sentences = [say(finding.message, words)]
    if finding.hint:
        sentences.append(say(finding.hint, words))
    result: Json = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": _text("\n".join(sentences)),
        "locations": [{"physicalLocation": _location(finding.place, look), **_entity(finding.entity)}],
        "partialFingerprints": {"cxmap/v1": finding.fingerprint},
    }
    if finding.related:
        related = finding.related[:MOST_RELATED]
        result["relatedLocations"] = [_related(number, place, words, look) for number, place in enumerate(related, 1)]
    return result


def _related(number: int, related: Related, words: Words, look: Look) -> Json:
    return {
        "id": number,
        "physicalLocation": _location(related.place, look),
        **_entity(related.entity),
        "message": _text(say(related.message, words)),
    }


def _location(place: Place, look: Look) -> Json:
    return {
        "artifactLocation": {"uri": encode.uri(look.path(place.path)), "uriBaseId": _ROOT},
        "region": _region(place.span),
    }


def _region(span: Span) -> Mapping[str, int]:
    if span == START:
        return {"startLine": 1}
    start = {"startLine": span.line + 1, "startColumn": span.column + 1}
    if (span.line, span.column) == (span.end_line, span.end_column):
        # Readers show nothing for an empty region; one without an end goes to the end of the line.
        return start
    return start | {"endLine": span.end_line + 1, "endColumn": span.end_column + 1}


def _entity(entity: str) -> Json:
    if not entity:
        return {}
    kind, _, _ = entity.partition(":")
    return {"logicalLocations": [{"fullyQualifiedName": visible(entity), "kind": visible(kind)}]}


def _notifications(report: ValidationReport, index: Mapping[str, int], words: Words) -> Iterator[Json]:
    for declined in report.declined:
        message = said("{rule} was not checked. {reason}", rule=declined.rule, reason=say(declined.reason, words))
        rule: Json = {"id": declined.rule}
        if declined.rule in index:
            rule["index"] = index[declined.rule]
        yield {"level": "note", "message": _text(say(message, words)), "associatedRule": rule}
    if (left := len(report.findings) - MOST_RESULTS) > 0:
        text = "{number} result is left out: GitHub takes no more than {most}."
        texts = "{number} results are left out: GitHub takes no more than {most}."
        yield {"level": "warning", "message": _text(count(left, text, texts, words, most=MOST_RESULTS))}
    if any(len(finding.related) > MOST_RELATED for finding in report.findings):
        cut = Message("Results name no more than their first {most} related places.", {"most": MOST_RELATED})
        yield {"level": "warning", "message": _text(say(cut, words))}


def _text(text: str) -> Json:
    return {"text": encode.sarif(text)}

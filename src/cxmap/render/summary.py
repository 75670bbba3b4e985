"""What `cxmap validate` says beside its results: what came out, why something was left out, and what to do next."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from cxmap.findings import Finding, Severity
from cxmap.message import Message, said
from cxmap.render.columns import columns
from cxmap.render.lines import Line, Run, styled, wrapped, written
from cxmap.render.look import Look
from cxmap.render.phrases import clean, name, padded, tally
from cxmap.report.validation import ValidationReport
from cxmap.words import Words, count, enumerated, parts, say


def summary(report: ValidationReport, words: Words, look: Look) -> str:
    """Return the outcome in a few sentences of advice, for people who may be no programmers."""
    paragraphs = [
        *_verdict(report, words),
        *_behind(report, words),
        *_left_out(report, words),
        *_declined(report, words),
        *_next(report, words),
    ]
    lines: list[Line] = []
    for paragraph in paragraphs:
        lines += wrapped(paragraph, look.width, "", "  ")
    return written(lines, colour=look.colour)


def statistics(report: ValidationReport, words: Words, look: Look) -> str:
    """Return one line for each rule with findings: how many, how grave, what it is about; most findings first."""
    counts = Counter((finding.rule, finding.severity) for finding in report.findings)
    order = sorted(counts, key=lambda key: (-counts[key], key[1].rank, key[0]))
    digits = max((len(str(number)) for number in counts.values()), default=1)
    longest = max((len(rule) for rule, _ in order), default=0)
    lines: list[Line] = []
    for rule, severity in order:
        head = f"{counts[rule, severity]:>{digits}}  {padded(severity, words)}  {rule:<{longest}}  "
        lines += wrapped(_plain(words.sentence(report.rules[rule].summary)), look.width, head, " " * columns(head))
    lines += wrapped(_plain(_total(report, words)), look.width)
    return written(lines, colour=look.colour)


_FREQUENT = 3


def _total(report: ValidationReport, words: Words) -> str:
    total = count(len(report.findings), "{number} problem", "{number} problems", words)
    return f"{total}: {tally(report.findings, words)}" if report.findings else total


def _verdict(report: ValidationReport, words: Words) -> Iterator[list[Run]]:
    where = name(report.repository, words)
    if report.findings:
        files = len({finding.place.path for finding in report.findings})
        found = said("{where}: {tally}", where=where, tally=tally(report.findings, words))
        tail = count(files, " in {number} file.", " in {number} files.", words)
        grave = any(finding.severity is Severity.ERROR for finding in report.findings)
        yield [Run(say(found, words) + tail, "bold red" if grave else "bold yellow")]
        return
    yield [Run(say(clean(report, words), words), "bold green")]


def _behind(report: ValidationReport, words: Words) -> Iterator[list[Run]]:
    rules = Counter(finding.rule for finding in report.findings)
    if len(rules) <= 1:
        return
    top = sorted(rules, key=lambda rule: (-rules[rule], rule))[:_FREQUENT]
    most = enumerated([f"{rule} ({rules[rule]})" for rule in top], words)
    text = "Most of them: {most}." if len(rules) > _FREQUENT else "They are: {most}."
    yield _plain(say(Message(text, {"most": most}), words))


def _left_out(report: ValidationReport, words: Words) -> Iterator[list[Run]]:
    left: list[str] = []
    if report.suppressed:
        text = "{number} silenced by a comment in the files"
        left.append(count(report.suppressed, text, text, words))
    if report.baselined:
        text = "{number} there before {since}" if report.since else "{number} known before, from the baseline"
        left.append(count(report.baselined, text, text, words, since=report.since))
    if left:
        yield _plain(say(said("Not shown: {left}.", left=enumerated(left, words)), words))


def _declined(report: ValidationReport, words: Words) -> Iterator[list[Run]]:
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for declined in report.declined:
        reasons[say(declined.reason, words)].append(declined.rule)
    for reason, rules in reasons.items():
        yield _plain(f"{words.sentence('Not checked:')} {enumerated(sorted(rules), words)}. {reason}")


def _next(report: ValidationReport, words: Words) -> Iterator[list[Run]]:
    if report.findings:
        advice = _start_with(report.findings, words)
    elif not report.repository.touchpoints:
        text = "There is no touchpoint yet. Declare the first one under `touchpoints:` in one of the files."
        advice = styled(parts(said(text), words))
    elif report.declined:
        advice = styled(parts(said("Mend that, so that everything can be checked."), words))
    else:
        return
    yield [Run(words.sentence("Next:"), "bold"), Run(" "), *advice]


def _start_with(findings: tuple[Finding, ...], words: Words) -> list[Run]:
    gravest = min(findings, key=lambda finding: finding.severity.rank).severity
    grave = [finding for finding in findings if finding.severity is gravest]
    files = Counter(finding.place.path for finding in grave)
    path = min(files, key=lambda path: (-files[path], path))
    rules = Counter(finding.rule for finding in grave if finding.place.path == path)
    rule = min(rules, key=lambda rule: (-rules[rule], rule))
    one, many = _FIRST[gravest]
    why = said("`cxmap rule {rule}` explains why it matters to customers and how to mend it.", rule=rule)
    first = count(files[path], one, many, words, path=path)
    return [Run(first), Run(" "), *styled(parts(why, words))]


_FIRST = {
    Severity.ERROR: ("Start with the error in {path}.", "Start with the {number} errors in {path}."),
    Severity.WARNING: ("Start with the warning in {path}.", "Start with the {number} warnings in {path}."),
    Severity.INFO: ("Look at the info note in {path}.", "Look at the {number} info notes in {path}."),
}


def _plain(text: str) -> list[Run]:
    return [Run(text)]

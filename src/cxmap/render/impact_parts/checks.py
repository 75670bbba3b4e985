"""The findings that the change brings, and those that it solves."""

from collections.abc import Sequence

from cxmap.findings import Finding, Severity
from cxmap.message import said
from cxmap.render.document import (
    Block,
    Heading,
    Item,
    Items,
    Paragraph,
    Section,
    spaced,
    where,
    worded,
)
from cxmap.render.phrases import tally
from cxmap.report.impact import ImpactReport, Side
from cxmap.words import Part, Words, say


def checks(report: ImpactReport, words: Words) -> Section:
    """Return what the checks find that they did not find before, and the other way round."""
    new, solved = _gravest_first(report.findings_new), _gravest_first(report.findings_solved)
    if new and solved:
        text = "This change brings {new}, and solves {solved}."
    elif new:
        text = "This change brings {new}."
    elif solved:
        text = "This change solves {solved}."
    else:
        text = "The checks find nothing that they did not find before."
    outcome = said(text, new=tally(new, words), solved=tally(solved, words))
    blocks: list[Block] = [Paragraph(worded(outcome, words))]
    groups: list[tuple[str, Sequence[Finding], Side]] = [
        ("New ({number})", new, "head"),
        ("Solved ({number})", solved, "base"),
    ]
    for title, findings, side in groups:
        if findings:
            blocks.append(Heading(say(said(title, number=len(findings)), words)))
            blocks.append(_items(findings, side, words))
    grave = any(finding.severity is Severity.ERROR for finding in new)
    return Section("checks", words.sentence("Checks"), tuple(blocks), folded=not grave)


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.severity.rank)


def _items(findings: Sequence[Finding], side: Side, words: Words) -> Items:
    return Items(
        tuple(
            Item(
                spaced(worded(finding.message, words), (Part(finding.rule, "id"),)),
                lead=say(said("{severity}:", severity=words.sentence(finding.severity.value)), words),
                where=where(finding.place, side),
                details=(worded(finding.hint, words),) if finding.hint and side == "head" else (),
            )
            for finding in findings
        )
    )

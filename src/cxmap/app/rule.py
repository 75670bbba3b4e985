"""Explains the rules."""

from cxmap.app.severity import known_rule
from cxmap.app.validate import page_address
from cxmap.report.validation import RulePage
from cxmap.rule import Rule
from cxmap.rules import all_rules


def explain(name: str) -> RulePage:
    """Return what there is to say about a rule. Raises `CxmapError` when there is none of this id."""
    known_rule(name, "", all_rules())
    return _explained(all_rules()[name])


def list_rules() -> tuple[RulePage, ...]:
    """Return what there is to say about every rule, family by family."""
    return tuple(_explained(rule) for rule in all_rules().values())


def _explained(rule: Rule) -> RulePage:
    page = rule.page
    return RulePage(
        rule.id,
        rule.family,
        rule.severity,
        page.summary,
        page.why,
        page.flagged,
        page.clean,
        page.note,
        rule.deprecated,
        page_address(rule.id),
    )

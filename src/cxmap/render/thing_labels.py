"""What the fields of things are called for people, and what it means for a thing to be named in one."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "aliases": "Also called",
    "any_of": "Any of",
    "better": "Better if",
    "carries": "Hands over",
    "email": "E-mail",
    "entry": "Customers start here",
    "events": "In event logs",
    "exit": "Customers finish here",
    "github": "GitHub",
    "initiated_by": "Started by",
    "moment": "Moment of",
    "raised_by": "Raised by",
    "settled_by": "Settled by",
    "share": "Share of customers",
    "team": "Touchpoint team",
    "touchpoints": "Means to touch",
    "volume": "Customers a month",
    "within": "Promised within",
}
"""The fields whose label is not simply the field in words."""

NAMED_IN: Mapping[tuple[str, str], str] = {
    ("touchpoint", "stage"): "Touchpoints",
    ("touchpoint", "raci.accountable"): "Accountable for",
    ("touchpoint", "raci.responsible"): "Responsible for",
    ("touchpoint", "raci.consulted"): "Consulted about",
    ("touchpoint", "raci.informed"): "Informed about",
    ("touchpoint", "team"): "Touchpoint team of",
    ("touchpoint", "captures"): "Asked for at",
    ("touchpoint", "needs"): "Needed at",
    ("touchpoint", "systems"): "Used at",
    ("touchpoint", "metrics"): "Watches",
    ("transition", "owner"): "Sees customers over",
    ("transition", "carries"): "Handed over by",
    ("transition", "from"): "Leads on by",
    ("transition", "to"): "Reached by",
    ("journey", "owner"): "Accountable for the journey",
    ("journey", "personas"): "Journeys",
    ("journey", "metrics"): "Measures the journey",
    ("journey", "steps.journey"): "Nested in",
    ("journey", "variant_of"): "Variants",
    ("journey", "parent"): "Parts",
    ("owner", "members"): "Member of",
    ("owner", "part_of"): "Parts",
    ("owner", "lead"): "Leads",
    ("data", "held_in"): "Holds",
    ("system", "owner"): "Looks after",
    ("opportunity", "owner"): "Drives",
    ("opportunity", "touchpoint"): "Opportunities",
    ("opportunity", "transition"): "Opportunities",
    ("interaction", "touchpoint"): "Notes mapped to it",
    ("interaction", "by"): "Notes by them",
    ("change", "owner"): "Owns the change",
    ("change", "touchpoints"): "Changes that touch it",
    ("change", "decisions.by"): "Decided on",
    ("change", "disagreements.raised_by"): "Disagrees with",
    ("change", "disagreements.settled_by"): "Settles disagreements on",
    ("change", "communications.audience"): "Told about",
    ("change", "communications.owner"): "Tells others about",
}
"""What it means for a thing to be named in a field, by the kind of what names it."""


def label(field: str) -> str:
    """Return what a field is called."""
    words = field.rpartition(".")[2].replace("_", " ")
    return LABELS.get(field, words[:1].upper() + words[1:])


def named_in(kind: str, field: str) -> str:
    """Return what it means for a thing to be named in a field of another of some kind."""
    return NAMED_IN.get((kind, field), label(field))

"""A small shop to change in tests, and what the changes of it mean, in the words of a reader."""

import json
import re
from copy import deepcopy
from typing import Any

from impact.compared import comparison_of

from cxmap.impact.people.engage import engage
from cxmap.impact.reach.reach import reach
from cxmap.impact.records.records import records
from cxmap.impact.seen import see_all
from cxmap.report.impact import Engaged, Reached
from cxmap.words import say

Map = dict[str, Any]

SHOP: Map = {
    "stages": {"buy": {}, "receive": {}, "return": {}},
    "owners": {
        "digital": {
            "kind": "team",
            "lead": "ann",
            "contact": {"email": "web@example.com", "chat": "#web"},
            "language": "es",
            "function": "IT",
        },
        "ann": {"kind": "person", "name": "Ann Arkwright"},
        "payments": {"kind": "team", "lead": "Ben"},
        "cleo": {"kind": "person", "contact": {"phone": "555 0100"}},
        "logistics": {"kind": "team"},
        "stores": {"kind": "team"},
        "legal": {"kind": "team", "lead": "cleo"},
        "insight": {"kind": "team"},
        "office": {"kind": "team"},
    },
    "systems": {"till": {"owner": "stores"}, "crm": {}},
    "data": {"receipt": {}, "address": {"held_in": ["crm"]}, "card": {}},
    "metrics": {"ease": {"kind": "ces"}, "nps": {"kind": "nps"}},
    "personas": {"family": {}, "student": {}},
    "touchpoints": {
        "basket": {"stage": "buy", "channel": "web", "entry": True, "raci": {"accountable": "digital"}, "volume": 900},
        "checkout": {
            "stage": "buy",
            "channel": "web",
            "raci": {
                "accountable": "digital",
                "responsible": ["payments"],
                "consulted": ["legal"],
                "informed": ["insight"],
            },
            "captures": ["receipt", "address"],
            "systems": ["till"],
            "metrics": ["ease"],
            "volume": 400,
        },
        "delivery": {"stage": "receive", "channel": "home", "raci": {"accountable": "logistics"}, "needs": ["address"]},
        "unboxing": {"stage": "receive", "channel": "home", "raci": {"accountable": "office"}, "exit": True},
        "returns-desk": {
            "stage": "return",
            "channel": "store",
            "raci": {"accountable": "stores", "responsible": ["logistics"]},
            "needs": ["receipt"],
            "exit": True,
        },
    },
    "transitions": [
        {"from": "basket", "to": "checkout"},
        {"from": "checkout", "to": "delivery", "owner": "logistics"},
        {"from": "delivery", "to": "unboxing"},
        {"from": "unboxing", "to": "returns-desk", "owner": "stores", "carries": ["receipt"]},
    ],
    "journeys": {
        "order": {
            "steps": ["basket", "checkout", "delivery"],
            "personas": ["family"],
            "owner": "office",
            "metrics": ["nps"],
        },
        "regret": {"steps": [{"journey": "order"}, "unboxing", "returns-desk"], "personas": ["student"]},
    },
}


def changed_shop(*edits: tuple[str, Any]) -> Map:
    """Return the shop with some values set, by route: `touchpoints.checkout.channel`. Nothing means left out."""
    shop = deepcopy(SHOP)
    for route, value in edits:
        *way, last = re.split(r"[./]", route)
        here: Any = shop
        for step in way:
            here = here[int(step) if isinstance(here, list) else step]
        key: Any = int(last) if isinstance(here, list) else last
        if value is None:
            del here[key]
        elif isinstance(here, list) and key == len(here):
            here.append(value)
        else:
            here[key] = value
    return shop


def compared(before: Map, after: Map):
    """Return the comparison of two maps and the changes between them."""
    comparison = comparison_of(json.dumps(before), json.dumps(after))
    assert not comparison.base.flaws
    assert not comparison.head.flaws
    return comparison, see_all(comparison)


def reached_by(*edits: tuple[str, Any], depth: int = 1, before: Map = SHOP) -> dict[str, str]:
    """Return what edits of the shop reach, each with its reason as the design of the report has it."""
    comparison, changes = compared(before, changed_shop(*edits))
    return {item.entity.entity: told(item) for item in reach(comparison, changes, depth)}


def told(item: Reached) -> str:
    """Return a reason: `needs receipt <- captured at checkout (changed)`."""
    links = [f"{say(link.by)} {after.entity.id}" for link, after in zip(item.reason, item.reason[1:], strict=False)]
    return " <- ".join(links) + " (changed)" if links else "changed"


def people(before: Map, after: Map) -> tuple[dict[str, Engaged], dict[str, str]]:
    """Return whom to engage, by id, and who is not needed yet, with the reason."""
    comparison, changes = compared(before, after)
    engaged, not_needed = engage(comparison, changes, reach(comparison, changes), records(comparison, changes))
    return {item.owner.id: item for item in engaged}, {item.owner.id: say(item.because) for item in not_needed}


def roles(*edits: tuple[str, Any], before: Map = SHOP) -> dict[str, str]:
    """Return whom to engage over edits of the shop: `ask-first accountable: checkout`."""
    engaged, _ = people(before, changed_shop(*edits))
    return {
        owner: f"{item.when} {item.role}: {' '.join(touchpoint.id for touchpoint in item.touchpoints)}".strip()
        for owner, item in engaged.items()
    }

"""Drawings for tests of the formats: of small maps, of hostile names, of any size."""

import json
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any

from trees import MemoryTree

from cxmap.app.drawing.choosing import WHOLE_MAP, Wanted
from cxmap.app.drawing.drawing import drawing
from cxmap.app.reading import read
from cxmap.atlas.atlas import in_words
from cxmap.message import Named
from cxmap.report.drawing import Drawing
from cxmap.report.names import called

SHOP: dict[str, Any] = {
    "stages": {"look": {"name": "Looking"}, "buy": {"name": "Buying"}},
    "owners": {"digital": {"name": "Digital", "kind": "team"}, "tills": {"name": "Tills", "kind": "team"}},
    "personas": {"shopper": {"name": "Shopper"}},
    "systems": {"shop": {"name": "The shop"}},
    "touchpoints": {
        "search": {"stage": "look", "channel": "web", "raci": {"accountable": "digital"}},
        "basket": {"stage": "buy", "channel": "web", "raci": {"accountable": "digital"}, "systems": ["shop"]},
        "till": {"stage": "buy", "channel": "store", "moment": "truth", "raci": {"accountable": "tills"}},
        "door": {"stage": "gone", "channel": "store", "status": "planned"},
    },
    "transitions": [
        {"from": "search", "to": "basket", "when": "adds it"},
        {"from": "basket", "to": "till"},
        {"from": "till", "to": "basket", "kind": "back"},
    ],
    "journeys": {
        "buying": {
            "name": "Buying",
            "personas": ["shopper"],
            "steps": [
                {"touchpoint": "search", "does": "Looks around.", "feels": 1.5},
                {"any_of": ["basket", "till"], "feels": -2, "optional": True},
                "door",
            ],
        }
    },
}


def drawn(files: dict[str, Any], wanted: Wanted = WHOLE_MAP, base: dict[str, Any] | None = None) -> Drawing:
    """Return what a map of these sections looks like, marked with what changed since a base."""
    before = _reading(base).atlas if base else None
    return drawing(_reading(files), wanted, base=before)


def shop(wanted: Wanted = WHOLE_MAP) -> Drawing:
    """Return a small shop in which something is new, gone and changed."""
    before = json.loads(json.dumps(SHOP))
    before["touchpoints"]["search"]["channel"] = "print"
    del before["touchpoints"]["door"]
    before["touchpoints"]["stall"] = {"stage": "buy", "channel": "street"}
    before["transitions"].append({"from": "search", "to": "stall"})
    return drawn(SHOP, wanted, before)


def named(names: list[str], wanted: Wanted = WHOLE_MAP) -> Drawing:
    """Return a map on which everything has one of these names, be they such as no file can hold."""
    things = {f"t{number}": name for number, name in enumerate(names)}
    plain = drawn(
        {
            "stages": dict.fromkeys(things),
            "owners": {identifier: {"kind": "team"} for identifier in things},
            "touchpoints": {
                identifier: {"stage": identifier, "channel": identifier, "raci": {"accountable": identifier}}
                for identifier in things
            },
            "transitions": [{"from": one, "to": other, "when": one} for one, other in pairwise(things)],
            "journeys": {"t0": {"steps": [{"touchpoint": name, "does": name, "feels": 1} for name in things]}},
        },
        wanted,
    )
    everything = {
        Named(kind, identifier, in_words(identifier)): name
        for kind in ("stage", "owner", "touchpoint", "journey")
        for identifier, name in things.items()
    }
    told = called(plain, everything)
    return replace(
        told,
        cards=tuple(card._replace(channel=things[card.channel]) for card in told.cards),
        arrows=tuple(arrow._replace(when=things[arrow.when]) for arrow in told.arrows),
        lines=tuple(
            line._replace(steps=tuple(step._replace(does=things[step.does]) for step in line.steps))
            for line in told.lines
        ),
    )


def many(number: int, wanted: Wanted = WHOLE_MAP, hub: int = 0) -> Drawing:
    """Return a map of any size, of which one touchpoint leads to `hub` others."""
    rng = Random(number)  # noqa: S311
    stages = [f"stage-{position}" for position in range(8)]
    touchpoints = {
        f"touchpoint-{position}": {
            "stage": stages[position * len(stages) // number],
            "channel": rng.choice(["web", "app", "store", "contact-centre"]),
            "raci": {"accountable": f"owner-{rng.randrange(9)}", "responsible": [f"owner-{rng.randrange(9)}"]},
            "systems": [f"system-{rng.randrange(6)}"],
        }
        for position in range(number)
    }
    names = list(touchpoints)
    ends = {*pairwise(names), *((rng.choice(names), rng.choice(names)) for _ in range(number))}
    ends |= {(names[0], other) for other in names[1 : hub + 1]}
    files = {
        "stages": dict.fromkeys(stages),
        "owners": {f"owner-{position}": {"kind": "team"} for position in range(9)},
        "systems": {f"system-{position}": None for position in range(6)},
        "touchpoints": touchpoints,
        "transitions": [{"from": one, "to": other, "when": "goes on"} for one, other in sorted(ends)],
        "journeys": {"all": {"steps": names[:: max(1, number // 40)]}},
    }
    return drawn(files, wanted)


def _reading(files: dict[str, Any]) -> Any:
    return read(MemoryTree({"map.yaml": json.dumps(files)}))

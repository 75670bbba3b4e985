"""Maps for tests of the web page: hostile, tiny, empty and large ones, as files of a repository."""

import json
from itertools import pairwise

CONFIG = "cxmap: 1\nname: {}\nlanguage: {}\nrules: {{severity: {{no-steering-committee: off}}}}\n"

EVIL = (
    "x" * 200,
    "قائمة المنتجات والأسعار الجديدة للعملاء",
    "👩‍👩‍👧‍👦 family 🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "**bold** [link](javascript:alert(1)) `code` @team #1 {name}",
    "\"quotes\" ' onmouseover=alert(1) x='",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW MMMMMMMMMMMMMMMMMMMMMMMMM",
    "产品目录与价格查询" * 8,
    "{{ 7*7 }} {% for x in y %} ${alert(1)} &amp; &lt;b&gt;",
)


def hostile():
    """Return a map on which everything has a name that nobody should have: some of it broken, some of it in circles."""
    things = {f"t{number}": {"name": name, "description": f"{name} {name}"} for number, name in enumerate(EVIL)}
    names = list(things)
    sections = {
        "stages": {one: {**thing, "goal": thing["name"]} for one, thing in things.items()},
        "personas": {one: {**thing, "goals": [thing["name"]]} for one, thing in things.items()},
        "data": {one: {**thing, "personal": True, "held_in": [one]} for one, thing in things.items()},
        "systems": {one: {**thing, "owner": one} for one, thing in things.items()},
        "metrics": {one: {**thing, "kind": "nps", "source": thing["name"]} for one, thing in things.items()},
        "owners": {one: _owner(thing) for one, thing in things.items()},
        "touchpoints": {one: _touchpoint(number, names, thing) for number, (one, thing) in enumerate(things.items())},
        "transitions": [
            {"from": one, "to": other, "when": EVIL[number * 3 % len(EVIL)], "owner": one, "carries": [one]}
            for number, one in enumerate(names)
            for other in (names[(number + 1) % len(names)], names[number // 2])
            if one != other
        ],
        "journeys": {one: _journey(one, names, things[one]) for one in names[:3]},
        "opportunities": {
            one: {**thing, "touchpoint": one, "pain": thing["name"], "value": 5, "effort": 1}
            for one, thing in things.items()
        },
        "changes": {one: _change(one, names, things[one]) for one in names[:4]},
    }
    broken = "touchpoints: {t99: {stage: nowhere, channel: 7, colour: <script>}}\n"
    return {"map.yaml": _yaml(sections), "broken.yaml": broken}


def _owner(thing):
    name = thing["name"]
    return {**thing, "kind": "team", "function": name, "lead": name, "contact": {"email": EVIL[3]}}


def _touchpoint(number, names, thing):
    one = names[number]
    return {
        **thing,
        "stage": one if number % 3 else "t0",
        "channel": EVIL[(number + 3) % len(EVIL)],
        "aliases": [EVIL[(number + 1) % len(EVIL)]],
        "raci": {"accountable": one, "consulted": names[:number], "informed": names[number + 1 :]},
        "captures": [one],
        "needs": names[:3],
        "systems": [one],
        "metrics": [one],
        "tags": ["tag"],
        "links": [{"title": EVIL[number], "url": "https://example.com/?q=<script>"}],
    }


def _journey(one, names, thing):
    steps = [
        {"touchpoint": step, "does": text, "thinks": text, "feels": place % 5 - 2, "pains": [text]}
        for place, (step, text) in enumerate(zip(names, reversed(EVIL), strict=True))
    ]
    return {**thing, "goal": thing["name"], "personas": [one], "owner": one, "steps": steps}


def _change(one, names, thing):
    disagreement = {"raised_by": one, "position": thing["name"]}
    return {
        **thing,
        "reason": "market",
        "why": thing["name"],
        "owner": one,
        "touchpoints": names,
        "status": "proposed",
        "disagreements": [disagreement],
    }


TINY = {"map.yaml": "stages: {buy: }\ntouchpoints: {till: {stage: buy, channel: store}}\njourneys: {}\n"}
EMPTY = {"map.yaml": "stages: {}\n"}


def _yaml(sections):
    """Return sections as JSON, which is YAML, too."""
    return json.dumps(sections, ensure_ascii=False)


def large(number):
    """Return a map of any size, of which nothing is drawn by chance."""
    names = [f"t{place}" for place in range(number)]
    touchpoints = {
        name: {
            "name": f"Touchpoint número {place}",
            "stage": f"s{place * 8 // number}",
            "channel": ("web", "app", "store")[place % 3],
            "aliases": [f"Nickname {place}"],
            "raci": {"accountable": f"o{place % 40}"},
        }
        for place, name in enumerate(names)
    }
    ways = [{"from": one, "to": other} for one, other in pairwise(names)]
    return {
        "map.yaml": _yaml(
            {
                "stages": {f"s{place}": {"name": f"Stage {place}"} for place in range(8)},
                "owners": {f"o{place}": {"kind": "team"} for place in range(40)},
                "journeys": {f"j{place}": {"steps": names[place : place + 12]} for place in range(0, number - 12, 50)},
                "touchpoints": touchpoints,
                "transitions": ways,
            }
        )
    }


def write(folder, files, name="Acme", language="en"):
    """Write a journey repository and return its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cxmap.yaml").write_text(CONFIG.format(json.dumps(name), language), encoding="utf-8")
    for path, content in files.items():
        (folder / path).write_text(content, encoding="utf-8")
    return folder

"""Small maps drawn at random.

A map is plain data: the sections of a journey file by kind of thing, each a list of the fields of its things, the id
under `""` where there is one. All that is named is declared, before and after every edit.
"""

import json
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st
from pydantic import ValidationError

from cxmap.model.file import SECTION_OF, SECTIONS
from cxmap.source.scalar import resolve

Thing = dict[str, Any]
Map = dict[str, list[Thing]]

ID = ""
"""The key of the id among the fields of a thing."""

SIZES = {
    "stage": (1, 3),
    "owner": (0, 3),
    "persona": (0, 2),
    "system": (0, 2),
    "data": (0, 3),
    "metric": (0, 2),
    "touchpoint": (1, 5),
    "transition": (0, 6),
    "journey": (0, 3),
    "opportunity": (0, 2),
    "interaction": (0, 2),
    "source": (0, 1),
    "change": (0, 2),
}
KINDS = tuple(SIZES)
_REQUIRED = {
    "touchpoint": ("stage", "channel"),
    "transition": ("from", "to"),
    "journey": ("steps",),
    "owner": ("kind",),
    "metric": ("kind",),
    "opportunity": ("touchpoint",),
    "interaction": ("text",),
}
_WORDS = ("Pay here", "Ask for help", "Come back", "Wait", "A sofa", "Six fields")
_DAYS = ("2026-01-31", "2026-06-30", "2027-02-01")
MODELS = {section.kind: section.model for section in SECTIONS.values()}

rngs = st.integers(0, 2**32).map(Random)
"""Sources of chance, of which each one always gives the same."""


class Drawing:
    """Draws things for a map."""

    def __init__(self, rng: Random, drawn: Map) -> None:
        self.rng = rng
        self.map = drawn

    def ids(self, kind: str) -> list[str]:
        if kind == "transition":
            return [f"{thing['from']} -> {thing['to']}" for thing in self.map[kind] if "id" not in thing]
        return [thing[ID] for thing in self.map[kind]]

    def one(self, kind: str) -> str | None:
        ids = self.ids(kind)
        return self.rng.choice(ids) if ids else None

    def some(self, kind: str) -> list[str]:
        ids = self.ids(kind)
        return self.rng.sample(ids, self.rng.randint(0, min(3, len(ids))))

    def word(self) -> str:
        return self.rng.choice(_WORDS)

    def words(self) -> list[str]:
        return self.rng.sample(_WORDS, self.rng.randint(0, 2))

    def maybe(self, **fields: Any) -> Thing:
        return {name: value for name, value in fields.items() if value is not None and self.rng.random() < 0.5}

    def thing(self, kind: str) -> Thing:
        """Return a thing with some of its fields, and without an id."""
        fields = {name: self.field(kind, name) for name in field_names(kind)}
        required = _REQUIRED.get(kind, ())
        kept = {
            name: value
            for name, value in fields.items()
            if value is not None and (name in required or self.rng.random() < 0.3)
        }
        if kind == "opportunity":
            kept.pop("transition", None)
        return kept

    def field(self, kind: str, name: str) -> Any:
        """Return what a field may say, or None where it can only be left out."""
        draw = _FIELDS.get((kind, name)) or _FIELDS.get(("", name))
        assert draw is not None, f"draw something for {name} of {kind}"
        return draw(self)

    def step(self) -> Any:
        lived = self.maybe(
            optional=self.rng.random() < 0.5,
            does=self.word(),
            thinks=self.word(),
            feels=self.rng.choice([-2, 0, 1.5]),
            pains=self.words(),
        )
        shape = self.rng.randrange(5)
        if shape == 0 and self.map["journey"]:
            # None but those that were there before, and these in turn the same: so no journey nests itself.
            return {"journey": self.map["journey"][0][ID], **lived}
        if shape == 1:
            return {"any_of": self.some("touchpoint") or [self.one("touchpoint")], **lived}
        return {"touchpoint": self.one("touchpoint"), **lived} if lived else self.one("touchpoint")


def _pick(*choices: Any) -> Callable[[Drawing], Any]:
    return lambda draw: draw.rng.choice(choices)


def _either(draw: Drawing) -> bool:
    return draw.rng.random() < 0.5


def _one(kind: str) -> Callable[[Drawing], Any]:
    return lambda draw: draw.one(kind)


def _some(kind: str) -> Callable[[Drawing], Any]:
    return lambda draw: draw.some(kind)


def _decisions(draw: Drawing) -> Any:
    owner = draw.one("owner")
    return [{"by": owner, "outcome": "approved"}] if owner else []


def _communications(draw: Drawing) -> Any:
    audience = draw.rng.choice([draw.word(), draw.one("owner") or "all", draw.one("persona") or "all"])
    return [{"audience": audience, "wave": "peers"}]


_FIELDS: dict[tuple[str, str], Callable[[Drawing], Any]] = {
    ("", "name"): _pick("Pay", "Help", "Basket", "Till", "Desk", "Chat", "Door"),
    ("", "description"): Drawing.word,
    ("", "tags"): Drawing.words,
    ("", "links"): lambda draw: [{"url": url} for url in draw.words()],
    ("", "translations"): lambda draw: {language: draw.maybe(name=draw.word()) for language in ("es", "it")},
    ("", "owner"): _one("owner"),
    ("", "goal"): Drawing.word,
    ("", "metrics"): _some("metric"),
    ("touchpoint", "stage"): _one("stage"),
    ("touchpoint", "channel"): _pick("web", "store", "telephone"),
    ("touchpoint", "raci"): lambda draw: draw.maybe(
        accountable=draw.one("owner"),
        responsible=draw.some("owner"),
        consulted=draw.some("owner"),
        informed=draw.some("owner"),
    ),
    ("touchpoint", "team"): _one("owner"),
    ("touchpoint", "aliases"): Drawing.words,
    ("touchpoint", "initiated_by"): _pick("customer", "company"),
    ("touchpoint", "moment"): _pick("truth", "pain"),
    ("touchpoint", "entry"): _either,
    ("touchpoint", "exit"): _either,
    ("touchpoint", "captures"): _some("data"),
    ("touchpoint", "needs"): _some("data"),
    ("touchpoint", "systems"): _some("system"),
    ("touchpoint", "status"): _pick("live", "planned", "retired"),
    ("touchpoint", "volume"): _pick(0, 10, 2.5),
    ("touchpoint", "evidence"): _pick("assumed", "researched"),
    ("touchpoint", "reviewed"): _pick(*_DAYS),
    ("touchpoint", "events"): Drawing.words,
    ("transition", "from"): _one("touchpoint"),
    ("transition", "to"): _one("touchpoint"),
    ("transition", "id"): _pick("x", "y"),
    ("transition", "when"): Drawing.word,
    ("transition", "carries"): _some("data"),
    ("transition", "kind"): _pick("forward", "back", "recovery"),
    ("transition", "share"): _pick(0, 0.5, 1),
    ("transition", "within"): _pick("60m", "1h", "2d"),
    ("journey", "steps"): lambda draw: [draw.step() for _ in range(draw.rng.randint(1, 4))],
    ("journey", "personas"): _some("persona"),
    ("journey", "kind"): _pick("ideal", "current"),
    ("journey", "variant_of"): _one("journey"),
    ("journey", "parent"): _one("journey"),
    ("persona", "goals"): Drawing.words,
    ("persona", "share"): _pick(0, 0.25),
    ("owner", "kind"): _pick("team", "person"),
    ("owner", "function"): Drawing.word,
    ("owner", "lead"): lambda draw: draw.rng.choice([draw.word(), draw.one("owner")]),
    ("owner", "members"): _some("owner"),
    ("owner", "part_of"): _one("owner"),
    ("owner", "contact"): lambda draw: draw.maybe(email=draw.word(), chat=draw.word()),
    ("owner", "language"): _pick("es", "pt"),
    ("owner", "status"): _pick("active", "retired"),
    ("data", "personal"): _either,
    ("data", "held_in"): _some("system"),
    ("metric", "kind"): _pick("nps", "rate"),
    ("metric", "target"): _pick(0, 0.5, 9),
    ("metric", "better"): _pick("higher", "lower"),
    ("metric", "source"): Drawing.word,
    ("metric", "scale"): _pick("0-10", "1-5"),
    ("opportunity", "touchpoint"): _one("touchpoint"),
    ("opportunity", "transition"): _one("transition"),
    ("opportunity", "pain"): Drawing.word,
    ("opportunity", "value"): _pick(1, 5),
    ("opportunity", "effort"): _pick(2, 3),
    ("opportunity", "status"): _pick("open", "done"),
    ("interaction", "text"): Drawing.word,
    ("interaction", "by"): _one("owner"),
    ("interaction", "touchpoint"): _one("touchpoint"),
    ("interaction", "dismissed"): Drawing.word,
    ("source", "engine"): _pick("duckdb", "spark"),
    ("source", "events"): lambda draw: {
        "case": draw.word(),
        "event": "event",
        "time": draw.rng.choice(["at", {"column": "at"}, {"column": "on"}]),
        **draw.maybe(closed_after=draw.rng.choice(["60m", "1h"]), order=draw.words()),
    },
    ("source", "surveys"): lambda draw: {"case": draw.word(), "metric": "metric", "score": "score"},
    ("change", "reason"): _pick("market", "customer"),
    ("change", "why"): Drawing.word,
    ("change", "status"): _pick("proposed", "agreed"),
    ("change", "live_on"): _pick(*_DAYS),
    ("change", "touchpoints"): _some("touchpoint"),
    ("change", "decisions"): _decisions,
    ("change", "disagreements"): lambda draw: [{"position": word} for word in draw.words()],
    ("change", "communications"): _communications,
    ("change", "review"): lambda draw: draw.maybe(on=draw.rng.choice(_DAYS), lessons=draw.words()),
}


def field_names(kind: str) -> list[str]:
    """Return the written names of the fields of a kind of thing."""
    return [field.alias or name for name, field in MODELS[kind].model_fields.items()]


def a_map(rng: Random) -> Map:
    """Draw a map."""
    drawn: Map = {kind: [] for kind in SIZES}
    draw = Drawing(rng, drawn)
    for kind, (least, most) in SIZES.items():
        for _ in range(rng.randint(least, most)):
            add(draw, kind)
    return drawn


maps = rngs.map(a_map)


def a_flow(rng: Random) -> Map:
    """Draw a map of ways alone: touchpoints, most of them live, with data that are asked for early and needed late."""
    drawn: Map = {kind: [] for kind in KINDS}
    draw = Drawing(rng, drawn)
    drawn["stage"] = [{ID: "st-0"}]
    drawn["data"] = [{ID: f"da-{number}", **draw.maybe(held_in=["sy-0"])} for number in range(2)]
    drawn["system"] = [{ID: "sy-0"}]
    last = rng.randint(3, 5)
    for number in range(last + 1):
        place = {
            "stage": "st-0",
            "channel": "web",
            "name": f"Place {number}",
            "status": rng.choice(["live"] * 7 + ["planned"]),
        }
        early = {"captures": draw.some("data"), "entry": rng.random() < 0.5} if number < 2 else {}
        late = {"needs": draw.some("data"), **draw.maybe(systems=["sy-0"], exit=True)} if number > 1 else {}
        drawn["touchpoint"].append({ID: f"to-{number}", **place, **early, **late})
    ways = [(f"to-{start}", f"to-{end}") for start in range(last + 1) for end in range(last + 1) if start < end]
    chain = [(f"to-{start}", f"to-{start + 1}") for start in range(last)]
    for start, end in dict.fromkeys([*chain, *rng.sample(ways, rng.randint(0, 3))]):
        carries = {"carries": draw.some("data")} if rng.random() < 0.2 else {}
        drawn["transition"].append({"from": start, "to": end, **carries})
    for number in range(rng.randint(0, 2)):
        begin, end = sorted(rng.sample(range(last + 1), 2))
        steps: list[Any] = [f"to-{position}" for position in range(begin, end + 1)]
        drawn["journey"].append({ID: f"jo-{number}", "steps": steps})
    if drawn["journey"] and rng.random() < 0.3:
        drawn["journey"].append({ID: "jo-9", "steps": ["to-0", {"journey": drawn["journey"][0][ID]}]})
    return drawn


flows = rngs.map(a_flow)


def add(draw: Drawing, kind: str) -> None:
    """Add a thing of some kind."""
    thing = draw.thing(kind)
    if not is_valid(kind, thing):  # what it is about is not there
        return
    if SECTIONS[SECTION_OF[kind]].keyed:
        taken = {other[ID] for other in draw.map[kind]}
        free = [f"{kind[:2]}-{number}" for number in range(9) if f"{kind[:2]}-{number}" not in taken]
        thing[ID] = draw.rng.choice(free)
    if kind != "transition" or key(thing) not in map(key, draw.map[kind]):
        draw.map[kind].append(thing)


def key(thing: Thing) -> str:
    """Return the key of a transition."""
    ends = f"{thing['from']}->{thing['to']}"
    return f"{ends}#{thing['id']}" if "id" in thing else ends


def read(kind: str, thing: Thing) -> Any:
    """Return a thing as the model has it."""
    model = MODELS[kind]
    model.model_rebuild()
    return model.model_validate({name: _typed(value) for name, value in thing.items() if name != ID})


def is_valid(kind: str, thing: Thing) -> bool:
    """Return whether a thing has all it needs, and nothing that contradicts itself."""
    try:
        read(kind, thing)
    except ValidationError:
        return False
    return True


def _typed(value: Any) -> Any:
    """Return a value as the reader of YAML gives it: figures and truth values with both their readings."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return list(map(_typed, value))
    return resolve(json.dumps(value)) if isinstance(value, bool | int | float) else value

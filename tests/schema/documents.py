"""Random documents in the shape of the models: mostly what people would write, with a mistake here and there."""

from typing import Any

from hypothesis import strategies as st
from pydantic import BaseModel

TEXTS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=8)
WORDS = st.sampled_from(["web", "a-b", "x.1_y", "0755", "no", "2d", "30m", "es", "pt-BR", "2026-11-30", "a b", "É"])
# As an id, a number is read as it is written: `1e5` is an id and `1E5` is none, which only the text can tell.
NUMBERS = st.integers(-3, 120) | st.floats(-3, 6, allow_nan=False).map(lambda number: round(number, 2) + 0.0)
SCALARS = st.booleans() | NUMBERS | TEXTS | WORDS
ANYTHING = st.none() | st.recursive(
    SCALARS,
    lambda inner: st.lists(st.none() | inner, max_size=2) | st.dictionaries(WORDS | TEXTS, inner, max_size=2),
    max_leaves=4,
)
RULES = st.sampled_from(["dead-end", "orphan-touchpoint", "dead-ends"])
DATES = st.dates().map(str) | st.sampled_from(["2026-02-29", "2028-02-29", "2026-2-1", "0000-01-01", "31/11/2026", ""])


def documents(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Return documents in the shape of a model, in which about one value in thirty is something else."""
    made = model.model_json_schema(by_alias=True)
    return _Shapes(made.get("$defs", {})).value(made)


class _Shapes:
    """Strategies for the shapes that Pydantic describes, each made once."""

    def __init__(self, defined: dict[str, Any]) -> None:
        self._defined = defined
        self._made: dict[str, st.SearchStrategy[Any]] = {}

    def value(self, made: dict[str, Any]) -> st.SearchStrategy[Any]:
        right = self._right(made)
        return st.integers(0, 29).flatmap(lambda chance: right if chance else ANYTHING)

    def _right(self, made: dict[str, Any]) -> st.SearchStrategy[Any]:
        if "$ref" in made:
            name = made["$ref"].rpartition("/")[2]
            if name not in self._made:
                self._made[name] = st.deferred(lambda: self._right(self._defined[name]))
            return self._made[name]
        if "anyOf" in made:
            return st.one_of([self.value(alternative) for alternative in made["anyOf"]])
        if "enum" in made:
            return st.sampled_from(made["enum"])
        if "properties" in made:
            return self._fields(made)
        return self._simple(made)

    def _fields(self, made: dict[str, Any]) -> st.SearchStrategy[Any]:
        fields = {name: self.value(field) | st.none() for name, field in made["properties"].items()}
        needed = {name: self.value(made["properties"][name]) for name in made.get("required", ())}
        usual = st.lists(st.sampled_from(sorted(fields)), max_size=4, unique=True).flatmap(
            lambda names: st.fixed_dictionaries({name: fields[name] for name in names} | needed)
        )
        return usual | usual | usual | usual.flatmap(_with_a_slip)

    def _simple(self, made: dict[str, Any]) -> st.SearchStrategy[Any]:
        match made["type"]:
            case "array":
                return st.lists(self.value(made["items"]), max_size=3)
            case "object":
                if "propertyNames" in made:  # a section: an id with nothing under it counts
                    [value] = made["patternProperties"].values()
                    return st.dictionaries(WORDS | TEXTS, self.value(value) | st.none(), max_size=2)
                [value] = [*made.get("patternProperties", {}).values(), made.get("additionalProperties")][:1]
                something = self.value(value).filter(lambda value: value is not None)
                return st.dictionaries(WORDS | RULES | TEXTS, something, max_size=2)
            case "integer" | "number":
                return NUMBERS
            case "boolean":
                return st.booleans()
            case "string":
                return DATES if made.get("format") == "date" else WORDS
            case "null":
                return st.none()
        return WORDS | TEXTS | NUMBERS | st.booleans()


def _with_a_slip(fields: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Leave a field out, or add one."""
    left_out = [{name: fields[name] for name in fields if name != gone} for gone in fields]
    return st.sampled_from([*left_out, {**fields, "chanel": "web"}, {**fields, "": 1}])

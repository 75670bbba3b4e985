"""The kinds of value a field can hold, each with the reading it is given and the message when it does not fit."""

import datetime
import re
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cxmap.source.scalar import Typed

ID_PATTERN = r"^[a-z0-9]+(?:[-._][a-z0-9]+)*$"
"""What an id looks like: ASCII words in kebab-case."""

LONGEST_ID = 128
"""The most characters an id may have."""

_ID = re.compile(ID_PATTERN, re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Ref(NamedTuple):
    """Marks a field that holds the id of a thing of this kind.

    A `loose` one may also hold other text: it counts as a use where it names a thing, and is no mistake where it
    does not.
    """

    kind: str
    loose: bool = False


def is_id(text: str) -> bool:
    """Return whether `text` may be an id."""
    return len(text) <= LONGEST_ID and _ID.fullmatch(text) is not None


def _number(value: Any) -> Any:
    if isinstance(value, Typed) and not isinstance(value.value, bool):
        return value.value
    raise PydanticCustomError("number", "Write a number here, without quotes")


def _boolean(value: Any) -> Any:
    if isinstance(value, Typed) and isinstance(value.value, bool):
        return value.value
    raise PydanticCustomError("boolean", "Write `true` or `false` here, without quotes")


def _date(value: Any) -> Any:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("date", "There is no such day in the calendar") from error
    raise PydanticCustomError("date", "Write a date as year-month-day, such as 2027-01-31")


_SCALAR = {"type": ["string", "number", "boolean"]}

Text = Annotated[str, WithJsonSchema(_SCALAR)]
"""Text, kept exactly as written, whatever it looks like."""

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]
"""The id under which a thing is declared."""

Number = Annotated[float, Field(allow_inf_nan=False), BeforeValidator(_number)]
"""A figure, written without quotes."""

Share = Annotated[float, Field(ge=0, le=1), BeforeValidator(_number)]
"""A part of a whole, from 0 to 1."""

Count = Annotated[float, Field(ge=0, allow_inf_nan=False), BeforeValidator(_number)]
"""A figure that is not negative."""

Feeling = Annotated[float, Field(ge=-2, le=2), BeforeValidator(_number)]
"""How a customer feels, from -2 (awful) to 2 (delighted)."""

Grade = Annotated[int, Field(ge=1, le=5), BeforeValidator(_number)]
"""A judgement in whole points from 1 to 5."""

Whole = Annotated[int, Field(ge=0), BeforeValidator(_number)]
"""A whole figure that is not negative."""

Percent = Annotated[int, Field(ge=50, le=100), BeforeValidator(_number)]
"""How alike two texts are, where less than half is not alike at all."""

WorkingDays = Annotated[int, Field(ge=0, le=250), BeforeValidator(_number)]
"""A number of working days: at most a year, because more than that is no plan any more."""

Boolean = Annotated[bool, BeforeValidator(_boolean)]
"""`true` or `false`, without quotes."""

Date = Annotated[datetime.date, BeforeValidator(_date)]
"""A day, written year-month-day."""

Duration = Annotated[str, Field(pattern=r"^[0-9]{1,9}(?:s|m|h|d|w)$")]
"""A length of time: a whole number and s, m, h, d or w."""

"""libyaml's events of a text: what both readings of a file are made of."""

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml._yaml import CParser

# YAML 1.2 and every editor end a line with a line feed or a carriage return only. libyaml also does with these three,
# so that a text could hold a field nobody sees. It is given other characters in their place, one for one.
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_AWAY = {0x85: 0xF0085, 0x2028: 0xF2028, 0x2029: 0xF2029}
_BACK = {stand_in: separator for separator, stand_in in _AWAY.items()}


def events(text: str) -> Callable[[], Any]:
    """Return what yields the next event of a text, whenever it is called.

    It raises `yaml.YAMLError` where the text is no YAML, and `UnicodeEncodeError` at once where it holds half a
    surrogate pair.
    """
    if text.isascii() or not _SEPARATORS.search(text):
        next_event: Callable[[], Any] = CParser(text).get_event
        return next_event
    get_event = CParser(text.translate(_AWAY)).get_event

    def with_separators() -> Any:
        event = get_event()
        if type(event) is yaml.ScalarEvent:
            event.value = event.value.translate(_BACK)
        return event

    return with_separators

"""What a check found, as plain data and back: for the cache, and for another process."""

from typing import Any

from cxmap.findings import Finding, Place, Related, Severity
from cxmap.message import Exact, Message, Named, Value
from cxmap.source.span import Span


def plain_finding(finding: Finding) -> tuple[Any, ...]:
    """Return a finding as tuples, text and numbers."""
    return (
        finding.rule,
        finding.severity.value,
        plain_message(finding.message),
        _plain_place(finding.place),
        finding.entity,
        finding.fingerprint,
        plain_message(finding.hint) if finding.hint else None,
        [(_plain_place(other.place), plain_message(other.message), other.entity) for other in finding.related],
    )


def finding_of(plain: tuple[Any, ...]) -> Finding:
    """Return the finding that `plain_finding` was given."""
    rule, severity, message, place, entity, mark, hint, related = plain
    return Finding(
        rule,
        Severity(severity),
        message_of(message),
        _place_of(place),
        entity,
        mark,
        message_of(hint) if hint else None,
        tuple(Related(_place_of(where), message_of(what), who) for where, what, who in related),
    )


def plain_message(message: Message) -> tuple[Any, ...]:
    """Return a message as tuples, text and numbers."""
    return (message.text, [(name, _plain_value(value)) for name, value in message.values.items()])


def message_of(plain: tuple[Any, ...]) -> Message:
    """Return the message that `plain_message` was given."""
    text, values = plain
    return Message(text, {name: _value_of(value) for name, value in values})


def _plain_value(value: Value) -> Any:
    # A thing becomes a tuple, so a list of things and texts becomes a list.
    match value:
        case Named():
            return tuple(value)
        case tuple():
            return [_plain_value(item) for item in value]
        case Message():
            return {"message": plain_message(value)}
        case Exact():
            return {"exact": str(value)}
        case _:
            return value


def _value_of(plain: Any) -> Value:
    match plain:
        case tuple():
            return Named(*plain)
        case list():
            return tuple(_value_of(item) for item in plain)  # type: ignore[misc]
        case {"message": message}:
            return message_of(message)
        case {"exact": text}:
            return Exact(text)
        case _:
            return plain  # type: ignore[no-any-return]


def _plain_place(place: Place) -> tuple[Any, ...]:
    return (place.path, *place.span)


def _place_of(plain: tuple[Any, ...]) -> Place:
    path, *span = plain
    return Place(path, Span(*span))

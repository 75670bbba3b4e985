"""Names that are the same once case, accents, punctuation, word order and stop words are set aside."""

from collections.abc import Iterable, Iterator

from cxmap.likeness.label import Group, Kind, Label, order
from cxmap.likeness.spelling import key


def duplicates(labels: Iterable[Label]) -> Iterator[Group]:
    """Yield the groups of touchpoints that share a name, alias or translation of either, whatever stage or channel.

    The largest groups come first. Touchpoints that share several names are shown once, by the name that stands first; a
    group within a larger one is not repeated. Descriptions do not count. The order of `labels` does not matter.
    """
    shared = [(found, group) for found, group in _by_key(labels).items() if len(group) > 1]
    shared.sort(key=lambda entry: (-len(entry[1]), min(label.kind.rank for label in entry[1].values()), entry[0]))
    shown: dict[str, list[frozenset[str]]] = {}
    for found, group in shared:
        owners = frozenset(group)
        fewest = min((shown.get(owner, []) for owner in owners), key=len)
        if any(owners <= others for others in fewest):
            continue
        for owner in owners:
            shown.setdefault(owner, []).append(owners)
        yield Group(found, tuple(group[owner] for owner in sorted(group)))


def _by_key(labels: Iterable[Label]) -> dict[str, dict[str, Label]]:
    """Return, by key, the touchpoints that have it, each with the label to show."""
    groups: dict[str, dict[str, Label]] = {}
    for label in labels:
        if label.kind is not Kind.DESCRIPTION and (found := key(label.text)):
            group = groups.setdefault(found, {})
            shown = group.get(label.owner)
            if shown is None or order(label) < order(shown):
                group[label.owner] = label
    return groups

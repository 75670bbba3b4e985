"""What to say of a selector that names something unknown."""

from collections.abc import Collection, Iterator

from cxmap.atlas.wording import nearest
from cxmap.errors import CxmapError
from cxmap.selection.connections import FIXED, Connections, kind_of, spelled
from cxmap.selection.selector import METHODS, Term, folded, written_term
from cxmap.visible import visible

_MOST_NAMED = 12


def unknown(connections: Connections, term: Term) -> CxmapError:
    """Return the error for a term whose value does not exist, with what was probably meant."""
    shown = visible(term.value[:_LONGEST])
    match term.method:
        case "channel" | "tag":
            message = f"No touchpoint has the {term.method} `{shown}`."
        case method if method in FIXED:
            message = f"`{method}:` knows no `{shown}`."
        case method if kind_of(method) == "data":
            message = f"There are no data `{shown}`."
        case method:
            message = f"There is no {kind_of(method)} `{shown}`."
    return CxmapError(message, _hint(connections, term))


_LONGEST = 200


def _hint(connections: Connections, term: Term) -> str:
    known = connections.known(term.method)
    meant = next(_meant(connections, term, known), "")
    if meant:
        return f"Did you mean `{meant}`?"
    if 0 < len(known) <= _MOST_NAMED:
        return f"There is {', '.join(visible(value) for value in sorted(known))}."
    kind = kind_of(term.method)
    return f"`cxmap list --kind {kind}` lists what there is." if kind else "`cxmap list` lists what there is."


def _meant(connections: Connections, term: Term, known: Collection[str]) -> Iterator[str]:
    """Yield what may have been meant, the likeliest first."""
    value = spelled(term.method, term.value[:_LONGEST])
    if term.method == "touchpoint":
        # A stage or an owner may well be taken for a touchpoint, and is found by naming what it is.
        for method in METHODS:
            if method not in FIXED and value in connections.known(method):
                yield _shown(method, value)
    # Shells take quotes away: `channel:"contact centre"` comes as two terms.
    words = f"{folded(value)}-"
    near = nearest(value, known) or next((other for other in sorted(known) if folded(other).startswith(words)), None)
    if near:
        yield _shown(term.method, near)


def _shown(method: str, value: str) -> str:
    return visible(written_term(Term(method, value)))

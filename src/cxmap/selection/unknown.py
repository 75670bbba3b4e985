"""What to say of a selector that names something unknown."""

from collections.abc import Collection, Iterator

from cxmap.atlas.wording import missing, nearest
from cxmap.errors import CxmapError
from cxmap.message import Message, said
from cxmap.selection.connections import FIXED, Connections, kind_of, spelled
from cxmap.selection.selector import METHODS, Term, folded, written_term

_MOST_NAMED = 12


def unknown(connections: Connections, term: Term) -> CxmapError:
    """Return the error for a term whose value does not exist, with what was probably meant."""
    return CxmapError(_problem(term), _hint(connections, term))


def _problem(term: Term) -> Message:
    match term.method:
        case "channel":
            return said("No touchpoint has the channel `{value}`.", value=term.value)
        case "tag":
            return said("No touchpoint has the tag `{value}`.", value=term.value)
        case method if method in FIXED:
            return said("`{method}:` knows no `{value}`.", method=method, value=term.value)
        case method:
            return missing(kind_of(method), term.value)


_LONGEST = 200


def _hint(connections: Connections, term: Term) -> Message:
    known = connections.known(term.method)
    meant = next(_meant(connections, term, known), "")
    if meant:
        return said("Did you mean `{near}`?", near=meant)
    if 0 < len(known) <= _MOST_NAMED:
        return said("There is {values}.", values=tuple(sorted(known)))
    kind = kind_of(term.method)
    if kind:
        return said("`cxmap list --kind {kind}` lists what there is.", kind=kind)
    return said("`cxmap list` lists what there is.")


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
    return written_term(Term(method, value))

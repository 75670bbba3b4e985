"""Templates, those of strangers among them: text with gaps, conditions and loops over what they are given.

A template cannot compute. It may not call anything, count, join texts into longer ones or set a name, so that it ends
after a number of steps that its length and its values bound, without a clock. What it may do is listed here; Jinja's
sandbox stands behind that.

Pages are made in this way, too. Their parts are finished Markdown, or finished HTML as `Markup`; a template orders
them, leaves some out and adds texts of its own around them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, nodes, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

Fields = Mapping[str, str | int]
"""Texts and figures by the names of fields."""

Plain = str | int | Sequence[str] | Sequence[Fields] | Fields | Mapping[str, Fields]
"""What a template is given: texts, figures, lists of texts or of fields, fields, and fields by name."""

LONGEST_TEMPLATE = 16_000
"""The most characters of a template."""

LONGEST_OUTCOME = 50_000
"""The most characters that may come of a template."""

_DEEPEST_LOOP = 2


class TemplateFailed(Exception):  # noqa: N818 - a state of the template that becomes a note
    """A template cannot be used; `reason` says why, in English, and `line` where, if that is known."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


class TooLong(TemplateFailed):
    """More comes of a template than there is room for."""


def filled(
    source: str,
    values: Mapping[str, Plain],
    fields: Iterable[str] = (),
    *,
    html: bool = False,
    longest: int = LONGEST_OUTCOME,
) -> str:
    """Return a template with its gaps filled.

    Args:
        source: the template.
        values: what it is given. In HTML, `Markup` is put in as it is: finished parts of a page, a sheet of styles.
        fields: the keys that the mappings among the values have, also those of mappings within mappings.
        html: encode every text that is not `Markup`. Whoever writes the template decides about the page, as nobody
            can tell good HTML from bad; but no value can become markup that is not meant to.
        longest: the most characters that may come of it.

    Raises `TemplateFailed` where it is no template, does what templates may not do, names what it is not given, or
    becomes too long: `TooLong` then.
    """
    if len(source) > LONGEST_TEMPLATE:
        raise TemplateFailed(f"It is longer than {LONGEST_TEMPLATE} characters.")
    try:
        template = _template(source, frozenset(fields), html=html)
        return _bounded(template.generate(dict(values)), longest)
    except TemplateSyntaxError as error:
        raise TemplateFailed(_sentence(error.message or "It cannot be read."), error.lineno) from None
    except TemplateError as error:
        raise TemplateFailed(_sentence(error.message or "It cannot be filled.")) from None
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise TemplateFailed(_sentence(str(error) or "It cannot be filled.")) from None
    except (RecursionError, MemoryError, SyntaxError):  # what Python says of a template that is nested too deeply
        raise TemplateFailed("It is nested too deeply.") from None


@lru_cache(maxsize=64)
def _template(source: str, fields: frozenset[str], *, html: bool) -> Template:
    """Return a template that has been looked through: many pages are filled into the same."""
    environment = _HTML if html else _TEXT
    tree = environment.parse(source)
    _check(tree, {*fields, *_LOOP})
    return environment.from_string(tree)


def _printable(value: Any) -> Any:
    if isinstance(value, Undefined):
        return str(value)  # which raises what is wrong
    if not isinstance(value, str | int):
        raise TemplateFailed("It prints something that is no text: write a loop over lists.")
    return value


def _environment(*, html: bool) -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        # Texts and Markdown are encoded before, or by whatever puts them elsewhere; HTML is encoded here.
        autoescape=select_autoescape(enabled_extensions=(), default_for_string=html),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=html,
        finalize=_printable,
    )
    made.globals.clear()
    return made


_TEXT, _HTML = _environment(html=False), _environment(html=True)

_FILTERS = frozenset({"capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper"})
_TESTS = frozenset({"defined", "undefined"})
_LOOP = frozenset({"first", "index", "index0", "last", "length"})

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Keyword,
)

_GIVEN = (nodes.Name, nodes.Getattr)


def _check(tree: nodes.Template, fields: set[str]) -> None:
    """Raise `TemplateFailed` for the first thing in a template that it may not do."""
    for node, depth in _within(tree):
        if not isinstance(node, _ALLOWED):
            raise TemplateFailed(f"A template may not use `{_called(node)}`.", node.lineno)
        if depth > _DEEPEST_LOOP:
            raise TemplateFailed("Its loops are nested too deeply.", node.lineno)
        reason = _wrong(node, fields)
        if reason:
            raise TemplateFailed(reason, node.lineno)


def _wrong(node: nodes.Node, fields: set[str]) -> str:
    """Return what is wrong with a part of a template of a kind that is allowed."""
    match node:
        case nodes.Getattr(attr=str() as name) | nodes.Getitem(arg=nodes.Const(value=str() as name)):
            return "" if name in fields else f"There is no field `{name}`."
        case nodes.Getitem(arg=argument):
            return "" if isinstance(argument, nodes.Const) else "A template may take items only by a number or a name."
        case nodes.Filter():
            return _wrong_filter(node)
        case nodes.Test(name=name):
            return "" if name in _TESTS else f"A template may not use the test `{name}`."
        case nodes.For(iter=over, recursive=recursive) if recursive or not isinstance(over, _GIVEN):
            return "A template may loop only over a list that it is given."
        case _:
            return ""


def _wrong_filter(node: nodes.Filter) -> str:
    if node.name not in _FILTERS:
        return f"A template may not use the filter `{node.name}`."
    arguments = [*node.args, *(argument.value for argument in node.kwargs)]
    if node.dyn_args or node.dyn_kwargs or not all(isinstance(argument, nodes.Const) for argument in arguments):
        return f"A template may give the filter `{node.name}` only a text or a number."
    if node.name == "join" and not isinstance(node.node, _GIVEN):  # joined texts could be joined again, and again
        return "A template may join only a list that it is given."
    return ""


def _within(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int]]:
    """Yield a node and all in it, in the order of the text, each with the number of loops around it."""
    waiting = [(tree, 0)]
    while waiting:
        current, around = waiting.pop()
        yield current, around
        inner = around + isinstance(current, nodes.For)
        waiting += reversed([(child, inner) for child in current.iter_child_nodes()])


def _called(node: nodes.Node) -> str:
    return _CALLED.get(type(node).__name__, type(node).__name__.lower())


_CALLED = {
    "Add": "+",
    "Assign": "set",
    "AssignBlock": "set",
    "Call": "call",
    "CallBlock": "call",
    "Concat": "~",
    "Div": "/",
    "FilterBlock": "filter",
    "FromImport": "from",
    "FloorDiv": "//",
    "Mod": "%",
    "Mul": "*",
    "Neg": "-",
    "Pow": "**",
    "Sub": "-",
}


def _bounded(pieces: Iterator[str], longest: int) -> str:
    found: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > longest:
            raise TooLong(f"More than {longest} characters come of it.")
        found.append(piece)
    return "".join(found)


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."

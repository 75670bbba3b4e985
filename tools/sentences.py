"""Finds the sentences of a Python file that readers get to see: what stands in calls such as `said("...")`.

A sentence may stand in the call itself, or behind a name that the file gives it: `text = "..." if new else "..."`, a
table from which one is taken, or a loop over some.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

Sentence = str | tuple[str, str]
"""A sentence, or the two that go with 1 and with other numbers."""


class Found(NamedTuple):
    """A sentence, and the line of the call that it goes to."""

    line: int
    sentence: Sentence


def sentences(source: str) -> Iterator[Found]:
    """Yield the sentences of a file in the order of the calls that they go to."""
    yield from _File(ast.parse(source)).sentences()


_SINGLE = {"said": 0, "sentence": 0, "Message": 0, "change": 1, "rule": 1, "_pieced": 0}
"""The functions that take a sentence, and which of their arguments it is."""

_COUNTED = {"count": 1, "counted": 0}
"""The functions that take a sentence for 1 and behind it the one for other numbers."""

_Scope = ast.Module | ast.FunctionDef | ast.AsyncFunctionDef
_Names = dict[str, list[ast.expr]]


class _File:
    """A file, and what each of its names may stand for."""

    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree
        self._names: dict[_Scope, _Names] = {}

    def sentences(self) -> Iterator[Found]:
        yield from self._inside(self._tree, ())

    def _inside(self, node: ast.AST, scopes: tuple[_Scope, ...]) -> Iterator[Found]:
        if isinstance(node, _Scope):
            scopes = (node, *scopes)
            self._names[node] = defaultdict(list)
            # What a tuple stands for may be found in a table that is written out further down.
            for target, value in sorted(_given(node), key=lambda given: isinstance(given[0], ast.Tuple)):
                self._bind(target, value, scopes)
        if isinstance(node, ast.Call):
            yield from (Found(node.lineno, sentence) for sentence in self._called(node, scopes))
        for child in ast.iter_child_nodes(node):
            yield from self._inside(child, scopes)

    def _called(self, call: ast.Call, scopes: tuple[_Scope, ...]) -> Iterator[Sentence]:
        name = _name(call.func)
        if name in _SINGLE and len(call.args) > _SINGLE[name]:
            yield from self._texts(call.args[_SINGLE[name]], scopes)
        elif name in _COUNTED and len(call.args) > _COUNTED[name] + 1:
            first = _COUNTED[name]
            one, many = (list(self._texts(call.args[place], scopes)) for place in (first, first + 1))
            yield from zip(one, many, strict=True)

    def _texts(self, node: ast.expr, scopes: tuple[_Scope, ...]) -> Iterator[str]:
        for value in self._values(node, scopes):
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.value

    def _values(
        self, node: ast.expr, scopes: tuple[_Scope, ...], known: frozenset[str] = frozenset()
    ) -> list[ast.expr]:
        """Return what an expression may stand for: texts, tuples, lists and tables that are written out."""
        match node:
            case ast.Name(id=name) if name not in known:
                names = next((self._names[scope] for scope in scopes if name in self._names[scope]), {})
                return [value for given in names.get(name, ()) for value in self._values(given, scopes, known | {name})]
            case ast.IfExp(body=body, orelse=other):
                return [*self._values(body, scopes, known), *self._values(other, scopes, known)]
            case ast.Subscript(value=table) | ast.Call(func=ast.Attribute(value=table, attr="get")):
                return [value for item in self._elements(table, scopes) for value in self._values(item, scopes, known)]
            case ast.Constant() | ast.Tuple() | ast.List() | ast.Dict():
                return [node]
            case _:
                return []

    def _elements(self, node: ast.expr, scopes: tuple[_Scope, ...]) -> Iterator[ast.expr]:
        """Yield what one may take out of an expression by a key or a position."""
        for value in self._values(node, scopes):
            if isinstance(value, ast.Dict):
                yield from value.values
            elif isinstance(value, ast.Tuple | ast.List):
                yield from value.elts

    def _bind(self, target: ast.expr, value: ast.expr, scopes: tuple[_Scope, ...]) -> None:
        """Note what a name stands for, or each name of a tuple."""
        if isinstance(target, ast.Name):
            self._names[scopes[0]][target.id].append(value)
        elif isinstance(target, ast.Tuple):
            for given in self._values(value, scopes):
                if isinstance(given, ast.Tuple | ast.List) and len(given.elts) == len(target.elts):
                    for name, part in zip(target.elts, given.elts, strict=True):
                        self._bind(name, part, scopes)


def _given(scope: _Scope) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield the targets within a module or a function, functions inside it aside, each with what it is given."""
    waiting: list[ast.AST] = [scope]
    while waiting:
        node = waiting.pop()
        match node:
            case ast.Assign(targets=targets, value=value):
                yield from ((target, value) for target in targets)
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                yield target, value
            case ast.For(target=target, iter=over) | ast.comprehension(target=target, iter=over):
                yield from _looped(target, over)
        waiting += reversed([child for child in ast.iter_child_nodes(node) if not isinstance(child, _Scope)])


def _looped(target: ast.expr, over: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Yield what the target of a loop is given by each round of it."""
    match over:
        case ast.Tuple(elts=items) | ast.List(elts=items):
            yield from ((target, item) for item in items)
        case ast.Name():
            yield target, ast.Subscript(over, ast.Constant(0), ast.Load())
        case ast.Call(func=ast.Name(id="enumerate"), args=[inner, *_]) if isinstance(target, ast.Tuple):
            yield from _looped(target.elts[1], inner)
        case ast.Call(func=ast.Attribute(value=ast.Name() as table, attr="items")) if isinstance(target, ast.Tuple):
            yield target.elts[1], ast.Subscript(table, ast.Constant(0), ast.Load())


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""

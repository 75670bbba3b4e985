"""The views of a map: one module a view, found by its name."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules

from cxmap.render.picture.canvas import Canvas
from cxmap.report.drawing import Drawing
from cxmap.words import Words

Painter = Callable[[Drawing, Words], Canvas]


def views() -> tuple[str, ...]:
    """Return the names of the views, sorted."""
    return tuple(sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_")))


def load(view: str) -> Painter:
    """Return what draws a view, `canvas` of the module that is called so. Raises `KeyError` for any other name."""
    if view not in views():
        raise KeyError(view)
    painter: Painter = import_module(f"{__name__}.{view}").canvas
    return painter

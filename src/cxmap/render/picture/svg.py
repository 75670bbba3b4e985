"""A picture as SVG: a document of its own, or a part of a page."""

from collections.abc import Iterable, Iterator

from cxmap.render.encode import xml
from cxmap.render.picture.canvas import Box, Canvas, Group, Label, Path, Shape, Symbol
from cxmap.render.picture.symbols import SYMBOLS
from cxmap.render.picture.theme import CLASS, Theme, rules
from cxmap.visible import visible


def svg(canvas: Canvas, theme: Theme = "auto", prefix: str = "") -> str:
    """Return a whole SVG document that asks nobody for anything; `auto` is light or dark as the reader's machine is.

    All ids begin with `prefix`, so that several pictures can stand in one page.
    """
    return _document(canvas, prefix, "img", f"<style>\n{rules(theme)}\n</style>\n")


def inline(canvas: Canvas, prefix: str = "") -> str:
    """Return an `<svg>` element for a page that holds `theme.rules` in its own style sheet.

    Groups that have a key carry it as `data-key`.
    """
    return _document(canvas, prefix, "group", "")


def _document(canvas: Canvas, prefix: str, role: str, style: str) -> str:
    start = xml(prefix)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{canvas.width}" height="{canvas.height}" '
        f'viewBox="0 0 {canvas.width} {canvas.height}" role="{role}" '
        f'aria-labelledby="{start}title {start}description">\n'
        f'<title id="{start}title">{_text(canvas.title)}</title>\n'
        f'<desc id="{start}description">{_text(canvas.description)}</desc>\n'
    )
    return f"{opening}{style}{_tips(canvas, start)}{''.join(_drawn(canvas.shapes, start))}</svg>\n"


def _text(text: str) -> str:
    return xml(visible(text))


def _class(look: str) -> str:
    return " ".join(f"{CLASS}-{name}" for name in look.split())


# The heads of arrows.


def _tips(canvas: Canvas, start: str) -> str:
    looks = sorted(set(_arrows(canvas.shapes)))
    tips = "".join(_tip(look, start) for look in looks)
    return f"<defs>\n{tips}</defs>\n" if tips else ""


def _arrows(shapes: Iterable[Shape]) -> Iterator[str]:
    for shape in shapes:
        if isinstance(shape, Group):
            yield from _arrows(shape.shapes)
        elif isinstance(shape, Path) and shape.arrow:
            yield shape.look


def _tip(look: str, start: str) -> str:
    size = 14 if "handover" in look else 11
    return (
        f'<marker id="{start}tip-{xml(look)}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="{size}" '
        f'markerHeight="{size}" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path class="{CLASS}-tip-{xml(look)}" d="M0 0L10 5L0 10Z"/></marker>\n'
    )


# Shapes.


def _drawn(shapes: Iterable[Shape], start: str) -> Iterator[str]:
    for shape in shapes:
        match shape:
            case Box():
                yield _box(shape)
            case Label():
                yield from _label(shape)
            case Path():
                tip = f' marker-end="url(#{start}tip-{xml(shape.look)})"' if shape.arrow else ""
                yield f'<path class="{_class(shape.look)}" d="{xml(shape.d)}"{tip}/>\n'
            case Symbol():
                yield _symbol(shape)
            case Group():
                yield from _group(shape, start)


def _box(box: Box) -> str:
    corner = f' rx="{box.radius}"' if box.radius else ""
    place = f'x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}"'
    return f'<rect class="{_class(box.look)}" {place}{corner}/>\n'


def _label(label: Label) -> Iterator[str]:
    # Every line is a text of its own: otherwise one written from the right would reorder its neighbours.
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    for number, line in enumerate(label.lines):
        place = f'x="{label.x}" y="{label.y + number * label.step}"{anchor}'
        yield f'<text class="{_class(label.look)}" {place}>{_text(line)}</text>\n'


def _symbol(symbol: Symbol) -> str:
    sign = SYMBOLS[symbol.name]
    lines = f'<path d="{sign.lines}" fill="none"/>' if sign.lines else ""
    filled = f'<path d="{sign.filled}" stroke="none"/>' if sign.filled else ""
    place = f"translate({symbol.x} {symbol.y}) scale({symbol.size / 24:.4g})"
    style = 'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return f'<g class="{_class(symbol.look)}" transform="{place}" {style}>{lines}{filled}</g>\n'


def _group(group: Group, start: str) -> Iterator[str]:
    look = f' class="{_class(group.look)}"' if group.look else ""
    key = f' data-key="{_text(group.key)}"' if group.key else ""
    yield f"<g{look}{key}>\n"
    if group.title:
        yield f"<title>{_text(group.title)}</title>\n"
    yield from _drawn(group.shapes, start)
    yield "</g>\n"

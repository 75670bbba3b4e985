"""Pictures as PNG, made from the SVG by a library that needs no browser: the extra `png`."""

import math
from importlib.resources import as_file, files

from cxmap.errors import CxmapError
from cxmap.message import said
from cxmap.render.drawing import PLAIN, Style
from cxmap.render.look import Look
from cxmap.render.picture.canvas import Canvas
from cxmap.render.picture.svg import svg
from cxmap.render.picture.theme import FAMILY
from cxmap.render.picture.views import load
from cxmap.report.drawing import Drawing
from cxmap.words import Words

MOST_PIXELS = 64_000_000
"""With more pixels a picture would take more memory than a small machine has, and few programs show it."""


def render(drawing: Drawing, words: Words, _look: Look, style: Style = PLAIN) -> bytes:
    """Return the picture as the bytes of a PNG file, light unless the style is dark.

    Raises `CxmapError` where the extra `png` is not installed, and for more than `MOST_PIXELS`.
    """
    return png(load(drawing.view)(drawing, words), style)


def png(canvas: Canvas, style: Style = PLAIN, *, fonts_of_system: bool = True) -> bytes:
    """Return any picture as the bytes of a PNG file; raises as `render` does.

    Texts are set in the font that comes with cxmap, so that they look alike on every machine; what it lacks, in those
    of the system.
    """
    try:
        import resvg_py  # noqa: PLC0415 - an extra, which most runs do without
    except ImportError:
        raise CxmapError(
            said("Pictures as PNG need a library that is not installed."),
            said("Install it: `pip install 'cxmap[png]'`."),
        ) from None
    _check_size(canvas, style.scale)
    style_sheet, end, shapes = svg(canvas, "dark" if style.theme == "dark" else "light").partition("</style>")
    with as_file(files("cxmap.render.picture") / "fonts") as folder:
        return resvg_py.svg_to_bytes(
            svg_string=f"{style_sheet.replace(FAMILY, OWN)}{end}{shapes}",
            zoom=style.scale,
            skip_system_fonts=not fonts_of_system,
            font_dirs=[str(folder)],
            font_family=OWN,
            sans_serif_family=OWN,
        )


OWN = "DejaVu Sans"
"""The font that comes with cxmap: texts are measured by the widths of its letters."""


def _check_size(canvas: Canvas, scale: float) -> None:
    pixels = canvas.width * canvas.height * scale * scale
    if pixels > MOST_PIXELS:
        raise CxmapError(
            said(
                "This picture would have {millions} million pixels; {most} million are the most.",
                millions=math.ceil(pixels / _MILLION),
                most=MOST_PIXELS // _MILLION,
            ),
            said("Choose a smaller --scale or fewer touchpoints, or take `--format svg`, which has no limit."),
        )


_MILLION = 1_000_000

"""Makes a part of a map ready to be drawn: what is chosen, marked with what is wrong and what has changed."""

from collections.abc import Iterable

from cxmap import __version__
from cxmap.app.drawing.calling import Calling
from cxmap.app.drawing.cards import Cards, phases
from cxmap.app.drawing.choosing import WHOLE_MAP, Wanted, bounded, choose
from cxmap.app.drawing.lines import lines
from cxmap.app.drawing.marks import Marks, tallies
from cxmap.app.drawing.watching import gauges, ideas
from cxmap.app.reading import Reading
from cxmap.atlas.atlas import Atlas
from cxmap.errors import CxmapError
from cxmap.findings import Finding
from cxmap.graph.flow import Flow
from cxmap.message import said
from cxmap.report.drawing import Drawing
from cxmap.report.map_info import MapInfo
from cxmap.selection.select import Changed, without_base


def drawing(  # noqa: PLR0913 - each says something else of what is drawn
    reading: Reading,
    wanted: Wanted = WHOLE_MAP,
    *,
    changed: Changed = without_base,
    findings: Iterable[Finding] = (),
    base: Atlas | None = None,
    revision: str = "",
) -> Drawing:
    """Return what is wanted of a map, ready to be drawn.

    `findings` are marked on the touchpoints and transitions that they are about. With a `base`, what is new, has
    changed or is gone since is marked. `revision` is what the user called the revision that is read.

    Raises `CxmapError` when there is nothing to draw, and as `choose` does.
    """
    atlas, flow = reading.atlas, Flow(reading.atlas)
    language = wanted.language or reading.settings.config.language
    calling = Calling(language, atlas, base)
    chosen = choose(flow, wanted, changed)
    drawn, journeys, *_ = bounded(flow, chosen, wanted.view, wanted.most)
    cards, arrows = Cards(flow, calling, Marks(base, atlas), tallies(findings)).drawn(drawn, whole=chosen.whole)
    shown, left = lines(flow, calling, journeys, drawn)
    if wanted.view == "journey" and not shown:
        raise CxmapError(
            said("There is no journey to draw: none leads through these touchpoints, or it has too many steps."),
            said("Choose others, or another picture: `--view map`, `flow` or `blueprint`."),
        )
    return Drawing(
        about=MapInfo(__version__, reading.name, revision, not atlas.flaws),
        view=wanted.view,
        by=wanted.by,
        language=language,
        phases=phases(flow, cards),
        cards=cards,
        arrows=arrows,
        lines=shown,
        gauges=gauges(atlas, calling, drawn),
        ideas=ideas(atlas, calling, drawn),
        personas=tuple(calling("persona", name) for name in chosen.personas),
        narrowed=chosen.narrowed,
        left_out=len(chosen.touchpoints) - len(drawn),
        journeys_left_out=left + len(chosen.journeys) - len(journeys),
    )

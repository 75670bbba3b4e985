"""The view `flow`: touchpoints in lanes, the ways between them, and where customers are handed over."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cxmap.message import said
from cxmap.render.geometry import Box as Place
from cxmap.render.geometry import Edge, Layout, Node, Options, Point, Route, laid_out, path_data
from cxmap.render.picture.canvas import Box, Canvas, Group, Path, Shape
from cxmap.render.picture.flow_parts import lanes, notes, stages
from cxmap.render.picture.flow_parts.listed import Entry, Listed, entry, listed
from cxmap.render.picture.flow_parts.signs import signs
from cxmap.render.picture.parts import card as cards
from cxmap.render.picture.parts.heading import heading, title, touchpoints, wanting
from cxmap.render.picture.parts.legend import legend
from cxmap.report.drawing import Arrow, Drawing
from cxmap.visible import visible
from cxmap.words import Words, count, say


def canvas(drawing: Drawing, words: Words) -> Canvas:
    """Return the picture of the ways between touchpoints."""
    plan = _planned(drawing, words)
    wide = max(plan.layout.width, _LEAST_WIDTH)
    room = wide - 2 * _MARGIN
    head = heading(title(drawing, words), _sentences(drawing, words), _MARGIN, _MARGIN, room)
    top = _MARGIN + head.height
    shapes: list[Shape] = [Box(0, 0, wide, 0, "page"), *head.shapes, *_drawn(plan, top, wide, words)]
    y = top + plan.layout.height
    below = _listed(plan, y, room, words)
    y += below.height + (_APART if below.height else 0)
    signs_shown = legend(
        words.sentence("Legend"), signs(drawing, words, dense=plan.dense, numbered=bool(plan.numbers)), _MARGIN, y, room
    )
    y += signs_shown.height + _MARGIN
    shapes[0] = Box(0, 0, wide, y, "page")
    return Canvas(
        wide,
        y,
        title(drawing, words),
        " ".join(_sentences(drawing, words)),
        (*shapes, *below.shapes, *signs_shown.shapes),
    )


_MARGIN = 28
_APART = 18
_LEAST_WIDTH = 760
_MOST_NOTED = 60
"""With more cards, nothing is said at the arrows, and cards are smaller."""


class _Plan(NamedTuple):
    """What is drawn where, not yet moved below the heading."""

    drawing: Drawing
    lanes: tuple[lanes.Lane, ...]
    faces: dict[str, cards.Face]
    bands: tuple[stages.Band, ...]
    arrows: tuple[Arrow, ...]
    notes: tuple[notes.Note | None, ...]
    layout: Layout
    dense: bool

    @property
    def numbers(self) -> dict[int, int]:
        """The numbers that stand for notes without room, by the position of their arrow."""
        routes = enumerate(() if self.dense else self.layout.routes)
        short = [position for position, route in routes if route.label and route.label.short]
        return {position: number for number, position in enumerate(short, 1)}

    @property
    def width(self) -> int:
        """How wide cards are."""
        return next((face.make.width for face in self.faces.values()), 0)


def _planned(drawing: Drawing, words: Words) -> _Plan:
    dense = len(drawing.cards) > _MOST_NOTED
    make = (_SMALL if dense else _LARGE)[drawing.by]
    faces = {card.touchpoint.id: cards.face(card, make, words) for card in drawing.cards}
    found = lanes.lanes(drawing, words)
    lane_of = {name: number for number, lane in enumerate(found) for name in lane.touchpoints}
    arrows = tuple(arrow for arrow in drawing.arrows if arrow.start in faces and arrow.end in faces)
    said_at = tuple((notes.signs if dense else notes.note)(arrow, words) for arrow in arrows)
    columns = stages.columns(drawing, lane_of)
    nodes = [Node(name, make.width, face.height, lane_of[name], columns.of[name]) for name, face in faces.items()]
    edges = [
        _edge(number, arrow, note, dense=dense)
        for number, (arrow, note) in enumerate(zip(arrows, said_at, strict=True), 1)
    ]
    strip = stages.height(columns.bands, make.width, words)
    layout = laid_out(nodes, edges, _options(found, strip, dense=dense))
    return _Plan(drawing, found, faces, columns.bands, arrows, said_at, layout, dense)


_LARGE = {
    "owner": cards.Make(186),
    "channel": cards.Make(186, channel=False, owner=True),
    "stage": cards.Make(186, owner=True),
}
_SMALL = {
    by: make._replace(width=156, padding=8, most_lines=2, owner=make.owner and not make.channel)
    for by, make in _LARGE.items()
}


def _edge(number: int, arrow: Arrow, note: notes.Note | None, *, dense: bool) -> Edge:
    size = note.size if note else None
    short = notes.short(number) if note else None
    if dense:
        short = size if notes.weighty(arrow) else None  # even over other arrows, when there is no other room
    return Edge(arrow.start, arrow.end, size, short, back=arrow.kind == "back")


def _options(found: Sequence[lanes.Lane], strip: int, *, dense: bool) -> Options:
    heights = tuple(lane.height for lane in found)
    if dense:
        return Options(_MARGIN, 9, 10, 44, 46, 46, lanes.STRIP, strip, heights)
    return Options(
        _MARGIN, column_gap=72, card_gap=50, lane_title=lanes.STRIP, column_title=strip, lane_heights=heights
    )


# Shapes.


def _drawn(plan: _Plan, top: int, wide: int, words: Words) -> Iterator[Shape]:
    """Yield lanes, arrows, cards and what is said at the arrows, in this order, below `top`."""
    layout = plan.layout
    for number, lane in enumerate(plan.lanes):
        band, strip = layout.lanes[number], layout.lane_titles[number]
        across = wide - 2 * _MARGIN if band.x else wide
        yield lanes.ground(lane, number, _box(band, top)._replace(width=max(across, band.width)), _box(strip, top))
    yield from stages.titles(plan.bands, plan.width, layout, top, words)
    ways = zip(plan.arrows, plan.notes, layout.routes, strict=True)
    names = {name: cards.called(face.card.touchpoint) for name, face in plan.faces.items()}
    numbers = plan.numbers
    upon: list[Shape] = []
    for position, (arrow, note, route) in enumerate(ways):
        told = _told(arrow, names, words)
        key = arrow.transition.entity
        yield Group((Path(_d(route, top), notes.look(arrow), arrow=True),), told, key)
        if note and route.label:
            place = _moved(route.label.box, top)
            stand_in = numbers.get(position)
            shown = notes.numbered(stand_in, place) if stand_in else notes.shown(note, place)
            upon.append(Group(tuple(shown), told, key))
    for name, face in plan.faces.items():
        yield cards.shown(face, _box(layout.boxes[name], top), words)
    yield from upon


def _d(route: Route, top: int) -> str:
    return path_data([Point(point.x, point.y + top) for point in route.points], _ROUND)


_ROUND = 8


def _moved(place: Place, top: int) -> Place:
    return place._replace(y=place.y + top)


def _box(place: Place, top: int) -> Box:
    return Box(place.x, place.y + top, place.width, place.height, "page")


def _listed(plan: _Plan, y: int, room: int, words: Words) -> Listed:
    return listed(words.sentence("What is said at the arrows"), list(_entries(plan, words)), _MARGIN, y, room)


def _entries(plan: _Plan, words: Words) -> Iterator[Entry]:
    """Yield what there was no room for, by numbers; without a number where there was no room even for that."""
    names = {name: cards.called(face.card.touchpoint) for name, face in plan.faces.items()}
    ways = zip(plan.arrows, plan.notes, plan.layout.routes, strict=True)
    numbers = plan.numbers
    for position, (arrow, note, route) in enumerate(ways):
        lost = route.label is None and (notes.weighty(arrow) or not plan.dense)
        if note and (lost or position in numbers):
            yield entry(numbers.get(position, 0), arrow, names, words)


# Words.


def _sentences(drawing: Drawing, words: Words) -> Iterator[str]:
    yield words.sentence(_ABOUT[drawing.by])
    yield _size(drawing, words)
    yield from wanting(drawing, words)


_ABOUT = {
    "owner": "How customers get from one touchpoint to the next, in lanes by who is accountable.",
    "channel": "How customers get from one touchpoint to the next, in lanes by channel.",
    "stage": "How customers get from one touchpoint to the next, in lanes by stage.",
}


def _size(drawing: Drawing, words: Words) -> str:
    handed = [arrow for arrow in drawing.arrows if arrow.handover]
    unowned = sum(arrow.owner is None for arrow in handed)
    parts = [
        touchpoints(drawing.cards, words),
        count(len(drawing.arrows), "{number} transition", "{number} transitions", words),
        count(len(handed), "{number} hand-over", "{number} hand-overs", words),
    ]
    sentence = ", ".join(parts) + "."
    if not unowned:
        return sentence
    one, many = "Nobody owns {number} of the hand-overs.", "Nobody owns {number} of the hand-overs."
    return f"{sentence} {count(unowned, one, many, words)}"


def _told(arrow: Arrow, names: dict[str, str], words: Words) -> str:
    """Return what an arrow says, for those who hear it or point at it."""
    way = say(said("{start} → {end}", start=names[arrow.start], end=names[arrow.end]), words)
    when = visible(" ".join(arrow.when.split()))
    sentences = [f"{way}: {when}." if when else f"{way}.", notes.sees_over(arrow, words)]
    if arrow.share is not None:
        sentences.append(say(said("Expected of {share} % of customers.", share=round(arrow.share * 100)), words))
    if arrow.kind != "forward":
        sentences.append(words.sentence(_KINDS[arrow.kind]))
    if arrow.errors:
        sentences.append(count(arrow.errors, "{number} error.", "{number} errors.", words))
    if arrow.warnings:
        sentences.append(count(arrow.warnings, "{number} warning.", "{number} warnings.", words))
    return " ".join(filter(None, sentences))


_KINDS = {"back": "It leads back.", "recovery": "It puts something right."}

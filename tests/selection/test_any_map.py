"""Whatever the files hold: everything in them can be listed, shown and walked, and nothing else comes of it."""

import json

from hypothesis import given, settings
from texts import JOURNEY_LIKE
from trees import MemoryTree

from cxmap.app.reading import read
from cxmap.app.things.listing import KINDS, UNCONNECTED, list_things
from cxmap.app.things.routing import Wanted, route
from cxmap.app.things.showing import show
from cxmap.graph.flow import Flow
from cxmap.render import entity, listing
from cxmap.render import route as ways
from cxmap.render.look import PLAIN
from cxmap.selection.select import select
from cxmap.selection.selector import METHODS, selection
from cxmap.words import ENGLISH


@settings(max_examples=60)
@given(JOURNEY_LIKE)
def test_any_map_can_be_asked(text):
    reading = read(MemoryTree({"map.yaml": text}))
    touchpoints = list(reading.atlas.touchpoints)
    for kind in KINDS:
        for asked in (selection(), selection(["touchpoint:*"]))[: 1 if kind == UNCONNECTED else 2]:
            rendered(listing, list_things(reading, kind, asked))
    for placed in reading.atlas.everything:
        rendered(entity, show(reading, placed))
    for start in touchpoints:
        for goal in touchpoints:
            if start != goal:
                rendered(ways, route(reading, (start, goal), Wanted(everything=True)))


@settings(max_examples=60)
@given(JOURNEY_LIKE)
def test_every_selector_gives_touchpoints_in_the_same_order(text):
    reading = read(MemoryTree({"map.yaml": text}))
    order = [item.thing.id for item in list_things(reading).items]
    for method in METHODS:
        found = select(Flow(reading.atlas), selection([f"1+{method}:*+"]), lambda: order)
        assert list(found) == [name for name in order if name in found]


def rendered(formats, report) -> None:
    for name in formats.formats():
        text = formats.load(name)(report, ENGLISH, PLAIN)
        assert text == formats.load(name)(report, ENGLISH, PLAIN)
        if name == "json":
            json.loads(text)

"""Where cards and the arrows between them go: plain numbers in, plain numbers out.

`laid_out` does it all. A picture draws the boxes and routes of its `Layout`:

    nodes = [Node("shop", 170, 54, lane=0), Node("parcel", 170, 54, lane=1)]
    edges = [Edge("shop", "parcel", label=Size(80, 16), short=Size(20, 16))]
    layout = laid_out(nodes, edges, Options(lane_title=120))
    layout.boxes["shop"]                            # Box(x, y, width, height)
    path_data(layout.routes[0].points, radius=6)    # "M314 51 L..."
    layout.routes[0].label                          # Label(box, short), or None

- Lanes: give each node its lane and leave the columns to the edges.
- Stages as columns of stacked cards: give each node its column, and `keep_order`.
- A simple line: one lane; to fold a long one, give each node the row of the fold as its lane, and its column.
"""

from cxmap.render.geometry.layout import laid_out
from cxmap.render.geometry.paths import Command, path_data, rounded
from cxmap.render.geometry.shapes import Box, Edge, Label, Layout, Node, Options, Point, Route, Size

__all__ = [
    "Box",
    "Command",
    "Edge",
    "Label",
    "Layout",
    "Node",
    "Options",
    "Point",
    "Route",
    "Size",
    "laid_out",
    "path_data",
    "rounded",
]

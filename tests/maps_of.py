"""Small maps for property tests: drawn at random, edited, and written down in any way that means the same."""

from map_drawing import ID, KINDS, Drawing, Map, a_flow, a_map, add, field_names, flows, maps, rngs
from map_edits import edit_field, edited, remove, rename, rerouted
from map_files import atlas_of, tree_of

__all__ = [
    "ID",
    "KINDS",
    "Drawing",
    "Map",
    "a_flow",
    "a_map",
    "add",
    "atlas_of",
    "edit_field",
    "edited",
    "field_names",
    "flows",
    "maps",
    "remove",
    "rename",
    "rerouted",
    "rngs",
    "tree_of",
]

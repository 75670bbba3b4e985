"""Strongly connected components: the only question for which networkx is needed, and loaded."""

from collections.abc import Iterable, Mapping

import networkx as nx


def components(nodes: Iterable[str], following: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return the strongly connected components of some nodes, each sorted.

    Only arrows between the given nodes count. A component comes after all that it leads to (reverse topological
    order). Linear in nodes and arrows.

    Source: Tarjan, "Depth-first search and linear graph algorithms" (1972), in networkx without recursion.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    inside = dict.fromkeys(nodes)
    graph.add_nodes_from(inside)
    graph.add_edges_from((node, after) for node in inside for after in following.get(node, ()) if after in inside)
    return [sorted(component) for component in nx.strongly_connected_components(graph)]

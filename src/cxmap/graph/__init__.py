"""The ways through the map: what can be reached, what is cut off, and what is known where."""

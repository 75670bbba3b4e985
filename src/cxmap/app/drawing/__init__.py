"""A part of a map made ready to be drawn."""

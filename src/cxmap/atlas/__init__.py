"""The map as a whole: every entity of every file, typed, placed, and with its references resolved."""

"""cxmap: customer journeys as code."""

__version__ = "0.1.0"

HOME = "https://github.com/cxmap/cxmap"
"""Where the project lives: the addresses of documentation start with it."""

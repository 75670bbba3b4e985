"""`cxmap init`: starts a journey repository."""


def init() -> int:
    """Start a journey repository."""
    return 0

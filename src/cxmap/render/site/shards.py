"""How what is said of the touchpoints is dealt out to files, so that a page loads only what somebody opens."""

SHARD = 50
"""How many touchpoints are in a file."""


def shard_of(row: int) -> str:
    """Return the name of the file for the touchpoint in a row of the survey, counted from 0."""
    return f"touchpoints-{row // SHARD + 1}"

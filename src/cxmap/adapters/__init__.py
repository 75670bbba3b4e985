"""The outside world: the working tree and git, behind the protocols that the rest of cxmap declares."""

"""Rules about whether everything is clearly and uniquely defined."""

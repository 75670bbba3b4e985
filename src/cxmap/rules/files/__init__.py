"""Rules about whether files can be read."""

"""Rules about whether people are taken along when something changes."""

"""What became of a map, commit by commit."""
